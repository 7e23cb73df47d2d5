"""The catalogue: awards, their versions, units, outcomes, criteria and requirements.

A published version never changes; an enrolment pins one version.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Tenanted, reference
from core.history import refuse_changes
from training.awards.ai_permission import AiPermission, permission_for


class AwardKind(StrEnum):
    """Whether the award is regulated (units, credit) or recognised (no credit): never to be blurred (domain §1)."""

    regulated_qualification = "regulated_qualification"
    recognised_programme = "recognised_programme"


class AwardStatus(StrEnum):
    """A version is a draft until it is published; then it is final."""

    draft = "draft"
    published = "published"


class EvidenceKind(StrEnum):
    """What may be mapped to a criterion. The last five stand in the record already, not uploaded."""

    written_task = "written_task"
    work_product = "work_product"
    professional_discussion = "professional_discussion"
    reflective_account = "reflective_account"
    tutor_observation = "tutor_observation"
    peer_feedback = "peer_feedback"
    prior_learning = "prior_learning"
    meeting_log = "meeting_log"
    observation_record = "observation_record"
    supervision_record = "supervision_record"
    member_feedback = "member_feedback"
    witness_testimony = "witness_testimony"


ALWAYS_TAKEN = frozenset({EvidenceKind.prior_learning, EvidenceKind.witness_testimony})
"""Kinds that may support any criterion, beside those that the award names for it. No award file names them."""


class Award(Tenanted):
    """An award of any size, known by its code."""

    __tablename__ = "award"
    __table_args__ = (UniqueConstraint("tenant_id", "code"),)

    code: Mapped[str] = mapped_column(String(40))

    versions: Mapped[list["AwardVersion"]] = relationship(
        foreign_keys="AwardVersion.award_id", back_populates="award", order_by="AwardVersion.id"
    )


class AwardVersion(Tenanted):
    """One version of an award. `content` is the specification file as plain values; columns repeat what is asked."""

    __tablename__ = "award_version"
    __table_args__ = (UniqueConstraint("tenant_id", "award_id", "number"),)

    award_id: Mapped[int] = reference("award")
    number: Mapped[str] = mapped_column(String(20))  # "1.0"
    status: Mapped[AwardStatus] = mapped_column(default=AwardStatus.draft)
    kind: Mapped[AwardKind]
    title: Mapped[str] = mapped_column(String(200))
    awarding_organisation: Mapped[str] = mapped_column(String(200))
    qualification_number: Mapped[str | None] = mapped_column(String(20))
    level: Mapped[int]
    credits: Mapped[int | None]
    glh_hours: Mapped[int]
    tqt_hours: Mapped[int]
    registration_months: Mapped[int]
    uln_required: Mapped[bool]
    illustrative: Mapped[bool]
    content: Mapped[dict[str, Any]]
    content_hash: Mapped[str] = mapped_column(String(64))

    award: Mapped[Award] = relationship(foreign_keys=[award_id], back_populates="versions")
    units: Mapped[list["Unit"]] = relationship(
        foreign_keys="Unit.award_version_id", back_populates="award_version", order_by="Unit.position"
    )
    requirements: Mapped[list["Requirement"]] = relationship(
        foreign_keys="Requirement.award_version_id", order_by="Requirement.position"
    )

    @property
    def code(self) -> str:
        """The code of the award."""
        return self.award.code

    @property
    def rules_of_combination(self) -> dict[str, Any]:
        """Mandatory and optional unit codes and the least optional credit, as in the specification."""
        return self.content["rules_of_combination"]

    @property
    def assessment_rules(self) -> dict[str, Any]:
        """Scale, attempts, days, drafts, as in the specification."""
        return self.content["assessment"]

    def ai_permission(self, unit_code: str) -> AiPermission:
        """What a unit allows of AI."""
        return permission_for(self.content, unit_code)

    @property
    def renewal(self) -> dict[str, Any] | None:
        """What keeps a holder current; None: current until the person leaves."""
        return self.content["renewal"]


class Unit(Tenanted):
    """A unit of one award version."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("tenant_id", "award_version_id", "code"),)

    award_version_id: Mapped[int] = reference("award_version")
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    level: Mapped[int]
    credits: Mapped[int | None]
    glh_hours: Mapped[int]
    tqt_hours: Mapped[int]

    award_version: Mapped[AwardVersion] = relationship(foreign_keys=[award_version_id], back_populates="units")
    outcomes: Mapped[list["LearningOutcome"]] = relationship(
        foreign_keys="LearningOutcome.unit_id", order_by="LearningOutcome.position"
    )
    criteria: Mapped[list["AssessmentCriterion"]] = relationship(
        foreign_keys="AssessmentCriterion.unit_id", back_populates="unit", order_by="AssessmentCriterion.position"
    )


class LearningOutcome(Tenanted):
    """What the learner will know or be able to do; the words are the body's."""

    __tablename__ = "learning_outcome"

    unit_id: Mapped[int] = reference("unit")
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(20))  # "LO1"
    text: Mapped[str] = mapped_column(Text)

    criteria: Mapped[list["AssessmentCriterion"]] = relationship(
        foreign_keys="AssessmentCriterion.outcome_id", order_by="AssessmentCriterion.position", viewonly=True
    )


class AssessmentCriterion(Tenanted):
    """What the assessor decides: met or not met. `code` is unique in its unit ("1.3")."""

    __tablename__ = "assessment_criterion"
    __table_args__ = (UniqueConstraint("tenant_id", "unit_id", "code"),)

    unit_id: Mapped[int] = reference("unit")
    outcome_id: Mapped[int] = reference("learning_outcome")
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    evidence_kinds: Mapped[list[str]]

    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id], back_populates="criteria")
    outcome: Mapped[LearningOutcome] = relationship(foreign_keys=[outcome_id])


class Requirement(Tenanted):
    """A countable condition beside the criteria. `parameters` are those that training.awards.requirements knows."""

    __tablename__ = "requirement"
    __table_args__ = (UniqueConstraint("tenant_id", "award_version_id", "code"),)

    award_version_id: Mapped[int] = reference("award_version")
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(20))  # "R3"
    type: Mapped[str] = mapped_column(String(40))
    parameters: Mapped[dict[str, Any]]


refuse_changes(AwardVersion.__table__, when="OLD.status = 'published'")
for _table in (Unit, LearningOutcome, AssessmentCriterion, Requirement):
    refuse_changes(_table.__table__)
