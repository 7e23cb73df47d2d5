"""Appeals in four stages. Nobody decides two of them, nor one in which they took the original decision."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assessments.grading.models import UnitDecision
from core.db import Tenanted, Versioned, reference
from core.history import refuse_changes
from people.models import Person
from people.signatures.models import Signature
from training.portfolio.models import Submission

CLOSED = "('resolved_upheld', 'resolved_dismissed', 'withdrawn')"


class AppealWindows(Versioned):
    """How long the parts of an appeal, and the answer in a case, may take at this centre. Without a row: `Windows`."""

    __tablename__ = "appeal_windows"
    __table_args__ = (
        UniqueConstraint("tenant_id"),
        CheckConstraint("raise_days >= 5 AND go_on_days >= 5", name="windows"),
        CheckConstraint(
            "stage1_days >= 1 AND stage2_days >= 1 AND stage3_days >= 1 AND stage4_days >= 1", name="answers"
        ),
        CheckConstraint("case_days >= 5", name="cases"),
    )

    raise_days: Mapped[int]
    go_on_days: Mapped[int]
    stage1_days: Mapped[int]
    stage2_days: Mapped[int]
    stage3_days: Mapped[int]
    stage4_days: Mapped[int]
    case_days: Mapped[int]


class Ground(StrEnum):
    """Why a trainee appeals, in codes; the words stand beside them."""

    overlooked = "overlooked"
    criteria = "criteria"
    procedure = "procedure"
    adjustment = "adjustment"
    impartial = "impartial"
    reasons = "reasons"
    other = "other"


class AppealState(StrEnum):
    """Domain §5, Appeal. Between two stages the trainee has some days to go on."""

    raised = "raised"
    stage1_assessor = "stage1_assessor"
    stage1_dismissed = "stage1_dismissed"
    stage2_iqa = "stage2_iqa"
    stage2_dismissed = "stage2_dismissed"
    stage3_panel = "stage3_panel"
    stage3_dismissed = "stage3_dismissed"
    stage4_ao = "stage4_ao"
    resolved_upheld = "resolved_upheld"
    resolved_dismissed = "resolved_dismissed"
    withdrawn = "withdrawn"


class Appeal(Versioned):
    """A trainee asks for a confirmed decision to be looked at again: once for each decision."""

    __tablename__ = "appeal"
    __table_args__ = (
        UniqueConstraint("tenant_id", "decision_id"),
        CheckConstraint(f"(state IN {CLOSED}) = (resolved_at IS NOT NULL)", name="resolved"),
        Index(
            "uq_appeal_open",
            "tenant_id",
            "submission_id",
            unique=True,
            sqlite_where=text(f"state NOT IN {CLOSED}"),
            postgresql_where=text(f"state NOT IN {CLOSED}"),
        ),
    )

    submission_id: Mapped[int] = reference("submission")
    decision_id: Mapped[int] = reference("unit_decision")
    state: Mapped[AppealState] = mapped_column(default=AppealState.raised)
    grounds: Mapped[list[str]]
    words: Mapped[str] = mapped_column(Text)
    raised_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]

    submission: Mapped[Submission] = relationship(foreign_keys=[submission_id])
    decision: Mapped[UnitDecision] = relationship(foreign_keys=[decision_id])
    stages: Mapped[list["AppealStage"]] = relationship(
        foreign_keys="AppealStage.appeal_id", back_populates="appeal", order_by="AppealStage.number"
    )
    parts: Mapped[list["AppealPart"]] = relationship(
        foreign_keys="AppealPart.appeal_id", back_populates="appeal", order_by="AppealPart.id"
    )

    @property
    def stage(self) -> "AppealStage":
        """The stage that was reached last."""
        return self.stages[-1]

    def part_of(self, person: Person) -> "Part | None":
        """What a person is in this appeal."""
        return next((each.part for each in self.parts if each.person_id == person.id), None)

    def who_is(self, part: "Part") -> Person | None:
        """The person with a part that only one has."""
        return next((each.person for each in self.parts if each.part is part), None)


class Part(StrEnum):
    """What a person is in an appeal: in the decision that it is about, or in deciding a stage of it."""

    trainee = "trainee"
    assessor = "assessor"
    countersigner = "countersigner"
    iqa = "iqa"
    reviewer = "reviewer"
    chair = "chair"
    panel = "panel"


class AppealPart(Tenanted):
    """One person's only part in one appeal. A stage is decided by the holder of its part, and a part is held once."""

    __tablename__ = "appeal_part"
    __table_args__ = (
        UniqueConstraint("tenant_id", "appeal_id", "person_id"),
        UniqueConstraint("tenant_id", "appeal_id", "person_id", "part"),
        Index(
            "uq_appeal_part_single",
            "tenant_id",
            "appeal_id",
            "part",
            unique=True,
            sqlite_where=text("part IN ('trainee', 'reviewer', 'chair')"),
            postgresql_where=text("part IN ('trainee', 'reviewer', 'chair')"),
        ),
    )

    appeal_id: Mapped[int] = reference("appeal")
    person_id: Mapped[int] = reference("person")
    part: Mapped[Part]

    appeal: Mapped[Appeal] = relationship(foreign_keys=[appeal_id], back_populates="parts")
    person: Mapped[Person] = relationship(foreign_keys=[person_id])


class AppealStage(Tenanted):
    """One look at the decision: by when it is answered, and the answer with its reasons, which then stands."""

    __tablename__ = "appeal_stage"
    __table_args__ = (
        UniqueConstraint("tenant_id", "appeal_id", "number"),
        # Whoever decides holds the part of that stage, and nobody holds two parts (domain §5).
        ForeignKeyConstraint(
            ["tenant_id", "appeal_id", "decided_by_id", "decided_as"],
            ["appeal_part.tenant_id", "appeal_part.appeal_id", "appeal_part.person_id", "appeal_part.part"],
        ),
        CheckConstraint("number BETWEEN 1 AND 4", name="number"),
        CheckConstraint("(answered_at IS NULL) = (upheld IS NULL)", name="answered"),
        CheckConstraint("(answered_at IS NULL) = (signature_id IS NULL)", name="signature"),
        CheckConstraint("answered_at IS NULL OR (number = 4) = (decided_by_id IS NULL)", name="decided_by"),
        CheckConstraint("answered_at IS NULL OR (number = 4) = (recorded_by_id IS NOT NULL)", name="recorded_by"),
        CheckConstraint(
            "(decided_by_id IS NULL AND decided_as IS NULL) OR (number = 1 AND decided_as = 'assessor')"
            " OR (number = 2 AND decided_as = 'reviewer') OR (number = 3 AND decided_as = 'chair')",
            name="decided_as",
        ),
        CheckConstraint("go_on_until IS NULL OR NOT upheld", name="go_on"),
    )

    appeal_id: Mapped[int] = reference("appeal")
    number: Mapped[int]
    opened_at: Mapped[datetime]
    due_on: Mapped[date]
    words: Mapped[str] = mapped_column(Text, default="")  # what the trainee adds for this stage
    answered_at: Mapped[datetime | None]
    upheld: Mapped[bool | None]
    reasons: Mapped[str] = mapped_column(Text, default="")  # to the trainee
    decided_by_id: Mapped[int | None] = reference("person")
    decided_as: Mapped[Part | None]
    recorded_by_id: Mapped[int | None] = reference("person")  # of the awarding organisation's outcome
    signature_id: Mapped[int | None] = reference("signature", unique=True)
    go_on_until: Mapped[date | None]  # after a dismissal: the last day to take the next stage

    appeal: Mapped[Appeal] = relationship(foreign_keys=[appeal_id], back_populates="stages")
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])
    recorded_by: Mapped[Person | None] = relationship(foreign_keys=[recorded_by_id])
    signature: Mapped[Signature | None] = relationship(foreign_keys=[signature_id])

    @property
    def is_answered(self) -> bool:
        """Whether the answer stands."""
        return self.answered_at is not None


refuse_changes(
    Appeal.__table__, columns=("submission_id", "decision_id", "grounds", "words", "raised_at"), name="words"
)
refuse_changes(Appeal.__table__, when=f"OLD.state IN {CLOSED}")
refuse_changes(AppealStage.__table__, when="OLD.answered_at IS NOT NULL")
refuse_changes(AppealPart.__table__, when="OLD.part IN ('trainee', 'assessor', 'countersigner', 'iqa')")
