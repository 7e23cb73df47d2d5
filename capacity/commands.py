"""`flask capacity …`"""

import json

import click
from flask.cli import AppGroup

from capacity import document, queries
from people import rounds

capacity_group = AppGroup("capacity", help="Facilitation capacity, with small numbers hidden.")


@capacity_group.command("report")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of lines.")
def report(as_json: bool) -> None:
    """Print what HR sees, for every organisation."""
    reports = []
    for centre in rounds.centres():
        for organisation in queries.organisations():
            shown = document.capacity_of(organisation, small_number=centre.small_number)
            reports.append({"centre": centre.name, **document.as_values(shown)})
    if as_json:
        click.echo(json.dumps(reports, indent=1))
        return
    for each in reports:
        numbers = ", ".join(
            f"{state} {'hidden' if number is None else number}" for state, number in each["total"].items()
        )
        click.echo(f"{each['centre']}, {each['organisation']}, {each['as_at']}: {numbers}")
