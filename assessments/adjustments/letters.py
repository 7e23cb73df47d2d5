"""Mails about adjustments. They say that something waits or moved, and where; never what it is about."""

from flask_babel import gettext as _

from assessments.adjustments.models import Adjustment
from core import mail
from core.filters import day
from training.enrolments.queries import leads_of
from training.practice.addresses import address_of


def say_one_waits(adjustment: Adjustment) -> None:
    """To the lead quality assurers who may decide it: a request waits, without whose."""
    for person in leads_of(adjustment.enrolment.person):
        mail.write(
            person.email,
            _("To decide: a request of %(day)s", day=day(adjustment.asked_at)),
            "adjustment_waits",
            url=address_of("adjustments.to_decide"),
        )


def say_it_moved(adjustment: Adjustment) -> None:
    """To the trainee: there is an answer, or a next step."""
    mail.write(
        adjustment.enrolment.person.email,
        _("News of your request of %(day)s", day=day(adjustment.asked_at)),
        "adjustment_moved",
        url=address_of("adjustments.adjustment", public_id=adjustment.public_id),
    )
