"""Who may plan a visit, and who may open one (domain §2.3: read-only, time-boxed, scoped)."""

from assessments.iqa.models import EqaVisit
from core import clock
from people.models import Person, Role
from people.policy import holds


def can_list(person: Person) -> bool:
    """Open the list of visits: an external quality assurer's own, all of them for those who plan."""
    return holds(person, Role.eqa) or can_plan(person)


def can_plan(person: Person) -> bool:
    """Open a window for an external quality assurer."""
    return holds(person, Role.centre_administrator, Role.lead_iqa)


def can_visit(person: Person, visit: EqaVisit) -> bool:
    """Read in a visit: its external quality assurer, while the window is open."""
    return visit.eqa_id == person.id and holds(person, Role.eqa) and visit.is_open(clock.today(person.centre.zone))
