"""How Flask-Security is set up for signing in: its words, its mails, its pages and the rule for passwords."""

from datetime import timedelta
from pathlib import Path
from typing import Any, cast

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security.mail_util import MailUtil
from flask_security.password_util import PasswordUtil
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from core import clock
from core.db import db, enter_tenant, tenant_of
from core.mail import Mail
from people import passwords
from people.models import Centre, Login, Person

RESET_WITHIN = timedelta(minutes=15)


class PasswordRule(PasswordUtil):
    """The rule of `passwords`, with the words that a guesser would try first."""

    def validate(self, password: str, is_register: bool, **kwargs: Any) -> tuple[list[str] | None, str]:
        """What Flask-Security asks before it stores a new password: objections, and the form that is hashed."""
        password = passwords.normalised(password)
        objection = passwords.objection(password, words=words_about(kwargs["user"]))
        return [objection] if objection else None, password

    def normalize(self, password: str) -> str:
        """The form of a password that is hashed."""
        return passwords.normalised(password)


def words_about(login: Login) -> list[str]:
    """The names of a person, their address and their centre."""
    query = select(Person).where(Person.id == login.person_id).options(joinedload(Person.centre))
    person = db.session.scalars(query.execution_options(across_tenants=True)).one()
    return [login.email, person.given_name, person.family_name, person.centre.name]


class MailsOfSignIn(MailUtil):
    """Writes what Flask-Security mails as a row, in the centre of the person it goes to."""

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: Any,
        sender: Any,
        body: str | None,
        html: str | None,
        **kwargs: Any,
    ) -> None:
        """Keep the mail; one that holds a link is secret. The page that asked for it commits."""
        entered = tenant_of(db.session)
        enter_tenant(kwargs["user"].tenant_id)
        db.session.add(
            Mail(
                at=clock.now(),
                recipient=recipient,
                subject=str(subject),
                text=body or "",
                secret="reset_link" in kwargs,
            )
        )
        db.session.flush()
        if entered is not None:
            enter_tenant(entered)


def render(template: str, **context: Any) -> Any:
    """Render a page or mail of Flask-Security; a form that comes back with errors answers 422 like all our forms."""
    form = next((value for name, value in context.items() if name.endswith("_form") and request.form), None)
    context["form"] = next((value for name, value in context.items() if name.endswith("_form")), None)
    if template.endswith(".txt"):
        context |= {
            "public_url": current_app.config["PUBLIC_URL"],
            "centre": db.session.get(Centre, context["user"].tenant_id),
        }
    page = render_template(template, **context)
    if form is None or template.endswith(".txt") or not form.errors:
        return page
    return page, 422


def ask_to_sign_in(mechanisms: Any = None, headers: Any = None) -> Response:
    """Lead somebody who is not signed in to the sign-in page, and from there back to the page they asked for."""
    if request.path == "/":
        return cast(Response, redirect(url_for("security.login"), 303))
    flash(_("Sign in to open this page."), "info")
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return cast(Response, redirect(url_for("security.login", next=wanted), 303))


def wants_json(asked: Any) -> bool:
    """Sign-in pages are pages: no other door answers in another form, or hands out tokens."""
    return False


def N_(text: str) -> str:  # the name that pybabel looks for
    """Mark a text to be translated when Flask-Security shows it: it keeps texts for the next page, which lazy ones
    cannot be."""
    return text


_SORRY = N_("The email and password do not match, or the account is locked for a while. Check both and try again.")
_WRONG_PASSWORD = N_("This is not your password, or the account is locked for a while.")
_LINK_SENT = N_("If this address belongs to an account, a link to choose a new password is on its way. It works once.")
_LINK_DEAD = N_("This link has been used, or is too old. Ask for a new one here.")
_NO_ADDRESS = N_("Type an email address, such as name@example.org.")
_NO_PASSWORD = N_("Type your password.")

SETTINGS: dict[str, Any] = {
    "SECURITY_I18N_DOMAIN": "messages",  # our own catalogue, not the library's
    "SECURITY_I18N_DIRNAME": [str(Path(__file__).parent.parent / "translations")],
    "SECURITY_JOIN_USER_ROLES": False,
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_CLI_ROLES_NAME": False,
    "SECURITY_CLI_USERS_NAME": False,
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_RESET_URL": "/reset",
    "SECURITY_POST_LOGIN_VIEW": "/",
    "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
    "SECURITY_POST_RESET_VIEW": "/sign-in",
    "SECURITY_POST_VERIFY_VIEW": "/",
    "SECURITY_AUTO_LOGIN_AFTER_RESET": False,
    "SECURITY_RECOVERABLE": True,
    "SECURITY_RESET_PASSWORD_WITHIN": RESET_WITHIN,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "SECURITY_EMAIL_HTML": False,
    "SECURITY_EMAIL_SUBJECT_PASSWORD_RESET": N_("Choose a new password for Setwright"),
    "SECURITY_EMAIL_SUBJECT_PASSWORD_NOTICE": N_("Your Setwright password was changed"),
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SINGLE_HASH": {"argon2"},  # argon2 salts by itself; no second salt to keep
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__memory_cost": 47104,
        "argon2__time_cost": 1,
        "argon2__parallelism": 1,
    },
    # A link for a new password holds a hash of the argon2 hash, which is salted and slow already. A slow hash here
    # would cost a second for each link that anybody asks for, and tell by its time which addresses are known.
    "SECURITY_HASHING_SCHEMES": ["hex_sha256"],
    "SECURITY_DEPRECATED_HASHING_SCHEMES": [],
    "SECURITY_DEFAULT_REMEMBER_ME": False,
    "SECURITY_CSRF_IGNORE_UNAUTH_ENDPOINTS": False,
    "SECURITY_USE_REGISTER_V2": True,
    "SECURITY_MSG_GENERIC_AUTHN_FAILED": (_SORRY, "error"),
    "SECURITY_MSG_USER_DOES_NOT_EXIST": (_SORRY, "error"),
    "SECURITY_MSG_INVALID_PASSWORD": (_WRONG_PASSWORD, "error"),
    "SECURITY_MSG_DISABLED_ACCOUNT": (_SORRY, "error"),
    "SECURITY_MSG_GENERIC_RECOVERY": (_LINK_SENT, "info"),
    "SECURITY_MSG_PASSWORD_RESET_REQUEST": (_LINK_SENT, "info"),
    "SECURITY_MSG_PASSWORD_RESET_EXPIRED": (_LINK_DEAD, "error"),
    "SECURITY_MSG_INVALID_RESET_PASSWORD_TOKEN": (_LINK_DEAD, "error"),
    "SECURITY_MSG_PASSWORD_RESET": (N_("Your new password is saved."), "success"),
    "SECURITY_MSG_PASSWORD_RESET_NO_LOGIN": (N_("Your new password is saved. Sign in with it."), "success"),
    "SECURITY_MSG_RETYPE_PASSWORD_MISMATCH": (N_("The two passwords differ. Type the same one twice."), "error"),
    "SECURITY_MSG_PASSWORD_NOT_PROVIDED": (_NO_PASSWORD, "error"),
    "SECURITY_MSG_EMAIL_NOT_PROVIDED": (_NO_ADDRESS, "error"),
    "SECURITY_MSG_INVALID_EMAIL_ADDRESS": (_NO_ADDRESS, "error"),
    "SECURITY_MSG_INVALID_REDIRECT": (N_("That page is not part of Setwright."), "error"),
    "SECURITY_MSG_API_ERROR": (N_("Type text here."), "error"),
    "SECURITY_MSG_UNAUTHENTICATED": (N_("Sign in to open this page."), "info"),
    "SECURITY_MSG_UNAUTHORIZED": (N_("You may not open this page."), "error"),
    "SECURITY_MSG_LOGIN": (N_("Sign in to open this page."), "info"),
    "SECURITY_MSG_REFRESH": (N_("Type your password again to go on."), "info"),
    "SECURITY_MSG_REAUTHENTICATION_REQUIRED": (N_("Type your password again to go on."), "info"),
    "SECURITY_MSG_REAUTHENTICATION_SUCCESSFUL": (N_("Thank you. You can go on."), "info"),
    "SECURITY_MSG_ANONYMOUS_USER_REQUIRED": (N_("Sign out first to open this page."), "info"),
    "SECURITY_MSG_FORGOT_PASSWORD": (N_("I have forgotten my password"), "info"),
}
