"""Samples move as domain §5 says, and no other way."""

from itertools import product

import pytest

from assessments.iqa.models import SampleState
from assessments.iqa.workflow import DONE, JUDGING, SAMPLE, SampleAction
from core.workflow import TransitionNotAllowed

S, A = SampleState, SampleAction

# (state, action) -> next state, as in domain §5, IQA sample
TABLE = {
    (S.planned, A.open): S.open,
    (S.planned, A.cancel): S.cancelled,
    (S.open, A.agree): S.agree,
    (S.open, A.agree_with_action): S.agree_with_action,
    (S.open, A.disagree): S.disagree,
    (S.agree, A.close): S.closed,
    (S.agree_with_action, A.close): S.closed,
    (S.disagree, A.return_): S.returned,
    (S.returned, A.reassess): S.reassessed,
    (S.reassessed, A.open): S.open,
}


@pytest.mark.parametrize(("state", "action"), list(product(S, A)))
def test_each_action_starts_only_where_the_table_says(state: SampleState, action: SampleAction) -> None:
    if (state, action) in TABLE:
        assert SAMPLE.next_state(state, action) is TABLE[state, action]
    else:
        with pytest.raises(TransitionNotAllowed):
            SAMPLE.next_state(state, action)


def test_nothing_leads_out_of_a_state_that_is_done() -> None:
    assert not [action for state, action in SAMPLE.transitions if state in DONE]


def test_every_action_has_its_own_word_in_history() -> None:
    assert len(set(SAMPLE.verbs.values())) == len(A)


def test_every_outcome_is_an_action_on_an_open_sample() -> None:
    assert all(SAMPLE.allows(S.open, action) for action in JUDGING.values())
