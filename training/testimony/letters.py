"""Mails about testimonies. They say that something is asked or signed and where, and never what was seen."""

from flask_babel import gettext as _

from core import mail
from core.filters import day
from training.practice.addresses import address_of
from training.testimony.models import ExpertWitness, WitnessTestimony


def ask_the_witness(testimony: WitnessTestimony, token: str) -> None:
    """To the witness: the link on which they say what they saw. Without an address there is no mail."""
    trainee = testimony.enrolment.person
    mail.write(
        testimony.email,
        _("Say what you saw, until %(day)s", day=day(testimony.expires_on)),
        "testimony_asked",
        secret=True,
        trainee=trainee.full_name,
        centre=trainee.centre,
        until=testimony.expires_on,
        is_expert=testimony.is_expert,
        url=address_of("testimony.witness", token=token),
    )


def say_it_is_signed(testimony: WitnessTestimony) -> None:
    """To the trainee: the witness has signed."""
    mail.write(
        testimony.enrolment.person.email,
        _("A testimony was signed, %(day)s", day=day(testimony.signed_at)),
        "testimony_signed",
        url=address_of("testimony.testimony", public_id=testimony.public_id),
    )


def say_an_expert_was_named(expert: ExpertWitness) -> None:
    """To the trainee: somebody can be asked as an expert."""
    mail.write(
        expert.enrolment.person.email,
        _("An expert witness was named, %(day)s", day=day(expert.named_at)),
        "expert_named",
        url=address_of("testimony.ask"),
    )
