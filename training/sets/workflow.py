"""Which actions lead a set and a meeting from which state to which (domain §5)."""

from enum import StrEnum

from core.workflow import Workflow
from training.sets.models import MeetingState, SetState


class SetAction(StrEnum):
    """What can happen to a set."""

    confirm = "confirm"
    contract = "contract"
    start = "start"
    review = "review"
    hand_over = "hand_over"
    end = "end"
    cancel = "cancel"


_S, _A = SetState, SetAction

SETS: Workflow[SetState, SetAction] = Workflow(
    {
        (_S.forming, _A.confirm): _S.confirmed,
        (_S.forming, _A.cancel): _S.cancelled,
        (_S.confirmed, _A.contract): _S.contracting,
        (_S.contracting, _A.start): _S.running,
        (_S.running, _A.review): _S.reviewing,
        (_S.running, _A.hand_over): _S.self_facilitated,
        (_S.reviewing, _A.end): _S.ended,
        (_S.self_facilitated, _A.end): _S.ended,
    }
)

# The first meeting agrees the ways of working; the others come after that (invariant 6).
BEFORE_MEETINGS = {_S.forming, _S.cancelled}
FIRST_MEETING_ONLY = {_S.confirmed, _S.contracting}
OVER = {_S.ended, _S.cancelled}


class MeetingAction(StrEnum):
    """What can happen to a meeting."""

    hold = "hold"
    confirm = "confirm"
    postpone = "postpone"
    cancel = "cancel"


_M, _B = MeetingState, MeetingAction

MEETINGS: Workflow[MeetingState, MeetingAction] = Workflow(
    {
        (_M.planned, _B.hold): _M.held,
        (_M.planned, _B.postpone): _M.postponed,
        (_M.planned, _B.cancel): _M.cancelled,
        (_M.held, _B.confirm): _M.confirmed,
    }
)
