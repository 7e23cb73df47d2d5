"""The words that people read for the codes of this package."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from core.filters import day
from people.models import ConflictDecision, CredentialKind, Role, StaffCredential
from people.reminders import WARNED_DAYS

ROLE_LABELS: dict[Role, Any] = {
    Role.trainee: _l("Trainee"),
    Role.set_organiser: _l("Set organiser"),
    Role.supervisor: _l("Supervisor"),
    Role.observer: _l("Observer"),
    Role.tutor: _l("Tutor"),
    Role.assessor: _l("Assessor"),
    Role.iqa: _l("Quality assurer (IQA)"),
    Role.lead_iqa: _l("Lead quality assurer"),
    Role.eqa: _l("External quality assurer"),
    Role.centre_administrator: _l("Centre administrator"),
    Role.hr: _l("HR"),
    Role.system_administrator: _l("System administrator"),
}

CREDENTIAL_LABELS: dict[CredentialKind, Any] = {
    CredentialKind.taqa: _l("Assessor qualification (TAQA)"),
    CredentialKind.cava: _l("Assessor qualification (CAVA)"),
    CredentialKind.a1: _l("Assessor award A1"),
    CredentialKind.iqa_award: _l("Quality assurance award"),
    CredentialKind.occupational: _l("Practitioner in this field"),
}

NATURE_LABELS: dict[str, Any] = {
    "family": _l("Family"),
    "friend": _l("Friend"),
    "line_manager": _l("One manages the other"),
    "colleague": _l("Close colleague"),
    "financial": _l("Money between them"),
    "other": _l("Something else"),
}

CONFLICT_LABELS: dict[ConflictDecision, Any] = {
    ConflictDecision.open: _l("To decide"),
    ConflictDecision.none: _l("No conflict"),
    ConflictDecision.managed: _l("Managed: somebody else checks"),
    ConflictDecision.blocked: _l("Blocked: they may not judge this work"),
}

FIELD_LABELS: dict[str, Any] = {
    "given_name": _l("first name"),
    "family_name": _l("last name"),
    "print_name": _l("name on certificates"),
    "email": _l("email address"),
    "job_title": _l("job title"),
    "staff_number": _l("staff number"),
    "organisation": _l("organisation"),
    "unit": _l("unit"),
    "site": _l("site"),
    "line_manager": _l("line manager"),
    "phase": _l("phase"),
    "listed_as": _l("role in the list"),
    "left_on": _l("last day"),
    "zone": _l("time zone"),
    "name": _l("name of the centre"),
    "number": _l("number of the centre"),
    "head_name": _l("head of centre"),
    "small_number": _l("smallest group shown"),
    "special_consideration_days": _l("days to ask for special consideration"),
    "review_weeks": _l("weeks between progress reviews"),
}

# What a browser calls itself (part of the User-Agent header) -> its name. The first that is found holds:
# Edge and Opera also name Chrome, and Chrome also names Safari.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
DEVICES = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def browser_of(agent: str) -> str:
    """A browser and its device as people know them, from the User-Agent header: "Chrome on Windows"."""
    browser = next((name for part, name in BROWSERS.items() if part in agent), None)
    device = next((name for part, name in DEVICES.items() if part in agent), None)
    if browser and device:
        return _("%(browser)s on %(device)s", browser=browser, device=device)
    return browser or device or _("Another browser")


def stands(credential: StaffCredential, today: date) -> tuple[str, str]:
    """The look and the words of how a credential stands today: both its first and its last day count."""
    last = credential.expires_on
    if last is None:
        return "met", _("Does not run out")
    if last < today:
        return "refer", _("Ran out on %(day)s", day=day(last))
    if last <= today + timedelta(days=WARNED_DAYS):
        return "todo", _("Runs out on %(day)s", day=day(last))
    return "met", _("Until %(day)s", day=day(last))
