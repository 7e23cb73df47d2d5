"""How often drafts are read before a unit is sent, and what stands in the way: the rule, in plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Taken:
    """One review of an attempt. `is_open`: asked for or being read; `was_begun`: somebody began to read."""

    is_open: bool
    was_begun: bool


class Obstacle(StrEnum):
    """Why no review can be asked for now."""

    with_assessor = "with_assessor"
    passed = "passed"
    under_way = "under_way"
    none_given = "none_given"
    none_left = "none_left"
    nobody = "nobody"
    nothing_written = "nothing_written"


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What is known when a trainee asks. `pieces` are those of the unit that have a text and are not sent."""

    allowed: int
    taken: tuple[Taken, ...] = ()
    pieces: int = 1
    has_reader: bool = True
    is_with_assessor: bool = False
    is_passed: bool = False


def left(allowed: int, taken: Iterable[Taken]) -> int:
    """How many reviews an attempt still has. One that ended before anybody began to read is given back."""
    return max(0, allowed - sum(each.is_open or each.was_begun for each in taken))


def obstacle(facts: ReviewFacts) -> Obstacle | None:
    """What stands in the way of asking, the most final first; None when nothing does."""
    found = {
        Obstacle.passed: facts.is_passed,
        Obstacle.with_assessor: facts.is_with_assessor,
        Obstacle.under_way: any(each.is_open for each in facts.taken),
        Obstacle.none_given: facts.allowed == 0,
        Obstacle.none_left: left(facts.allowed, facts.taken) == 0,
        Obstacle.nobody: not facts.has_reader,
        Obstacle.nothing_written: facts.pieces == 0,
    }
    return next((each for each, stands in found.items() if stands), None)
