"""HR's pages: how many can facilitate, by unit and region, and the names of those who can today."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from capacity import document, policy, queries
from capacity.disclosure import Cell
from capacity.supply import State
from core.pagination import PER_PAGE, Page
from core.policy import allows
from people import centre_clock
from people.models import Organisation

blueprint = Blueprint("capacity", __name__)

LABELS: dict[State, Any] = {
    State.trained: _l("Trained"),
    State.current: _l("Current"),
    State.active: _l("Active"),
    State.dormant: _l("Current, not active"),
    State.in_training: _l("In training"),
    State.due: _l("Due within 90 days"),
    State.lapsed: _l("Out of date"),
}
FIGURES = (State.trained, State.current, State.active, State.in_training)
LOOKS = {State.trained: "paler", State.current: "pale", State.active: "solid", State.in_training: "planned"}


@dataclass(frozen=True)
class Figure:
    """One number with its meaning: a key figure, or a bar."""

    label: str
    value: Any
    note: str = ""
    look: str = "solid"


@blueprint.get("/capacity")
@allows(policy.can_see_capacity)
def capacity() -> ResponseReturnValue:
    """Trained, current, active and in training, by region and by unit of one organisation."""
    organisation = chosen_organisation()
    if organisation is None:
        return render_template("capacity/no_organisation.html")
    shown = document.capacity_of(organisation, small_number=g.person.centre.small_number)
    return render_template(
        "capacity/capacity.html",
        organisation=organisation,
        organisations=open_organisations(),
        shown=shown,
        states=FIGURES,
        labels=LABELS,
        figures=[Figure(str(LABELS[state]), words(shown.total[state]), note(state, shown)) for state in FIGURES],
        bars=[Figure(str(LABELS[state]), shown.total[state].value, look=LOOKS[state]) for state in FIGURES],
        region_bars=[
            Figure(region or _("No region"), cells[State.current].value) for region, cells in shown.regions.items()
        ],
    )


@blueprint.get("/facilitators")
@allows(policy.can_see_capacity)
def facilitators() -> ResponseReturnValue:
    """The names of those who may run sets today, with their unit and region."""
    organisation = chosen_organisation()
    if organisation is None:
        return render_template("capacity/no_organisation.html")
    today = centre_clock.today()
    people = queries.current_facilitators(queries.people_of(organisation, today), today)
    units = {unit.id: unit.name for unit in queries.units_of(organisation)}
    return render_template(
        "capacity/facilitators.html",
        organisation=organisation,
        organisations=open_organisations(),
        page=page_of(people),
        units=units,
        as_at=today,
    )


def open_organisations() -> list[Organisation]:
    """The organisations whose capacity this person may open."""
    return [organisation for organisation in queries.organisations() if policy.can_see(g.person, organisation)]


def chosen_organisation() -> Organisation | None:
    """The organisation that `?organisation=` names, else the first that this person may open."""
    open_to_person = open_organisations()
    asked = request.args.get("organisation")
    if asked is None:
        return open_to_person[0] if open_to_person else None
    found = next((organisation for organisation in open_to_person if str(organisation.public_id) == asked), None)
    return found or abort(404)


def page_of(people: list[queries.Counted]) -> Page[queries.Counted]:
    """The page of a list that is counted in one piece anyway."""
    page: Page[queries.Counted] = Page([], request.args.get("page", 1, type=int), len(people))
    if not 1 <= page.number <= page.pages:
        abort(404)
    first = (page.number - 1) * PER_PAGE
    return Page(people[first : first + PER_PAGE], page.number, len(people))


def words(cell: Cell) -> int | str:
    """A number, or that it is hidden."""
    return _("Hidden") if cell.value is None else cell.value


def note(state: State, shown: document.Capacity) -> str:
    """What a key figure means."""
    if shown.total[state].hidden:
        return _("too few people to show a number")
    return {
        State.trained: _("hold a certificate"),
        State.current: _("certificate in date"),
        State.active: _("ran a set in the last %(days)s days", days=shown.settings.activity_days),
        State.in_training: _("working towards an award"),
    }[state]
