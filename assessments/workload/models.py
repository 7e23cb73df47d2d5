"""How much each assessor should have open at one time."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from core.db import Tenanted, reference
from people.models import Person

MOST = 200


class AssessorTarget(Tenanted):
    """An assessor's own target, in open units; without one, the centre's holds. 0: takes no new work."""

    __tablename__ = "assessor_target"
    __table_args__ = (
        UniqueConstraint("tenant_id", "person_id"),
        CheckConstraint("units BETWEEN 0 AND 200", name="units"),
    )

    person_id: Mapped[int] = reference("person")
    units: Mapped[int]

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
