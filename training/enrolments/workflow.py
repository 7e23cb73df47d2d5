"""Which actions lead a registration from which state to which (domain §5, Registration)."""

from enum import StrEnum

from core.workflow import Workflow
from training.enrolments.models import RegistrationState


class RegistrationAction(StrEnum):
    """What can happen to a registration. A re-registration is a new one."""

    request = "request"
    activate = "activate"
    suspend = "suspend"
    resume = "resume"
    extend = "extend"
    expire = "expire"
    withdraw = "withdraw"
    complete = "complete"


_S, _A = RegistrationState, RegistrationAction

REGISTRATION: Workflow[RegistrationState, RegistrationAction] = Workflow(
    {
        (_S.draft, _A.request): _S.pending,
        (_S.pending, _A.activate): _S.active,
        (_S.active, _A.suspend): _S.suspended,
        (_S.suspended, _A.resume): _S.active,
        (_S.active, _A.extend): _S.extended,
        (_S.suspended, _A.extend): _S.extended,
        (_S.active, _A.expire): _S.expired,
        (_S.active, _A.withdraw): _S.withdrawn,
        (_S.suspended, _A.withdraw): _S.withdrawn,
        (_S.active, _A.complete): _S.completed,
        # "extended" behaves as active.
        (_S.extended, _A.suspend): _S.suspended,
        (_S.extended, _A.extend): _S.extended,
        (_S.extended, _A.expire): _S.expired,
        (_S.extended, _A.withdraw): _S.withdrawn,
        (_S.extended, _A.complete): _S.completed,
        # Who leaves before the awarding organisation has answered must be able to.
        (_S.draft, _A.withdraw): _S.withdrawn,
        (_S.pending, _A.withdraw): _S.withdrawn,
    }
)

IN_FORCE = {_S.active, _S.extended}
"""The states in which a trainee may log, send and be certificated."""
