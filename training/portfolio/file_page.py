"""A file as the page of its owner shows it."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from core.shape import Block, blocks_of
from training.portfolio.file_wording import SCANS, Travelling, length, travelling
from training.portfolio.models import EvidenceItem, FileForm


@dataclass(frozen=True, slots=True)
class Attached:
    """The file of an item: how it reads, what travels in it, and what the scanner said."""

    blocks: list[Block]
    travelling: list[Travelling]
    scan: Any
    length: str
    words_hint: str


def attached(item: EvidenceItem) -> Attached | None:
    """The file of an item as its owner's page shows it; None when it has none."""
    file = item.attachment
    if file is None:
        return None
    hints = {
        FileForm.picture: _("What the picture shows, for somebody who cannot see it."),
        FileForm.recording: _("Every word that is said. This is what is counted and assessed."),
    }
    return Attached(
        blocks=blocks_of(item.text, file.shape),
        travelling=travelling(file),
        scan=SCANS[file.scan],
        length=length(file.seconds),
        words_hint=hints.get(file.form, ""),
    )
