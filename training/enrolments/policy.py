"""Who may do what with a trainee's place (domain §9)."""

from flask_babel import gettext as _

from core import clock
from people.models import Person, Role
from people.policy import covers, grants_of, holds, is_centre_administrator
from training.enrolments.models import Allocation, AllocationRole, Enrolment
from training.programmes.models import Cohort

HELD_AS = {
    AllocationRole.assessor: (Role.assessor,),
    AllocationRole.iqa: (Role.iqa, Role.lead_iqa),
    AllocationRole.supervisor: (Role.supervisor,),
}
"""The roles, any of which a person must hold to be allocated."""


def is_own(person: Person, enrolment: Enrolment) -> bool:
    """The trainee's own place."""
    return enrolment.person_id == person.id


def is_allocated(person: Person, enrolment: Enrolment, *roles: AllocationRole, unit_id: int | None = None) -> bool:
    """Whether the person works with this trainee today in one of these roles; with `unit_id`, on that unit.

    An allocation lasts no longer than the role that it was given for.
    """
    today = clock.today(person.centre.zone)
    return any(
        allocation.person_id == person.id
        and allocation.role in roles
        and holds(person, *HELD_AS[allocation.role])
        and allocation.is_current(today)
        and (unit_id is None or allocation.unit_id in {None, unit_id})
        for allocation in enrolment.allocations
    )


def is_tutor(person: Person, enrolment: Enrolment) -> bool:
    """The tutor of the trainee's cohort."""
    return bool(enrolment.cohort and enrolment.cohort.tutor_id == person.id) and holds(person, Role.tutor)


def close_to(person: Person, enrolment: Enrolment) -> str:
    """Why a lead quality assurer stands too close to a trainee to decide for them; empty when they do not."""
    if is_own(person, enrolment):
        return _("This is your own work. Another person has to do this.")
    if is_allocated(person, enrolment, AllocationRole.assessor):
        return _("You assess this trainee. Another lead quality assurer has to decide.")
    if enrolment.person.line_manager_id == person.id:
        return _("You manage this trainee. Another lead quality assurer has to decide.")
    if is_tutor(person, enrolment):
        return _("You teach this trainee. Another lead quality assurer has to decide.")
    if is_allocated(person, enrolment, AllocationRole.supervisor):
        return _("You supervise this trainee. Another lead quality assurer has to decide.")
    return ""


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


def can_enrol_in(person: Person, cohort: Cohort) -> bool:
    """Give people a place in this cohort, and register them."""
    return can_enrol(person)


def can_see_registration(person: Person, enrolment: Enrolment) -> bool:
    """Read the registration and how units stand: not for supervisors, whose work is apart from assessment."""
    return (
        is_own(person, enrolment)
        or is_centre_administrator(person)
        or holds(person, Role.lead_iqa)
        or is_allocated(person, enrolment, AllocationRole.assessor, AllocationRole.iqa)
        or is_tutor(person, enrolment)
    )


def reads_attempts(person: Person, enrolment: Enrolment) -> bool:
    """Be led from the trainee's page to the attempts at a unit; IQA and EQA are led there from what they sample."""
    return (
        is_own(person, enrolment)
        or is_centre_administrator(person)
        or holds(person, Role.lead_iqa)
        or is_allocated(person, enrolment, AllocationRole.assessor)
        or is_tutor(person, enrolment)
    )


def can_see_uln(person: Person, enrolment: Enrolment) -> bool:
    """Read the learner number: never an assessor or IQA."""
    return is_own(person, enrolment) or is_centre_administrator(person) or holds(person, Role.lead_iqa)


def can_see_conflicts(person: Person, enrolment: Enrolment) -> bool:
    """Read which allocations carry a managed conflict of interest: those who sample because of it."""
    return (
        is_centre_administrator(person)
        or holds(person, Role.lead_iqa)
        or is_allocated(person, enrolment, AllocationRole.iqa)
    )


def can_register(person: Person, enrolment: Enrolment) -> bool:
    """Register, suspend and resume: never one's own place."""
    return is_centre_administrator(person) and not is_own(person, enrolment)


def can_extend(person: Person, enrolment: Enrolment) -> bool:
    """Note that the awarding organisation, or the lead IQA, granted more time: never to oneself."""
    return holds(person, Role.centre_administrator, Role.lead_iqa) and not is_own(person, enrolment)


def can_withdraw(person: Person, enrolment: Enrolment) -> bool:
    """End the place: the trainee, or the centre for them."""
    return is_own(person, enrolment) or is_centre_administrator(person)


def can_choose_units(person: Person, enrolment: Enrolment) -> bool:
    """Choose the optional units."""
    return is_own(person, enrolment) or is_centre_administrator(person)


def can_end_allocation(person: Person, allocation: Allocation) -> bool:
    """End an allocation."""
    return can_allocate(person, allocation.enrolment)


def can_allocate(person: Person, enrolment: Enrolment) -> bool:
    """Say who assesses, quality-assures and supervises: never for oneself."""
    return is_centre_administrator(person) and not is_own(person, enrolment)


def reaches(person: Person, role: Role, organisation_id: int | None) -> bool:
    """Whether the person holds `role` in a scope that covers the organisation."""
    return any(covers(grant, organisation_id) for grant in grants_of(person, role))
