"""When a centre works: its weekdays, its holidays, how long an assessor has, and who is away."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Tenanted, Versioned, reference
from people.models import Person
from people.working_time.pasted import LONGEST_NAME

ASSESSOR_DAYS = 10
TARGET = 8
REGION = "GB-ENG"


class WorkingTime(Versioned):
    """What a centre has set; one that set nothing works Monday to Friday without holidays."""

    __tablename__ = "working_time"
    __table_args__ = (
        UniqueConstraint("tenant_id"),
        CheckConstraint("assessor_days BETWEEN 1 AND 60", name="assessor_days"),
        CheckConstraint("target BETWEEN 0 AND 200", name="target"),
        CheckConstraint("minutes_each BETWEEN 5 AND 600", name="minutes_each"),
    )

    weekdays: Mapped[list[Any]] = mapped_column(default=lambda: [0, 1, 2, 3, 4])  # Monday is 0
    assessor_days: Mapped[int] = mapped_column(default=ASSESSOR_DAYS)  # working days to answer a unit in
    target: Mapped[int] = mapped_column(default=TARGET)  # open units at one time, of an assessor without one's own
    minutes_each: Mapped[int | None]  # how long one unit takes, where the centre wants it counted
    region: Mapped[str] = mapped_column(String(10), default=REGION)  # whose public holidays are proposed

    holidays: Mapped[list["Holiday"]] = relationship(
        foreign_keys="Holiday.working_time_id",
        back_populates="working_time",
        order_by="Holiday.day",
        cascade="all, delete-orphan",
    )


class Holiday(Tenanted):
    """A day on which the centre does not work."""

    __tablename__ = "holiday"
    __table_args__ = (UniqueConstraint("tenant_id", "day"),)

    working_time_id: Mapped[int] = reference("working_time")
    day: Mapped[date]
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))

    working_time: Mapped[WorkingTime] = relationship(foreign_keys=[working_time_id], back_populates="holidays")


class Absence(Tenanted):
    """A member of staff is away; both days belong to it. Why is nobody's to store."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="period"),
        CheckConstraint("cover_id IS NULL OR cover_id <> person_id", name="cover"),
    )

    person_id: Mapped[int] = reference("person")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    cover_id: Mapped[int | None] = reference("person")  # who takes over; None: whoever is proposed
    called_off_at: Mapped[datetime | None]  # before its first day

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    cover: Mapped[Person | None] = relationship(foreign_keys=[cover_id])

    def covers(self, day: date) -> bool:
        """Whether the person is away on that day."""
        return self.called_off_at is None and self.starts_on <= day <= self.ends_on
