"""`flask research …`"""

import os
from pathlib import Path
from uuid import UUID

import click
from flask.cli import AppGroup

from core.db import db, enter_tenant
from core.errors import MovedOn, NotAllowed, RuleBroken
from people import queries as people
from people.commands import stop
from people.models import Centre, Person
from training.research import policy, queries, services
from training.research.models import ResearchProject

research_group = AppGroup("research", help="Accounts for research: with consent, under codes, without names.")


@research_group.command("extract")
@click.argument("project_name", metavar="PROJECT")
@click.option(
    "--to", "target", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The ZIP to write."
)
@click.option("--by", "email", help="Who makes it: the address that a lead quality assurer signs in with.")
@click.option("--centre", "centre_name", help="Which centre; needed when there are several.")
def extract(project_name: str, target: Path, email: str | None, centre_name: str | None) -> None:
    """Write the extract of PROJECT, by its name or the id in its address, to a new file that only you can read.

    Without --by the run is recorded as made at the command line.
    """
    enter_tenant(_centre(centre_name).id)
    project = _project(project_name)
    by = _maker(email, project) if email else None
    if target.exists():
        stop(f"{target}: is there already")
    try:
        run, content = services.make_extract(project, by=by)
    except (RuleBroken, NotAllowed, MovedOn) as refused:
        stop(f"{project.name}: {refused}")
    try:
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
    except OSError as error:
        db.session.rollback()
        stop(f"{target}: {error.strerror}")
    db.session.commit()
    click.echo(f"{target}: accounts {run.accounts}, people {run.people}, SHA-256 {run.sha256}")
    if run.held_back:
        click.echo(f"{len(run.held_back)} held back: something in them might still identify somebody", err=True)


def _project(named: str) -> ResearchProject:
    project = queries.project_named(" ".join(named.split()))
    if project is None and (public_id := _as_id(named)):
        project = queries.project_of_id(public_id)
    if project is None:
        stop(f"there is no research project {named!r}")
    return project


def _as_id(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


def _maker(email: str, project: ResearchProject) -> Person:
    person = queries.person_signing_in_as(email)
    if person is None:
        stop(f"nobody signs in as {email}")
    if not (answer := policy.can_make_extract(person, project)):
        stop(f"{email}: {getattr(answer, 'reason', 'may not make extracts')}")
    return person


def _centre(name: str | None) -> Centre:
    known = people.centres()
    if not known:
        stop("there is no centre yet: run `flask first-run` and open its link")
    found = known if name is None else [one for one in known if one.name.casefold() == name.casefold()]
    if len(found) != 1:
        stop("--centre must be one of: " + "; ".join(one.name for one in known))
    return found[0]
