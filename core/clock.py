"""The only reader of the time. Storage holds aware UTC; pages show the zone of the person who reads."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Europe/London"


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def today(zone: str = DEFAULT_ZONE) -> date:
    """The calendar day it is in `zone`, an IANA name."""
    return now().astimezone(ZoneInfo(zone)).date()


def to_utc(wall: datetime, zone: str = DEFAULT_ZONE) -> datetime:
    """The instant of a wall-clock time in `zone`. An hour that happens twice is read as the first."""
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def in_zone(instant: datetime, zone: str = DEFAULT_ZONE) -> datetime:
    """An aware instant as wall-clock time in `zone`."""
    return instant.astimezone(ZoneInfo(zone))


def midnight(day: date) -> datetime:
    """The start of a calendar day as wall-clock time, for `to_utc`."""
    return datetime.combine(day, time.min)
