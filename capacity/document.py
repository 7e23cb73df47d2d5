"""The capacity of one organisation as plain values: counted once, made safe once, and only then shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from capacity import queries
from capacity.disclosure import Cell, Table, publish, region_groups, together, unit_groups
from capacity.supply import Settings, State, count_states
from people import centre_clock
from people.models import Organisation, OrganisationUnit

# Always in this order, so that a page of one breakdown shows rows of the same table as any other (security, threat 14).


@dataclass(frozen=True)
class UnitRow:
    """A unit of the tree with its counts; `depth` from 0."""

    name: str
    depth: int
    cells: dict[State, Cell]


@dataclass(frozen=True)
class Capacity:
    """What may be shown of one organisation on one day."""

    organisation: str
    as_at: date
    settings: Settings
    small_number: int
    total: dict[State, Cell]
    regions: dict[str, dict[State, Cell]]
    units: list[UnitRow]
    regions_together: int | None  # current facilitators of the hidden regions, as one sum


def capacity_of(organisation: Organisation, *, small_number: int, today: date | None = None) -> Capacity:
    """Count the people of an organisation and make every count safe to show (invariant 30)."""
    today = today or centre_clock.today()
    settings = Settings()
    people = queries.people_of(organisation, today, settings)
    units = queries.units_of(organisation)
    places = {person.place for person in people}
    counts = count_states([(person.place, person.facts) for person in people], today, settings)
    table = publish(
        counts,
        {
            "region": region_groups(places),
            "unit": unit_groups(places, {unit.id: unit.parent_id for unit in units}),
        },
        small_number,
    )
    regions = {str(label): dict(cells) for label, cells in table.rows["region"].items()}
    return Capacity(
        organisation=organisation.name,
        as_at=today,
        settings=settings,
        small_number=small_number,
        total=dict(table.total),
        regions=dict(sorted(regions.items(), key=lambda item: (item[0] == "", item[0]))),
        units=_tree(units, table),
        regions_together=together(
            table.total[State.trained], [cells[State.trained] for cells in table.rows["region"].values()]
        ),
    )


def _tree(units: Sequence[OrganisationUnit], table: Table) -> list[UnitRow]:
    rows: list[UnitRow] = []

    def add(parent_id: int | None, depth: int) -> None:
        for unit in units:
            if unit.parent_id == parent_id:
                rows.append(UnitRow(unit.name, depth, dict(table.rows["unit"][unit.id])))
                add(unit.id, depth + 1)

    add(None, 0)
    return rows


def as_values(capacity: Capacity) -> dict[str, Any]:
    """The same, for JSON; a hidden count is null."""

    def numbers(cells: dict[State, Cell]) -> dict[str, int | None]:
        return {state.value: cells[state].value for state in State}

    return {
        "organisation": capacity.organisation,
        "as_at": capacity.as_at.isoformat(),
        "small_number": capacity.small_number,
        "total": numbers(capacity.total),
        "regions": {region or "none": numbers(cells) for region, cells in capacity.regions.items()},
        "units": [{"unit": row.name, "depth": row.depth, **numbers(row.cells)} for row in capacity.units],
    }
