"""Sets and meetings in words."""

from flask_babel import lazy_gettext as _l

from training.sets.models import MeetingMode, MeetingState, SetKind, SetMethod, SetState
from training.sets.workflow import SetAction

KINDS = {
    SetKind.work: _l("Set at work"),
    SetKind.practice: _l("Practice set of a course"),
    SetKind.support: _l("Support set of facilitators"),
}

# State -> (look, words)
STATES = {
    SetState.forming: ("todo", _l("Forming")),
    SetState.confirmed: ("wait", _l("Members confirmed")),
    SetState.contracting: ("wait", _l("Agreeing ways of working")),
    SetState.running: ("met", _l("Running")),
    SetState.reviewing: ("wait", _l("Reviewing")),
    SetState.self_facilitated: ("met", _l("Facilitates itself")),
    SetState.ended: ("none", _l("Ended")),
    SetState.cancelled: ("none", _l("Cancelled")),
}

# Action -> (button, what was done)
ACTIONS = {
    SetAction.confirm: (_l("Confirm the members"), _l("Members confirmed.")),
    SetAction.contract: (_l("Start agreeing ways of working"), _l("The set can hold its first meeting.")),
    SetAction.start: (_l("Ways of working are agreed: start"), _l("The set is running.")),
    SetAction.review: (_l("Start the review"), _l("The set is reviewing its work.")),
    SetAction.hand_over: (_l("Hand over to the set"), _l("The set facilitates itself.")),
    SetAction.end: (_l("End the set"), _l("The set has ended.")),
    SetAction.cancel: (_l("Cancel the set"), _l("The set is cancelled.")),
}

MEETING_STATES = {
    MeetingState.planned: ("none", _l("Planned")),
    MeetingState.held: ("wait", _l("To confirm")),
    MeetingState.confirmed: ("met", _l("Confirmed")),
    MeetingState.postponed: ("none", _l("Postponed")),
    MeetingState.cancelled: ("none", _l("Cancelled")),
}

MODES = {
    MeetingMode.in_person: _l("In person"),
    MeetingMode.online: _l("Online"),
    MeetingMode.mixed: _l("Mixed"),
}

METHODS = {
    SetMethod.classic_airtime: _l("Classic airtime"),
    SetMethod.grow: _l("GROW"),
    SetMethod.five_steps: _l("Five steps"),
    SetMethod.gossip: _l("Gossip"),
    SetMethod.learning_from_success: _l("Learning from success"),
    SetMethod.constellations: _l("Constellations"),
    SetMethod.critical_action_learning: _l("Critical action learning"),
    SetMethod.single_project: _l("Single project"),
}
