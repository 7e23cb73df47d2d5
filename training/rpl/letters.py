"""Mails about claims. They say that something waits or was answered and where, and never what was learned."""

from flask_babel import gettext as _

from core import mail
from core.filters import day
from training.practice.addresses import address_of
from training.rpl import queries
from training.rpl.models import RplClaim


def ask_for_agreement(claim: RplClaim) -> None:
    """To the lead quality assurers who can answer."""
    for person in queries.lead_iqas_for(claim):
        mail.write(
            person.email,
            _("Earlier learning to agree to, asked %(day)s", day=day(claim.asked_at)),
            "rpl_asked",
            url=address_of("rpl.answer", public_id=claim.public_id),
        )


def say_it_is_answered(claim: RplClaim) -> None:
    """To the trainee."""
    item = claim.evidence_item
    mail.write(
        item.enrolment.person.email,
        _("Your earlier learning was looked at, %(day)s", day=day(claim.answered_at)),
        "rpl_answered",
        url=address_of("rpl.tell", public_id=item.public_id),
    )
