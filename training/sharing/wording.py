"""Shares and reviews in words."""

from typing import Any

from flask_babel import lazy_gettext as _l

from training.portfolio.wording import Status
from training.sharing.models import DraftReview, ReviewState
from training.sharing.reviews import Obstacle
from training.sharing.shares import Over, Period

PARTS: dict[str, Any] = {
    "tutor": _l("your tutor"),
    "assessor": _l("your assessor"),
    "supervisor": _l("your supervisor"),
}

PERIODS: dict[Period, Any] = {
    Period.day: _l("1 day"),
    Period.week: _l("1 week"),
    Period.fortnight: _l("2 weeks"),
    Period.date: _l("Until a date"),
}

OVER: dict[Over, Any] = {
    Over.withdrawn: _l("Withdrawn"),
    Over.sent: _l("Ended: the draft was sent"),
    Over.gone: _l("Ended: the draft was withdrawn"),
    Over.run_out: _l("Ended"),
}

OBSTACLES: dict[Obstacle, Any] = {
    Obstacle.with_assessor: _l("the unit is with your assessor."),
    Obstacle.passed: _l("the unit is passed."),
    Obstacle.under_way: _l("a review is under way."),
    Obstacle.none_given: _l("this award gives no reviews of drafts."),
    Obstacle.none_left: _l("the reviews of this attempt are used up."),
    Obstacle.nobody: _l("no assessor or tutor is named for you yet. Ask your centre."),
    Obstacle.nothing_written: _l("there is no text yet that is mapped to an open criterion of this unit."),
}

STAFF: dict[ReviewState, Status] = {
    ReviewState.asked: Status("todo", _l("To read")),
    ReviewState.reading: Status("todo", _l("Being read")),
    ReviewState.returned: Status("met", _l("Returned")),
    ReviewState.withdrawn: Status("none", _l("Taken back")),
    ReviewState.ended: Status("none", _l("Sent without waiting")),
}


def review_status(review: DraftReview) -> Status:
    """What the trainee reads of a unit while somebody reads its drafts."""
    cohort = review.enrolment.cohort
    if cohort is not None and cohort.tutor_id == review.reader_id:
        return Status("wait", _l("With your tutor"))
    return Status("wait", _l("Draft with your assessor"))
