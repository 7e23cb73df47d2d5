"""Three-way progress reviews: a trainee, who assesses or teaches them, and a line manager or mentor."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Tenanted, Versioned, reference
from core.history import refuse_changes
from people.models import Person
from people.signatures.models import Signature
from training.enrolments.models import Enrolment

LONGEST_PART = 3000
LONGEST_ACTION = 300


class ReviewState(StrEnum):
    """Where a review stands. `shared`: the third party can read it and write; `to_sign`: they have signed."""

    planned = "planned"
    preparing = "preparing"
    shared = "shared"
    to_sign = "to_sign"
    signed = "signed"
    cancelled = "cancelled"


class Part(StrEnum):
    """Who takes part."""

    trainee = "trainee"
    reviewer = "reviewer"
    counterpart = "counterpart"


class CounterpartKind(StrEnum):
    """What the third party is to the trainee."""

    line_manager = "line_manager"
    mentor = "mentor"


class Figure(StrEnum):
    """What the trainee may show the third party of the figures."""

    units = "units"
    requirements = "requirements"
    dates = "dates"


class ProgressReview(Versioned):
    """One review. `figures` are as they were filled in; `shows` says which of them the third party reads."""

    __tablename__ = "progress_review"
    __table_args__ = (
        CheckConstraint("(state = 'signed') = (signed_at IS NOT NULL)", name="signed"),
        CheckConstraint("(state IN ('to_sign', 'signed')) = (content_hash IS NOT NULL)", name="hash"),
        CheckConstraint("state NOT IN ('shared', 'to_sign', 'signed') OR shared_at IS NOT NULL", name="shared"),
        CheckConstraint("round >= 1", name="round"),
        Index(
            "uq_progress_review_open",
            "tenant_id",
            "enrolment_id",
            unique=True,
            sqlite_where=text("state NOT IN ('signed', 'cancelled')"),
            postgresql_where=text("state NOT IN ('signed', 'cancelled')"),
        ),
    )

    enrolment_id: Mapped[int] = reference("enrolment")
    state: Mapped[ReviewState] = mapped_column(default=ReviewState.planned)
    planned_on: Mapped[date]
    reviewer_id: Mapped[int] = reference("person")
    counterpart_kind: Mapped[CounterpartKind]
    counterpart_id: Mapped[int | None] = reference("person")
    counterpart_name: Mapped[str] = mapped_column(String(200))
    counterpart_email: Mapped[str] = mapped_column(String(254), default="")
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    figures_at: Mapped[datetime | None]
    shows: Mapped[list[str]] = mapped_column(default=list)
    trainee_text: Mapped[str] = mapped_column(Text, default="")
    reviewer_text: Mapped[str] = mapped_column(Text, default="")
    counterpart_text: Mapped[str] = mapped_column(Text, default="")
    written_at: Mapped[datetime | None]  # moves the version with each save, also of what was agreed
    round: Mapped[int] = mapped_column(default=1)  # counts how often it was opened again after it was shared
    shared_at: Mapped[datetime | None]
    content_hash: Mapped[str | None] = mapped_column(String(64))
    signed_at: Mapped[datetime | None]
    supersedes_id: Mapped[int | None] = reference("progress_review")
    reminded_at: Mapped[datetime | None]

    enrolment: Mapped[Enrolment] = relationship(foreign_keys=[enrolment_id])
    reviewer: Mapped[Person] = relationship(foreign_keys=[reviewer_id])
    counterpart: Mapped[Person | None] = relationship(foreign_keys=[counterpart_id])
    actions: Mapped[list["AgreedAction"]] = relationship(
        foreign_keys="AgreedAction.review_id", order_by="AgreedAction.position", cascade="all, delete-orphan"
    )
    signatures: Mapped[list["ReviewSignature"]] = relationship(
        foreign_keys="ReviewSignature.review_id", order_by="ReviewSignature.id"
    )
    supersedes: Mapped["ProgressReview | None"] = relationship(
        foreign_keys=[supersedes_id], remote_side="ProgressReview.id"
    )

    @property
    def is_open(self) -> bool:
        """Whether something of it is still to be done."""
        return self.state not in {ReviewState.signed, ReviewState.cancelled}

    @property
    def valid_signatures(self) -> list["ReviewSignature"]:
        """The signatures under what stands in it now; earlier ones were under another text."""
        return [each for each in self.signatures if each.content_hash == self.content_hash]

    def signed_by(self, part: Part) -> "ReviewSignature | None":
        """The signature of one of the three under what stands in it now."""
        return next((each for each in self.valid_signatures if each.part is part), None)


class AgreedAction(Tenanted):
    """What was agreed in a review: what, who, by when."""

    __tablename__ = "agreed_action"
    __table_args__ = (UniqueConstraint("tenant_id", "review_id", "position"),)

    review_id: Mapped[int] = reference("progress_review")
    position: Mapped[int]
    what: Mapped[str] = mapped_column(String(LONGEST_ACTION))
    owner: Mapped[Part]
    due_on: Mapped[date]


class ReviewSignature(Tenanted):
    """One of three under the hash of the whole review: a signature, or the third party's name as they typed it."""

    __tablename__ = "review_signature"
    __table_args__ = (
        UniqueConstraint("tenant_id", "review_id", "part", "content_hash"),
        CheckConstraint("(part = 'counterpart') = (signature_id IS NULL)", name="signature"),
    )

    review_id: Mapped[int] = reference("progress_review")
    part: Mapped[Part]
    person_id: Mapped[int | None] = reference("person")
    signature_id: Mapped[int | None] = reference("signature", unique=True)  # the third party types a name
    signed_as: Mapped[str] = mapped_column(String(250))
    signed_at: Mapped[datetime]
    content_hash: Mapped[str] = mapped_column(String(64))

    signature: Mapped[Signature | None] = relationship(foreign_keys=[signature_id])


class ReviewLink(Tenanted):
    """A link on which somebody without an account reads, writes and signs once. Only its hash is kept."""

    __tablename__ = "review_link"

    review_id: Mapped[int] = reference("progress_review")
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_on: Mapped[date]
    used_at: Mapped[datetime | None]

    review: Mapped[ProgressReview] = relationship(foreign_keys=[review_id])


class ReviewReminder(Tenanted):
    """That it was said once that a review is to be planned for this day."""

    __tablename__ = "review_reminder"
    __table_args__ = (UniqueConstraint("tenant_id", "enrolment_id", "due_on"),)

    enrolment_id: Mapped[int] = reference("enrolment")
    due_on: Mapped[date]


refuse_changes(ProgressReview.__table__, when="OLD.state IN ('signed', 'cancelled')")
refuse_changes(ReviewSignature.__table__)
