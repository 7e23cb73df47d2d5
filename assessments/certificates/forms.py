"""What may be typed about certificates."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import InputRequired

from assessments.certificates.models import RevocationReason
from core.forms import AtMost, Form, choices
from people.signing import SigningForm

REASONS = {
    RevocationReason.issued_in_error: _l("Issued in error"),
    RevocationReason.replaced: _l("Replaced by a corrected certificate"),
    RevocationReason.malpractice: _l("Malpractice"),
    RevocationReason.result_corrected: _l("The result was corrected"),
}


class CheckForm(Form):
    """A number typed from paper, with the name that stands on it. Nothing changes, so it is sent by GET."""

    class Meta:
        csrf = False

    number = StringField(_l("Certificate number"), validators=[InputRequired(_l("Enter the number")), AtMost(60)])
    name = StringField(_l("Name on the certificate"), validators=[InputRequired(_l("Enter the name")), AtMost(200)])


class RevokeForm(SigningForm):
    """Withdraw a certificate, or replace it by a new one."""

    reason = RadioField(
        _l("Why is it withdrawn?"),
        choices=choices(REASONS),
        validators=[InputRequired(_l("Choose a reason. The public page shows it."))],
    )


class ShowNameForm(Form):
    """Whether the public page shows the holder's name."""

    shown = BooleanField(_l("Show my name to people who open the address on my certificate"))
