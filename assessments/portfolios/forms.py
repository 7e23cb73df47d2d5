"""What may be handed in about portfolios."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField
from wtforms.validators import Regexp

from core.forms import Form


class TakeForm(Form):
    """Nothing to type. `ready` comes back as a cookie, so that the page knows that the file has begun to arrive."""

    ready = HiddenField(validators=[Regexp(r"[a-z0-9]{0,20}\Z")])


class ArchiveForm(Form):
    """The archive of a portfolio."""

    file = FileField(_l("Which file?"), [FileRequired(_l("Choose the ZIP file of a portfolio."))])


class BringInForm(Form):
    """The button of the check page; `arrival` names the file that was looked at."""

    arrival = HiddenField(validators=[Regexp(r"[0-9a-f]{32}\Z")])
