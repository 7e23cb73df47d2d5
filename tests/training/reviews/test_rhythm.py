"""When the next review is, and which actions lead where, as tables."""

from datetime import date

import pytest

from core.workflow import TransitionNotAllowed
from training.reviews.models import ReviewState as S
from training.reviews.rhythm import is_near, next_day
from training.reviews.workflow import REVIEW
from training.reviews.workflow import ReviewAction as A

SINCE = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("weeks", "last", "planned", "expected"),
    [
        (12, None, None, date(2026, 3, 30)),
        (12, date(2026, 4, 1), None, date(2026, 6, 24)),
        (12, date(2026, 4, 1), date(2026, 5, 1), date(2026, 5, 1)),
        (0, None, None, None),
        (0, date(2026, 4, 1), None, None),
        (0, None, date(2026, 5, 1), date(2026, 5, 1)),
    ],
)
def test_the_next_review(weeks: int, last: date | None, planned: date | None, expected: date | None) -> None:
    assert next_day(weeks, since=SINCE, last=last, planned=planned) == expected


@pytest.mark.parametrize(("today", "near"), [(date(2026, 3, 15), False), (date(2026, 3, 16), True)])
def test_a_reminder_comes_two_weeks_before(today: date, near: bool) -> None:
    assert is_near(date(2026, 3, 30), today) is near


LEADS = {
    (S.planned, A.begin): S.preparing,
    (S.planned, A.cancel): S.cancelled,
    (S.preparing, A.share): S.shared,
    (S.preparing, A.cancel): S.cancelled,
    (S.shared, A.answer): S.to_sign,
    (S.shared, A.reopen): S.preparing,
    (S.shared, A.cancel): S.cancelled,
    (S.to_sign, A.complete): S.signed,
    (S.to_sign, A.reopen): S.preparing,
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("action", A)
def test_a_progress_review_moves_as_the_table_says_and_no_other_way(state: S, action: A) -> None:
    expected = LEADS.get((state, action))
    if expected is None:
        with pytest.raises(TransitionNotAllowed):
            REVIEW.next_state(state, action)
    else:
        assert REVIEW.next_state(state, action) is expected
