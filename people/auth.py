"""Signing in: who sits at the browser, for how long, and when an account is locked.

Flask-Security checks passwords and sends reset links; sign-ins are kept on the server, so that they can be ended.
"""

import hashlib
import logging
import secrets
from datetime import timedelta
from typing import Any, cast

from flask import Flask, Request, Response, g, has_request_context, session
from flask.sessions import SessionInterface, SessionMixin
from flask_login import current_user, user_logged_out
from flask_security import Security
from flask_security.core import RoleMixin
from flask_security.datastore import FSQLALiteUserDatastore
from flask_security.signals import (
    password_reset,
    reset_password_instructions_sent,
    user_authenticated,
    user_failed_authn,
)
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session, joinedload
from werkzeug.datastructures import CallbackDict

from core import clock
from core.db import db, enter_tenant, side_write
from people import forms, sign_in
from people.models import Login, Person, Role, SignIn
from people.passwords import FewAtOnce

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
SEEN_EVERY = timedelta(seconds=60)
WRONG_PASSWORDS = 5
LOCKED_FOR = timedelta(minutes=15)
ANONYMOUS_KEPT = timedelta(days=1)
ENDED_KEPT = timedelta(days=30)
WITHOUT_SESSION = ("/static/", "/healthz", "/readyz")

csrf = CSRFProtect()
security = Security(
    login_form=forms.SignInForm,
    forgot_password_form=forms.ForgottenPasswordForm,
    reset_password_form=forms.ResetForm,
    verify_form=forms.PasswordAgainForm,
    mail_util_cls=sign_in.MailsOfSignIn,
    password_util_cls=sign_in.PasswordRule,
    render_template=sign_in.render,
)
security.unauthn_handler(sign_in.ask_to_sign_in)
security.want_json(sign_in.wants_json)
log = logging.getLogger("setwright.sign_in")


class ServerSession(CallbackDict[str, Any], SessionMixin):
    """What is kept for one browser between pages, loaded from its sign-in row."""

    def __init__(self, row: SignIn | None = None) -> None:
        super().__init__(dict(row.stored) if row else {}, self._note_change)
        self.row_id = row.id if row else None
        self.seen_at = row.seen_at if row else None
        self.tenant_id = row.tenant_id if row else None
        self.login_id = row.login_id if row else None
        self.login = row.login if row else None
        self.proved_at = self.get("fs_paa")
        self.modified = False
        self.renewed = False

    @staticmethod
    def _note_change(stored: "ServerSession") -> None:
        stored.modified = True

    def renew(self) -> None:
        """Let the browser have another id from this page on; the old one is dead."""
        self.renewed = True

    def end(self) -> None:
        """Forget everything, who is signed in and the id itself; what is added now is kept under another id."""
        self.clear()
        self.login_id = self.tenant_id = None
        self.renewed = True


class SignIns(SessionInterface):
    """Keeps sessions in the `sign_in` table under the hash of a random 256-bit id that only the browser holds."""

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        """The session of the browser that asks; an empty one when its sign-in is unknown, ended or too old."""
        key = request.cookies.get(self.get_cookie_name(app))
        if not key or request.path.startswith(WITHOUT_SESSION):
            return ServerSession()
        query = select(SignIn).where(SignIn.id_hash == hashed(key), SignIn.ended_at.is_(None))
        row = db.session.scalar(query.options(joinedload(SignIn.login)))
        now = clock.now()
        if row is None or row.seen_at < now - IDLE or row.created_at < now - LONGEST:
            return ServerSession()
        if row.tenant_id is not None:
            enter_tenant(row.tenant_id)
        return ServerSession(row)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write what changed; a new id at every proof of who it is; nothing for a browser that left nothing to keep."""
        from flask import request

        if request.path.startswith(WITHOUT_SESSION):
            return
        session = cast(ServerSession, session)
        now = clock.now()
        name = self.get_cookie_name(app)
        if session.row_id is None and not session:
            if name in request.cookies:
                self._take_cookie(app, response)
            return
        stale = session.seen_at is None or session.seen_at < now - SEEN_EVERY
        renewed = session.renewed or session.get("fs_paa") != session.proved_at
        if not (session.modified or renewed or stale):
            return
        with side_write() as writing:
            row = writing.get(SignIn, session.row_id) if session.row_id else None
            if row is None or renewed:
                began_at = row.created_at if row and session.login_id and row.login_id == session.login_id else now
                if row is not None:
                    row.ended_at = now
                if not session:
                    self._take_cookie(app, response)
                    return
                key = secrets.token_urlsafe(32)
                forget_old(writing)
                agent = str(request.user_agent)[:200]
                row = SignIn(id_hash=hashed(key), created_at=began_at, seen_at=now, agent=agent)
                writing.add(row)
                response.set_cookie(name, key, path="/", secure=app.config["ON_HTTPS"], httponly=True, samesite="Lax")
            row.seen_at = now
            row.stored = dict(session)
            row.tenant_id, row.login_id = session.tenant_id, session.login_id

    def _take_cookie(self, app: Flask, response: Response) -> None:
        name = self.get_cookie_name(app)
        response.delete_cookie(name, path="/", secure=app.config["ON_HTTPS"], httponly=True, samesite="Lax")


class Logins(FSQLALiteUserDatastore):
    """Where Flask-Security finds logins."""

    def find_user(self, case_insensitive: bool = False, **by: Any) -> Any:
        """The login of this description; that of the page's own sign-in is at hand already."""
        login = this_sign_in().login if has_request_context() else None
        if login is not None and by == {"fs_uniquifier": login.fs_uniquifier}:
            return login
        return super().find_user(case_insensitive, **by)


def hashed(key: str) -> str:
    """What is stored of a secret that a browser or a link holds."""
    return hashlib.sha256(key.encode()).hexdigest()


def forget_old(writing: Session) -> None:
    """Delete rows of browsers that never signed in after a day, and of sign-ins long over after a month."""
    now = clock.now()
    never = SignIn.login_id.is_(None) & (SignIn.seen_at < now - ANONYMOUS_KEPT)
    writing.execute(delete(SignIn).where(or_(never, SignIn.seen_at < now - ENDED_KEPT)))


def end_sign_ins(login: Login, *, except_row: int | None = None) -> None:
    """Sign this login out everywhere, but for the sign-in that asks."""
    query = update(SignIn).where(SignIn.login_id == login.id, SignIn.ended_at.is_(None))
    if except_row is not None:
        query = query.where(SignIn.id != except_row)
    db.session.execute(query.values(ended_at=clock.now()))


def this_sign_in() -> ServerSession:
    """The sign-in of the browser that asks."""
    return cast(ServerSession, session._get_current_object())  # type: ignore[attr-defined]


def proves(login: Login, password: str) -> bool:
    """Whether this is the password of a login that is not locked. A wrong one counts towards the lock."""
    if not login.password or not login.verify_and_update_password(security.password_util.normalize(password)):
        login.track_failed_authn("password")
        return False
    return not login.is_locked()


def load_person() -> None:
    """Make the signed-in person available as `g.person`, with centre and grants, and `g.role` in use."""
    g.person = g.role = None
    if not current_user.is_authenticated:
        return
    query = (
        select(Person)
        .where(Person.id == current_user.person_id)
        .options(joinedload(Person.centre), joinedload(Person.organisation), joinedload(Person.grants))
    )
    g.person = db.session.scalars(query).unique().one()
    g.role = role_in_use(g.person)


def role_in_use(person: Person) -> Role | None:
    """The role whose menu and home are shown: the one chosen, while it is held; else the first held."""
    held = roles_held(person)
    chosen = session.get("role")
    return next((role for role in held if role.value == chosen), held[0] if held else None)


def roles_held(person: Person) -> list[Role]:
    """The roles that a person holds today in any scope, in the order of the role switch."""
    today = clock.today(person.centre.zone)
    held = {grant.role for grant in person.grants if grant.is_current(today)}
    return [role for role in Role if role in held]


def init_app(app: Flask) -> None:
    """Set up sessions, anti-forgery tokens, passwords and the lock on guessing."""
    app.session_interface = SignIns()
    csrf.init_app(app)
    app.config.update(sign_in.SETTINGS)
    security.init_app(app, Logins(db, Login, RoleMixin), register_blueprint=True)
    security.pwd_context = FewAtOnce(security.pwd_context)
    app.login_manager.request_loader(lambda request: None)  # type: ignore[attr-defined]  # a cookie is the only way in
    app.before_request(load_person)
    user_authenticated.connect(_signed_in, app)
    user_logged_out.connect(_signed_out, app)
    user_failed_authn.connect(_wrong_password, app)
    password_reset.connect(_password_replaced, app)
    reset_password_instructions_sent.connect(_link_sent, app)


def _signed_in(app: Flask, user: Login, **extra: Any) -> None:
    current = this_sign_in()
    for left in ("csrf_token", "role"):  # of whoever sat here before
        current.pop(left, None)
    g.pop("csrf_token", None)
    current.renew()
    current.login_id, current.tenant_id = user.id, user.tenant_id
    enter_tenant(user.tenant_id)
    user.wrong_passwords, user.locked_until = 0, None
    log.info("signed in: login %s", user.id)


def _signed_out(app: Flask, **extra: Any) -> None:
    this_sign_in().end()


def _wrong_password(app: Flask, user: Login, **extra: Any) -> None:
    login_id = user.id
    with side_write() as writing:
        login = writing.get_one(Login, login_id, with_for_update=True)
        if login.is_locked():
            return
        login.wrong_passwords += 1
        if login.wrong_passwords >= WRONG_PASSWORDS:
            login.wrong_passwords, login.locked_until = 0, clock.now() + LOCKED_FOR
            log.warning("locked after %s wrong passwords: login %s", WRONG_PASSWORDS, login_id)


def _password_replaced(app: Flask, user: Login, **extra: Any) -> None:
    user.wrong_passwords, user.locked_until = 0, None
    end_sign_ins(user)
    log.info("password replaced: login %s", user.id)


def _link_sent(app: Flask, user: Login, **extra: Any) -> None:
    db.session.commit()  # the library's page mails, and leaves the commit to us
