"""What a trainee may do otherwise than the award says, without the reason: that is kept apart, and others decide it."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from core.db import Tenanted, reference
from core.history import refuse_changes
from training.allowances.effects import MOST_DAYS, Effect
from training.awards.models import EvidenceKind, Unit
from training.enrolments.models import Enrolment


class Allowance(Tenanted):
    """More days, an attempt that does not count, or another kind of evidence; on one unit or on all."""

    __tablename__ = "allowance"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="period"),
        CheckConstraint(f"extra_days BETWEEN 0 AND {MOST_DAYS}", name="extra_days"),
        CheckConstraint("attempt IS NULL OR (attempt >= 1 AND unit_id IS NOT NULL)", name="attempt"),
        CheckConstraint("(instead_of IS NULL) = (accepts IS NULL)", name="other_kind"),
        CheckConstraint(
            "extra_days > 0 OR due_on IS NOT NULL OR attempt IS NOT NULL OR accepts IS NOT NULL", name="allows"
        ),
    )

    enrolment_id: Mapped[int] = reference("enrolment")
    unit_id: Mapped[int | None] = reference("unit")  # none: every unit
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]  # the last day; none: until further notice
    extra_days: Mapped[int] = mapped_column(default=0)
    due_on: Mapped[date | None]
    attempt: Mapped[int | None]  # the number of one that does not count
    instead_of: Mapped[EvidenceKind | None]
    accepts: Mapped[EvidenceKind | None]

    enrolment: Mapped[Enrolment] = relationship(
        foreign_keys=[enrolment_id], backref=backref("allowances", order_by="Allowance.id")
    )
    unit: Mapped[Unit | None] = relationship(foreign_keys=[unit_id], lazy="joined")

    @property
    def effect(self) -> Effect:
        """What it moves, as plain values."""
        return Effect(
            unit=self.unit.code if self.unit else None,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            extra_days=self.extra_days,
            due_on=self.due_on,
            attempt=self.attempt,
            instead_of=self.instead_of.value if self.instead_of else None,
            accepts=self.accepts.value if self.accepts else None,
        )


refuse_changes(
    Allowance.__table__,
    columns=("enrolment_id", "unit_id", "starts_on", "extra_days", "due_on", "attempt", "instead_of", "accepts"),
)
