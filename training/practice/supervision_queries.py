"""What to read of supervision, and who may supervise whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import joinedload, selectinload

from core.db import db
from people import centre_clock
from people.models import Person, Role, RoleGrant
from people.policy import holds
from people.queries import held_on
from training.enrolments.models import AllocationRole
from training.enrolments.policy import reaches
from training.enrolments.queries import active_enrolments, allocated
from training.practice.ledger import supervision_credit
from training.practice.models import SupervisionMeeting, SupervisionState
from training.practice.queries import trainees_of


def supervision_of(trainee: Person) -> Select[SupervisionMeeting]:
    """A trainee's supervision meetings, the latest first."""
    return (
        select(SupervisionMeeting)
        .where(SupervisionMeeting.trainee_id == trainee.id)
        .options(joinedload(SupervisionMeeting.supervisor))
        .order_by(SupervisionMeeting.held_on.desc(), SupervisionMeeting.id.desc())
    )


def supervised_by(supervisor: Person) -> Select[SupervisionMeeting]:
    """The meetings that trainees logged with this supervisor, the latest first."""
    return (
        select(SupervisionMeeting)
        .where(SupervisionMeeting.supervisor_id == supervisor.id)
        .options(joinedload(SupervisionMeeting.trainee))
        .order_by(SupervisionMeeting.held_on.desc(), SupervisionMeeting.id.desc())
    )


def waiting_first(query: Select[SupervisionMeeting]) -> Select[SupervisionMeeting]:
    """The same meetings, those that wait for a signature before the others."""
    waits = case((SupervisionMeeting.state == SupervisionState.logged, 0), else_=1)
    return query.order_by(None).order_by(waits, SupervisionMeeting.held_on.desc(), SupervisionMeeting.id.desc())


def how_many_wait_for(supervisor: Person) -> int:
    """How many meetings wait for this supervisor's signature."""
    query = select(func.count(SupervisionMeeting.id)).where(
        SupervisionMeeting.supervisor_id == supervisor.id, SupervisionMeeting.state == SupervisionState.logged
    )
    return db.session.scalar(query) or 0


@dataclass(frozen=True, slots=True)
class Supervisee:
    """A trainee of a supervisor: how many meetings with them are signed, and the minutes that these count."""

    trainee: Person
    meetings: int
    minutes: int


def supervisees_of(supervisor: Person) -> list[Supervisee]:
    """The trainees allocated to a supervisor and those who logged meetings with them, by name."""
    meetings = list(db.session.scalars(supervised_by(supervisor)))
    ids = trainees_of(supervisor, AllocationRole.supervisor) | {meeting.trainee_id for meeting in meetings}
    query = select(Person).where(Person.id.in_(ids)).order_by(Person.family_name, Person.given_name, Person.id)
    return [_supervisee(trainee, meetings) for trainee in db.session.scalars(query)]


def _supervisee(trainee: Person, meetings: Iterable[SupervisionMeeting]) -> Supervisee:
    signed = [row for row in meetings if row.trainee_id == trainee.id and row.state is SupervisionState.signed]
    return Supervisee(trainee, len(signed), sum(credit_of(row) for row in signed))


def credit_of(meeting: SupervisionMeeting) -> int:
    """The minutes that a meeting is worth to each supervisee (invariant 12)."""
    return supervision_credit(meeting.minutes, meeting.attendees)


def signed_minutes_of(trainee: Person) -> int:
    """The minutes of a trainee's signed supervision, each as far as it counts."""
    query = supervision_of(trainee).where(SupervisionMeeting.state == SupervisionState.signed)
    return sum(credit_of(meeting) for meeting in db.session.scalars(query))


def supervisors_of(trainee: Person) -> list[Person]:
    """Who may supervise a trainee today, by name: those allocated, and those with the role for their organisation.

    Never who assesses the trainee or checks the decisions (invariant 20).
    """
    judges = {
        person.id
        for enrolment in active_enrolments(trainee)
        for role in (AllocationRole.assessor, AllocationRole.iqa)
        for person in allocated(enrolment, role)
    }
    found = {
        supervisor
        for enrolment in active_enrolments(trainee)
        for supervisor in allocated(enrolment, AllocationRole.supervisor)
        if holds(supervisor, Role.supervisor)
    }
    holders = select(RoleGrant.person_id).where(RoleGrant.role == Role.supervisor, held_on(centre_clock.today()))
    query = select(Person).where(Person.id.in_(holders), Person.left_on.is_(None)).options(selectinload(Person.grants))
    found.update(
        person
        for person in db.session.scalars(query.order_by(Person.id))
        if reaches(person, Role.supervisor, trainee.organisation_id)
    )
    return sorted(
        (person for person in found if person.id != trainee.id and person.id not in judges),
        key=lambda person: (person.family_name, person.given_name, person.id),
    )


def same_meeting(meeting: SupervisionMeeting) -> SupervisionMeeting | None:
    """Another entry of the same trainee on that day with the same supervisor and minutes: logged twice by mistake."""
    if meeting.supervisor is not None:
        with_whom = SupervisionMeeting.supervisor_id == meeting.supervisor.id
    else:
        with_whom = SupervisionMeeting.supervisor_email == meeting.supervisor_email
    query = select(SupervisionMeeting).where(
        SupervisionMeeting.trainee_id == meeting.trainee.id,
        SupervisionMeeting.held_on == meeting.held_on,
        SupervisionMeeting.minutes == meeting.minutes,
        SupervisionMeeting.id.is_distinct_from(meeting.id),
        with_whom,
    )
    return db.session.scalar(query.limit(1))
