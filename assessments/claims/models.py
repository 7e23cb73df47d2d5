"""The claim for a certificate, and whether the centre may claim without a prior release."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Tenanted, Versioned, reference
from core.history import refuse_changes
from people.models import Person
from people.signatures.models import Signature
from training.awards.models import AwardVersion
from training.enrolments.models import Enrolment


class ClaimState(StrEnum):
    """Domain §5, Certificate claim; `not_ready` and `eligible` are worked out, not stored."""

    claim_raised = "claim_raised"
    iqa_signed = "iqa_signed"
    awaiting_eqa = "awaiting_eqa"
    held = "held"
    released = "released"
    submitted_to_ao = "submitted_to_ao"
    issued = "issued"
    cancelled = "cancelled"


class CertificateClaim(Versioned):
    """One claim for one enrolment. `findings` are the requirements as they stood at claim time (invariant 26)."""

    __tablename__ = "certificate_claim"
    __table_args__ = (
        Index(
            "uq_certificate_claim_open",
            "tenant_id",
            "enrolment_id",
            unique=True,
            sqlite_where=text("state <> 'cancelled'"),
            postgresql_where=text("state <> 'cancelled'"),
        ),
        CheckConstraint("(iqa_signed_at IS NULL) = (iqa_id IS NULL)", name="iqa_signed"),
        CheckConstraint("(iqa_signature_id IS NULL) = (iqa_id IS NULL)", name="iqa_signature"),
        CheckConstraint("(eqa_decided_at IS NULL) = (eqa_id IS NULL)", name="eqa_decided"),
        CheckConstraint(
            "(eqa_signature_id IS NULL)"
            " OR (eqa_id IS NOT NULL AND state NOT IN ('claim_raised', 'iqa_signed', 'awaiting_eqa', 'held'))",
            name="eqa_signature",
        ),
        CheckConstraint(
            "state NOT IN ('released', 'submitted_to_ao', 'issued') OR eqa_id IS NULL OR eqa_signature_id IS NOT NULL",
            name="released",
        ),
        CheckConstraint("state IN ('claim_raised', 'cancelled') OR iqa_id IS NOT NULL", name="signed"),
    )

    enrolment_id: Mapped[int] = reference("enrolment")
    state: Mapped[ClaimState] = mapped_column(default=ClaimState.claim_raised)
    raised_by_id: Mapped[int] = reference("person")
    raised_at: Mapped[datetime]
    findings: Mapped[list[Any]] = mapped_column(default=list)
    iqa_id: Mapped[int | None] = reference("person")
    iqa_signed_at: Mapped[datetime | None]
    iqa_signature_id: Mapped[int | None] = reference("signature", unique=True)
    eqa_id: Mapped[int | None] = reference("person")
    eqa_decided_at: Mapped[datetime | None]
    eqa_signature_id: Mapped[int | None] = reference("signature", unique=True)  # of a release
    eqa_action: Mapped[str] = mapped_column(Text, default="")  # what holds the claim, in the EQA's words
    ao_submitted_at: Mapped[datetime | None]
    ao_number: Mapped[str | None] = mapped_column(String(60))  # the awarding organisation's certificate number

    enrolment: Mapped[Enrolment] = relationship(foreign_keys=[enrolment_id])
    raised_by: Mapped[Person] = relationship(foreign_keys=[raised_by_id])
    iqa: Mapped[Person | None] = relationship(foreign_keys=[iqa_id])
    eqa: Mapped[Person | None] = relationship(foreign_keys=[eqa_id])
    iqa_signature: Mapped[Signature | None] = relationship(foreign_keys=[iqa_signature_id])
    eqa_signature: Mapped[Signature | None] = relationship(foreign_keys=[eqa_signature_id])


class DirectClaimsStatus(Tenanted):
    """The centre may claim this award without a prior EQA release, from one day to another (domain §2.1)."""

    __tablename__ = "direct_claims_status"

    award_version_id: Mapped[int] = reference("award_version")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    award_version: Mapped[AwardVersion] = relationship(foreign_keys=[award_version_id])

    def is_active(self, on: date) -> bool:
        """Whether the status holds on that day; both days belong to it."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


class PrintedBy(StrEnum):
    """Who prints the certificate of a regulated qualification (domain §8)."""

    centre = "centre"
    awarding_organisation = "awarding_organisation"


class AwardPrinting(Tenanted):
    """The centre's setting of who prints an award's certificates; without one the centre prints them."""

    __tablename__ = "award_printing"
    __table_args__ = (UniqueConstraint("tenant_id", "award_version_id"),)

    award_version_id: Mapped[int] = reference("award_version")
    printed_by: Mapped[PrintedBy]

    award_version: Mapped[AwardVersion] = relationship(foreign_keys=[award_version_id])


refuse_changes(CertificateClaim.__table__, when="OLD.state IN ('issued', 'cancelled')")
refuse_changes(
    CertificateClaim.__table__, columns=("enrolment_id", "raised_by_id", "raised_at", "findings"), name="raised"
)
