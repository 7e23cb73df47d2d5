"""Mails about units. They name the unit and a page, never what was decided or why."""

from flask_babel import gettext as _

from core import mail
from training.portfolio.models import Submission
from training.practice.addresses import address_of


def say_an_attempt_is_allowed(submission: Submission) -> None:
    """To the trainee: the lead quality assurer allows one more attempt."""
    unit = submission.unit
    mail.write(
        submission.enrolment.person.email,
        _("One more attempt: %(unit)s", unit=unit.code),
        "attempt_allowed",
        unit=unit.code,
        url=address_of("portfolio.unit", public_id=unit.public_id),
    )
