"""What may be typed about a case."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from assessments.malpractice.services import LONGEST
from assessments.malpractice.wording import KINDS, OUTCOMES
from core.forms import AtMost, Form, VersionedForm, choices
from core.once import OnceForm
from people.signing import SigningForm


def _words(label: Any, message: Any) -> TextAreaField:
    return TextAreaField(label, validators=[InputRequired(message), AtMost(LONGEST)])


class RaiseForm(OnceForm):
    """What was noticed, and what the trainee is asked."""

    kind = RadioField(
        _l("What is it about?"), choices=choices(KINDS), validators=[InputRequired(_l("Choose what it is about."))]
    )
    words = _words(_l("What did you notice?"), _l("Say what you noticed."))
    question = _words(_l("What do you ask the trainee?"), _l("Write what the trainee is asked."))


class AnswerForm(Form):
    """The trainee's answer."""

    answer = _words(_l("Your answer"), _l("Write your answer."))


class DecideForm(VersionedForm, SigningForm):
    """How a case ends, of the version that the page showed."""

    outcome = RadioField(
        _l("What follows?"),
        choices=choices([(state, label) for state, (label, _meaning) in OUTCOMES.items()]),
        validators=[InputRequired(_l("Choose what follows."))],
    )
    words = _words(_l("Your words to the trainee"), _l("Write what the trainee reads."))
