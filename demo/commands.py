"""`flask demo load`"""

import os
import secrets
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from flask_security.utils import hash_password
from sqlalchemy import select

from core.db import db, enter_tenant
from demo import care_provider, crowd
from people import services
from people.models import Centre, Login, Person

demo_group = AppGroup("demo", help="Demonstration programmes.")

PROGRAMMES = {"care-provider": care_provider.load}
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is easily taken for another


@demo_group.command("load")
@click.argument("programmes", nargs=-1, metavar="[PROGRAMME]...")
@click.option("--scale", type=click.IntRange(0, 100_000), default=0, help="So many more trainees, with their history.")
@click.option("--seed", default="demonstration", help="Settles every draw.")
@click.option("--once", is_flag=True, help="Do nothing but print who can sign in, when it was loaded before.")
def load(programmes: tuple[str, ...], scale: int, seed: str, once: bool) -> None:
    """Load demonstration programmes (all of them, or those named) into an empty installation."""
    unknown = [name for name in programmes if name not in PROGRAMMES]
    if unknown:
        raise click.ClickException(f"no programme named {unknown[0]!r}; there is {', '.join(PROGRAMMES)}")
    if db.session.scalar(select(Centre.id).limit(1)) is not None:
        if not once:
            raise click.ClickException("this installation is not empty; set SETWRIGHT_DATA to another folder")
        announce(kept_password())
        return
    click.echo("Loading the demonstration centre. This takes about a minute.")
    for name in programmes or PROGRAMMES:
        PROGRAMMES[name](seed=seed)
    if scale:
        crowd.add(scale, seed=seed)
    password = os.environ.get("DEMO_PASSWORD") or made_password()
    open_accounts(password)
    keep_password(password)
    db.session.commit()
    announce(password)


def made_password() -> str:
    """Three groups of five characters: hard to guess, easy to type."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(3))


def open_accounts(password: str) -> None:
    """Let the staff and the twelve facilitators sign in, all with one password."""
    hashed = hash_password(password)
    for person in db.session.scalars(select(Person).where(Person.email.is_not(None)).order_by(Person.id)):
        if person.staff_number is None or person.staff_number in care_provider.FACILITATORS:
            services.create_login(person).password = hashed


def password_file() -> Path:
    """Where the password of the demonstration's accounts is kept, readable by this account only."""
    return Path(current_app.config["DATA"]) / "demo_password"


def keep_password(password: str) -> None:
    """Remember the password, so that the next start can print it again."""
    path = password_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(password)


def kept_password() -> str:
    """The password that was made when the demonstration was loaded."""
    path = password_file()
    return path.read_text() if path.exists() else "(the one you chose)"


def announce(password: str) -> None:
    """Print who can sign in as what."""
    centre = db.session.scalars(select(Centre).order_by(Centre.id)).first()
    if centre is None:
        return
    enter_tenant(centre.id)
    people = {
        person.id: person for person in db.session.scalars(select(Person).join(Login, Login.person_id == Person.id))
    }
    click.echo(f"\n{centre.name} is ready at {current_app.config['PUBLIC_URL']}\n\nSign in with any of these:\n")
    for person in sorted(people.values(), key=lambda person: person.id):
        roles = ", ".join(sorted({grant.role.value.replace("_", " ") for grant in person.grants}))
        click.echo(f"  {person.email:48} {person.full_name:28} {roles}")
    click.echo(f"\nPassword of all of them: {password}")
    click.echo(
        "SECOND_FACTOR=required: staff set up a second step at their first sign-in.\n"
        if current_app.config["SECOND_FACTOR_REQUIRED"]
        else "The password alone signs in here (SECOND_FACTOR=offered); an installation of your own asks staff for a "
        "second step.\n"
    )
