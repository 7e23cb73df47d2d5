"""The state machine of an adjustment, as a table (domain §5)."""

import pytest

from assessments.adjustments.models import AdjustmentState as S
from assessments.adjustments.workflow import ADJUSTMENT
from assessments.adjustments.workflow import AdjustmentAction as A
from core.workflow import TransitionNotAllowed

LEADS = {
    (S.requested, A.see_evidence): S.evidence_seen,
    (S.requested, A.withdraw): S.ended,
    (S.evidence_seen, A.approve): S.approved,
    (S.evidence_seen, A.decline): S.declined,
    (S.evidence_seen, A.refer): S.referred_to_ao,
    (S.evidence_seen, A.withdraw): S.ended,
    (S.referred_to_ao, A.approve): S.approved,
    (S.referred_to_ao, A.decline): S.declined,
    (S.referred_to_ao, A.withdraw): S.ended,
    (S.approved, A.begin): S.in_force,
    (S.approved, A.withdraw): S.ended,
    (S.in_force, A.end): S.ended,
    (S.in_force, A.withdraw): S.ended,
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("action", A)
def test_an_adjustment_moves_as_the_table_says_and_no_other_way(state: S, action: A) -> None:
    expected = LEADS.get((state, action))
    if expected is None:
        with pytest.raises(TransitionNotAllowed):
            ADJUSTMENT.next_state(state, action)
    else:
        assert ADJUSTMENT.next_state(state, action) is expected


def test_nothing_is_decided_before_the_evidence_was_seen() -> None:
    assert not any(ADJUSTMENT.allows(S.requested, action) for action in (A.approve, A.decline, A.refer))
