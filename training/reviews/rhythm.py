"""When the next progress review is: the rule, in plain Python."""

from datetime import date, timedelta

REMINDED_DAYS = 14
"""How many days before a review those who plan it and those who hold it are reminded."""


def next_day(weeks: int, *, since: date, last: date | None, planned: date | None) -> date | None:
    """The day of the next review: as planned, else so many weeks after the last one, or after the place began.

    None where no rhythm is asked for (`weeks` 0) and none is planned.
    """
    if planned is not None:
        return planned
    return (last or since) + timedelta(weeks=weeks) if weeks else None


def is_near(day: date, today: date) -> bool:
    """Whether it is time to remind of a review."""
    return today >= day - timedelta(days=REMINDED_DAYS)
