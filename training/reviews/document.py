"""A review as plain values: what the trainee shares for the third party."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from training.reviews.models import Figure, ProgressReview


@dataclass(frozen=True, slots=True)
class Shared:
    """What a line manager or mentor reads: nothing else of the trainee reaches their page."""

    trainee: str
    award: str
    reviewer: str
    planned_on: date
    figures: dict[str, Any]
    trainee_text: str
    reviewer_text: str
    actions: list[dict[str, str]]


def as_shared(review: ProgressReview, shows: list[str] | None = None) -> Shared:
    """What the third party reads of a review; with `shows`, what they would read."""
    shown = review.shows if shows is None else shows
    return Shared(
        trainee=review.enrolment.person.full_name,
        award=review.enrolment.award_version.title,
        reviewer=review.reviewer.full_name,
        planned_on=review.planned_on,
        figures={each.value: review.figures[each] for each in Figure if each in shown and each in review.figures},
        trainee_text=review.trainee_text,
        reviewer_text=review.reviewer_text,
        actions=actions_of(review),
    )


def actions_of(review: ProgressReview) -> list[dict[str, str]]:
    """What was agreed, as plain values."""
    return [
        {"what": each.what, "owner": each.owner.value, "due_on": each.due_on.isoformat()} for each in review.actions
    ]
