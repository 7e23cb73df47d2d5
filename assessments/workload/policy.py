"""Who may see how much work each assessor has, and give work from one to another."""

from people.models import Person, Role
from people.policy import holds, is_centre_administrator
from people.working_time.models import Absence


def can_see_workload(person: Person) -> bool:
    """Open the table of assessors: counts, days and names, nothing that a trainee wrote."""
    return holds(person, Role.centre_administrator, Role.lead_iqa)


def can_see_desk(person: Person, other: Person) -> bool:
    """Open what lies on the desk of somebody who assesses or teaches, or did."""
    return can_see_workload(person) and (has_assessed(other) or any(each.role is Role.tutor for each in other.grants))


def has_assessed(other: Person) -> bool:
    """Whether somebody is or was an assessor, so that units may lie on their desk; a tutor has drafts alone."""
    return any(grant.role is Role.assessor for grant in other.grants)


def can_set_target(person: Person, other: Person) -> bool:
    """Say how many open units an assessor should have at most."""
    return can_see_workload(person) and has_assessed(other)


def can_record_absence(person: Person, other: Person) -> bool:
    """Write down that an assessor or a tutor is away."""
    return is_centre_administrator(person) and can_see_desk(person, other)


def can_see_absence(person: Person, absence: Absence) -> bool:
    """Know that somebody is away."""
    return can_see_workload(person)


def can_end_absence(person: Person, absence: Absence) -> bool:
    """Write down that somebody is back."""
    return is_centre_administrator(person)


def can_hand_over(person: Person, other: Person) -> bool:
    """Give somebody's open work, and the drafts that they were asked to read, to somebody else."""
    return is_centre_administrator(person) and can_see_desk(person, other)


def can_give_out(person: Person) -> bool:
    """Give several units to assessors at once."""
    return is_centre_administrator(person)
