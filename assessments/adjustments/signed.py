"""What is signed with the answer to a request for an adjustment. No word of the need, and none of the reason."""

import hashlib

from flask_babel import gettext as _

from assessments.adjustments.models import Adjustment
from core.canonical import canonical_hash
from people.models import Person, Role
from people.signatures import services as signatures
from people.signatures.models import Signature
from people.signatures.services import Content

APPROVED, DECLINED = "adjustment_approved", "adjustment_declined"
"""What a signature on an adjustment can be."""


def content_of(adjustment: Adjustment, approved: bool) -> Content:
    """What is signed: the answer with its terms, and request and reason as they are sealed.

    The hash of what is sealed stays good when its key is destroyed, and tells nobody what it says.
    """
    return {
        "adjustment": str(adjustment.public_id),
        "basis": adjustment.basis.value,
        "kind": adjustment.kind.value,
        "request": hashlib.sha256(adjustment.sealed).hexdigest(),
        "approved": approved,
        "reason": hashlib.sha256(adjustment.sealed_reason or b"").hexdigest(),
        "by_ao": adjustment.by_ao,
        "ao_reference": adjustment.ao_reference,
        "need_to_do": adjustment.need_to_do if approved else "",
        "tells_sets": bool(adjustment.tells_sets) if approved else False,
        "starts_on": adjustment.starts_on.isoformat() if adjustment.starts_on and approved else "",
        "ends_on": adjustment.ends_on.isoformat() if adjustment.ends_on and approved else "",
        "units": list(adjustment.units) if approved else [],
        "extra_days": adjustment.extra_days if approved else 0,
        "due_on": adjustment.due_on.isoformat() if adjustment.due_on and approved else "",
        "instead_of": adjustment.instead_of.value if adjustment.instead_of and approved else "",
        "accepts": adjustment.accepts.value if adjustment.accepts and approved else "",
    }


def is_as_signed(adjustment: Adjustment, signature: Signature) -> bool:
    """Whether what is stored is what was signed."""
    return signature.content_hash == canonical_hash(content_of(adjustment, signature.act == APPROVED))


def signed_as(person: Person) -> str:
    """Name and role as signed: who decides is the lead quality assurer."""
    return signatures.signed_as(person, Role.lead_iqa)


def statement(adjustment: Adjustment, approved: bool, *, by: Person) -> str:
    """What the lead quality assurer says with their signature. It names no need."""
    who, trainee = signed_as(by), adjustment.enrolment.person.full_name
    about = (
        _(
            "I, %(who)s, write down how the awarding organisation answered a request of %(trainee)s.",
            who=who,
            trainee=trainee,
        )
        if adjustment.referred_at
        else _(
            "I, %(who)s, have looked at a request of %(trainee)s, and at what shows the need.",
            who=who,
            trainee=trainee,
        )
    )
    answer = (
        _("It is agreed to, as written in the answer. No criterion is changed or left out.")
        if approved
        else _("It is not agreed to, for the reason in the answer.")
    )
    free = _("I do not assess, teach or manage this trainee.")
    return f"{about} {answer} {free}"
