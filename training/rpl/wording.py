"""The three kinds of recognition in a sentence each, and what is missing."""

from typing import Any

from flask_babel import lazy_gettext as _l

from training.rpl.models import Recognition

RECOGNITIONS: dict[Recognition, tuple[Any, Any]] = {
    Recognition.rpl: (
        _l("Recognition of prior learning"),
        _l("Learning or experience, with or without a certificate, is evidence for criteria and is assessed as such."),
    ),
    Recognition.credit_transfer: (
        _l("Credit transfer"),
        _l("Credit that an awarding organisation gave for the same unit is counted again; the work is not done anew."),
    ),
    Recognition.exemption: (
        _l("Exemption"),
        _l(
            "A certificate without credit stands in for a whole unit, which need not be done then; no credit is gained."
        ),
    ),
}

MISSING: dict[str, Any] = {
    "title": _l("Give the title of the course or certificate, or a name for the experience."),
    "provider": _l("Say who provided it."),
    "learned": _l("Say what you learned."),
}
