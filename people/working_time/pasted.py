"""Reading a pasted list of holidays: a date and a name on each line. All of it is right, or every line that is not
is named with the reason."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST_LINES = 400
LONGEST_NAME = 100
FARTHEST_YEARS = 10

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)")
NUMBERS = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})(?!\d)")
WORDS = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})(?!\d)")
WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
BETWEEN = " \t,;:–—-"


class Wrong(StrEnum):
    """Why a line is not taken."""

    no_date = "no_date"
    no_such_day = "no_such_day"
    too_far = "too_far"
    no_name = "no_name"
    name_too_long = "name_too_long"
    twice = "twice"
    on_record = "on_record"
    too_many = "too_many"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was not taken, by its number from 1."""

    number: int
    text: str
    reason: Wrong


@dataclass(frozen=True, slots=True)
class Reading:
    """What a pasted list says: days with their names, or the lines that are wrong and no day at all."""

    days: dict[date, str]
    wrong: list[Line]


def read(text: str, *, today: date, known: Collection[date] = ()) -> Reading:
    """Read a list. Days first, as in the United Kingdom: 1/2/2027 is 1 February. `known` are on record already."""
    days: dict[date, str] = {}
    wrong: list[Line] = []
    lines = text.splitlines()
    for number, line in enumerate(lines[:MOST_LINES], 1):
        if not line.strip(BETWEEN):
            continue
        found = _line(line, today)
        if isinstance(found, Wrong):
            wrong.append(Line(number, line.strip(), found))
            continue
        day, name = found
        if day in days:
            wrong.append(Line(number, line.strip(), Wrong.twice))
        elif day in known:
            wrong.append(Line(number, line.strip(), Wrong.on_record))
        else:
            days[day] = name
    if any(line.strip() for line in lines[MOST_LINES:]):
        wrong.append(Line(MOST_LINES + 1, "", Wrong.too_many))
    return Reading({} if wrong else days, wrong)


def is_too_far(day: date, today: date) -> bool:
    """Whether a day is more than ten years away: then its year is a slip."""
    return abs(day.year - today.year) > FARTHEST_YEARS


def _line(line: str, today: date) -> tuple[date, str] | Wrong:
    text = line.strip(BETWEEN)
    if weekday := WEEKDAY.match(text):
        text = text[weekday.end() :]
    match = ISO.match(text) or NUMBERS.match(text) or WORDS.match(text)
    if match is None:
        return Wrong.no_date
    month = match["month"]
    try:
        day = date(
            int(match["year"]), int(month) if month.isdigit() else MONTHS.get(month.lower(), 0), int(match["day"])
        )
    except ValueError:
        return Wrong.no_such_day
    name = " ".join(text[match.end() :].strip(BETWEEN).split())
    if is_too_far(day, today):
        return Wrong.too_far
    if not name:
        return Wrong.no_name
    return Wrong.name_too_long if len(name) > LONGEST_NAME else (day, name)
