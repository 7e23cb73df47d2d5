"""Which actions lead a progress review from which state to which."""

from enum import StrEnum

from core.workflow import Workflow
from training.reviews.models import ReviewState


class ReviewAction(StrEnum):
    """What can happen to a review after it was planned."""

    begin = "begin"
    share = "share"
    answer = "answer"
    complete = "complete"
    reopen = "reopen"
    cancel = "cancel"


_S, _A = ReviewState, ReviewAction

REVIEW: Workflow[ReviewState, ReviewAction] = Workflow(
    {
        (_S.planned, _A.begin): _S.preparing,
        (_S.preparing, _A.share): _S.shared,
        (_S.shared, _A.answer): _S.to_sign,  # the third party wrote and signed
        (_S.to_sign, _A.complete): _S.signed,  # the last of the other two signed
        (_S.shared, _A.reopen): _S.preparing,
        (_S.to_sign, _A.reopen): _S.preparing,
        (_S.planned, _A.cancel): _S.cancelled,
        (_S.preparing, _A.cancel): _S.cancelled,
        (_S.shared, _A.cancel): _S.cancelled,
    },
    verbs={
        _A.begin: "progress_review_begun",
        _A.share: "progress_review_shared",
        _A.answer: "progress_review_answered",
        _A.complete: "progress_review_signed",
        _A.reopen: "progress_review_reopened",
        _A.cancel: "progress_review_cancelled",
    },
)
