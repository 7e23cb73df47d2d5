"""What a person types about attempts."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from core.forms import AtMost, Form
from people.signing import SealedForm
from training.portfolio.submissions import REASON_LENGTH

SENTENCE = 10
LONGEST_REASON = 280


class MoreTimeForm(SealedForm):
    """A later day, and why; its content is the attempt and the day that the page shows."""

    until = DateField(_l("Until which day?"), [InputRequired(_l("Enter a date, such as 15 1 2027."))])
    reason = TextAreaField(
        _l("Why is more time right?"),
        [
            InputRequired(_l("Give the reason in a sentence.")),
            Length(min=REASON_LENGTH, message=_l("Give the reason in a sentence.")),
        ],
    )


class WhyForm(Form):
    """Why somebody reads what no sample or allocation entitles them to."""

    why = StringField(
        _l("Why do you read it?"),
        [
            InputRequired(_l("Say why in a sentence.")),
            Length(min=SENTENCE, message=_l("Say why in a sentence.")),
            AtMost(LONGEST_REASON),
        ],
    )
