"""What happened: one append-only row for every change of state, and one for every read of something confidential.

A row holds who, what, to which object, with what result, and when. It never holds text that a person wrote.
"""

from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import DDL, Index, String, Table, event, select
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Tenanted, db, reference


class Recorded(Protocol):
    """Anything that history can be about: a row of a centre."""

    __tablename__: str
    id: Any
    public_id: Any


class HistoryEntry(Tenanted):
    """One thing that happened. `verb` is past tense; `result` is the state that it led to."""

    __tablename__ = "history_entry"
    __table_args__ = (Index("ix_history_entry_object", "tenant_id", "object_kind", "object_id"),)

    at: Mapped[datetime]
    actor_id: Mapped[int | None] = reference("person")
    actor_name: Mapped[str] = mapped_column(String(200), default="")
    verb: Mapped[str] = mapped_column(String(60))
    object_kind: Mapped[str] = mapped_column(String(60))
    object_id: Mapped[int]
    object_public_id: Mapped[UUID]
    result: Mapped[str | None] = mapped_column(String(60))
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)


class ReadEntry(Tenanted):
    """One read of something confidential, with what entitled the reader to it."""

    __tablename__ = "read_entry"
    __table_args__ = (Index("ix_read_entry_object", "tenant_id", "object_kind", "object_id"),)

    at: Mapped[datetime]
    reader_id: Mapped[int] = reference("person")
    object_kind: Mapped[str] = mapped_column(String(60))
    object_id: Mapped[int]
    reason: Mapped[str] = mapped_column(String(300))


class Actor(Protocol):
    """Who did it."""

    id: Any

    @property
    def full_name(self) -> str: ...


def record(thing: Recorded, verb: str, *, by: Actor | None, result: str | None = None, **facts: Any) -> HistoryEntry:
    """Write down that `by` (None: the system) did `verb` to `thing`, in the transaction of the change itself.

    `facts` are codes, numbers and dates; never text that a person wrote.
    """
    if thing.id is None:
        db.session.flush()
    entry = HistoryEntry(
        at=clock.now(),
        actor_id=by.id if by else None,
        actor_name=by.full_name if by else "",
        verb=verb,
        object_kind=thing.__tablename__,
        object_id=thing.id,
        object_public_id=thing.public_id,
        result=result,
        facts=facts,
    )
    db.session.add(entry)
    return entry


def timeline(*things: Recorded) -> list[HistoryEntry]:
    """What happened to these objects, oldest first."""
    entries: list[HistoryEntry] = []
    for kind in {thing.__tablename__ for thing in things}:
        ids = [thing.id for thing in things if thing.__tablename__ == kind]
        query = select(HistoryEntry).where(HistoryEntry.object_kind == kind, HistoryEntry.object_id.in_(ids))
        entries += db.session.scalars(query)
    return sorted(entries, key=lambda entry: (entry.at, entry.id))


def refuse_changes(table: Table, *, when: str | None = None) -> None:
    """Let the database itself refuse to change or delete rows of `table`: all of them, or those where `when` holds.

    `when` is a condition on OLD, in SQL that SQLite and PostgreSQL both read.
    """
    for statement in change_refusals(table.name, "sqlite", when=when):
        event.listen(table, "after_create", DDL(statement.replace("%", "%%")).execute_if(dialect="sqlite"))
    for statement in change_refusals(table.name, "postgresql", when=when):
        event.listen(table, "after_create", DDL(statement.replace("%", "%%")).execute_if(dialect="postgresql"))
    REFUSALS.append((table.name, when))


REFUSALS: list[tuple[str, str | None]] = []


def change_refusals(table: str, dialect: str, *, when: str | None = None) -> list[str]:
    """The statements that make the triggers of `refuse_changes`, for migrations."""
    if dialect == "sqlite":
        condition = f"WHEN {when} " if when else ""
        return [
            f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} {condition}"
            f"BEGIN SELECT RAISE(ABORT, '{table} rows are final'); END"
            for action in ("UPDATE", "DELETE")
        ]
    condition = f"WHEN ({when}) " if when else ""
    return [
        f"CREATE OR REPLACE FUNCTION {table}_is_final() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} rows are final'; END $$",
        f"CREATE TRIGGER {table}_final BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW {condition}EXECUTE FUNCTION {table}_is_final()",
    ]


refuse_changes(HistoryEntry.__table__)  # type: ignore[arg-type]
refuse_changes(ReadEntry.__table__)  # type: ignore[arg-type]
