"""What to read of records of discussions."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import defer, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption
from sqlalchemy.orm.strategy_options import _AbstractLoad

from core.db import db
from people.models import Person
from training.awards.models import AssessmentCriterion, AwardVersion, EvidenceKind, Unit
from training.discussions.models import Discussion, DiscussionState
from training.enrolments.models import Enrolment, EnrolmentState
from training.portfolio import queries as portfolio
from training.portfolio.models import EvidenceItem, Submission
from training.portfolio.records import LIVE

OPEN = (DiscussionState.draft, DiscussionState.waits)


def of_place() -> tuple[_AbstractLoad, ...]:
    """What policies and pages read of a place: trainee, cohort, award, who works with them."""
    return (
        joinedload(Enrolment.person),
        joinedload(Enrolment.cohort),
        joinedload(Enrolment.award_version),
        selectinload(Enrolment.allocations),
    )


def with_criteria() -> tuple[_AbstractLoad, ...]:
    """The same with units, criteria and what an adjustment allows."""
    version = joinedload(Enrolment.award_version)
    return (
        *of_place(),
        version.selectinload(AwardVersion.units).joinedload(Unit.criteria),
        joinedload(Enrolment.allowances),  # type: ignore[attr-defined]
    )


def with_place(*, writing: bool = False) -> tuple[ORMOption, ...]:
    """What the page of a record reads with it; `writing`: with the criteria that it may cover."""
    return (
        joinedload(Discussion.recorder),
        joinedload(Discussion.enrolment).options(*(with_criteria() if writing else of_place())),
        joinedload(Discussion.submission).options(defer(Submission.manifest), joinedload(Submission.unit)),
    )


def with_work() -> tuple[ORMOption, ...]:
    """What the page on which questions about a submission are recorded reads with it."""
    return (
        joinedload(Submission.unit).joinedload(Unit.criteria),
        joinedload(Submission.enrolment).options(*of_place()),
    )


def criteria_offered(
    enrolment: Enrolment, submission: Submission | None
) -> list[tuple[Unit, list[AssessmentCriterion]]]:
    """The criteria, by unit, that a record may cover: those that admit a professional discussion.

    While a submission is marked, each of its open criteria: questions about the work add to the evidence there is.
    """
    if submission is None:
        return portfolio.criteria_for(enrolment, EvidenceKind.professional_discussion)
    carried = set(submission.manifest["carried"])
    return [(submission.unit, [each for each in submission.unit.criteria if each.code not in carried])]


def own(person: Person) -> list[Discussion]:
    """A trainee's records from when they were handed over, those that wait first, then the latest first."""
    query = (
        select(Discussion)
        .join(Discussion.enrolment)
        .where(
            Enrolment.person_id == person.id,
            Enrolment.state != EnrolmentState.brought_in,
            Discussion.handed_over_at.is_not(None),
        )
        .order_by(Discussion.state != DiscussionState.waits, Discussion.held_on.desc(), Discussion.id.desc())
        .options(joinedload(Discussion.recorder))
    )
    return list(db.session.scalars(query))


def recorded_by(person: Person) -> Select[Discussion]:
    """What a person recorded: open ones first, then the latest first."""
    return (
        select(Discussion)
        .where(Discussion.recorder_id == person.id)
        .order_by(Discussion.state.not_in(OPEN), Discussion.held_on.desc(), Discussion.id.desc())
        .options(joinedload(Discussion.enrolment).joinedload(Enrolment.person))
    )


def waiting_for(enrolment: Enrolment) -> list[Discussion]:
    """The records of a place that wait for the trainee's signature, with who wrote them; the longest waiting first."""
    query = (
        select(Discussion)
        .where(Discussion.enrolment_id == enrolment.id, Discussion.state == DiscussionState.waits)
        .order_by(Discussion.recorder_signature_id)
        .options(joinedload(Discussion.recorder))
    )
    return list(db.session.scalars(query))


def of_submission(submission: Submission) -> list[Discussion]:
    """What was asked while a submission was marked, the earliest first; what was withdrawn is left out."""
    query = (
        select(Discussion)
        .where(Discussion.submission_id == submission.id, Discussion.state != DiscussionState.withdrawn)
        .order_by(Discussion.held_on, Discussion.id)
        .options(joinedload(Discussion.recorder))
    )
    return list(db.session.scalars(query))


def evidence_of(discussion: Discussion) -> EvidenceItem | None:
    """The trainee's evidence that rests on a record now, if there is any."""
    query = select(EvidenceItem).where(EvidenceItem.discussion_id == discussion.id, EvidenceItem.state.in_(LIVE))
    return db.session.scalars(query.order_by(EvidenceItem.id.desc()).limit(1)).first()


def named(public_ids: Iterable[str]) -> list[Discussion]:
    """The signed records of these public ids, the earliest first."""
    query = (
        select(Discussion)
        .where(
            Discussion.public_id.in_([UUID(each) for each in public_ids]), Discussion.state == DiscussionState.signed
        )
        .order_by(Discussion.held_on, Discussion.id)
        .options(joinedload(Discussion.recorder))
    )
    return list(db.session.scalars(query))
