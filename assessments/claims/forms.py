"""What may be typed about claims, and about how an award is claimed."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from assessments.claims.models import PrintedBy
from assessments.claims.wording import PRINTED_BY
from core.forms import AtMost, Form, choices
from people.signing import SealedForm


class RaiseClaimForm(Form):
    """Raise a claim: nothing is typed."""


class SignClaimForm(SealedForm):
    """A quality assurer signs."""

    version = HiddenField()


class ReleaseForm(SealedForm):
    """An external quality assurer releases."""

    version = HiddenField()


class HoldForm(Form):
    """An external quality assurer asks for something first."""

    version = HiddenField()
    action = TextAreaField(
        _l("What has to be done first?"), [InputRequired(_l("Say what has to be done first.")), AtMost(2000)]
    )


class SendForm(Form):
    """Note that the claim went to the awarding organisation."""

    version = HiddenField()


class IssueForm(Form):
    """Issue; number and date only where the awarding organisation prints."""

    version = HiddenField()
    ao_number = StringField(_l("Number on the certificate"), [Optional(), AtMost(40)])
    ao_issued_on = DateField(_l("Date on the certificate"), [Optional()])


class CancelForm(Form):
    """Drop a claim."""

    version = HiddenField()


class GrantDirectClaimsForm(Form):
    """From when to when a status holds."""

    starts_on = DateField(_l("First day"), [InputRequired(_l("Enter a date."))])
    ends_on = DateField(_l("Last day"), [Optional()])


class PrintingForm(Form):
    """Who prints an award's certificates."""

    printed_by = RadioField(
        _l("Who prints the certificates?"),
        choices=choices(PRINTED_BY),
        coerce=PrintedBy,
        validators=[InputRequired(_l("Choose who prints the certificates."))],
    )
