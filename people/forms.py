"""What a person may type about people, roles and their own sign-in."""

from datetime import timedelta
from typing import Any
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from flask_security.forms import (
    ForgotPasswordForm,
    LoginForm,
    ResetPasswordForm,
    VerifyForm,
)
from flask_security.utils import hash_password, validate_redirect_url
from flask_wtf.file import FileField
from sqlalchemy import func, select
from wtforms import (
    DateField,
    EmailField,
    Field,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.validators import EqualTo, InputRequired, NumberRange, Optional

from core import clock
from core.db import db
from core.forms import AtMost, Form, choices
from core.mail import Mail
from core.once import OnceForm
from people.models import ConflictDecision, CredentialKind
from people.wording import CONFLICT_LABELS, CREDENTIAL_LABELS, NATURE_LABELS

LINKS_AN_HOUR = 3


def _trimmed(text: str | None) -> str | None:
    return text.strip() if text else text


# ---- Signing in: forms of Flask-Security, in our words ----


class SignInForm(LoginForm):
    """Email and password. There is no "remember me": a sign-in ends after 30 idle minutes."""

    email = EmailField(_l("Email"), validators=LoginForm.email.kwargs["validators"], filters=[_trimmed])
    password = PasswordField(_l("Password"), validators=LoginForm.password.kwargs["validators"])
    remember = None  # type: ignore[assignment]

    def validate_next(self, field: Field) -> None:
        """Lead home, instead of to an address elsewhere."""
        if field.data and not validate_redirect_url(field.data):
            field.data = ""


class ForgottenPasswordForm(ForgotPasswordForm):
    """Asks for a link by mail. A lock does not stop it: the link proves more than the password did."""

    email = EmailField(_l("Email"), validators=ForgotPasswordForm.email.kwargs["validators"], filters=[_trimmed])

    def validate(self, **kwargs: Any) -> bool:
        """Whether a link goes out; the page says the same either way, and takes as long."""
        if not super(ForgotPasswordForm, self).validate(**kwargs):
            return False
        hash_password("not-a-password")  # an address that is not known costs one hash as well
        return self.user is not None and self.user.is_active and links_sent(self.user.email) < LINKS_AN_HOUR


def links_sent(address: str) -> int:
    """How many mails with a one-time link went to this address in the last hour."""
    hour_ago = clock.now() - timedelta(hours=1)
    query = select(func.count()).select_from(Mail)
    query = query.where(Mail.recipient == address, Mail.secret, Mail.at > hour_ago)
    return db.session.scalar(query.execution_options(across_tenants=True)) or 0


class ResetForm(ResetPasswordForm):
    """A new password, twice."""

    password = PasswordField(_l("New password"), validators=ResetPasswordForm.password.kwargs["validators"])
    password_confirm = PasswordField(
        _l("New password again"), validators=ResetPasswordForm.password_confirm.kwargs["validators"]
    )


class PasswordAgainForm(VerifyForm):
    """The password once more, before something that matters."""

    password = PasswordField(_l("Password"), validators=VerifyForm.password.kwargs["validators"])

    def validate(self, **kwargs: Any) -> bool:
        """Whether it is the password; one that is right does not open a locked account."""
        if not super().validate(**kwargs):
            return False
        self.password.errors = errors = list(self.password.errors)
        return not self.user.is_locked(errors)

    def validate_next(self, field: Field) -> None:
        """Lead home, instead of to an address elsewhere."""
        if field.data and not validate_redirect_url(field.data):
            field.data = ""


def _required(message: Any) -> list[Any]:
    return [InputRequired(message)]


def _zones() -> list[Any]:
    return choices([(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone])


class ChangePasswordForm(Form):
    """The password now, and the one to come."""

    current = PasswordField(_l("Your password now"), _required(_l("Type the password you have now.")))
    password = PasswordField(_l("New password"), _required(_l("Type a new password.")))
    again = PasswordField(
        _l("New password again"), [EqualTo("password", _l("The two passwords differ. Type the same one twice."))]
    )


class FirstRunForm(Form):
    """The centre and its first administrator."""

    centre_name = StringField(_l("What is your centre called?"), [*_required(_l("Type a name.")), AtMost(200)])
    head_name = StringField(
        _l("Who is the head of centre?"), [*_required(_l("Type the name that signs certificates.")), AtMost(200)]
    )
    given_name = StringField(_l("Your first name"), [*_required(_l("Type your first name.")), AtMost(100)])
    family_name = StringField(_l("Your last name"), [*_required(_l("Type your last name.")), AtMost(100)])
    email = EmailField(_l("Your email"), [*_required(_l("Type your email address.")), AtMost(254)])
    password = PasswordField(_l("Choose a password"), _required(_l("Type a password.")))
    again = PasswordField(
        _l("The password again"), [EqualTo("password", _l("The two passwords differ. Type the same one twice."))]
    )


class MyDetailsForm(Form):
    """What a person may change of their own record."""

    print_name = StringField(_l("Your name on certificates"), [Optional(), AtMost(90)])
    zone = SelectField(_l("Your time zone"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone.choices = _zones()


class SettingsForm(Form):
    """What holds for the whole centre."""

    name = StringField(_l("Name of the centre"), [*_required(_l("Type a name.")), AtMost(200)])
    number = StringField(_l("Number given by the awarding organisation"), [Optional(), AtMost(40)])
    head_name = StringField(
        _l("Head of centre"), [*_required(_l("Type the name that signs certificates.")), AtMost(200)]
    )
    zone = SelectField(_l("Time zone"))
    small_number = IntegerField(
        _l("Smallest group shown to HR"),
        [
            InputRequired(_l("Type a number of people, 5 or more.")),
            NumberRange(5, 100, _l("Type a number from 5 to 100.")),
        ],
    )
    special_consideration_days = IntegerField(
        _l("Days to ask for special consideration"),
        [
            InputRequired(_l("Type a number of days, 1 or more.")),
            NumberRange(1, 365, _l("Type a number from 1 to 365.")),
        ],
    )
    review_weeks = IntegerField(
        _l("Weeks between progress reviews"),
        [
            InputRequired(_l("Type a number of weeks; 0 for none.")),
            NumberRange(0, 104, _l("Type a number from 0 to 104.")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone.choices = _zones()


# ---- People ----


class PersonForm(Form):
    """A person's details, as the centre keeps them. Choices of organisation, unit and site are given by the view."""

    given_name = StringField(_l("First name"), [*_required(_l("Type the first name.")), AtMost(100)])
    family_name = StringField(_l("Last name"), [*_required(_l("Type the last name.")), AtMost(100)])
    print_name = StringField(_l("Name on certificates"), [Optional(), AtMost(90)])
    email = EmailField(_l("Email"), [Optional(), AtMost(254)])
    job_title = StringField(_l("Job title"), [Optional(), AtMost(200)])
    organisation = SelectField(_l("Organisation"))
    staff_number = StringField(_l("Staff number"), [Optional(), AtMost(60)])
    unit = SelectField(_l("Unit"))
    site = SelectField(_l("Site"))
    line_manager = StringField(_l("Line manager"), [Optional(), AtMost(254)])
    left_on = DateField(_l("Last day at the organisation"), [Optional()])


class GrantRoleForm(Form):
    """A role, where it holds, and from when to when."""

    role = SelectField(_l("Which role?"))
    scope = SelectField(_l("Where does it hold?"))
    starts_on = DateField(_l("First day"), _required(_l("Choose the first day.")))
    ends_on = DateField(_l("Last day"), [Optional()])


class AddCredentialForm(OnceForm):
    """What shows that somebody may assess or quality-assure."""

    kind = SelectField(_l("Which credential?"), choices=choices(CREDENTIAL_LABELS), coerce=CredentialKind)
    obtained_on = DateField(_l("When was it obtained?"), _required(_l("Choose the day it was obtained.")))
    expires_on = DateField(_l("When does it run out?"), [Optional()])


class ChangeCredentialForm(Form):
    """The days of a credential."""

    obtained_on = DateField(_l("When was it obtained?"), _required(_l("Choose the day it was obtained.")))
    expires_on = DateField(_l("When does it run out?"), [Optional()])


class DeclareConflictForm(OnceForm):
    """Two people who are too close, or might be."""

    about = StringField(
        _l("Who is the other person?"), [*_required(_l("Type an email address or a staff number.")), AtMost(254)]
    )
    nature = RadioField(
        _l("What is between them?"), _required(_l("Choose what is between them.")), choices=choices(NATURE_LABELS)
    )


class DecideConflictForm(Form):
    """What follows from a declared conflict."""

    decision = RadioField(
        _l("What follows?"),
        _required(_l("Choose what follows.")),
        choices=choices({key: label for key, label in CONFLICT_LABELS.items() if key is not ConflictDecision.open}),
        coerce=lambda value: ConflictDecision(value) if value else None,
    )


# ---- Organisations ----


class OrganisationForm(Form):
    """An organisation by its name."""

    name = StringField(_l("Name of the organisation"), [*_required(_l("Type a name.")), AtMost(200)])


class UnitForm(Form):
    """A unit, and the unit it is part of."""

    name = StringField(_l("Name of the unit"), [*_required(_l("Type a name.")), AtMost(200)])
    parent = SelectField(_l("Part of"))


class SiteForm(Form):
    """A site and its region."""

    name = StringField(_l("Name of the site"), [*_required(_l("Type a name.")), AtMost(200)])
    region = StringField(_l("Region"), [Optional(), AtMost(100)])


class ImportForm(Form):
    """A list of people and the organisation they work for."""

    organisation = SelectField(_l("Which organisation are these people from?"))
    new_name = StringField(_l("Name of the new organisation"), [Optional(), AtMost(200)])
    file = FileField(_l("List of people"))
