"""Certificates: the facts frozen as issued, and the register that a stranger may ask."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assessments.claims.models import CertificateClaim
from core.db import Versioned, reference
from core.history import refuse_changes
from core.sweeping import STORED_FILE
from people.models import Person
from training.awards.models import AwardVersion
from training.enrolments.models import Enrolment


class RevocationReason(StrEnum):
    """Why a certificate was withdrawn; the public page says it in words."""

    issued_in_error = "issued_in_error"
    replaced = "replaced"
    malpractice = "malpractice"
    result_corrected = "result_corrected"


class Certificate(Versioned):
    """One certificate. `facts` are what is printed; they and the bytes never change, not even when it is revoked."""

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("number"),
        Index(
            "uq_certificate_live",
            "tenant_id",
            "enrolment_id",
            unique=True,
            sqlite_where=text("revoked_on IS NULL AND enrolment_id IS NOT NULL"),
            postgresql_where=text("revoked_on IS NULL AND enrolment_id IS NOT NULL"),
        ),
        CheckConstraint("(revoked_on IS NULL) = (revocation_reason IS NULL)", name="revoked"),
    )

    number: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(64), unique=True)  # unguessable; stands in the QR code
    person_id: Mapped[int] = reference("person")
    award_version_id: Mapped[int] = reference("award_version")
    enrolment_id: Mapped[int | None] = reference("enrolment")  # none: from a register before Setwright
    claim_id: Mapped[int | None] = reference("certificate_claim")
    issued_on: Mapped[date]
    issued_at: Mapped[datetime]
    facts: Mapped[dict[str, Any]]
    pdf_key: Mapped[str | None] = mapped_column(String(80), info=STORED_FILE)
    pdf_sha256: Mapped[str | None] = mapped_column(String(64))
    shows_holder: Mapped[bool] = mapped_column(default=True)  # the holder's consent to a name on the public page
    revoked_on: Mapped[date | None]
    revocation_reason: Mapped[RevocationReason | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    award_version: Mapped[AwardVersion] = relationship(foreign_keys=[award_version_id])
    enrolment: Mapped[Enrolment | None] = relationship(foreign_keys=[enrolment_id])
    claim: Mapped[CertificateClaim | None] = relationship(foreign_keys=[claim_id])


refuse_changes(
    Certificate.__table__,
    columns=("number", "code", "person_id", "award_version_id", "issued_on", "facts", "pdf_key", "pdf_sha256"),
    name="as_issued",
)
refuse_changes(Certificate.__table__, when="OLD.revoked_on IS NOT NULL", name="revoked")
