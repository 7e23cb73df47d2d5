"""What is read of programmes, cohorts and taught days."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from core.db import db
from people.models import Organisation, Person, Role, RoleGrant
from training.awards.models import AwardVersion
from training.enrolments.models import SET_ASIDE, Enrolment
from training.programmes.models import Cohort, EventAttendance, Programme, TaughtEvent


def programmes() -> Select[Programme]:
    """All programmes, the latest first, with their cohorts, for a paged list."""
    return (
        select(Programme)
        .options(joinedload(Programme.organisation), selectinload(Programme.cohorts))
        .order_by(Programme.starts_on.desc(), Programme.name)
    )


def programme_for_page(programme: Programme) -> Programme:
    """The programme with its organisation, and its cohorts with award and tutor."""
    query = (
        select(Programme)
        .where(Programme.id == programme.id)
        .options(
            joinedload(Programme.organisation),
            selectinload(Programme.cohorts).options(
                joinedload(Cohort.award_version).defer(AwardVersion.content), joinedload(Cohort.tutor)
            ),
        )
    )
    return db.session.scalars(query).one()


def cohort_for_page(cohort: Cohort) -> Cohort:
    """The cohort with its programme, award, tutor and taught days."""
    query = (
        select(Cohort)
        .where(Cohort.id == cohort.id)
        .options(
            joinedload(Cohort.programme),
            joinedload(Cohort.tutor),
            joinedload(Cohort.award_version).joinedload(AwardVersion.award),
            selectinload(Cohort.events),
        )
    )
    return db.session.scalars(query).one()


def cohorts() -> list[Cohort]:
    """All cohorts, the latest first, to choose from."""
    query = select(Cohort).options(joinedload(Cohort.programme)).order_by(Cohort.starts_on.desc(), Cohort.name)
    return list(db.session.scalars(query))


def places_taken(cohorts: Iterable[Cohort]) -> dict[int, int]:
    """How many places of each cohort are taken, by its id; those who withdrew leave theirs to others."""
    query = (
        select(Enrolment.cohort_id, func.count())
        .where(Enrolment.cohort_id.in_([cohort.id for cohort in cohorts]), Enrolment.state.not_in(SET_ASIDE))
        .group_by(Enrolment.cohort_id)
    )
    return {cohort_id: taken for cohort_id, taken in db.session.execute(query) if cohort_id is not None}


def taught_days_of(tutor: Person) -> Select[TaughtEvent]:
    """The taught days of the cohorts that a person tutors, the next first, for a paged list."""
    return (
        select(TaughtEvent)
        .join(TaughtEvent.cohort)
        .where(Cohort.tutor_id == tutor.id)
        .options(joinedload(TaughtEvent.cohort).joinedload(Cohort.programme))
        .order_by(TaughtEvent.held_on.desc(), TaughtEvent.id.desc())
    )


def registers_taken(events: Iterable[TaughtEvent]) -> dict[int, tuple[int, int]]:
    """Of each taught day that has a register: how many people came, and how many are on it; by its id."""
    present = func.count().filter(EventAttendance.present_minutes > 0)
    query = (
        select(EventAttendance.event_id, present, func.count())
        .where(EventAttendance.event_id.in_([event.id for event in events]))
        .group_by(EventAttendance.event_id)
    )
    return {event_id: (came, listed) for event_id, came, listed in db.session.execute(query)}


def people_of(event: TaughtEvent) -> list[Person]:
    """Who belongs on the register of a taught day, by name: who has a place, and who came while they had one."""
    came = select(EventAttendance.person_id).where(EventAttendance.event_id == event.id)
    placed = select(Enrolment.person_id).where(
        Enrolment.cohort_id == event.cohort_id, Enrolment.state.not_in(SET_ASIDE)
    )
    query = (
        select(Person)
        .where(or_(Person.id.in_(placed), Person.id.in_(came)))
        .order_by(Person.family_name, Person.given_name, Person.id)
    )
    return list(db.session.scalars(query))


def attendances_of(event: TaughtEvent) -> dict[int, int]:
    """Minutes present at a taught day by the person's id; empty before the register was taken."""
    query = select(EventAttendance).where(EventAttendance.event_id == event.id)
    return {row.person_id: row.present_minutes for row in db.session.scalars(query)}


def tutors(today: date) -> list[Person]:
    """Who holds the role of tutor today, by name."""
    query = (
        select(Person)
        .where(
            Person.grants.any(
                (RoleGrant.role == Role.tutor)
                & (RoleGrant.starts_on <= today)
                & or_(RoleGrant.ends_on.is_(None), RoleGrant.ends_on >= today)
            )
        )
        .options(selectinload(Person.grants))
        .order_by(Person.family_name, Person.given_name, Person.id)
    )
    return [
        person
        for person in db.session.scalars(query)
        if any(grant.role is Role.tutor and grant.is_current(today) for grant in person.grants)
    ]


def organisations() -> list[Organisation]:
    """The organisations that the centre serves, by name."""
    return list(db.session.scalars(select(Organisation).order_by(Organisation.name)))
