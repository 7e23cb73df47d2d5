"""A passkey in software: answers like a browser with a platform authenticator (Web Authentication, Level 2)."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from flask.testing import FlaskClient

from core.db import db
from people.factors import app_codes
from people.factors.models import Passkey
from people.models import Login

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")


def plain(value: str) -> bytes:
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))


class Authenticator:
    """One device with one passkey. `verifies`: it checks its owner; `origin` is what its browser shows."""

    def __init__(self, *, verifies: bool = True, origin: str = "http://localhost") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = secrets.token_bytes(32)
        self.flags = PRESENT | (VERIFIED if verifies else 0)
        self.origin, self.count, self.user = origin, 0, b""

    def public_key(self) -> bytes:
        """The public half as COSE: EC2, ES256, P-256."""
        numbers = self.key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)})

    def _data(self, options: dict[str, Any], flags: int) -> bytes:
        rp_id = options.get("rpId") or options["rp"]["id"]
        self.count += 1
        return hashlib.sha256(rp_id.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _answer(self, **response: Any) -> str:
        name = text(self.credential_id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})

    def make(self, options: dict[str, Any]) -> str:
        """What the page sends after a passkey was made."""
        self.user = plain(options["user"]["id"])
        attested = bytes(16) + len(self.credential_id).to_bytes(2) + self.credential_id + self.public_key()
        data = self._data(options, self.flags | ATTESTED) + attested
        return self._answer(
            clientDataJSON=text(self._client("webauthn.create", options)),
            attestationObject=text(cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})),
            transports=["internal"],
        )

    def use(self, options: dict[str, Any]) -> str:
        """What the page sends after the passkey was used."""
        client, data = self._client("webauthn.get", options), self._data(options, self.flags)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=text(client),
            authenticatorData=text(data),
            signature=text(signature),
            userHandle=text(self.user),
        )

    def proves(self, client: FlaskClient, page: str, about: str = "") -> str:
        """What the page at this address sends when this passkey signs it."""
        options = client.post("/me/security/passkey-to-prove", data={"page": page, "about": about}).get_json()
        return self.use(options)


def passkey(login: Login, *, name: str = "work laptop", **about: Any) -> Authenticator:
    """A device whose passkey is on record."""
    from core import clock

    device = Authenticator(**about)
    row = Passkey(
        login_id=login.id,
        credential_id=text(device.credential_id),
        public_key=device.public_key(),
        sign_count=0,
        transports=["internal"],
        name=name,
        created_at=clock.now(),
    )
    db.session.add(row)
    login.passkeys += 1
    db.session.flush()
    return device


def app(login: Login) -> str:
    """An authenticator app that is connected: its seed."""
    from core import clock

    seed = app_codes.new_seed()
    login.code_seed, login.code_added_at = app_codes.sealed(seed, login), clock.now()
    db.session.flush()
    return seed


def code_now(seed: str, *, steps: int = 0) -> str:
    """The code that the app shows now, or so many steps of half a minute from now."""
    from core import clock

    return app_codes.code_at(seed, int(clock.now().timestamp()) // app_codes.STEP_SECONDS + steps)
