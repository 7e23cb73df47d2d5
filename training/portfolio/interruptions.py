"""What interrupts: an appeal stops the clock, upheld it gives the unit to another assessor; a case may make it void."""

from datetime import date

from core import history
from core.db import db
from people.models import Person
from training.portfolio.models import Submission
from training.portfolio.submissions import check_assessor, forget_criteria, move, release_evidence
from training.portfolio.workflow import EvidenceAction, SubmissionAction


def give_to_another(submission: Submission, assessor: Person, *, due_on: date, by: Person) -> Submission:
    """Let somebody else assess a unit from here on; the centre's statement on it stays as it was signed.

    The rules of an allocation hold: a conflict of interest that is open or blocked stops it, a managed one is kept on
    the submission (invariant 22). Raises RuleBroken.
    """
    managed, before = check_assessor(submission, assessor, due_on), submission.assessor
    submission.assessor, submission.due_on = assessor, due_on
    submission.managed_conflict = submission.managed_conflict or managed
    db.session.flush()
    history.record(
        submission,
        "reallocated",
        by=by,
        result=submission.state,
        reason="appeal",
        from_id=before.id if before else None,
        from_name=before.full_name if before else "",
        to_id=assessor.id,
        to_name=assessor.full_name,
        due_on=due_on.isoformat(),
    )
    return submission


def let_stand(submission: Submission, *, send_by: date | None, by: Person | None) -> Submission:
    """Let the decision stand that an appeal was about; a referred unit then comes back by `send_by`."""
    before, later = submission.send_by, {}
    if send_by and send_by != before:
        later = {"until": send_by.isoformat()}
        if before and submission.counts_from:
            submission.counts_from += send_by - before
    submission.send_by = send_by
    move(submission, SubmissionAction.dismiss, by=by, **later)
    return submission


def make_void(submission: Submission, *, attempt_used: bool, by: Person) -> Submission:
    """End a paused attempt without a decision on it. Criteria met in earlier attempts stay met.

    What an earlier decision on this attempt found, which was being made again, counts no more. Where the attempt is not
    used, its evidence is open again; where it is, that evidence was not accepted.
    """
    forget_criteria(submission)
    move(submission, SubmissionAction.void if attempt_used else SubmissionAction.void_unused, by=by)
    release_evidence(submission, EvidenceAction.not_accept if attempt_used else EvidenceAction.unlock, by=by)
    return submission
