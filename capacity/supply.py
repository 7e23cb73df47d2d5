"""Who can run sets: the states in which a person is counted. Trained is not capacity, so all are reported."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

Place = TypeVar("Place", bound=Hashable)


class State(StrEnum):
    """A count of the capacity page. A person may be in several."""

    trained = "trained"
    current = "current"
    active = "active"
    dormant = "dormant"
    in_training = "in_training"
    lapsed = "lapsed"
    due = "due"


@dataclass(frozen=True, slots=True)
class Settings:
    """Windows in days, settings of the centre; the values are illustrative (domain §7)."""

    activity_days: int = 180
    due_days: int = 90


@dataclass(frozen=True, slots=True)
class HeldAward:
    """An award that was certificated, or approved on entry, and not revoked.

    `in_date_until` is the last day of its renewal cycle; None: the award has no renewal rule, so its holder is current
    until they leave. `paused`: the holder is on leave and the clock stands.
    """

    in_date_until: date | None
    paused: bool = False

    def is_current(self, on: date) -> bool:
        """Whether the holder may run sets on that day by this award; the last day still counts."""
        return not self.paused and (self.in_date_until is None or on <= self.in_date_until)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What decides one person's states. `facilitated_on`: days of confirmed meetings as lead or co-facilitator."""

    awards: tuple[HeldAward, ...] = ()
    is_trainee: bool = False
    has_left: bool = False
    facilitated_on: tuple[date, ...] = ()


def states(person: PersonFacts, today: date, settings: Settings = Settings()) -> frozenset[State]:
    """The states in which a person is counted today.

    trained: ever certificated and not left. current: an award in date. active: current, with a confirmed meeting as
    lead or co in the last `activity_days`, today and the first day of the window included. dormant: current, not
    active. due: current, and the last award goes out of date within `due_days`; somebody due still holds an award in
    date and stays in `current`, so that their name does not drop off the list of current facilitators before the award
    does. lapsed: trained, none in date, none paused. Paused holders are in `trained` alone: leave is no lapse, and a
    count of it would tell HR what it may not know. Source: domain §7, §5 Standing.
    """
    if person.has_left:
        return frozenset()
    found = {State.in_training} if person.is_trainee else set()
    if not person.awards:
        return frozenset(found)
    found.add(State.trained)
    in_date = [award for award in person.awards if award.is_current(today)]
    if in_date:
        found.add(State.current)
        opens = today - timedelta(days=settings.activity_days)
        is_active = any(opens <= day <= today for day in person.facilitated_on)
        found.add(State.active if is_active else State.dormant)
        horizon = today + timedelta(days=settings.due_days)
        if not any(award.is_current(horizon + timedelta(days=1)) for award in in_date):
            found.add(State.due)
    elif not any(award.paused for award in person.awards):
        found.add(State.lapsed)
    return frozenset(found)


def count_states(
    people: Iterable[tuple[Place, PersonFacts]],
    today: date,
    settings: Settings = Settings(),
) -> dict[State, Counter[Place]]:
    """People in each state at each place; every state is a key. Not for a page: `capacity.disclosure` comes between."""
    counts: dict[State, Counter[Place]] = {state: Counter() for state in State}
    for place, person in people:
        for state in states(person, today, settings):
            counts[state][place] += 1
    return counts
