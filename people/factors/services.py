"""What happens to a person's second factors. Callers commit, and have asked for a fresh proof before."""

import hashlib
import secrets
from base64 import b32encode
from typing import Any, cast

from flask_babel import gettext as _
from sqlalchemy import CursorResult, delete, func, or_, select, update

from core import clock, history, mail
from core.db import db
from core.errors import RuleBroken
from core.policy import require
from people import policy
from people.auth import end_sign_ins
from people.factors import app_codes
from people.factors.models import Passkey, RecoveryCode
from people.models import Login, Person, SignIn

CODES = 10
CODE_BYTES = 15
"""120 random bits: enough that a plain hash keeps a code unreadable."""
MOST_PASSKEYS = 10
NAME_LENGTH = 60


# ---- Passkeys and the authenticator app ----


def add_passkey(person: Person, login: Login, passkey: Passkey, name: str, *, here: int | None) -> list[str]:
    """Keep a passkey under a name. Returns new recovery codes when it is the first factor, else nothing.

    `here` is the sign-in that stays; all others end. Raises RuleBroken.
    """
    name = " ".join(name.split())
    if not name:
        raise RuleBroken(_("Give the passkey a name."), "name")
    taken = select(func.count()).where(Passkey.login_id == login.id)
    if db.session.scalar(taken.where(Passkey.name == name)):
        raise RuleBroken(_("You have a passkey of this name. Choose another name."), "name")
    if (db.session.scalar(taken) or 0) >= MOST_PASSKEYS:
        raise RuleBroken(_("You have %(most)s passkeys. Remove one first.", most=MOST_PASSKEYS))
    if db.session.scalar(select(Passkey.id).where(Passkey.credential_id == passkey.credential_id)):
        raise RuleBroken(_("This passkey is on record already."))
    is_first = not login.has_second_factor
    passkey.name = name
    db.session.add(passkey)
    db.session.flush()
    login.passkeys = db.session.scalar(taken) or 0
    return _added(person, login, "added_passkey", is_first=is_first, here=here)


def remove_passkey(person: Person, login: Login, passkey: Passkey, *, is_required: bool) -> None:
    """Take a passkey off. Raises RuleBroken when it is the last factor of somebody who must have one."""
    if is_required and login.passkeys == 1 and login.code_seed is None:
        raise RuleBroken(_last_one())
    db.session.delete(passkey)
    db.session.flush()
    login.passkeys = db.session.scalar(select(func.count()).where(Passkey.login_id == login.id)) or 0
    _removed(person, login, "removed_passkey")


def add_app(person: Person, login: Login, seed: str, code: str, *, here: int | None) -> list[str]:
    """Ask for codes of the app that holds this seed, from now on. Returns recovery codes as `add_passkey` does.

    Raises RuleBroken when the app does not show the right code.
    """
    step = app_codes.step_of(code, seed, last_step=None)
    if step is None:
        raise RuleBroken(
            _("This is not the code that the app should show now. Look again and type the new one."), "code"
        )
    is_first = not login.has_second_factor
    login.code_seed, login.code_step = app_codes.sealed(seed, login), step
    login.code_added_at, login.code_used_at = clock.now(), None
    return _added(person, login, "added_app", is_first=is_first, here=here)


def remove_app(person: Person, login: Login, *, is_required: bool) -> None:
    """Ask for no codes of the app any more. Raises RuleBroken as `remove_passkey` does."""
    if login.code_seed is None:
        return
    if is_required and login.passkeys == 0:
        raise RuleBroken(_last_one())
    _forget_app(login)
    _removed(person, login, "removed_app")


def takes_app_code(login: Login, code: str) -> bool:
    """Whether this is the code that the login's app shows, and was not used before. Taken, it works no second time."""
    if login.code_seed is None:
        return False
    step = app_codes.step_of(code, app_codes.opened(login.code_seed, login), last_step=login.code_step)
    if step is None:
        return False
    taking = (
        update(Login)
        .where(Login.id == login.id, or_(Login.code_step.is_(None), Login.code_step < step))
        .values(code_step=step, code_used_at=clock.now())
    )
    return _changed_one(taking)


# ---- Recovery codes ----


def new_recovery_codes(person: Person, login: Login) -> list[str]:
    """Ten codes in place of those before: to be shown now, and never again."""
    codes = _make_codes(login)
    history.record(person, "made_recovery_codes", by=person)
    mail.write(
        person.email, _("New recovery codes for your Setwright account"), "people/recovery_codes", centre=person.centre
    )
    return codes


def takes_recovery_code(person: Person, login: Login, code: str) -> bool:
    """Whether this is an unused recovery code of the login. Taken, it works no second time, and the person is told."""
    taking = (
        update(RecoveryCode)
        .where(
            RecoveryCode.login_id == login.id,
            RecoveryCode.code_hash == _code_hash(login, code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=clock.now())
    )
    if not _changed_one(taking):
        return False
    history.record(person, "used_recovery_code", by=person)
    mail.write(
        person.email,
        _("A recovery code was used for your Setwright account"),
        "people/recovery_code_used",
        left=recovery_codes_left(login),
        centre=person.centre,
    )
    return True


def recovery_codes_left(login: Login) -> int:
    """How many recovery codes can still be used."""
    query = select(func.count()).where(RecoveryCode.login_id == login.id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(query) or 0


# ---- Sign-ins ----


def end_one_sign_in(person: Person, row: SignIn) -> None:
    """End one of a person's own sign-ins."""
    row.ended_at = clock.now()
    history.record(person, "signed_out", by=person)


# ---- Somebody lost their factors ----


def reset_factors(other: Person, login: Login, *, by: Person) -> None:
    """Take all second factors off somebody's account and sign them out; the password stays. They are told by mail.

    Raises NotAllowed: nobody does it to themselves.
    """
    require(policy.can_reset_factors(by, other), _("Only an administrator takes somebody’s second step off."))
    _forget_app(login)
    for table in (Passkey, RecoveryCode):
        db.session.execute(delete(table).where(table.login_id == login.id))
    login.passkeys = 0
    end_sign_ins(login)
    history.record(other, "reset_factors", by=by)
    mail.write(
        other.email,
        _("Your second step for signing in to Setwright was taken off"),
        "people/factors_reset",
        by=by.full_name,
        centre=other.centre,
    )


def _added(person: Person, login: Login, verb: str, *, is_first: bool, here: int | None) -> list[str]:
    end_sign_ins(login, except_row=here)
    history.record(person, verb, by=person)
    _tell(person, added=True)
    return _make_codes(login) if is_first else []


def _removed(person: Person, login: Login, verb: str) -> None:
    if not login.has_second_factor:
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.login_id == login.id))
    history.record(person, verb, by=person)
    _tell(person, added=False)


def _tell(person: Person, *, added: bool) -> None:
    subject = (
        _("A second step was added to your Setwright account")
        if added
        else _("A second step was taken off your Setwright account")
    )
    mail.write(person.email, subject, "people/factor_changed", added=added, centre=person.centre)


def _forget_app(login: Login) -> None:
    login.code_seed = login.code_step = login.code_added_at = login.code_used_at = None


def _make_codes(login: Login) -> list[str]:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.login_id == login.id))
    plain = [b32encode(secrets.token_bytes(CODE_BYTES)).decode().lower() for _number in range(CODES)]
    db.session.add_all(RecoveryCode(login_id=login.id, code_hash=_code_hash(login, code)) for code in plain)
    return ["-".join(code[start : start + 4] for start in range(0, len(code), 4)) for code in plain]


def _code_hash(login: Login, code: str) -> str:
    letters = "".join(each for each in code.lower() if each.isalnum())
    return hashlib.sha256(f"{login.id}:{letters}".encode()).hexdigest()


def _changed_one(statement: Any) -> bool:
    return cast("CursorResult[Any]", db.session.execute(statement)).rowcount == 1


def _last_one() -> str:
    return _("Your role needs a second step for signing in. Add another one first, then take this one off.")
