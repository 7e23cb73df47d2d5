"""What members of staff do to stay competent."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Versioned, reference
from core.history import refuse_changes
from people.models import Person


class CpdEntry(Versioned):
    """Continuing professional development of one day. What was learned is for its owner and the verifier alone."""

    __tablename__ = "cpd_entry"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
        CheckConstraint("person_id <> verifier_id", name="verifier"),
    )

    person_id: Mapped[int] = reference("person")
    held_on: Mapped[date]
    minutes: Mapped[int]
    topic: Mapped[str] = mapped_column(String(40))  # a code of `training.staff.wording`
    learned: Mapped[str] = mapped_column(Text)
    verifier_id: Mapped[int] = reference("person")
    verified_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    verifier: Mapped[Person] = relationship(foreign_keys=[verifier_id])


refuse_changes(CpdEntry.__table__, when="OLD.verified_at IS NOT NULL")
