"""Professional discussions and oral questioning: what was asked and answered, signed by both who were there."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Versioned, reference
from core.history import refuse_changes
from core.row_rules import refuse_rows
from people.models import Person
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
    """One record. With a submission it was held while that was marked, and belongs to its decision."""

    __tablename__ = "discussion"
    __table_args__ = (
        CheckConstraint("(state IN ('waits', 'signed')) = (recorder_signed_at IS NOT NULL)", name="recorder_signed"),
        CheckConstraint("(state = 'signed') = (trainee_signed_at IS NOT NULL)", name="trainee_signed"),
        CheckConstraint("(state = 'signed') = (content_hash <> '')", name="hash"),
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
    recorder_signed_as: Mapped[str] = mapped_column(String(250), default="")
    recorder_signed_at: Mapped[datetime | None]
    recorder_statement: Mapped[str] = mapped_column(Text, default="")
    trainee_signed_as: Mapped[str] = mapped_column(String(250), default="")
    trainee_signed_at: Mapped[datetime | None]
    trainee_statement: Mapped[str] = mapped_column(Text, default="")
    content_hash: Mapped[str] = mapped_column(String(64), default="")  # of all that both have signed

    enrolment: Mapped[Enrolment] = relationship(foreign_keys=[enrolment_id])
    recorder: Mapped[Person] = relationship(foreign_keys=[recorder_id])
    submission: Mapped["Submission | None"] = relationship(foreign_keys=[submission_id])

    @property
    def is_open(self) -> bool:
        """Whether a signature is still missing."""
        return self.state in {DiscussionState.draft, DiscussionState.waits}


refuse_changes(Discussion.__table__, when="OLD.state IN ('signed', 'withdrawn')")
refuse_rows(
    Discussion.__table__,
    "people",
    rules.NOT_BETWEEN_TWO,
    says="a record is of two people, about work of the same place",
    columns=("enrolment_id", "submission_id", "recorder_id"),
)
