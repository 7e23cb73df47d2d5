"""Which days are worked, and how many lie between two days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.working_time.working_days import WorkingDays, overlaps, week_of

YEAR_END = frozenset({date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28), date(2027, 1, 1)})
MONDAY = date(2026, 11, 16)
FRIDAY, SATURDAY, SUNDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)
CENTRE = WorkingDays(holidays=YEAR_END)
WEEKEND_CENTRE = WorkingDays(weekdays=frozenset({5, 6}))


@pytest.mark.parametrize(
    ("calendar", "day", "number", "due"),
    [
        (WorkingDays(), MONDAY, 10, date(2026, 11, 30)),
        (WorkingDays(), FRIDAY, 1, date(2026, 11, 23)),
        (WorkingDays(), SATURDAY, 1, date(2026, 11, 23)),
        (WorkingDays(), date(2026, 11, 18), 0, date(2026, 11, 18)),
        (CENTRE, date(2026, 12, 24), 1, date(2026, 12, 29)),  # Friday and Monday are holidays
        (CENTRE, date(2026, 12, 21), 10, date(2027, 1, 7)),  # over the end of the year
        (WorkingDays(holidays=frozenset({SATURDAY})), FRIDAY, 1, date(2026, 11, 23)),  # a holiday on a weekend
        (WEEKEND_CENTRE, MONDAY, 3, date(2026, 11, 28)),
        (WorkingDays(weekdays=frozenset(range(7))), FRIDAY, 2, SUNDAY),
        (CENTRE, date(2028, 2, 28), 1, date(2028, 2, 29)),
    ],
)
def test_a_due_date_skips_weekends_and_holidays(calendar, day, number, due):
    assert calendar.after(day, number) == due


@pytest.mark.parametrize(
    ("today", "due", "left"),
    [
        (MONDAY, MONDAY, 0),
        (MONDAY, FRIDAY, 4),
        (FRIDAY, date(2026, 11, 23), 1),
        (SATURDAY, date(2026, 11, 23), 1),
        (SATURDAY, SUNDAY, 0),
        (SATURDAY, FRIDAY, 0),  # only days off have gone by
        (date(2026, 11, 23), FRIDAY, -1),
        (date(2026, 11, 30), MONDAY, -10),
        (date(2026, 12, 24), date(2026, 12, 29), 1),
        (date(2026, 12, 29), date(2026, 12, 24), -1),
        (date(2026, 12, 21), date(2027, 1, 7), 10),
    ],
)
def test_days_left_are_working_days(today, due, left):
    assert CENTRE.left(today, due) == left


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
calendars = st.builds(
    WorkingDays,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.frozensets(days, max_size=20),
)


@given(calendars, days, st.integers(1, 60))
def test_what_is_due_after_so_many_days_is_that_many_days_left(calendar, day, number):
    due = calendar.after(day, number)
    assert calendar.is_worked(due)
    assert calendar.left(day, due) == number


@given(calendars, days, st.integers(0, 120))
def test_days_left_are_those_that_can_be_counted_one_by_one(calendar, day, span):
    due = day + timedelta(days=span)
    counted = sum(calendar.is_worked(day + timedelta(days=each)) for each in range(1, span + 1))
    assert calendar.left(day, due) == counted
    assert calendar.left(due, day) == -counted


@pytest.mark.parametrize("weekdays", [frozenset(), frozenset({7})])
def test_a_centre_works_on_some_weekday(weekdays):
    with pytest.raises(ValueError, match="weekday"):
        WorkingDays(weekdays)


@pytest.mark.parametrize("day", [MONDAY, FRIDAY, SUNDAY])
def test_a_week_begins_on_monday(day):
    assert week_of(day) == (MONDAY, SUNDAY)


@pytest.mark.parametrize(
    ("first", "last", "others", "shares"),
    [
        (FRIDAY, SATURDAY, [(SATURDAY, SUNDAY)], True),
        (FRIDAY, SATURDAY, [(SUNDAY, None)], False),
        (FRIDAY, None, [(SUNDAY, None)], True),
        (SUNDAY, None, [(FRIDAY, SATURDAY)], False),
        (FRIDAY, FRIDAY, [], False),
    ],
)
def test_periods_that_share_a_day_overlap(first, last, others, shares):
    assert overlaps(first, last, others) is shares
