"""What an observer looks at in a meeting, and the scale they rate it on. Codes are stored, words are shown.

The scale has the four steps of the Association of Facilitators' FACETS (domain §2.4); the wording is our own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l


class Rating(StrEnum):
    """How far the behaviour was there, least first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


RATINGS: dict[Rating, Any] = {
    Rating.A: _l("To develop"),
    Rating.B: _l("With support"),
    Rating.C: _l("Mostly"),
    Rating.D: _l("Throughout"),
}

BEHAVIOURS: dict[str, Any] = {
    "contracting": _l("Opens the meeting and agrees how the set will work"),
    "space": _l("Holds the space, and shares out the time"),
    "questions": _l("Asks open questions and leaves advice out"),
    "listening": _l("Listens, and lets silence work"),
    "method": _l("Fits the method and the pace to what the set needs"),
    "difference": _l("Works with difference and challenge"),
    "action": _l("Brings each turn to action and review"),
    "ethics": _l("Keeps confidentiality and the limits of the role"),
}

GOOD = {Rating.C, Rating.D}
GOOD_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Doubt:
    """What speaks against calling an observation satisfactory: behaviours rated A, or too few rated C or D."""

    to_develop: int
    good: int


def doubt(ratings: Mapping[str, str]) -> Doubt | None:
    """What speaks against "satisfactory"; None when nothing does.

    At least two behaviours at C or D and none at A: illustrative [I], programmes row 12.
    """
    to_develop = sum(rating == Rating.A for rating in ratings.values())
    good = sum(rating in GOOD for rating in ratings.values())
    return Doubt(to_develop, good) if to_develop or good < GOOD_NEEDED else None
