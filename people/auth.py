"""Signing in: who sits at the browser, for how long, and when an account is locked.

Flask-Security checks passwords and sends reset links; sign-ins are kept on the server, so that they can be ended.
"""

import hashlib
import logging
import secrets
from datetime import timedelta
from typing import Any, cast

from flask import Flask, Request, Response, g, request, session
from flask.sessions import SessionInterface, SessionMixin
from flask_login import current_user
from flask_security import Security
from flask_security.core import RoleMixin
from flask_security.datastore import FSQLALiteUserDatastore
from flask_security.signals import password_changed, password_reset, user_authenticated, user_failed_authn
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, joinedload, selectinload
from werkzeug.datastructures import CallbackDict

from core import clock
from core.db import db, enter_tenant, side_write
from people.models import Login, Person, Role, SignIn

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
SEEN_EVERY = timedelta(seconds=60)
WRONG_PASSWORDS = 5
LOCKED_FOR = timedelta(minutes=15)
ANONYMOUS_KEPT = timedelta(days=1)

csrf = CSRFProtect()
security = Security()
log = logging.getLogger("setwright.sign_in")


class ServerSession(CallbackDict[str, Any], SessionMixin):
    """What is kept for one browser between pages, loaded from its sign-in row."""

    def __init__(self, row: SignIn | None = None) -> None:
        super().__init__(dict(row.stored) if row else {}, self._note_change)
        self.row_id = row.id if row else None
        self.seen_at = row.seen_at if row else None
        self.tenant_id = row.tenant_id if row else None
        self.login_id = row.login_id if row else None
        self.modified = False
        self.renewed = False

    @staticmethod
    def _note_change(stored: "ServerSession") -> None:
        stored.modified = True


class SignIns(SessionInterface):
    """Keeps sessions in the `sign_in` table under the hash of a random 256-bit id that only the browser holds."""

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        """The session of the browser that asks; an empty one when its sign-in is unknown, ended or too old."""
        key = request.cookies.get(self.get_cookie_name(app))
        if not key or request.endpoint in {"static", "healthz", "readyz"}:
            return ServerSession()
        row = db.session.scalar(select(SignIn).where(SignIn.id_hash == hashed(key), SignIn.ended_at.is_(None)))
        now = clock.now()
        if row is None or row.seen_at < now - IDLE or row.created_at < now - LONGEST:
            return ServerSession()
        if row.tenant_id is not None:
            enter_tenant(row.tenant_id)
        return ServerSession(row)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write what changed; a new id at every sign-in; nothing for a browser that left nothing to keep."""
        session = cast(ServerSession, session)
        now = clock.now()
        name = self.get_cookie_name(app)
        if session.row_id is None and not session:
            if name in request.cookies and request.endpoint != "static":
                response.delete_cookie(name, path="/", secure=app.config["ON_HTTPS"], httponly=True, samesite="Lax")
            return
        stale = session.seen_at is None or session.seen_at < now - SEEN_EVERY
        if not (session.modified or session.renewed or stale):
            return
        with side_write() as writing:
            row = writing.get(SignIn, session.row_id) if session.row_id else None
            if row is None or session.renewed:
                if row is not None:
                    row.ended_at = now
                key = secrets.token_urlsafe(32)
                row = SignIn(id_hash=hashed(key), created_at=now, agent=str(request.user_agent)[:200])
                writing.add(row)
                forget_old(writing)
                response.set_cookie(name, key, path="/", secure=app.config["ON_HTTPS"], httponly=True, samesite="Lax")
            row.seen_at = now
            row.stored = dict(session)
            row.tenant_id, row.login_id = session.tenant_id, session.login_id


def hashed(key: str) -> str:
    """What is stored of a secret that a browser or a link holds."""
    return hashlib.sha256(key.encode()).hexdigest()


def forget_old(writing: Session) -> None:
    """Delete rows of browsers that never signed in, a day after they were last seen."""
    long_ago = clock.now() - ANONYMOUS_KEPT
    writing.execute(delete(SignIn).where(SignIn.login_id.is_(None), SignIn.seen_at < long_ago))


def end_sign_ins(login: Login, *, except_row: int | None = None) -> None:
    """Sign this login out everywhere, but for the sign-in that asks."""
    query = update(SignIn).where(SignIn.login_id == login.id, SignIn.ended_at.is_(None))
    if except_row is not None:
        query = query.where(SignIn.id != except_row)
    db.session.execute(query.values(ended_at=clock.now()))


def load_person() -> None:
    """Make the signed-in person available as `g.person`, with centre and grants, and `g.role` in use."""
    g.person = g.role = None
    if request.endpoint in {"static", "healthz", "readyz"} or not current_user.is_authenticated:
        return
    query = (
        select(Person)
        .where(Person.id == current_user.person_id)
        .options(joinedload(Person.centre), joinedload(Person.organisation), selectinload(Person.grants))
    )
    g.person = db.session.scalar(query)
    g.role = role_in_use(g.person)


def role_in_use(person: Person) -> Role | None:
    """The role whose menu and home are shown: the one chosen, while it is held; else the first held."""
    held = roles_held(person)
    chosen = session.get("role")
    return next((role for role in held if role.value == chosen), held[0] if held else None)


def roles_held(person: Person) -> list[Role]:
    """The roles that a person holds today in any scope, in the order of the role switch."""
    today = clock.today(person.zone)
    held = {grant.role for grant in person.grants if grant.is_current(today)}
    return [role for role in Role if role in held]


def init_app(app: Flask) -> None:
    """Set up sessions, anti-forgery tokens, passwords and the lock on guessing."""
    app.session_interface = SignIns()
    csrf.init_app(app)
    app.config.update(SETTINGS)
    security.init_app(app, FSQLALiteUserDatastore(db, Login, RoleMixin), register_blueprint=True)
    app.before_request(load_person)
    user_authenticated.connect(_signed_in, app)
    user_failed_authn.connect(_wrong_password, app)
    password_reset.connect(_password_replaced, app)
    password_changed.connect(_password_replaced, app)


def _signed_in(app: Flask, user: Login, **extra: Any) -> None:
    server_session = cast(ServerSession, session)
    server_session.renewed = True
    server_session.login_id, server_session.tenant_id = user.id, user.tenant_id
    enter_tenant(user.tenant_id)
    user.wrong_passwords, user.locked_until = 0, None
    log.info("signed in: login %s", user.id)


def _wrong_password(app: Flask, user: Login, **extra: Any) -> None:
    login_id = user.id
    with side_write() as writing:
        login = writing.get_one(Login, login_id)
        login.wrong_passwords += 1
        if login.wrong_passwords >= WRONG_PASSWORDS:
            login.wrong_passwords, login.locked_until = 0, clock.now() + LOCKED_FOR
            log.warning("locked after %s wrong passwords: login %s", WRONG_PASSWORDS, login_id)


def _password_replaced(app: Flask, user: Login, **extra: Any) -> None:
    user.wrong_passwords, user.locked_until = 0, None
    end_sign_ins(user)


_SORRY = "The email and password do not match, or the account is locked for a while. Check both and try again."
_RESET_SENT = "If this address belongs to an account, a link to choose a new password is on its way."

SETTINGS: dict[str, Any] = {
    "SECURITY_JOIN_USER_ROLES": False,
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_RESET_URL": "/reset",
    "SECURITY_POST_LOGIN_VIEW": "/",
    "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
    "SECURITY_POST_RESET_VIEW": "/sign-in",
    "SECURITY_AUTO_LOGIN_AFTER_RESET": False,
    "SECURITY_RECOVERABLE": True,
    "SECURITY_RESET_PASSWORD_WITHIN": timedelta(minutes=15),
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SINGLE_HASH": {"argon2"},  # argon2 salts by itself; no second salt to keep
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__memory_cost": 47104,
        "argon2__time_cost": 1,
        "argon2__parallelism": 1,
    },
    "SECURITY_PASSWORD_LENGTH_MIN": 12,
    "SECURITY_PASSWORD_COMPLEXITY_CHECKER": "zxcvbn",
    "SECURITY_ZXCVBN_MINIMUM_SCORE": 3,
    "SECURITY_DEFAULT_REMEMBER_ME": False,
    "SECURITY_CSRF_IGNORE_UNAUTH_ENDPOINTS": False,
    "SECURITY_USE_REGISTER_V2": True,
    "SECURITY_MSG_GENERIC_AUTHN_FAILED": (_SORRY, "error"),
    "SECURITY_MSG_GENERIC_RECOVERY": (_RESET_SENT, "info"),
    "SECURITY_MSG_PASSWORD_RESET_REQUEST": (_RESET_SENT, "info"),
}
