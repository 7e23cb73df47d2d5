"""Reading the files that people hand in: documents, pictures and recordings. The bytes decide, not the name.

The parsing itself is core/extraction.py, run by core/reader.py as a child process with limits on time and memory and
with nothing of this process in it: a hostile file can at worst end its own child (threats 32 and 36 of the security
notes).
"""

import base64
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from core import child
from core.uploads import CAP_BYTES, MEGABYTE

SOUND_CAP = 60 * MEGABYTE
"""The largest recording, in bytes: an hour in the quality in which telephones record speech."""

_log = logging.getLogger(__name__)


class Kind(StrEnum):
    DOCX = "docx"
    PDF = "pdf"
    ODT = "odt"
    TXT = "txt"
    MD = "md"


@dataclass(frozen=True)
class HiddenText:
    """A text that travels inside a file without standing in its body.

    `where`: comment, tracked_deletion, hidden_text, footnote, header, footer, picture_description, embedded_file,
    link, comment.author, tracked_change.author, custom_properties; of Word core_properties.creator,
    .last_modified_by, .title …, app_properties.company, .manager, .template; of OpenDocument meta.creator,
    .initial_creator …; of PDF info.author, .title ….
    """

    where: str
    text: str


@dataclass(frozen=True)
class Extracted:
    """The body text of a document, one blank line between paragraphs; `pages` is known for a PDF only."""

    kind: Kind
    text: str
    pages: int | None = None
    hidden: tuple[HiddenText, ...] = ()
    shape: tuple[str, ...] = ()  # what each paragraph is: core/shape.py
    notes: Mapping[str, int] = field(default_factory=dict)  # counted: tracked_insertion, remote_picture, script


@dataclass(frozen=True)
class Picture:
    """A picture drawn anew from the one that came: JPEG or PNG, upright, without metadata. Sizes in pixels."""

    media_type: str
    content: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Sound:
    """A recording. `edits` say what to leave out of its bytes (offset, length, what stands there instead)."""

    media_type: str
    seconds: int | None
    edits: tuple[tuple[int, int, bytes], ...]


class UnreadableDocument(Exception):
    """A file that cannot be read. `code` is for programs, `message` tells its owner what to do.

    Codes: empty, too_large, wrong_kind, corrupt, encrypted, bomb, no_text.
    """

    def __init__(self, code: str, message: LazyString) -> None:
        super().__init__(code)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


# What the reader found, the code it goes by, and what its owner reads.
REASONS: dict[str, tuple[str, LazyString]] = {
    "empty": ("empty", _("This file is empty. Save your document again, then choose it again.")),
    "too_large": ("too_large", _("This file is larger than 20 MB. Make its pictures smaller or take them out.")),
    "sound_too_large": (
        "too_large",
        _("This recording is larger than 60 MB. Save it as .m4a or .mp3, or divide it into parts."),
    ),
    "too_long": ("too_large", _("This file holds more text than we can read. Divide it into shorter documents.")),
    "not_a_document": (
        "wrong_kind",
        _("This is not a document that we can read. Choose a .docx, .pdf, .odt, .txt or .md file."),
    ),
    "misnamed": (
        "wrong_kind",
        _("The ending of the file’s name does not say what is in it. Save it again from the program that made it."),
    ),
    "old_word": (
        "wrong_kind",
        _("This is an old Word file. Open it in Word, save it as .docx and choose the new file."),
    ),
    "macros": ("wrong_kind", _("This file holds macros. Save it as .docx, without macros, and choose that file.")),
    "active": (
        "wrong_kind",
        _("This file holds an object or a link that acts by itself when opened. Save it as .pdf and choose that one."),
    ),
    "polyglot": (
        "wrong_kind",
        _("There is something else in this file besides the document. Open it, save a new copy and choose that one."),
    ),
    "other_picture": (
        "wrong_kind",
        _("We cannot show this kind of picture. Save it as .jpg or .png and choose that one."),
    ),
    "heic": (
        "wrong_kind",
        _("This picture is in a format of telephones (.heic). Share or export it as .jpg and choose that one."),
    ),
    "video": (
        "wrong_kind",
        _("This is a film, or holds more than sound. Save only its sound as .m4a or .mp3 and choose that one."),
    ),
    "corrupt": ("corrupt", _("This file is damaged. Open it, save a new copy and choose that one.")),
    "encrypted": ("encrypted", _("This file is locked. Save a copy without a password and choose that one.")),
    "bomb": ("bomb", _("This file unpacks to far more than it should. Save a new copy as .pdf and choose that one.")),
    "pixels": ("bomb", _("This picture has more pixels than we can read. Save a smaller copy and choose that one.")),
    "too_slow": (
        "bomb",
        _("This file takes too long to read. Save a shorter copy, without pictures, and choose that one."),
    ),
    "no_text": (
        "no_text",
        _("We found no words in this file. If it is a scan, choose the document behind it, or type the text."),
    ),
}


def examine(source: Path | bytes, filename: str) -> Extracted | Picture | Sound:
    """What a file is and what is in it. Raises UnreadableDocument for what is none of the three."""
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if not size:
        raise _unreadable("empty")
    if size > SOUND_CAP:
        raise _unreadable("sound_too_large")
    suffix = Path(filename).suffix.lower()
    if size > CAP_BYTES and suffix not in _SOUND_SUFFIXES:
        raise _unreadable("too_large")
    found, payload = child.ask_reader(source, suffix if len(suffix) < 12 and suffix.isascii() else ".other")
    if reason := found.get("reason"):
        _log.info("file not read: %s (%s)", reason, found.get("cause", "as found"))
        raise _unreadable(reason)
    if found["kind"] == "picture":
        return Picture(found["media_type"], payload, found["width"], found["height"])
    if found["kind"] == "sound":
        edits = tuple((offset, length, base64.b64decode(instead)) for offset, length, instead in found["edits"])
        return Sound(found["media_type"], found["seconds"], edits)
    if size > CAP_BYTES:
        raise _unreadable("too_large")
    return _extracted(found)


def extract(source: Path | bytes, filename: str) -> Extracted:
    """The body text of a .docx, .pdf, .odt, .txt or .md document, by the word rule of training.portfolio.wordcount.

    Comments, tracked deletions, footnotes and running headers and footers are left out of it and are in `hidden`. Of
    the name only the ending is used, to tell Markdown from plain text, and plain text from what is no document.
    Raises UnreadableDocument.
    """
    found = examine(source, filename)
    if not isinstance(found, Extracted):
        raise _unreadable("not_a_document")
    return found


_SOUND_SUFFIXES = {".mp3", ".m4a", ".mp4", ".wav", ".ogg", ".oga", ".opus", ".flac"}


def _extracted(found: dict[str, Any]) -> Extracted:
    return Extracted(
        Kind(found["kind"]),
        found["text"],
        found["pages"],
        tuple(HiddenText(*each) for each in found["hidden"]),
        tuple(found["shape"]),
        found["notes"],
    )


def _unreadable(reason: str) -> UnreadableDocument:
    return UnreadableDocument(*REASONS[reason])
