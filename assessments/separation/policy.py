"""Who reads who stands too close to a trainee (domain §9: Role grants; People, reporting lines)."""

from people.models import Person, Role
from people.policy import holds


def can_see(person: Person) -> bool:
    """Open the page of what has to be settled: the administrator, who settles it, and the lead quality assurer."""
    return holds(person, Role.centre_administrator, Role.lead_iqa)
