"""Which actions lead a sample from which state to which (domain §5, IQA sample)."""

from enum import StrEnum

from assessments.iqa.models import SampleOutcome, SampleState
from core.workflow import Workflow


class SampleAction(StrEnum):
    """What can happen to a sample."""

    open = "open"
    agree = "agree"
    agree_with_action = "agree_with_action"
    disagree = "disagree"
    close = "close"
    return_ = "return"
    reassess = "reassess"
    cancel = "cancel"


_S, _A = SampleState, SampleAction

SAMPLE: Workflow[SampleState, SampleAction] = Workflow(
    {
        (_S.planned, _A.open): _S.open,
        (_S.planned, _A.cancel): _S.cancelled,
        (_S.open, _A.agree): _S.agree,
        (_S.open, _A.agree_with_action): _S.agree_with_action,
        (_S.open, _A.disagree): _S.disagree,
        (_S.agree, _A.close): _S.closed,
        (_S.agree_with_action, _A.close): _S.closed,
        (_S.disagree, _A.return_): _S.returned,
        (_S.returned, _A.reassess): _S.reassessed,
        (_S.reassessed, _A.open): _S.open,
    },
    verbs={
        _A.open: "opened",
        _A.agree: "agreed",
        _A.agree_with_action: "agreed_with_action",
        _A.disagree: "disagreed",
        _A.close: "closed",
        _A.return_: "returned",
        _A.reassess: "reassessed",
        _A.cancel: "cancelled",
    },
)

JUDGING: dict[SampleOutcome, SampleAction] = {
    SampleOutcome.agree: SampleAction.agree,
    SampleOutcome.agree_with_action: SampleAction.agree_with_action,
    SampleOutcome.disagree: SampleAction.disagree,
}

DONE = {_S.closed, _S.cancelled}
"""Nothing is left to do. While a sample is in any other state, its decision is not claimable (invariant 24)."""
