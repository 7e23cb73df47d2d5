"""For how long a draft is shared, and when a share is over: the rule, in plain Python."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from core import clock

LONGEST = timedelta(days=90)
"""The longest that a draft can be shared at a time."""

MOST = 10
"""How many shares of one draft can be open at a time."""

LAST_SECOND = time(23, 59, 59)


class Period(StrEnum):
    """What the author chooses from."""

    day = "day"
    week = "week"
    fortnight = "fortnight"
    date = "date"


LENGTHS = {Period.day: timedelta(days=1), Period.week: timedelta(days=7), Period.fortnight: timedelta(days=14)}


class Over(StrEnum):
    """Why a share is over."""

    withdrawn = "withdrawn"
    sent = "sent"
    gone = "gone"
    run_out = "run_out"


@dataclass(frozen=True, slots=True)
class ShareFacts:
    """What is known of a share. `is_being_written`: the piece is a draft, or ready and not sent with its unit."""

    ends_at: datetime
    withdrawn: bool = False
    sent: bool = False
    is_being_written: bool = True


def end_of(period: Period, day: date | None, *, now: datetime, zone: str) -> datetime | None:
    """When a share made `now` ends; None when that cannot be: no day was given, or it is past or too far away.

    A day ends with its last second in `zone`, the author's.
    """
    if period is not Period.date:
        return now + LENGTHS[period]
    if day is None or not clock.in_zone(now, zone).date() <= day <= last_day(now, zone):
        return None
    return clock.to_utc(datetime.combine(day, LAST_SECOND), zone)


def last_day(now: datetime, zone: str) -> date:
    """The last day that can be chosen."""
    return clock.in_zone(now, zone).date() + LONGEST


def why_over(facts: ShareFacts, now: datetime) -> Over | None:
    """Why nobody reads by this share any more; None while it is open. What its author did goes before the clock."""
    if facts.withdrawn:
        return Over.withdrawn
    if facts.sent:
        return Over.sent
    if not facts.is_being_written:
        return Over.gone
    return Over.run_out if now >= facts.ends_at else None
