"""Professional discussions and oral questioning: what was asked and answered, signed by both who were there."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Versioned, reference
from core.history import refuse_changes
from core.row_rules import refuse_rows
from people.models import Person
from people.signatures.models import Signature
from training.discussions import rules
from training.enrolments.models import Enrolment

if TYPE_CHECKING:
    from training.portfolio.models import Submission

LONGEST_WORDS = 10_000
LONGEST_ANSWER = 4_000  # of the trainee, in remarks or an objection
MOST_MINUTES = 480


class DiscussionKind(StrEnum):
    """A talk about the work as a whole, or questions that were left open by it."""

    discussion = "discussion"
    questioning = "questioning"


class Way(StrEnum):
    """How the two met."""

    in_person = "in_person"
    video = "video"
    telephone = "telephone"


class DiscussionState(StrEnum):
    """`waits`: the recorder has signed, the trainee has not. What both have signed is final."""

    draft = "draft"
    waits = "waits"
    signed = "signed"
    withdrawn = "withdrawn"


class Discussion(Versioned):
    """One record. With a submission it was held while that was marked, and belongs to its decision.

    What was brought in was signed at another centre: it has no signatures of ours, and keeps the two as they came.
    """

    __tablename__ = "discussion"
    __table_args__ = (
        CheckConstraint(
            "(state IN ('waits', 'signed') AND signed_elsewhere IS NULL) = (recorder_signature_id IS NOT NULL)",
            name="recorder_signed",
        ),
        CheckConstraint(
            "(state = 'signed' AND signed_elsewhere IS NULL) = (trainee_signature_id IS NOT NULL)",
            name="trainee_signed",
        ),
        CheckConstraint("signed_elsewhere IS NULL OR state = 'signed'", name="signed_elsewhere"),
        CheckConstraint(f"minutes BETWEEN 1 AND {MOST_MINUTES}", name="minutes"),
        Index("ix_discussion_enrolment_state", "tenant_id", "enrolment_id", "state"),
    )

    enrolment_id: Mapped[int] = reference("enrolment")
    submission_id: Mapped[int | None] = reference("submission")  # the attempt that was being marked
    recorder_id: Mapped[int] = reference("person")
    state: Mapped[DiscussionState] = mapped_column(default=DiscussionState.draft)
    kind: Mapped[DiscussionKind]
    way: Mapped[Way]
    held_on: Mapped[date]
    minutes: Mapped[int]
    covers: Mapped[list[str]] = mapped_column(default=list)  # the criteria, as "C5-3 1.1"
    questions: Mapped[str] = mapped_column(Text, default="")
    answers: Mapped[str] = mapped_column(Text, default="")  # in summary, in the recorder's words
    remarks: Mapped[str] = mapped_column(Text, default="")  # the trainee's, signed with the rest
    objection: Mapped[str] = mapped_column(Text, default="")  # what the trainee found wrong; gone once both have signed
    written_at: Mapped[datetime]
    handed_over_at: Mapped[datetime | None]  # the first time; from then on the trainee knows of it
    recorder_signature_id: Mapped[int | None] = reference("signature", unique=True)
    trainee_signature_id: Mapped[int | None] = reference("signature", unique=True)
    # Both as `document.signatures_of` gives them, of a record that was brought in.
    signed_elsewhere: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))

    enrolment: Mapped[Enrolment] = relationship(foreign_keys=[enrolment_id])
    recorder: Mapped[Person] = relationship(foreign_keys=[recorder_id])
    submission: Mapped["Submission | None"] = relationship(foreign_keys=[submission_id])
    recorder_signature: Mapped[Signature | None] = relationship(foreign_keys=[recorder_signature_id], lazy="joined")
    trainee_signature: Mapped[Signature | None] = relationship(foreign_keys=[trainee_signature_id], lazy="joined")

    @property
    def is_open(self) -> bool:
        """Whether a signature is still missing."""
        return self.state in {DiscussionState.draft, DiscussionState.waits}

    @property
    def content_hash(self) -> str:
        """What the trainee signed: the whole record with the recorder's signature. Empty before both have."""
        if self.signed_elsewhere:
            return str(self.signed_elsewhere[-1]["content_hash"])
        return self.trainee_signature.content_hash if self.trainee_signature else ""


refuse_changes(Discussion.__table__, when="OLD.state IN ('signed', 'withdrawn')")
refuse_rows(
    Discussion.__table__,
    "people",
    rules.NOT_BETWEEN_TWO,
    says="a record is of two people, about work of the same place",
    columns=("enrolment_id", "submission_id", "recorder_id"),
)
refuse_rows(
    Discussion.__table__,
    "elsewhere",
    rules.NOT_SIGNED_ELSEWHERE,
    says="only a record that was brought in was signed elsewhere",
    columns=("enrolment_id", "signed_elsewhere"),
)
