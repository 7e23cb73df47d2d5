"""The only reader of the time. Storage holds aware UTC; pages show the zone of the person who reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Europe/London"

_set_to: ContextVar[datetime | None] = ContextVar("set_to", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _set_to.get() or datetime.now(UTC)


@contextmanager
def set_to(instant: datetime) -> Iterator[None]:
    """Tell the demonstration's past as it happened: inside the block, now is `instant`."""
    token = _set_to.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _set_to.reset(token)


def today(zone: str) -> date:
    """The calendar day it is in `zone`, an IANA name. That of the centre is `people.centre_clock.today()`."""
    return now().astimezone(ZoneInfo(zone)).date()


def to_utc(wall: datetime, zone: str) -> datetime:
    """The instant of a wall-clock time in `zone`. An hour that happens twice is read as the first."""
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def in_zone(instant: datetime, zone: str) -> datetime:
    """An aware instant as wall-clock time in `zone`."""
    return instant.astimezone(ZoneInfo(zone))


def midnight(day: date) -> datetime:
    """The start of a calendar day as wall-clock time, for `to_utc`."""
    return datetime.combine(day, time.min)
