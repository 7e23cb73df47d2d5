"""Signing: the password again, under a form that shows what is signed."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import Field, PasswordField, ValidationError
from wtforms.validators import InputRequired

from core.forms import Form
from people.auth import proves


class SigningForm(Form):
    """The start of a form whose sending is a signature (ux §7)."""

    password = PasswordField(
        _l("Your password, to sign"), validators=[InputRequired(_l("Type your password to sign."))]
    )

    def validate_password(self, field: Field) -> None:
        """The password must be that of the person who is signed in; a wrong one counts towards the lock."""
        if not proves(current_user._get_current_object(), field.data):
            raise ValidationError(_("This is not your password, or the account is locked for a while."))
