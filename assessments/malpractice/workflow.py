"""Which actions lead a case from which state to which, and what each means for the attempt that is paused."""

from enum import StrEnum

from assessments.malpractice.models import CaseState
from core.workflow import Workflow
from training.portfolio.workflow import SubmissionAction


class CaseAction(StrEnum):
    """What can happen to a case."""

    answer = "answer"
    find_none = "find_none"
    remind = "remind"
    make_void = "make_void"
    make_void_unused = "make_void_unused"


_S, _A = CaseState, CaseAction

CASE: Workflow[CaseState, CaseAction] = Workflow(
    {
        (_S.open, _A.answer): _S.answered,
        (_S.open, _A.find_none): _S.no_case,
        # Without an answer only after the day by which it was due.
        (_S.open, _A.remind): _S.reminded,
        (_S.open, _A.make_void): _S.void,
        (_S.open, _A.make_void_unused): _S.void_unused,
        (_S.answered, _A.find_none): _S.no_case,
        (_S.answered, _A.remind): _S.reminded,
        (_S.answered, _A.make_void): _S.void,
        (_S.answered, _A.make_void_unused): _S.void_unused,
    },
    # The result says how it closed.
    verbs={
        _A.answer: "case_answered",
        _A.find_none: "case_closed",
        _A.remind: "case_closed",
        _A.make_void: "case_closed",
        _A.make_void_unused: "case_closed",
    },
)

OUTCOMES: dict[CaseState, CaseAction] = {
    _S.no_case: _A.find_none,
    _S.reminded: _A.remind,
    _S.void: _A.make_void,
    _S.void_unused: _A.make_void_unused,
}
"""The action that closes a case in each way."""

RESUMES = {_S.no_case, _S.reminded}
"""The assessment goes on where it was paused."""

THEN: dict[CaseState, SubmissionAction] = {
    _S.no_case: SubmissionAction.resume,
    _S.reminded: SubmissionAction.resume,
    _S.void: SubmissionAction.void,
    _S.void_unused: SubmissionAction.void_unused,
}

OPEN = {_S.open, _S.answered}
