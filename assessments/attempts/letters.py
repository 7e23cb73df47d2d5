"""Mails about attempts. They name the unit and a page, never what was decided or why."""

from flask_babel import gettext as _

from assessments.attempts.days import Told
from assessments.attempts.models import MoreTime
from core import mail
from core.filters import day
from training.portfolio.models import Submission
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


def remind(submission: Submission, told: Told) -> None:
    """To the trainee: the day by which a unit comes back is near, or has passed."""
    unit, send_by = submission.unit, day(submission.send_by)
    subject = (
        _("Send %(unit)s again by %(day)s", unit=unit.code, day=send_by)
        if told is Told.near
        else _("The day for sending %(unit)s again has passed: %(day)s", unit=unit.code, day=send_by)
    )
    mail.write(
        submission.enrolment.person.email,
        subject,
        "send_by_near" if told is Told.near else "send_by_passed",
        unit=unit.code,
        until=submission.send_by,
        url=address_of("portfolio.unit", public_id=unit.public_id),
    )
