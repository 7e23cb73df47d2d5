"""What is signed when one attempt more than the award gives is allowed."""

from flask_babel import gettext as _

from core.canonical import canonical_hash
from people.models import Person, Role
from people.signatures import services as signatures
from people.signatures.models import Signature
from people.signatures.services import Content
from training.portfolio import queries
from training.portfolio.models import Submission

ATTEMPT_GRANTED = "attempt_granted"
"""What a signature on a submission is, after which one more attempt is allowed."""


def asked(submission: Submission) -> Content:
    """What the leave is about: the attempt that was referred, with the work by its hash."""
    return {
        "submission": str(submission.public_id),
        "enrolment": str(submission.enrolment.public_id),
        "unit": submission.unit.code,
        "attempt": submission.attempt,
        "work": submission.bundle_hash,
    }


def content_of(submission: Submission, attempt: int, reason: str) -> Content:
    """What is signed: which attempt is allowed and why, and after what, by its hash."""
    return {"asked": canonical_hash(asked(submission)), "allowed": attempt, "reason": reason}


def is_as_signed(submission: Submission, signature: Signature) -> bool:
    """Whether what is stored is what was signed."""
    grant = queries.grant_after(submission)
    if grant is None or grant.signature_id != signature.id:
        return False
    return signature.content_hash == canonical_hash(content_of(submission, grant.attempt, grant.reason))


def signed_as(person: Person) -> str:
    """Name and role as signed: who allows it is the lead quality assurer."""
    return signatures.signed_as(person, Role.lead_iqa)


def statement(submission: Submission, *, by: Person) -> str:
    """What the lead quality assurer says with their signature."""
    return _(
        "I, %(who)s, allow %(trainee)s attempt %(attempt)s at unit %(unit)s, beyond those that the award gives, for "
        "the reason that I give. No criterion is changed or left out.",
        who=signed_as(by),
        trainee=submission.enrolment.person.full_name,
        attempt=submission.attempt + 1,
        unit=submission.unit.code,
    )
