"""What holds for every answer: headers, rate limits, and no page without a policy."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, abort, current_app, make_response, request, session
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user
from werkzeug.routing import IntegerConverter

View = TypeVar("View", bound=Callable[..., Any])

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        "manifest-src 'self'",
    )
)
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()" for feature in ("camera", "geolocation", "microphone", "payment", "usb", "interest-cohort")
)

# Pages of libraries carry no mark of their own. Everything else names its policy beside its route.
LIBRARY_POLICIES = {
    "static": "public",
    "security.login": "public",
    "security.forgot_password": "public",
    "security.reset_password": "public",
    "security.logout": "core.signed_in",
    "security.verify": "core.signed_in",
}

limiter = Limiter(get_remote_address, default_limits=["600/minute"], strategy="fixed-window")


class SmallNumber(IntegerConverter):
    """A number in an address. One that no column holds is not found, instead of stopping the database."""

    regex = r"[0-9]{1,9}"


def each_person() -> str:
    """The key of a rate that counts for each person by themself, since an office shares one address."""
    signed_in = current_user.get_id() if current_user.is_authenticated else None
    return f"person {signed_in}" if signed_in else get_remote_address()


def unlisted(page: str, status: int) -> Response:
    """The answer to a link that is a key: for no search engine, and leading nowhere with the address it came from."""
    response = make_response(page, status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def init_app(app: Flask) -> None:
    """Set the headers of every answer and refuse endpoints that name no policy. Call it before there are addresses."""
    app.url_map.converters["int"] = SmallNumber
    limiter.init_app(app)
    app.before_request(_refuse_unguarded)
    app.before_request(_allow_large_upload)  # before anything reads the form
    app.before_request(_refuse_nul)
    app.after_request(_set_headers)


def limit_library_views(app: Flask) -> None:
    """Rates for the sign-in pages, which a library registers. Call it when all blueprints are there."""
    for endpoint, rates in {
        "security.login": "20/minute",
        "security.forgot_password": "20/hour",  # an office shares an address; each account gets three links an hour
        "security.reset_password": "10/minute",
        "security.verify": "10/minute",
    }.items():
        app.view_functions[endpoint] = limiter.limit(rates, methods=["POST"])(app.view_functions[endpoint])  # type: ignore[assignment]


def policy_of(app: Flask, endpoint: str) -> str | None:
    """The name of the policy that guards an endpoint; None when it has none, and then it is never served."""
    return LIBRARY_POLICIES.get(endpoint) or getattr(app.view_functions[endpoint], "policy", None)


def takes(size: int) -> Callable[[View], View]:
    """Let a view take requests of this size, in bytes, from those who are signed in. Stands nearest to the view."""

    def mark(view: View) -> View:
        view.takes_bytes = size  # type: ignore[attr-defined]
        return view

    return mark


def _allow_large_upload() -> None:
    """The signed cookie says that somebody signed in; who it is, the database is not asked before the form has come."""
    size = getattr(current_app.view_functions.get(request.endpoint or ""), "takes_bytes", None)
    if size and "_user_id" in session:
        request.max_content_length = size


def _refuse_unguarded() -> None:
    if request.endpoint is not None and policy_of(current_app, request.endpoint) is None:
        current_app.logger.error("no policy: %s", request.endpoint)
        abort(404)


def _refuse_nul() -> None:
    """No keyboard types U+0000 and PostgreSQL does not keep it, so it is stopped before anything looks for it."""
    if "\0" in request.path:
        abort(404)
    if any("\0" in value for values in (request.args, request.form) for _name, value in values.items(multi=True)):
        abort(400)


def _set_headers(response: Response) -> Response:
    headers = response.headers
    if "Content-Security-Policy" not in headers:
        headers["Content-Security-Policy"] = CONTENT_POLICY
        headers["X-Frame-Options"] = "DENY"  # the same as frame-ancestors, for what does not read it
    # A page whose address is a key to it tells nobody that address, not even us; its form still says where it is from.
    holds_token = "token" in (request.view_args or {})
    headers.setdefault("Referrer-Policy", "strict-origin" if holds_token else "same-origin")
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Permissions-Policy"] = PERMISSIONS_POLICY
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if request.endpoint != "static":
        headers["Cache-Control"] = "no-store"
    if current_app.config["ON_HTTPS"]:
        headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    return response
