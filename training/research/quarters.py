"""Dates as quarters of a year: near enough for research, too coarse to find a meeting by."""

import re
from datetime import date

_MONTHS = (
    "January Januar Jänner Jan",
    "February Februar Feber Feb",
    "March März Mar",
    "April Apr",
    "May Mai",
    "June Juni Jun",
    "July Juli Jul",
    "August Aug",
    "September Sept Sep",
    "October Oktober Oct Okt",
    "November Nov",
    "December Dezember Dec Dez",
)
MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAMES = "|".join(sorted(MONTH_OF, key=len, reverse=True))
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+(?:the\s+)?)?"
DATES = tuple(
    re.compile(rf"\b{pattern}(?!\w)")
    for pattern in (
        rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?(?P<month>{_NAMES})\b\.?(?:,?\s+{_YEAR})?",
        rf"(?P<month>{_NAMES})\b\.?,?\s+{_YEAR}",
        rf"{_WEEKDAY}(?P<month>{_NAMES})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?",
        rf"{_YEAR}-(?P<number>\d{{2}})-\d{{2}}",
        rf"\d{{1,2}}[./](?P<number>\d{{1,2}})[./]{_YEAR}",
        r"\d{1,2}[./](?P<number>\d{1,2})[./](?P<short>\d\d)",
    )
)


def quarter_of(day: date) -> str:
    """3 December 2026 as "2026 Q4"."""
    return _quarter(day.year, day.month)


def coarsened(text: str) -> str:
    """A text with the quarter in the place of each date, or "[date]" for one without a year. A month alone stays."""
    for pattern in DATES:
        text = pattern.sub(_in_place_of, text)
    return text


def _in_place_of(found: re.Match[str]) -> str:
    parts = found.groupdict()
    month = MONTH_OF[parts["month"]] if parts.get("month") else int(parts["number"])
    year = int(parts["year"]) if parts.get("year") else 2000 + int(parts["short"]) if parts.get("short") else None
    if not 1 <= month <= 12 or year is None:
        return "[date]"
    return f"[{_quarter(year, month)}]"


def _quarter(year: int, month: int) -> str:
    return f"{year} Q{(month + 2) // 3}"
