"""Who may change when the centre works."""

from people.models import Person
from people.policy import can_change_settings
from people.working_time.models import Holiday


def can_remove(person: Person, holiday: Holiday) -> bool:
    """Take a day off the list of holidays."""
    return can_change_settings(person)
