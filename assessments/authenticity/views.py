"""The page of shared passages: two accounts side by side."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload, selectinload

from assessments.authenticity import document, policy
from assessments.grading.models import UnitDecision
from assessments.grading.policy import can_mark, can_read_files
from assessments.grading.reading import READ_AS_ASSESSOR, READ_AS_COUNTERSIGNER
from assessments.iqa import reading
from assessments.iqa.models import IqaSample
from assessments.iqa.policy import visit_for
from core import clock, history
from core.policy import allows
from people.models import Person
from training.enrolments.models import Enrolment
from training.portfolio.models import Submission
from training.similarity import queries

blueprint = Blueprint("authenticity", __name__)

READ_AS_LEAD = "lead quality assurer of the centre"

WITH_ACCOUNTS = (
    joinedload(Submission.enrolment).options(joinedload(Enrolment.person), joinedload(Enrolment.award_version)),
    joinedload(Submission.unit),
    selectinload(Submission.items),
    selectinload(Submission.decisions).selectinload(UnitDecision.samples),  # type: ignore[attr-defined]
)


@blueprint.get("/marking/<uuid:public_id>/passages")
@allows(policy.can_compare, Submission, load=WITH_ACCOUNTS)
def passages(submission: Submission) -> ResponseReturnValue:
    """What the accounts of a submission share with others of the centre, as of now. Each read is logged."""
    compared = queries.compared(submission)
    sample = policy.sample_read_by(g.person, submission)
    marks = bool(can_mark(g.person, submission))
    page = render_template(
        "assessments/authenticity/passages.html",
        submission=submission,
        accounts=document.accounts(compared, names=policy.reads_names(g.person)),
        checked_on=clock.now(),
        marks=marks,
        sample=None if marks else sample,
    )
    reason = _reason(g.person, submission, sample)
    of_other = reason if reason.startswith("visit ") else f"passages shared with {submission.public_id}: {reason}"
    others = {each.submission_id: of_other for row in compared for each in row.likenesses}
    history.note_reads(Submission.__tablename__, others | {submission.id: reason}, by=g.person)
    return page


def _reason(person: Person, submission: Submission, sample: IqaSample | None) -> str:
    """What entitles to read the work: being its assessor or countersigner, a sample or a visit, leading."""
    if can_read_files(person, submission):
        return READ_AS_ASSESSOR if submission.assessor_id == person.id else READ_AS_COUNTERSIGNER
    if sample is not None:
        return reading.reason_of(sample, visit_for(person, sample))
    return READ_AS_LEAD
