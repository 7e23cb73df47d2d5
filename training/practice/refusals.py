"""Why a meeting cannot be logged as it is written, in words, and the form field that each is about."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from core.filters import minutes
from training.practice.ledger import Fault

Words = Callable[[Mapping[str, Any]], str]

FAULTS: dict[Fault, tuple[str, Words]] = {
    Fault.ends_before_start: ("ends", lambda values: _("End time must be after the start time")),
    Fault.breaks_too_long: (
        "break_minutes",
        lambda values: _(
            "Breaks must be shorter than the meeting, which took %(time)s", time=minutes(values["minutes"])
        ),
    ),
    Fault.in_future: ("held_on", lambda values: _("Log a meeting once it has ended")),
    Fault.too_long: (
        "ends",
        lambda values: _("A meeting takes %(limit)s at most, without breaks", limit=minutes(values["limit"])),
    ),
    Fault.overlaps: (
        "starts",
        lambda values: _("You have logged a meeting of %(name)s at that time", name=values["learning_set"]),
    ),
}
