"""Which actions lead an observation from which state to which (domain §2.2: signed by both, the observer first)."""

from enum import StrEnum

from core.workflow import Workflow
from training.practice.models import FacilitationRole, ObservationState, PracticeState


class ObservationAction(StrEnum):
    """What can happen to an observation."""

    write = "write"
    sign_as_observer = "sign_as_observer"
    sign_as_trainee = "sign_as_trainee"
    cancel = "cancel"


_S, _A = ObservationState, ObservationAction

OBSERVATIONS: Workflow[ObservationState, ObservationAction] = Workflow(
    {
        (_S.planned, _A.write): _S.planned,
        (_S.planned, _A.sign_as_observer): _S.observer_signed,
        (_S.observer_signed, _A.sign_as_trainee): _S.signed,
        (_S.planned, _A.cancel): _S.cancelled,
    }
)

# An observation is of a meeting that stands, in which the trainee facilitated.
OBSERVABLE_STATES = {PracticeState.logged, PracticeState.queried, PracticeState.confirmed, PracticeState.counted}
OBSERVABLE_ROLES = {FacilitationRole.lead, FacilitationRole.co, FacilitationRole.practice}
