"""Who may do what with a trainee's place (domain §9)."""

from core import clock
from people.models import Person, Role
from people.policy import covers, grants_of, holds, is_centre_administrator
from training.enrolments.models import AllocationRole, Enrolment


def is_own(person: Person, enrolment: Enrolment) -> bool:
    """The trainee's own place."""
    return enrolment.person_id == person.id


def is_allocated(person: Person, enrolment: Enrolment, *roles: AllocationRole, unit_id: int | None = None) -> bool:
    """Whether the person works with this trainee today in one of these roles; with `unit_id`, on that unit."""
    today = clock.today(person.zone)
    return any(
        allocation.person_id == person.id
        and allocation.role in roles
        and allocation.is_current(today)
        and (unit_id is None or allocation.unit_id in {None, unit_id})
        for allocation in enrolment.allocations
    )


def is_tutor(person: Person, enrolment: Enrolment) -> bool:
    """The tutor of the trainee's cohort."""
    return bool(enrolment.cohort and enrolment.cohort.tutor_id == person.id) and holds(person, Role.tutor)


def can_see(person: Person, enrolment: Enrolment) -> bool:
    """Open the page of a trainee: their own, or of those who work with them."""
    return (
        is_own(person, enrolment)
        or is_centre_administrator(person)
        or holds(person, Role.lead_iqa)
        or is_allocated(person, enrolment, *AllocationRole)
        or is_tutor(person, enrolment)
    )


def can_list(person: Person) -> bool:
    """Open the list of trainees; it holds only those whom the person may see."""
    return holds(person, Role.centre_administrator, Role.lead_iqa, Role.assessor, Role.tutor, Role.iqa)


def can_enrol(person: Person) -> bool:
    """Give people a place."""
    return is_centre_administrator(person)


def can_register(person: Person, enrolment: Enrolment) -> bool:
    """Register, suspend, extend or withdraw."""
    return is_centre_administrator(person)


def can_allocate(person: Person, enrolment: Enrolment) -> bool:
    """Say who assesses, quality-assures and supervises."""
    return is_centre_administrator(person)


def reaches(person: Person, role: Role, organisation_id: int | None) -> bool:
    """Whether the person holds `role` in a scope that covers the organisation."""
    return any(covers(grant, organisation_id) for grant in grants_of(person, role))
