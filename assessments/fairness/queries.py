"""What to read of decisions to compare them: counts and days, never a text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, literal, or_, select

from assessments.comments.models import AnchoredComment
from assessments.fairness.figures import Decided
from assessments.grading.models import Countersignature, CriterionDecision, Outcome, UnitDecision
from core.db import db
from core.history import HistoryEntry
from people.models import Person
from training.awards.models import Award, AwardVersion
from training.enrolments.models import Enrolment, EnrolmentState
from training.portfolio.models import Submission
from training.portfolio.workflow import SUBMISSION, SubmissionAction

GIVEN = (SubmissionAction.allocate, SubmissionAction.reallocate)
DAY = 86_400


@dataclass(frozen=True, slots=True)
class AwardChoice:
    """An award that a person has decided about."""

    public_id: UUID
    title: str


def decisions(*, since: datetime | None = None, award: UUID | None = None) -> list[Decided]:
    """The final decisions of the centre, of all assessors, in one statement; days count from when it was given."""
    given = (
        select(func.max(HistoryEntry.at))
        .where(
            HistoryEntry.object_kind == Submission.__tablename__,
            HistoryEntry.object_id == Submission.id,
            HistoryEntry.verb.in_([SUBMISSION.verbs[action] for action in GIVEN]),
            HistoryEntry.at <= UnitDecision.decided_at,
        )
        .correlate(Submission, UnitDecision)
        .scalar_subquery()
    )
    of_sheet = (CriterionDecision.mark_sheet_id == UnitDecision.mark_sheet_id, CriterionDecision.carried.is_(False))
    on_words = AnchoredComment.mark_sheet_id == UnitDecision.mark_sheet_id
    written = case((CriterionDecision.comment != "", 1), else_=0)
    query = (
        select(
            UnitDecision.assessor_id,
            UnitDecision.decided_at,
            UnitDecision.outcome,
            func.coalesce(given, Submission.submitted_at, type_=UnitDecision.decided_at.type).label("given_at"),
            _sum(literal(1), CriterionDecision, *of_sheet).label("criteria"),
            _sum(written, CriterionDecision, *of_sheet).label("comments"),
            _sum(_words(CriterionDecision.comment), CriterionDecision, *of_sheet).label("words"),
            _sum(literal(1), AnchoredComment, on_words).label("notes"),
            _sum(_words(AnchoredComment.text), AnchoredComment, on_words).label("note_words"),
        )
        .join(Submission, Submission.id == UnitDecision.submission_id)
        .join(Enrolment, Enrolment.id == Submission.enrolment_id)
        .join(AwardVersion, AwardVersion.id == Enrolment.award_version_id)
        .join(Award, Award.id == AwardVersion.award_id)
        .outerjoin(Countersignature, Countersignature.decision_id == UnitDecision.id)
        .where(
            or_(UnitDecision.needs_countersignature.is_(False), Countersignature.agreed.is_(True)),
            Enrolment.state != EnrolmentState.brought_in,
        )
    )
    if since:
        query = query.where(UnitDecision.decided_at >= since)
    if award:
        query = query.where(Award.public_id == award)
    return [
        Decided(
            assessor=row.assessor_id,
            days=max(0.0, (row.decided_at - row.given_at).total_seconds() / DAY),
            referred=row.outcome is Outcome.refer,
            criteria=row.criteria,
            comments=row.comments + row.notes,
            words=row.words + row.note_words,
        )
        for row in db.session.execute(query.order_by(UnitDecision.id))
    ]


def awards_of(person: Person) -> list[AwardChoice]:
    """The awards about which a person has decided, by title."""
    query = (
        select(Award.public_id, func.max(AwardVersion.title))
        .select_from(Award)
        .join(AwardVersion, AwardVersion.award_id == Award.id)
        .join(Enrolment, Enrolment.award_version_id == AwardVersion.id)
        .join(Submission, Submission.enrolment_id == Enrolment.id)
        .join(UnitDecision, UnitDecision.submission_id == Submission.id)
        .where(UnitDecision.assessor_id == person.id, Enrolment.state != EnrolmentState.brought_in)
        .group_by(Award.public_id)
        .order_by(func.max(AwardVersion.title))
    )
    return [AwardChoice(*row) for row in db.session.execute(query)]


def _sum(value: ColumnElement[int], model: type, *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    query = select(func.coalesce(func.sum(value), 0)).select_from(model).where(*conditions)
    return query.correlate(UnitDecision).scalar_subquery()


def _words(text: Any) -> ColumnElement[int]:
    """How many words a text has, counted by the spaces between them."""
    trimmed = func.trim(func.replace(text, "\n", " "))
    return case((trimmed == "", 0), else_=func.length(trimmed) - func.length(func.replace(trimmed, " ", "")) + 1)
