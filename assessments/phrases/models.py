"""An assessor's own phrases: words of feedback that they use again. Nobody else reads them."""

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Versioned, reference

LONGEST = 1_000
MOST = 200
"""Phrases of one assessor: more than that are not found again."""


class FeedbackPhrase(Versioned):
    """One phrase of one assessor."""

    __tablename__ = "feedback_phrase"

    person_id: Mapped[int] = reference("person")
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
