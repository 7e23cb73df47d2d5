"""`flask awards …`: award files in, checked line by line, and out again."""

from pathlib import Path

import click
from flask.cli import AppGroup

from core.db import db, enter_tenant
from core.errors import RuleBroken
from people import queries as people
from people.commands import stop
from people.models import Centre
from training.awards import exchange, queries, services
from training.awards.models import AwardStatus

awards_group = AppGroup("awards", help="Award specifications, as in the folder `awards`.")

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@awards_group.command("check")
@click.argument("files", nargs=-1, required=True, type=FILE)
def check(files: tuple[Path, ...]) -> None:
    """Check award FILES and load nothing. Every mistake is named with its line."""
    problems = 0
    for file in files:
        try:
            specification = exchange.read(file.read_bytes(), str(file))
        except exchange.SpecificationErrors as refused:
            problems += _print(refused)
        else:
            click.echo(f"{file}: sound: {specification.code} version {specification.version}")
    if problems:
        stop(f"{problems} to put right")


@awards_group.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--publish", is_flag=True, help="Publish what comes in; it does not change any more.")
@click.option("--centre", "centre_name", help="Which centre; needed when there are several.")
def import_awards(files: tuple[Path, ...], publish: bool, centre_name: str | None) -> None:
    """Load award FILES as drafts: all of them, or nothing when any has a mistake."""
    enter_tenant(_centre(centre_name).id)
    problems, done = 0, []
    for file in files:
        try:
            version = services.import_award(file.read_bytes(), str(file), by=None)
        except exchange.SpecificationErrors as refused:
            problems += _print(refused)
        except RuleBroken as broken:
            click.echo(f"{file}:1: {broken.message}", err=True)
            problems += 1
        else:
            if publish and version.status is AwardStatus.draft:
                services.publish(version, by=None)
            done.append(f"{file}: {version.code} version {version.number}, {version.status.value}")
    if problems:
        db.session.rollback()
        stop(f"{problems} to put right, nothing loaded")
    db.session.commit()
    for line in done:
        click.echo(line)


@awards_group.command("export")
@click.argument("code")
@click.argument("version")
@click.option("--centre", "centre_name", help="Which centre; needed when there are several.")
def export(code: str, version: str, centre_name: str | None) -> None:
    """Print the award file of CODE and VERSION."""
    enter_tenant(_centre(centre_name).id)
    stored = queries.version_by_code(code, version)
    if stored is None:
        stop(f"there is no award {code} version {version}")
    click.echo(services.export(stored), nl=False)


def _print(refused: exchange.SpecificationErrors) -> int:
    for error in refused.errors:
        click.echo(f"{error.file}:{error.line}: {error.message}", err=True)
    return len(refused.errors)


def _centre(name: str | None) -> Centre:
    known = people.centres()
    if not known:
        stop("there is no centre yet: run `flask first-run` and open its link")
    found = known if name is None else [one for one in known if one.name.casefold() == name.casefold()]
    if len(found) != 1:
        stop("--centre must be one of: " + "; ".join(one.name for one in known))
    return found[0]
