"""A place on a programme, the registration with the awarding organisation, and who assesses and quality-assures."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Tenanted, Versioned, reference
from core.row_rules import refuse_rows
from people.models import Person
from training.awards.models import AwardVersion, Unit
from training.enrolments import separation
from training.programmes.models import Cohort


class EnrolmentState(StrEnum):
    """Whether the place is in use."""

    active = "active"
    completed = "completed"
    withdrawn = "withdrawn"
    brought_in = "brought_in"  # of another centre, from an exported portfolio: kept to be read, never worked on here


# States of a place in which nothing of it is worked on or shown among the trainee's own places.
SET_ASIDE = (EnrolmentState.withdrawn, EnrolmentState.brought_in)


class Enrolment(Versioned):
    """A person's place on one award version. It pins that version."""

    __tablename__ = "enrolment"
    __table_args__ = (
        Index(
            "uq_enrolment_active",
            "tenant_id",
            "person_id",
            "award_version_id",
            unique=True,
            sqlite_where=text("state = 'active'"),
            postgresql_where=text("state = 'active'"),
        ),
        CheckConstraint("(state = 'brought_in') = (state_there IS NOT NULL)", name="brought_in"),
    )

    person_id: Mapped[int] = reference("person")
    award_version_id: Mapped[int] = reference("award_version")
    cohort_id: Mapped[int | None] = reference("cohort")
    state: Mapped[EnrolmentState] = mapped_column(default=EnrolmentState.active)
    state_there: Mapped[EnrolmentState | None]  # of one that was brought in: how it stood at the other centre
    enrolled_on: Mapped[date]
    ended_on: Mapped[date | None]
    optional_units: Mapped[list[str]] = mapped_column(default=list)  # codes the trainee has chosen

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    award_version: Mapped[AwardVersion] = relationship(foreign_keys=[award_version_id])
    cohort: Mapped[Cohort | None] = relationship(foreign_keys=[cohort_id])
    registrations: Mapped[list["Registration"]] = relationship(
        foreign_keys="Registration.enrolment_id", back_populates="enrolment", order_by="Registration.id"
    )
    allocations: Mapped[list["Allocation"]] = relationship(
        foreign_keys="Allocation.enrolment_id", back_populates="enrolment", order_by="Allocation.id"
    )

    @property
    def was_brought_in(self) -> bool:
        """Whether it stands here only to be read: the work was done, assessed and decided at another centre."""
        return self.state is EnrolmentState.brought_in

    @property
    def registration(self) -> "Registration | None":
        """The latest registration; earlier ones expired or were withdrawn."""
        return self.registrations[-1] if self.registrations else None

    @property
    def unit_codes(self) -> list[str]:
        """The units that this trainee takes: the mandatory ones, then the optional ones chosen."""
        return [*self.award_version.rules_of_combination["mandatory"], *self.optional_units]


class RegistrationState(StrEnum):
    """Domain §5, Registration."""

    draft = "draft"
    pending = "pending"
    active = "active"
    suspended = "suspended"
    extended = "extended"
    expired = "expired"
    withdrawn = "withdrawn"
    completed = "completed"


class Registration(Versioned):
    """With the awarding organisation, for one award version. A re-registration is a new row."""

    __tablename__ = "registration"
    __table_args__ = (
        CheckConstraint("expires_on IS NULL OR registered_on IS NULL OR expires_on > registered_on", name="period"),
        CheckConstraint("state IN ('draft', 'pending', 'withdrawn') OR registered_on IS NOT NULL", name="registered"),
    )

    enrolment_id: Mapped[int] = reference("enrolment")
    state: Mapped[RegistrationState] = mapped_column(default=RegistrationState.draft)
    number: Mapped[str | None] = mapped_column(String(40))
    registered_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    reason: Mapped[str | None] = mapped_column(String(40))  # code of a withdrawal or extension

    enrolment: Mapped[Enrolment] = relationship(foreign_keys=[enrolment_id], back_populates="registrations")


class AllocationRole(StrEnum):
    """What a member of staff is to this trainee."""

    assessor = "assessor"
    iqa = "iqa"
    supervisor = "supervisor"


class Allocation(Tenanted):
    """A member of staff works with this trainee, on all units or on one."""

    __tablename__ = "allocation"
    __table_args__ = (UniqueConstraint("tenant_id", "enrolment_id", "unit_id", "role", "person_id", "starts_on"),)

    enrolment_id: Mapped[int] = reference("enrolment")
    unit_id: Mapped[int | None] = reference("unit")
    role: Mapped[AllocationRole]
    person_id: Mapped[int] = reference("person")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    managed_conflict: Mapped[bool] = mapped_column(default=False)  # forces 100% sampling (invariant 22)

    enrolment: Mapped[Enrolment] = relationship(foreign_keys=[enrolment_id], back_populates="allocations")
    unit: Mapped[Unit | None] = relationship(foreign_keys=[unit_id])
    person: Mapped[Person] = relationship(foreign_keys=[person_id])

    def is_current(self, on: date) -> bool:
        """Whether the allocation holds on that day."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


refuse_rows(
    Allocation.__table__,
    "people",
    separation.MAY_NOT_BE_ALLOCATED,
    says="this person is too close to the trainee",
    columns=("enrolment_id", "person_id", "role", "ends_on"),
    # One that is ended, or shortened, may be of somebody who has come too close since.
    changed="""NEW.person_id <> OLD.person_id OR NEW.role <> OLD.role OR NEW.enrolment_id <> OLD.enrolment_id
    OR (NEW.ends_on IS NULL AND OLD.ends_on IS NOT NULL) OR NEW.ends_on > OLD.ends_on""",
)
