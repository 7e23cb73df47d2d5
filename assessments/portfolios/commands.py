"""`flask portfolio …`: portfolios from other installations."""

from pathlib import Path

import click
from flask.cli import AppGroup

from assessments.portfolios import reading, services
from assessments.portfolios.reading import Refused
from core.db import db, enter_tenant
from people.commands import centre_named, stop

portfolio_group = AppGroup("portfolio", help="Portfolios that come from another Setwright.")


@portfolio_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--centre", "centre_name", help="Which centre; needed when there are several.")
@click.option("--dry-run", is_flag=True, help="Look through the portfolio and keep nothing.")
def import_portfolio(file: Path, centre_name: str | None, dry_run: bool) -> None:
    """Bring in the archive of a portfolio: all of it, or nothing when anything in it is wrong."""
    enter_tenant(centre_named(centre_name).id)
    try:
        brought = services.bring_in(arrived := reading.read(file), by=None, dry_run=dry_run)
    except Refused as refused:
        db.session.rollback()
        for fault in refused.faults:
            click.echo(f"{file}: {fault}", err=True)
        stop(f"{file}: {len(refused.faults)} to put right, nothing loaded")
    name, source = (_printable(each) for each in (brought.person.full_name, brought.source["centre"]))
    if dry_run:
        db.session.rollback()
    else:
        db.session.commit()
    done = "would be brought in" if dry_run else "brought in"
    click.echo(f"portfolio of {name} from {source}: {sum(services.counts(arrived.document).values())} rows {done}")


def _printable(text: str) -> str:
    """What was written elsewhere, without what a terminal would obey."""
    return "".join(character for character in text if character.isprintable())
