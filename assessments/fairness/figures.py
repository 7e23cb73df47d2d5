"""How an assessor's decisions compare with those of the others: figures of one's own beside the middle of the pool.

Every assessor counts once, however many decisions they made, so that nobody stands for the pool. Small numbers are
not compared: with fewer than FEWEST_DECISIONS one's own figure says nothing, and with fewer than FEWEST_OTHERS others
the middle would be somebody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median, quantiles

FEWEST_DECISIONS = 5
FEWEST_OTHERS = 3


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: whose, how many days after the work was given to them, and what was said.

    `criteria` are those decided then, `comments` the comments on them and on words, `words` the words of all of these.
    """

    assessor: int
    days: float
    referred: bool
    criteria: int
    comments: int
    words: int


class Measure(StrEnum):
    """What is compared."""

    days = "days"  # the median of the days to a decision
    referrals = "referrals"  # referred of a hundred decisions
    comments = "comments"  # comments for each criterion decided
    words = "words"  # words of comments for each criterion decided


class Stands(StrEnum):
    """Where one's own figure lies: within the middle half of the others, or outside it."""

    below = "below"
    within = "within"
    above = "above"


@dataclass(frozen=True, slots=True)
class Figure:
    """One's own figure and the quartiles of the others'. All of them are None where there is too little to compare."""

    measure: Measure
    own: float | None = None
    lower: float | None = None
    middle: float | None = None
    upper: float | None = None

    @property
    def is_shown(self) -> bool:
        """Whether there is enough to compare."""
        return self.own is not None

    @property
    def stands(self) -> Stands | None:
        """Where one's own figure lies; None where nothing is compared."""
        if self.own is None or self.lower is None or self.upper is None:
            return None
        if self.own < self.lower:
            return Stands.below
        return Stands.above if self.own > self.upper else Stands.within


def figure_of(measure: Measure, decisions: Sequence[Decided]) -> float:
    """A figure of one assessor's decisions, of which there is at least one."""
    if measure is Measure.days:
        return median(each.days for each in decisions)
    if measure is Measure.referrals:
        return 100 * fmean(each.referred for each in decisions)
    criteria = sum(each.criteria for each in decisions) or 1
    said = sum(each.comments if measure is Measure.comments else each.words for each in decisions)
    return said / criteria


def figures(decisions: Iterable[Decided], own: int) -> list[Figure]:
    """Each measure of the assessor `own` beside the pool of all others who decided often enough."""
    by_assessor: dict[int, list[Decided]] = {}
    for each in decisions:
        by_assessor.setdefault(each.assessor, []).append(each)
    mine = by_assessor.pop(own, [])
    pool = [made for made in by_assessor.values() if len(made) >= FEWEST_DECISIONS]
    if len(mine) < FEWEST_DECISIONS or len(pool) < FEWEST_OTHERS:
        return [Figure(measure) for measure in Measure]
    found = []
    for measure in Measure:
        lower, middle, upper = quantiles([figure_of(measure, made) for made in pool], n=4, method="inclusive")
        found.append(Figure(measure, figure_of(measure, mine), lower, middle, upper))
    return found
