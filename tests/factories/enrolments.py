"""Trainees with a place, a registration, and people who work with them."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from core.db import db
from people.models import Person, Role
from tests import london
from tests.factories import awards, people
from training.awards.models import AwardVersion, Unit
from training.enrolments import services
from training.enrolments.models import Allocation, AllocationRole, Enrolment
from training.programmes.models import Cohort

LONG_AGO = 400
_numbers = count(1)


def uln() -> str:
    """A unique learner number that nobody else has."""
    while True:
        nine = f"{900_000_000 + next(_numbers)}"
        rest = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), nine, strict=True)) % 11
        if rest != 0:
            return nine + str(10 - rest)


def place(
    person: Person | None = None, version: AwardVersion | None = None, *, cohort: Cohort | None = None, **fields: Any
) -> Enrolment:
    """A trainee's place with a draft registration, since 400 days ago."""
    person = person or people.person()
    version = version or (cohort.award_version if cohort else awards.award_version())
    given = {"on": london.today() - timedelta(days=LONG_AGO)} | fields
    row = services.enrol(person, version, cohort=cohort, by=None, **given)
    db.session.flush()
    return row


def enrolment(
    person: Person | None = None,
    version: AwardVersion | None = None,
    *,
    cohort: Cohort | None = None,
    registered_on: date | None = None,
    **fields: Any,
) -> Enrolment:
    """A trainee's place with an active registration, since 400 days ago."""
    row = place(person, version, cohort=cohort, **fields)
    registration = services.register(row, by=None)
    services.activate(
        registration,
        number=f"R{next(_numbers):06}",
        registered_on=registered_on or row.enrolled_on,
        uln=row.person.uln or uln(),
        by=None,
    )
    db.session.flush()
    return row


def allocation(
    row: Enrolment, role: AllocationRole, person: Person | None = None, *, unit: Unit | None = None
) -> Allocation:
    """A member of staff who works with the trainee."""
    person = person or people.person(Role(role.value))
    made = services.allocate(row, person, role, unit=unit, by=None)
    db.session.flush()
    return made
