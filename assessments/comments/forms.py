"""What an assessor may type about some words. The fields stand in the form of the mark sheet, which saves with them."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, TextAreaField

from assessments.comments.services import Quote
from core.forms import Form, choices
from training.awards.models import AssessmentCriterion


class CommentForm(Form):
    """A comment on words that are selected, or pasted where nothing can be selected."""

    class Meta:
        # It stands inside the form of the mark sheet, which carries the token.
        csrf = False

    quote = TextAreaField(_l("The words"))
    quote_on = SelectField(_l("For criterion"))
    quote_words = TextAreaField(_l("Your comment"))
    quote_item = HiddenField()
    quote_start = HiddenField()
    quote_end = HiddenField()
    quote_key = HiddenField()

    def chosen(self, criteria: Sequence[AssessmentCriterion]) -> AssessmentCriterion | None:
        """The criterion that the comment is about, of these."""
        return criterion_named(self.quote_on.data, criteria)

    def quoted(self) -> Quote:
        """The words, with their place when they were selected."""
        return Quote(
            self.quote.data or "", _number(self.quote_item), _number(self.quote_start), _number(self.quote_end)
        )


def comment_form(criteria: Sequence[AssessmentCriterion]) -> CommentForm:
    """The form for comments on these criteria; a new one is given the key that makes sending it twice harmless."""
    form = CommentForm()
    form.quote_on.choices = choices([(each.public_id.hex, f"{each.code} {_short(each.text)}") for each in criteria])
    if not form.quote_key.data:
        form.quote_key.data = uuid4().hex
    return form


def criterion_named(name: str | None, criteria: Sequence[AssessmentCriterion]) -> AssessmentCriterion | None:
    """The criterion that a field names, if it is one of these."""
    return next((each for each in criteria if each.public_id.hex == name), None)


def _number(field: Any) -> int | None:
    typed = field.data or ""
    return int(typed) if typed.isdecimal() and len(typed) <= 9 else None


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60].rsplit(' ', 1)[0]} …"
