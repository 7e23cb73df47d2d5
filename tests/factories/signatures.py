"""Signatures as rows, where a test stores what was signed by hand."""

from uuid import uuid4

from core import clock
from core.db import db
from people.factors.proof import Proof
from people.models import Person
from people.signatures.models import Signature


def signature(person: Person) -> Signature:
    """A signature on nothing in particular."""
    row = Signature(
        tenant_id=person.tenant_id,
        about_kind="unit_decision",
        about=uuid4(),
        act="countersigned",
        person=person,
        signed_as=f"{person.full_name}, assessor",
        signed_at=clock.now(),
        statement="I have read it.",
        content_hash="0" * 64,
        proved_by=Proof.password,
    )
    db.session.add(row)
    db.session.flush()
    return row
