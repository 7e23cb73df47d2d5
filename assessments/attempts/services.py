"""What happens to the day by which a referred unit comes back."""

from datetime import date

from flask_babel import gettext as _

from assessments.attempts import letters, policy, queries, signed
from assessments.attempts.models import MoreTime
from core import clock, history
from core.db import db
from core.errors import MovedOn, RuleBroken
from core.policy import require
from people.factors.proof import Proof
from people.models import Person
from people.signatures import services as signatures
from training.portfolio.models import Submission
from training.portfolio.submissions import REASON_LENGTH


def give_more_time(
    submission: Submission,
    *,
    until: date,
    reason: str,
    shown_hash: str | None = None,
    proved_by: Proof = Proof.password,
    by: Person,
) -> MoreTime:
    """Put off the day by which a referred unit comes back, and sign it; the trainee is told by mail.

    Nothing of the unit changes: no attempt is used, and what was met stays met. Raises NotAllowed, MovedOn, RuleBroken.
    """
    require(policy.can_give_more_time(by, submission), _("Only the lead quality assurer can."))
    if not queries.waits_for_trainee(submission):
        raise MovedOn(_("This unit does not wait for its trainee any more."))
    signatures.refuse_if_other(signed.asked(submission, submission.send_by), shown_hash)
    if until < clock.today(by.zone) or (submission.send_by is not None and until <= submission.send_by):
        raise RuleBroken(_("Choose a day that is still to come, and later than the one that holds now."), "until")
    if len(reason := reason.strip()) < REASON_LENGTH:
        raise RuleBroken(_("Give the reason in a sentence."), "reason")
    signature = signatures.sign(
        submission,
        signed.MORE_TIME,
        signed.content_of(submission, submission.send_by, until, reason),
        statement=signed.statement(submission, by=by),
        signed_as=signed.signed_as(by),
        proved_by=proved_by,
        by=by,
    )
    row = MoreTime(
        submission=submission,
        was=submission.send_by,
        send_by=until,
        reason=reason,
        given_by=by,
        given_at=signature.signed_at,
        signature=signature,
    )
    db.session.add(row)
    submission.send_by = until
    db.session.flush()
    history.record(submission, "more_time_given", by=by, result=submission.state, until=until.isoformat())
    letters.say_there_is_more_time(row)
    return row
