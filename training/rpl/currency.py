"""Whether earlier learning is recent enough to be taken as current."""

from datetime import date, timedelta

YEARS = 5
"""Where the award says nothing [I]."""


def current_until(completed_on: date, years: int) -> date:
    """The last day on which learning finished on that day is taken as current: the day before so many years are over.

    Learning of 29 February is counted from 1 March in a year that has no such day.
    """
    year = completed_on.year + years
    try:
        return completed_on.replace(year=year) - timedelta(days=1)
    except ValueError:
        return date(year, 2, 28)


def is_current(completed_on: date, today: date, years: int = YEARS) -> bool:
    """Whether it is taken as current. Older learning is not refused: it counts when the trainee shows otherwise."""
    return today <= current_until(completed_on, years)
