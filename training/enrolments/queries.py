"""What is read of trainees' places."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from core import clock
from core.db import db
from people.models import ConflictDecision, ConflictDeclaration, Person, Role
from people.policy import holds
from training.awards.models import AwardVersion
from training.enrolments.models import (
    Allocation,
    AllocationRole,
    Enrolment,
    EnrolmentState,
    Registration,
    RegistrationState,
)
from training.enrolments.workflow import IN_FORCE
from training.practice.models import ObservationState, ObservedPractice, PracticeRecord
from training.programmes.models import Cohort


def _whole() -> tuple[ORMOption, ...]:
    """What every page about a place reads: 3 statements whatever the number of places."""
    return (
        joinedload(Enrolment.person),
        joinedload(Enrolment.award_version).joinedload(AwardVersion.award),
        joinedload(Enrolment.cohort).joinedload(Cohort.programme),
        selectinload(Enrolment.registrations),
        selectinload(Enrolment.allocations).options(joinedload(Allocation.person), joinedload(Allocation.unit)),
    )


def active_enrolments(person: Person) -> list[Enrolment]:
    """The places that a trainee uses now, the oldest first."""
    return list(db.session.scalars(_of(person).where(Enrolment.state == EnrolmentState.active)))


def enrolments_of(person: Person) -> list[Enrolment]:
    """All places that a person has or had, the oldest first."""
    return list(db.session.scalars(_of(person)))


def _of(person: Person) -> Select[Enrolment]:
    return (
        select(Enrolment)
        .where(Enrolment.person_id == person.id)
        .options(*_whole())
        .order_by(Enrolment.enrolled_on, Enrolment.id)
    )


def enrolment_for_page(enrolment: Enrolment) -> Enrolment:
    """The place with its person, award, cohort, registrations and allocations."""
    query = select(Enrolment).where(Enrolment.id == enrolment.id).options(*_whole())
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def visible_to(person: Person) -> ColumnElement[bool]:
    """Which places a member of staff may see: all, or those they work with (domain §9). Goes into a `where`."""
    if holds(person, Role.centre_administrator, Role.lead_iqa):
        return Enrolment.id.is_not(None)
    theirs = [Enrolment.allocations.any(and_(Allocation.person_id == person.id, _holds_on(_today(person))))]
    if holds(person, Role.tutor):
        theirs.append(Enrolment.cohort.has(Cohort.tutor_id == person.id))
    return or_(*theirs)


def trainees(
    person: Person,
    *,
    named: str = "",
    state: RegistrationState | None = None,
    cohort: Cohort | None = None,
    version: AwardVersion | None = None,
) -> Select[Enrolment]:
    """The places that `person` may see, by name of the trainee, for a paged list."""
    query = select(Enrolment).join(Enrolment.person).where(visible_to(person)).options(*_whole())
    for word in named.split():
        query = query.where(
            or_(Person.given_name.icontains(word, autoescape=True), Person.family_name.icontains(word, autoescape=True))
        )
    if state is not None:
        query = query.where(Enrolment.registrations.any(and_(Registration.state == state, _is_latest())))
    if cohort is not None:
        query = query.where(Enrolment.cohort_id == cohort.id)
    if version is not None:
        query = query.where(Enrolment.award_version_id == version.id)
    return query.order_by(Person.family_name, Person.given_name, Enrolment.id)


def of_cohort(cohort: Cohort, *, active_only: bool = False) -> list[Enrolment]:
    """The places of a cohort, by name of the trainee."""
    query = select(Enrolment).join(Enrolment.person).where(Enrolment.cohort_id == cohort.id).options(*_whole())
    if active_only:
        query = query.where(Enrolment.state == EnrolmentState.active)
    return list(db.session.scalars(query.order_by(Person.family_name, Person.given_name, Enrolment.id)))


def due_registrations(today: date) -> list[Registration]:
    """Registrations in force whose last day has passed, the longest past first."""
    query = (
        select(Registration)
        .where(Registration.state.in_(IN_FORCE), Registration.expires_on < today)
        .options(joinedload(Registration.enrolment))
        .order_by(Registration.expires_on, Registration.id)
    )
    return list(db.session.scalars(query))


def allocated(enrolment: Enrolment, role: AllocationRole, *, unit_id: int | None = None) -> list[Person]:
    """Who holds this role for the trainee today; with `unit_id`, on that unit. Those of the one unit come first."""
    today = clock.today()
    current = [
        allocation
        for allocation in enrolment.allocations
        if allocation.role is role
        and allocation.is_current(today)
        and (unit_id is None or allocation.unit_id in {None, unit_id})
    ]
    return [allocation.person for allocation in sorted(current, key=lambda row: (row.unit_id is None, row.id))]


def has_taught_or_observed(person: Person, enrolment: Enrolment) -> bool:
    """Whether it is on record that the person taught the trainee's cohort or observed the trainee (invariant 20)."""
    if enrolment.cohort is not None and enrolment.cohort.tutor_id == person.id:
        return True
    query = (
        select(ObservedPractice.id)
        .join(ObservedPractice.practice_record)
        .where(
            ObservedPractice.observer_id == person.id,
            PracticeRecord.person_id == enrolment.person_id,
            ObservedPractice.state != ObservationState.cancelled,
        )
    )
    return db.session.scalar(query.limit(1)) is not None


def conflicts_between(one: Person, other: Person) -> list[ConflictDecision]:
    """What was decided of the conflicts of interest between two people, whoever declared them."""
    query = select(ConflictDeclaration.decision).where(
        ((ConflictDeclaration.person_id == one.id) & (ConflictDeclaration.about_id == other.id))
        | ((ConflictDeclaration.person_id == other.id) & (ConflictDeclaration.about_id == one.id))
    )
    return list(db.session.scalars(query))


def _holds_on(day: date) -> ColumnElement[bool]:
    return and_(Allocation.starts_on <= day, or_(Allocation.ends_on.is_(None), Allocation.ends_on >= day))


def _is_latest() -> ColumnElement[bool]:
    later = select(Registration.id).where(Registration.enrolment_id == Enrolment.id)
    return Registration.id == later.order_by(Registration.id.desc()).limit(1).correlate(Enrolment).scalar_subquery()


def _today(person: Person) -> date:
    return clock.today(person.zone)
