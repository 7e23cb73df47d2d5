"""Mails about progress reviews. They say that one waits, where and when; never what stands in it."""

from datetime import date

from flask_babel import gettext as _

from core import mail
from core.filters import day
from people.models import Person
from training.enrolments.models import Enrolment
from training.practice.addresses import address_of
from training.reviews.models import Part, ProgressReview


def send_link(review: ProgressReview, token: str, days: int) -> None:
    """To the line manager or mentor, where the trainee gave an address."""
    trainee = review.enrolment.person
    mail.write(
        review.counterpart_email,
        _("A progress review to read and sign, %(day)s", day=day(review.planned_on)),
        "review_link",
        secret=True,
        trainee=trainee.full_name,
        centre=trainee.centre,
        days=days,
        url=address_of("reviews.link", token=token),
    )


def ask_to_sign(review: ProgressReview) -> None:
    """To those of the trainee and the reviewer who have not signed."""
    for part, person in ((Part.trainee, review.enrolment.person), (Part.reviewer, review.reviewer)):
        if review.signed_by(part) is None:
            subject = _("To sign: the progress review of %(day)s", day=day(review.planned_on))
            mail.write(person.email, subject, "review_to_sign", url=_address(review))


def remind(review: ProgressReview) -> None:
    """To both who hold it: it is soon."""
    for person in (review.enrolment.person, review.reviewer):
        subject = _("Progress review on %(day)s", day=day(review.planned_on))
        mail.write(person.email, subject, "review_soon", url=_address(review))


def ask_to_plan(enrolment: Enrolment, who: Person, due_on: date) -> None:
    """To the tutor or assessor: a review is to be planned."""
    mail.write(
        who.email,
        _("To plan: a progress review by %(day)s", day=day(due_on)),
        "review_to_plan",
        trainee=enrolment.person.full_name,
        url=address_of("reviews.plan", public_id=enrolment.public_id),
    )


def _address(review: ProgressReview) -> str:
    return address_of("reviews.review", public_id=review.public_id)
