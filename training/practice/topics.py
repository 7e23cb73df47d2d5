"""What a supervision meeting was about, by code. What was said is nobody's business but theirs (domain §9)."""

from typing import Any

from flask_babel import lazy_gettext as _l

TOPICS: dict[str, Any] = {
    "contracting": _l("Contracting and boundaries"),
    "ethics": _l("Ethics and confidentiality"),
    "own_reactions": _l("My own reactions"),
    "group": _l("What goes on in the group"),
    "methods": _l("Methods and questions"),
    "difficult_moments": _l("Difficult moments"),
    "difference": _l("Difference and power"),
    "endings": _l("Endings and handing over"),
    "development": _l("My development"),
    "wellbeing": _l("Looking after myself"),
}

# What a supervisor may say is not right; the trainee changes the entry.
WRONG: dict[str, Any] = {
    "date": _l("The date"),
    "minutes": _l("The minutes"),
    "people": _l("How many people there were"),
    "met": _l("We did not meet"),
}
