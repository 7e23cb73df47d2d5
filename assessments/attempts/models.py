"""The day by which a referred unit comes back: more time for it, and what its trainee was told of it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from assessments.attempts.days import Told
from core.db import Tenanted, reference
from core.history import refuse_changes
from people.models import Person
from people.signatures.models import Signature
from training.portfolio.models import Submission


class MoreTime(Tenanted):
    """The lead IQA gives a later day by which a referred unit comes back, with a reason. The last one holds."""

    __tablename__ = "more_time"
    __table_args__ = (CheckConstraint("was IS NULL OR send_by > was", name="later"),)

    submission_id: Mapped[int] = reference("submission")
    was: Mapped[date | None]
    send_by: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    given_by_id: Mapped[int] = reference("person")
    given_at: Mapped[datetime]
    signature_id: Mapped[int] = reference("signature", unique=True)  # on the submission

    submission: Mapped[Submission] = relationship(
        foreign_keys=[submission_id], backref=backref("more_time", order_by="MoreTime.id")
    )
    given_by: Mapped[Person] = relationship(foreign_keys=[given_by_id])
    signature: Mapped[Signature] = relationship(foreign_keys=[signature_id])


class SendByReminder(Tenanted):
    """That a trainee was told once that a day is near, or that it has passed. Another day is told of anew."""

    __tablename__ = "send_by_reminder"
    __table_args__ = (UniqueConstraint("tenant_id", "submission_id", "send_by", "told"),)

    submission_id: Mapped[int] = reference("submission")
    send_by: Mapped[date]
    told: Mapped[Told]


refuse_changes(MoreTime.__table__)
