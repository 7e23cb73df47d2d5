"""What an award requires beside its criteria, and whether a trainee has it: fourteen types, one function each.

Pure rules over plain facts. What each type counts is said where it is counted: time and meetings in
`practice_counts`, observation, supervision and writing in `reflection_counts`. All sums are exact.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from training.awards.parameters import PARAMETERS, UnknownRequirement, with_defaults
from training.awards.practice_counts import (
    distinct_sets,
    facilitated_meetings,
    facilitated_minutes,
    months_before,
    practice_sets,
    practice_turns,
    recent_minutes,
    span_days,
    taught_days,
)
from training.awards.practice_file import (
    Account,
    DiaryEntry,
    Feedback,
    PracticeFile,
    PracticeSetMeeting,
    PracticeTurn,
    TaughtDay,
)
from training.awards.reflection_counts import (
    learning_diary,
    member_feedback,
    observed_practice,
    reflective_accounts,
    supervision_minutes,
    supervision_ratio,
    word_range,
)
from training.awards.tally import Exclusion, Given, Part, Tally
from training.practice.ledger import Reason

__all__ = [
    "COUNTS",
    "PARAMETERS",
    "Account",
    "DiaryEntry",
    "Exclusion",
    "Feedback",
    "Finding",
    "Part",
    "PracticeFile",
    "PracticeSetMeeting",
    "PracticeTurn",
    "Reason",
    "Requirement",
    "TaughtDay",
    "UnknownRequirement",
    "evaluate",
    "evaluate_all",
    "months_before",
    "word_range",
]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One countable condition of an award, such as `R3`, `facilitated_minutes`, `{"min": 1080, …}`."""

    id: str
    type: str
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Requirement":
        """From one row of an award file; what the row says of its source is no parameter."""
        parameters = {name: value for name, value in row.items() if name not in ("id", "type", "source")}
        return cls(str(row["id"]), str(row["type"]), parameters)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one requirement found. `parts[0]` is its main number; it is met when every part is.

    `reasons` holds what is short (the parameter's name, `item_id` None) and what did not count and why (`item_id`).
    """

    requirement: Requirement
    parts: tuple[Part, ...]
    counted_ids: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    shown: bool = True

    @property
    def met(self) -> bool:
        """Whether the requirement is met."""
        return all(part.met for part in self.parts)

    @property
    def headline(self) -> Part:
        """The number to show: the main one, or the one that holds the requirement back when the main one is met."""
        return next((part for part in self.parts if not part.met), self.parts[0])

    @property
    def have(self) -> int:
        """The main number reached."""
        return self.parts[0].have

    @property
    def need(self) -> int:
        """The main number asked for."""
        return self.parts[0].need

    @property
    def pending(self) -> int:
        """What waiting items would add to the main number."""
        return self.parts[0].pending

    @property
    def unit(self) -> str:
        """The unit of the main number."""
        return self.parts[0].unit

    @property
    def not_counted(self) -> tuple[Reason, ...]:
        """The reasons that are about one item each."""
        return tuple(reason for reason in self.reasons if reason.item_id is not None)

    def part(self, parameter: str) -> Part:
        """The number that a parameter asks for; `KeyError` when it asks for none."""
        for part in self.parts:
            if part.parameter == parameter:
                return part
        raise KeyError(parameter)


def evaluate(requirement: Requirement, practice_file: PracticeFile) -> Finding:
    """What is there, what is needed, what counted and what did not. A main number of 0 is always met and not shown.

    Raises `UnknownRequirement` for a type or a parameter's absence that no award check would let through.
    """
    given = with_defaults(requirement.type, requirement.parameters)
    parts, counted_ids, reasons = COUNTS[requirement.type](given, practice_file)
    shown = parts[0].need > 0
    if not shown:
        parts = parts[:1]
    short = [
        Reason(part.parameter, {"have": part.have, "need": part.need, "unit": part.unit})
        for part in parts
        if not part.met
    ]
    return Finding(requirement, tuple(parts), tuple(counted_ids), (*short, *reasons), shown)


def evaluate_all(requirements: Iterable[Requirement], practice_file: PracticeFile) -> list[Finding]:
    """One finding for each requirement, in their order."""
    return [evaluate(requirement, practice_file) for requirement in requirements]


COUNTS: dict[str, Callable[[Given, PracticeFile], Tally]] = {
    "taught_days": taught_days,
    "practice_turns": practice_turns,
    "practice_sets": practice_sets,
    "facilitated_meetings": facilitated_meetings,
    "facilitated_minutes": facilitated_minutes,
    "distinct_sets": distinct_sets,
    "span_days": span_days,
    "recent_minutes": recent_minutes,
    "observed_practice": observed_practice,
    "supervision_minutes": supervision_minutes,
    "supervision_ratio": supervision_ratio,
    "reflective_accounts": reflective_accounts,
    "member_feedback": member_feedback,
    "learning_diary": learning_diary,
}
