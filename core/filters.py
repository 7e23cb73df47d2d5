"""Dates, times and numbers are worded here once."""

from collections.abc import Callable
from datetime import date, datetime, time

from flask import Flask, current_app, g, has_app_context, has_request_context
from flask_babel import format_decimal, ngettext

from core import clock

HOURS_FROM = 600


def locale() -> str:
    """The language of the page. English first; others follow the catalogue."""
    return "en_GB"


def zone() -> str:
    """The zone of the person who reads; where nobody is signed in, as in the background, that of the centre."""
    person = getattr(g, "person", None) if has_request_context() else None
    if person is not None and person.zone:
        return str(person.zone)
    return str(current_app.extensions["zone_of_nobody"]()) if has_app_context() else clock.DEFAULT_ZONE


def _local(value: date | datetime) -> date | datetime:
    return clock.in_zone(value, zone()) if isinstance(value, datetime) and value.tzinfo else value


def day(value: date | datetime | None) -> str:
    """3 Dec 2026"""
    return f"{_local(value).day} {_local(value):%b %Y}" if value else ""


def long_day(value: date | datetime | None) -> str:
    """3 December 2026"""
    return f"{_local(value).day} {_local(value):%B %Y}" if value else ""


def weekday(value: date | datetime | None) -> str:
    """Thu 3 Dec"""
    return f"{_local(value):%a} {_local(value).day} {_local(value):%b}" if value else ""


def clock_time(value: datetime | time | None) -> str:
    """10:00, in the reader's zone"""
    if value is None:
        return ""
    return f"{_local(value) if isinstance(value, datetime) else value:%H:%M}"


def moment(value: datetime | None) -> str:
    """3 Dec 2026 at 10:42 GMT"""
    return f"{day(value)} at {_local(value):%H:%M %Z}" if value else ""


def number(value: float | int | None) -> str:
    """1,080"""
    return "" if value is None else format_decimal(value)


def minutes(value: int | None) -> str:
    """90 minutes; from 10 hours on, hours: 18 hours, 17.5 hours"""
    if value is None:
        return ""
    if value < HOURS_FROM:
        return ngettext("%(num)s minute", "%(num)s minutes", value)
    return f"{format_decimal(round(value / 60, 1))} {ngettext('hour', 'hours', 2)}"


def init_app(app: Flask, zone_of_nobody: Callable[[], str]) -> None:
    """Make the wording available in every template. `zone_of_nobody` says in which zone to word times for no person."""
    app.extensions["zone_of_nobody"] = zone_of_nobody
    for name, function in {
        "day": day,
        "long_day": long_day,
        "weekday": weekday,
        "clock": clock_time,
        "moment": moment,
        "number": number,
        "minutes": minutes,
    }.items():
        app.jinja_env.filters[name] = function
