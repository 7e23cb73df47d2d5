"""Signatures as rows, where a test stores what was signed by hand."""

from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.orm import Session

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


def is_postgresql(session: Session) -> bool:
    """Which of the two databases this is."""
    return session.get_bind().dialect.name == "postgresql"


def without_triggers(session: Session, table: str, name: str = "") -> None:
    """Take the triggers of a table away, as somebody with the database in their hands would; `name`: of one rule."""
    if is_postgresql(session):
        rules = f"{table}_{name}" if name else "USER"
        session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER {rules}"))
        return
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table AND name LIKE :start"
    found = session.execute(text(query), {"table": table, "start": f"{table}_{name}%"})
    for each in found.scalars().all():
        session.execute(text(f"DROP TRIGGER {each}"))
