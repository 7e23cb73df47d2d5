"""Signatures. One never changes; who signs again gives another."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Tenanted, reference
from core.history import refuse_changes
from people.factors.proof import Proof
from people.models import Person


class Signature(Tenanted):
    """Who signed what, as what, when, how they proved it, what they said, and the hash of exactly what they signed.

    The row that was signed refers to it, so that the database knows no such row without its signature. `about` names
    the thing that people see, such as the sample of a judgement; one thing may carry several signatures.
    """

    __tablename__ = "signature"
    __table_args__ = (
        Index("ix_signature_about", "tenant_id", "about_kind", "about"),
        CheckConstraint("length(content_hash) = 64", name="content_hash"),
        CheckConstraint("statement <> ''", name="statement"),
    )

    about_kind: Mapped[str] = mapped_column(String(60))
    about: Mapped[UUID]
    act: Mapped[str] = mapped_column(String(40))  # past tense, as in history
    person_id: Mapped[int] = reference("person")
    signed_as: Mapped[str] = mapped_column(String(250))  # name and role as signed
    signed_at: Mapped[datetime]
    statement: Mapped[str] = mapped_column(Text)  # in full words, as it was shown
    content_hash: Mapped[str] = mapped_column(String(64))
    proved_by: Mapped[Proof]

    person: Mapped[Person] = relationship(foreign_keys=[person_id])


refuse_changes(Signature.__table__)
