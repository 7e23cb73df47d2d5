"""What to read of working time: one statement for the calendar, one for absences."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from core.db import db
from people.models import Person
from people.working_time.models import Absence, WorkingTime
from people.working_time.working_days import WorkingDays


def stored() -> WorkingTime | None:
    """What the centre has set, with its holidays; None where it has set nothing."""
    query = select(WorkingTime).options(joinedload(WorkingTime.holidays))
    return db.session.scalars(query).unique().one_or_none()


def working_time() -> WorkingTime:
    """What holds for the centre now: what it has set, or what holds without. The latter is not stored by reading it."""
    return stored() or _unset()


def _unset() -> WorkingTime:
    columns = WorkingTime.__table__.columns
    defaults = {name: columns[name].default.arg for name in ("assessor_days", "target", "region")}
    return WorkingTime(weekdays=[0, 1, 2, 3, 4], minutes_each=None, holidays=[], version=0, **defaults)


def days_of(time: WorkingTime) -> WorkingDays:
    """The calendar as the rules take it."""
    return WorkingDays(frozenset(time.weekdays), frozenset(each.day for each in time.holidays))


def working_days() -> WorkingDays:
    """The centre's calendar, in one statement."""
    return days_of(working_time())


def absences_since(day: date, people: Collection[Person] | None = None) -> dict[int, list[Absence]]:
    """Who is or will be away from that day on, by the person's id, the first absence first. None: anybody."""
    query = (
        select(Absence)
        .where(Absence.ends_on >= day, Absence.called_off_at.is_(None))
        .options(joinedload(Absence.cover))
        .order_by(Absence.starts_on, Absence.id)
    )
    if people is not None:
        query = query.where(Absence.person_id.in_([person.id for person in people]))
    found: dict[int, list[Absence]] = defaultdict(list)
    for absence in db.session.scalars(query):
        found[absence.person_id].append(absence)
    return found


def away_on(person: Person, *days: date) -> Absence | None:
    """The absence that keeps a person away on one of these days, if there is one."""
    found = absences_since(min(days), [person]).get(person.id, [])
    return next((each for each in found for day in days if each.covers(day)), None)
