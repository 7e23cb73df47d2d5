"""Mails about attempts. They name the unit and a page, never what was decided or why."""

from flask_babel import gettext as _

from assessments.attempts.models import MoreTime
from core import mail
from core.filters import day
from training.practice.addresses import address_of


def say_there_is_more_time(given: MoreTime) -> None:
    """To the trainee: another day holds for a unit."""
    unit = given.submission.unit
    mail.write(
        given.submission.enrolment.person.email,
        _("A later day for %(unit)s: %(day)s", unit=unit.code, day=day(given.send_by)),
        "more_time",
        unit=unit.code,
        until=given.send_by,
        url=address_of("portfolio.unit", public_id=unit.public_id),
    )
