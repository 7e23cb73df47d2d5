"""The words that people read for the codes of this package."""

from typing import Any

from flask_babel import lazy_gettext as _l

TOPICS: dict[str, Any] = {
    "facilitation": _l("Facilitating sets"),
    "assessment": _l("Assessing"),
    "quality_assurance": _l("Quality assurance"),
    "supervision": _l("Supervision"),
    "subject": _l("The field of the award"),
    "inclusion": _l("Equality and access"),
    "safeguarding": _l("Safeguarding and confidentiality"),
    "law_and_policy": _l("Rules of the awarding organisation and the law"),
}
