"""Who may do what with sets (domain §9): the organiser forms and keeps their own, the centre administrator all."""

from datetime import date

from core import clock
from core.policy import Refusal
from people.models import Person, Role, ScopeKind
from people.policy import covers, grants_of, holds, is_centre_administrator
from training.sets.models import LearningSet


def may_organise(person: Person, organisation_id: int | None, programme_id: int | None) -> bool:
    """Whether the person's organiser role reaches sets of this organisation or programme."""
    return any(
        grant.scope_id == programme_id if grant.scope_kind is ScopeKind.programme else covers(grant, organisation_id)
        for grant in grants_of(person, Role.set_organiser)
    )


def is_organiser(person: Person, learning_set: LearningSet) -> bool:
    """Organises this very set, and still holds the role for it."""
    return learning_set.organiser_id == person.id and may_organise(
        person, learning_set.organisation_id, learning_set.programme_id
    )


def facilitates(person: Person, learning_set: LearningSet, on: date) -> bool:
    """Facilitates the set, or takes part in a practice set, on that day."""
    return any(
        facilitator.person_id == person.id
        and facilitator.starts_on <= on
        and (facilitator.ends_on is None or on <= facilitator.ends_on)
        for facilitator in learning_set.facilitators
    )


def can_list(person: Person) -> bool:
    """Open the list of sets; it holds only those that the person may see."""
    return holds(person, Role.set_organiser, Role.centre_administrator, Role.lead_iqa)


def sees_all(person: Person) -> bool:
    """Sees every set of the centre."""
    return is_centre_administrator(person) or holds(person, Role.lead_iqa)


def can_see(person: Person, learning_set: LearningSet) -> bool:
    """Open a set: its organiser, those who facilitate it now, and those who see all."""
    return (
        is_organiser(person, learning_set)
        or sees_all(person)
        or facilitates(person, learning_set, clock.today(person.centre.zone))
    )


def can_form(person: Person) -> bool:
    """Form a set."""
    return holds(person, Role.set_organiser, Role.centre_administrator)


def can_change(person: Person, learning_set: LearningSet) -> bool | Refusal:
    """Change who facilitates a set, how many belong to it, and where it stands."""
    if is_organiser(person, learning_set) or is_centre_administrator(person):
        return True
    return Refusal("Only the organiser of the set and the centre administrator change it.")
