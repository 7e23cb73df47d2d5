"""Sampling: the policy's draws over final decisions, and what the IQA found."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assessments.grading.models import UnitDecision
from core.db import Tenanted, Versioned, reference
from core.history import refuse_changes
from people.models import Person
from training.awards.models import AwardVersion


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
    """One draw: its seed and the exact list it was made over, so that anyone can repeat it."""

    __tablename__ = "sample_draw"

    plan_id: Mapped[int] = reference("sampling_plan")
    drawn_at: Mapped[datetime]
    drawn_by_id: Mapped[int] = reference("person")
    seed: Mapped[str] = mapped_column(String(40))
    inputs: Mapped[dict[str, Any]]
    floors: Mapped[list[Any]] = mapped_column(default=list)  # floors missed, with why

    plan: Mapped[SamplingPlan] = relationship(foreign_keys=[plan_id], back_populates="draws")
    drawn_by: Mapped[Person] = relationship(foreign_keys=[drawn_by_id])
    samples: Mapped[list["IqaSample"]] = relationship(foreign_keys="IqaSample.draw_id", back_populates="draw")


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
    """One decision picked for a second look."""

    __tablename__ = "iqa_sample"
    __table_args__ = (
        CheckConstraint("(state IN ('planned', 'open', 'cancelled')) = (judged_at IS NULL)", name="judged"),
    )

    draw_id: Mapped[int | None] = reference("sample_draw")
    decision_id: Mapped[int] = reference("unit_decision")
    iqa_id: Mapped[int | None] = reference("person")
    state: Mapped[SampleState] = mapped_column(default=SampleState.planned)
    reason: Mapped[dict[str, Any]]  # why it was picked: code and values
    feedback: Mapped[str] = mapped_column(Text, default="")  # to the assessor
    action: Mapped[str] = mapped_column(Text, default="")
    action_due_on: Mapped[date | None]
    action_done_at: Mapped[datetime | None]
    judged_at: Mapped[datetime | None]

    draw: Mapped[SampleDraw | None] = relationship(foreign_keys=[draw_id], back_populates="samples")
    decision: Mapped[UnitDecision] = relationship(foreign_keys=[decision_id], backref="samples")
    iqa: Mapped[Person | None] = relationship(foreign_keys=[iqa_id])


class EqaVisit(Tenanted):
    """An external quality assurer's window: who, which award, from when to when. Read-only but for releases."""

    __tablename__ = "eqa_visit"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="period"),)

    eqa_id: Mapped[int] = reference("person")
    award_version_id: Mapped[int] = reference("award_version")
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    eqa: Mapped[Person] = relationship(foreign_keys=[eqa_id])
    award_version: Mapped[AwardVersion] = relationship(foreign_keys=[award_version_id])


for _table in (SamplingPolicy, SampleDraw, DrawnDecision):
    refuse_changes(_table.__table__)
