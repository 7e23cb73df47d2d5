"""The rule of reviews as tables, without a database."""

import pytest

from core.workflow import TransitionNotAllowed
from training.sharing.models import ReviewState
from training.sharing.reviews import Obstacle, ReviewFacts, Taken, left, obstacle
from training.sharing.workflow import REVIEW, ReviewAction

ASKED, READING = Taken(is_open=True, was_begun=False), Taken(is_open=True, was_begun=True)
READ, TAKEN_BACK = Taken(is_open=False, was_begun=True), Taken(is_open=False, was_begun=False)


@pytest.mark.parametrize(
    ("allowed", "taken", "number"),
    [
        (0, (), 0),
        (1, (), 1),
        (1, (ASKED,), 0),
        (1, (READING,), 0),
        (1, (READ,), 0),
        (1, (TAKEN_BACK,), 1),
        (1, (TAKEN_BACK, TAKEN_BACK, READ), 0),
        (2, (READ,), 1),
        (2, (READ, TAKEN_BACK, ASKED), 0),
        (1, (READ, READ), 0),
    ],
)
def test_a_review_is_used_up_once_somebody_began_to_read(allowed: int, taken: tuple[Taken, ...], number: int) -> None:
    assert left(allowed, taken) == number


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        (ReviewFacts(1), None),
        (ReviewFacts(2, (READ,)), None),
        (ReviewFacts(1, (TAKEN_BACK,)), None),
        (ReviewFacts(1, (ASKED,)), Obstacle.under_way),
        (ReviewFacts(3, (READ, READING)), Obstacle.under_way),
        (ReviewFacts(1, (READ,)), Obstacle.none_left),
        (ReviewFacts(0), Obstacle.none_given),
        (ReviewFacts(1, has_reader=False), Obstacle.nobody),
        (ReviewFacts(1, pieces=0), Obstacle.nothing_written),
        (ReviewFacts(1, is_with_assessor=True), Obstacle.with_assessor),
        (ReviewFacts(1, is_passed=True), Obstacle.passed),
        (ReviewFacts(1, (READ,), pieces=0, is_passed=True), Obstacle.passed),
    ],
)
def test_what_stands_in_the_way_of_asking(facts: ReviewFacts, stands: Obstacle | None) -> None:
    assert obstacle(facts) is stands


_S, _A = ReviewState, ReviewAction
LEADS = {
    (_S.asked, _A.begin): _S.reading,
    (_S.asked, _A.withdraw): _S.withdrawn,
    (_S.reading, _A.withdraw): _S.withdrawn,
    (_S.asked, _A.end): _S.ended,
    (_S.reading, _A.return_): _S.returned,
    (_S.reading, _A.end): _S.ended,
    (_S.asked, _A.hand_over): _S.asked,
    (_S.reading, _A.hand_over): _S.asked,
}


@pytest.mark.parametrize("state", ReviewState)
@pytest.mark.parametrize("action", ReviewAction)
def test_which_action_leads_where(state: ReviewState, action: ReviewAction) -> None:
    if (state, action) in LEADS:
        assert REVIEW.next_state(state, action) is LEADS[state, action]
    else:
        with pytest.raises(TransitionNotAllowed):
            REVIEW.next_state(state, action)


def test_no_action_on_a_review_decides_anything() -> None:
    words = {*ReviewState, *ReviewAction, *REVIEW.verbs.values()}
    assert not any(word in each for each in words for word in ("met", "pass", "refer", "decide", "accept"))
