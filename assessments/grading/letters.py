"""The mail about a decision. It says that there is one and where to read it, never what it is."""

from flask_babel import gettext as _

from assessments.grading.models import UnitDecision
from core import mail
from core.filters import day
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
