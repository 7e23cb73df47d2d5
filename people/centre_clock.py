"""The day at the centre: what counts for everybody there is counted in it, whatever zone a person reads their pages in.

It is the zone of the centre that the session has entered. Policies, which ask no session, take it from the person:
`clock.today(person.centre.zone)`.
"""

from datetime import date, datetime

from core import clock
from core.db import TenantNotEntered, db, tenant_of
from people.models import Centre


def today() -> date:
    """The calendar day it is at the centre. Raises TenantNotEntered."""
    return clock.today(zone())


def day_of(instant: datetime) -> date:
    """The calendar day on which an instant fell at the centre. Raises TenantNotEntered."""
    return clock.in_zone(instant, zone()).date()


def zone() -> str:
    """The zone of the centre. Raises TenantNotEntered before the session has entered one."""
    tenant_id = tenant_of(db.session)
    if tenant_id is None:
        raise TenantNotEntered("asking for the day at a centre")
    with db.session.no_autoflush:
        centre = db.session.get_one(Centre, tenant_id)
    db.session.info["centre"] = centre  # read once: a session lets go of rows that nobody else holds
    return centre.zone


def zone_or_default() -> str:
    """The zone of the centre; before the session has entered one, the default."""
    return clock.DEFAULT_ZONE if tenant_of(db.session) is None else zone()
