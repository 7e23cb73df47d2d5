"""What a person types about CPD."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, NumberRange

from core.forms import AtMost, choices
from core.once import OnceForm
from people.models import Person
from training.staff.services import LONGEST
from training.staff.wording import TOPICS


class CpdForm(OnceForm):
    """One day's CPD."""

    held_on = DateField(_l("When was it?"), [InputRequired(_l("Enter a date, such as 15 1 2027."))])
    minutes = IntegerField(
        _l("How many minutes?"),
        [
            InputRequired(_l("Enter from 1 to 1440 minutes.")),
            NumberRange(1, 1440, _l("Enter from 1 to 1440 minutes.")),
        ],
    )
    topic = SelectField(_l("What was it about?"), choices=choices(TOPICS))
    learned = TextAreaField(_l("What did you learn?"), [InputRequired(_l("Write what you learned.")), AtMost(LONGEST)])
    verifier = SelectField(_l("Who verifies it?"), validators=[InputRequired(_l("Choose who verifies it."))])

    def offer(self, verifiers: list[Person]) -> None:
        """Offer these people to verify."""
        named = {str(each.public_id): each.full_name for each in verifiers}
        self.verifier.choices = choices({"": _("Choose a person")} | named)
