"""Certificates on the register, without the work that led to them."""

from datetime import date
from itertools import count
from typing import Any

from assessments.certificates.models import Certificate
from core import clock
from core.db import db
from people.models import Person
from tests import london
from tests.factories import awards, people
from training.awards.models import AwardVersion

_numbers = count(1)


def certificate(
    holder: Person | None = None, version: AwardVersion | None = None, *, issued_on: date | None = None, **fields: Any
) -> Certificate:
    """A live certificate, from today."""
    holder = holder or people.person()
    version = version or awards.award_version("ALF-DA-L5")
    row = Certificate(
        **{
            "number": f"OLD-{next(_numbers)}",
            "code": f"code-{next(_numbers)}",
            "person_id": holder.id,
            "award_version_id": version.id,
            "issued_on": issued_on or london.today(),
            "issued_at": clock.now(),
            "facts": {"holder": holder.full_name, "award": version.title},
        }
        | fields
    )
    db.session.add(row)
    db.session.flush()
    return row
