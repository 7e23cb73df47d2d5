"""By when an assessor answers."""

from datetime import date

import pytest

from training.portfolio.allocation import due_after


@pytest.mark.parametrize(
    ("day", "working_days", "due"),
    [
        (date(2026, 11, 16), 10, date(2026, 11, 30)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 18), 0, date(2026, 11, 18)),
    ],
)
def test_only_monday_to_friday_are_working_days(day, working_days, due):
    assert due_after(day, working_days) == due
