"""Which days are worked, and how many of them lie between two days. Counted in whole days of the centre's calendar."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

MONDAY_TO_FRIDAY = frozenset(range(5))
WEEK = 7


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The weekdays that a centre works (Monday is 0) and its holidays."""

    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= set(range(WEEK)):
            raise ValueError("at least one weekday is worked")

    def is_worked(self, day: date) -> bool:
        """Whether the centre works on this day."""
        return day.weekday() in self.weekdays and day not in self.holidays

    def after(self, day: date, number: int) -> date:
        """The day that is so many working days after `day`, which itself does not count."""
        while number > 0:
            day += timedelta(days=1)
            number -= self.is_worked(day)
        return day

    def left(self, today: date, due_on: date) -> int:
        """How many working days come after today until `due_on`, which counts; below 0: so many have begun since it.

        0 before or on the day itself: no working day comes before it ends. 0 after it: only days off have gone by.
        """
        if due_on >= today:
            return self._between(today, due_on)
        return -self._between(due_on, today)

    def _between(self, first: date, last: date) -> int:
        """Working days after `first` up to and with `last`."""
        weeks, rest = divmod((last - first).days, WEEK)
        found = weeks * len(self.weekdays)
        found += sum((first + timedelta(days=each)).weekday() in self.weekdays for each in range(1, rest + 1))
        return found - sum(first < day <= last and day.weekday() in self.weekdays for day in self.holidays)


def week_of(day: date) -> tuple[date, date]:
    """The Monday and the Sunday of the week that a day belongs to."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=WEEK - 1)


def overlaps(first: date, last: date | None, others: Collection[tuple[date, date | None]]) -> bool:
    """Whether a period shares a day with one of these; both days of a period belong to it, None has no end."""
    return any(first <= (ends or date.max) and starts <= (last or date.max) for starts, ends in others)
