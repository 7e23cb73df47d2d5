"""The mail about a decision. It says that there is one and where to read it, never what it is."""

from flask_babel import gettext as _

from assessments.grading.models import UnitDecision
from core import mail
from core.filters import day
from training.enrolments.queries import leads_of
from training.portfolio.models import Submission
from training.practice.addresses import address_of


def say_there_is_a_decision(decision: UnitDecision) -> None:
    """To the trainee, when a decision is final."""
    submission = decision.submission
    signature = decision.countersignature
    final_at = signature.signed_at if signature else decision.decided_at
    mail.write(
        submission.enrolment.person.email,
        _("Decision on %(unit)s, %(day)s", unit=submission.unit.code, day=day(final_at)),
        "decision_given",
        unit=submission.unit.code,
        url=address_of("grading.feedback", public_id=decision.public_id),
    )


def say_decisions_differ(later: Submission) -> None:
    """To the lead quality assurers: what two attempts come to does not fit together, and one is to be decided again."""
    for person in leads_of(later.enrolment.person):
        mail.write(
            person.email,
            _("To look at: two decisions on %(unit)s", unit=later.unit.code),
            "decisions_differ",
            url=address_of("attempts.record", public_id=later.public_id),
        )
