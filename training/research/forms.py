"""What a person may type about research."""

from collections.abc import Sequence
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from core.forms import AtMost, Form, choices
from people.signing import SigningForm
from training.research.models import InterviewKind
from training.research.queries import DecidedAccount
from training.research.wording import INTERVIEW_KINDS

ENTER_DATE = _l("Enter a date.")
LONGEST_TEXT = 5_000
MOST_PEOPLE = 30


class OpenProjectForm(Form):
    """A new project, as the ethics committee approved it."""

    name = StringField(_l("What is the research called?"), [InputRequired(_l("Give it a name.")), AtMost(200)])
    purpose = TextAreaField(_l("What is it for?"), [InputRequired(_l("Say what it is for.")), AtMost(LONGEST_TEXT)])
    run_by = StringField(_l("Who runs it and gets the extract?"), [InputRequired(_l("Say who runs it.")), AtMost(200)])
    ethics_reference = StringField(
        _l("Which ethics approval does it have?"), [InputRequired(_l("Enter its reference.")), AtMost(100)]
    )
    starts_on = DateField(_l("First day"), [InputRequired(ENTER_DATE)])
    ends_on = DateField(_l("Last day"), [InputRequired(ENTER_DATE)])
    statement = TextAreaField(
        _l("What does a trainee agree to?"),
        [InputRequired(_l("Enter the statement.")), AtMost(LONGEST_TEXT)],
    )
    statement_version = StringField(
        _l("Which version of the statement is this?"), [InputRequired(_l("Enter its version.")), AtMost(40)]
    )


class ConsentForm(Form):
    """A trainee agrees. Nothing is ticked beforehand."""

    agreed = BooleanField(_l("I have read this and I agree."))
    left_out = SelectMultipleField(
        _l("Leave these accounts out"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )

    def offer(self, accounts: Sequence[DecidedAccount]) -> None:
        """Fill the choices."""
        self.left_out.choices = choices(
            [
                (str(account.item.public_id), f"{account.item.title} ({', '.join(account.units)})")
                for account in accounts
            ]
        )

    @property
    def ids_left_out(self) -> set[UUID]:
        """The accounts that were ticked."""
        return {UUID(public_id) for public_id in self.left_out.data or []}


class ExtractForm(SigningForm):
    """The signature under an extract."""


class KeyForm(SigningForm):
    """The signature of who takes the key."""


class CloseForm(SigningForm):
    """The signature under the end of a project."""


class InterviewForm(Form):
    """An interview that was held. Counts only."""

    kind = RadioField(
        _l("How?"),
        choices=choices(INTERVIEW_KINDS),
        validators=[InputRequired(_l("Choose one."))],
        coerce=InterviewKind,
    )
    held_on = DateField(_l("When?"), [InputRequired(ENTER_DATE)])
    people = IntegerField(
        _l("How many people?"),
        [
            InputRequired(_l("Enter a whole number.")),
            NumberRange(1, MOST_PEOPLE, _l("Enter a number from %(min)d to %(max)d.")),
        ],
    )
    consent_on_paper = BooleanField(_l("Everybody's signed consent is kept on paper."))
