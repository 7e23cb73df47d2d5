"""Who may see, withdraw and replace certificates (domain §9: claim, certificate)."""

from assessments.certificates.models import Certificate
from core.policy import Refusal
from people.models import Person, Role
from people.policy import holds


def can_see_register(person: Person) -> bool:
    """Open the register of the centre."""
    return holds(person, Role.centre_administrator, Role.lead_iqa)


def can_see_own(person: Person) -> bool:
    """Open the page of one's own certificates; a holder keeps it when no longer a trainee."""
    return person is not None


def can_see(person: Person, certificate: Certificate) -> bool:
    """Open a certificate: its holder, and those who keep the register."""
    return certificate.person_id == person.id or can_see_register(person)


def can_consent(person: Person, certificate: Certificate) -> bool | Refusal:
    """Say whether the public page shows the name: the holder alone."""
    return certificate.person_id == person.id or Refusal("Only the holder decides whether the name is shown.")


def can_revoke(person: Person, certificate: Certificate) -> bool | Refusal:
    """Withdraw or replace: a lead IQA, and never one's own."""
    if certificate.person_id == person.id:
        return Refusal("You cannot withdraw your own certificate.")
    return holds(person, Role.lead_iqa) or Refusal("A lead quality assurer withdraws certificates.")
