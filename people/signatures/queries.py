"""What to read of signatures."""

from sqlalchemy import select

from core.db import db
from core.history import Recorded
from people.signatures.models import Signature


def on(thing: Recorded) -> list[Signature]:
    """All signatures on a thing, first to last."""
    query = select(Signature).where(Signature.about_kind == thing.__tablename__, Signature.about == thing.public_id)
    return list(db.session.scalars(query.order_by(Signature.id)))


def last_on(thing: Recorded, *acts: str) -> Signature | None:
    """The last signature on a thing that was one of these acts; without acts, of any."""
    return next((each for each in reversed(on(thing)) if not acts or each.act in acts), None)
