"""Who keeps, reads and verifies CPD, and reads staff's credentials (domain §9: CPD entries)."""

from flask_babel import gettext as _

from core.policy import Refusal
from people.models import Person, Role
from people.policy import STAFF, holds
from training.staff.models import CpdEntry

VERIFIERS = (Role.supervisor, Role.lead_iqa)


def can_list_staff(person: Person) -> bool:
    """Open the list of credentials: the administrator, who keeps them, and the lead quality assurer."""
    return holds(person, Role.centre_administrator, Role.lead_iqa)


def can_keep(person: Person) -> bool:
    """Keep CPD of one's own."""
    return holds(person, *STAFF)


def owns(person: Person, entry: CpdEntry) -> bool:
    """The entry is one's own."""
    return entry.person_id == person.id


def can_read(person: Person, entry: CpdEntry) -> bool:
    """Read what was learned: the owner and the verifier, nobody else."""
    return owns(person, entry) or entry.verifier_id == person.id


def can_change(person: Person, entry: CpdEntry) -> bool | Refusal:
    """Change an entry of one's own until it is verified."""
    if not owns(person, entry):
        return False
    return Refusal(_("It was verified, so it stays as it is.")) if entry.verified_at else True


def can_verify(person: Person, entry: CpdEntry) -> bool | Refusal:
    """Say that it was so: whom the owner named, in a role that verifies, never the owner."""
    if entry.verifier_id != person.id:
        return False
    if not holds(person, *VERIFIERS):
        return Refusal(_("You no longer hold a role that verifies."))
    return Refusal(_("You have verified this already.")) if entry.verified_at else True
