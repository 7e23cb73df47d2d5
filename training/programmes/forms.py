"""What a person may type about programmes, cohorts and taught days."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, NumberRange, Optional

from core.db import Tenanted
from core.forms import AtMost, Form, choices
from people.models import Organisation, Person
from training.awards.models import AwardVersion

ENTER_DATE = _l("Enter a date.")
ENTER_NUMBER = _l("Enter a whole number.")

Row = TypeVar("Row", bound=Tenanted)


def chosen(rows: Iterable[Row], public_id: str | None) -> Row | None:
    """The row of these that was chosen in a form; nothing that was not offered can be."""
    return next((row for row in rows if str(row.public_id) == public_id), None)


class StartProgrammeForm(Form):
    """A new programme."""

    name = StringField(_l("What is it called?"), [InputRequired(_l("Give the programme a name.")), AtMost(200)])
    organisation = SelectField(_l("Which organisation is it for?"))
    sponsor = StringField(_l("Who pays for it?"), [Optional(), AtMost(200)], default="")
    starts_on = DateField(_l("First day"), [InputRequired(ENTER_DATE)])
    ends_on = DateField(_l("Last day"), [Optional()])

    def offer(self, organisations: Sequence[Organisation]) -> None:
        """Fill the choices."""
        self.organisation.choices = choices(
            [("", _("Several organisations")), *((str(row.public_id), row.name) for row in organisations)]
        )


class _PlacesForm(Form):
    """Tutor and places, as both cohort forms ask for them."""

    tutor = SelectField(_l("Who is the tutor?"))
    min_places = IntegerField(
        _l("Fewest people"),
        [InputRequired(ENTER_NUMBER), NumberRange(0, 1000, _l("Enter a number from 0 to 1,000."))],
        default=6,
    )
    max_places = IntegerField(
        _l("Most people"),
        [InputRequired(ENTER_NUMBER), NumberRange(1, 1000, _l("Enter a number from 1 to 1,000."))],
        default=12,
    )

    def offer_tutors(self, tutors: Iterable[Person]) -> None:
        """Fill the choices of tutor."""
        self.tutor.choices = choices(
            [("", _("Nobody yet")), *((str(person.public_id), person.full_name) for person in tutors)]
        )


class OpenCohortForm(_PlacesForm):
    """A new cohort."""

    name = StringField(_l("What is it called?"), [InputRequired(_l("Give the cohort a name.")), AtMost(100)])
    award_version = SelectField(
        _l("Which award does it lead to?"), [InputRequired(_l("Choose an award."))], validate_choice=True
    )
    starts_on = DateField(_l("First day"), [InputRequired(ENTER_DATE)])

    def offer(self, *, versions: Iterable[AwardVersion], tutors: Iterable[Person]) -> None:
        """Fill the choices."""
        self.award_version.choices = choices(
            [(str(version.public_id), f"{version.title} ({version.code}, {version.number})") for version in versions]
        )
        self.offer_tutors(tutors)


class ChangeCohortForm(_PlacesForm):
    """Another tutor, other places."""


class PlanTaughtDayForm(Form):
    """A taught day."""

    title = StringField(_l("What is it about?"), [InputRequired(_l("Give the day a title.")), AtMost(200)])
    held_on = DateField(_l("Which day?"), [InputRequired(ENTER_DATE)])
    minutes = IntegerField(
        _l("How many minutes are taught?"),
        [InputRequired(ENTER_NUMBER), NumberRange(1, 720, _l("Enter a number from 1 to 720."))],
        default=360,
    )


class RegisterForm(Form):
    """Who came to a taught day; the fields are made for its people by `register_form`."""

    people: dict[str, Person]

    def minutes_present(self) -> dict[int, int]:
        """Minutes by the person's id."""
        return {person.id: self._fields[name].data for name, person in self.people.items()}

    def rows(self) -> list[tuple[Person, Any]]:
        """Each person with their field."""
        return [(person, self._fields[name]) for name, person in self.people.items()]


def register_form(people: Sequence[Person], present: dict[int, int], minutes: int) -> RegisterForm:
    """A register with one field for each person: what was written before, or the whole day."""
    by_field = {f"present-{person.public_id}": person for person in people}
    reach = NumberRange(0, minutes, _("Enter a number from 0 to %(n)s.", n=minutes))
    fields = {
        name: IntegerField(
            person.full_name, [InputRequired(ENTER_NUMBER), reach], default=present.get(person.id, minutes)
        )
        for name, person in by_field.items()
    }
    form: RegisterForm = type("RegisterOfDayForm", (RegisterForm,), dict(fields))()
    form.people = by_field
    return form
