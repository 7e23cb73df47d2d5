"""Practice records as the plain facts that `training.practice.ledger` judges."""

from datetime import date

from core import clock
from training.practice import ledger
from training.practice.models import FacilitationRole, PracticeRecord
from training.practice.workflow import GONE
from training.sets.models import SetMeeting


def records_of(meeting: SetMeeting) -> list[PracticeRecord]:
    """What was logged of a meeting, first logged first; rejected and void records too."""
    records: list[PracticeRecord] = meeting.practice_records  # type: ignore[attr-defined]  # a backref
    return sorted(records, key=lambda record: record.id)


def live_records_of(meeting: SetMeeting) -> list[PracticeRecord]:
    """What was logged of a meeting and still stands."""
    return [record for record in records_of(meeting) if record.state not in GONE]


def writer_of(meeting: SetMeeting) -> PracticeRecord | None:
    """The record whose person keeps the meeting's times and counts: the first that stands. Others keep their role."""
    return next(iter(live_records_of(meeting)), None)


def other_leads(record: PracticeRecord) -> list[PracticeRecord]:
    """The records of other people who logged the same meeting as lead."""
    return [
        other
        for other in live_records_of(record.meeting)
        if other.person_id != record.person_id and other.role is FacilitationRole.lead
    ]


def has_two_leads(record: PracticeRecord) -> bool:
    """Whether this record counts as co-led because somebody else logged the meeting as lead too (invariant 8)."""
    return record.role is FacilitationRole.lead and bool(other_leads(record))


def as_ledger(record: PracticeRecord, *, used_for_award: frozenset[str] = frozenset()) -> ledger.Meeting:
    """The record as the ledger reads it; its id is that of the row, as text."""
    meeting = record.meeting
    return ledger.Meeting(
        id=str(record.id),
        state=record.state,
        role=record.role,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        break_minutes=meeting.break_minutes,
        present=meeting.present,
        learning_set_id=str(meeting.learning_set_id),
        learning_set_name=meeting.learning_set.name,
        other_leads=len(other_leads(record)),
        used_for_award=used_for_award,
        zone=meeting.zone,
    )


def held_on(meeting: SetMeeting) -> date:
    """The calendar day of a meeting, in its own zone."""
    return clock.in_zone(meeting.starts_at, meeting.zone).date()


def minutes_of(meeting: SetMeeting) -> int:
    """Whole minutes of a meeting without its breaks."""
    length = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    return max(0, length - meeting.break_minutes)
