"""Which actions lead a claim from which state to which, for each kind of award (domain §5, Certificate claim)."""

from enum import StrEnum

from assessments.claims.models import ClaimState
from core.workflow import Workflow
from training.awards.models import AwardKind


class ClaimAction(StrEnum):
    """What can happen to a claim that was raised."""

    sign = "sign"
    ask_eqa = "ask_eqa"
    release = "release"
    hold = "hold"
    send_to_ao = "send_to_ao"
    issue = "issue"
    cancel = "cancel"


_S, _A = ClaimState, ClaimAction

VERBS: dict[ClaimAction, str] = {
    ClaimAction.sign: "signed",
    ClaimAction.ask_eqa: "asked_eqa",
    ClaimAction.release: "released",
    ClaimAction.hold: "held",
    ClaimAction.send_to_ao: "sent_to_ao",
    ClaimAction.issue: "issued",
    ClaimAction.cancel: "cancelled",
}

# A recognised programme is the centre's own to certificate: nobody outside it releases or numbers.
RECOGNISED: Workflow[ClaimState, ClaimAction] = Workflow(
    {
        (_S.claim_raised, _A.sign): _S.iqa_signed,
        (_S.iqa_signed, _A.issue): _S.issued,
        (_S.claim_raised, _A.cancel): _S.cancelled,
        (_S.iqa_signed, _A.cancel): _S.cancelled,
    },
    VERBS,
)

REGULATED: Workflow[ClaimState, ClaimAction] = Workflow(
    {
        (_S.claim_raised, _A.sign): _S.iqa_signed,
        (_S.iqa_signed, _A.ask_eqa): _S.awaiting_eqa,  # no direct claims status
        (_S.iqa_signed, _A.release): _S.released,  # under direct claims status
        (_S.awaiting_eqa, _A.release): _S.released,
        (_S.awaiting_eqa, _A.hold): _S.held,
        (_S.held, _A.sign): _S.iqa_signed,
        (_S.released, _A.send_to_ao): _S.submitted_to_ao,
        (_S.submitted_to_ao, _A.issue): _S.issued,
        (_S.claim_raised, _A.cancel): _S.cancelled,
        (_S.awaiting_eqa, _A.cancel): _S.cancelled,
        (_S.held, _A.cancel): _S.cancelled,
        (_S.released, _A.cancel): _S.cancelled,
        (_S.submitted_to_ao, _A.cancel): _S.cancelled,
    },
    VERBS,
)

WORKFLOWS: dict[AwardKind, Workflow[ClaimState, ClaimAction]] = {
    AwardKind.recognised_programme: RECOGNISED,
    AwardKind.regulated_qualification: REGULATED,
}

OPEN = {
    _S.claim_raised,
    _S.iqa_signed,
    _S.awaiting_eqa,
    _S.held,
    _S.released,
    _S.submitted_to_ao,
}
"""Somebody still has to act."""

WITH_EQA = {_S.awaiting_eqa, _S.held}
"""An external quality assurer has a say, and may read the claim in a visit."""
