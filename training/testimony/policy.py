"""Who may ask for a testimony, read it and name experts (domain §9: Observation record; OB own, AS, TR).

An assessor, tutor or quality assurer reads a testimony where it was sent as evidence, and nowhere else.
"""

from flask_babel import gettext as _

from core.policy import Refusal
from people.models import Person, Role
from people.policy import holds
from training.enrolments.models import AllocationRole, Enrolment
from training.enrolments.policy import is_allocated, is_own
from training.testimony.models import ExpertWitness, WitnessTestimony


def can_ask(person: Person) -> bool:
    """Ask somebody to say what they saw: trainees, for their own places."""
    return holds(person, Role.trainee)


def owns(person: Person, testimony: WitnessTestimony) -> bool:
    """Read a testimony, make a new link for it or take the request back: the trainee whom it is about."""
    return is_own(person, testimony.enrolment) and can_ask(person)


def sees_experts(person: Person, enrolment: Enrolment) -> bool:
    """Open the page on which experts are named: the lead quality assurer and the trainee's assessors."""
    return holds(person, Role.lead_iqa) or is_allocated(person, enrolment, AllocationRole.assessor)


def can_name_expert(person: Person, enrolment: Enrolment) -> bool | Refusal:
    """Name an expert witness: never for oneself."""
    if not sees_experts(person, enrolment):
        return False
    return (
        Refusal(_("This is your own place. Another person has to name experts.")) if is_own(person, enrolment) else True
    )


def sees_expert(person: Person, expert: ExpertWitness) -> bool:
    """Know of an expert's naming."""
    return sees_experts(person, expert.enrolment)


def can_end_naming(person: Person, expert: ExpertWitness) -> bool | Refusal:
    """End a naming: who may name."""
    return can_name_expert(person, expert.enrolment)
