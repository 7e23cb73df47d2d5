"""Mark sheets, decisions and countersignatures. A decision never changes; a later one supersedes it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from assessments.grading import separation
from core.db import Tenanted, Versioned, reference
from core.history import refuse_changes
from core.row_rules import refuse_rows
from people.models import Person
from people.signatures.models import Signature
from training.awards.models import AssessmentCriterion
from training.portfolio.models import Submission


class Outcome(StrEnum):
    """A referral is not a failure (domain §2.2)."""

    passed = "pass"
    refer = "refer"


class MarkSheet(Versioned):
    """An assessor's working paper on one submission; it closes with the decision. `draft` keeps what is half done."""

    __tablename__ = "mark_sheet"
    __table_args__ = (
        Index(
            "uq_mark_sheet_open",
            "tenant_id",
            "submission_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        CheckConstraint("closed_at IS NOT NULL OR NOT handed_over", name="handed_over"),
        CheckConstraint("handed_over OR NOT draft_passed_on", name="draft_passed_on"),
        CheckConstraint("NOT voided OR (closed_at IS NOT NULL AND NOT handed_over)", name="voided"),
    )

    submission_id: Mapped[int] = reference("submission")
    assessor_id: Mapped[int] = reference("person")
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    draft: Mapped[dict[str, Any]] = mapped_column(default=dict)
    handed_over: Mapped[bool] = mapped_column(default=False)  # closed without a decision: another assessor took over
    draft_passed_on: Mapped[bool] = mapped_column(default=False)  # and begins with this draft, as the centre said
    voided: Mapped[bool] = mapped_column(default=False)  # closed without a decision: the attempt was made void
    written_in: Mapped[str] = mapped_column(String(40), default="")  # the page that saved last, so that it may retry

    submission: Mapped[Submission] = relationship(
        foreign_keys=[submission_id], backref=backref("mark_sheets", order_by="MarkSheet.id")
    )
    assessor: Mapped[Person] = relationship(foreign_keys=[assessor_id])
    criterion_decisions: Mapped[list["CriterionDecision"]] = relationship(
        foreign_keys="CriterionDecision.mark_sheet_id", order_by="CriterionDecision.id"
    )
    decision: Mapped["UnitDecision | None"] = relationship(
        foreign_keys="UnitDecision.mark_sheet_id", back_populates="mark_sheet"
    )

    @property
    def is_open(self) -> bool:
        """Whether the assessor still works on it."""
        return self.closed_at is None


class CriterionDecision(Tenanted):
    """Met or not met, with a comment. `carried` were met in an earlier attempt and stay so (invariant 18)."""

    __tablename__ = "criterion_decision"
    __table_args__ = (
        UniqueConstraint("tenant_id", "mark_sheet_id", "criterion_id"),
        CheckConstraint("(marks IS NULL) = (out_of IS NULL)", name="out_of"),
        CheckConstraint("marks IS NULL OR marks BETWEEN 0 AND out_of", name="marks"),
    )

    mark_sheet_id: Mapped[int] = reference("mark_sheet")
    criterion_id: Mapped[int] = reference("assessment_criterion")
    met: Mapped[bool]
    marks: Mapped[int | None]
    out_of: Mapped[int | None]
    comment: Mapped[str] = mapped_column(Text)
    carried: Mapped[bool] = mapped_column(default=False)

    criterion: Mapped[AssessmentCriterion] = relationship(foreign_keys=[criterion_id])


class UnitDecision(Tenanted):
    """The outcome of one attempt, signed by the assessor, with the five evidence tests."""

    __tablename__ = "unit_decision"

    submission_id: Mapped[int] = reference("submission")
    mark_sheet_id: Mapped[int] = reference("mark_sheet", unique=True)
    assessor_id: Mapped[int] = reference("person")
    outcome: Mapped[Outcome]
    decided_at: Mapped[datetime]
    valid: Mapped[bool]
    authentic: Mapped[bool]
    current: Mapped[bool]
    sufficient: Mapped[bool]
    reliable: Mapped[bool]
    tests_comment: Mapped[str] = mapped_column(Text, default="")
    feedback: Mapped[str] = mapped_column(Text, default="")
    due_back_on: Mapped[date | None]  # by when a referred unit comes back; None when no attempt is left
    needs_countersignature: Mapped[bool]
    signed_as: Mapped[str] = mapped_column(String(200))  # name and role as signed
    bundle_hash: Mapped[str] = mapped_column(String(64))
    discussions: Mapped[list[Any]] = mapped_column(default=list)  # {record, hash} of what was asked; see questions.py
    signature_id: Mapped[int | None] = reference("signature", unique=True)  # none: brought in, signed elsewhere

    submission: Mapped[Submission] = relationship(
        foreign_keys=[submission_id], backref=backref("decisions", order_by="UnitDecision.id")
    )
    mark_sheet: Mapped[MarkSheet] = relationship(foreign_keys=[mark_sheet_id], back_populates="decision")
    assessor: Mapped[Person] = relationship(foreign_keys=[assessor_id])
    signature: Mapped[Signature | None] = relationship(foreign_keys=[signature_id])
    countersignature: Mapped["Countersignature | None"] = relationship(
        foreign_keys="Countersignature.decision_id", back_populates="decision", lazy="joined"
    )

    @property
    def is_final(self) -> bool:
        """Whether it stands: made by a qualified assessor, or agreed by one (invariant 21)."""
        return not self.needs_countersignature or bool(self.countersignature and self.countersignature.agreed)

    @property
    def send_by(self) -> date | None:
        """By when a referred unit comes back: counted from the day the trainee could read the decision."""
        return self.countersignature.due_back_on if self.countersignature else self.due_back_on


class Countersignature(Tenanted):
    """A qualified assessor confirms, or sends back, an unqualified one's decision (invariant 21)."""

    __tablename__ = "countersignature"
    __table_args__ = (UniqueConstraint("tenant_id", "decision_id"),)

    decision_id: Mapped[int] = reference("unit_decision")
    person_id: Mapped[int] = reference("person")
    agreed: Mapped[bool]
    comment: Mapped[str] = mapped_column(Text, default="")
    signed_at: Mapped[datetime]
    signed_as: Mapped[str] = mapped_column(String(200))  # name and role as signed
    due_back_on: Mapped[date | None]  # as that of the decision, counted from this signature
    signature_id: Mapped[int] = reference("signature", unique=True)

    decision: Mapped[UnitDecision] = relationship(foreign_keys=[decision_id], back_populates="countersignature")
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    signature: Mapped[Signature] = relationship(foreign_keys=[signature_id])


for _table in (CriterionDecision, UnitDecision, Countersignature):
    refuse_changes(_table.__table__)
refuse_changes(MarkSheet.__table__, when="OLD.closed_at IS NOT NULL")

# Invariants 13 and 20 to 22, whatever door a row comes by.
for _name, _condition, _says in (
    ("frozen", separation.NOT_ABOUT_WHAT_WAS_SENT, "a decision is about what was sent, on a sheet of its assessor"),
    ("people", separation.MAY_NOT_DECIDE, "this person has another part in it, or is too close to the trainee"),
    ("credential", separation.LACKS_A_SECOND_SIGNATURE, "without a credential a decision needs a countersignature"),
    ("signed", separation.LACKS_A_SIGNATURE, "its assessor signs a decision"),
    ("sampled", separation.LACKS_FULL_SAMPLING, "a managed conflict of interest is sampled in full"),
):
    refuse_rows(UnitDecision.__table__, _name, _condition, says=_says)
for _name, _condition, _says in (
    ("people", separation.MAY_NOT_COUNTERSIGN, "this person has another part in it, or is too close to the trainee"),
    ("credential", separation.IS_NOT_QUALIFIED_TO_COUNTERSIGN, "a countersigner holds a credential on the day"),
):
    refuse_rows(Countersignature.__table__, _name, _condition, says=_says)
