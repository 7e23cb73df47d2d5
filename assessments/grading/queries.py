"""What to read of submissions to mark, mark sheets and decisions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import defer, joinedload, selectinload

from assessments.comments.document import Reading, reading_of
from assessments.comments.queries import in_order
from assessments.grading import questions
from assessments.grading.document import Evidence
from assessments.grading.models import Countersignature, CriterionDecision, MarkSheet, UnitDecision
from assessments.iqa.models import IqaSample, SampleJudgement, SampleState
from core.db import db
from core.history import ReadEntry
from people.models import Person
from training.awards.models import AssessmentCriterion, AwardVersion, Unit
from training.enrolments.models import Enrolment
from training.portfolio import sole_basis
from training.portfolio.models import (
    Attachment,
    AuthenticityDeclaration,
    DeclarationKind,
    Submission,
    SubmissionItem,
)

WITH_PLACE = (
    joinedload(Submission.enrolment).options(joinedload(Enrolment.person), selectinload(Enrolment.allocations)),
)
"""What policies ask of a submission, in two statements."""

OF_WORK = (joinedload(UnitDecision.submission).options(*WITH_PLACE),)
"""The same of a decision, in two statements."""


def of_submission() -> tuple[Any, ...]:
    """What a line of a list says of a submission. The bundle itself is long and stays in the database."""
    return (
        defer(Submission.manifest),
        joinedload(Submission.enrolment).joinedload(Enrolment.person),
        joinedload(Submission.unit).selectinload(Unit.criteria),
        joinedload(Submission.enrolment).selectinload(Enrolment.award_version).joinedload(AwardVersion.award),
        joinedload(Submission.enrolment).selectinload(Enrolment.allowances),  # type: ignore[attr-defined]
    )


# ---- One submission ----


def returned_samples(submission: Submission) -> list[IqaSample]:
    """Why quality assurance returned a submission: the samples it disagreed with, the latest first."""
    query = (
        select(IqaSample)
        .join(IqaSample.decision)
        .where(
            UnitDecision.submission_id == submission.id,
            IqaSample.state.in_((SampleState.disagree, SampleState.returned)),
        )
        .options(joinedload(IqaSample.iqa), selectinload(IqaSample.judgements))
        .order_by(IqaSample.id.desc())
    )
    return list(db.session.scalars(query))


def has_quality_assured(person: Person, submission: Submission) -> bool:
    """Whether the person looked, or looks, at a decision on this submission for quality assurance (invariant 20)."""
    judged = select(SampleJudgement.id).where(
        SampleJudgement.sample_id == IqaSample.id, SampleJudgement.iqa_id == person.id
    )
    query = (
        select(IqaSample.id)
        .join(IqaSample.decision)
        .where(
            UnitDecision.submission_id == submission.id,
            or_(IqaSample.iqa_id == person.id, judged.exists()),
        )
    )
    return db.session.scalar(query.limit(1)) is not None


def submission_for_page(submission: Submission) -> Submission:
    """The submission with its trainee, award, unit, criteria, evidence, declarations and mark sheets."""
    query = (
        select(Submission)
        .where(Submission.id == submission.id)
        .options(
            joinedload(Submission.enrolment).options(
                joinedload(Enrolment.person),
                joinedload(Enrolment.award_version).joinedload(AwardVersion.award),
                joinedload(Enrolment.allowances),  # type: ignore[attr-defined]
                joinedload(Enrolment.adjustments),  # type: ignore[attr-defined]
            ),
            joinedload(Submission.unit).joinedload(Unit.criteria),
            selectinload(Submission.items),
            selectinload(Submission.declarations).joinedload(AuthenticityDeclaration.signed_by),
            selectinload(Submission.mark_sheets).options(  # type: ignore[attr-defined]
                joinedload(MarkSheet.decision)
                .joinedload(UnitDecision.countersignature)
                .joinedload(Countersignature.person),
                joinedload(MarkSheet.criterion_decisions),
                joinedload(MarkSheet.comments),  # type: ignore[attr-defined]
                joinedload(MarkSheet.assessor),
            ),
        )
    )
    return db.session.scalars(query).unique().one()


def enrolment_of(submission: Submission) -> Enrolment:
    """The trainee's place that a submission belongs to, with what its requirements are worked out from."""
    query = (
        select(Enrolment)
        .where(Enrolment.id == submission.enrolment_id)
        .options(joinedload(Enrolment.person), joinedload(Enrolment.award_version), joinedload(Enrolment.registrations))
    )
    return db.session.scalars(query).unique().one()


def open_criteria(submission: Submission) -> list[AssessmentCriterion]:
    """The criteria that this attempt is about: those not carried from an earlier one (invariant 18)."""
    carried = set(submission.manifest["carried"])
    return [criterion for criterion in submission.unit.criteria if criterion.code not in carried]


def carried_criteria(submission: Submission) -> list[AssessmentCriterion]:
    """The criteria that an earlier attempt met and that stay met."""
    carried = set(submission.manifest["carried"])
    return [criterion for criterion in submission.unit.criteria if criterion.code in carried]


def on_testimony_alone(submission: Submission) -> list[str]:
    """The codes of the criteria for which nothing but witness testimony was sent: none of them can be met."""
    items = [(item.frozen["kind"], item.frozen["criteria"]) for item in submission.items]
    return sole_basis.on_testimony_alone(sole_basis.kinds_by_criterion(items))


def earlier_decisions(submission: Submission) -> dict[int, CriterionDecision]:
    """How the carried criteria were last decided, by the id of the criterion; none when nothing is carried."""
    carried = carried_criteria(submission)
    if not carried:
        return {}
    query = (
        select(CriterionDecision)
        .join(MarkSheet, MarkSheet.id == CriterionDecision.mark_sheet_id)
        .join(Submission, Submission.id == MarkSheet.submission_id)
        .where(
            Submission.enrolment_id == submission.enrolment_id,
            Submission.id != submission.id,
            CriterionDecision.criterion_id.in_([criterion.id for criterion in carried]),
            CriterionDecision.met.is_(True),
            CriterionDecision.carried.is_(False),
        )
        .order_by(CriterionDecision.id)
    )
    return {each.criterion_id: each for each in db.session.scalars(query)}


def sheets_of(submission: Submission) -> list[MarkSheet]:
    """The mark sheets on a submission, oldest first."""
    return submission.mark_sheets  # type: ignore[attr-defined]


def open_mark_sheet(submission: Submission) -> MarkSheet | None:
    """The mark sheet that is being worked on, if there is one."""
    return next((sheet for sheet in reversed(sheets_of(submission)) if sheet.is_open), None)


def draft_passed_on(submission: Submission) -> dict[str, Any]:
    """What the assessor before had noted, where the centre passed it on with the unit; empty otherwise."""
    last = next(reversed(sheets_of(submission)), None)
    return last.draft if last is not None and last.draft_passed_on else {}


def attachment_of(submission: Submission, position: int) -> Attachment | None:
    """The file of an evidence item, by its place in the bundle; None when there is none."""
    item = db.session.scalar(
        select(SubmissionItem).where(SubmissionItem.submission_id == submission.id, SubmissionItem.position == position)
    )
    file = item.frozen["file"] if item else None
    if not file:
        return None
    query = select(Attachment).where(
        Attachment.public_id == UUID(file["attachment"]), Attachment.sha256 == file["sha256"]
    )
    return db.session.scalar(query)


# ---- Decisions ----


@dataclass(frozen=True, slots=True)
class MarkSheetPage:
    """A decision with all that its read-only page shows, for `templates/assessments/grading/mark_sheet.html`."""

    decision: UnitDecision
    submission: Submission
    criteria: list[CriterionDecision]
    reading: Reading
    trainee_statement: AuthenticityDeclaration | None
    centre_statement: AuthenticityDeclaration | None
    is_superseded: bool
    asked: list[questions.Asked]

    @property
    def evidence(self) -> list[Evidence]:
        """The work as it was sent, with the comments on its words."""
        return self.reading.items


def mark_sheet_for_page(decision: UnitDecision) -> MarkSheetPage:
    """The decision with its criteria, evidence, comments and statements, in five statements whatever their number."""
    return mark_sheet_in(submission_for_page(decision.submission), decision)


def mark_sheet_in(submission: Submission, decision: UnitDecision) -> MarkSheetPage:
    """The same, of a submission that `submission_for_page` gave."""
    sheets = sheets_of(submission)
    sheet = next(each for each in sheets if each.id == decision.mark_sheet_id)
    criteria = {criterion.id: criterion for criterion in submission.unit.criteria}
    return MarkSheetPage(
        decision=decision,
        submission=submission,
        criteria=sorted(sheet.criterion_decisions, key=lambda each: criteria[each.criterion_id].position),
        reading=reading_of(
            submission.items,
            in_order(sheet.comments),  # type: ignore[attr-defined]
            {each.id: each.code for each in submission.unit.criteria},
        ),
        trainee_statement=statement_of(submission, DeclarationKind.trainee),
        centre_statement=statement_of(submission, DeclarationKind.centre),
        is_superseded=any(each.decision and each.decision.id > decision.id for each in sheets),
        asked=questions.of_decision(decision),
    )


def decision_with_work(decision: UnitDecision) -> UnitDecision:
    """The decision with its submission, trainee, criteria and evidence at hand, as its receipt needs them."""
    submission_for_page(decision.submission)
    return decision


def first_read(decision: UnitDecision) -> datetime | None:
    """When the trainee first opened a decision; None before."""
    query = select(func.min(ReadEntry.at)).where(
        ReadEntry.object_kind == UnitDecision.__tablename__,
        ReadEntry.object_id == decision.id,
        ReadEntry.reader_id == decision.submission.enrolment.person_id,
    )
    return db.session.scalar(query)


def statement_of(submission: Submission, kind: DeclarationKind) -> AuthenticityDeclaration | None:
    """The trainee's or the centre's signed statement."""
    return next((each for each in submission.declarations if each.kind is kind), None)


def decisions_of(work: Submission | Enrolment) -> list[UnitDecision]:
    """The decisions on a submission, or on all units of a trainee's place, oldest first; superseded ones as well."""
    of = UnitDecision.submission_id == work.id if isinstance(work, Submission) else Submission.enrolment_id == work.id
    query = (
        select(UnitDecision)
        .join(UnitDecision.submission)
        .where(of)
        .options(
            joinedload(UnitDecision.submission).options(*of_submission()),
            joinedload(UnitDecision.assessor),
            joinedload(UnitDecision.countersignature).joinedload(Countersignature.person),
        )
        .order_by(UnitDecision.id)
    )
    return list(db.session.scalars(query))


def latest_decision(submission: Submission) -> UnitDecision | None:
    """The decision that stands on a submission now, final or not."""
    return next(reversed(decisions_of(submission)), None)


def last_signed(submission: Submission) -> UnitDecision | None:
    """The same by itself, for a page that only leads to it."""
    query = select(UnitDecision).where(UnitDecision.submission_id == submission.id)
    return db.session.scalars(query.order_by(UnitDecision.id.desc()).limit(1)).first()


def final_decision(submission: Submission) -> UnitDecision | None:
    """The latest decision on a submission that is final; None before."""
    return next((each for each in reversed(decisions_of(submission)) if each.is_final), None)
