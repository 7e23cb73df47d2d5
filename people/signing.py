"""Signing: the password again or a passkey, under a form that shows what is signed."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import Field, HiddenField, PasswordField, ValidationError

from core.forms import Form
from people.auth import proves
from people.factors import passkeys
from people.factors.proof import Proof

IN_A_FRAME = {"iframe", "frame", "embed", "object", "fencedframe"}


def purpose_of(path: str) -> str:
    """What a passkey's challenge is for, when it signs the page at `path`."""
    return f"sign {path}"


class Framed(RuntimeError):
    """A page that signs was asked for inside another site's frame, where nobody can see what they sign."""


class PasskeyField(HiddenField):
    """What a passkey answered; passkeys.js fills it in."""


class SigningForm(Form):
    """The start of a form whose sending is a signature (ux §7).

    The proof is given on this page and for this page: a passkey's challenge names the address, and what is signed when
    the form says so by `about()`. It is good for five minutes and works once. After `validate`, `proof` says which
    it was. Raises Framed.
    """

    password = PasswordField(_l("Your password, to sign"))
    passkey = PasskeyField()
    proof: Proof | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if request.headers.get("Sec-Fetch-Dest") in IN_A_FRAME:
            raise Framed
        super().__init__(*args, **kwargs)
        if getattr(current_user, "passkeys", 0) and passkeys.are_possible():
            self.password.passkey_about = self.about()  # type: ignore[attr-defined]

    def about(self) -> str:
        """What a passkey signs beside the address of the page: the hash of the content, where the form knows it."""
        return ""

    def given_proof(self) -> Proof:
        """How it was shown that the person who signs is who signed in. Only after `validate`."""
        if self.proof is None:
            raise LookupError("nothing was proved")
        return self.proof

    def validate_password(self, field: Field) -> None:
        """The password must be that of the person who is signed in, or the passkey one of theirs.

        A wrong password counts towards the lock.
        """
        login = current_user._get_current_object()
        if self.passkey.data:
            # Wrong passwords that somebody else types close no passkey.
            if not passkeys.used(self.passkey.data, purpose_of(request.path), about=self.about(), login=login):
                raise ValidationError(_("The passkey was not used for this page, or too long ago. Use it again."))
            self.proof = Proof.passkey
        elif not field.data:
            raise ValidationError(_("Type your password to sign."))
        elif not proves(login, field.data):
            raise ValidationError(_("This is not your password, or the account is locked for a while."))
        else:
            self.proof = Proof.password

    def values(self) -> dict[str, Any]:
        """What was typed, without the proof."""
        return {name: value for name, value in super().values().items() if name not in {"password", "passkey"}}


class SealedForm(SigningForm):
    """A form that signs what its page shows whole: the hash of that comes back with the form, and binds a passkey."""

    content = HiddenField()

    def about(self) -> str:
        """What a passkey signs: this content."""
        return self.content.data or ""

    def values(self) -> dict[str, Any]:
        """What was typed, without the proof and the hash."""
        return {name: value for name, value in super().values().items() if name != "content"}
