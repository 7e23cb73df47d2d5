"""What to read of an assessor's phrases."""

from sqlalchemy import select

from assessments.phrases.models import FeedbackPhrase
from core.db import db
from people.models import Person


def phrases_of(person: Person, search: str = "") -> list[FeedbackPhrase]:
    """A person's own phrases, the latest first; with `search` those in which every one of its words stands."""
    query = select(FeedbackPhrase).where(FeedbackPhrase.person_id == person.id).order_by(FeedbackPhrase.id.desc())
    words = search.casefold().split()
    return [each for each in db.session.scalars(query) if all(word in each.text.casefold() for word in words)]
