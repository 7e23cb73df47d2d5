"""How long the parts of an appeal may take."""

from datetime import date

import pytest

from assessments.appeals.windows import STAGES, Windows, is_open, is_overdue, last_day

MONDAY = date(2026, 11, 23)


def test_without_a_setting_the_days_are_within_what_was_seen_at_centres():
    windows = Windows()
    assert 5 <= windows.go_on_days <= 21
    assert 5 <= windows.raise_days <= 21
    assert [windows.answer_days(stage) for stage in STAGES] == [10, 10, 20, 30]


@pytest.mark.parametrize(
    ("today", "open_"), [(date(2026, 12, 14), True), (date(2026, 12, 15), False), (date(2026, 11, 23), True)]
)
def test_the_last_day_of_a_window_belongs_to_it(today, open_):
    assert is_open(last_day(MONDAY, 21), today) is open_


@pytest.mark.parametrize(("today", "late"), [(MONDAY, False), (date(2026, 11, 24), True)])
def test_an_answer_is_late_from_the_day_after(today, late):
    assert is_overdue(MONDAY, today) is late
