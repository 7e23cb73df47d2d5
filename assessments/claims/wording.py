"""Claims in the words that people read: states, what stands in the way, who prints."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from assessments.claims.eligibility import Blocker
from assessments.claims.models import ClaimState, PrintedBy
from training.enrolments.models import RegistrationState
from training.enrolments.wording import REGISTRATION_STATES, ULN_REFUSALS

# state -> (look of components/status.html, words)
STATES: dict[ClaimState, tuple[str, Any]] = {
    ClaimState.claim_raised: ("wait", _l("To sign")),
    ClaimState.iqa_signed: ("wait", _l("Signed, to issue")),
    ClaimState.awaiting_eqa: ("wait", _l("With the external quality assurer")),
    ClaimState.held: ("todo", _l("Held")),
    ClaimState.released: ("wait", _l("Released")),
    ClaimState.submitted_to_ao: ("wait", _l("With the awarding organisation")),
    ClaimState.issued: ("met", _l("Issued")),
    ClaimState.cancelled: ("none", _l("Cancelled")),
}

NEXT: dict[ClaimState, Any] = {
    ClaimState.claim_raised: _l("A quality assurer who did not assess this trainee signs it next."),
    ClaimState.iqa_signed: _l("The centre administrator issues the certificate next."),
    ClaimState.awaiting_eqa: _l("The external quality assurer releases or holds it next, during a visit."),
    ClaimState.held: _l("A quality assurer signs it again when the action is done."),
    ClaimState.released: _l("The centre administrator sends it to the awarding organisation next."),
    ClaimState.submitted_to_ao: _l("The centre administrator enters the answer and issues the certificate next."),
    ClaimState.issued: _l("Nothing is left to do."),
    ClaimState.cancelled: _l("Nothing is left to do. A new claim can be raised."),
}
"""Who acts now."""

PRINTED_BY: dict[PrintedBy, Any] = {
    PrintedBy.centre: _l("The centre"),
    PrintedBy.awarding_organisation: _l("The awarding organisation"),
}


def registration_words(values: Mapping[str, Any]) -> str:
    """The state of a registration that is not in force."""
    if values["state"] is None:
        return _("There is no registration.")
    return _(
        "The registration is not in force: %(state)s.", state=REGISTRATION_STATES[RegistrationState(values["state"])][1]
    )


def malpractice_words(values: Mapping[str, Any]) -> str:
    """An open case, about one unit or about all."""
    if values["unit"] is None:
        return _("A malpractice case is open.")
    return _("The assessment of unit %(unit)s is paused. The claim waits until that is settled.", **values)


BLOCKERS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "registration_not_active": registration_words,
    "uln_refused": lambda values: str(
        _("There is no unique learner number.") if values["reason"] == "missing" else ULN_REFUSALS[values["reason"]]
    ),
    "mandatory_unit_missing": lambda values: _("Unit %(unit)s is not passed.", **values),
    "optional_credits_short": lambda values: _("Optional units: %(have)s of %(need)s credits.", **values),
    "requirement_not_met": lambda values: _("Requirement %(requirement)s is not met.", **values),
    "decision_not_final": lambda values: _("The decision on unit %(unit)s is not countersigned.", **values),
    "sampling_not_drawn": lambda values: _("The decision on unit %(unit)s waits for the next sampling draw.", **values),
    "sample_open": lambda values: _("The decision on unit %(unit)s is being looked at by quality assurance.", **values),
    "sample_action_open": lambda values: _("Unit %(unit)s: the action from quality assurance is not signed.", **values),
    "decision_returned": lambda values: _(
        "Quality assurance did not agree with the decision on unit %(unit)s.", **values
    ),
    "appeal_open": lambda values: _(
        "An appeal about unit %(unit)s is open. The claim waits until it is closed.", **values
    ),
    "malpractice_open": malpractice_words,
}


def words(blocker: Blocker) -> str:
    """What stands in the way, as one sentence."""
    return BLOCKERS[blocker.code](blocker.values)
