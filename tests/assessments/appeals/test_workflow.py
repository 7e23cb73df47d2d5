"""Which actions lead an appeal where: the whole table, and nothing beside it."""

from itertools import product

import pytest

from assessments.appeals.models import AppealState
from assessments.appeals.workflow import APPEAL, BETWEEN, CLOSED, OPEN_STAGE, AppealAction
from core.workflow import TransitionNotAllowed

TABLE = {
    ("raised", "begin"): "stage1_assessor",
    ("stage1_assessor", "uphold"): "resolved_upheld",
    ("stage1_assessor", "dismiss"): "stage1_dismissed",
    ("stage1_assessor", "pass_on"): "stage2_iqa",
    ("stage1_assessor", "go_on"): "stage2_iqa",
    ("stage1_assessor", "withdraw"): "withdrawn",
    ("stage1_dismissed", "go_on"): "stage2_iqa",
    ("stage1_dismissed", "stop"): "resolved_dismissed",
    ("stage1_dismissed", "lapse"): "resolved_dismissed",
    ("stage2_iqa", "uphold"): "resolved_upheld",
    ("stage2_iqa", "dismiss"): "stage2_dismissed",
    ("stage2_iqa", "go_on"): "stage3_panel",
    ("stage2_iqa", "withdraw"): "withdrawn",
    ("stage2_dismissed", "go_on"): "stage3_panel",
    ("stage2_dismissed", "stop"): "resolved_dismissed",
    ("stage2_dismissed", "lapse"): "resolved_dismissed",
    ("stage3_panel", "uphold"): "resolved_upheld",
    ("stage3_panel", "dismiss"): "stage3_dismissed",
    ("stage3_panel", "go_on"): "stage4_ao",
    ("stage3_panel", "withdraw"): "withdrawn",
    ("stage3_dismissed", "go_on"): "stage4_ao",
    ("stage3_dismissed", "stop"): "resolved_dismissed",
    ("stage3_dismissed", "lapse"): "resolved_dismissed",
    ("stage4_ao", "uphold"): "resolved_upheld",
    ("stage4_ao", "dismiss"): "resolved_dismissed",
    ("stage4_ao", "withdraw"): "withdrawn",
}


@pytest.mark.parametrize(("state", "action"), list(product(AppealState, AppealAction)))
def test_an_appeal_moves_as_the_table_says_and_no_other_way(state, action):
    expected = TABLE.get((state.value, action.value))
    if expected is None:
        with pytest.raises(TransitionNotAllowed):
            APPEAL.next_state(state, action)
    else:
        assert APPEAL.next_state(state, action) == expected


def test_nothing_leads_out_of_a_closed_appeal_and_every_open_one_can_be_closed():
    for state in AppealState:
        moves = {action for action in AppealAction if APPEAL.allows(state, action)}
        assert bool(moves) is (state not in CLOSED)
    ends = {state for (state, _action), following in TABLE.items() if AppealState(following) in CLOSED}
    assert ends == {state.value for state in {*OPEN_STAGE, *BETWEEN}}
