"""Supervision in words."""

from flask_babel import lazy_gettext as _l

from training.practice.models import SupervisionFormat, SupervisionState

# State -> (look, what the trainee reads, what the supervisor and others read)
STATES = {
    SupervisionState.logged: ("wait", _l("With your supervisor"), _l("To sign")),
    SupervisionState.queried: ("todo", _l("To look at again"), _l("Question asked")),
    SupervisionState.signed: ("met", _l("Signed"), _l("Signed")),
}

FORMATS = {
    SupervisionFormat.individual: _l("On my own"),
    SupervisionFormat.group: _l("In a group"),
}
