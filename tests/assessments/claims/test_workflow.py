"""Claims move as domain §5 says: one table for regulated qualifications, one for recognised programmes."""

from itertools import product

import pytest

from assessments.claims.models import ClaimState
from assessments.claims.wording import NEXT, STATES
from assessments.claims.workflow import OPEN, WITH_EQA, WORKFLOWS, ClaimAction
from core.workflow import TransitionNotAllowed
from training.awards.models import AwardKind

S, A = ClaimState, ClaimAction

# (state, action) -> next state, as in domain §5, Certificate claim
TABLES = {
    AwardKind.regulated_qualification: {
        (S.claim_raised, A.sign): S.iqa_signed,
        (S.iqa_signed, A.ask_eqa): S.awaiting_eqa,
        (S.iqa_signed, A.release): S.released,
        (S.awaiting_eqa, A.release): S.released,
        (S.awaiting_eqa, A.hold): S.held,
        (S.held, A.sign): S.iqa_signed,
        (S.released, A.send_to_ao): S.submitted_to_ao,
        (S.submitted_to_ao, A.issue): S.issued,
        (S.claim_raised, A.cancel): S.cancelled,
        (S.awaiting_eqa, A.cancel): S.cancelled,
        (S.held, A.cancel): S.cancelled,
        (S.released, A.cancel): S.cancelled,
        (S.submitted_to_ao, A.cancel): S.cancelled,
    },
    AwardKind.recognised_programme: {
        (S.claim_raised, A.sign): S.iqa_signed,
        (S.iqa_signed, A.issue): S.issued,
        (S.claim_raised, A.cancel): S.cancelled,
        (S.iqa_signed, A.cancel): S.cancelled,
    },
}


@pytest.mark.parametrize(("kind", "state", "action"), list(product(AwardKind, S, A)))
def test_each_action_starts_only_where_the_table_says(kind: AwardKind, state: ClaimState, action: ClaimAction) -> None:
    table = TABLES[kind]
    if (state, action) in table:
        assert WORKFLOWS[kind].next_state(state, action) is table[state, action]
    else:
        with pytest.raises(TransitionNotAllowed):
            WORKFLOWS[kind].next_state(state, action)


def test_a_recognised_programme_never_waits_for_anybody_outside_the_centre() -> None:
    reached = set(WORKFLOWS[AwardKind.recognised_programme].transitions.values())
    assert not reached & (WITH_EQA | {S.released, S.submitted_to_ao})


def test_what_is_issued_or_cancelled_is_not_open() -> None:
    assert set(S) - OPEN == {S.issued, S.cancelled}


def test_every_state_has_its_words() -> None:
    assert set(STATES) == set(NEXT) == set(S)
