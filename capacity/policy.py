"""Who may see an organisation's facilitation capacity (domain §9): counts, and the names of current facilitators."""

from people.models import Organisation, Person, Role
from people.policy import holds
from training.enrolments.policy import reaches


def can_see_capacity(person: Person) -> bool:
    """Open the capacity pages at all."""
    return holds(person, Role.hr, Role.lead_iqa, Role.centre_administrator)


def can_see(person: Person, organisation: Organisation) -> bool:
    """Open the capacity of one organisation: HR their own, those who run the centre all of them."""
    return holds(person, Role.lead_iqa, Role.centre_administrator) or reaches(person, Role.hr, organisation.id)
