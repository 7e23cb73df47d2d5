"""What happened: one append-only row for every change of state, and one for every read of something confidential.

A row holds who, what, to which object, with what result, and when. It never holds text that a person wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import DDL, Index, String, event, select
from sqlalchemy.orm import Mapped, mapped_column

from core import clock
from core.db import Tenanted, db, reference, side_write


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


def note_read(thing: Recorded, *, by: Actor, reason: str) -> None:
    """Write down that `by` read something confidential, and what entitled them: an allocation, a sample, a visit.

    A page that only reads may call this. It commits by itself and drops what the request has open, so call it last:
    when the page is drawn and before it is sent (invariant 31).
    """
    note_reads(thing.__tablename__, {thing.id: reason}, by=by)


def note_reads(kind: str, reasons: Mapping[int, str], *, by: Actor) -> None:
    """The same of several things of one kind: what entitled `by` to each, by its id."""
    reader_id, now = by.id, clock.now()
    with side_write() as writing:
        writing.add_all(
            ReadEntry(at=now, reader_id=reader_id, object_kind=kind, object_id=thing_id, reason=reason)
            for thing_id, reason in reasons.items()
        )


def timeline(*things: Recorded) -> list[HistoryEntry]:
    """What happened to these objects, oldest first."""
    entries: list[HistoryEntry] = []
    for kind in {thing.__tablename__ for thing in things}:
        ids = [thing.id for thing in things if thing.__tablename__ == kind]
        query = select(HistoryEntry).where(HistoryEntry.object_kind == kind, HistoryEntry.object_id.in_(ids))
        entries += db.session.scalars(query)
    return sorted(entries, key=lambda entry: (entry.at, entry.id))


@dataclass(frozen=True)
class Finality:
    """Rows of `table` that the database refuses to change or delete.

    `when` is a condition on OLD that SQLite and PostgreSQL both read; `columns` are those that never change while the
    others may. `name` tells two rules of one table apart.
    """

    table: str
    when: str | None = None
    columns: tuple[str, ...] = ()
    name: str = "final"

    def statements(self, dialect: str) -> list[str]:
        """The statements that make the triggers, for `sqlite` or `postgresql`."""
        update = f"UPDATE OF {', '.join(self.columns)}" if self.columns else "UPDATE"
        if dialect == "sqlite":
            condition = f"WHEN {self.when} " if self.when else ""
            return [
                f"CREATE TRIGGER {self.table}_{self.name}_{word} BEFORE {action} ON {self.table} {condition}"
                f"BEGIN SELECT RAISE(ABORT, '{self.table} rows are final'); END"
                for word, action in (("update", update), ("delete", "DELETE"))
            ]
        condition = f"WHEN ({self.when}) " if self.when else ""
        return [
            f"CREATE OR REPLACE FUNCTION {self.table}_is_final() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.table} rows are final' "
            "USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"CREATE TRIGGER {self.table}_{self.name} BEFORE {update} OR DELETE ON {self.table} "
            f"FOR EACH ROW {condition}EXECUTE FUNCTION {self.table}_is_final()",
        ]


FINALITIES: list[Finality] = []


def refuse_changes(table: Any, *, when: str | None = None, columns: tuple[str, ...] = (), name: str = "final") -> None:
    """Let the database itself refuse to change or delete rows of `table`: see Finality for what can be said."""
    finality = Finality(table.name, when, columns, name)
    FINALITIES.append(finality)
    for dialect in ("sqlite", "postgresql"):
        for statement in finality.statements(dialect):
            event.listen(table, "after_create", DDL(statement.replace("%", "%%")).execute_if(dialect=dialect))


refuse_changes(HistoryEntry.__table__)
refuse_changes(ReadEntry.__table__)
