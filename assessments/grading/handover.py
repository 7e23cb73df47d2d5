"""A mark sheet that ends without a decision: another assessor takes over, or the attempt is void. It is kept."""

from datetime import date

from flask_babel import gettext as _
from sqlalchemy import or_, select

from assessments.comments import services as comments
from assessments.grading.models import Countersignature, MarkSheet, UnitDecision
from assessments.iqa.models import IqaSample, SampleJudgement, SampleState
from core import clock, history
from core.db import db
from core.errors import RuleBroken
from people.models import Person
from training.portfolio import services as portfolio
from training.portfolio.allocation import ReallocationReason
from training.portfolio.models import Submission


def hand_over(
    submission: Submission,
    to: Person,
    *,
    reason: ReallocationReason,
    with_draft: bool = False,
    due_on: date,
    by: Person,
) -> Submission:
    """Give a unit from its assessor to another one. Decisions that were given stay, with their mark sheets.

    The open mark sheet is closed without a decision and stays with whoever wrote it; `with_draft` lets the new assessor
    begin with what it holds. Raises RuleBroken, and MovedOn where a decision waits for a countersignature.
    """
    if to.id in judges_of([submission]).get(submission.id, set()):
        text = _("%(name)s has checked or countersigned a decision on this unit.", name=to.full_name)
        raise RuleBroken(text, "assessor")
    portfolio.reallocate(submission, to, reason=reason, due_on=due_on, by=by)
    sheet = _open_sheet(submission)
    if sheet is not None:
        sheet.closed_at, sheet.handed_over, sheet.draft_passed_on = clock.now(), True, with_draft
        db.session.flush()
        history.record(sheet, "handed_over", by=by, result=submission.state, with_draft=with_draft)
    return submission


def close_void(submission: Submission, *, by: Person) -> None:
    """Close the mark sheet of an attempt that was made void, if one is open; nothing is decided on it any more."""
    sheet = _open_sheet(submission)
    if sheet is None:
        return
    sheet.closed_at, sheet.voided = clock.now(), True
    comments.close(sheet, sheet.closed_at)
    db.session.flush()
    history.record(sheet, "closed_void", by=by, result=submission.state)


def _open_sheet(submission: Submission) -> MarkSheet | None:
    query = select(MarkSheet).where(MarkSheet.submission_id == submission.id, MarkSheet.closed_at.is_(None))
    return db.session.scalar(query)


def judges_of(submissions: list[Submission]) -> dict[int, set[int]]:
    """Who checked or countersigned a decision on each submission, by its id: nobody of them decides it anew."""
    query = (
        select(UnitDecision.submission_id, Countersignature.person_id, IqaSample.iqa_id, SampleJudgement.iqa_id)
        .outerjoin(Countersignature, Countersignature.decision_id == UnitDecision.id)
        .outerjoin(IqaSample, (IqaSample.decision_id == UnitDecision.id) & (IqaSample.state != SampleState.cancelled))
        .outerjoin(SampleJudgement, SampleJudgement.decision_id == UnitDecision.id)
        .where(
            UnitDecision.submission_id.in_([each.id for each in submissions]),
            or_(Countersignature.id.is_not(None), IqaSample.iqa_id.is_not(None), SampleJudgement.id.is_not(None)),
        )
    )
    found: dict[int, set[int]] = {}
    for submission_id, *people in db.session.execute(query):
        found.setdefault(submission_id, set()).update(person for person in people if person is not None)
    return found
