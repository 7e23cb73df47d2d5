"""A draft that its author lets somebody read, and drafts of a unit that are read before it is sent."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Tenanted, Versioned, reference
from core.history import refuse_changes
from people.models import Person
from training.awards.models import Unit
from training.enrolments.models import Enrolment
from training.portfolio.models import AccountVersion, EvidenceItem

LONGEST_NOTE = 1000
LONGEST_NAME = 100


class DraftShare(Versioned):
    """One reader of one draft, for a time: a person of the centre, or whoever holds a link. Only its hash is kept."""

    __tablename__ = "draft_share"
    __table_args__ = (
        CheckConstraint("(reader_id IS NULL) = (token_hash IS NOT NULL)", name="reader_or_link"),
        CheckConstraint("(note = '') = (noted_at IS NULL)", name="note"),
        CheckConstraint("ends_at > shared_at", name="period"),
    )

    evidence_item_id: Mapped[int] = reference("evidence_item")
    account_version_id: Mapped[int] = reference("account_version")  # the draft as it stood when it was shared
    follows: Mapped[bool] = mapped_column(default=False)  # shows the text as last saved instead
    reader_id: Mapped[int | None] = reference("person")
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    made_for: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")  # whom a link is for, in the author's words
    shared_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]  # the draft was sent with a unit
    note: Mapped[str] = mapped_column(Text, default="")  # what the reader noticed, for the author alone
    noted_at: Mapped[datetime | None]

    evidence_item: Mapped[EvidenceItem] = relationship(foreign_keys=[evidence_item_id])
    account_version: Mapped[AccountVersion] = relationship(foreign_keys=[account_version_id])
    reader: Mapped[Person | None] = relationship(foreign_keys=[reader_id])
    opening: Mapped["ShareOpening"] = relationship(
        foreign_keys="ShareOpening.draft_share_id", back_populates="share", uselist=False
    )

    @property
    def is_link(self) -> bool:
        """Whether it is a link for somebody without an account."""
        return self.reader_id is None


class ShareOpening(Tenanted):
    """How often a share was opened and when last. Of readers without an account nothing else is known."""

    __tablename__ = "share_opening"
    __table_args__ = (
        UniqueConstraint("tenant_id", "draft_share_id"),
        CheckConstraint("(times = 0) = (last_at IS NULL)", name="times"),
    )

    draft_share_id: Mapped[int] = reference("draft_share")
    times: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime | None]

    share: Mapped[DraftShare] = relationship(foreign_keys=[draft_share_id], back_populates="opening")


class ReviewState(StrEnum):
    """Where a review stands. While it is asked or reading, the attempt is in draft review (domain §5)."""

    asked = "asked"
    reading = "reading"
    returned = "returned"
    withdrawn = "withdrawn"
    ended = "ended"


class DraftReview(Versioned):
    """Somebody who teaches or assesses a trainee reads the drafts of a unit and gives guidance. It decides nothing."""

    __tablename__ = "draft_review"
    __table_args__ = (
        CheckConstraint("attempt >= 1", name="attempt"),
        CheckConstraint("(state IN ('asked', 'reading')) = (closed_at IS NULL)", name="closed"),
        CheckConstraint("state NOT IN ('reading', 'returned') OR begun_at IS NOT NULL", name="begun"),
        Index(
            "uq_draft_review_open",
            "tenant_id",
            "enrolment_id",
            "unit_id",
            unique=True,
            sqlite_where=text("state IN ('asked', 'reading')"),
            postgresql_where=text("state IN ('asked', 'reading')"),
        ),
    )

    enrolment_id: Mapped[int] = reference("enrolment")
    unit_id: Mapped[int] = reference("unit")
    attempt: Mapped[int]  # the one that is being prepared
    state: Mapped[ReviewState] = mapped_column(default=ReviewState.asked)
    reader_id: Mapped[int] = reference("person")
    asked_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    overall: Mapped[str] = mapped_column(Text, default="")
    by_criterion: Mapped[dict[str, Any]] = mapped_column(default=dict)  # guidance by the code of the criterion

    enrolment: Mapped[Enrolment] = relationship(foreign_keys=[enrolment_id])
    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])
    reader: Mapped[Person] = relationship(foreign_keys=[reader_id])
    items: Mapped[list["DraftReviewItem"]] = relationship(
        foreign_keys="DraftReviewItem.draft_review_id", back_populates="review", order_by="DraftReviewItem.position"
    )

    @property
    def is_open(self) -> bool:
        """Whether it waits to be read or is being read."""
        return self.state in {ReviewState.asked, ReviewState.reading}


class DraftReviewItem(Tenanted):
    """One piece as it stood when the review was asked for, with the criteria that it is meant to show."""

    __tablename__ = "draft_review_item"
    __table_args__ = (UniqueConstraint("tenant_id", "draft_review_id", "position"),)

    draft_review_id: Mapped[int] = reference("draft_review")
    account_version_id: Mapped[int] = reference("account_version")
    position: Mapped[int]
    codes: Mapped[list[str]]

    review: Mapped[DraftReview] = relationship(foreign_keys=[draft_review_id], back_populates="items")
    account_version: Mapped[AccountVersion] = relationship(foreign_keys=[account_version_id])


refuse_changes(DraftReview.__table__, when="OLD.state IN ('returned', 'withdrawn', 'ended')")
refuse_changes(DraftReviewItem.__table__)
