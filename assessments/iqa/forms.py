"""What a quality assurer and an assessor may type about a sample."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional

from assessments.grading.models import UnitDecision
from assessments.iqa.models import SampleOutcome
from assessments.iqa.wording import OUTCOMES
from core.forms import AtMost, Form, choices
from people.signing import SigningForm

TEXT_LENGTH = 5000


class DrawForm(Form):
    """Draw over what was shown; `draws_seen` tells whether somebody else drew meanwhile."""

    draws_seen = HiddenField()


class AddSampleForm(Form):
    """One more decision for the picks."""

    decision = SelectField(_l("Which decision?"), [InputRequired(_l("Choose a decision."))])
    because = TextAreaField(
        _l("Why should it be looked at?"), [InputRequired(_l("Give the reason in a sentence.")), AtMost(500)]
    )

    def offer(self, decisions: Sequence[UnitDecision]) -> None:
        """Fill the choices."""
        self.decision.choices = choices([(str(each.public_id), line_of(each)) for each in decisions])


class ReplaceSampleForm(AddSampleForm):
    """Another decision in the place of one that cannot be looked at."""

    decision = SelectField(_l("Which decision is looked at instead?"), [InputRequired(_l("Choose a decision."))])
    because = TextAreaField(
        _l("Why can the first one not be looked at?"),
        [InputRequired(_l("Give the reason in a sentence.")), AtMost(500)],
    )


class JudgeForm(SigningForm):
    """The IQA's answer on a decision."""

    version = HiddenField()
    outcome = RadioField(
        _l("What do you make of this decision?"),
        choices=choices(OUTCOMES),
        coerce=SampleOutcome,
        validators=[InputRequired(_l("Choose what you make of the decision."))],
    )
    feedback = TextAreaField(
        _l("Feedback to the assessor"),
        [InputRequired(_l("Write to the assessor what you found.")), AtMost(TEXT_LENGTH)],
    )
    action = TextAreaField(_l("What does the assessor have to do?"), [Optional(), AtMost(TEXT_LENGTH)])
    action_due_on = DateField(_l("By when?"), [Optional()])
    is_major = BooleanField(_l("This is a major action"))


class CloseActionForm(SigningForm):
    """The IQA signs that an action is done."""


def line_of(decision: UnitDecision) -> str:
    """A decision in a list of choices: number, unit, outcome, assessor."""
    unit, assessor = decision.submission.unit.code, decision.assessor.full_name
    return f"D-{decision.id:04} · {unit} · {decision.outcome.value} · {assessor}"
