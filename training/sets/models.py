"""Action learning sets and their meetings. A meeting holds counts; nobody's name and nothing that was said."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Tenanted, Versioned, reference
from people.models import Organisation, Person
from training.programmes.models import Programme


class SetKind(StrEnum):
    """A set of members at work; a practice set of a course; a support set of facilitators."""

    work = "work"
    practice = "practice"
    support = "support"


class SetState(StrEnum):
    """Domain §5, Learning set."""

    forming = "forming"
    confirmed = "confirmed"
    contracting = "contracting"
    running = "running"
    reviewing = "reviewing"
    self_facilitated = "self_facilitated"
    ended = "ended"
    cancelled = "cancelled"


class MeetingMode(StrEnum):
    """How people met."""

    in_person = "in_person"
    online = "online"
    mixed = "mixed"


class SetMethod(StrEnum):
    """Ways of working with a presenter (domain §2.4)."""

    classic_airtime = "classic_airtime"
    grow = "grow"
    gossip = "gossip"
    five_steps = "five_steps"
    learning_from_success = "learning_from_success"
    constellations = "constellations"
    critical_action_learning = "critical_action_learning"
    single_project = "single_project"


class LearningSet(Versioned):
    """An action learning set. Its organiser confirms what facilitators log."""

    __tablename__ = "learning_set"
    __table_args__ = (
        UniqueConstraint("tenant_id", "name"),
        CheckConstraint("size_min >= 3 AND size_max <= 12 AND size_max >= size_min", name="size"),
    )

    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[SetKind] = mapped_column(default=SetKind.work)
    state: Mapped[SetState] = mapped_column(default=SetState.running)
    organisation_id: Mapped[int | None] = reference("organisation")
    programme_id: Mapped[int | None] = reference("programme")
    organiser_id: Mapped[int] = reference("person")
    mode: Mapped[MeetingMode] = mapped_column(default=MeetingMode.in_person)
    size_min: Mapped[int] = mapped_column(default=4)
    size_max: Mapped[int] = mapped_column(default=8)
    members: Mapped[int] = mapped_column(default=6)  # how many people belong to it
    brought_from: Mapped[str] = mapped_column(String(200), default="")  # the centre whose set it was; empty: ours

    organisation: Mapped[Organisation | None] = relationship(foreign_keys=[organisation_id])
    programme: Mapped[Programme | None] = relationship(foreign_keys=[programme_id])
    organiser: Mapped[Person] = relationship(foreign_keys=[organiser_id])
    facilitators: Mapped[list["SetFacilitator"]] = relationship(
        foreign_keys="SetFacilitator.learning_set_id", back_populates="learning_set", order_by="SetFacilitator.id"
    )
    meetings: Mapped[list["SetMeeting"]] = relationship(
        foreign_keys="SetMeeting.learning_set_id", back_populates="learning_set", order_by="SetMeeting.starts_at"
    )


class SetFacilitator(Tenanted):
    """A person facilitates a set, alone or with others, or takes part in a practice set."""

    __tablename__ = "set_facilitator"
    __table_args__ = (UniqueConstraint("tenant_id", "learning_set_id", "person_id"),)

    learning_set_id: Mapped[int] = reference("learning_set")
    person_id: Mapped[int] = reference("person")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    learning_set: Mapped[LearningSet] = relationship(foreign_keys=[learning_set_id], back_populates="facilitators")
    person: Mapped[Person] = relationship(foreign_keys=[person_id])


class MeetingState(StrEnum):
    """Domain §5, Meeting."""

    planned = "planned"
    held = "held"
    confirmed = "confirmed"
    postponed = "postponed"
    cancelled = "cancelled"


class SetMeeting(Versioned):
    """One meeting of a set, by the clock. Members are a number here."""

    __tablename__ = "set_meeting"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="clock"),
        CheckConstraint("break_minutes >= 0", name="breaks"),
        CheckConstraint("present >= 0 AND present <= 12", name="present"),
    )

    learning_set_id: Mapped[int] = reference("learning_set")
    number: Mapped[int]  # first meeting of the set, second …
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.held)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    break_minutes: Mapped[int] = mapped_column(default=0)
    zone: Mapped[str] = mapped_column(String(60))
    mode: Mapped[MeetingMode]
    methods: Mapped[list[str]] = mapped_column(default=list)
    present: Mapped[int] = mapped_column(default=0)  # members who came, facilitators not counted
    actions: Mapped[int] = mapped_column(default=0)  # how many actions were agreed

    learning_set: Mapped[LearningSet] = relationship(foreign_keys=[learning_set_id], back_populates="meetings")
    turns: Mapped[list["PresenterTurn"]] = relationship(
        foreign_keys="PresenterTurn.meeting_id", order_by="PresenterTurn.number", cascade="all, delete-orphan"
    )


class PresenterTurn(Tenanted):
    """Airtime of one numbered turn."""

    __tablename__ = "presenter_turn"
    __table_args__ = (
        UniqueConstraint("tenant_id", "meeting_id", "number"),
        CheckConstraint("minutes BETWEEN 0 AND 480", name="minutes"),
    )

    meeting_id: Mapped[int] = reference("set_meeting")
    number: Mapped[int]
    minutes: Mapped[int]
