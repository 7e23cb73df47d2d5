"""Programmes, their cohorts, and the taught days with who came."""

from datetime import date

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Tenanted, reference
from people.models import Organisation, Person
from training.awards.models import AwardVersion


class Programme(Tenanted):
    """A designed run of cohorts, sets and awards; for one organisation, or for several (none named)."""

    __tablename__ = "programme"
    __table_args__ = (UniqueConstraint("tenant_id", "name"),)

    name: Mapped[str] = mapped_column(String(200))
    organisation_id: Mapped[int | None] = reference("organisation")
    sponsor: Mapped[str] = mapped_column(String(200), default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    brought_from: Mapped[str] = mapped_column(String(200), default="")  # the centre that ran it; empty: ours

    organisation: Mapped[Organisation | None] = relationship(foreign_keys=[organisation_id])
    cohorts: Mapped[list["Cohort"]] = relationship(
        foreign_keys="Cohort.programme_id", back_populates="programme", order_by="Cohort.starts_on, Cohort.id"
    )


class Cohort(Tenanted):
    """People who start one award together."""

    __tablename__ = "cohort"
    __table_args__ = (
        UniqueConstraint("tenant_id", "programme_id", "name"),
        CheckConstraint("min_places >= 0 AND max_places >= min_places", name="places"),
    )

    programme_id: Mapped[int] = reference("programme")
    award_version_id: Mapped[int] = reference("award_version")
    name: Mapped[str] = mapped_column(String(100))
    starts_on: Mapped[date]
    min_places: Mapped[int] = mapped_column(default=1)
    max_places: Mapped[int] = mapped_column(default=24)
    tutor_id: Mapped[int | None] = reference("person")

    programme: Mapped[Programme] = relationship(foreign_keys=[programme_id], back_populates="cohorts")
    award_version: Mapped[AwardVersion] = relationship(foreign_keys=[award_version_id])
    tutor: Mapped[Person | None] = relationship(foreign_keys=[tutor_id])
    events: Mapped[list["TaughtEvent"]] = relationship(
        foreign_keys="TaughtEvent.cohort_id", back_populates="cohort", order_by="TaughtEvent.held_on, TaughtEvent.id"
    )


class TaughtEvent(Tenanted):
    """A taught day of a cohort; `minutes` is its planned length."""

    __tablename__ = "taught_event"
    __table_args__ = (CheckConstraint("minutes BETWEEN 1 AND 720", name="minutes"),)

    cohort_id: Mapped[int] = reference("cohort")
    title: Mapped[str] = mapped_column(String(200))
    held_on: Mapped[date]
    minutes: Mapped[int]

    cohort: Mapped[Cohort] = relationship(foreign_keys=[cohort_id], back_populates="events")
    attendances: Mapped[list["EventAttendance"]] = relationship(
        foreign_keys="EventAttendance.event_id", back_populates="event"
    )


class EventAttendance(Tenanted):
    """How long a person was present at a taught day."""

    __tablename__ = "event_attendance"
    __table_args__ = (
        UniqueConstraint("tenant_id", "event_id", "person_id"),
        CheckConstraint("present_minutes >= 0", name="present"),
    )

    event_id: Mapped[int] = reference("taught_event")
    person_id: Mapped[int] = reference("person")
    present_minutes: Mapped[int]

    event: Mapped[TaughtEvent] = relationship(foreign_keys=[event_id], back_populates="attendances")
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
