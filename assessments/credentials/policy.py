"""Who hands in and reads the certificate behind a credential.

Its holder and the centre's administrator hand it in; both read it, and the lead quality assurer; an external quality
assurer during a visit to an award for which its holder assesses or checks. Nobody else, and never the line manager.
"""

from assessments.credentials import queries
from assessments.iqa.models import EqaVisit
from people.models import Person, Role, StaffCredential
from people.policy import can_change_credential, can_see_credential, holds


def can_read(person: Person, credential: StaffCredential) -> bool:
    """Read a credential with its certificate."""
    return can_see_credential(person, credential) or visit_for(person, credential) is not None


def can_add(person: Person, credential: StaffCredential) -> bool:
    """Hand in the certificate: its holder, or the administrator who has seen it."""
    return credential.person_id == person.id or can_change_credential(person, credential)


def visit_for(person: Person, credential: StaffCredential) -> EqaVisit | None:
    """The open visit that lets an external quality assurer read it; nobody needs one for what they may read anyway."""
    if can_see_credential(person, credential) or not holds(person, Role.eqa):
        return None
    return queries.visit_to(person, credential.person)
