"""Going round the centres: what the passing of days asks for is done in each, in a transaction of its own."""

from collections.abc import Callable, Iterator
from datetime import date
from traceback import extract_tb
from typing import TypeVar

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from core.db import db, enter_tenant
from people import centre_clock
from people.models import Centre

Done = TypeVar("Done")


def centres() -> Iterator[Centre]:
    """Every centre, the first made first, each entered as it comes."""
    for centre_id in db.session.scalars(select(Centre.id).order_by(Centre.id)).all():
        enter_tenant(centre_id)
        yield db.session.get_one(Centre, centre_id)


def in_every_centre(work: Callable[[date], Done]) -> list[Done]:
    """Do this in every centre, given the day it is there; what came of it where it was done. Commits each.

    A centre where it cannot be done is left as it was until the next round, and holds up no other.
    """
    done = []
    for centre in centres():
        centre_id = centre.id
        try:
            result = work(centre_clock.today())
            db.session.commit()
            done.append(result)
        except (IntegrityError, StaleDataError):  # somebody was first, or changed one of the rows meanwhile
            db.session.rollback()
        except Exception as error:
            db.session.rollback()
            at = extract_tb(error.__traceback__)[-1]  # and not its words, which may hold what somebody wrote
            current_app.logger.error("centre %s: %s at %s:%s", centre_id, type(error).__name__, at.filename, at.lineno)
    return done
