"""What a person may type about places, registrations and allocations."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional, ValidationError

from core.forms import AtMost, BoxesField, Form, choices
from people.models import Person
from training.awards.models import AwardVersion, Unit
from training.enrolments import uln
from training.enrolments.models import AllocationRole, RegistrationState
from training.enrolments.wording import ALLOCATION_ROLES, REGISTRATION_STATES, ULN_REFUSALS, WITHDRAWAL_REASONS
from training.programmes.forms import chosen
from training.programmes.models import Cohort

YES_NO = choices([("yes", _l("Yes")), ("no", _l("No"))])
LONGEST_LIST = 40_000  # characters


class FilterTraineesForm(Form):
    """What the list of trainees is narrowed to. It stands in the address, so it changes nothing and needs no token."""

    class Meta:
        csrf = False

    named = StringField(_l("Name"))
    state = SelectField(_l("Registration"), validate_choice=False)
    cohort = SelectField(_l("Cohort"), validate_choice=False)

    def offer(self, cohorts: Iterable[Cohort]) -> None:
        """Fill the choices."""
        states = [(state.value, str(words)) for state, (_look, words) in REGISTRATION_STATES.items()]
        self.state.choices = choices([("", _("Any")), *states])
        named = [(str(cohort.public_id), f"{cohort.programme.name}: {cohort.name}") for cohort in cohorts]
        self.cohort.choices = choices([("", _("Any")), *named])

    def asked(self, cohorts: Iterable[Cohort]) -> dict[str, Any]:
        """What to look for; a filter that makes no sense looks for everything."""
        return {
            "named": (self.named.data or "").strip()[:100],
            "state": next((state for state in RegistrationState if state.value == self.state.data), None),
            "cohort": chosen(cohorts, self.cohort.data),
        }


class EnrolForm(Form):
    """Who gets a place: people ticked on the page, people pasted, or both."""

    people = BoxesField(_l("People found"))
    pasted = TextAreaField(_l("Staff numbers or email addresses, one a line"), [Optional(), AtMost(LONGEST_LIST)])

    def offer(self, people: Sequence[Person]) -> None:
        """Offer the people who were found."""
        self.people.choices = choices([(str(person.public_id), person.full_name) for person in people])


class RequestForm(Form):
    """The two questions that are asked before a registration is requested (domain §5)."""

    conflict = RadioField(
        _l("Is the trainee close to anyone who may assess, check or supervise their work?"),
        [InputRequired(_l("Answer yes or no."))],
        choices=YES_NO,
    )
    adjustment = RadioField(
        _l("Does the trainee ask for an adjustment to how they are assessed?"),
        [InputRequired(_l("Answer yes or no."))],
        choices=YES_NO,
    )


class ActivateForm(Form):
    """What the awarding organisation confirmed."""

    number = StringField(
        _l("Registration number"),
        [InputRequired(_l("Enter the number that the awarding organisation gave.")), AtMost(40)],
    )
    registered_on = DateField(_l("Day of registration"), [InputRequired(_l("Enter a date."))])
    uln = StringField(_l("Unique learner number"), [Optional(), AtMost(20)])

    def validate_uln(self, field: StringField) -> None:
        """Refuse a number that cannot be one before anything is asked of the database."""
        refusal = uln.refusal("".join((field.data or "").split()))
        if refusal is not None:
            raise ValidationError(str(ULN_REFUSALS[refusal]))


class RegisterCohortForm(Form):
    """What the awarding organisation confirmed for many, as a pasted list."""

    registered_on = DateField(_l("Day of registration"), [InputRequired(_l("Enter a date."))])
    lines = TextAreaField(
        _l("The list, one trainee a line"),
        [InputRequired(_l("Paste the list.")), AtMost(LONGEST_LIST)],
    )
    questions_asked = BooleanField(
        _l(
            "Everyone on the list was asked whether they are close to anyone who may judge their work, and whether "
            "they need an adjustment."
        )
    )


class ExtendForm(Form):
    """A later last day."""

    until = DateField(_l("New last day"), [InputRequired(_l("Enter a date."))])


class WithdrawForm(Form):
    """The end of a place."""

    reason = RadioField(
        _l("Why does the trainee leave?"),
        [InputRequired(_l("Choose a reason."))],
        choices=choices(WITHDRAWAL_REASONS),
    )


class AllocateForm(Form):
    """Who works with the trainee."""

    role = RadioField(
        _l("As what?"),
        [InputRequired(_l("Choose a role."))],
        choices=choices(ALLOCATION_ROLES),
    )
    person = SelectField(_l("Who?"), [InputRequired(_l("Choose a person."))])
    unit = SelectField(_l("On which units?"))

    def offer(self, *, people: Iterable[tuple[Person, str]], units: Iterable[Unit]) -> None:
        """Fill the choices; each person with the roles they hold."""
        named = [(str(person.public_id), f"{person.full_name} ({roles})") for person, roles in people]
        self.person.choices = choices([("", _("Choose a person")), *named])
        by_unit = [(str(unit.public_id), f"{unit.code} {unit.title}") for unit in units]
        self.unit.choices = choices([("", _("All units")), *by_unit])

    @property
    def chosen_role(self) -> AllocationRole:
        """The role that was chosen."""
        return AllocationRole(self.role.data)


class ChooseUnitsForm(Form):
    """The optional units."""

    codes = BoxesField(_l("Optional units"))

    def offer(self, version: AwardVersion) -> None:
        """Offer the optional units of the award, with their credits."""
        optional = version.rules_of_combination["optional"]
        units = [unit for unit in version.units if unit.code in optional]
        self.codes.choices = choices([(unit.code, _with_credits(unit)) for unit in units])


def _with_credits(unit: Unit) -> str:
    if unit.credits is None:
        return f"{unit.code} {unit.title}"
    return _("%(code)s %(title)s, %(n)s credits", code=unit.code, title=unit.title, n=unit.credits)
