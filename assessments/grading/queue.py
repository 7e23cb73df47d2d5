"""What an assessor's queue holds: units to mark, decisions to countersign, and what quality assurance sent back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import joinedload, raiseload, selectinload

from assessments.grading.models import UnitDecision
from assessments.grading.queries import of_submission
from assessments.iqa.models import IqaSample, SampleState
from assessments.iqa.queries import is_latest
from core.db import db
from people import centre_clock
from people.models import Person, Role
from training.enrolments.models import Allocation, AllocationRole, Enrolment
from training.enrolments.queries import reached_by
from training.portfolio.models import Submission, SubmissionState
from training.sharing import queries as sharing

TO_MARK = (SubmissionState.allocated, SubmissionState.in_assessment)


def to_mark(assessor: Person) -> Select[Submission]:
    """What this assessor has to mark: what was sent again first, then the soonest due."""
    return _of_assessor(assessor, TO_MARK)


def back_from_iqa(assessor: Person) -> Select[Submission]:
    """What quality assurance returned to this assessor, soonest due first."""
    return _of_assessor(assessor, (SubmissionState.returned_to_assessor,))


@dataclass(frozen=True, slots=True)
class Following:
    """What comes next in an assessor's queue: its address, None when nothing is left, and how many are left."""

    public_id: UUID | None
    left: int


def following(assessor: Person, present: Submission | None = None) -> Following:
    """The next of the assessor's queue after `present`, in the order of the queue and from its end to its beginning."""
    rows = db.session.execute(
        to_mark(assessor).options(raiseload("*")).with_only_columns(Submission.id, Submission.public_id)
    ).all()
    ids = [row.id for row in rows]
    at = ids.index(present.id) if present and present.id in ids else len(ids)
    others = [row.public_id for row in [*rows[at + 1 :], *rows[:at]]]
    return Following(others[0] if others else None, len(others))


def _of_assessor(assessor: Person, states: Collection[SubmissionState]) -> Select[Submission]:
    return (
        select(Submission)
        .where(Submission.assessor_id == assessor.id, Submission.state.in_(states))
        .options(*of_submission(), selectinload(Submission.mark_sheets))  # type: ignore[attr-defined]
        .order_by(
            _sent_again_first(), Submission.due_on.is_(None), Submission.due_on, Submission.submitted_at, Submission.id
        )
    )


def _sent_again_first() -> ColumnElement[int]:
    """A resubmission is about few criteria, and its trainee has waited once already."""
    return case((Submission.attempt > 1, 0), else_=1)


def to_countersign(person: Person) -> Select[UnitDecision]:
    """Decisions that wait for a countersignature and that this assessor may give it to, the longest waiting first.

    Whether the person is qualified today is asked by policy.
    """
    checks = select(Allocation.id).where(
        Allocation.enrolment_id == Enrolment.id,
        Allocation.person_id == person.id,
        Allocation.role == AllocationRole.iqa,
        or_(Allocation.unit_id.is_(None), Allocation.unit_id == Submission.unit_id),
        Allocation.starts_on <= centre_clock.today(),
        or_(Allocation.ends_on.is_(None), Allocation.ends_on >= centre_clock.today()),
    )
    return (
        _waiting()
        .join(Enrolment, Enrolment.id == Submission.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(
            UnitDecision.assessor_id != person.id,
            Person.id != person.id,
            reached_by(person, Role.assessor),
            ~checks.exists(),
        )
        .options(joinedload(UnitDecision.submission).options(*of_submission()), joinedload(UnitDecision.assessor))
        .order_by(UnitDecision.decided_at, UnitDecision.id)
    )


def _waiting() -> Select[UnitDecision]:
    return (
        select(UnitDecision)
        .join(UnitDecision.submission)
        .where(Submission.state == SubmissionState.awaiting_countersign, is_latest())
    )


def decided(assessor: Person) -> Select[UnitDecision]:
    """The decisions that this assessor signed, the latest first."""
    return (
        select(UnitDecision)
        .where(UnitDecision.assessor_id == assessor.id)
        .options(
            joinedload(UnitDecision.submission).options(*of_submission()), joinedload(UnitDecision.countersignature)
        )
        .order_by(UnitDecision.decided_at.desc(), UnitDecision.id.desc())
    )


def queue_counts(person: Person) -> dict[str, int]:
    """How many lines each list of the queue has, in one statement."""
    lists: dict[str, Select[Any]] = {
        "mark": to_mark(person),
        "countersign": to_countersign(person),
        "back": back_from_iqa(person),
        "decided": decided(person),
        "actions": actions_from_iqa(person),
        "drafts": sharing.to_read(person),
    }
    counts = [
        select(func.count()).select_from(query.options(raiseload("*")).order_by(None).subquery()).scalar_subquery()
        for query in lists.values()
    ]
    # A count by itself names no table of a centre, and nothing would keep it inside this one: the person does.
    _id, *found = db.session.execute(select(Person.id, *counts).where(Person.id == person.id)).one()
    return dict(zip(lists, found, strict=True))


def actions_from_iqa(assessor: Person) -> Select[IqaSample]:
    """Samples of this assessor's decisions that were agreed with an action still to be done, soonest due first."""
    return (
        select(IqaSample)
        .join(IqaSample.decision)
        .where(
            UnitDecision.assessor_id == assessor.id,
            IqaSample.state == SampleState.agree_with_action,
            IqaSample.action_done_at.is_(None),
        )
        .options(
            joinedload(IqaSample.iqa),
            selectinload(IqaSample.judgements),
            joinedload(IqaSample.decision).joinedload(UnitDecision.submission).options(*of_submission()),
        )
        .order_by(IqaSample.action_due_on, IqaSample.id)
    )


def carried_codes(submissions: Sequence[Submission]) -> dict[int, list[str]]:
    """The codes of the criteria that were met before, by the id of the submission, without reading the bundles."""
    query = select(Submission.id, Submission.manifest["carried"]).where(
        Submission.id.in_([each.id for each in submissions])
    )
    return {each_id: list(codes or []) for each_id, codes in db.session.execute(query)}
