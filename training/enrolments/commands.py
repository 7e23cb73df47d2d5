"""`flask registrations …`: what the passing of days does to registrations."""

import click
from flask.cli import AppGroup

from people.rounds import in_every_centre
from training.enrolments import services

registrations_group = AppGroup("registrations", help="Registrations with awarding organisations.")


@registrations_group.command("expire")
def expire() -> None:
    """Let every registration run out whose last day has passed, and say how many did."""
    click.echo(f"registrations that ran out: {expire_all()}")


def expire_all() -> int:
    """Let registrations run out in every centre, each by its own calendar day; how many did. Commits."""
    return sum(in_every_centre(services.expire_due))
