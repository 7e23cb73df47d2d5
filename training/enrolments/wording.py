"""The states and codes of places and registrations, in the words that people read."""

from typing import Any

from flask_babel import lazy_gettext as _l

from training.enrolments.independence import Objection
from training.enrolments.models import AllocationRole, EnrolmentState, RegistrationState

# state -> (look of components/status.html, words)
REGISTRATION_STATES: dict[RegistrationState, tuple[str, Any]] = {
    RegistrationState.draft: ("todo", _l("Not registered yet")),
    RegistrationState.pending: ("wait", _l("Waiting for the awarding organisation")),
    RegistrationState.active: ("met", _l("Registered")),
    RegistrationState.suspended: ("wait", _l("On a break")),
    RegistrationState.extended: ("met", _l("Registered, with more time")),
    RegistrationState.expired: ("refer", _l("Run out")),
    RegistrationState.withdrawn: ("none", _l("Withdrawn")),
    RegistrationState.completed: ("met", _l("Completed")),
}

ENROLMENT_STATES: dict[EnrolmentState, tuple[str, Any]] = {
    EnrolmentState.active: ("met", _l("In training")),
    EnrolmentState.completed: ("met", _l("Completed")),
    EnrolmentState.withdrawn: ("none", _l("Withdrawn")),
    EnrolmentState.brought_in: ("none", _l("Brought from another centre")),
}

ALLOCATION_ROLES: dict[AllocationRole, Any] = {
    AllocationRole.assessor: _l("Assessor"),
    AllocationRole.iqa: _l("Quality assurer (IQA)"),
    AllocationRole.supervisor: _l("Supervisor"),
}

WITHDRAWAL_REASONS: dict[str, Any] = {
    "own_choice": _l("The trainee’s own choice"),
    "left_employer": _l("Left the organisation"),
    "changed_job": _l("Changed to another job"),
    "organisation_stopped": _l("The organisation stopped the programme"),
    "other": _l("Another reason"),
}
"""Codes only: a reason that touches health is nobody's to store here."""

ULN_REFUSALS: dict[str, Any] = {
    "not_ten_digits": _l("A learner number has 10 digits and nothing else."),
    "starts_with_zero": _l("A learner number does not start with 0."),
    "check_digit_wrong": _l("The last digit does not fit the others. Check the number for a slip."),
}

OBJECTIONS: dict[Objection, Any] = {
    Objection.own_work: _l("Nobody can be allocated to their own work."),
    Objection.role_not_held: _l("This person does not hold this role for the trainee’s organisation."),
    Objection.both_roles: _l("The same person cannot assess this trainee and check the decisions."),
    Objection.taught_or_observed: _l("This person taught or observed the trainee, so cannot be the IQA."),
    Objection.judges: _l("This person assesses the trainee or checks the decisions, so cannot supervise as well."),
    Objection.supervises: _l("This person supervises the trainee, so can neither assess nor check the decisions."),
    Objection.teaches: _l("This person teaches the trainee, so can neither assess nor check the decisions."),
    Objection.manages: _l("This person is the trainee’s line manager, so can neither assess nor check the decisions."),
    Objection.line_manager: _l(
        "This person is the trainee’s line manager. Declare it on the trainee’s page, and have it decided first."
    ),
    Objection.conflict_open: _l("A conflict of interest between the two waits to be decided."),
    Objection.conflict_blocked: _l("A conflict of interest keeps this person away from the trainee."),
}
