"""Which actions lead a supervision meeting from which state to which."""

from enum import StrEnum

from core.workflow import Workflow
from training.practice.models import SupervisionState


class SupervisionAction(StrEnum):
    """What can happen to a supervision meeting after it was logged."""

    sign = "sign"
    query = "query"
    change = "change"


_S, _A = SupervisionState, SupervisionAction

SUPERVISION: Workflow[SupervisionState, SupervisionAction] = Workflow(
    {
        (_S.logged, _A.sign): _S.signed,
        (_S.logged, _A.query): _S.queried,
        (_S.logged, _A.change): _S.logged,
        (_S.queried, _A.change): _S.logged,
    }
)
