"""Progress reviews in words."""

from typing import Any

from flask_babel import lazy_gettext as _l

from training.portfolio.wording import Status
from training.reviews.models import CounterpartKind, Figure, Part, ReviewState

STATES: dict[ReviewState, Status] = {
    ReviewState.planned: Status("none", _l("Planned")),
    ReviewState.preparing: Status("todo", _l("Being written")),
    ReviewState.shared: Status("wait", _l("With line manager or mentor")),
    ReviewState.to_sign: Status("todo", _l("To sign")),
    ReviewState.signed: Status("met", _l("Signed")),
    ReviewState.cancelled: Status("none", _l("Not held")),
}

PARTS: dict[Part, Any] = {
    Part.trainee: _l("Trainee"),
    Part.reviewer: _l("Assessor or tutor"),
    Part.counterpart: _l("Line manager or mentor"),
}

COUNTERPARTS: dict[CounterpartKind, Any] = {
    CounterpartKind.line_manager: _l("Line manager"),
    CounterpartKind.mentor: _l("Mentor"),
}

FIGURES: dict[Figure, Any] = {
    Figure.units: _l("How many units are passed"),
    Figure.requirements: _l("What each requirement has and needs"),
    Figure.dates: _l("The days to come"),
}
