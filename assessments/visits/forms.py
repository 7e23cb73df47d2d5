"""What may be typed about a visit."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField
from wtforms.validators import InputRequired

from core.forms import choices
from core.once import OnceForm
from people.models import Person
from training.awards.models import AwardVersion


class PlanVisitForm(OnceForm):
    """Who visits, about which award, from when to when."""

    eqa = SelectField(_l("Who visits?"), [InputRequired(_l("Choose who visits."))])
    award_version = SelectField(_l("Which award is it about?"), [InputRequired(_l("Choose an award."))])
    starts_on = DateField(_l("First day"), [InputRequired(_l("Enter a date."))])
    ends_on = DateField(_l("Last day"), [InputRequired(_l("Enter a date."))])

    def offer(self, people: Iterable[Person], versions: Iterable[AwardVersion]) -> None:
        """Fill the choices."""
        self.eqa.choices = choices([(str(person.public_id), person.full_name) for person in people])
        self.award_version.choices = choices(
            [(str(version.public_id), f"{version.title} ({version.code}, {version.number})") for version in versions]
        )
