"""Who may read and change a phrase: the assessor who keeps it, and nobody else."""

from assessments.phrases.models import FeedbackPhrase
from people.models import Person, Role
from people.policy import holds


def can_keep(person: Person) -> bool:
    """Have phrases of one's own."""
    return holds(person, Role.assessor)


def can_change(person: Person, phrase: FeedbackPhrase) -> bool:
    """Read, change and delete a phrase."""
    return can_keep(person) and phrase.person_id == person.id
