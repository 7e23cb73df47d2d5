"""Reading the text of documents that people hand in. What the bytes say decides, not the name of the file.

The parsing itself is core/extraction.py, run by core/reader.py as a child process with limits on time and memory and
with nothing of this process in it: a hostile file can at worst end its own child (threats 32 and 36 of the security
notes).
"""

import json
import logging
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from core.uploads import CAP_BYTES

WALL_SECONDS = 20

_READER = Path(__file__).with_name("reader.py")
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

    `where`: comment, tracked_deletion, hidden_text, footnote, header, footer, picture_description, comment.author,
    tracked_change.author, custom_properties; of Word core_properties.creator, .last_modified_by, .title …,
    app_properties.company, .manager; of OpenDocument meta.creator, .initial_creator …; of PDF info.author, .title ….
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


class UnreadableDocument(Exception):
    """A file whose text cannot be read. `code` is for programs, `message` tells its owner what to do.

    Codes: empty, too_large, wrong_kind, corrupt, encrypted, bomb, no_text.
    """

    def __init__(self, code: str, message: LazyString) -> None:
        super().__init__(code)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


# What the reader found, the code it goes by, and what its owner reads.
_REASONS: dict[str, tuple[str, LazyString]] = {
    "empty": ("empty", _("This file is empty. Save your document again, then choose it again.")),
    "too_large": ("too_large", _("This file is larger than 20 MB. Make its pictures smaller or take them out.")),
    "too_long": ("too_large", _("This file holds more text than we can read. Divide it into shorter documents.")),
    "not_a_document": (
        "wrong_kind",
        _("This is not a document that we can read. Choose a .docx, .pdf, .odt, .txt or .md file."),
    ),
    "misnamed": (
        "wrong_kind",
        _("The name says Word, PDF or OpenDocument, but the file is something else. Save the document again as .docx."),
    ),
    "old_word": (
        "wrong_kind",
        _("This is an old Word file. Open it in Word, save it as .docx and choose the new file."),
    ),
    "macros": ("wrong_kind", _("This Word file holds macros. Save it as .docx, without macros, and choose that file.")),
    "corrupt": ("corrupt", _("This file is damaged. Open it, save a new copy and choose that one.")),
    "encrypted": ("encrypted", _("This file is locked. Save a copy without a password and choose that one.")),
    "bomb": ("bomb", _("This file unpacks to far more than it should. Save a new copy as .pdf and choose that one.")),
    "too_slow": (
        "bomb",
        _("This file takes too long to read. Save a shorter copy, without pictures, and choose that one."),
    ),
    "no_text": (
        "no_text",
        _("We found no words in this file. If it is a scan, choose the document behind it, or type the text."),
    ),
}


def extract(source: Path | bytes, filename: str) -> Extracted:
    """The body text of a .docx, .pdf, .odt, .txt or .md document, by the word rule of training.portfolio.wordcount.

    Comments, tracked deletions, footnotes and running headers and footers are left out of it and are in `hidden`. Of
    the name only the ending is used, to tell Markdown from plain text, and plain text from what is no document.
    Raises UnreadableDocument.
    """
    content = source if isinstance(source, bytes) else _read(source)
    if len(content) > CAP_BYTES:
        raise _unreadable("too_large")
    if not content:
        raise _unreadable("empty")
    found = _run_reader(content, Path(filename).suffix.lower())
    if reason := found.get("reason"):
        _log.info("document not read: %s (%s)", reason, found.get("cause", "as found"))
        raise _unreadable(reason)
    return Extracted(
        Kind(found["kind"]), found["text"], found["pages"], tuple(HiddenText(*each) for each in found["hidden"])
    )


def _read(path: Path) -> bytes:
    """One byte past the cap is enough to know that the file is too large."""
    with path.open("rb") as file:
        return file.read(CAP_BYTES + 1)


def _run_reader(content: bytes, suffix: str) -> dict:
    # -I: nothing of the caller's environment chooses what is imported; an empty environment: no secret in the child.
    command = [sys.executable, "-I", str(_READER), suffix]
    try:
        run = subprocess.run(  # noqa: S603
            command, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, cwd="/",
            timeout=WALL_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return {"reason": "too_slow"}
    if run.returncode < 0:
        return {"reason": "too_slow", "cause": f"ended by signal {-run.returncode}"}
    try:
        return json.loads(run.stdout)
    except ValueError:
        return {"reason": "corrupt", "cause": f"no answer, exit status {run.returncode}"}


def _unreadable(reason: str) -> UnreadableDocument:
    return UnreadableDocument(*_REASONS[reason])
