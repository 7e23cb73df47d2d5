"""Questions about how a piece of work was made. While one is open the assessment is paused (domain §5)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Versioned, reference
from core.history import refuse_changes
from people.models import Person
from people.signatures.models import Signature
from training.portfolio.models import Submission

OPEN = "('open', 'answered')"


class CaseKind(StrEnum):
    """What the question is about, in codes; the words stand beside them."""

    authenticity = "authenticity"
    ai_use = "ai_use"
    plagiarism = "plagiarism"
    declaration = "declaration"
    other = "other"


class CaseState(StrEnum):
    """Where a case stands. `reminded`: something was found, and the assessment goes on with a note of it."""

    open = "open"
    answered = "answered"
    no_case = "no_case"
    reminded = "reminded"
    void = "void"
    void_unused = "void_unused"


class MalpracticeCase(Versioned):
    """One question about one attempt: what was noticed, what the trainee answers, and what was decided.

    `words` are for those who decide; the trainee reads `question` and `outcome_words`.
    """

    __tablename__ = "malpractice_case"
    __table_args__ = (
        CheckConstraint(f"(state IN {OPEN}) = (decided_at IS NULL)", name="decided"),
        CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name="decided_by"),
        CheckConstraint("(decided_at IS NULL) = (signature_id IS NULL)", name="signature"),
        CheckConstraint("decided_by_id IS NULL OR decided_by_id <> raised_by_id", name="two_people"),
        CheckConstraint("(answer = '') = (answered_at IS NULL)", name="answer"),
        CheckConstraint("state <> 'answered' OR answered_at IS NOT NULL", name="answered"),
        Index(
            "uq_malpractice_case_open",
            "tenant_id",
            "submission_id",
            unique=True,
            sqlite_where=text(f"state IN {OPEN}"),
            postgresql_where=text(f"state IN {OPEN}"),
        ),
    )

    submission_id: Mapped[int] = reference("submission")
    kind: Mapped[CaseKind]
    state: Mapped[CaseState] = mapped_column(default=CaseState.open)
    words: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text)
    raised_by_id: Mapped[int] = reference("person")
    raised_at: Mapped[datetime]
    answer_by: Mapped[date]  # until then nothing is decided against the trainee without an answer
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    outcome_words: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[int | None] = reference("person")
    decided_at: Mapped[datetime | None]
    signature_id: Mapped[int | None] = reference("signature", unique=True)

    submission: Mapped[Submission] = relationship(foreign_keys=[submission_id])
    raised_by: Mapped[Person] = relationship(foreign_keys=[raised_by_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])
    signature: Mapped[Signature | None] = relationship(foreign_keys=[signature_id])


refuse_changes(
    MalpracticeCase.__table__,
    columns=("submission_id", "kind", "words", "question", "raised_by_id", "raised_at", "answer_by"),
    name="words",
)
refuse_changes(
    MalpracticeCase.__table__,
    when="OLD.answered_at IS NOT NULL",
    columns=("answer", "answered_at"),
    name="answer",
)
refuse_changes(MalpracticeCase.__table__, when=f"OLD.state NOT IN {OPEN}")
