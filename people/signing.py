"""Signing: the password again, under a form that shows what is signed."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_security.utils import verify_password
from wtforms import Field, PasswordField, ValidationError
from wtforms.validators import InputRequired

from core.forms import Form


class SigningForm(Form):
    """The start of a form whose sending is a signature (ux §7)."""

    password = PasswordField(
        _l("Your password, to sign"), validators=[InputRequired(_l("Type your password to sign."))]
    )

    def validate_password(self, field: Field) -> None:
        """The password must be that of the person who is signed in."""
        if not verify_password(field.data, current_user.password):
            raise ValidationError(_("This is not your password. Type it again to sign."))
