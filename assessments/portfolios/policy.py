"""Whose a portfolio is: the trainee's, also when they are none any more. An administrator brings one in, unread."""

from people.models import Person
from people.policy import is_centre_administrator


def can_take(person: Person) -> bool:
    """Open the page of one's own portfolio and take it along; it stays one's own when the training is over."""
    return person is not None


def can_bring_in(person: Person) -> bool:
    """Bring in a portfolio from another Setwright: the administrator of the centre."""
    return is_centre_administrator(person)
