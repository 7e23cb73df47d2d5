"""What happens to a diary. Only its owner writes and reads it; history and mail never hold a word of it.

No history is kept of a diary: it has no state, and when somebody wrote in it is their own affair (domain §9).
"""

from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from core import clock
from core.db import db
from core.errors import NotAllowed, RuleBroken
from people.models import Person
from training.practice.models import DiaryEntry, PracticeRecord
from training.sets.models import SetMeeting

LONGEST = 20_000


def diary_of(person: Person) -> Select[DiaryEntry]:
    """A person's own diary, the latest entry first."""
    return (
        select(DiaryEntry)
        .where(DiaryEntry.person_id == person.id)
        .options(joinedload(DiaryEntry.meeting).joinedload(SetMeeting.learning_set))
        .order_by(DiaryEntry.held_on.desc(), DiaryEntry.id.desc())
    )


def write_diary(
    person: Person,
    meeting: SetMeeting | None,
    held_on: date,
    text: str,
    *,
    public_id: UUID | None = None,
    by: Person,
) -> DiaryEntry:
    """A dated entry in one's own diary, of a meeting that one took part in or of none."""
    if person.id != by.id:
        raise NotAllowed(_("A diary is written by its owner alone."))
    entry = DiaryEntry(public_id=public_id, person_id=person.id, written_at=clock.now())
    _write(entry, meeting, held_on, text, by)
    db.session.add(entry)
    db.session.flush()
    return entry


def change_diary(entry: DiaryEntry, meeting: SetMeeting | None, held_on: date, text: str, *, by: Person) -> None:
    """Write an entry anew; what it said before is not kept."""
    if entry.person_id != by.id:
        raise NotAllowed(_("A diary is written by its owner alone."))
    _write(entry, meeting, held_on, text, by)
    db.session.flush()


def _write(entry: DiaryEntry, meeting: SetMeeting | None, held_on: date, text: str, by: Person) -> None:
    if held_on > clock.today(by.zone):
        raise RuleBroken(_("Enter today or a day that has been"), "held_on")
    if not text.strip():
        raise RuleBroken(_("Write something first"), "text")
    if meeting is not None and not _took_part(by, meeting):
        raise RuleBroken(_("Choose one of your own meetings"), "record")
    entry.meeting, entry.held_on, entry.text = meeting, held_on, text.strip()


def _took_part(person: Person, meeting: SetMeeting) -> bool:
    own = select(PracticeRecord.id).where(
        PracticeRecord.person_id == person.id, PracticeRecord.meeting_id == meeting.id
    )
    return db.session.scalar(own.limit(1)) is not None
