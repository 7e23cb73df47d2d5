"""Signing in with a passkey alone, and the second step after the password."""

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_security.utils import login_user, validate_redirect_url
from sqlalchemy import select

from core.db import db, enter_tenant
from core.policy import public
from core.web import limiter
from people.factors import forms, passkeys, second_step, services
from people.factors.blueprint import blueprint
from people.models import Login, Person
from people.views import answer

SIGN_IN = "sign in"
SECOND_STEP = "second step"
GUESSES = "20/minute"


@blueprint.post("/sign-in/passkey-to-use")
@public
@limiter.limit("30/minute")
def passkey_to_use() -> ResponseReturnValue:
    """What the browser needs to sign in with a passkey, or to use one as the second step."""
    if request.form.get("page") != url_for("factors.second_step"):
        return dict(passkeys.ask_to_use(SIGN_IN))
    login = second_step.waiting_login() or abort(404)
    return dict(passkeys.ask_to_use(SECOND_STEP, login=login, verified=False))


@blueprint.route("/sign-in/passkey", methods=["GET", "POST"])
@public
@limiter.limit(GUESSES, methods=["POST"])
def passkey() -> ResponseReturnValue:
    """Sign in with a passkey alone: it is on the device, and the device knows its owner."""
    if current_user.is_authenticated:
        return redirect(url_for("pages.home"), 303)
    form = forms.PasskeySignInForm(data={"next": request.args.get("next", "")})
    if form.validate_on_submit():
        used = passkeys.used(form.passkey.data or "", SIGN_IN)
        login = db.session.get(Login, used.login_id) if used else None
        if login is not None and login.active:
            return _signed_in(login, "passkey", form.next.data)
        form.add_error(_("This passkey does not sign in here. Try another one, or use your password."))
    return answer("people/factors/passkey_sign_in.html", form)


@blueprint.route("/sign-in/second", endpoint="second_step", methods=["GET", "POST"])
@public
@limiter.limit(GUESSES, methods=["POST"])
def after_password() -> ResponseReturnValue:
    """After the password: a passkey, or the code that the app shows."""
    login = second_step.waiting_login()
    if login is None:
        return _begin_again()
    form = forms.CodeForm()
    touched = request.form.get("passkey")
    if touched:
        if passkeys.used(touched, SECOND_STEP, login=login, verified=False):
            return _signed_in(login, "passkey", second_step.wanted_page())
        form.add_error(_("This passkey does not belong to the account, or it took too long. Try again."))
    elif form.validate_on_submit():
        if not login.is_locked() and services.takes_app_code(login, form.code.data or ""):
            return _signed_in(login, "app", second_step.wanted_page())
        _count_wrong(login)
        form.add_error(_("This is not the code, it was used already, or the account is locked for a while."), "code")
    return answer("people/factors/second_step.html", form, login=login, possible=passkeys.are_possible())


@blueprint.route("/sign-in/recovery", methods=["GET", "POST"])
@public
@limiter.limit(GUESSES, methods=["POST"])
def recovery() -> ResponseReturnValue:
    """After the password: a recovery code, when passkey and app are lost."""
    login = second_step.waiting_login()
    if login is None:
        return _begin_again()
    form = forms.CodeForm()
    if form.validate_on_submit():
        enter_tenant(login.tenant_id)
        person = db.session.scalars(select(Person).where(Person.id == login.person_id)).one()
        if not login.is_locked() and services.takes_recovery_code(person, login, form.code.data or ""):
            return _signed_in(login, "recovery code", url_for("factors.security"))
        _count_wrong(login)
        form.add_error(_("This is no recovery code of yours, it was used already, or the account is locked."), "code")
    return answer("people/factors/recovery.html", form)


def _begin_again() -> ResponseReturnValue:
    second_step.forget()
    return redirect(url_for("security.login"), 303)


def _count_wrong(login: Login) -> None:
    db.session.rollback()
    login.track_failed_authn("second step")


def _signed_in(login: Login, how: str, wanted: str | None) -> ResponseReturnValue:
    second_step.forget()
    login_user(login, authn_via=[how])
    db.session.commit()
    return redirect(wanted if wanted and validate_redirect_url(wanted) else url_for("pages.home"), 303)
