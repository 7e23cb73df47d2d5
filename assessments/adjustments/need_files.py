"""A file that shows a need, taken in: read in the child and scanned as every file is, and kept nowhere unsealed."""

import tempfile
from pathlib import Path
from typing import BinaryIO

from flask import current_app
from flask_babel import gettext as _

from assessments.adjustments.services import NeedFile
from core import documents, scanning, uploads
from core.documents import Picture, Sound, UnreadableDocument
from core.errors import RuleBroken
from training.portfolio.files import ENDINGS, MEDIA_TYPES

CAP_BYTES = 10 * 1024 * 1024
UPLOAD_BYTES = CAP_BYTES + 256 * 1024
"""A file with the rest of its form."""


def take_in(stream: BinaryIO, filename: str) -> NeedFile:
    """A document as it came, a picture drawn anew without places and names. Raises RuleBroken beside `file`."""
    content = stream.read(CAP_BYTES + 1)
    if len(content) > CAP_BYTES:
        raise RuleBroken(_("This file is larger than 10 MB."), "file")
    try:
        found = documents.examine(content, filename)
    except UnreadableDocument as unreadable:
        raise RuleBroken(str(unreadable.message), "file") from None
    if isinstance(found, Sound):
        raise RuleBroken(_("Choose a document or a picture."), "file")
    _refuse_harm(content)
    media_type = found.media_type if isinstance(found, Picture) else MEDIA_TYPES[found.kind]
    kept = found.content if isinstance(found, Picture) else content
    return NeedFile(uploads.named(filename, ENDINGS[media_type]), media_type, kept)


def _refuse_harm(content: bytes) -> None:
    """Nothing is held until the scanner is back: the file would lie unsealed until then."""
    address = current_app.config["CLAMD"]
    if not address:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        try:
            if scanning.harm_in(path, address):
                raise RuleBroken(_("Something harmful was found in this file, and it was not kept."), "file")
        except scanning.ScannerAway:
            text = _("Files cannot be checked for harm just now. Send your request without it, or try again later.")
            raise RuleBroken(text, "file") from None
