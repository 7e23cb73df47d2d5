"""What each role's menu holds, and what every template is given."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import lazy_gettext as _l

from people.auth import roles_held
from people.models import Role
from people.wording import ROLE_LABELS

# Role -> (label, endpoint). The first is the role's home.
MENUS: dict[Role, list[tuple[Any, str]]] = {
    Role.trainee: [
        (_l("Home"), "pages.home"),
        (_l("Meetings"), "practice.meetings"),
        (_l("Observed practice"), "practice.observations"),
        (_l("Supervision"), "practice.supervision"),
        (_l("Member feedback"), "practice.feedback"),
        (_l("Diary"), "practice.diary"),
        (_l("Accounts"), "portfolio.evidence"),
        (_l("Units"), "portfolio.units"),
        (_l("Certificates"), "certificates.mine"),
        (_l("Portfolio"), "portfolios.mine"),
        (_l("Adjustments"), "adjustments.adjustments"),
        (_l("Reviews"), "reviews.reviews"),
    ],
    Role.set_organiser: [(_l("To confirm"), "practice.to_confirm"), (_l("Sets"), "sets.sets")],
    Role.supervisor: [(_l("My trainees"), "practice.supervising"), (_l("Drafts"), "sharing.drafts")],
    Role.observer: [(_l("Observe"), "practice.observing")],
    Role.tutor: [
        (_l("Taught days"), "programmes.taught_days"),
        (_l("Observe"), "practice.observing"),
        (_l("Discussions"), "discussions.discussions"),
        (_l("Drafts"), "sharing.drafts"),
        (_l("Reviews"), "reviews.reviews"),
    ],
    Role.assessor: [
        (_l("Queue"), "grading.queue"),
        (_l("Trainees"), "enrolments.trainees"),
        (_l("Observed practice"), "practice.observing"),
        (_l("Discussions"), "discussions.discussions"),
        (_l("Drafts"), "sharing.drafts"),
        (_l("Reviews"), "reviews.reviews"),
        (_l("Feedback"), "iqa.feedback"),
        (_l("My phrases"), "phrases.phrases"),
        (_l("My record"), "fairness.record"),
        (_l("Appeals"), "appeals.appeals"),
    ],
    Role.iqa: [
        (_l("Sampling"), "iqa.sampling"),
        (_l("Claims"), "claims.claims"),
        (_l("Appeals"), "appeals.appeals"),
    ],
    Role.lead_iqa: [
        (_l("Sampling"), "iqa.sampling"),
        (_l("Claims"), "claims.claims"),
        (_l("Visits"), "visits.visits"),
        (_l("Trainees"), "enrolments.trainees"),
        (_l("Workload"), "workload.workload"),
        (_l("Adjustments"), "adjustments.to_decide"),
        (_l("Attempts"), "attempts.waiting"),
        (_l("Appeals"), "appeals.appeals"),
        (_l("Paused work"), "malpractice.cases"),
        (_l("To settle"), "separation.to_settle"),
        (_l("Staff"), "staff.staff"),
        (_l("Research"), "research.projects"),
        (_l("Earlier learning"), "rpl.waiting"),
    ],
    Role.eqa: [
        (_l("Visits"), "visits.visits"),
        (_l("Adjustments"), "adjustments.states"),
        (_l("Appeals"), "appeals.appeals"),
        (_l("Paused work"), "malpractice.cases"),
    ],
    Role.centre_administrator: [
        (_l("People"), "people.people"),
        (_l("Organisations"), "people.organisations"),
        (_l("Programmes"), "programmes.programmes"),
        (_l("Awards"), "awards.awards"),
        (_l("Trainees"), "enrolments.trainees"),
        (_l("Sets"), "sets.sets"),
        (_l("To allocate"), "portfolio.to_allocate"),
        (_l("Attempts"), "attempts.waiting"),
        (_l("To settle"), "separation.to_settle"),
        (_l("Staff"), "staff.staff"),
        (_l("Appeals"), "appeals.appeals"),
        (_l("Paused work"), "malpractice.cases"),
        (_l("Claims"), "claims.claims"),
        (_l("Certificates"), "certificates.register"),
        (_l("Adjustments"), "adjustments.states"),
        (_l("Research"), "research.projects"),
        (_l("Mail"), "people.mail"),
        (_l("Settings"), "people.settings"),
    ],
    Role.hr: [(_l("Capacity"), "capacity.capacity"), (_l("Facilitators"), "capacity.facilitators")],
    Role.system_administrator: [(_l("Accounts"), "people.people")],
}


@dataclass(frozen=True)
class Entry:
    """One line of the menu."""

    label: str
    url: str
    current: bool
    count: int = 0


@dataclass(frozen=True)
class HeldRole:
    """A role in the role switch."""

    value: str
    label: str


def init_app(app: Flask) -> None:
    """Give every template the person, the centre, the menu and the roles."""

    @app.context_processor
    def shell() -> dict[str, Any]:
        person, role = getattr(g, "person", None), getattr(g, "role", None)
        return {
            "person": person,
            "centre": person.centre if person else None,
            "role_in_use": HeldRole(role.value, str(ROLE_LABELS[role])) if role else None,
            "roles_held": [HeldRole(held.value, str(ROLE_LABELS[held])) for held in roles_held(person)]
            if person
            else [],
            "navigation": menu(role) if role else [],
            "role_labels": ROLE_LABELS,
        }


def menu(role: Role) -> list[Entry]:
    """The menu of a role, with the entry marked that the page belongs to: the deepest whose address leads to it."""
    entries = [(label, url_for(endpoint)) for label, endpoint in MENUS[role] if endpoint in current_app.view_functions]
    under = [url for _, url in entries if request.path == url or (url != "/" and request.path.startswith(url + "/"))]
    here = max(under, key=len, default=None)
    return [Entry(str(label), url, url == here) for label, url in entries]


def home_of(role: Role) -> str:
    """The endpoint that opens when this role signs in."""
    return MENUS[role][0][1]
