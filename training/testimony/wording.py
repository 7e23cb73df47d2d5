"""States and refusals of testimonies in words."""

from typing import Any

from flask_babel import lazy_gettext as _l

from training.testimony.conflicts import Clash
from training.testimony.models import TestimonyState

STATES: dict[TestimonyState, tuple[str, Any]] = {
    TestimonyState.asked: ("wait", _l("Waits for the witness")),
    TestimonyState.signed: ("met", _l("Signed")),
    TestimonyState.withdrawn: ("none", _l("Taken back")),
}

CLASHES: dict[Clash, Any] = {
    Clash.own_address: _l("This is the trainee’s own address. A witness is somebody else."),
    Clash.own_name: _l("This is the trainee’s own name. A witness is somebody else."),
    Clash.judges: _l("This person assesses the work or checks the assessment, so they cannot be a witness as well."),
}

MISSING: dict[str, Any] = {
    "name": _l("Enter the name of the witness."),
    "email": _l("Enter an address, like name@example.org."),
    "reason": _l("Say what makes this person competent."),
    "activity": _l("Say what the witness saw you do."),
    "about": _l("Say in plain words what it is meant to show."),
    "relationship": _l("Say how you know the trainee."),
    "post": _l("Say what your post or role was."),
    "contact": _l("Say how the centre can reach you."),
    "statement": _l("Write what you saw."),
    "signed_name": _l("Write your name to sign."),
    "competence": _l("Say what makes you competent in this field."),
    "knows_units": _l("Say what you know of the units."),
    "names_nobody": _l("Say that nobody in the set is named. Change your text first if somebody is."),
}
