"""Which actions lead evidence and submissions where: the whole table, and nothing beside it."""

from itertools import product

import pytest

from core.workflow import TransitionNotAllowed
from training.portfolio.models import EvidenceState, SubmissionState
from training.portfolio.workflow import (
    EVIDENCE,
    PASSED,
    REFERRED,
    SUBMISSION,
    UNDER_APPEAL,
    WITH_ASSESSOR,
    EvidenceAction,
    SubmissionAction,
)

VOID = {SubmissionState.void, SubmissionState.void_unused}

EVIDENCE_TABLE = {
    ("draft", "make_ready"): "ready",
    ("draft", "withdraw"): "withdrawn",
    ("ready", "take_back"): "draft",
    ("ready", "lock"): "locked",
    ("ready", "withdraw"): "withdrawn",
    ("locked", "unlock"): "ready",
    ("locked", "accept"): "accepted",
    ("locked", "not_accept"): "not_accepted",
    ("not_accepted", "supersede"): "superseded",
    ("not_accepted", "withdraw"): "withdrawn",
    ("not_accepted", "reassess"): "locked",
    ("accepted", "reopen"): "ready",
    ("accepted", "reassess"): "locked",
}

SUBMISSION_TABLE = {
    ("submitted", "return_admin"): "returned_admin",
    ("submitted", "allocate"): "allocated",
    ("allocated", "start"): "in_assessment",
    ("allocated", "reallocate"): "allocated",
    ("in_assessment", "reallocate"): "allocated",
    ("returned_to_assessor", "reallocate"): "returned_to_assessor",
    ("in_assessment", "decide_pass"): "final_pass",
    ("in_assessment", "decide_refer"): "final_refer",
    ("in_assessment", "ask_countersignature"): "awaiting_countersign",
    ("awaiting_countersign", "countersign_pass"): "final_pass",
    ("awaiting_countersign", "countersign_refer"): "final_refer",
    ("awaiting_countersign", "decline_countersignature"): "in_assessment",
    ("final_pass", "sample"): "in_sample_pass",
    ("final_refer", "sample"): "in_sample_refer",
    ("final_pass", "confirm"): "confirmed_pass",
    ("final_refer", "confirm"): "confirmed_refer",
    ("confirmed_pass", "sample"): "in_sample_pass",
    ("confirmed_refer", "sample"): "in_sample_refer",
    ("in_sample_pass", "confirm"): "confirmed_pass",
    ("in_sample_refer", "confirm"): "confirmed_refer",
    ("in_sample_pass", "disagree"): "returned_to_assessor",
    ("in_sample_refer", "disagree"): "returned_to_assessor",
    ("returned_to_assessor", "reassess"): "in_assessment",
    ("confirmed_pass", "appeal"): "under_appeal_pass",
    ("confirmed_refer", "appeal"): "under_appeal_refer",
    ("under_appeal_pass", "uphold"): "in_assessment",
    ("under_appeal_refer", "uphold"): "in_assessment",
    ("under_appeal_pass", "dismiss"): "confirmed_pass",
    ("under_appeal_refer", "dismiss"): "confirmed_refer",
    ("in_assessment", "pause"): "paused_malpractice",
    ("paused_malpractice", "resume"): "in_assessment",
    ("paused_malpractice", "void"): "void",
    ("paused_malpractice", "void_unused"): "void_unused",
}


@pytest.mark.parametrize(("state", "action"), list(product(EvidenceState, EvidenceAction)))
def test_evidence_moves_as_the_table_says_and_no_other_way(state, action):
    expected = EVIDENCE_TABLE.get((state.value, action.value))
    if expected is None:
        with pytest.raises(TransitionNotAllowed):
            EVIDENCE.next_state(state, action)
    else:
        assert EVIDENCE.next_state(state, action) == expected


@pytest.mark.parametrize(("state", "action"), list(product(SubmissionState, SubmissionAction)))
def test_a_submission_moves_as_the_table_says_and_no_other_way(state, action):
    expected = SUBMISSION_TABLE.get((state.value, action.value))
    if expected is None:
        with pytest.raises(TransitionNotAllowed):
            SUBMISSION.next_state(state, action)
    else:
        assert SUBMISSION.next_state(state, action) == expected


def test_every_state_is_in_one_group_of_those_that_others_ask_for():
    others = {SubmissionState.returned_admin, SubmissionState.under_appeal_refer, *VOID}
    groups = [PASSED, REFERRED, WITH_ASSESSOR, others]
    assert sum(map(len, groups)) == len(SubmissionState)
    assert set().union(*groups) == set(SubmissionState)


def test_nothing_but_the_case_itself_moves_a_paused_attempt_and_nothing_a_void_one():
    paused = {action for action in SubmissionAction if SUBMISSION.allows(SubmissionState.paused_malpractice, action)}
    assert paused == {SubmissionAction.resume, SubmissionAction.void, SubmissionAction.void_unused}
    assert not any(SUBMISSION.allows(state, action) for state in VOID for action in SubmissionAction)


def test_nothing_but_its_end_moves_a_unit_under_appeal():
    for state in UNDER_APPEAL:
        moves = {action for action in SubmissionAction if SUBMISSION.allows(state, action)}
        assert moves == {SubmissionAction.uphold, SubmissionAction.dismiss}
