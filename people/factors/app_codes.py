"""Six-digit codes of an authenticator app (TOTP, RFC 6238): 30 seconds each, one step of clock drift either way."""

import secrets
from base64 import b32encode
from urllib.parse import quote

from flask import current_app
from passlib.totp import TOTP, TokenError

from core import clock, keys
from people.models import Login

SEED_BYTES = 20
STEP_SECONDS = 30
ISSUER = "Setwright"


def new_seed() -> str:
    """A seed as apps read it: 160 random bits in base 32."""
    return b32encode(secrets.token_bytes(SEED_BYTES)).decode()


def address_of(seed: str, email: str) -> str:
    """What the QR code of a seed says."""
    return f"otpauth://totp/{ISSUER}:{quote(email)}?secret={seed}&issuer={ISSUER}"


def grouped(seed: str) -> str:
    """A seed to type: groups of four."""
    return " ".join(seed[start : start + 4] for start in range(0, len(seed), 4))


def step_of(code: str, seed: str, *, last_step: int | None) -> int | None:
    """The time step that a code is right for now; None when it is wrong, or belongs to a step already used."""
    digits = "".join(code.split())
    try:
        found = TOTP(key=seed).match(
            digits, time=int(clock.now().timestamp()), window=STEP_SECONDS, last_counter=last_step
        )
    except (TokenError, ValueError):
        return None
    return int(found.counter)


def code_at(seed: str, step: int) -> str:
    """The code that an app shows in a time step."""
    return str(TOTP(key=seed).generate(time=step * STEP_SECONDS).token)


def sealed(seed: str, login: Login) -> bytes:
    """A seed as it is stored: nobody who has the database alone can make codes."""
    return keys.seal(seed.encode(), _key(), about=_about(login))


def opened(kept: bytes, login: Login) -> str:
    """The seed that `sealed` closed for this login. Raises KeyGone."""
    return keys.unseal(kept, _key(), about=_about(login)).decode()


def _key() -> bytes:
    return keys.standing_key(current_app.config["KEYS"] / "factors.key")


def _about(login: Login) -> str:
    return f"authenticator app of login {login.id}"
