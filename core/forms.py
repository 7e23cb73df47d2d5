"""Forms: what a person may type. A broken rule appears beside its field, and nothing typed is lost."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.form import BaseForm
from wtforms.widgets import CheckboxInput, ListWidget

from core.db import db
from core.errors import RuleBroken


class Form(FlaskForm):
    """The start of every form. Errors that belong to no field are shown at the top."""

    def values(self) -> dict[str, Any]:
        """What was typed, by field name, without the anti-forgery token and the buttons."""
        return {
            field.name: field.data for field in self if field.type not in {"CSRFTokenField", "SubmitField", "FileField"}
        }

    @contextmanager
    def rule_errors(self) -> Iterator[None]:
        """Turn a broken rule inside the block into a message beside its field; the session is rolled back."""
        try:
            yield
        except RuleBroken as broken:
            db.session.rollback()
            self.add_error(broken.message, broken.field)

    def add_error(self, message: str, field: str | None = None) -> None:
        """Put `message` beside `field`, or at the top when the form has no such field."""
        found: Field | None = self._fields.get(field) if field else None
        if found is None:
            self.form_errors.append(message)
        else:
            found.errors = [*found.errors, message]


def number_in(typed: str | None) -> int:
    """The version or count that a page sent back; -1, which none is, when it sent none or something else."""
    return int(typed) if typed and typed.isdecimal() and len(typed) < 10 else -1


class VersionedForm(Form):
    """A form that knows which version of a thing its page showed, so that an outdated page changes nothing."""

    version = HiddenField()

    def seen(self) -> int:
        """The version that the page showed; -1 when it says none."""
        return number_in(self.version.data)


class AtMost:
    """Refuses a text of more than `most` characters, and says how many it has.

    The browser is not told: it would cut what is pasted without a word.
    """

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: BaseForm, field: Field) -> None:
        length = len(field.data or "")
        if length > self.most:
            counts = {"most": format_decimal(self.most), "length": format_decimal(length)}
            raise ValidationError(_("Use at most %(most)s characters. This has %(length)s.", **counts))


class BoxesField(SelectMultipleField):
    """Several of a list, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def choices(labels: dict[Any, Any] | Sequence[tuple[Any, Any]]) -> list[SelectChoice]:
    """Choices of a select or radio field from value and label."""
    pairs = labels.items() if isinstance(labels, dict) else labels
    return [SelectChoice(value.value if isinstance(value, StrEnum) else value, label) for value, label in pairs]
