"""What members of a set are asked about their facilitator: five statements, each from 1 to 5. No text, no name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flask_babel import lazy_gettext as _l

STATEMENTS: dict[str, Any] = {
    "safe": _l("I could say what I wanted to say"),
    "time": _l("Time was shared out fairly"),
    "questions": _l("The questions helped us to think for ourselves"),
    "challenge": _l("We were challenged and supported in the right measure"),
    "action": _l("I left knowing what I would do next"),
}

STEPS: dict[int, Any] = {
    1: _l("Not at all"),
    2: _l("A little"),
    3: _l("Partly"),
    4: _l("Mostly"),
    5: _l("Fully"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """How one statement was answered: `counts` by step, and their mean."""

    code: str
    counts: Mapping[int, int]
    average: Fraction


@dataclass(frozen=True, slots=True)
class Results:
    """What the facilitator may see: `answers` is how many there are, `shown` how many of them the lines hold."""

    answers: int
    shown: int
    lines: tuple[Line, ...]


def results(answers: Sequence[Mapping[str, int]], *, at_least: int) -> Results:
    """Counts and averages of the answers, oldest first, in full groups of `at_least` (domain §9: from 3 answers on).

    Whole groups only: otherwise whoever looks before and after one more answer could subtract and read that answer.
    """
    shown = len(answers) // at_least * at_least
    lines = tuple(_line(code, [answer[code] for answer in answers[:shown]]) for code in STATEMENTS) if shown else ()
    return Results(len(answers), shown, lines)


def to_plain(found: Results) -> dict[str, Any]:
    """What the facilitator may see as plain values: numbers of answers, and by statement how many chose each step."""
    lines = {line.code: {str(step): number for step, number in line.counts.items()} for line in found.lines}
    return {"answers": found.answers, "shown": found.shown, "statements": lines}


def from_plain(values: Mapping[str, Any]) -> Results:
    """The results that `to_plain` gave."""
    lines = []
    for code, by_step in values["statements"].items():
        counts = {step: by_step[str(step)] for step in STEPS}
        total = sum(step * number for step, number in counts.items())
        lines.append(Line(code, counts, Fraction(total, values["shown"])))
    return Results(values["answers"], values["shown"], tuple(lines))


def _line(code: str, given: Sequence[int]) -> Line:
    return Line(code, {step: given.count(step) for step in STEPS}, Fraction(sum(given), len(given)))
