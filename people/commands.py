"""`flask first-run` and `flask people …`."""

from pathlib import Path
from typing import NoReturn

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from core.db import db, enter_tenant
from core.errors import RuleBroken
from people import centre, intake, queries
from people.models import Centre, Organisation

people_group = AppGroup("people", help="People of a centre.")


@click.command("first-run")
@with_appcontext
def first_run() -> None:
    """Print the one-time link that makes the first administrator. It works for a day; a new one replaces it."""
    token = centre.make_first_run_link()
    db.session.commit()
    if token is None:
        click.echo("This installation has its administrator: sign in at " + current_app.config["PUBLIC_URL"])
        return
    click.echo("Open this link to set up your centre. It works once, within 24 hours:")
    click.echo(f"{current_app.config['PUBLIC_URL']}/setup/{token}")


@people_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", "organisation_name", help="Whose people these are. A new name makes an organisation.")
@click.option("--centre", "centre_name", help="Which centre; needed when there are several.")
@click.option("--dry-run", is_flag=True, help="Check the list and load nothing.")
def import_people(file: Path, organisation_name: str | None, centre_name: str | None, dry_run: bool) -> None:
    """Load a list of people, CSV or XLSX: all of it, or nothing when any row is wrong."""
    enter_tenant(centre_named(centre_name).id)
    organisation = _organisation(organisation_name)
    try:
        result = intake.import_people(
            file.read_bytes(), file.name, organisation=organisation, new_name=organisation_name or "", by=None
        )
    except RuleBroken as broken:
        stop(f"{file}: {broken.message}")
    if result.errors:
        db.session.rollback()
        for error in result.errors:
            place = f"{file}, line {error.line}" + (f", {error.column}" if error.column else "")
            click.echo(f"{place}: {error.value!r}: {error.reason}", err=True)
        stop(f"{file}: {len(result.errors)} to put right, nothing loaded")
    if dry_run:
        db.session.rollback()
    else:
        db.session.commit()
    done = "would be " if dry_run else ""
    click.echo(f"{result.added} {done}added, {result.changed} {done}changed, {result.unchanged} as before")
    if result.unread_columns:
        click.echo("columns not read: " + ", ".join(result.unread_columns), err=True)


def stop(sentence: str) -> NoReturn:
    """End the command with one line that says what and where."""
    click.echo(sentence, err=True)
    raise SystemExit(1)


def centre_named(name: str | None) -> Centre:
    """The centre that a command works in: the one named, or the only one. Ends the command when that is unclear."""
    known = queries.centres()
    if name is None and len(known) == 1:
        return known[0]
    if not known:
        stop("there is no centre yet: run `flask first-run` and open its link")
    found = next((one for one in known if name is not None and one.name.casefold() == name.casefold()), None)
    if found is None:
        stop("--centre must be one of: " + "; ".join(one.name for one in known))
    return found


def _organisation(name: str | None) -> Organisation | None:
    if name is not None:
        return queries.organisation_named(name)
    known = queries.organisations()
    if len(known) != 1:
        stop("--organisation is needed" + (": " + "; ".join(one.name for one in known) if known else ""))
    return known[0]
