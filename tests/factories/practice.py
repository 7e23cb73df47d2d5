"""Meetings as they are logged."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from core import clock
from core.db import db
from people.models import Person, Role
from tests.factories import people, sets
from training.practice import services
from training.practice.models import ConfirmedAs, FacilitationRole, PracticeRecord, PracticeState
from training.sets.models import LearningSet, MeetingMode, SetMeeting, SetMethod

_weeks = count(1)


def hours_ago(hours: float) -> datetime:
    """An instant in the past, on the minute."""
    return (clock.now() - timedelta(hours=hours)).replace(second=0, microsecond=0)


def facts(**changes: Any) -> dict[str, Any]:
    """A meeting of two hours yesterday, of which a quarter of an hour was a break, as `log_meeting` takes it."""
    starts_at = changes.pop("starts_at", hours_ago(24))
    return {
        "role": FacilitationRole.lead,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=135),
        "break_minutes": 15,
        "present": 5,
        "mode": MeetingMode.in_person,
        "methods": [SetMethod.grow],
        "turns": [30, 25],
        "actions": 4,
    } | changes


def logged(person: Person | None = None, learning_set: LearningSet | None = None, **changes: Any) -> PracticeRecord:
    """A meeting that waits to be confirmed, logged as people log it."""
    person = person or people.person(Role.trainee)
    learning_set = learning_set or sets.learning_set(person)
    return services.log_meeting(learning_set, person, **facts(**changes), by=person)


def record(
    person: Person | None = None,
    learning_set: LearningSet | None = None,
    *,
    state: PracticeState = PracticeState.logged,
    role: FacilitationRole = FacilitationRole.lead,
    minutes: int = 120,
    present: int = 5,
    starts_at: datetime | None = None,
    meeting: SetMeeting | None = None,
) -> PracticeRecord:
    """A practice record in any state, put there as it is; each is a week before the one made before it."""
    person = person or people.person(Role.trainee)
    if meeting is None:
        learning_set = learning_set or sets.learning_set(person)
        starts_at = starts_at or hours_ago(24 * 7 * ((next(_weeks) - 1) % 300 + 1))
        meeting = SetMeeting(
            learning_set=learning_set,
            number=len(learning_set.meetings) + 1,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            zone=person.zone,
            mode=MeetingMode.in_person,
            present=present,
        )
    row = PracticeRecord(meeting=meeting, person=person, role=role, state=state, logged_at=clock.now())
    if state in (PracticeState.confirmed, PracticeState.counted, PracticeState.void):
        row.confirmed_by = meeting.learning_set.organiser
        row.confirmed_as = ConfirmedAs.organiser
        row.confirmed_at = clock.now()
    db.session.add(row)
    db.session.flush()
    return row
