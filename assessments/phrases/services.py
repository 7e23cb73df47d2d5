"""What happens to phrases: kept, changed, deleted, by their owner."""

from flask_babel import gettext as _

from assessments.phrases import policy, queries
from assessments.phrases.models import LONGEST, MOST, FeedbackPhrase
from core import clock
from core.db import db
from core.errors import NotAllowed, RuleBroken
from people.models import Person


def add(text: str, *, by: Person) -> FeedbackPhrase:
    """Keep a phrase. The same words again give the one that is there. Raises NotAllowed, RuleBroken."""
    if not policy.can_keep(by):
        raise NotAllowed(_("Only assessors keep phrases."))
    text = _checked(text)
    kept = queries.phrases_of(by)
    if same := next((each for each in kept if each.text == text), None):
        return same
    if len(kept) >= MOST:
        raise RuleBroken(_("You have %(most)s phrases. Delete one that you do not use.", most=MOST), "text")
    phrase = FeedbackPhrase(person_id=by.id, text=text, written_at=clock.now())
    db.session.add(phrase)
    db.session.flush()
    return phrase


def change(phrase: FeedbackPhrase, text: str, *, by: Person) -> None:
    """Word a phrase otherwise. Raises NotAllowed, RuleBroken."""
    _check_own(phrase, by)
    phrase.text = _checked(text)
    db.session.flush()


def delete(phrase: FeedbackPhrase, *, by: Person) -> None:
    """Delete a phrase. What was written with it stays. Raises NotAllowed."""
    _check_own(phrase, by)
    db.session.delete(phrase)
    db.session.flush()


def _check_own(phrase: FeedbackPhrase, by: Person) -> None:
    if not policy.can_change(by, phrase):
        raise NotAllowed(_("This phrase is another assessor’s."))


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise RuleBroken(_("Write the phrase."), "text")
    if len(text) > LONGEST:
        raise RuleBroken(_("Write at most %(max)s characters.", max=LONGEST), "text")
    return text
