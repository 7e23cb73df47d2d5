"""Which actions lead a record of a discussion from which state to which."""

from enum import StrEnum

from core.workflow import Workflow
from training.discussions.models import DiscussionState


class DiscussionAction(StrEnum):
    """What can happen to a record after it was begun."""

    write = "write"
    hand_over = "hand_over"
    send_back = "send_back"
    sign = "sign"
    withdraw = "withdraw"


_S, _A = DiscussionState, DiscussionAction

DISCUSSIONS: Workflow[DiscussionState, DiscussionAction] = Workflow(
    {
        (_S.draft, _A.write): _S.draft,
        (_S.draft, _A.hand_over): _S.waits,
        (_S.waits, _A.send_back): _S.draft,
        (_S.waits, _A.sign): _S.signed,
        (_S.draft, _A.withdraw): _S.withdrawn,
        (_S.waits, _A.withdraw): _S.withdrawn,
    }
)
