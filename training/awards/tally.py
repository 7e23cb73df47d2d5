"""How items are sorted into those that count, those that wait and those that do not, and how a number is told."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from training.awards.practice_file import PracticeFile
from training.practice import ledger
from training.practice.ledger import Cause, Meeting, Reason, Standing


class Exclusion(StrEnum):
    """Why an item that stands does not count towards one requirement."""

    attended_too_little = "attended_too_little"
    no_observer = "no_observer"
    too_short = "too_short"
    role_not_counted = "role_not_counted"
    too_old = "too_old"
    observer_not_approved = "observer_not_approved"
    not_yet_satisfactory = "not_yet_satisfactory"
    format_not_counted = "format_not_counted"
    not_ready = "not_ready"
    not_accepted = "not_accepted"
    too_few_words = "too_few_words"
    too_many_words = "too_many_words"
    too_few_linked = "too_few_linked"
    linked_not_confirmed = "linked_not_confirmed"
    meeting_already_used = "meeting_already_used"
    no_diary_entry = "no_diary_entry"


@dataclass(frozen=True, slots=True)
class Part:
    """One number that a requirement asks for, named by the parameter that asks.

    `pending` is what items waiting for a confirmation or signature would add. `unit` is a plural noun.
    """

    parameter: str
    have: int
    need: int
    unit: str
    pending: int = 0

    @property
    def met(self) -> bool:
        """Whether there is enough without what is pending."""
        return self.have >= self.need

    @property
    def missing(self) -> int:
        """How much more is needed, 0 when met."""
        return max(0, self.need - self.have)


class _Item(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Item)
Given = Mapping[str, Any]
Tally = tuple[Sequence[Part], Iterable[str], Iterable[Reason]]


@dataclass(slots=True)
class Sorted(Generic[T]):
    """Items sorted into those that count, those that wait, and the reasons for the rest."""

    counted: list[T] = field(default_factory=list)
    waiting: list[T] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        """Of the items that count."""
        return [item.id for item in self.counted]

    def part(self, parameter: str, need: int, unit: str, measure: Callable[[Sequence[T]], int]) -> Part:
        """The number that `measure` makes of the items that count, and of the waiting ones with them."""
        have = measure(self.counted)
        return Part(parameter, have, need, unit, pending=max(0, measure([*self.counted, *self.waiting]) - have))


def sort_out(items: Iterable[T], standing_of: Callable[[T], Standing]) -> Sorted[T]:
    """Ask each item where it stands, in the order given; every item that does not count leaves its reason."""
    found: Sorted[T] = Sorted()
    for item in items:
        standing = standing_of(item)
        if standing.counts:
            found.counted.append(item)
        elif standing.waiting:
            found.waiting.append(item)
        if standing.cause is not None:
            found.reasons.append(Reason(standing.cause, standing.values, item.id, standing.waiting))
        if standing.previously_used:
            found.reasons.append(Reason(Cause.previously_used, {"awards": standing.previously_used}, item.id))
    return found


def standing_of_state(state: str) -> Standing:
    """Of a record that only needs confirming: a practice turn, a practice set meeting."""
    if state in (ledger.RecordState.confirmed, ledger.RecordState.counted):
        return Standing()
    if state == ledger.RecordState.logged:
        return Standing(Cause.not_confirmed, waiting=True)
    return Standing(Cause(state))


def facilitated(given: Given, file: PracticeFile) -> Sorted[Meeting]:
    """Meetings in the roles asked for that stand, oldest first; each record counts once (invariant 10)."""
    seen: set[str] = set()
    demoted: list[Reason] = []

    def standing_of(meeting: Meeting) -> Standing:
        if meeting.id in seen:
            return Standing(Cause.counted_once)
        seen.add(meeting.id)
        role = ledger.effective_role(meeting)
        if role != meeting.role:
            demoted.append(Reason(Cause.two_leads, {}, meeting.id))
        if role not in given["roles"]:
            return Standing(Exclusion.role_not_counted, {"role": str(role)})
        return file.standing_of(meeting)

    found = sort_out(sorted(file.meetings, key=lambda meeting: (meeting.starts_at, meeting.id)), standing_of)
    found.reasons += demoted
    return found
