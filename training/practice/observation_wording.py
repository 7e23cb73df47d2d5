"""Observed practice in words: states, rights, outcomes, and why an observation does not count."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from training.awards.reason_wording import NOT_COUNTED
from training.practice import ledger
from training.practice.mapping import as_ledger, held_on
from training.practice.models import ObservationOutcome, ObservationState, ObservedPractice, ObserverKind

_S = ObservationState

# State -> (look, what the trainee reads, what the observer reads, what others read)
STATES = {
    _S.planned: ("wait", _l("With the observer"), _l("To write"), _l("With the observer")),
    _S.observer_signed: ("todo", _l("To read and sign"), _l("With the trainee"), _l("With the trainee")),
    _S.signed: ("met", _l("Signed by both"), _l("Signed by both"), _l("Signed by both")),
    _S.cancelled: ("none", _l("Taken back"), _l("Taken back"), _l("Taken back")),
}

KINDS = {
    ObserverKind.assessor: _l("assessor"),
    ObserverKind.approved_observer: _l("approved observer"),
    ObserverKind.tutor: _l("tutor"),
}

# Outcome -> (look, words)
OUTCOMES = {
    ObservationOutcome.satisfactory: ("met", _l("Satisfactory")),
    ObservationOutcome.not_yet: ("todo", _l("Not yet")),
}


def as_fact(observation: ObservedPractice) -> ledger.Observation:
    """A written observation as the ledger reads it; its ids are those of the rows, as text."""
    return ledger.Observation(
        id=str(observation.id),
        record_id=str(observation.practice_record_id),
        observed_on=held_on(observation.practice_record.meeting),
        observer_kind=observation.observer_kind,
        outcome=observation.outcome or "",
        present_minutes=observation.present_minutes or 0,
        observer_signed=observation.observer_signed_at is not None,
        trainee_signed=observation.trainee_signed_at is not None,
    )


def standing_of(observation: ObservedPractice) -> ledger.Standing:
    """Whether an observation is complete (invariant 11); on which days a registration was open is not looked at."""
    meeting = as_ledger(observation.practice_record)
    any_day = ledger.Window(meeting.held_on)
    return ledger.standing_of_observation(as_fact(observation), meeting, ledger.standing_of(meeting, any_day))


def why_not(observation: ObservedPractice) -> list[str]:
    """Why a written observation does not count, a sentence each; empty when nothing speaks against it."""
    found = standing_of(observation)
    reasons = [NOT_COUNTED[found.cause](_("This observation"), found.values)] if found.cause else []
    if observation.outcome is ObservationOutcome.not_yet:
        reasons.append(_("Its outcome is “not yet”. It is kept, shows how you went on, and does not count."))
    return reasons
