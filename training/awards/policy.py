"""Who may do what with awards (domain §9: everyone may read an award, the centre administrator brings them in)."""

from people.models import Person, Role
from people.policy import holds, is_centre_administrator
from training.awards.models import AwardStatus, AwardVersion


def can_list(person: Person) -> bool:
    """Open the list of awards: everyone who holds a role."""
    return holds(person, *Role)


def can_see_drafts(person: Person) -> bool:
    """Read versions that are not published yet."""
    return holds(person, Role.centre_administrator, Role.lead_iqa)


def can_see(person: Person, version: AwardVersion) -> bool:
    """Read a version of an award, or take its file."""
    return can_see_drafts(person) or (can_list(person) and version.status is AwardStatus.published)


def can_import(person: Person) -> bool:
    """Bring in an award file."""
    return is_centre_administrator(person)


def can_publish(person: Person, version: AwardVersion) -> bool:
    """Make a draft final."""
    return is_centre_administrator(person)
