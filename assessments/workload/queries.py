"""What to read of assessors' work: what is open with whom, who is away, and what stands between two people.

Each function reads for everybody at once, so that a page needs the same number of statements whatever it lists.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, defer, joinedload, selectinload

from assessments.workload.models import AssessorTarget
from core.db import db
from people.models import ConflictDeclaration, Person, Role, RoleGrant
from training.awards.models import AwardVersion
from training.enrolments.models import Allocation, AllocationRole, Enrolment, EnrolmentState
from training.portfolio.models import Submission, SubmissionState
from training.practice.models import SupervisionMeeting, SupervisionState

OPEN = (SubmissionState.allocated, SubmissionState.in_assessment, SubmissionState.returned_to_assessor)
"""What lies on an assessor's desk. A decision that waits for a countersignature has left it."""

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class OpenWork:
    """One unit that is open with an assessor, without its content."""

    assessor_id: int
    enrolment_id: int
    due_on: date | None
    is_again: bool
    is_back: bool  # from quality assurance: to be decided again


def open_work(people: Collection[Person] | None = None) -> dict[int, list[OpenWork]]:
    """What is open with each assessor, by the person's id. None: with anybody."""
    query = select(
        Submission.assessor_id, Submission.enrolment_id, Submission.due_on, Submission.attempt, Submission.state
    ).where(Submission.state.in_(OPEN), Submission.assessor_id.is_not(None))
    if people is not None:
        query = query.where(Submission.assessor_id.in_([person.id for person in people]))
    found: dict[int, list[OpenWork]] = defaultdict(list)
    for assessor_id, enrolment_id, due_on, attempt, state in db.session.execute(query):
        if assessor_id is not None:
            is_back = state is SubmissionState.returned_to_assessor
            found[assessor_id].append(OpenWork(assessor_id, enrolment_id, due_on, attempt > 1, is_back))
    return found


def target_of(person: Person) -> AssessorTarget | None:
    """An assessor's own target, if one is set."""
    return db.session.scalar(select(AssessorTarget).where(AssessorTarget.person_id == person.id))


@dataclass(frozen=True, slots=True)
class Staffing:
    """How many units are open with somebody, and their own target, if one is set."""

    open: int
    target: int | None


def crew(*, with_credentials: bool = False) -> dict[Person, Staffing]:
    """Everybody with a grant as assessor who has not left, and everybody with open work, by name, with their grants."""
    holding = select(Submission.assessor_id).where(Submission.state.in_(OPEN))
    granted = select(RoleGrant.person_id).where(RoleGrant.role == Role.assessor)
    # Correlated with the person, who is of this centre: a count by itself names no table that is filtered.
    number = (
        select(func.count(Submission.id))
        .where(
            Submission.tenant_id == Person.tenant_id, Submission.assessor_id == Person.id, Submission.state.in_(OPEN)
        )
        .correlate(Person)
        .scalar_subquery()
    )
    query = (
        select(Person, number, AssessorTarget.units)
        .outerjoin(AssessorTarget, AssessorTarget.person_id == Person.id)
        .where(or_(and_(Person.id.in_(granted), Person.left_on.is_(None)), Person.id.in_(holding)))
        .order_by(Person.family_name, Person.given_name, Person.id)
        .options(selectinload(Person.grants))
    )
    if with_credentials:
        query = query.options(selectinload(Person.credentials))
    return {person: Staffing(open_now, target) for person, open_now, target in db.session.execute(query)}


def allocations_as_assessor(today: date) -> dict[int, set[int]]:
    """The places in use that each assessor works with today, by the person's id."""
    query = (
        select(Allocation.person_id, Allocation.enrolment_id)
        .join(Allocation.enrolment)
        .where(
            Allocation.role == AllocationRole.assessor,
            Allocation.starts_on <= today,
            or_(Allocation.ends_on.is_(None), Allocation.ends_on >= today),
            Enrolment.state == EnrolmentState.active,
        )
    )
    found: dict[int, set[int]] = defaultdict(set)
    for person_id, enrolment_id in db.session.execute(query):
        found[person_id].add(enrolment_id)
    return found


# ---- Units to be given to somebody ----


def waiting() -> Select[Submission]:
    """Units that were sent and that nobody assesses yet: resubmissions first, then the longest waiting."""
    return _to_give(
        Submission.state == SubmissionState.submitted, Enrolment.state != EnrolmentState.brought_in
    ).order_by(case((Submission.attempt > 1, 0), else_=1), Submission.submitted_at, Submission.id)


def on_desk_of(person: Person) -> Select[Submission]:
    """What is open with an assessor, and decisions of theirs that wait for a countersignature; soonest due first."""
    states = (*OPEN, SubmissionState.awaiting_countersign)
    return _to_give(Submission.assessor_id == person.id, Submission.state.in_(states)).order_by(
        Submission.due_on.is_(None), Submission.due_on, Submission.id
    )


def _to_give(*where: object) -> Select[Submission]:
    trainee = aliased(Person)
    return (
        select(Submission)
        .join(Submission.enrolment)
        .join(Enrolment.person.of_type(trainee))
        .where(*where)  # type: ignore[arg-type]
        .options(
            defer(Submission.manifest),
            joinedload(Submission.unit),
            contains_eager(Submission.enrolment).options(
                contains_eager(Enrolment.person.of_type(trainee)),
                joinedload(Enrolment.cohort),
                joinedload(Enrolment.award_version).defer(AwardVersion.content),
                selectinload(Enrolment.allocations),
            ),
        )
    )


# ---- What stands between two people ----


def conflicts_among(staff: Iterable[Person], trainees: Iterable[Person]) -> dict[tuple[int, int], list[str]]:
    """What was decided of declared conflicts, by the ids of the member of staff and the trainee."""
    members, others = {person.id for person in staff}, {person.id for person in trainees}
    query = select(ConflictDeclaration.person_id, ConflictDeclaration.about_id, ConflictDeclaration.decision).where(
        or_(
            and_(ConflictDeclaration.person_id.in_(members), ConflictDeclaration.about_id.in_(others)),
            and_(ConflictDeclaration.about_id.in_(members), ConflictDeclaration.person_id.in_(others)),
        )
    )
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for one, other, decision in db.session.execute(query):
        for pair in ((one, other), (other, one)):
            if pair[0] in members and pair[1] in others:
                found[pair].append(decision)
    return found


def supervised_pairs(trainees: Iterable[Person]) -> set[tuple[int, int]]:
    """Who signed a supervision meeting with which trainee, as the ids of the two."""
    query = (
        select(SupervisionMeeting.supervisor_id, SupervisionMeeting.trainee_id)
        .where(
            SupervisionMeeting.trainee_id.in_({person.id for person in trainees}),
            SupervisionMeeting.state == SupervisionState.signed,
        )
        .distinct()
    )
    return {(supervisor, trainee) for supervisor, trainee in db.session.execute(query) if supervisor is not None}


def earlier_assessors(submissions: Sequence[Submission]) -> dict[tuple[int, int], int]:
    """Who had the attempt before, by the ids of the place and the unit; the latest where there were several."""
    again = [each for each in submissions if each.attempt > 1]
    query = (
        select(Submission.enrolment_id, Submission.unit_id, Submission.assessor_id, Submission.attempt)
        .where(
            Submission.enrolment_id.in_({each.enrolment_id for each in again}),
            Submission.unit_id.in_({each.unit_id for each in again}),
            Submission.assessor_id.is_not(None),
        )
        .order_by(Submission.attempt, Submission.id)
    )
    attempts = {(each.enrolment_id, each.unit_id): each.attempt for each in again}
    found: dict[tuple[int, int], int] = {}
    for place, unit, assessor, attempt in db.session.execute(query) if again else ():
        if assessor is not None and attempt < attempts.get((place, unit), 0):
            found[place, unit] = assessor
    return found
