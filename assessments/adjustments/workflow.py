"""Which actions lead an adjustment from which state to which (domain §5)."""

from enum import StrEnum

from assessments.adjustments.models import AdjustmentState
from core.workflow import Workflow


class AdjustmentAction(StrEnum):
    """What can happen to a request after it was made."""

    see_evidence = "see_evidence"
    refer = "refer"
    approve = "approve"
    decline = "decline"
    begin = "begin"
    end = "end"
    withdraw = "withdraw"


_S, _A = AdjustmentState, AdjustmentAction

ADJUSTMENT: Workflow[AdjustmentState, AdjustmentAction] = Workflow(
    {
        (_S.requested, _A.see_evidence): _S.evidence_seen,
        (_S.evidence_seen, _A.approve): _S.approved,
        (_S.evidence_seen, _A.decline): _S.declined,
        (_S.evidence_seen, _A.refer): _S.referred_to_ao,
        # The awarding organisation has answered.
        (_S.referred_to_ao, _A.approve): _S.approved,
        (_S.referred_to_ao, _A.decline): _S.declined,
        (_S.approved, _A.begin): _S.in_force,
        (_S.in_force, _A.end): _S.ended,
        # The trainee needs it no more.
        (_S.requested, _A.withdraw): _S.ended,
        (_S.evidence_seen, _A.withdraw): _S.ended,
        (_S.referred_to_ao, _A.withdraw): _S.ended,
        (_S.approved, _A.withdraw): _S.ended,
        (_S.in_force, _A.withdraw): _S.ended,
    },
    verbs={
        _A.see_evidence: "adjustment_evidence_seen",
        _A.refer: "adjustment_referred",
        _A.approve: "adjustment_approved",
        _A.decline: "adjustment_declined",
        _A.begin: "adjustment_begun",
        _A.end: "adjustment_ended",
        _A.withdraw: "adjustment_withdrawn",
    },
)
