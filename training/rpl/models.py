"""What a trainee says of learning that was finished before: the row beside an evidence item of that kind."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from core.db import Versioned, reference
from core.row_rules import refuse_rows
from people.models import Person
from people.signatures.models import Signature
from training.portfolio.models import Attachment, EvidenceItem
from training.rpl import rules

LONGEST_LINE = 200
LONGEST_WORDS = 4000


class Recognition(StrEnum):
    """Three different things that are easily taken for one another (domain §2.2)."""

    rpl = "rpl"
    credit_transfer = "credit_transfer"
    exemption = "exemption"


WHOLE_UNIT = frozenset({Recognition.credit_transfer, Recognition.exemption})
"""They take the place of a whole unit, so the lead quality assurer agrees before it is sent."""


def claim_of(item: EvidenceItem) -> "RplClaim | None":
    """What is said of the learning that an item is evidence of; None for other evidence, and before it is said."""
    claim: RplClaim | None = item.claim  # type: ignore[attr-defined]
    return claim


class RplClaim(Versioned):
    """Earlier learning, as its trainee states it. How it meets each criterion is the text of the evidence item."""

    __tablename__ = "rpl_claim"
    __table_args__ = (
        UniqueConstraint("tenant_id", "evidence_item_id"),
        CheckConstraint("hours IS NULL OR hours > 0", name="hours"),
        CheckConstraint("credit IS NULL OR credit > 0", name="credit"),
        CheckConstraint("(agreed IS NULL) = (answered_at IS NULL)", name="answered"),
        CheckConstraint("(agreed IS NULL) = (answered_by_id IS NULL)", name="answered_by"),
        CheckConstraint("agreed IS NULL OR asked_at IS NOT NULL", name="asked"),
        CheckConstraint("signature_id IS NULL OR agreed IS NOT NULL", name="signature"),
    )

    evidence_item_id: Mapped[int] = reference("evidence_item")
    recognition: Mapped[Recognition]
    title: Mapped[str] = mapped_column(String(LONGEST_LINE))
    provider: Mapped[str] = mapped_column(String(LONGEST_LINE))
    learned: Mapped[str] = mapped_column(Text)
    level: Mapped[str] = mapped_column(String(40), default="")
    hours: Mapped[int | None]
    credit: Mapped[int | None]
    completed_on: Mapped[date]
    certificate_number: Mapped[str] = mapped_column(String(60), default="")
    kept_up: Mapped[str] = mapped_column(Text, default="")  # what shows that older learning is current
    attachment_id: Mapped[int | None] = reference("attachment")  # the certificate

    asked_at: Mapped[datetime | None]  # the lead quality assurer was asked
    covers: Mapped[list[str]] = mapped_column(default=list)  # the criteria, as "C5-3 1.1", that were asked about
    agreed: Mapped[bool | None]
    answered_by_id: Mapped[int | None] = reference("person")
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    signature_id: Mapped[int | None] = reference("signature", unique=True)  # of the answer; none: brought in with it

    evidence_item: Mapped[EvidenceItem] = relationship(
        foreign_keys=[evidence_item_id], backref=backref("claim", uselist=False)
    )
    attachment: Mapped[Attachment | None] = relationship(foreign_keys=[attachment_id])
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])
    signature: Mapped[Signature | None] = relationship(foreign_keys=[signature_id])

    @property
    def is_agreed(self) -> bool:
        """Whether it was agreed for the criteria that are chosen now."""
        return bool(self.agreed) and self.covers == self.chosen

    @property
    def chosen(self) -> list[str]:
        """The criteria that it is for, as "C5-3 1.1"."""
        return sorted(f"{each.unit.code} {each.code}" for each in self.evidence_item.criteria)

    @property
    def covers_units(self) -> bool:
        """Whether all criteria are chosen of every unit of which one is; not when none is."""
        chosen = {each.id for each in self.evidence_item.criteria}
        units = {each.unit for each in self.evidence_item.criteria}
        return bool(chosen) and all(each.id in chosen for unit in units for each in unit.criteria)

    @property
    def needs_agreement(self) -> bool:
        """Whether the lead quality assurer agrees before it can be sent."""
        return self.recognition in WHOLE_UNIT

    def reword(self, learned: str, kept_up: str) -> None:
        """Say it in other words, such as without a name; with a change, what was asked or agreed lapses."""
        if (self.learned, self.kept_up) != (learned, kept_up):
            self.learned, self.kept_up = learned, kept_up
            self.lapse()

    def lapse(self) -> None:
        """Take back what was asked or agreed: it was about what stood there."""
        self.asked_at = self.agreed = self.answered_at = self.answered_by = self.signature = None
        self.answer, self.covers = "", []

    def copied(self) -> "RplClaim":
        """The same of a new draft. What was agreed was agreed for the earlier one."""
        return RplClaim(
            recognition=self.recognition,
            title=self.title,
            provider=self.provider,
            learned=self.learned,
            level=self.level,
            hours=self.hours,
            credit=self.credit,
            completed_on=self.completed_on,
            certificate_number=self.certificate_number,
            kept_up=self.kept_up,
            attachment_id=self.attachment_id,
        )


refuse_rows(
    RplClaim.__table__,
    "signature",
    rules.UNSIGNED,
    says="an answer is signed",
    columns=("evidence_item_id", "agreed", "signature_id"),
)
refuse_rows(
    RplClaim.__table__,
    "answer",
    rules.SIGNED,
    says="a signed answer is taken back or stays",
    columns=("agreed", "answered_by_id", "answered_at", "answer", "signature_id"),
    changed=rules.WAS_SIGNED,
)
