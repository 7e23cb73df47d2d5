"""Cases in the words that people read. None of them says that somebody did something."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from assessments.malpractice.models import CaseKind, CaseState
from people.models import Person, Role
from people.policy import holds
from people.wording import ROLE_LABELS

KINDS: dict[CaseKind, Any] = {
    CaseKind.authenticity: _l("Whose work it is"),
    CaseKind.ai_use: _l("How AI was used"),
    CaseKind.plagiarism: _l("Passages that also stand elsewhere"),
    CaseKind.declaration: _l("The declaration that belongs to it"),
    CaseKind.other: _l("How it was made"),
}

# state -> (look of components/status.html, words)
STATES: dict[CaseState, tuple[str, Any]] = {
    CaseState.open: ("wait", _l("Waits for the trainee")),
    CaseState.answered: ("todo", _l("To decide")),
    CaseState.no_case: ("met", _l("No case")),
    CaseState.reminded: ("none", _l("Closed with a reminder")),
    CaseState.void: ("none", _l("Attempt void")),
    CaseState.void_unused: ("none", _l("Attempt void, not counted")),
}

TRAINEE_STATES: dict[CaseState, tuple[str, Any]] = STATES | {
    CaseState.open: ("todo", _l("Your answer is asked for")),
    CaseState.answered: ("wait", _l("Being looked at")),
}

OUTCOMES: dict[CaseState, tuple[Any, Any]] = {
    CaseState.no_case: (_l("No case"), _l("The assessment goes on where it was paused.")),
    CaseState.reminded: (
        _l("A reminder"),
        _l("The assessment goes on. What you write to the trainee stays on record."),
    ),
    CaseState.void_unused: (
        _l("The attempt is void and does not count"),
        _l("It ends without a decision. The evidence is open to the trainee again."),
    ),
    CaseState.void: (
        _l("The attempt is void and counts"),
        _l("It ends without a decision and is used up. The evidence is not accepted."),
    ),
}

TOLD: dict[CaseState, Any] = {
    CaseState.no_case: _l("The question is settled. Your unit is assessed as usual."),
    CaseState.reminded: _l("The question is settled. Your unit is assessed; please read what is written below."),
    CaseState.void_unused: _l(
        "This attempt ends without a decision and does not count. You can work on the unit and send it again."
    ),
    CaseState.void: _l(
        "This attempt ends without a decision and counts as one of your attempts. Please read what is written below."
    ),
}
"""What the trainee reads of how it ended."""


def signature(person: Person) -> str:
    """Name and role as a decision prints them: "Owain Bellerby, centre administrator"."""
    role = Role.lead_iqa if holds(person, Role.lead_iqa) else Role.centre_administrator
    return f"{person.full_name}, {str(ROLE_LABELS[role]).lower()}"[:200]


def asked_about(kind: CaseKind) -> str:
    """What the trainee is asked about."""
    about = str(KINDS[kind])
    return _("It is about this: %(kind)s.", kind=about[:1].lower() + about[1:])
