"""Which actions lead a submission and an evidence item from which state to which (domain §5)."""

from enum import StrEnum

from core.workflow import Workflow
from training.portfolio.models import EvidenceState, SubmissionState


class SubmissionAction(StrEnum):
    """What can happen to a submission after it was sent."""

    return_admin = "return_admin"
    allocate = "allocate"
    reallocate = "reallocate"
    start = "start"
    decide_pass = "decide_pass"
    decide_refer = "decide_refer"
    ask_countersignature = "ask_countersignature"
    countersign_pass = "countersign_pass"
    countersign_refer = "countersign_refer"
    decline_countersignature = "decline_countersignature"
    sample = "sample"
    confirm = "confirm"
    disagree = "disagree"
    reassess = "reassess"
    appeal = "appeal"
    uphold = "uphold"
    dismiss = "dismiss"
    pause = "pause"
    resume = "resume"
    void = "void"
    void_unused = "void_unused"


_S, _A = SubmissionState, SubmissionAction

SUBMISSION: Workflow[SubmissionState, SubmissionAction] = Workflow(
    {
        (_S.submitted, _A.return_admin): _S.returned_admin,
        (_S.submitted, _A.allocate): _S.allocated,
        (_S.allocated, _A.start): _S.in_assessment,
        # Another assessor takes over. One who waits for a countersignature has decided: that stands or comes back.
        (_S.allocated, _A.reallocate): _S.allocated,
        (_S.in_assessment, _A.reallocate): _S.allocated,
        (_S.returned_to_assessor, _A.reallocate): _S.returned_to_assessor,
        (_S.in_assessment, _A.decide_pass): _S.final_pass,
        (_S.in_assessment, _A.decide_refer): _S.final_refer,
        (_S.in_assessment, _A.ask_countersignature): _S.awaiting_countersign,
        (_S.awaiting_countersign, _A.countersign_pass): _S.final_pass,
        (_S.awaiting_countersign, _A.countersign_refer): _S.final_refer,
        (_S.awaiting_countersign, _A.decline_countersignature): _S.in_assessment,
        (_S.final_pass, _A.sample): _S.in_sample_pass,
        (_S.final_refer, _A.sample): _S.in_sample_refer,
        (_S.final_pass, _A.confirm): _S.confirmed_pass,
        (_S.final_refer, _A.confirm): _S.confirmed_refer,
        # A draw passed it over; quality assurance adds it to the picks with a reason (domain §6: add, never swap).
        (_S.confirmed_pass, _A.sample): _S.in_sample_pass,
        (_S.confirmed_refer, _A.sample): _S.in_sample_refer,
        (_S.in_sample_pass, _A.confirm): _S.confirmed_pass,
        (_S.in_sample_refer, _A.confirm): _S.confirmed_refer,
        (_S.in_sample_pass, _A.disagree): _S.returned_to_assessor,
        (_S.in_sample_refer, _A.disagree): _S.returned_to_assessor,
        (_S.returned_to_assessor, _A.reassess): _S.in_assessment,
        (_S.confirmed_pass, _A.appeal): _S.under_appeal_pass,
        (_S.confirmed_refer, _A.appeal): _S.under_appeal_refer,
        (_S.under_appeal_pass, _A.uphold): _S.in_assessment,
        (_S.under_appeal_refer, _A.uphold): _S.in_assessment,
        (_S.under_appeal_pass, _A.dismiss): _S.confirmed_pass,
        (_S.under_appeal_refer, _A.dismiss): _S.confirmed_refer,
        (_S.in_assessment, _A.pause): _S.paused_malpractice,
        (_S.paused_malpractice, _A.resume): _S.in_assessment,
        (_S.paused_malpractice, _A.void): _S.void,
        (_S.paused_malpractice, _A.void_unused): _S.void_unused,
    },
    # One verb for a pass or a referral, whoever's signature made it final.
    verbs={
        _A.return_admin: "returned",
        _A.allocate: "allocated",
        _A.reallocate: "reallocated",
        _A.start: "started",
        _A.decide_pass: "passed",
        _A.decide_refer: "referred",
        _A.ask_countersignature: "countersignature_asked",
        _A.countersign_pass: "passed",
        _A.countersign_refer: "referred",
        _A.decline_countersignature: "countersignature_declined",
        _A.sample: "sampled",
        _A.confirm: "confirmed",
        _A.disagree: "disagreed",
        _A.reassess: "reassessed",
        _A.appeal: "appealed",
        _A.uphold: "appeal_upheld",
        _A.dismiss: "appeal_dismissed",
        _A.pause: "paused",
        _A.resume: "resumed",
        _A.void: "voided",
        _A.void_unused: "voided",
    },
)

# A passed unit stays passed while it is checked; a referral is the trainee's to work on as soon as it is final.
PASSED = {_S.final_pass, _S.in_sample_pass, _S.confirmed_pass, _S.under_appeal_pass}
REFERRED = {_S.final_refer, _S.in_sample_refer, _S.confirmed_refer}
WITH_ASSESSOR = {
    _S.submitted,
    _S.allocated,
    _S.in_assessment,
    _S.awaiting_countersign,
    _S.returned_to_assessor,
    _S.paused_malpractice,
}
UNDER_APPEAL = {_S.under_appeal_pass, _S.under_appeal_refer}

# Others have the unit, so that its trainee cannot send it again. A referral appealed against is told all the same.
AWAY = WITH_ASSESSOR | {_S.under_appeal_refer}

# Ended without a decision, after a question about how the work was made.
VOID = {_S.void, _S.void_unused}

# Sent, and not counted as an attempt.
UNUSED = {_S.returned_admin, _S.void_unused}


class EvidenceAction(StrEnum):
    """What can happen to an evidence item."""

    make_ready = "make_ready"
    take_back = "take_back"
    lock = "lock"
    unlock = "unlock"
    accept = "accept"
    not_accept = "not_accept"
    supersede = "supersede"
    withdraw = "withdraw"
    reopen = "reopen"
    reassess = "reassess"


_E, _B = EvidenceState, EvidenceAction

EVIDENCE: Workflow[EvidenceState, EvidenceAction] = Workflow(
    {
        (_E.draft, _B.make_ready): _E.ready,
        (_E.ready, _B.take_back): _E.draft,
        (_E.ready, _B.lock): _E.locked,
        (_E.locked, _B.unlock): _E.ready,
        (_E.locked, _B.accept): _E.accepted,
        (_E.locked, _B.not_accept): _E.not_accepted,
        (_E.not_accepted, _B.supersede): _E.superseded,
        (_E.draft, _B.withdraw): _E.withdrawn,
        (_E.ready, _B.withdraw): _E.withdrawn,
        (_E.not_accepted, _B.withdraw): _E.withdrawn,
        (_E.accepted, _B.reopen): _E.ready,
        # A decision that quality assurance sent back is made again about the same evidence.
        (_E.accepted, _B.reassess): _E.locked,
        (_E.not_accepted, _B.reassess): _E.locked,
    },
    verbs={
        _B.make_ready: "made_ready",
        _B.take_back: "taken_back",
        _B.lock: "locked",
        _B.unlock: "unlocked",
        _B.accept: "accepted",
        _B.not_accept: "not_accepted",
        _B.supersede: "superseded",
        _B.withdraw: "withdrawn",
        _B.reopen: "reopened",
        _B.reassess: "locked",
    },
)
