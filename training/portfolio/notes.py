"""Private working notes: sealed with a key of the author's own, which is destroyed with the notes.

What is written here is read by nobody but its author, on no page, in no mail and in no export but the author's own.
The key lies wrapped in a file outside the database. When a note is deleted, those that stay are sealed anew under
another key and the old key is destroyed, so that no backup of the database brings the deleted note back.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from core import clock, keys
from core.db import db
from people import centre_clock
from people.models import Person
from training.enrolments.models import Enrolment
from training.portfolio.models import EvidenceItem, WorkingNote

KEPT_AFTER_SENDING = timedelta(days=90)
LONGEST_NOTE = 50_000
"""Characters."""


def read_note(item: EvidenceItem) -> str:
    """The author's notes on a piece; empty when there are none or their day has come. Raises KeyGone."""
    note = item.working_note
    return "" if note is None or _is_over(note) else _opened(note)


def opened_note(note: WorkingNote) -> str | None:
    """The text of a note, for its author's own portfolio; None when its day has come or its key is gone."""
    with suppress(keys.KeyGone):
        return None if _is_over(note) else _opened(note)
    return None


def sealed_for(item: EvidenceItem, text: str) -> tuple[str, bytes]:
    """A text sealed as a note on a piece: the name of its author's key, and what to keep."""
    name, key = _key_of(item.enrolment.person)
    return name, keys.seal(text.encode(), key, about=_about(item))


def write_note(item: EvidenceItem, text: str) -> set[str]:
    """Keep the author's notes on a piece in place of those before; an empty text deletes them.

    Returns the names of keys that a deletion retired: pass them to `destroy_unused` when the change is committed.
    """
    text, author = "\n".join(text.strip().splitlines()), item.enrolment.person
    with suppress(keys.KeyGone):
        if text == read_note(item):
            return set()
    _lock(author)
    note = note_of(item)
    if not text:
        return delete_notes([note] if note else [])
    name, key = _key_of(author)
    if note is None:
        note = WorkingNote()
    note.key_name, note.sealed, note.written_at = name, keys.seal(text.encode(), key, about=_about(item)), clock.now()
    item.working_note = note
    db.session.flush()
    return set()


def note_of(item: EvidenceItem) -> WorkingNote | None:
    """The sealed notes on a piece."""
    return db.session.scalar(select(WorkingNote).where(WorkingNote.evidence_item_id == item.id))


def delete_after_sending(items: Iterable[EvidenceItem]) -> None:
    """Set the day on which the notes on pieces that were sent are deleted."""
    for note in db.session.scalars(
        select(WorkingNote).where(WorkingNote.evidence_item_id.in_([item.id for item in items]))
    ):
        note.delete_on = centre_clock.today() + KEPT_AFTER_SENDING


def delete_notes(notes: Iterable[WorkingNote]) -> set[str]:
    """Delete notes, and seal what their authors keep under new keys.

    Returns the names of the keys that are not needed any more: pass them to `destroy_unused` after the commit.
    """
    retired, authors = set(), {}
    for note in notes:
        author = note.evidence_item.enrolment.person
        _lock(author)
        retired.add(note.key_name)
        authors[author.id] = author
        note.evidence_item.working_note = None
        db.session.delete(note)
    db.session.flush()
    for author in authors.values():
        retired |= _seal_anew(author)
    return retired


def delete_due(today: date) -> set[str]:
    """Delete the notes whose day has come, in the centre that was entered. Returns what `delete_notes` does."""
    return delete_notes(db.session.scalars(select(WorkingNote).where(WorkingNote.delete_on <= today)).all())


def destroy_unused(names: Iterable[str]) -> int:
    """Destroy those of these keys that seal nothing any more; how many there were. Call it after the commit."""
    query = select(WorkingNote.key_name).distinct()
    used = set(db.session.scalars(query.execution_options(across_tenants=True)))
    unused = [name for name in names if name not in used]
    for name in unused:
        keys.destroy_key(_folder(), name)
    return len(unused)


def left_behind() -> list[str]:
    """Names of keys that were made more than a day ago: what a power cut may have kept from being destroyed."""
    return keys.names_of_keys(_folder(), older_than=timedelta(days=1))


def _is_over(note: WorkingNote) -> bool:
    return note.delete_on is not None and note.delete_on <= centre_clock.today()


def _notes_of(author: Person) -> list[WorkingNote]:
    query = (
        select(WorkingNote)
        .join(EvidenceItem, EvidenceItem.id == WorkingNote.evidence_item_id)
        .join(Enrolment, Enrolment.id == EvidenceItem.enrolment_id)
        .where(Enrolment.person_id == author.id)
        .order_by(WorkingNote.id)
    )
    return list(db.session.scalars(query))


def _key_of(author: Person) -> tuple[str, bytes]:
    """The author's key, or a new one where there is none that can be read."""
    for note in _notes_of(author):
        with suppress(keys.KeyGone):
            return note.key_name, keys.key_named(_folder(), note.key_name)
    return _new_key()


def _new_key() -> tuple[str, bytes]:
    name = keys.make_key(_folder())
    return name, keys.key_named(_folder(), name)


def _seal_anew(author: Person) -> set[str]:
    """Seal what the author keeps under a new key; the names of the keys it was sealed with before."""
    notes = _notes_of(author)
    if not notes:
        return set()
    before = {note.key_name for note in notes}
    name, key = _new_key()
    for note in notes:
        with suppress(keys.KeyGone):  # what cannot be opened stays sealed as it is
            text = _opened(note)
            note.sealed, note.key_name = keys.seal(text.encode(), key, about=_about(note.evidence_item)), name
    db.session.flush()
    return before


def _lock(author: Person) -> None:
    """One change of an author's notes at a time, so that no note is sealed with a key that is being retired."""
    db.session.execute(select(Person.id).where(Person.id == author.id).with_for_update())


def _opened(note: WorkingNote) -> str:
    key = keys.key_named(_folder(), note.key_name)
    return keys.unseal(note.sealed, key, about=_about(note.evidence_item)).decode()


def _about(item: EvidenceItem) -> str:
    return f"{item.tenant_id}|working_note|{item.public_id}"


def _folder() -> Path:
    return current_app.config["DATA"] / "keys" / "notes"
