"""What time does to appeals: the days to go on pass."""

from sqlalchemy import select

from assessments.appeals import services
from core import clock
from core.db import db, enter_tenant
from people.models import Centre


def close_lapsed_appeals() -> None:
    """In every centre, close the appeals whose trainees let the days to go on pass."""
    for centre in db.session.scalars(select(Centre).order_by(Centre.id)).all():
        enter_tenant(centre.id)
        services.lapse_due(clock.today(centre.zone))
        db.session.commit()
