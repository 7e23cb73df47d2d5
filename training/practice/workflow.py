"""Which actions lead a practice record from which state to which (domain §5), and who may be what in which set."""

from enum import StrEnum

from core.workflow import Workflow
from training.practice.models import FacilitationRole, PracticeState
from training.sets.models import SetKind


class PracticeAction(StrEnum):
    """What can happen to a practice record."""

    confirm = "confirm"
    query = "query"
    answer = "answer"
    reject = "reject"
    use = "use"
    void = "void"


_S, _A = PracticeState, PracticeAction

RECORDS: Workflow[PracticeState, PracticeAction] = Workflow(
    {
        (_S.logged, _A.confirm): _S.confirmed,
        (_S.logged, _A.query): _S.queried,
        (_S.queried, _A.answer): _S.logged,
        (_S.queried, _A.reject): _S.rejected,
        (_S.confirmed, _A.use): _S.counted,
        (_S.confirmed, _A.void): _S.void,
    }
)

MAY_CHANGE = {_S.logged, _S.queried}
CONFIRMED = {_S.confirmed, _S.counted}
GONE = {_S.rejected, _S.void}

_R = FacilitationRole

# A set at work is facilitated; in a practice set people take turns at it; a support set knows both.
ROLES: dict[SetKind, tuple[FacilitationRole, ...]] = {
    SetKind.work: (_R.lead, _R.co, _R.observer),
    SetKind.practice: (_R.practice, _R.member, _R.observer),
    SetKind.support: (_R.lead, _R.co, _R.practice, _R.member, _R.observer),
}


class RejectReason(StrEnum):
    """Why a meeting is not confirmed. A code, because history holds no text."""

    not_held = "not_held"
    not_there = "not_there"
    times_differ = "times_differ"
    logged_twice = "logged_twice"
    no_answer = "no_answer"


class VoidReason(StrEnum):
    """Why a confirmed meeting is taken out."""

    not_held = "not_held"
    not_there = "not_there"
    confirmed_by_mistake = "confirmed_by_mistake"
    malpractice = "malpractice"
