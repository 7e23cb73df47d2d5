"""What a person may hand in about awards."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from core.forms import Form


class ImportAwardForm(Form):
    """An award file."""

    file = FileField(_l("Which file?"), [FileRequired(_l("Choose an award file."))])


class PublishForm(Form):
    """Nothing to type: the button of the check page."""
