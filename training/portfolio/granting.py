"""One attempt beyond those of the award: allowed, and signed, by the lead quality assurer (invariant 19)."""

from flask_babel import gettext as _

from core import clock, history
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from people.factors.proof import Proof
from people.models import Person, Role
from people.policy import holds
from people.signatures import services as signatures
from training.portfolio import letters, queries, signed
from training.portfolio.models import AttemptGrant, Submission
from training.portfolio.policy import is_at_last_attempt
from training.portfolio.submissions import REASON_LENGTH, send_by_after


def grant_attempt(
    submission: Submission,
    *,
    reason: str,
    shown_hash: str | None = None,
    proved_by: Proof = Proof.password,
    by: Person,
) -> AttemptGrant:
    """Allow one attempt beyond those of the award, after `submission` was referred.

    Only a lead IQA, only where the award provides for it, with a reason. Raises NotAllowed, MovedOn, RuleBroken.
    """
    rules = submission.enrolment.award_version.assessment_rules
    if not holds(by, Role.lead_iqa):
        raise NotAllowed(_("Only the lead quality assurer can allow another attempt."))
    if by.id == submission.enrolment.person_id:
        raise NotAllowed(_("This is your own work."))
    if rules.get("exceptional_third_attempt") != Role.lead_iqa.value:
        raise RuleBroken(_("This award allows no further attempt."))
    latest = queries.latest_submission(submission.enrolment, submission.unit)
    if latest is not submission or not is_at_last_attempt(submission):
        raise MovedOn(_("Another attempt is not needed, or was used already."))
    attempt = submission.attempt + 1
    if queries.attempt_grant(submission.enrolment, submission.unit, attempt):
        raise MovedOn(_("Attempt %(number)s was allowed already.", number=attempt))
    signatures.refuse_if_other(signed.asked(submission), shown_hash)
    if len(reason := reason.strip()) < REASON_LENGTH:
        raise RuleBroken(_("Give the reason in a sentence."), "reason")
    signature = signatures.sign(
        submission,
        signed.ATTEMPT_GRANTED,
        signed.content_of(submission, attempt, reason),
        statement=signed.statement(submission, by=by),
        signed_as=signed.signed_as(by),
        proved_by=proved_by,
        by=by,
    )
    grant = AttemptGrant(
        enrolment_id=submission.enrolment_id,
        unit_id=submission.unit_id,
        attempt=attempt,
        reason=reason,
        granted_by_id=by.id,
        granted_at=signature.signed_at,
        signature=signature,
    )
    db.session.add(grant)
    submission.send_by = send_by_after(submission, clock.today(), granted=True)
    db.session.flush()
    history.record(submission, "attempt_granted", by=by, result=submission.state, attempt=attempt)
    letters.say_an_attempt_is_allowed(submission)
    return grant
