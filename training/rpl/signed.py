"""What is signed with the answer to a claim that earlier learning takes the place of a unit."""

from flask_babel import gettext as _

from core.canonical import canonical_hash
from people.models import Person, Role
from people.signatures import services as signatures
from people.signatures.models import Signature
from people.signatures.services import Content
from training.rpl.facts import as_told
from training.rpl.models import RplClaim

AGREED, DECLINED = "claim_agreed", "claim_declined"
"""What a signature on a claim can be."""


def asked(claim: RplClaim) -> Content:
    """What the answer is about: the claim as it is told, the criteria that were asked about, and the certificate.

    A change of any of these takes the answer back. The trainee's words on the criteria, which are marked, may change.
    """
    return as_told(claim) | {
        "claim": str(claim.public_id),
        "trainee": str(claim.evidence_item.enrolment.person.public_id),
        "covers": list(claim.covers),
        "certificate": claim.attachment.sha256 if claim.attachment else "",
    }


def content_of(claim: RplClaim, agreed: bool, reason: str) -> Content:
    """What is signed: the answer and its reason, and what it is about by its hash."""
    return {"asked": canonical_hash(asked(claim)), "agreed": agreed, "reason": reason}


def is_as_signed(claim: RplClaim, signature: Signature) -> bool | None:
    """Whether what is stored is what was signed; None after the trainee changed the claim, which takes it back."""
    if signature.id != claim.signature_id:
        return None
    return signature.content_hash == canonical_hash(content_of(claim, bool(claim.agreed), claim.answer))


def signed_as(person: Person) -> str:
    """Name and role as signed: who answers is the lead quality assurer."""
    return signatures.signed_as(person, Role.lead_iqa)


def statement(claim: RplClaim, agreed: bool, *, by: Person) -> str:
    """What the lead quality assurer says with their signature."""
    about = _(
        "I, %(who)s, have read what %(trainee)s says of earlier learning, and looked at its certificate.",
        who=signed_as(by),
        trainee=claim.evidence_item.enrolment.person.full_name,
    )
    units = ", ".join(dict.fromkeys(name.rpartition(" ")[0] for name in claim.covers))
    answer = (
        _("I agree that it may be sent in place of unit %(units)s. An assessor decides each criterion.", units=units)
        if agreed
        else _("I do not agree that it takes the place of unit %(units)s.", units=units)
    )
    return f"{about} {answer} {_('I do not manage this trainee.')}"
