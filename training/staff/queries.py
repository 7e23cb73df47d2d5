"""What to read of staff's credentials and CPD."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import defer, joinedload, selectinload

from core.db import db
from people.models import Person, Role, RoleGrant
from people.policy import holds
from people.queries import held_on
from training.staff.models import CpdEntry
from training.staff.policy import VERIFIERS

YEAR = timedelta(days=365)
JUDGES = (Role.assessor, Role.iqa, Role.lead_iqa)


def staff(today: date) -> Select[Person]:
    """Who assesses or checks today, by name, with their credentials."""
    grants = select(RoleGrant.person_id).where(RoleGrant.role.in_(JUDGES), held_on(today))
    return (
        select(Person)
        .where(Person.id.in_(grants), Person.left_on.is_(None))
        .options(selectinload(Person.credentials), selectinload(Person.grants))
        .order_by(Person.family_name, Person.given_name, Person.id)
    )


def minutes_of(people: Sequence[Person], today: date) -> dict[int, tuple[int, int]]:
    """Minutes of CPD in the last year and how many of them are verified, by the person's id; no word of it is read."""
    verified = func.sum(case((CpdEntry.verified_at.is_not(None), CpdEntry.minutes), else_=0))
    query = (
        select(CpdEntry.person_id, func.sum(CpdEntry.minutes).label("all"), verified.label("verified"))
        .where(CpdEntry.person_id.in_([each.id for each in people]), CpdEntry.held_on > today - YEAR)
        .group_by(CpdEntry.person_id)
    )
    return {row[0]: (row[1], row[2]) for row in db.session.execute(query)}


def entries_of(person: Person) -> Select[CpdEntry]:
    """A person's CPD, the latest first."""
    return (
        select(CpdEntry)
        .where(CpdEntry.person_id == person.id)
        .options(joinedload(CpdEntry.verifier))
        .order_by(CpdEntry.held_on.desc(), CpdEntry.id.desc())
    )


def to_verify(person: Person) -> list[CpdEntry]:
    """What waits for this person to verify, the oldest first, without what was learned."""
    query = (
        select(CpdEntry)
        .where(CpdEntry.verifier_id == person.id, CpdEntry.verified_at.is_(None))
        .options(joinedload(CpdEntry.person), defer(CpdEntry.learned))
        .order_by(CpdEntry.held_on, CpdEntry.id)
    )
    return list(db.session.scalars(query))


def verifiers(person: Person) -> list[Person]:
    """Who may verify this person's CPD: supervisors and lead quality assurers, by name."""
    query = (
        select(Person)
        .where(Person.grants.any(RoleGrant.role.in_(VERIFIERS)), Person.id != person.id, Person.left_on.is_(None))
        .options(selectinload(Person.grants))
        .order_by(Person.family_name, Person.given_name, Person.id)
    )
    return [each for each in db.session.scalars(query) if holds(each, *VERIFIERS)]
