"""What a certificate says it took, and what kind of award it is, from the award as it was on the day of issue."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


class Counted(Protocol):
    """A requirement: its type and parameters."""

    @property
    def type(self) -> str: ...

    @property
    def parameters(self) -> Mapping[str, Any]: ...


def in_words(number: int) -> str:
    """3 as "three"; figures from 13 on."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def counted(number: int, one: str, many: str) -> str:
    """ "one taught day", "three taught days"; nothing for 0."""
    return f"{in_words(number)} {one if number == 1 else many}" if number else ""


def lasting(minutes: int, what: str) -> str:
    """ "two hours of supervision"; minutes when it is no whole number of hours."""
    hours, rest = divmod(minutes, 60)
    length = counted(minutes, "minute", "minutes") if rest else counted(hours, "hour", "hours")
    return f"{length} of {what}" if length else ""


# What a reader of a certificate wants to know of a requirement. Those that only say how (spread, ratio, recency) stay
# in the award.
PHRASES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "taught_days": lambda asked: counted(asked["min"], "taught day", "taught days"),
    "practice_turns": lambda asked: counted(asked["min"], "practice turn", "practice turns"),
    "practice_sets": lambda asked: counted(asked["min"], "practice set", "practice sets"),
    "facilitated_meetings": lambda asked: counted(asked["min"], "set meeting facilitated", "set meetings facilitated"),
    "facilitated_minutes": lambda asked: lasting(asked["min"], "facilitation"),
    "observed_practice": lambda asked: counted(
        asked.get("min_satisfactory", 0), "meeting observed as satisfactory", "meetings observed as satisfactory"
    ),
    "supervision_minutes": lambda asked: lasting(asked["min"], "supervision"),
    "reflective_accounts": lambda asked: counted(asked["min"], "reflective account", "reflective accounts"),
}


def what_it_took(requirements: Iterable[Counted]) -> str:
    """One sentence: "Three taught days, four practice sets … and two hours of supervision." Empty if nothing counts."""
    phrases = [
        phrase
        for requirement in requirements
        if requirement.type in PHRASES and (phrase := PHRASES[requirement.type](requirement.parameters))
    ]
    if not phrases:
        return ""
    listed = phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} and {phrases[-1]}"
    return f"{listed[0].upper()}{listed[1:]}."


def kind_of_award(
    *, regulated: bool, tqt_hours: int, credits: int | None, units: int, awarding_organisation: str
) -> str:
    """The kind, so that nobody takes one for the other (ux §12): regulated with units and credit, or recognised."""
    if not regulated:
        return (
            f"A recognised programme of {tqt_hours} hours of learning. "
            "It is not a regulated qualification and carries no credit."
        )
    size = f"{counted(units, 'unit', 'units')}, {credits} credits" if credits else counted(units, "unit", "units")
    return f"A qualification of {awarding_organisation}: {size}, {tqt_hours} hours of learning."
