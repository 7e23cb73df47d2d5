"""Sets and who facilitates them."""

from datetime import date
from itertools import count
from typing import Any

from core.db import db
from people.models import Person, Role
from tests.factories import people
from training.sets.models import LearningSet, SetFacilitator, SetState

LONG_AGO = date(2020, 1, 1)
_numbers = count(1)


def learning_set(*facilitators: Person, organiser: Person | None = None, **fields: Any) -> LearningSet:
    """A running set at work with six members; its organiser may organise in the whole centre."""
    organiser = organiser or people.person(Role.set_organiser)
    row = LearningSet(
        **{"name": f"Set {next(_numbers):02}", "organiser": organiser, "state": SetState.running} | fields
    )
    db.session.add(row)
    db.session.flush()
    for person in facilitators:
        facilitator(row, person)
    return row


def facilitator(row: LearningSet, person: Person, **fields: Any) -> SetFacilitator:
    """A person facilitates the set, since long ago."""
    added = SetFacilitator(**{"learning_set": row, "person": person, "starts_on": LONG_AGO} | fields)
    db.session.add(added)
    db.session.flush()
    return added
