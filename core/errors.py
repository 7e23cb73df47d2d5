"""What may go wrong on purpose, and the pages that say so."""

from flask import Flask, Response, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from core.db import db


class RuleBroken(ValueError):
    """A rule of the field refuses what was typed. `field` names the form field the message belongs beside."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class MovedOn(RuntimeError):
    """The thing is no longer in the state that this action starts from. Shown as the 409 page."""


class NotAllowed(PermissionError):
    """The person may see the thing but not do this to it; `str()` is the reason they read. Shown as the 403 page."""


def init_app(app: Flask) -> None:
    """Give every error its page. None of them needs the database, and none shows a traceback."""

    def page(status: int, **context: object) -> ResponseReturnValue:
        db.session.rollback()
        return make_response(render_template(f"errors/{status}.html", **context), status)

    @app.errorhandler(SecurityError)
    def wrong_host(error: SecurityError) -> ResponseReturnValue:
        """The address names a host that is not ours: no page can be made, since its links would name it too."""
        return Response("This address does not belong to this service.", 400, mimetype="text/plain")

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> ResponseReturnValue:
        status = error.code or 500
        if status < 400:
            return error.get_response()
        behind = getattr(error, "original_exception", None)
        if isinstance(behind, OperationalError):
            return busy_before_the_page(behind)
        known = status if status in {400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503} else 500
        response = make_response(page(known, reason=None))
        response.status_code = status
        for name, value in error.get_headers():
            if name.lower() in {"allow", "retry-after"}:
                response.headers[name] = value
        return response

    @app.errorhandler(CSRFError)
    def form_expired(error: CSRFError) -> ResponseReturnValue:
        return page(400, reason=None)

    @app.errorhandler(NotAllowed)
    def not_allowed(error: NotAllowed) -> ResponseReturnValue:
        return page(403, reason=str(error))

    @app.errorhandler(MovedOn)
    @app.errorhandler(StaleDataError)
    def moved_on(error: Exception) -> ResponseReturnValue:
        """Only a MovedOn of its own was written for people; a refused transition names states for the log."""
        return page(409, reason=str(error) if type(error) is MovedOn else None)

    @app.errorhandler(IntegrityError)
    def already_there(error: IntegrityError) -> ResponseReturnValue:
        """Two people, or two tabs, did the same at one moment, and a unique or final row stopped the second."""
        app.logger.error("refused by the database: %s", type(error.orig).__name__)
        return page(409, reason=None)

    @app.errorhandler(DataError)
    def cannot_be_kept(error: DataError) -> ResponseReturnValue:
        """A value that no form refused and the database cannot hold, such as a number of twenty digits."""
        app.logger.error("refused by the database: %s", type(error.orig).__name__)
        return page(400, reason=None)

    @app.errorhandler(OperationalError)
    def database_busy(error: OperationalError) -> ResponseReturnValue:
        app.logger.error("database unavailable: %s", type(error.orig).__name__)
        response = make_response(page(503))
        response.headers["Retry-After"] = "5"
        return response

    def busy_before_the_page(error: OperationalError) -> ResponseReturnValue:
        """The sign-in could not be read: no page can be made, since it would show whose it is."""
        app.logger.error("database unavailable: %s", type(error.orig).__name__)
        words = "Setwright is busy. Nothing was changed. Go back and try again in a moment."
        headers = {"Retry-After": "5", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        return Response(words, 503, headers, mimetype="text/plain")
