"""What somebody who saw a trainee at work says of it, and the experts who were named beforehand."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Tenanted, Versioned, reference
from core.history import refuse_changes
from people.models import Person
from training.enrolments.models import Enrolment

LONGEST_LINE = 200
LONGEST_WORDS = 4000
EMAIL_LENGTH = 254


class TestimonyState(StrEnum):
    """A testimony that was signed is never changed again."""

    asked = "asked"
    signed = "signed"
    withdrawn = "withdrawn"


class ExpertWitness(Tenanted):
    """Somebody whom an assessor or the lead quality assurer named for one trainee, before any testimony was given."""

    __tablename__ = "expert_witness"

    enrolment_id: Mapped[int] = reference("enrolment")
    name: Mapped[str] = mapped_column(String(LONGEST_LINE))
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH))
    reason: Mapped[str] = mapped_column(String(LONGEST_WORDS))  # why they are competent, in the words of who named them
    named_by_id: Mapped[int] = reference("person")
    named_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # not asked any more; what they signed stands

    enrolment: Mapped[Enrolment] = relationship(foreign_keys=[enrolment_id])
    named_by: Mapped[Person] = relationship(foreign_keys=[named_by_id])


class WitnessTestimony(Versioned):
    """What one witness saw, on one link that works once. It holds no decision, and is no basis by itself."""

    __tablename__ = "witness_testimony"
    __table_args__ = (
        CheckConstraint("(state = 'signed') = (signed_at IS NOT NULL)", name="signed"),
        CheckConstraint("state <> 'signed' OR (names_nobody AND signed_on IS NOT NULL)", name="statement"),
    )

    enrolment_id: Mapped[int] = reference("enrolment")
    expert_witness_id: Mapped[int | None] = reference("expert_witness")  # None: an ordinary witness
    state: Mapped[TestimonyState] = mapped_column(default=TestimonyState.asked)

    # What the trainee asked.
    witness_name: Mapped[str] = mapped_column(String(LONGEST_LINE))
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH), default="")  # empty: the trainee handed the link over
    activity: Mapped[str] = mapped_column(Text)
    held_on: Mapped[date]
    about: Mapped[str] = mapped_column(Text)  # what the testimony is meant to show, in plain words
    asked_at: Mapped[datetime]
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    expires_on: Mapped[date | None]

    # What the witness said.
    relationship_stated: Mapped[str] = mapped_column(String(LONGEST_LINE), default="")
    post: Mapped[str] = mapped_column(String(LONGEST_LINE), default="")
    contact: Mapped[str] = mapped_column(String(LONGEST_LINE), default="")
    statement: Mapped[str] = mapped_column(Text, default="")
    competence: Mapped[str] = mapped_column(Text, default="")  # of an expert
    knows_units: Mapped[str] = mapped_column(Text, default="")  # of an expert
    names_nobody: Mapped[bool] = mapped_column(default=False)
    signed_name: Mapped[str] = mapped_column(String(LONGEST_LINE), default="")
    signed_on: Mapped[date | None]  # the date the witness wrote
    signed_at: Mapped[datetime | None]

    enrolment: Mapped[Enrolment] = relationship(foreign_keys=[enrolment_id])
    expert: Mapped[ExpertWitness | None] = relationship(foreign_keys=[expert_witness_id])

    @property
    def is_expert(self) -> bool:
        """Whether the witness was named beforehand as an expert."""
        return self.expert_witness_id is not None


refuse_changes(WitnessTestimony.__table__, when="OLD.state = 'signed'")
refuse_changes(ExpertWitness.__table__, columns=("enrolment_id", "name", "email", "reason", "named_by_id", "named_at"))
