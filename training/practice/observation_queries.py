"""What to read of observed practice, and who may observe whom."""

from sqlalchemy import Select, case, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption
from sqlalchemy.orm.strategy_options import _AbstractLoad

from core.db import db
from people import centre_clock
from people.models import Person, Role, RoleGrant
from people.policy import holds
from people.queries import held_on
from training.enrolments.models import AllocationRole
from training.enrolments.policy import reaches
from training.enrolments.queries import active_enrolments, allocated
from training.practice.models import ObservationState, ObservedPractice, ObserverKind, PracticeRecord
from training.practice.observation_workflow import OBSERVABLE_ROLES, OBSERVABLE_STATES
from training.practice.queries import trainees_of
from training.sets.models import SetMeeting

RECORDS_OFFERED = 50
SIGNED = (ObservationState.observer_signed, ObservationState.signed)


def _meeting() -> _AbstractLoad:
    """The meeting of a practice record, its set, and what others logged of it."""
    others = SetMeeting.practice_records  # type: ignore[attr-defined]  # a backref
    return joinedload(PracticeRecord.meeting).options(joinedload(SetMeeting.learning_set), selectinload(others))


def _whole() -> tuple[ORMOption, ...]:
    """The observer, the meeting with its set, and who was observed."""
    return (
        joinedload(ObservedPractice.observer),
        joinedload(ObservedPractice.practice_record).options(joinedload(PracticeRecord.person), _meeting()),
    )


def _by_meeting() -> Select[ObservedPractice]:
    return (
        select(ObservedPractice)
        .join(PracticeRecord, ObservedPractice.practice_record_id == PracticeRecord.id)
        .join(SetMeeting, PracticeRecord.meeting_id == SetMeeting.id)
        .options(*_whole())
    )


def observations_of(trainee: Person) -> Select[ObservedPractice]:
    """The observations of a trainee, the latest meeting first; without those taken back."""
    return (
        _by_meeting()
        .where(PracticeRecord.person_id == trainee.id, ObservedPractice.state != ObservationState.cancelled)
        .order_by(SetMeeting.starts_at.desc(), ObservedPractice.id.desc())
    )


def observed_by(observer: Person) -> Select[ObservedPractice]:
    """What a person observes: first what they have to write, then the latest meeting first."""
    to_write_first = case((ObservedPractice.state == ObservationState.planned, 0), else_=1)
    return (
        _by_meeting()
        .where(ObservedPractice.observer_id == observer.id, ObservedPractice.state != ObservationState.cancelled)
        .order_by(to_write_first, SetMeeting.starts_at.desc(), ObservedPractice.id.desc())
    )


def of_trainees_of(assessor: Person) -> Select[ObservedPractice]:
    """What others signed about the trainees of an assessor, the latest meeting first."""
    return (
        _by_meeting()
        .where(
            PracticeRecord.person_id.in_(trainees_of(assessor, AllocationRole.assessor)),
            ObservedPractice.state.in_(SIGNED),
        )
        .order_by(SetMeeting.starts_at.desc(), ObservedPractice.id.desc())
    )


def observation_for_page(observation: ObservedPractice) -> ObservedPractice:
    """The same observation with everything that its page names, in one go."""
    query = select(ObservedPractice).where(ObservedPractice.id == observation.id).options(*_whole())
    return db.session.scalars(query).unique().one()


def observable_records(trainee: Person) -> list[PracticeRecord]:
    """The trainee's latest practice records that somebody may have observed."""
    query = (
        select(PracticeRecord)
        .join(SetMeeting, PracticeRecord.meeting_id == SetMeeting.id)
        .where(
            PracticeRecord.person_id == trainee.id,
            PracticeRecord.state.in_(OBSERVABLE_STATES),
            PracticeRecord.role.in_(OBSERVABLE_ROLES),
        )
        .options(_meeting())
        .order_by(SetMeeting.starts_at.desc(), PracticeRecord.id.desc())
        .limit(RECORDS_OFFERED)
    )
    return list(db.session.scalars(query))


def observers_of(trainee: Person) -> dict[Person, ObserverKind]:
    """Who may observe a trainee today, by name, and by what right.

    The assessor allocated to them, a person with the observer role for their organisation, and the tutor of their
    cohort. Never their quality assurer, who would then judge what they saw themself (invariant 20).
    """
    rights: dict[Person, ObserverKind] = {}
    quality_assurers: set[Person] = set()
    for enrolment in active_enrolments(trainee):
        quality_assurers.update(allocated(enrolment, AllocationRole.iqa))
        assessors = [each for each in allocated(enrolment, AllocationRole.assessor) if holds(each, Role.assessor)]
        rights.update(dict.fromkeys(assessors, ObserverKind.assessor))
        tutor = enrolment.cohort.tutor if enrolment.cohort else None
        if tutor and holds(tutor, Role.tutor):
            rights.setdefault(tutor, ObserverKind.tutor)
    for observer in _observers(trainee):
        if rights.get(observer) is not ObserverKind.assessor:
            rights[observer] = ObserverKind.approved_observer
    may = [person for person in rights if person.id != trainee.id and person not in quality_assurers]
    return {person: rights[person] for person in sorted(may, key=_by_name)}


def _observers(trainee: Person) -> list[Person]:
    holders = select(RoleGrant.person_id).where(RoleGrant.role == Role.observer, held_on(centre_clock.today()))
    query = (
        select(Person)
        .where(Person.id.in_(holders), Person.left_on.is_(None))
        .options(selectinload(Person.grants))
        .order_by(Person.id)
    )
    return [person for person in db.session.scalars(query) if reaches(person, Role.observer, trainee.organisation_id)]


def _by_name(person: Person) -> tuple[str, str, int]:
    return person.family_name, person.given_name, person.id
