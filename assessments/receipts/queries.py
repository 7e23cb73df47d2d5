"""What to read for the receipt of a signature."""

from typing import Any

from sqlalchemy import select

from assessments.receipts.subjects import SUBJECTS
from core.db import db
from people.signatures.models import Signature


def thing_of(signature: Signature) -> Any:
    """What carries the signature; None when there is no such thing any more."""
    subject = SUBJECTS.get(signature.about_kind)
    if subject is None:
        return None
    kept = vars(signature)  # the policy asks, then the page
    if "thing" not in kept:
        query = select(subject.model).where(subject.model.public_id == signature.about).options(*subject.asked())
        kept["thing"] = db.session.scalar(query)
    return kept["thing"]


def whole_thing_of(signature: Signature) -> Any:
    """The same, with all that a receipt asks of it, in few statements."""
    return SUBJECTS[signature.about_kind].whole(thing_of(signature))
