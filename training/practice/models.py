"""Practice: what a trainee facilitated, what others saw of it, supervision, the diary, and what members answered."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Tenanted, Versioned, reference
from core.history import refuse_changes
from people.models import Person
from training.sets.models import LearningSet, SetMeeting


class FacilitationRole(StrEnum):
    """What the person did at the meeting. `practice` and `member` belong to practice and support sets."""

    lead = "lead"
    co = "co"
    observer = "observer"
    practice = "practice"
    member = "member"


class PracticeState(StrEnum):
    """Domain §5, Practice record."""

    logged = "logged"
    queried = "queried"
    confirmed = "confirmed"
    counted = "counted"
    rejected = "rejected"
    void = "void"


class ConfirmedAs(StrEnum):
    """By what right a meeting was confirmed (invariant 9)."""

    organiser = "organiser"
    co_facilitator = "co_facilitator"
    observer = "observer"
    members = "members"


class PracticeRecord(Versioned):
    """A person's claim to have facilitated, or taken part in, one meeting."""

    __tablename__ = "practice_record"
    __table_args__ = (
        UniqueConstraint("tenant_id", "meeting_id", "person_id"),
        Index("ix_practice_record_person_state", "tenant_id", "person_id", "state"),
        CheckConstraint("(state IN ('confirmed', 'counted')) <= (confirmed_at IS NOT NULL)", name="confirmed"),
    )

    meeting_id: Mapped[int] = reference("set_meeting")
    person_id: Mapped[int] = reference("person")
    role: Mapped[FacilitationRole]
    state: Mapped[PracticeState] = mapped_column(default=PracticeState.logged)
    logged_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = reference("person")
    confirmed_as: Mapped[ConfirmedAs | None]
    confirmed_at: Mapped[datetime | None]
    question: Mapped[str] = mapped_column(Text, default="")  # what the confirmer asks; answered by changing the log
    answer: Mapped[str] = mapped_column(Text, default="")

    meeting: Mapped[SetMeeting] = relationship(foreign_keys=[meeting_id], backref="practice_records")
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    confirmed_by: Mapped[Person | None] = relationship(foreign_keys=[confirmed_by_id])
    turns: Mapped[list["PracticeTurn"]] = relationship(
        foreign_keys="PracticeTurn.practice_record_id", order_by="PracticeTurn.id", cascade="all, delete-orphan"
    )


class PracticeTurn(Tenanted):
    """A turn that a trainee facilitated in a practice set; it counts when the record of the meeting is confirmed."""

    __tablename__ = "practice_turn"
    __table_args__ = (CheckConstraint("minutes BETWEEN 1 AND 240", name="minutes"),)

    practice_record_id: Mapped[int] = reference("practice_record")
    minutes: Mapped[int]
    observer_id: Mapped[int | None] = reference("person")

    observer: Mapped[Person | None] = relationship(foreign_keys=[observer_id])


class ObserverKind(StrEnum):
    """By what right someone observes."""

    assessor = "assessor"
    approved_observer = "approved_observer"
    tutor = "tutor"


class ObservationState(StrEnum):
    """Planned, then written and signed by the observer, then signed by the trainee."""

    planned = "planned"
    observer_signed = "observer_signed"
    signed = "signed"
    cancelled = "cancelled"


class ObservationOutcome(StrEnum):
    """Not a decision on criteria: evidence for one."""

    satisfactory = "satisfactory"
    not_yet = "not_yet"


class ObservedPractice(Versioned):
    """Someone watched the trainee facilitate one meeting. Never supervision (domain §1)."""

    __tablename__ = "observed_practice"
    __table_args__ = (
        Index(
            "uq_observed_practice_observer",
            "tenant_id",
            "practice_record_id",
            "observer_id",
            unique=True,
            sqlite_where=text("state <> 'cancelled'"),
            postgresql_where=text("state <> 'cancelled'"),
        ),
        CheckConstraint("(observer_signed_at IS NULL) = (outcome IS NULL)", name="outcome"),
        CheckConstraint("trainee_signed_at IS NULL OR observer_signed_at IS NOT NULL", name="signatures"),
    )

    practice_record_id: Mapped[int] = reference("practice_record")
    observer_id: Mapped[int] = reference("person")
    observer_kind: Mapped[ObserverKind]
    state: Mapped[ObservationState] = mapped_column(default=ObservationState.planned)
    present_minutes: Mapped[int | None]
    ratings: Mapped[dict[str, Any]] = mapped_column(default=dict)  # behaviour code -> A, B, C or D (FACETS scale)
    narrative: Mapped[str] = mapped_column(Text, default="")
    trainee_comment: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[ObservationOutcome | None]
    observer_signed_at: Mapped[datetime | None]
    trainee_signed_at: Mapped[datetime | None]

    practice_record: Mapped[PracticeRecord] = relationship(foreign_keys=[practice_record_id], backref="observations")
    observer: Mapped[Person] = relationship(foreign_keys=[observer_id])


class SupervisionFormat(StrEnum):
    """With one supervisee, or with several."""

    individual = "individual"
    group = "group"


class SupervisionState(StrEnum):
    """Logged by the trainee, then signed by the supervisor."""

    logged = "logged"
    signed = "signed"
    queried = "queried"


class SupervisionMeeting(Versioned):
    """Talk about practice afterwards. What was said is not stored: dates, minutes and topic codes only."""

    __tablename__ = "supervision_meeting"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 480", name="minutes"),
        CheckConstraint("attendees >= 1", name="attendees"),
        CheckConstraint("(state = 'signed') = (signed_at IS NOT NULL)", name="signed"),
    )

    trainee_id: Mapped[int] = reference("person")
    supervisor_id: Mapped[int | None] = reference("person")
    supervisor_name: Mapped[str] = mapped_column(String(200), default="")  # of one without an account
    supervisor_email: Mapped[str] = mapped_column(String(254), default="")
    held_on: Mapped[date]
    minutes: Mapped[int]
    format: Mapped[SupervisionFormat]
    attendees: Mapped[int] = mapped_column(default=1)  # supervisees in the room
    topics: Mapped[list[str]] = mapped_column(default=list)
    state: Mapped[SupervisionState] = mapped_column(default=SupervisionState.logged)
    signed_at: Mapped[datetime | None]
    brought_from: Mapped[str] = mapped_column(String(200), default="")  # the centre that recorded it; empty: ours

    trainee: Mapped[Person] = relationship(foreign_keys=[trainee_id])
    supervisor: Mapped[Person | None] = relationship(foreign_keys=[supervisor_id])


class DiaryEntry(Tenanted):
    """A dated entry in a trainee's own diary. Only its owner reads the text; others may know that it exists."""

    __tablename__ = "diary_entry"

    person_id: Mapped[int] = reference("person")
    meeting_id: Mapped[int | None] = reference("set_meeting")
    held_on: Mapped[date]
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]

    meeting: Mapped[SetMeeting | None] = relationship(foreign_keys=[meeting_id])


class FeedbackRequest(Tenanted):
    """A link, without an account, on which members of a set answer about their facilitator. No name is asked."""

    __tablename__ = "feedback_request"

    learning_set_id: Mapped[int] = reference("learning_set")
    person_id: Mapped[int] = reference("person")  # the facilitator
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    asked_on: Mapped[date]
    closes_on: Mapped[date]
    # What the facilitator read of the answers at another centre; the answers themselves stay there.
    brought_results: Mapped[dict[str, Any] | None]

    learning_set: Mapped[LearningSet] = relationship(foreign_keys=[learning_set_id])
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    answers: Mapped[list["MemberFeedback"]] = relationship(foreign_keys="MemberFeedback.request_id")


class MemberFeedback(Tenanted):
    """One member's answers: numbers 1 to 5 by question code; no text, no time of day."""

    __tablename__ = "member_feedback"

    request_id: Mapped[int] = reference("feedback_request")
    answered_on: Mapped[date]
    ratings: Mapped[dict[str, Any]]


class ConfirmationPurpose(StrEnum):
    """What a person without an account is asked to confirm."""

    supervision = "supervision"
    meeting = "meeting"


class ConfirmationLink(Tenanted):
    """A one-time link for a supervisor or a set member without an account. Only its hash is stored."""

    __tablename__ = "confirmation_link"

    purpose: Mapped[ConfirmationPurpose]
    supervision_meeting_id: Mapped[int | None] = reference("supervision_meeting")
    practice_record_id: Mapped[int | None] = reference("practice_record")
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_on: Mapped[date]
    used_at: Mapped[datetime | None]
    accepted: Mapped[bool | None]

    supervision_meeting: Mapped[SupervisionMeeting | None] = relationship(foreign_keys=[supervision_meeting_id])
    practice_record: Mapped[PracticeRecord | None] = relationship(foreign_keys=[practice_record_id])


refuse_changes(PracticeRecord.__table__, when="OLD.state IN ('counted', 'rejected', 'void')")
refuse_changes(ObservedPractice.__table__, when="OLD.state = 'signed'")
refuse_changes(SupervisionMeeting.__table__, when="OLD.state = 'signed'")
refuse_changes(MemberFeedback.__table__)
