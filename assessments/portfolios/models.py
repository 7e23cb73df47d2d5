"""What came from other centres: whole portfolios, and certificates that this centre's register does not answer for."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assessments.certificates.models import RevocationReason
from core.db import Tenanted, reference
from core.history import refuse_changes
from people.models import Person
from training.awards.models import AwardVersion


class BroughtPortfolio(Tenanted):
    """One portfolio that was brought in. `told` is its own timeline: what happened at the other centre.

    It is kept beside our history, never in it: history says only what happened here.
    """

    __tablename__ = "brought_portfolio"
    __table_args__ = (UniqueConstraint("tenant_id", "document_sha256"),)

    person_id: Mapped[int] = reference("person")
    brought_at: Mapped[datetime]
    brought_by_id: Mapped[int | None] = reference("person")  # none: by the command
    exported_at: Mapped[datetime]
    source: Mapped[dict[str, Any]]  # what the portfolio says of the centre it comes from
    earlier: Mapped[list[Any]]  # the centres that it had passed through before
    told: Mapped[list[Any]]
    document_sha256: Mapped[str] = mapped_column(String(64))

    person: Mapped[Person] = relationship(foreign_keys=[person_id])


class CertificateElsewhere(Tenanted):
    """A certificate that another centre issued, for its holder to keep: not in our register, nor on the check page."""

    __tablename__ = "certificate_elsewhere"
    __table_args__ = (CheckConstraint("(revoked_on IS NULL) = (revocation_reason IS NULL)", name="revoked"),)

    person_id: Mapped[int] = reference("person")
    award_version_id: Mapped[int] = reference("award_version")
    enrolment_id: Mapped[int | None] = reference("enrolment")
    number: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(64))  # opens the check page of the installation that issued it
    issued_on: Mapped[date]
    issued_at: Mapped[datetime]
    facts: Mapped[dict[str, Any]]
    pdf_key: Mapped[str | None] = mapped_column(String(80))
    pdf_sha256: Mapped[str | None] = mapped_column(String(64))
    shows_holder: Mapped[bool] = mapped_column(default=True)
    revoked_on: Mapped[date | None]
    revocation_reason: Mapped[RevocationReason | None]

    award_version: Mapped[AwardVersion] = relationship(foreign_keys=[award_version_id])


for _table in (BroughtPortfolio, CertificateElsewhere):
    refuse_changes(_table.__table__)
