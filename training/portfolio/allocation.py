"""By when an assessor answers."""

from datetime import date, timedelta

WORKING_DAYS = 10
"""How long an assessor has, in working days, where nothing else is agreed."""

SATURDAY = 5


def due_after(day: date, working_days: int = WORKING_DAYS) -> date:
    """The day that is so many working days (Monday to Friday) after `day`."""
    while working_days:
        day += timedelta(days=1)
        working_days -= day.weekday() < SATURDAY
    return day
