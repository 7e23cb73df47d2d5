"""What is signed on a claim: by the quality assurer, and by the external one who releases it."""

from datetime import UTC

from flask_babel import gettext as _

from assessments.claims.models import CertificateClaim
from assessments.iqa.signed import signed_as as signed_as_iqa
from core.canonical import canonical_hash
from people.models import Person, Role
from people.signatures import services as signatures
from people.signatures.models import Signature
from people.signatures.services import Content

SIGNED, RELEASED = "signed", "released"
"""What a signature on a claim can be."""


def content_of(claim: CertificateClaim, act: str) -> Content:
    """What is signed: the claim as it was raised, with the requirements as they stood; to release, what the IQA signed.

    The claim's own words are final from the day on which it is raised.
    """
    raised: dict[str, object] = {
        "act": act,
        "claim": str(claim.public_id),
        "enrolment": str(claim.enrolment.public_id),
        "award": str(claim.enrolment.award_version.public_id),
        "units": claim.enrolment.unit_codes,
        "raised_at": claim.raised_at.astimezone(UTC).isoformat(),
        "raised_by": str(claim.raised_by.public_id),
        "findings": claim.findings,
    }
    if act == RELEASED:
        raised["signed"] = claim.iqa_signature.content_hash if claim.iqa_signature else ""
    return raised


def is_as_signed(claim: CertificateClaim, signature: Signature) -> bool:
    """Whether what is stored is what was signed."""
    return signature.content_hash == canonical_hash(content_of(claim, signature.act))


def signed_as(person: Person, act: str) -> str:
    """Name and role as signed."""
    return signatures.signed_as(person, Role.eqa) if act == RELEASED else signed_as_iqa(person)


def statement(claim: CertificateClaim, act: str, *, by: Person) -> str:
    """What somebody says with their signature on a claim."""
    enrolment = claim.enrolment
    words = (
        _(
            "I, %(who)s, release the claim of %(trainee)s for %(award)s. The centre may now ask for the certificate. "
            "I have no other part in it.",
            who=signed_as(by, act),
            trainee=enrolment.person.full_name,
            award=enrolment.award_version.title,
        )
        if act == RELEASED
        else _(
            "I, %(who)s, say that every unit of %(trainee)s for %(award)s was decided and checked as the rules ask, "
            "and that the requirements are met. I did not assess this trainee, nor raise this claim.",
            who=signed_as(by, act),
            trainee=enrolment.person.full_name,
            award=enrolment.award_version.title,
        )
    )
    return str(words)
