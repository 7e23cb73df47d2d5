"""Sampling: the policy's draws over final decisions, and what the IQA found."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assessments.grading import separation
from assessments.grading.models import UnitDecision
from core.db import Tenanted, Versioned, reference
from core.history import refuse_changes
from core.row_rules import refuse_rows
from people.models import Person
from people.signatures.models import Signature
from training.awards.models import AwardVersion
from training.enrolments.models import Enrolment


class SamplingPolicy(Tenanted):
    """A version of the centre's sampling policy: rates and floors as `assessments.iqa.sampling` reads them."""

    __tablename__ = "sampling_policy"
    __table_args__ = (UniqueConstraint("tenant_id", "number"),)

    number: Mapped[int]
    settings: Mapped[dict[str, Any]]
    starts_on: Mapped[date]


class SamplingPlan(Tenanted):
    """A period, a calendar quarter, in which every floor of the policy is to be met."""

    __tablename__ = "sampling_plan"
    __table_args__ = (UniqueConstraint("tenant_id", "period"),)

    period: Mapped[str] = mapped_column(String(10))  # "2026-Q4"
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    policy_id: Mapped[int] = reference("sampling_policy")

    policy: Mapped[SamplingPolicy] = relationship(foreign_keys=[policy_id])
    draws: Mapped[list["SampleDraw"]] = relationship(foreign_keys="SampleDraw.plan_id", order_by="SampleDraw.id")


class SampleDraw(Tenanted):
    """One draw: its seed and the exact list it was made over, so that anyone can repeat it.

    `inputs` is what `assessments.iqa.sampling.draw` was given; `strata` and `floors` (those missed, with why) are what
    it answered beside the picks.
    """

    __tablename__ = "sample_draw"

    plan_id: Mapped[int] = reference("sampling_plan")
    drawn_at: Mapped[datetime]
    drawn_by_id: Mapped[int] = reference("person")
    seed: Mapped[str] = mapped_column(String(40))
    inputs: Mapped[dict[str, Any]]
    strata: Mapped[list[Any]] = mapped_column(default=list)
    floors: Mapped[list[Any]] = mapped_column(default=list)

    plan: Mapped[SamplingPlan] = relationship(foreign_keys=[plan_id], back_populates="draws")
    drawn_by: Mapped[Person] = relationship(foreign_keys=[drawn_by_id])
    samples: Mapped[list["IqaSample"]] = relationship(
        foreign_keys="IqaSample.draw_id", back_populates="draw", order_by="IqaSample.id"
    )
    decisions: Mapped[list["DrawnDecision"]] = relationship(
        foreign_keys="DrawnDecision.draw_id", order_by="DrawnDecision.id"
    )


class DrawnDecision(Tenanted):
    """A decision that a draw has covered, picked or not. Each is drawn once."""

    __tablename__ = "drawn_decision"
    __table_args__ = (UniqueConstraint("tenant_id", "decision_id"),)

    draw_id: Mapped[int] = reference("sample_draw")
    decision_id: Mapped[int] = reference("unit_decision")
    picked: Mapped[bool]


class SampleState(StrEnum):
    """Domain §5, IQA sample."""

    planned = "planned"
    open = "open"
    agree = "agree"
    agree_with_action = "agree_with_action"
    disagree = "disagree"
    closed = "closed"
    returned = "returned"
    reassessed = "reassessed"
    cancelled = "cancelled"


class IqaSample(Versioned):
    """One decision picked for a second look; after a disagreement, the decision that replaced it."""

    __tablename__ = "iqa_sample"
    __table_args__ = (
        Index(
            "uq_iqa_sample_decision",
            "tenant_id",
            "decision_id",
            unique=True,
            sqlite_where=text("state <> 'cancelled'"),
            postgresql_where=text("state <> 'cancelled'"),
        ),
        CheckConstraint("(state IN ('planned', 'cancelled')) = (iqa_id IS NULL)", name="iqa"),
        CheckConstraint("(draw_id IS NULL) = (added_by_id IS NOT NULL)", name="added"),
        CheckConstraint("state <> 'closed' OR (action_due_on IS NULL) = (closing_id IS NULL)", name="closing"),
    )

    plan_id: Mapped[int] = reference("sampling_plan")
    draw_id: Mapped[int | None] = reference("sample_draw")
    decision_id: Mapped[int] = reference("unit_decision")
    iqa_id: Mapped[int | None] = reference("person")
    state: Mapped[SampleState] = mapped_column(default=SampleState.planned)
    reason: Mapped[dict[str, Any]]  # why it was picked: code and values
    added_by_id: Mapped[int | None] = reference("person")
    added_because: Mapped[str] = mapped_column(Text, default="")  # of one that was added to the draw
    action_due_on: Mapped[date | None]
    action_done_at: Mapped[datetime | None]
    closing_id: Mapped[int | None] = reference("signature", unique=True)  # under an action that is done

    plan: Mapped[SamplingPlan] = relationship(foreign_keys=[plan_id])
    draw: Mapped[SampleDraw | None] = relationship(foreign_keys=[draw_id], back_populates="samples")
    decision: Mapped[UnitDecision] = relationship(foreign_keys=[decision_id], backref="samples", lazy="joined")
    iqa: Mapped[Person | None] = relationship(foreign_keys=[iqa_id])
    added_by: Mapped[Person | None] = relationship(foreign_keys=[added_by_id])
    closing: Mapped[Signature | None] = relationship(foreign_keys=[closing_id])
    judgements: Mapped[list["SampleJudgement"]] = relationship(
        foreign_keys="SampleJudgement.sample_id", back_populates="sample", order_by="SampleJudgement.id"
    )

    @property
    def code(self) -> str:
        """How people name the decision: D-0418."""
        return f"D-{self.decision_id:04}"

    @property
    def enrolment(self) -> Enrolment:
        """The place of the trainee whose work it is."""
        return self.decision.submission.enrolment

    @property
    def judgement(self) -> "SampleJudgement | None":
        """What the IQA said last."""
        return self.judgements[-1] if self.judgements else None

    @property
    def action(self) -> str:
        """What the assessor is asked to do; empty when nothing is."""
        return self.judgement.action if self.judgement else ""

    @property
    def feedback(self) -> str:
        """What the IQA wrote to the assessor last."""
        return self.judgement.feedback if self.judgement else ""


class SampleOutcome(StrEnum):
    """What the IQA makes of a decision (domain §2.3)."""

    agree = "agree"
    agree_with_action = "agree_with_action"
    disagree = "disagree"


class SampleJudgement(Tenanted):
    """The IQA's written answer on one decision. It never changes; a second look is another one."""

    __tablename__ = "sample_judgement"
    __table_args__ = (
        CheckConstraint("(outcome = 'agree_with_action') = (action_due_on IS NOT NULL)", name="action"),
        CheckConstraint("NOT is_major OR action_due_on IS NOT NULL", name="major"),
        UniqueConstraint("tenant_id", "sample_id", "decision_id"),
    )

    sample_id: Mapped[int] = reference("iqa_sample")
    decision_id: Mapped[int] = reference("unit_decision")
    iqa_id: Mapped[int] = reference("person")
    outcome: Mapped[SampleOutcome]
    feedback: Mapped[str] = mapped_column(Text)  # to the assessor
    action: Mapped[str] = mapped_column(Text, default="")
    is_major: Mapped[bool] = mapped_column(default=False)  # a major action opens a concern (domain §6, band D)
    action_due_on: Mapped[date | None]
    judged_at: Mapped[datetime]
    signature_id: Mapped[int] = reference("signature", unique=True)

    sample: Mapped[IqaSample] = relationship(foreign_keys=[sample_id], back_populates="judgements")
    decision: Mapped[UnitDecision] = relationship(foreign_keys=[decision_id])
    iqa: Mapped[Person] = relationship(foreign_keys=[iqa_id])
    signature: Mapped[Signature] = relationship(foreign_keys=[signature_id])


class EqaVisit(Tenanted):
    """An external quality assurer's window: who, which award, from when to when. Read-only but for releases."""

    __tablename__ = "eqa_visit"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="period"),)

    eqa_id: Mapped[int] = reference("person")
    award_version_id: Mapped[int] = reference("award_version")
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    eqa: Mapped[Person] = relationship(foreign_keys=[eqa_id])
    award_version: Mapped[AwardVersion] = relationship(foreign_keys=[award_version_id], backref="eqa_visits")

    def is_open(self, on: date) -> bool:
        """Whether the window is open on that day; both days belong to it."""
        return self.starts_on <= on <= self.ends_on


for _table in (SamplingPolicy, SampleDraw, DrawnDecision, SampleJudgement):
    refuse_changes(_table.__table__)
refuse_changes(IqaSample.__table__, when="OLD.state IN ('closed', 'cancelled')")

# Invariants 20 and 22, whatever door a row comes by.
_SAYS = "this person has another part in the decision, or is too close to the trainee"
refuse_rows(
    IqaSample.__table__,
    "people",
    separation.MAY_NOT_CHECK,
    says=_SAYS,
    columns=("iqa_id", "decision_id"),
    changed="OLD.iqa_id IS NULL OR NEW.iqa_id <> OLD.iqa_id OR NEW.decision_id <> OLD.decision_id",
)
refuse_rows(SampleJudgement.__table__, "people", separation.MAY_NOT_CHECK, says=_SAYS)
refuse_rows(
    DrawnDecision.__table__,
    "managed",
    separation.WAS_PASSED_OVER,
    says="a managed conflict of interest is sampled in full",
)
