"""`flask registrations …`: what the passing of days does to registrations."""

import click
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from core import clock
from core.db import db, enter_tenant
from people.models import Centre
from training.enrolments import services

registrations_group = AppGroup("registrations", help="Registrations with awarding organisations.")


@registrations_group.command("expire")
def expire() -> None:
    """Let every registration run out whose last day has passed, and say how many did."""
    click.echo(f"registrations that ran out: {expire_all()}")


def expire_all() -> int:
    """Let registrations run out in every centre, each by its own calendar day; how many did. Commits."""
    expired = 0
    for centre_id, zone in db.session.execute(select(Centre.id, Centre.zone).order_by(Centre.id)).all():
        enter_tenant(centre_id)
        try:
            expired += services.expire_due(clock.today(zone))
            db.session.commit()
        except StaleDataError:  # somebody changed one of them meanwhile; the next round sees how it stands
            db.session.rollback()
    return expired
