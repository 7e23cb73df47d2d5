"""What is read of trainees' places."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from core.db import db
from people import centre_clock
from people.models import ConflictDecision, ConflictDeclaration, Person, Role, RoleGrant, ScopeKind
from people.policy import covers, grants_of, holds
from training.awards.models import AwardVersion, Unit
from training.enrolments.independence import OnRecord
from training.enrolments.models import (
    SET_ASIDE,
    Allocation,
    AllocationRole,
    Enrolment,
    EnrolmentState,
    Registration,
    RegistrationState,
)
from training.enrolments.policy import HELD_AS, reaches
from training.enrolments.workflow import IN_FORCE
from training.portfolio.models import Submission
from training.practice.models import (
    ObservationState,
    ObservedPractice,
    PracticeRecord,
    SupervisionMeeting,
    SupervisionState,
)
from training.programmes.models import Cohort


def _listed() -> tuple[ORMOption, ...]:
    """What a list of places reads: two statements whatever their number, without the text of the awards."""
    return (
        joinedload(Enrolment.person),
        joinedload(Enrolment.award_version).defer(AwardVersion.content),
        joinedload(Enrolment.cohort),
        selectinload(Enrolment.registrations),
    )


def _whole() -> tuple[ORMOption, ...]:
    """What a page about a place reads: three statements whatever the number of places."""
    return (
        joinedload(Enrolment.person).joinedload(Person.organisation),
        joinedload(Enrolment.award_version).joinedload(AwardVersion.award),
        joinedload(Enrolment.cohort).options(joinedload(Cohort.programme), joinedload(Cohort.tutor)),
        selectinload(Enrolment.registrations),
        selectinload(Enrolment.allocations).options(joinedload(Allocation.person), joinedload(Allocation.unit)),
    )


def active_enrolments(person: Person) -> list[Enrolment]:
    """The places that a trainee uses now, the oldest first."""
    return list(db.session.scalars(_of(person).where(Enrolment.state == EnrolmentState.active)))


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
    return db.session.scalars(query).one()


def listed_for(person: Person) -> ColumnElement[bool]:
    """Which places a member of staff finds in the list: all, or those they assess, check or teach (domain §9)."""
    if holds(person, Role.centre_administrator, Role.lead_iqa):
        return Enrolment.id.is_not(None)
    roles = [role for role in (AllocationRole.assessor, AllocationRole.iqa) if holds(person, *HELD_AS[role])]
    mine = and_(Allocation.person_id == person.id, Allocation.role.in_(roles), _holds_on(centre_clock.today()))
    theirs = [Enrolment.allocations.any(mine)]
    if holds(person, Role.tutor):
        theirs.append(Enrolment.cohort.has(Cohort.tutor_id == person.id))
    return or_(*theirs)


def trainees(
    person: Person,
    *,
    named: str = "",
    state: RegistrationState | None = None,
    cohort: Cohort | None = None,
) -> Select[Enrolment]:
    """The places that `person` may see, by name of the trainee, for a paged list."""
    query = select(Enrolment).join(Enrolment.person).where(listed_for(person)).options(*_listed())
    for word in named.split():
        query = query.where(
            or_(Person.given_name.icontains(word, autoescape=True), Person.family_name.icontains(word, autoescape=True))
        )
    if state is not None:
        query = query.where(Enrolment.registrations.any(and_(Registration.state == state, _is_latest())))
    if cohort is not None:
        query = query.where(Enrolment.cohort_id == cohort.id)
    return query.order_by(Person.family_name, Person.given_name, Enrolment.id)


def cohorts_of_listed(person: Person) -> list[Cohort]:
    """The cohorts of the places that `person` finds in the list, the latest first."""
    query = (
        select(Cohort)
        .where(Cohort.id.in_(select(Enrolment.cohort_id).where(listed_for(person))))
        .options(joinedload(Cohort.programme))
        .order_by(Cohort.starts_on.desc(), Cohort.name, Cohort.id)
    )
    return list(db.session.scalars(query))


def places_in_use(cohort: Cohort) -> list[Enrolment]:
    """The places of a cohort that are in use now, by name of the trainee."""
    query = (
        select(Enrolment)
        .join(Enrolment.person)
        .where(Enrolment.cohort_id == cohort.id, Enrolment.state == EnrolmentState.active)
        .options(*_whole())
        .order_by(Person.family_name, Person.given_name, Enrolment.id)
    )
    return list(db.session.scalars(query))


def due_registrations(today: date) -> list[Registration]:
    """Registrations in force whose last day has passed, the longest past first."""
    query = (
        select(Registration)
        .join(Registration.enrolment)
        .where(Registration.state.in_(IN_FORCE), Registration.expires_on < today, Enrolment.state.not_in(SET_ASIDE))
        .options(joinedload(Registration.enrolment))
        .order_by(Registration.expires_on, Registration.id)
    )
    return list(db.session.scalars(query))


def allocated(enrolment: Enrolment, role: AllocationRole, *, unit_id: int | None = None) -> list[Person]:
    """Who holds this role for the trainee today; with `unit_id`, on that unit. Those of the one unit come first."""
    today = centre_clock.today()
    current = [
        allocation
        for allocation in enrolment.allocations
        if allocation.role is role
        and allocation.is_current(today)
        and (unit_id is None or allocation.unit_id in {None, unit_id})
    ]
    return [allocation.person for allocation in sorted(current, key=lambda row: (row.unit_id is None, row.id))]


def people_found(text: str) -> Select[Person]:
    """People who have not left and whose name, staff number or e-mail address holds every word, for a paged list."""
    query = select(Person).where(or_(Person.left_on.is_(None), Person.left_on >= centre_clock.today()))
    for word in text.split():
        columns = (Person.given_name, Person.family_name, Person.staff_number, Person.email)
        query = query.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return query.options(joinedload(Person.organisation), selectinload(Person.grants)).order_by(
        Person.family_name, Person.given_name, Person.id
    )


def people_by_key(keys: Iterable[str]) -> dict[str, list[Person]]:
    """The people whose staff number or e-mail address, in lower case, is one of these keys."""
    wanted = set(keys)
    email, staff_number = func.lower(Person.email), func.lower(Person.staff_number)
    query = select(Person).where(or_(email.in_(wanted), staff_number.in_(wanted)))
    found: dict[str, list[Person]] = {}
    for person in db.session.scalars(query.options(selectinload(Person.grants)).order_by(Person.id)):
        for key in {(person.email or "").lower(), (person.staff_number or "").lower()} & wanted:
            found.setdefault(key, []).append(person)
    return found


def staff_for(trainee: Person) -> list[tuple[Person, list[Role]]]:
    """Who may be allocated to a trainee, by name, each with the roles they hold for the trainee's organisation."""
    roles = [role for held in HELD_AS.values() for role in held]
    query = (
        select(Person)
        .where(Person.grants.any(RoleGrant.role.in_(roles)), Person.id != trainee.id)
        .options(selectinload(Person.grants))
        .order_by(Person.family_name, Person.given_name, Person.id)
    )
    today, staff = centre_clock.today(), []
    for person in db.session.scalars(query):
        held = {
            grant.role for grant in person.grants if grant.is_current(today) and covers(grant, trainee.organisation_id)
        }
        if held & set(roles):
            staff.append((person, [role for role in roles if role in held]))
    return staff


def has_declared_conflict(person: Person) -> bool:
    """Whether a conflict of interest is on record in which the person takes part."""
    query = select(ConflictDeclaration.id).where(
        or_(ConflictDeclaration.person_id == person.id, ConflictDeclaration.about_id == person.id)
    )
    return db.session.scalar(query.limit(1)) is not None


def places_left(cohort: Cohort) -> int:
    """How many more people a cohort can take; those who withdrew leave their place to others."""
    taken = select(func.count(Enrolment.id)).where(Enrolment.cohort_id == cohort.id, Enrolment.state.not_in(SET_ASIDE))
    return max(0, cohort.max_places - (db.session.scalar(taken) or 0))


def placed_on(version: AwardVersion, people: Iterable[Person]) -> set[int]:
    """Which of these people use a place on the award version now, by the person's id."""
    query = select(Enrolment.person_id).where(
        Enrolment.award_version_id == version.id,
        Enrolment.state == EnrolmentState.active,
        Enrolment.person_id.in_([person.id for person in people]),
    )
    return set(db.session.scalars(query))


def unit_codes_sent(enrolment: Enrolment) -> set[str]:
    """The units of which the trainee has sent work."""
    query = select(Unit.code).join(Submission, Submission.unit_id == Unit.id)
    return set(db.session.scalars(query.where(Submission.enrolment_id == enrolment.id)))


def is_number_of_another(number: str, person: Person) -> bool:
    """Whether somebody else is registered under this number."""
    query = select(Enrolment.id).join(Enrolment.registrations)
    query = query.where(Registration.number == number, Enrolment.person_id != person.id)
    return db.session.scalar(query.limit(1)) is not None


def on_record(enrolment: Enrolment, person: Person, role: AllocationRole) -> OnRecord:
    """What is known today between a member of staff and a trainee."""
    today, trainee = centre_clock.today(), enrolment.person
    grants = [grant for grant in person.grants if grant.role in HELD_AS[role] and grant.is_current(today)]
    current = {row.role for row in enrolment.allocations if row.person_id == person.id and row.is_current(today)}
    return OnRecord(
        is_the_trainee=person.id == trainee.id,
        holds_role=any(covers(grant, trainee.organisation_id) for grant in grants),
        assesses=AllocationRole.assessor in current,
        checks=AllocationRole.iqa in current,
        taught_or_observed=has_taught_or_observed(person, enrolment),
        is_line_manager=trainee.line_manager_id == person.id,
        conflicts=tuple(conflicts_between(trainee, person)),
        supervises=AllocationRole.supervisor in current or has_supervised(person, trainee),
        teaches=teaches(person, enrolment),
    )


def teaches(person: Person, enrolment: Enrolment) -> bool:
    """Whether the person is the tutor of the trainee's cohort."""
    return enrolment.cohort is not None and enrolment.cohort.tutor_id == person.id


def has_supervised(person: Person, trainee: Person) -> bool:
    """Whether the person signed a supervision meeting with the trainee. What a trainee only logs excludes nobody."""
    query = select(SupervisionMeeting.id).where(
        SupervisionMeeting.supervisor_id == person.id,
        SupervisionMeeting.trainee_id == trainee.id,
        SupervisionMeeting.state == SupervisionState.signed,
    )
    return db.session.scalar(query.limit(1)) is not None


def has_taught_or_observed(person: Person, enrolment: Enrolment) -> bool:
    """Whether it is on record that the person taught the trainee's cohort or observed the trainee (invariant 20)."""
    if teaches(person, enrolment):
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


def reached_by(person: Person, *roles: Role) -> ColumnElement[bool]:
    """Of people: those of the organisations that the person's grants in these roles cover, as `policy.reaches` asks."""
    grants = grants_of(person, *roles)
    if any(grant.scope_kind is ScopeKind.centre for grant in grants):
        return Person.id.is_not(None)
    covered = [grant.scope_id for grant in grants if grant.scope_kind is ScopeKind.organisation]
    return Person.organisation_id.in_(covered)


def _holds_on(day: date) -> ColumnElement[bool]:
    return and_(Allocation.starts_on <= day, or_(Allocation.ends_on.is_(None), Allocation.ends_on >= day))


def _is_latest() -> ColumnElement[bool]:
    later = select(Registration.id).where(Registration.enrolment_id == Enrolment.id)
    return Registration.id == later.order_by(Registration.id.desc()).limit(1).correlate(Enrolment).scalar_subquery()


def assessed_or_taught_by(person: Person) -> list[Enrolment]:
    """The places in use whose trainees a person assesses or teaches, by name of the trainee."""
    today = centre_clock.today()
    assessed = Enrolment.allocations.any(
        (Allocation.person_id == person.id)
        & (Allocation.role == AllocationRole.assessor)
        & (Allocation.starts_on <= today)
        & or_(Allocation.ends_on.is_(None), Allocation.ends_on >= today)
    )
    query = (
        select(Enrolment)
        .join(Enrolment.person)
        .where(
            Enrolment.state == EnrolmentState.active,
            Enrolment.person_id != person.id,
            or_(assessed, Enrolment.cohort.has(Cohort.tutor_id == person.id)),
        )
        .order_by(Person.family_name, Person.given_name, Enrolment.id)
        .options(
            joinedload(Enrolment.person),
            joinedload(Enrolment.cohort),
            joinedload(Enrolment.award_version),
            selectinload(Enrolment.allocations),
        )
    )
    return list(db.session.scalars(query))


def leads_of(trainee: Person) -> list[Person]:
    """The lead quality assurers of a trainee's organisation, without the trainee."""
    query = (
        select(Person)
        .where(Person.grants.any(RoleGrant.role == Role.lead_iqa), Person.id != trainee.id)
        .options(selectinload(Person.grants))
        .order_by(Person.id)
    )
    return [each for each in db.session.scalars(query) if reaches(each, Role.lead_iqa, trainee.organisation_id)]
