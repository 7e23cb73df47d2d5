"""The table of assessors: how much each has, against the target. Nothing that a trainee wrote is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessments.grading.policy import is_qualified
from assessments.workload import queries
from assessments.workload.queries import OpenWork
from people.models import Person, Role
from people.policy import grants_of
from people.working_time import queries as working_time
from people.working_time.models import Absence, WorkingTime
from people.working_time.working_days import week_of


@dataclass(frozen=True, slots=True)
class Load:
    """What is open with somebody today, in numbers of units."""

    open: int
    late: int
    this_week: int  # due from today to Sunday
    again: int
    target: int
    minutes_each: int | None

    @property
    def is_over(self) -> bool:
        """Whether more is open than the target says."""
        return self.open > self.target


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One assessor in the table."""

    person: Person
    load: Load
    has_own_target: bool
    absence: Absence | None  # the present one or the next
    is_away: bool
    is_able: bool  # holds the role today and has not left
    is_qualified: bool
    trainees: int


def load_of(work: Sequence[OpenWork], today: date, target: int, minutes_each: int | None) -> Load:
    """Count what is open."""
    _monday, sunday = week_of(today)
    days = [each.due_on for each in work if each.due_on is not None]
    return Load(
        open=len(work),
        late=sum(day < today for day in days),
        this_week=sum(today <= day <= sunday for day in days),
        again=sum(each.is_again for each in work),
        target=target,
        minutes_each=minutes_each,
    )


@dataclass(frozen=True, slots=True)
class OwnLoad:
    """What one assessor has: all of it, and what was not decided before."""

    whole: Load
    to_mark: Load


def own_load(person: Person, today: date, time: WorkingTime) -> OwnLoad:
    """The load of one assessor, for their own queue and the page of their desk."""
    own = queries.target_of(person)
    target = own.units if own else time.target
    work = queries.open_work([person]).get(person.id, [])
    fresh = [each for each in work if not each.is_back]
    return OwnLoad(load_of(work, today, target, time.minutes_each), load_of(fresh, today, target, time.minutes_each))


def desk_rows(today: date, time: WorkingTime) -> list[DeskRow]:
    """Everybody who assesses, or has something open, by name."""
    work = queries.open_work()
    absences, allocated = working_time.absences_since(today), queries.allocations_as_assessor(today)
    rows = []
    for person, staffing in queries.crew(with_credentials=True).items():
        mine, away = work.get(person.id, []), absences.get(person.id, [])
        rows.append(
            DeskRow(
                person=person,
                load=load_of(
                    mine, today, time.target if staffing.target is None else staffing.target, time.minutes_each
                ),
                has_own_target=staffing.target is not None,
                absence=next(iter(away), None),
                is_away=any(each.covers(today) for each in away),
                is_able=can_assess(person),
                is_qualified=is_qualified(person),
                trainees=len(allocated.get(person.id, set()) | {each.enrolment_id for each in mine}),
            )
        )
    # Who assesses no more and has nothing open is of no use in the table.
    return [row for row in rows if row.is_able or row.load.open]


def can_assess(person: Person) -> bool:
    """Whether somebody is an assessor today."""
    return person.left_on is None and bool(grants_of(person, Role.assessor))
