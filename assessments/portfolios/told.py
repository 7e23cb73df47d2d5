"""What the trainee is told: the same on paper and in the file as on the pages, and nothing before it is released."""

from typing import Any

from training.portfolio.models import SubmissionState
from training.portfolio.wording import TOLD

_S = SubmissionState

# Whether a decision is sampled, or waits for a second signature, is not the trainee's to read (ux §5).
_STATES = {
    _S.awaiting_countersign: _S.in_assessment,
    _S.returned_to_assessor: _S.in_assessment,
    _S.in_sample_pass: _S.final_pass,
    _S.confirmed_pass: _S.final_pass,
    _S.in_sample_refer: _S.final_refer,
    _S.confirmed_refer: _S.final_refer,
    # A portfolio is shown to others: an appeal or a case is read on its own page, and by nobody else (domain §9).
    _S.under_appeal_pass: _S.final_pass,
    _S.under_appeal_refer: _S.final_refer,
    _S.paused_malpractice: _S.in_assessment,
}

# The facts of history that its sentences say. Others are the centre's, or integer keys that mean nothing elsewhere.
_SAID = {"role", "unit", "units", "until", "attempt", "hash", "reason", "number", "wrong", "centre"}


def submission(values: dict[str, Any]) -> dict[str, Any]:
    """A submission in the state that its trainee reads."""
    state = SubmissionState(values["state"])
    return values | {"state": _STATES.get(state, state).value}


def observation(values: dict[str, Any]) -> dict[str, Any]:
    """An observation: what the observer wrote once they signed it, what the trainee answered once they did."""
    if values["observer_signed_at"] is None:
        values = values | {"narrative": "", "ratings": {}, "present_minutes": None}
    return values if values["trainee_signed_at"] else values | {"trainee_comment": ""}


def is_told(kind: str, verb: str, facts: dict[str, Any]) -> bool:
    """Whether the trainee reads this entry of the history of a thing."""
    if kind == "submission":
        return verb in TOLD
    return not (kind == "enrolment" and facts.get("role") == "iqa")


def facts(values: dict[str, Any]) -> dict[str, Any]:
    """The facts of an entry that its sentence says."""
    return {name: value for name, value in values.items() if name in _SAID}
