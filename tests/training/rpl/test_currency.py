"""When earlier learning is taken as current."""

from datetime import date

import pytest

from training.rpl.currency import current_until, is_current


@pytest.mark.parametrize(
    ("completed_on", "years", "until"),
    [
        (date(2021, 11, 22), 5, date(2026, 11, 21)),
        (date(2021, 1, 1), 5, date(2025, 12, 31)),
        (date(2024, 3, 1), 1, date(2025, 2, 28)),
        (date(2023, 3, 1), 1, date(2024, 2, 29)),
        (date(2020, 2, 29), 4, date(2024, 2, 28)),
        (date(2020, 2, 29), 5, date(2025, 2, 28)),
        (date(2020, 5, 5), 10, date(2030, 5, 4)),
    ],
)
def test_learning_is_current_for_so_many_years(completed_on: date, years: int, until: date) -> None:
    assert current_until(completed_on, years) == until


@pytest.mark.parametrize(
    ("today", "current"), [(date(2026, 11, 20), True), (date(2026, 11, 21), True), (date(2026, 11, 22), False)]
)
def test_the_last_day_counts(today: date, current: bool) -> None:
    assert is_current(date(2021, 11, 22), today) is current
