"""States and kinds in the words of the design's status table, the same on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from training.awards.models import EvidenceKind
from training.portfolio.models import EvidenceState, SubmissionState, VersionReason
from training.portfolio.queries import CriterionState

KINDS: dict[EvidenceKind, Any] = {
    EvidenceKind.reflective_account: _l("Reflective account"),
    EvidenceKind.written_task: _l("Written task"),
    EvidenceKind.work_product: _l("Work product"),
    EvidenceKind.professional_discussion: _l("Professional discussion"),
    EvidenceKind.tutor_observation: _l("Tutor’s observation"),
    EvidenceKind.peer_feedback: _l("Feedback from peers"),
    EvidenceKind.prior_learning: _l("Earlier learning"),
    EvidenceKind.meeting_log: _l("Meeting"),
    EvidenceKind.observation_record: _l("Observation"),
    EvidenceKind.supervision_record: _l("Supervision"),
    EvidenceKind.member_feedback: _l("Members’ answers"),
    EvidenceKind.witness_testimony: _l("Witness testimony"),
}


@dataclass(frozen=True, slots=True)
class Status:
    """A word and the look of it: met, todo, refer, wait or none."""

    look: str
    text: Any


EVIDENCE: dict[EvidenceState, Status] = {
    EvidenceState.draft: Status("todo", _l("Draft")),
    EvidenceState.ready: Status("met", _l("Ready to send")),
    EvidenceState.locked: Status("wait", _l("With your assessor")),
    EvidenceState.accepted: Status("met", _l("Accepted")),
    EvidenceState.not_accepted: Status("refer", _l("Look again")),
    EvidenceState.superseded: Status("none", _l("Replaced")),
    EvidenceState.withdrawn: Status("none", _l("Withdrawn")),
}

# The marks of components/criteria.html.
TILES: dict[CriterionState, str] = {
    CriterionState.met: "met",
    CriterionState.referred: "refer",
    CriterionState.with_assessor: "wait",
    CriterionState.ready: "ready",
    CriterionState.started: "todo",
    CriterionState.nothing: "nil",
}

# How a criterion stands, beside its box in the editor.
CRITERION_STATES: dict[CriterionState, Any] = {
    CriterionState.met: _l("met"),
    CriterionState.referred: _l("look again"),
    CriterionState.with_assessor: _l("with your assessor"),
    CriterionState.ready: _l("evidence is ready"),
    CriterionState.started: _l("a draft is there"),
    CriterionState.nothing: _l("nothing yet"),
}

VERSION_REASONS: dict[VersionReason, Any] = {
    VersionReason.paused: _l("Kept while you wrote"),
    VersionReason.saved: _l("You saved"),
    VersionReason.changed: _l("Kept before a change"),
    VersionReason.shared: _l("You shared it"),
    VersionReason.ready: _l("You made it ready"),
}

FLAG_KINDS: dict[str, Any] = {
    "full_name": _l("A person’s name"),
    "first_name": _l("A person’s name"),
    "nickname": _l("A nickname"),
    "initials": _l("Initials"),
    "job_place": _l("Job and place together"),
    "site": _l("A place of work"),
    "employer": _l("An employer"),
    "care_home": _l("A home or service by name"),
    "email": _l("An e-mail address"),
    "phone": _l("A telephone number"),
    "dob": _l("A date of birth"),
    "rare_role": _l("A role that few people hold"),
}
# What a trainee reads of a unit's history. Whether it is sampled or countersigned is not shown to them (ux §5).
TOLD = {
    "submitted",
    "returned",
    "allocated",
    "started",
    "passed",
    "referred",
    "confirmed",
    "attempt_granted",
    "more_time_given",
}
# Read on the trainee's own pages, and kept out of what leaves the centre.
TOLD_HERE = TOLD | {"appealed", "appeal_upheld", "appeal_dismissed", "paused", "resumed", "voided"}

_S = SubmissionState
_TRAINEE: dict[SubmissionState, Status] = {
    _S.submitted: Status("wait", _l("With your assessor")),
    _S.allocated: Status("wait", _l("With your assessor")),
    _S.in_assessment: Status("wait", _l("With your assessor")),
    _S.returned_to_assessor: Status("wait", _l("Being checked")),
    _S.awaiting_countersign: Status("wait", _l("Being checked")),
    _S.returned_admin: Status("todo", _l("Sent back to you")),
    _S.final_pass: Status("met", _l("Passed")),
    _S.in_sample_pass: Status("met", _l("Passed, being checked")),
    _S.confirmed_pass: Status("met", _l("Passed")),
    _S.under_appeal_pass: Status("wait", _l("Appeal open")),
    _S.under_appeal_refer: Status("wait", _l("Appeal open")),
    _S.paused_malpractice: Status("wait", _l("Assessment paused")),
    _S.void: Status("none", _l("Void")),
    _S.void_unused: Status("none", _l("Void, no attempt used")),
}
_STAFF: dict[SubmissionState, Status] = {
    _S.submitted: Status("wait", _l("To allocate")),
    _S.allocated: Status("wait", _l("To mark")),
    _S.in_assessment: Status("wait", _l("Being assessed")),
    _S.returned_to_assessor: Status("refer", _l("Returned to assessor")),
    _S.awaiting_countersign: Status("wait", _l("To countersign")),
    _S.returned_admin: Status("todo", _l("Returned to trainee")),
    _S.final_pass: Status("met", _l("Passed")),
    _S.final_refer: Status("refer", _l("Refer")),
    _S.in_sample_pass: Status("wait", _l("In sample")),
    _S.in_sample_refer: Status("wait", _l("In sample")),
    _S.confirmed_pass: Status("met", _l("Passed")),
    _S.confirmed_refer: Status("refer", _l("Refer")),
    _S.under_appeal_pass: Status("wait", _l("Appeal open")),
    _S.under_appeal_refer: Status("wait", _l("Appeal open")),
    _S.paused_malpractice: Status("wait", _l("Assessment paused")),
    _S.void: Status("none", _l("Void")),
    _S.void_unused: Status("none", _l("Void, no attempt used")),
}
# For those who read what came of a unit and nothing of appeals and cases (domain §9).
_AS_IF = {
    _S.under_appeal_pass: _S.confirmed_pass,
    _S.under_appeal_refer: _S.confirmed_refer,
    _S.paused_malpractice: _S.in_assessment,
    _S.void: _S.returned_admin,
    _S.void_unused: _S.returned_admin,
}


def submission_status(state: SubmissionState | None, referred: Sequence[str] = ()) -> Status:
    """What the trainee reads of a unit: "Look again at 1.3", with the codes of the criteria that were referred.

    None: the unit was never sent.
    """
    if state is None:
        return Status("todo", _("Preparing"))
    if state in _TRAINEE:
        return _TRAINEE[state]
    return Status("refer", _("Look again at %(codes)s", codes=", ".join(referred)) if referred else _("Look again"))


def staff_status(state: SubmissionState) -> Status:
    """What staff read of a submission."""
    return _STAFF[state]


def outcome_status(state: SubmissionState) -> Status:
    """What staff read who are not entitled to know of an appeal or a case: the state as it would be without."""
    return _STAFF[_AS_IF.get(state, state)]
