"""What happens when somebody signs."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from core import clock
from core.canonical import canonical_hash
from core.db import db
from core.errors import MovedOn
from core.filters import moment
from core.history import Recorded
from people.factors.proof import Proof
from people.models import Person, Role
from people.signatures.models import Signature
from people.wording import ROLE_LABELS

Content = Mapping[str, Any]
"""What is signed, as plain values: all that the signature is about and nothing else."""


class SignedAlready(MovedOn):
    """What was sent was signed before: once counts. `signature` is the one that stands."""

    def __init__(self, signature: Signature) -> None:
        super().__init__(
            _(
                "%(who)s has signed this, on %(when)s. What you sent changed nothing.",
                who=signature.signed_as,
                when=moment(signature.signed_at),
            )
        )
        self.signature = signature


def sign(
    thing: Recorded,
    act: str,
    content: Content,
    *,
    statement: str,
    signed_as: str,
    proved_by: Proof = Proof.password,
    by: Person,
) -> Signature:
    """A signature on a thing, for the row that is signed to refer to. History is recorded by the act itself."""
    if thing.public_id is None:
        thing.public_id = uuid4()
    signature = Signature(
        about_kind=thing.__tablename__,
        about=thing.public_id,
        act=act,
        person=by,
        signed_as=signed_as[:250],
        signed_at=clock.now(),
        statement=statement,
        content_hash=canonical_hash(content),
        proved_by=proved_by,
    )
    db.session.add(signature)
    return signature


def signed_as(person: Person, role: Role) -> str:
    """Name and role as a signature prints them: "Ruth Calloway, assessor"."""
    return f"{person.full_name}, {str(ROLE_LABELS[role]).lower()}"


def refuse_if_other(content: Content, shown: str | None) -> None:
    """Raise MovedOn when what is on record now is not what the page showed; None: there was no page."""
    if shown is not None and shown != canonical_hash(content):
        raise MovedOn(_("What you were about to sign is not what is on record now. Read it again, then sign."))


@contextmanager
def once(first: Callable[[], Signature | None]) -> Iterator[None]:
    """Around a signature and its commit: when the same was sent at this moment and was first, say so.

    `first` reads the signature that stands, after what was begun here is dropped. Raises SignedAlready.
    """
    try:
        yield
    except (IntegrityError, StaleDataError):
        db.session.rollback()
        signature = first()
        if signature is None:
            raise
        raise SignedAlready(signature) from None
