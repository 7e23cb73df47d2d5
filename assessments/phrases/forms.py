"""What an assessor may type about a phrase."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from core.forms import Form


class PhraseForm(Form):
    """The words of a phrase."""

    text = TextAreaField(_l("The phrase"))
