"""What may be handed in for a credential."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from core.forms import Form


class CertificateForm(Form):
    """One file."""

    file = FileField(_l("The certificate"))
