"""More time for a unit that was referred."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Tenanted, reference
from core.history import refuse_changes
from people.models import Person
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

    submission: Mapped[Submission] = relationship(foreign_keys=[submission_id])
    given_by: Mapped[Person] = relationship(foreign_keys=[given_by_id])


refuse_changes(MoreTime.__table__)
