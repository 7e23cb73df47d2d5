"""What an allowance moves: how many days, which attempts, what form of evidence. Never a criterion (invariant 23).

There is no word here for what a criterion asks, nor for whether it is met: an allowance cannot reach either.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MOST_DAYS = 365
"""The most days that one allowance can add."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One allowance, from its first day to its last (None: until further notice), for one unit or for all (None).

    `extra_days` are added to the days in which a referred unit comes back, `due_on` is a day that is given instead,
    `attempt` is one that does not count, and `accepts` is a kind of evidence taken where the award names `instead_of`.
    """

    unit: str | None
    starts_on: date
    ends_on: date | None = None
    extra_days: int = 0
    due_on: date | None = None
    attempt: int | None = None
    instead_of: str | None = None
    accepts: str | None = None


def covers(effect: Effect, unit: str) -> bool:
    """Whether an allowance is about this unit."""
    return effect.unit is None or effect.unit == unit


def holds_between(effect: Effect, first: date, last: date) -> bool:
    """Whether an allowance holds on at least one day from `first` to `last`."""
    return effect.starts_on <= last and (effect.ends_on is None or effect.ends_on >= first)


def due_day(referred_on: date, days: int, effects: Iterable[Effect], unit: str) -> date:
    """By when a unit that was referred on a day comes back, `days` after it as the award gives.

    Allowances that hold on some day until then move it: the longest addition, never the sum of several, and a day
    given instead when it is later. No allowance makes it earlier.
    """
    ordinary = referred_on + timedelta(days=days)
    held = [each for each in effects if covers(each, unit) and holds_between(each, referred_on, ordinary)]
    added = max((each.extra_days for each in held), default=0)
    given = [each.due_on for each in held if each.due_on]
    return max([ordinary + timedelta(days=added), *given])


def put_off(holds: date | None, counts_from: date, days: int, effects: Iterable[Effect], unit: str) -> date:
    """By when a referred unit comes back once something more was allowed; `holds` is the day that held until now.

    The days count from the decision, or from the later day that an appeal made of it: as many days later as it stood
    still. What was allowed comes on top of that. A later day that the lead quality assurer gave stays, and no day comes
    nearer.
    """
    allowed = due_day(counts_from, days, effects, unit)
    return max(holds, allowed) if holds else allowed


def attempts(most: int, effects: Iterable[Effect], unit: str) -> int:
    """How many attempts a trainee has at a unit: those of the award, and one more for each that does not count.

    That an attempt does not count stays so when the allowance is over.
    """
    uncounted = {each.attempt for each in effects if covers(each, unit) and each.attempt is not None}
    return most + sum(1 <= attempt <= most + len(uncounted) for attempt in uncounted)


def admits(kinds: Collection[str], kind: str, effects: Iterable[Effect], unit: str, on: date) -> bool:
    """Whether evidence of this kind may show a criterion of the unit, for which the award names `kinds`."""
    return kind in kinds or any(
        each.accepts == kind and each.instead_of in kinds
        for each in effects
        if covers(each, unit) and holds_between(each, on, on)
    )
