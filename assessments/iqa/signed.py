"""What a quality assurer signs: the answer on a decision, and that an action is done."""

from datetime import date

from flask_babel import gettext as _

from assessments.grading.models import UnitDecision
from assessments.grading.signed import hash_of
from assessments.iqa.models import IqaSample, SampleOutcome
from core.canonical import canonical_hash
from people.models import Person, Role
from people.policy import holds
from people.signatures import services as signatures
from people.signatures.models import Signature
from people.signatures.services import Content

JUDGED, CLOSED = "judged", "closed"
"""What a signature on a sample can be."""


def content_of(
    sample: IqaSample,
    decision: UnitDecision,
    outcome: SampleOutcome,
    *,
    feedback: str,
    action: str,
    is_major: bool,
    action_due_on: date | None,
) -> Content:
    """What is signed with an answer: the decision by its hash, the answer, and the words to the assessor."""
    return {
        "sample": str(sample.public_id),
        "decision": str(decision.public_id),
        "signed": hash_of(decision),
        "work": decision.bundle_hash,
        "outcome": outcome.value,
        "feedback": feedback,
        "action": action,
        "is_major": is_major,
        "action_due_on": action_due_on.isoformat() if action_due_on else "",
    }


def content_of_closing(sample: IqaSample) -> Content:
    """What is signed with an action that is done: which one, and when the assessor said that it is."""
    return {
        "sample": str(sample.public_id),
        "decision": str(sample.decision.public_id),
        "action": sample.action,
        "done_at": sample.action_done_at.isoformat() if sample.action_done_at else "",
    }


def is_as_signed(sample: IqaSample, signature: Signature) -> bool:
    """Whether what is stored is what was signed."""
    if signature.act == CLOSED:
        return signature.content_hash == canonical_hash(content_of_closing(sample))
    said = next((each for each in sample.judgements if each.signature_id == signature.id), None)
    if said is None:
        return False
    content = content_of(
        sample,
        said.decision,
        said.outcome,
        feedback=said.feedback,
        action=said.action,
        is_major=said.is_major,
        action_due_on=said.action_due_on,
    )
    return signature.content_hash == canonical_hash(content)


# ---- The statements ----


def signed_as(person: Person) -> str:
    """Name and role of a quality assurer: "Ingrid Solheim, lead quality assurer"."""
    return signatures.signed_as(person, Role.lead_iqa if holds(person, Role.lead_iqa) else Role.iqa)


def statement(sample: IqaSample, outcome: SampleOutcome, *, by: Person) -> str:
    """What a quality assurer says with their signature under an answer."""
    submission = sample.decision.submission
    about = _(
        "I, %(who)s, have looked at decision %(code)s of %(assessor)s on the work of %(trainee)s on unit %(unit)s, "
        "attempt %(attempt)s.",
        who=signed_as(by),
        code=sample.code,
        assessor=sample.decision.assessor.full_name,
        trainee=submission.enrolment.person.full_name,
        unit=submission.unit.code,
        attempt=submission.attempt,
    )
    said = {
        SampleOutcome.agree: _("I agree with it, and it is confirmed."),
        SampleOutcome.agree_with_action: _("I agree with it, once what I ask of the assessor is done."),
        SampleOutcome.disagree: _("I do not agree with it, and send it back to be made again."),
    }[outcome]
    free = _("I have no other part in it, and know of no conflict of interest that is not on record.")
    return f"{about} {said} {free}"


def closing_statement(sample: IqaSample, *, by: Person) -> str:
    """What a quality assurer says when an action is done."""
    return _(
        "I, %(who)s, have seen that what was asked of %(assessor)s about decision %(code)s is done. The decision is "
        "confirmed.",
        who=signed_as(by),
        assessor=sample.decision.assessor.full_name,
        code=sample.code,
    )
