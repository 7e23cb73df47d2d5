"""When a meeting was, from what the clock on the wall showed."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from core import clock
from core.errors import RuleBroken


def instants(day: date, starts: time, ends: time, zone: str) -> tuple[datetime, datetime]:
    """The instants at which a meeting began and ended.

    In the hour that the clock shows twice, the first is meant, unless the meeting would then end before it began.
    A time that the clock skipped is refused: RuleBroken beside `starts` or `ends`.
    """
    begun, ended = _instant(day, starts, zone, "starts"), _instant(day, ends, zone, "ends")
    if ended <= begun:
        ended = datetime.combine(day, ends, ZoneInfo(zone)).replace(fold=1).astimezone(UTC)
    return begun, ended


def _instant(day: date, at: time, zone: str, field: str) -> datetime:
    wall = datetime.combine(day, at)
    instant = clock.to_utc(wall, zone)
    if clock.in_zone(instant, zone).replace(tzinfo=None) != wall:
        raise RuleBroken(
            _(
                "The clock went forward that night and never showed %(time)s. Enter a time it showed.",
                time=f"{at:%H:%M}",
            ),
            field,
        )
    return instant
