"""Which actions lead a review of drafts from which state to which (domain §5: preparing, draft review, preparing)."""

from enum import StrEnum

from core.workflow import Workflow
from training.sharing.models import ReviewState


class ReviewAction(StrEnum):
    """What can happen to a review after it was asked for. None of it decides anything about the work."""

    begin = "begin"
    return_ = "return"
    withdraw = "withdraw"
    end = "end"
    hand_over = "hand_over"


_S, _A = ReviewState, ReviewAction

REVIEW: Workflow[ReviewState, ReviewAction] = Workflow(
    {
        (_S.asked, _A.begin): _S.reading,
        (_S.reading, _A.return_): _S.returned,
        (_S.asked, _A.withdraw): _S.withdrawn,
        (_S.reading, _A.withdraw): _S.withdrawn,  # where the reader works with the trainee no more
        # Somebody else is asked instead, and begins anew.
        (_S.asked, _A.hand_over): _S.asked,
        (_S.reading, _A.hand_over): _S.asked,
        # The trainee sent the unit without waiting.
        (_S.asked, _A.end): _S.ended,
        (_S.reading, _A.end): _S.ended,
    },
    verbs={
        _A.begin: "review_begun",
        _A.return_: "review_returned",
        _A.withdraw: "review_withdrawn",
        _A.end: "review_ended",
        _A.hand_over: "review_handed_over",
    },
)
