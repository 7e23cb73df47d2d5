"""What an organiser may type about a set."""

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import HiddenInput

from core.forms import AtMost, Form, choices
from people.models import Organisation, Person
from training.programmes.models import Programme
from training.sets import size
from training.sets.fields import CountField, DayField
from training.sets.models import LearningSet, MeetingMode, SetKind
from training.sets.wording import KINDS, MODES

Choosable = TypeVar("Choosable", Person, Organisation, Programme, LearningSet)

WITHIN = [
    InputRequired(_l("Enter a number from 3 to 12")),
    NumberRange(size.LEAST, size.MOST, _l("Enter a number from 3 to 12")),
]


def listed(things: Sequence[Choosable], empty: Any = None) -> list[Any]:
    """Choices by public id; `empty` is the label of choosing none, where that is allowed."""
    rows: list[Any] = [(str(thing.public_id), _label(thing)) for thing in things]
    return choices(([("", empty)] if empty is not None else []) + rows)


def chosen(things: Sequence[Choosable], public_id: str | None) -> Choosable | None:
    """The one of `things` that was chosen; None when none was. Only what was offered can be chosen."""
    return next((thing for thing in things if public_id and thing.public_id == UUID(public_id)), None)


def _label(thing: Choosable) -> str:
    if not isinstance(thing, Person):
        return thing.name
    name = _("%(family)s, %(given)s", family=thing.family_name, given=thing.given_name)
    return f"{name} – {thing.job_title}" if thing.job_title else name


class FormSetForm(Form):
    """A new set."""

    name = StringField(_l("What is the set called?"), [InputRequired(_l("Enter a name")), AtMost(100)])
    kind = RadioField(_l("What kind of set is it?"), choices=choices(KINDS), default=SetKind.work.value)
    organiser = SelectField(_l("Who organises it and confirms its meetings?"))
    organisation = SelectField(_l("Organisation"))
    programme = SelectField(_l("Programme"))
    mode = RadioField(_l("How does it meet?"), choices=choices(MODES), default=MeetingMode.in_person.value)
    members = CountField(_l("How many people belong to it?"), WITHIN, default=6)
    size_min = CountField(_l("Smallest size"), WITHIN, default=4)
    size_max = CountField(_l("Largest size"), WITHIN, default=8)
    facilitator = SelectField(_l("Facilitator"))
    second_facilitator = SelectField(_l("Second facilitator"))
    since = DayField(_l("They facilitate it from"), [InputRequired(_l("Enter a date"))])

    def offer(
        self,
        *,
        organisers: Sequence[Person],
        organisations: Sequence[Organisation],
        programmes: Sequence[Programme],
        people: Sequence[Person],
    ) -> None:
        """Offer what this person may choose, and nothing else."""
        self.organiser.choices = listed(organisers)
        self.organisation.choices = listed(organisations, _("None, or several"))
        self.programme.choices = listed(programmes, _("None"))
        self.facilitator.choices = listed(people, _("Nobody yet"))
        self.second_facilitator.choices = listed(people, _("Nobody"))


class AddFacilitatorForm(Form):
    """One more person who facilitates the set, or takes part in a practice set."""

    facilitator = SelectField(_l("Who?"), [InputRequired(_l("Choose a person"))])
    since = DayField(_l("From"), [InputRequired(_l("Enter a date"))])


class ResizeForm(Form):
    """How many belong to the set now."""

    members = CountField(_l("How many people belong to it?"), WITHIN)


class MoveSetForm(Form):
    """One of the actions that the set's page offers; `version` is that of the page."""

    action = HiddenField()
    version = CountField(validators=[Optional()], widget=HiddenInput())
