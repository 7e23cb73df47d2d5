"""What a person may type about a progress review."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, FieldList, FormField, RadioField, SelectField, StringField, TextAreaField
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Optional, Regexp

from core.forms import AtMost, Form, VersionedForm, choices
from core.once import OnceForm
from people.signing import SealedForm
from training.portfolio.forms import ChecksField
from training.reviews.models import LONGEST_ACTION, LONGEST_PART, CounterpartKind, Figure, Part, ProgressReview
from training.reviews.services import MOST_ACTIONS, Agreed, Third
from training.reviews.wording import COUNTERPARTS, FIGURES, PARTS
from training.sets.fields import DayField

ADDRESS = Regexp(
    r"^[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+$", message=_l("Enter one address, like name@example.org")
)


class ThirdForm(Form):
    """The line manager or mentor."""

    kind = RadioField(
        _l("Who takes part beside you two?"),
        [InputRequired(_l("Choose one of the two."))],
        choices=choices(COUNTERPARTS),
    )
    name = StringField(_l("Their name"), [InputRequired(_l("Enter their name.")), AtMost(200)])
    email = EmailField(
        _l("Their email"),
        [Optional(), AtMost(254), ADDRESS],
        filters=[lambda typed: typed.strip() if typed else typed],
    )

    def third(self) -> Third:
        """Who was typed in."""
        return Third(CounterpartKind(self.kind.data), self.name.data or "", self.email.data or "")


class PlanForm(OnceForm, ThirdForm):
    """The day of a review and who takes part."""

    planned_on = DayField(_l("When is it?"), [InputRequired(_l("Enter a date, such as 3 12 2026"))])

    def day(self) -> date:
        """The day that was typed; a form without one is not valid."""
        return self.planned_on.data or date.min


class MoveForm(Form):
    """Another day."""

    planned_on = DayField(_l("Another day"), [InputRequired(_l("Enter a date, such as 3 12 2026"))])

    def day(self) -> date:
        """The day that was typed; a form without one is not valid."""
        return self.planned_on.data or date.min


class ActionForm(PlainForm):
    """One thing that was agreed."""

    what = StringField(_l("What"), [Optional(), AtMost(LONGEST_ACTION)])
    owner = SelectField(_l("Who"), choices=choices(PARTS), default=Part.trainee.value)
    due_on = DayField(_l("By when"), [Optional()])


class WriteForm(VersionedForm):
    """One's own part, and what was agreed."""

    text = TextAreaField(_l("Your part"), [Optional(), AtMost(LONGEST_PART)])
    actions = FieldList(FormField(ActionForm), min_entries=MOST_ACTIONS, max_entries=MOST_ACTIONS)

    @classmethod
    def of(cls, review: ProgressReview, text: str) -> "WriteForm":
        """The form with what stands in the review."""
        rows = [{"what": each.what, "owner": each.owner.value, "due_on": each.due_on} for each in review.actions]
        return cls(data={"version": str(review.version), "text": text, "actions": rows})

    def validate(self, extra_validators: Any = None) -> bool:
        """An action without a day is no agreement."""
        fine = super().validate(extra_validators)
        for entry in self.actions:
            if entry.form.what.data and entry.form.due_on.data is None and not entry.form.due_on.errors:
                entry.form.due_on.errors = [_("Enter by when.")]
                fine = False
        return bool(fine)

    def agreed(self) -> list[Agreed]:
        """The rows that were filled in."""
        return [
            Agreed(" ".join(entry.form.what.data.split()), Part(entry.form.owner.data), entry.form.due_on.data)
            for entry in self.actions
            if entry.form.what.data and entry.form.what.data.strip() and entry.form.due_on.data
        ]


class ShareForm(VersionedForm, ThirdForm):
    """Who reads the review, and which of the figures."""

    shows = ChecksField(_l("Which figures do they read?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shows.offer({each.value: FIGURES[each] for each in Figure})

    def figures(self) -> list[Figure]:
        """What was ticked."""
        return [Figure(each) for each in self.shows.data or ()]


class AnswerForm(VersionedForm):
    """The part of a line manager or mentor, signed with a name."""

    text = TextAreaField(_l("Your part"), [Optional(), AtMost(LONGEST_PART)])
    name = StringField(_l("Your name, to sign"), [InputRequired(_l("Type your name to sign.")), AtMost(200)])


class SignForm(VersionedForm, SealedForm):
    """The signature of the trainee or the reviewer."""
