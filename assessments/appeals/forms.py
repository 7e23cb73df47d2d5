"""What may be typed about an appeal."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional

from assessments.appeals.services import LONGEST
from assessments.appeals.wording import GROUNDS
from core.forms import AtMost, Form, VersionedForm, choices
from core.once import OnceForm
from people.models import Person
from people.signing import SigningForm


def _required_words(label: Any, message: Any) -> TextAreaField:
    return TextAreaField(label, validators=[InputRequired(message), AtMost(LONGEST)])


class RaiseForm(OnceForm):
    """Why a decision should be looked at again."""

    grounds = SelectMultipleField(
        _l("What is it about?"),
        choices=choices(GROUNDS),
        validators=[InputRequired(_l("Choose at least one reason."))],
    )
    words = _required_words(_l("Say it in your own words"), _l("Say what should be looked at again."))


class GoOnForm(Form):
    """What the trainee adds for the next stage."""

    words = TextAreaField(
        _l("What do you want to add?"),
        validators=[Optional(), AtMost(LONGEST)],
    )


class AnswerForm(VersionedForm, SigningForm):
    """The answer to a stage. `assessor` is asked where an appeal that is upheld goes to another assessor."""

    answer = RadioField(
        _l("Is the appeal upheld?"),
        choices=choices([("upheld", _l("Upheld: the unit is assessed again")), ("dismissed", _l("Dismissed"))]),
        validators=[InputRequired(_l("Say whether the appeal is upheld."))],
    )
    reasons = _required_words(_l("Your reasons, to the trainee"), _l("Write your reasons."))
    assessor = SelectField(_l("If it is upheld: who assesses the unit again?"), validators=[Optional()])

    def offer(self, people: Iterable[Person]) -> None:
        """Offer these people, and nobody."""
        self.assessor.choices = choices(
            [("", _l("Choose")), *((str(each.public_id), each.full_name) for each in people)]
        )


class AssignForm(VersionedForm):
    """Who decides a stage, and on the third who else sits on the panel."""

    person = RadioField(_l("Who decides?"), validators=[InputRequired(_l("Choose who decides."))])
    panel = SelectMultipleField(_l("Who else sits on the panel?"), validators=[Optional()])

    def offer(self, people: Iterable[Person]) -> None:
        """Offer these people."""
        offered = [(str(each.public_id), each.full_name) for each in people]
        self.person.choices = choices(offered)
        self.panel.choices = choices(offered)


def _days(label: Any, least: int, most: int) -> IntegerField:
    message = _l("Type a whole number from %(least)s to %(most)s.", least=least, most=most)
    return IntegerField(label, [InputRequired(message), NumberRange(least, most, message)])


class WindowsForm(VersionedForm):
    """How long the parts of an appeal, and the answer in a case, may take."""

    raise_days = _days(_l("Days to raise an appeal"), 5, 60)
    go_on_days = _days(_l("Days to go on to the next stage"), 5, 60)
    stage1_days = _days(_l("First stage, working days"), 1, 60)
    stage2_days = _days(_l("Second stage, working days"), 1, 60)
    stage3_days = _days(_l("Third stage, working days"), 1, 60)
    stage4_days = _days(_l("Fourth stage, working days"), 1, 90)
    case_days = _days(_l("Working days to answer a question about how work was made"), 5, 60)

    def days(self) -> dict[str, int]:
        """The numbers of days by what they are for."""
        return {name: value for name, value in self.values().items() if name != "version"}
