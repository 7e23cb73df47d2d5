"""What the background work does about adjustments each time it goes round."""

from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from assessments.adjustments import sealing, services
from core.db import db, enter_tenant
from people.models import Centre


def move_due_adjustments() -> None:
    """Begin and end what has come to its day, in every centre, and destroy the keys that seal nothing any more."""
    for centre_id in db.session.scalars(select(Centre.id)).all():
        enter_tenant(centre_id)
        try:
            services.move_due()
            db.session.commit()
        except StaleDataError:  # somebody changed one of them meanwhile; the next round sees how it stands
            db.session.rollback()
    sealing.destroy_unused(sealing.left_behind())
