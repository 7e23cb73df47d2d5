"""Research with accounts: a project, who agreed to what, and which extracts were made. No text of an account."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Tenanted, Versioned, reference
from core.history import refuse_changes
from people.models import Person
from training.portfolio.models import EvidenceItem


class ResearchProject(Versioned):
    """A piece of research that trainees may give their accounts to. What they are asked never changes afterwards."""

    __tablename__ = "research_project"
    __table_args__ = (
        UniqueConstraint("tenant_id", "name"),
        CheckConstraint("ends_on >= starts_on", name="period"),
    )

    name: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(Text)
    run_by: Mapped[str] = mapped_column(String(200))  # who does the research and gets the extract
    ethics_reference: Mapped[str] = mapped_column(String(100))
    starts_on: Mapped[date]
    ends_on: Mapped[date]  # the last day to agree, and the last of an extract
    statement: Mapped[str] = mapped_column(Text)  # what a trainee agrees to, word for word
    statement_version: Mapped[str] = mapped_column(String(40))  # as the ethics committee approved it
    closed_at: Mapped[datetime | None]  # from here on its key is destroyed

    consents: Mapped[list["ResearchConsent"]] = relationship(
        foreign_keys="ResearchConsent.project_id", back_populates="project", order_by="ResearchConsent.id"
    )
    runs: Mapped[list["ExtractRun"]] = relationship(
        foreign_keys="ExtractRun.project_id", back_populates="project", order_by="ExtractRun.id"
    )
    interviews: Mapped[list["ResearchInterview"]] = relationship(
        foreign_keys="ResearchInterview.project_id",
        back_populates="project",
        order_by="ResearchInterview.held_on, ResearchInterview.id",
    )

    def is_open(self, on: date) -> bool:
        """Whether trainees may agree, and extracts be made, on that day."""
        return self.closed_at is None and self.starts_on <= on <= self.ends_on


class Answer(StrEnum):
    """What a trainee said; the latest answer holds."""

    given = "given"
    withdrawn = "withdrawn"


class ResearchConsent(Tenanted):
    """A trainee's answer to a project. Each answer is a row of its own; none is ever changed."""

    __tablename__ = "research_consent"

    project_id: Mapped[int] = reference("research_project")
    person_id: Mapped[int] = reference("person")
    answer: Mapped[Answer]
    answered_at: Mapped[datetime]
    statement: Mapped[str] = mapped_column(Text)  # the words that were agreed to, or that no longer hold
    statement_version: Mapped[str] = mapped_column(String(40))

    project: Mapped[ResearchProject] = relationship(foreign_keys=[project_id], back_populates="consents")
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    accounts: Mapped[list["ConsentedAccount"]] = relationship(
        foreign_keys="ConsentedAccount.consent_id", order_by="ConsentedAccount.id"
    )


class ConsentedAccount(Tenanted):
    """An account that a consent covers."""

    __tablename__ = "consented_account"
    __table_args__ = (UniqueConstraint("tenant_id", "consent_id", "evidence_item_id"),)

    consent_id: Mapped[int] = reference("research_consent")
    evidence_item_id: Mapped[int] = reference("evidence_item")

    evidence_item: Mapped[EvidenceItem] = relationship(foreign_keys=[evidence_item_id])


class ExtractRun(Tenanted):
    """An extract that was made: when, by whom, how much, and the hash of the file. The file itself is not kept."""

    __tablename__ = "extract_run"
    __table_args__ = (CheckConstraint("accounts >= 0 AND people >= 0 AND people <= accounts", name="counts"),)

    project_id: Mapped[int] = reference("research_project")
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = reference("person")  # nobody: made at the command line
    accounts: Mapped[int]
    people: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))  # of the whole file

    project: Mapped[ResearchProject] = relationship(foreign_keys=[project_id], back_populates="runs")
    made_by: Mapped[Person | None] = relationship(foreign_keys=[made_by_id])
    held_back: Mapped[list["HeldBackAccount"]] = relationship(
        foreign_keys="HeldBackAccount.run_id", order_by="HeldBackAccount.id"
    )


class HeldBackAccount(Tenanted):
    """An account that a run left out, since something in it might still identify somebody: how often, by kind."""

    __tablename__ = "held_back_account"
    __table_args__ = (UniqueConstraint("tenant_id", "run_id", "evidence_item_id"),)

    run_id: Mapped[int] = reference("extract_run")
    evidence_item_id: Mapped[int] = reference("evidence_item")
    kinds: Mapped[list[str]]  # of what was still found, each as often as it was found

    evidence_item: Mapped[EvidenceItem] = relationship(foreign_keys=[evidence_item_id])


class InterviewKind(StrEnum):
    """How people were asked."""

    group = "group"
    phone = "phone"


class ResearchInterview(Tenanted):
    """An interview of the project: a date and how many people; never who, and nothing that was said."""

    __tablename__ = "research_interview"
    __table_args__ = (CheckConstraint("people BETWEEN 1 AND 30", name="people"),)

    project_id: Mapped[int] = reference("research_project")
    kind: Mapped[InterviewKind]
    held_on: Mapped[date]
    people: Mapped[int]
    consent_on_paper: Mapped[bool]  # everybody's signed form is kept

    project: Mapped[ResearchProject] = relationship(foreign_keys=[project_id], back_populates="interviews")


for _table in (ResearchConsent, ConsentedAccount, ExtractRun, HeldBackAccount):
    refuse_changes(_table.__table__)
refuse_changes(
    ResearchProject.__table__,
    columns=(
        "name",
        "purpose",
        "run_by",
        "ethics_reference",
        "starts_on",
        "ends_on",
        "statement",
        "statement_version",
    ),
)
refuse_changes(ResearchProject.__table__, when="OLD.closed_at IS NOT NULL", name="closed")
