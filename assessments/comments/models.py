"""Comments tied to the words of a frozen piece of work and to a criterion. They close with their mark sheet."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from assessments.grading.models import MarkSheet
from core.db import Tenanted, reference
from core.history import refuse_changes
from training.awards.models import AssessmentCriterion

LONGEST_QUOTE = 2_000
LONGEST_TEXT = 4_000
KEY_LENGTH = 40


class AnchoredComment(Tenanted):
    """What an assessor says of some words: a draft until the decision, then as final as the decision itself.

    `exact`, `prefix` and `suffix` are a W3C text quote selector, `start_at` and `end_at` the text position selector
    that goes with it, against the text of the item at `position` as it was sent (`comments.document.text_of`).
    """

    __tablename__ = "anchored_comment"
    __table_args__ = (
        UniqueConstraint("tenant_id", "mark_sheet_id", "key"),
        CheckConstraint("start_at >= 0 AND end_at > start_at", name="place"),
    )

    mark_sheet_id: Mapped[int] = reference("mark_sheet")
    criterion_id: Mapped[int] = reference("assessment_criterion")
    key: Mapped[str] = mapped_column(String(KEY_LENGTH))  # the page names the comment, so that sent twice it is one
    position: Mapped[int]
    exact: Mapped[str] = mapped_column(Text)
    prefix: Mapped[str] = mapped_column(Text)
    suffix: Mapped[str] = mapped_column(Text)
    start_at: Mapped[int]
    end_at: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]  # with the mark sheet

    mark_sheet: Mapped[MarkSheet] = relationship(
        foreign_keys=[mark_sheet_id], backref=backref("comments", order_by="AnchoredComment.id")
    )
    criterion: Mapped[AssessmentCriterion] = relationship(foreign_keys=[criterion_id])


refuse_changes(AnchoredComment.__table__, when="OLD.closed_at IS NOT NULL")
