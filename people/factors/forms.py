"""What is typed to set up and to use a second factor."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from core.forms import AtMost, Form
from people.factors.services import NAME_LENGTH
from people.signing import PasskeyField, SigningForm


class NamePasskeyForm(Form):
    """A new passkey, as the browser made it, and what its owner calls it."""

    name = StringField(
        _l("What do you call it?"),
        validators=[
            InputRequired(_l("Give the passkey a name, such as the device it is on.")),
            AtMost(NAME_LENGTH),
        ],
    )
    passkey = PasskeyField()


class AppForm(Form):
    """The first code of an authenticator app. Its seed waits in the sign-in of this browser."""

    code = StringField(
        _l("Which code does the app show?"), validators=[InputRequired(_l("Type the six digits that the app shows."))]
    )


class CodeForm(Form):
    """A code in the second step of signing in: of the app, or a recovery code."""

    code = StringField(_l("Code"), validators=[InputRequired(_l("Type the code.")), AtMost(80)])


class PasskeySignInForm(Form):
    """What a passkey answered on a page that signs in."""

    passkey = PasskeyField()
    next = HiddenField()


class ProveForm(SigningForm):
    """Shows that it is still the same person, before something that matters; nothing is signed."""

    password = PasswordField(_l("Your password"))


class ResetFactorsForm(SigningForm):
    """An administrator takes somebody's second factors off."""

    password = PasswordField(_l("Your password"))
