"""Sign-in and security: my factors, recovery codes and sign-ins; and taking somebody's lost factors off."""

from flask import (
    Flask,
    abort,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_security.utils import validate_redirect_url
from segno import make as qr_code

from core import clock
from core.db import db
from core.policy import allows, signed_in
from core.web import CONTENT_POLICY, limiter
from people import policy, queries, wording
from people.auth import this_sign_in
from people.factors import app_codes, forms, gate, passkeys, second_step, services
from people.factors.blueprint import blueprint
from people.factors.models import Passkey
from people.factors.proof import fresh
from people.models import Login, Person, SignIn
from people.signing import Framed, purpose_of
from people.views import after_rule, answer, page_of, saved

SEED_KEPT_AS = "new_seed"
GUESSES = "10/minute"


@blueprint.get("/me/security")
@allows(signed_in)
def security() -> ResponseReturnValue:
    """How I sign in: password, passkeys, app, recovery codes, and the browsers I am signed in with."""
    login = me()
    return render_template(
        "people/factors/security.html",
        login=login,
        passkeys=passkeys.of(login),
        codes_left=services.recovery_codes_left(login),
        required=gate.is_required(g.person),
        sign_ins=queries.live_sign_ins(login),
        here=this_sign_in().row_id,
        browser_of=wording.browser_of,
    )


@blueprint.get("/me/security/set-up")
@allows(signed_in)
def set_up() -> ResponseReturnValue:
    """What a second step is, and the two kinds to choose from; the only page for those who must have one first."""
    return render_template(
        "people/factors/set_up.html",
        required=gate.is_required(g.person),
        has_one=me().has_second_factor,
        possible=passkeys.are_possible(),
        elsewhere=_by_name(),
    )


def me() -> Login:
    """The login of the signed-in person."""
    return current_user._get_current_object()


def _by_name() -> str | None:
    """The same service under a name, where this address is a number; None when there is none."""
    names = [host for host in current_app.config["TRUSTED_HOSTS"] if not host.replace(".", "").isdigit()]
    if passkeys.are_possible() or not names:
        return None
    _host, colon, port = request.host.partition(":")
    return f"{request.scheme}://{names[0]}{colon}{port}{url_for('factors.set_up')}"


# ---- A fresh proof ----


@blueprint.route("/me/security/prove", methods=["GET", "POST"])
@allows(signed_in)
@limiter.limit(GUESSES, methods=["POST"])
def prove() -> ResponseReturnValue:
    """The password or a passkey again, before something about signing in changes."""
    form = forms.ProveForm()
    wanted = request.args.get("next", "")
    if form.validate_on_submit():
        session["fs_paa"] = clock.now().timestamp()
        db.session.commit()
        return redirect(wanted if wanted and validate_redirect_url(wanted) else url_for("factors.security"), 303)
    return answer("people/factors/prove.html", form)


@blueprint.post("/me/security/passkey-to-prove")
@allows(signed_in)
@limiter.limit("30/minute")
def passkey_to_prove() -> ResponseReturnValue:
    """What the browser needs to use one of my passkeys on a page that signs or asks for a proof."""
    page, about = request.form.get("page", "")[:300], request.form.get("about", "")[:100]
    return dict(passkeys.ask_to_use(purpose_of(page), about=about, login=me()))


# ---- Passkeys ----


@blueprint.route("/me/security/passkeys/add", methods=["GET", "POST"])
@allows(signed_in)
@fresh
def add_passkey() -> ResponseReturnValue:
    """Make a passkey on this device or on a security key, and name it."""
    if not passkeys.are_possible():
        return redirect(url_for("factors.set_up"), 303)
    form = forms.NamePasskeyForm()
    codes: list[str] = []
    if form.validate_on_submit():
        with form.rule_errors():
            made = passkeys.made(me(), form.passkey.data or "")
            if made is None:
                form.add_error(_("The browser made no passkey, or it took too long. Try again."))
            else:
                here = this_sign_in().row_id
                codes = services.add_passkey(g.person, me(), made, form.name.data or "", here=here)
                db.session.commit()
                return _after_adding(codes, _("The passkey is saved."))
    return answer("people/factors/add_passkey.html", form)


@blueprint.post("/me/security/passkeys/to-make")
@allows(signed_in)
@fresh
@limiter.limit("30/minute")
def passkey_to_make() -> ResponseReturnValue:
    """What the browser needs to make a passkey for me."""
    asked = passkeys.ask_to_make(me())
    db.session.commit()
    return dict(asked)


@blueprint.post("/me/security/passkeys/<int:number>/remove")
@allows(signed_in)
@fresh
def remove_passkey(number: int) -> ResponseReturnValue:
    """Take a passkey of mine off."""
    passkey = db.session.get(Passkey, number)
    if passkey is None or passkey.login_id != me().id:
        abort(404)
    remove = lambda: services.remove_passkey(g.person, me(), passkey, is_required=gate.is_required(g.person))  # noqa: E731
    return after_rule(remove, _("The passkey is taken off."), url_for("factors.security"))


# ---- The authenticator app ----


@blueprint.route("/me/security/app", methods=["GET", "POST"])
@allows(signed_in)
@fresh
@limiter.limit(GUESSES, methods=["POST"])
def add_app() -> ResponseReturnValue:
    """Connect an authenticator app: scan or type the seed, then type the code that it shows."""
    form = forms.AppForm()
    seed = _new_seed(me())
    if form.validate_on_submit():
        with form.rule_errors():
            codes = services.add_app(g.person, me(), seed, form.code.data or "", here=this_sign_in().row_id)
            db.session.commit()
            session.pop(SEED_KEPT_AS)
            return _after_adding(codes, _("The app is connected."))
    picture = qr_code(app_codes.address_of(seed, me().email), error="m").svg_data_uri(scale=5, border=4, light="#fff")
    return answer("people/factors/add_app.html", form, seed=app_codes.grouped(seed), picture=picture, login=me())


def _new_seed(login: Login) -> str:
    """The seed that this browser is shown: kept, sealed, until the app has shown a code of it."""
    if SEED_KEPT_AS not in session:
        session[SEED_KEPT_AS] = app_codes.sealed(app_codes.new_seed(), login).hex()
    return app_codes.opened(bytes.fromhex(session[SEED_KEPT_AS]), login)


@blueprint.post("/me/security/app/remove")
@allows(signed_in)
@fresh
def remove_app() -> ResponseReturnValue:
    """Ask for no codes of my app any more."""
    remove = lambda: services.remove_app(g.person, me(), is_required=gate.is_required(g.person))  # noqa: E731
    return after_rule(remove, _("The app is taken off."), url_for("factors.security"))


def _after_adding(codes: list[str], said: str) -> ResponseReturnValue:
    this_sign_in().renew()
    flash(said, "ok")
    if codes:
        return _codes_page(codes)
    return redirect(url_for("factors.security"), 303)


# ---- Recovery codes ----


@blueprint.post("/me/security/recovery-codes")
@allows(signed_in)
@fresh
def recovery_codes() -> ResponseReturnValue:
    """Ten new recovery codes in place of those before, shown this once."""
    if not me().has_second_factor:
        return redirect(url_for("factors.set_up"), 303)
    codes = services.new_recovery_codes(g.person, me())
    db.session.commit()
    return _codes_page(codes)


def _codes_page(codes: list[str]) -> str:
    """The codes are in this one answer and nowhere else, so no redirect leads to them."""
    return render_template("people/factors/recovery_codes.html", codes=codes)


# ---- Sign-ins in other browsers ----


@blueprint.post("/me/security/sign-ins/<int:number>/end")
@allows(signed_in)
def end_sign_in(number: int) -> ResponseReturnValue:
    """End one of my sign-ins in another browser."""
    row = db.session.get(SignIn, number)
    if row is None or row.login_id != me().id or row.id == this_sign_in().row_id:
        abort(404)
    services.end_one_sign_in(g.person, row)
    db.session.commit()
    flash(_("That browser is signed out."), "ok")
    return redirect(url_for("factors.security"), 303)


# ---- Somebody lost their factors ----


@blueprint.route("/people/<uuid:public_id>/second-step", methods=["GET", "POST"])
@allows(policy.can_reset_factors, Person, sees=policy.can_see)
@limiter.limit(GUESSES, methods=["POST"])
def reset(other: Person) -> ResponseReturnValue:
    """Take all second factors off the account of somebody who lost theirs."""
    login = queries.login_of(other)
    if login is None or not login.has_second_factor:
        flash(_("There is no second step on this account."), "info")
        return redirect(page_of(other), 303)
    form = forms.ResetFactorsForm()
    said = _("The second step is taken off. %(name)s has been told by mail.", name=other.full_name)
    if saved(form, lambda: services.reset_factors(other, login, by=g.person), said):
        return redirect(page_of(other), 303)
    return answer("people/factors/reset.html", form, other=other)


def framed(error: Framed) -> ResponseReturnValue:
    """In place of a page that signs, inside a frame: a link that opens it in a window of its own.

    It may be shown in any frame, since all that a hidden click can do is open the page where it can be seen.
    """
    response = make_response(render_template("errors/framed.html", address=request.url), 403)
    response.headers["Content-Security-Policy"] = CONTENT_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
    return response


def init_app(app: Flask) -> None:
    """The second step after the password, and the gate in front of every page. Call it when people are known."""
    second_step.init_app(app)
    app.register_error_handler(Framed, framed)
    app.before_request(gate.lead_to_set_up)
