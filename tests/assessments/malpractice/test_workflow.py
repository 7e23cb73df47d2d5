"""Which actions lead a case where: the whole table, and nothing beside it."""

from itertools import product

import pytest

from assessments.malpractice.models import CaseState
from assessments.malpractice.workflow import CASE, OPEN, OUTCOMES, THEN, CaseAction
from core.workflow import TransitionNotAllowed
from training.portfolio.models import SubmissionState
from training.portfolio.workflow import SUBMISSION

TABLE = {
    ("open", "answer"): "answered",
    ("open", "find_none"): "no_case",
    ("open", "remind"): "reminded",
    ("open", "make_void"): "void",
    ("open", "make_void_unused"): "void_unused",
    ("answered", "find_none"): "no_case",
    ("answered", "remind"): "reminded",
    ("answered", "make_void"): "void",
    ("answered", "make_void_unused"): "void_unused",
}


@pytest.mark.parametrize(("state", "action"), list(product(CaseState, CaseAction)))
def test_a_case_moves_as_the_table_says_and_no_other_way(state, action):
    expected = TABLE.get((state.value, action.value))
    if expected is None:
        with pytest.raises(TransitionNotAllowed):
            CASE.next_state(state, action)
    else:
        assert CASE.next_state(state, action) == expected


def test_every_end_of_a_case_moves_the_paused_attempt():
    assert set(OUTCOMES) == set(THEN) == set(CaseState) - OPEN
    for state, action in THEN.items():
        following = SUBMISSION.next_state(SubmissionState.paused_malpractice, action)
        goes_on = following is SubmissionState.in_assessment
        assert goes_on is (state in {CaseState.no_case, CaseState.reminded})
