"""Progress reviews at every state."""

from datetime import timedelta
from typing import Any

from core.db import db
from people.models import Person
from tests import london
from tests.factories import sharing
from training.enrolments.models import Enrolment
from training.reviews import services
from training.reviews.models import CounterpartKind, Figure, Part, ProgressReview
from training.reviews.services import Agreed, Third

MINE = "Rhubarb: I speak less and ask more."
THEIRS = "Tamarind: silence is held well now."
THIRD = "Saffron: I free every second Thursday."
MANAGER = Third(CounterpartKind.line_manager, "Morag Ellwood", "morag@work.example.org")

place = sharing.place


def reviewer(row: Enrolment) -> Person:
    """The tutor of a trainee, who holds the reviews."""
    return sharing.staff(row, "tutor")


def agreed(what: str = "Ask for a second set.", days: int = 30) -> Agreed:
    """One thing that the trainee does."""
    return Agreed(what, Part.trainee, london.today() + timedelta(days=days))


def planned(row: Enrolment | None = None, *, days: int = 7, third: Third = MANAGER) -> ProgressReview:
    """A review in a week."""
    row = row or place()
    return services.plan(row, london.today() + timedelta(days=days), third, by=reviewer(row))


def preparing(row: Enrolment | None = None, **fields: Any) -> ProgressReview:
    """A review that was begun."""
    review = planned(row, **fields)
    services.begin(review, by=review.reviewer)
    return review


def written(row: Enrolment | None = None, **fields: Any) -> ProgressReview:
    """A review with two parts and one action."""
    review = preparing(row, **fields)
    services.write(review, MINE, [agreed()], version=review.version, by=review.enrolment.person)
    services.write(review, THEIRS, [agreed()], version=review.version, by=review.reviewer)
    return review


def shared(
    row: Enrolment | None = None, *, shows: tuple[Figure, ...] = (), **fields: Any
) -> tuple[ProgressReview, str]:
    """A review that its trainee shared, and the path of the link."""
    review = written(row, **fields)
    third = Third(review.counterpart_kind, review.counterpart_name, review.counterpart_email)
    token = services.share(review, third, shows or tuple(Figure), by=review.enrolment.person)
    return review, f"/review/{token}"


def to_sign(row: Enrolment | None = None, **fields: Any) -> ProgressReview:
    """A review that the line manager signed."""
    review, _path = shared(row, **fields)
    services.answer(review, THIRD, review.counterpart_name, by=None)
    return review


def signed(row: Enrolment | None = None, **fields: Any) -> ProgressReview:
    """A review with three signatures."""
    review = to_sign(row, **fields)
    for person in (review.enrolment.person, review.reviewer):
        services.sign(review, by=person)
    db.session.refresh(review)
    return review
