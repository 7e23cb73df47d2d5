"""What an adjustment may consist of, and by when special consideration is asked for: the rule, in plain Python.

Only how evidence is given, or when, can be named (invariant 23): there is nothing here that reaches a criterion.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from training.allowances.effects import MOST_DAYS

LEAST_WORDS = 20
"""The fewest characters of a sentence that others act on, or that gives a reason."""

LONGEST_NEED_TO_DO = 500
LONGEST_WORDS = 4000


class Basis(StrEnum):
    """Before the assessment, for a lasting disadvantage; or after, for a temporary event (domain §2.2)."""

    reasonable_adjustment = "reasonable_adjustment"
    special_consideration = "special_consideration"


class Kind(StrEnum):
    """What is asked for."""

    more_time = "more_time"
    other_format = "other_format"
    reader_or_scribe = "reader_or_scribe"
    breaks = "breaks"
    assistive_technology = "assistive_technology"
    later_date = "later_date"
    attempt_not_counted = "attempt_not_counted"
    other = "other"


KINDS: dict[Basis, tuple[Kind, ...]] = {
    Basis.reasonable_adjustment: (
        Kind.more_time,
        Kind.other_format,
        Kind.reader_or_scribe,
        Kind.breaks,
        Kind.assistive_technology,
        Kind.other,
    ),
    Basis.special_consideration: (Kind.later_date, Kind.attempt_not_counted, Kind.other),
}


class Gap(StrEnum):
    """What is wrong with terms, by the field that it stands beside."""

    need_to_do = "need_to_do"
    starts_on = "starts_on"
    ends_on = "ends_on"
    extra_days = "extra_days"
    due_on = "due_on"
    accepts = "accepts"
    one_unit = "one_unit"


@dataclass(frozen=True, slots=True)
class Terms:
    """What was decided: the sentence that others read, the days it holds, the units it is about, and what it moves.

    `units` are codes; none: all. `uncounted` is the number of an attempt that does not count.
    """

    need_to_do: str
    starts_on: date
    ends_on: date | None = None
    units: tuple[str, ...] = ()
    extra_days: int = 0
    due_on: date | None = None
    instead_of: str | None = None
    accepts: str | None = None
    uncounted: int | None = None
    tells_sets: bool = False


def gap_in(terms: Terms, kind: Kind, *, today: date) -> Gap | None:
    """The first thing that is wrong with what somebody is about to decide; None when it can be decided."""
    if len(terms.need_to_do.strip()) < LEAST_WORDS:
        return Gap.need_to_do
    if terms.ends_on is not None and terms.ends_on < terms.starts_on:
        return Gap.starts_on
    if terms.ends_on is not None and terms.ends_on < today:
        return Gap.ends_on
    needs_days = kind is Kind.more_time and not terms.due_on
    if not (1 if needs_days else 0) <= terms.extra_days <= MOST_DAYS:
        return Gap.extra_days
    if (kind is Kind.later_date and terms.due_on is None) or (terms.due_on is not None and terms.due_on < today):
        return Gap.due_on
    if (terms.instead_of is None) != (terms.accepts is None) or (
        terms.accepts is not None and terms.accepts == terms.instead_of
    ):
        return Gap.accepts
    moves_one = kind is Kind.attempt_not_counted or terms.due_on is not None
    return Gap.one_unit if moves_one and len(terms.units) != 1 else None


def last_day_to_ask(happened_on: date, days: int) -> date:
    """The last day on which special consideration is asked for after a temporary event, within so many days."""
    return happened_on + timedelta(days=days)


def in_time(happened_on: date, asked_on: date, days: int) -> bool:
    """Whether special consideration is asked for in time: after the event, and on its last day at the latest."""
    return happened_on <= asked_on <= last_day_to_ask(happened_on, days)
