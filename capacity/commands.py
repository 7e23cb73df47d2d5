"""`flask capacity …`"""

import json

import click
from flask.cli import AppGroup
from sqlalchemy import select

from capacity import document, queries
from core.db import db, enter_tenant
from people.models import Centre

capacity_group = AppGroup("capacity", help="Facilitation capacity, with small numbers hidden.")


@capacity_group.command("report")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of lines.")
def report(as_json: bool) -> None:
    """Print what HR sees, for every organisation."""
    reports = []
    for centre in db.session.scalars(select(Centre).order_by(Centre.id)).all():
        enter_tenant(centre.id)
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
