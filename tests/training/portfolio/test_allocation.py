"""By when an assessor answers, and what a conflict of interest means."""

from datetime import date

import pytest

from training.portfolio.allocation import Conflict, conflict_of, due_after


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


@pytest.mark.parametrize(
    ("decisions", "line_manager", "conflict"),
    [
        ([], False, Conflict.clear),
        (["none"], False, Conflict.clear),
        (["managed"], False, Conflict.managed),
        (["none", "managed"], False, Conflict.managed),
        (["open"], False, Conflict.blocked),
        (["blocked"], False, Conflict.blocked),
        (["managed", "open"], False, Conflict.blocked),
        ([], True, Conflict.blocked),
        (["none"], True, Conflict.clear),
        (["managed"], True, Conflict.managed),
    ],
)
def test_an_unsettled_conflict_blocks_and_a_managed_one_is_carried(decisions, line_manager, conflict):
    assert conflict_of(decisions, line_manager=line_manager) is conflict
