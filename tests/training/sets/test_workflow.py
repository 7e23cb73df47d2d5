"""The state machines of the set and of its meeting, as tables (domain §5)."""

import pytest

from core.workflow import TransitionNotAllowed
from training.sets import size
from training.sets.models import MeetingState, SetState
from training.sets.workflow import MEETINGS, SETS, MeetingAction, SetAction

S, A = SetState, SetAction
SET_TABLE = {
    (S.forming, A.confirm): S.confirmed,
    (S.forming, A.cancel): S.cancelled,
    (S.confirmed, A.contract): S.contracting,
    (S.contracting, A.start): S.running,
    (S.running, A.review): S.reviewing,
    (S.running, A.hand_over): S.self_facilitated,
    (S.reviewing, A.end): S.ended,
    (S.self_facilitated, A.end): S.ended,
}

M, B = MeetingState, MeetingAction
MEETING_TABLE = {
    (M.planned, B.hold): M.held,
    (M.planned, B.postpone): M.postponed,
    (M.planned, B.cancel): M.cancelled,
    (M.held, B.confirm): M.confirmed,
}


@pytest.mark.parametrize("state", SetState)
@pytest.mark.parametrize("action", SetAction)
def test_a_set_moves_as_its_state_machine_says(state, action):
    expect(SETS, SET_TABLE, state, action)


@pytest.mark.parametrize("state", MeetingState)
@pytest.mark.parametrize("action", MeetingAction)
def test_a_meeting_moves_as_its_state_machine_says(state, action):
    expect(MEETINGS, MEETING_TABLE, state, action)


def expect(workflow, table, state, action):
    if (state, action) in table:
        assert workflow.next_state(state, action) is table[state, action]
    else:
        with pytest.raises(TransitionNotAllowed):
            workflow.next_state(state, action)


@pytest.mark.parametrize(
    ("people", "possible", "usual"),
    [
        (2, False, False),
        (3, True, False),
        (4, True, True),
        (8, True, True),
        (9, True, False),
        (12, True, False),
        (13, False, False),
    ],
)
def test_a_set_has_from_3_to_12_people_and_works_best_with_4_to_8(people, possible, usual):
    assert size.is_possible(people) is possible
    assert size.is_usual(people) is usual
