"""Passkeys: what the browser is asked, and whether its answer is right (Web Authentication, Level 2).

A challenge is kept with the browser's sign-in under what it is for, works once and for five minutes. An answer that was
given for one page therefore proves nothing on another.
"""

import json
import secrets
from base64 import urlsafe_b64encode
from datetime import timedelta
from ipaddress import ip_address
from typing import Any

import webauthn
from flask import current_app, request
from sqlalchemy import select
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from core import clock
from core.db import db
from people.auth import this_sign_in
from people.factors.models import Passkey
from people.models import Login

GOOD_FOR = timedelta(minutes=5)
MOST_WAITING = 6
"""Challenges of one browser that wait for an answer at one time; the oldest goes first."""
CHALLENGE_BYTES = 32
MILLISECONDS = 1000

Answer = dict[str, Any]


def are_possible() -> bool:
    """Whether this address can have passkeys: they belong to a host name, never to a number like 127.0.0.1."""
    try:
        ip_address(_host())
    except ValueError:
        return True
    return False


def of(login: Login) -> list[Passkey]:
    """The passkeys of a login, oldest first."""
    return list(db.session.scalars(select(Passkey).where(Passkey.login_id == login.id).order_by(Passkey.id)))


def ask_to_make(login: Login) -> Answer:
    """What the browser needs to make a passkey for this login, on the device itself or on a security key."""
    options = webauthn.generate_registration_options(
        rp_id=_host(),
        rp_name="Setwright",
        user_id=_handle(login).encode(),
        user_name=login.email,
        challenge=_challenge("make", ""),
        timeout=_timeout(),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=_descriptors(of(login)),
    )
    return _as_json(options)


def made(login: Login, sent: str) -> Passkey | None:
    """The passkey that the browser made, not yet stored; None when the answer is not right."""
    challenge = _take_challenge("make", "")
    try:
        answer = json.loads(sent)
        found = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge or b"",
            expected_rp_id=_host(),
            expected_origin=_origin(),
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    if challenge is None:
        return None
    told = answer.get("response", {}).get("transports") or []
    return Passkey(
        login_id=login.id,
        credential_id=_text(found.credential_id),
        public_key=found.credential_public_key,
        sign_count=found.sign_count,
        transports=[str(each)[:20] for each in told[:6]],
        created_at=clock.now(),
    )


def ask_to_use(purpose: str, *, about: str = "", login: Login | None = None, verified: bool = True) -> Answer:
    """What the browser needs to use a passkey: one of this login, or any that it knows for this address.

    `verified`: the device must also check that it is its owner, by a fingerprint or a PIN.
    """
    options = webauthn.generate_authentication_options(
        rp_id=_host(),
        challenge=_challenge(purpose, about),
        timeout=_timeout(),
        allow_credentials=_descriptors(of(login)) if login else [],
        user_verification=UserVerificationRequirement.REQUIRED if verified else UserVerificationRequirement.PREFERRED,
    )
    return _as_json(options)


def used(
    sent: str, purpose: str, *, about: str = "", login: Login | None = None, verified: bool = True
) -> Passkey | None:
    """The passkey that answered this purpose's challenge rightly, marked as used; None when the answer is not right.

    With `login` it has to be one of this login.
    """
    challenge = _take_challenge(purpose, about)
    try:
        answer = json.loads(sent)
        passkey = db.session.scalar(select(Passkey).where(Passkey.credential_id == str(answer["id"]).rstrip("=")))
        if challenge is None or passkey is None or (login is not None and passkey.login_id != login.id):
            return None
        found = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_host(),
            expected_origin=_origin(),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=verified,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    passkey.sign_count, passkey.used_at = found.new_sign_count, clock.now()
    return passkey


def _challenge(purpose: str, about: str) -> bytes:
    waiting = dict(this_sign_in().get("challenges", {}))
    challenge = secrets.token_bytes(CHALLENGE_BYTES)
    waiting.pop(purpose, None)
    waiting[purpose] = [_text(challenge), about, clock.now().timestamp()]
    this_sign_in()["challenges"] = dict(list(waiting.items())[-MOST_WAITING:])
    return challenge


def _take_challenge(purpose: str, about: str) -> bytes | None:
    """The challenge that waits for this purpose; it is gone whether or not the answer is right."""
    waiting = dict(this_sign_in().get("challenges", {}))
    kept = waiting.pop(purpose, None)
    if kept is None:
        return None
    this_sign_in()["challenges"] = waiting
    challenge, was_about, asked_at = kept
    is_old = clock.now().timestamp() - asked_at > GOOD_FOR.total_seconds()
    return None if is_old or was_about != about else base64url_to_bytes(challenge)


def _handle(login: Login) -> str:
    """What authenticators keep of the account: random, so that a found security key names nobody."""
    if login.passkey_handle is None:
        login.passkey_handle = secrets.token_urlsafe(32)
    return login.passkey_handle


def _host() -> str:
    """The host name that passkeys belong to. Werkzeug has refused hosts that are not ours."""
    return request.host.rsplit(":", 1)[0] if not request.host.endswith("]") else request.host


def _origin() -> str:
    """The origin that browsers name. The scheme is that of PUBLIC_URL: a web server in front may speak HTTPS."""
    return f"{'https' if current_app.config['ON_HTTPS'] else 'http'}://{request.host}"


def _descriptors(passkeys: list[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.credential_id)) for each in passkeys]


def _timeout() -> int:
    return int(GOOD_FOR.total_seconds()) * MILLISECONDS


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")


def _as_json(options: Any) -> Answer:
    answer: Answer = json.loads(webauthn.options_to_json(options))
    return answer
