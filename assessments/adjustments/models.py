"""Reasonable adjustment and special consideration: asked for in confidence, decided, in force, ended."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, deferred, mapped_column, relationship

from assessments.adjustments.terms import LONGEST_NEED_TO_DO, Basis, Kind
from assessments.grading.models import UnitDecision
from assessments.iqa.models import IqaSample
from core.db import Tenanted, Versioned, reference
from core.history import refuse_changes
from people.models import Person
from people.signatures.models import Signature
from training.allowances.models import Allowance
from training.awards.models import EvidenceKind
from training.enrolments.models import Enrolment
from training.portfolio.models import Submission


class AdjustmentState(StrEnum):
    """Domain §5, Adjustment."""

    requested = "requested"
    evidence_seen = "evidence_seen"
    referred_to_ao = "referred_to_ao"
    approved = "approved"
    declined = "declined"
    in_force = "in_force"
    ended = "ended"


class Adjustment(Versioned):
    """One request and what came of it. What the trainee wrote, and the reason, are sealed; `need_to_do` is for others.

    The terms are those that were decided; until then nobody but the trainee and who decides reads anything.
    """

    __tablename__ = "adjustment"
    __table_args__ = (
        CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name="decided"),
        CheckConstraint("(decided_at IS NULL) = (signature_id IS NULL)", name="signature"),
        CheckConstraint(
            "state NOT IN ('approved', 'declined', 'in_force') OR decided_at IS NOT NULL", name="state_decided"
        ),
        CheckConstraint("state NOT IN ('approved', 'in_force') OR starts_on IS NOT NULL", name="starts"),
        CheckConstraint("need_to_do = '' OR starts_on IS NOT NULL", name="need_to_do"),
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="period"),
        CheckConstraint("(basis = 'special_consideration') = (happened_on IS NOT NULL)", name="happened"),
        CheckConstraint("(state IN ('declined', 'ended')) = (closed_at IS NOT NULL)", name="closed"),
    )

    enrolment_id: Mapped[int] = reference("enrolment")
    basis: Mapped[Basis]
    kind: Mapped[Kind]
    state: Mapped[AdjustmentState] = mapped_column(default=AdjustmentState.requested)
    asked_at: Mapped[datetime]
    happened_on: Mapped[date | None]  # of special consideration: the day of the event
    submission_id: Mapped[int | None] = reference("submission")  # the attempt that may not count
    units: Mapped[list[str]] = mapped_column(default=list)  # codes; none: all
    key_name: Mapped[str] = mapped_column(String(32))
    sealed: Mapped[bytes] = deferred(mapped_column(LargeBinary))  # the need and what would help, in the trainee's words
    seen_by_id: Mapped[int | None] = reference("person")
    seen_at: Mapped[datetime | None]
    referred_at: Mapped[datetime | None]
    ao_reference: Mapped[str] = mapped_column(String(60), default="")  # under which the awarding organisation answered
    decided_by_id: Mapped[int | None] = reference("person")
    decided_at: Mapped[datetime | None]
    signature_id: Mapped[int | None] = reference("signature", unique=True)
    by_ao: Mapped[bool] = mapped_column(default=False)  # the answer is the awarding organisation's
    sealed_reason: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))  # the answer's words to the trainee
    need_to_do: Mapped[str] = mapped_column(String(LONGEST_NEED_TO_DO), default="")
    tells_sets: Mapped[bool] = mapped_column(default=False)  # organisers of the trainee's sets read it, too
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    extra_days: Mapped[int] = mapped_column(default=0)
    due_on: Mapped[date | None]
    instead_of: Mapped[EvidenceKind | None]
    accepts: Mapped[EvidenceKind | None]
    closed_at: Mapped[datetime | None]
    evidence_deleted_at: Mapped[datetime | None]

    enrolment: Mapped[Enrolment] = relationship(
        foreign_keys=[enrolment_id], backref=backref("adjustments", order_by="Adjustment.id")
    )
    submission: Mapped[Submission | None] = relationship(foreign_keys=[submission_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])
    signature: Mapped[Signature | None] = relationship(foreign_keys=[signature_id])
    evidence: Mapped["AdjustmentEvidence | None"] = relationship(
        foreign_keys="AdjustmentEvidence.adjustment_id", back_populates="adjustment"
    )
    allowances: Mapped[list[Allowance]] = relationship(secondary="adjustment_allowance", viewonly=True)
    samples: Mapped[list[IqaSample]] = relationship(
        secondary=lambda: UnitDecision.__table__.join(
            Submission.__table__, UnitDecision.submission_id == Submission.id
        ),
        primaryjoin=lambda: Adjustment.enrolment_id == Submission.enrolment_id,
        secondaryjoin=lambda: IqaSample.decision_id == UnitDecision.id,
        viewonly=True,
    )

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided."""
        return self.state in OPEN

    def holds_on(self, day: date) -> bool:
        """Whether what was decided is to be done on that day."""
        return (
            self.state in {AdjustmentState.approved, AdjustmentState.in_force}
            and self.starts_on is not None
            and self.starts_on <= day
            and (self.ends_on is None or day <= self.ends_on)
        )


OPEN = {AdjustmentState.requested, AdjustmentState.evidence_seen, AdjustmentState.referred_to_ao}


class AdjustmentAllowance(Tenanted):
    """What an adjustment moves in the portfolio."""

    __tablename__ = "adjustment_allowance"
    __table_args__ = (UniqueConstraint("tenant_id", "allowance_id"),)

    adjustment_id: Mapped[int] = reference("adjustment")
    allowance_id: Mapped[int] = reference("allowance")


class AdjustmentEvidence(Tenanted):
    """A file that shows the need, with its name, sealed under a key of its own; deleted when it is decided."""

    __tablename__ = "adjustment_evidence"
    __table_args__ = (UniqueConstraint("tenant_id", "adjustment_id"),)

    adjustment_id: Mapped[int] = reference("adjustment")
    key_name: Mapped[str] = mapped_column(String(32))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sealed: Mapped[bytes] = deferred(mapped_column(LargeBinary))

    adjustment: Mapped[Adjustment] = relationship(foreign_keys=[adjustment_id], back_populates="evidence")


refuse_changes(Adjustment.__table__, when="OLD.state IN ('declined', 'ended')")
refuse_changes(
    Adjustment.__table__,
    when="OLD.decided_at IS NOT NULL",
    columns=(
        "decided_at",
        "decided_by_id",
        "signature_id",
        "by_ao",
        "ao_reference",
        "sealed_reason",
        "need_to_do",
        "tells_sets",
        "units",
        "starts_on",
        "ends_on",
        "extra_days",
        "due_on",
        "instead_of",
        "accepts",
    ),
    name="decided",
)
refuse_changes(
    Adjustment.__table__, columns=("enrolment_id", "basis", "kind", "asked_at", "sealed", "key_name"), name="asked"
)
refuse_changes(AdjustmentAllowance.__table__)
