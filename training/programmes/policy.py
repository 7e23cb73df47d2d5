"""Who may do what with programmes, cohorts and taught days (domain §9)."""

from people.models import Person, Role
from people.policy import holds, is_centre_administrator
from training.programmes.models import Cohort, Programme, TaughtEvent


def can_list(person: Person) -> bool:
    """Open the list of programmes."""
    return holds(person, Role.centre_administrator, Role.lead_iqa)


def can_start(person: Person) -> bool:
    """Start a programme."""
    return is_centre_administrator(person)


def can_see(person: Person, programme: Programme) -> bool:
    """Open a programme with its cohorts."""
    return can_list(person)


def can_open_cohort(person: Person, programme: Programme) -> bool:
    """Open a cohort in a programme."""
    return is_centre_administrator(person)


def is_tutor(person: Person, cohort: Cohort) -> bool:
    """The tutor of this cohort."""
    return cohort.tutor_id == person.id and holds(person, Role.tutor)


def can_see_cohort(person: Person, cohort: Cohort) -> bool:
    """Open a cohort with its people and taught days."""
    return can_list(person) or is_tutor(person, cohort)


def can_change_cohort(person: Person, cohort: Cohort) -> bool:
    """Name the tutor and set the places."""
    return is_centre_administrator(person)


def can_plan(person: Person, cohort: Cohort) -> bool:
    """Plan taught days."""
    return is_centre_administrator(person) or is_tutor(person, cohort)


def can_list_taught_days(person: Person) -> bool:
    """Open the list of one's own taught days."""
    return holds(person, Role.tutor)


def can_see_register(person: Person, event: TaughtEvent) -> bool:
    """Read who came to a taught day."""
    return can_see_cohort(person, event.cohort)


def can_take_register(person: Person, event: TaughtEvent) -> bool:
    """Write who came to a taught day, or take a day out of the plan."""
    return can_plan(person, event.cohort)
