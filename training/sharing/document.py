"""A shared draft as plain values: the text that its author wrote, and nothing else of the piece."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from training.portfolio.models import AccountVersion, EvidenceItem
from training.portfolio.reflection import MODELS
from training.sharing.models import DraftShare


@dataclass(frozen=True, slots=True)
class Reading:
    """A text to read. `parts` are pairs of heading, or None, and text."""

    title: str
    parts: list[tuple[str | None, str]]
    words: int
    saved_at: datetime


def as_read(written: EvidenceItem | AccountVersion) -> Reading:
    """The text of a draft or of a version of it. Working notes and notes on facts are not part of it."""
    stages = MODELS[written.model].stages
    parts: list[tuple[str | None, str]] = [
        (_(stage.title) if len(stages) > 1 else None, written.parts[stage.code])
        for stage in stages
        if written.parts.get(stage.code)
    ]
    saved_at = written.kept_at if isinstance(written, AccountVersion) else written.written_at
    return Reading(written.title, parts or [(None, written.text)], written.words, saved_at)


def shown_by(share: DraftShare) -> Reading:
    """What the reader of a share reads: the text as last saved, or as it stood when it was shared."""
    return as_read(share.evidence_item if share.follows else share.account_version)
