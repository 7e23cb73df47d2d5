"""From the bytes of a file to its text and what travels hidden in it. Runs in the child process (core/reader.py) only.

A parser is imported when a file asks for it, and not before.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

TEXT_CAP = 5_000_000
"""Characters; some 800,000 words."""
HIDDEN_CAP = 1_000_000
"""Characters in comments, deletions and properties together."""

Hidden = tuple[str, str]
"""Where a text is hidden, and the text."""


class Unreadable(Exception):
    """Why a file cannot be read: a key of the reasons in core/documents.py."""


class Reading(NamedTuple):
    """What a parser found: the kind of file, its body text and what is hidden in it; pages of a PDF only."""

    kind: str
    text: str
    hidden: list[Hidden]
    pages: int | None = None


def read(content: bytes, suffix: str) -> dict[str, Any]:
    """Kind, text, number of pages and hidden texts of a document. Raises Unreadable, or whatever its parser raises."""
    found = _reader_of(content)(content, suffix)
    text = _tidied(found.text)
    if not any(character.isalnum() for character in text):
        raise Unreadable("no_text")
    hidden = [(where, tidy) for where, text in found.hidden if (tidy := _tidied(text))]
    if len(text) > TEXT_CAP or sum(len(text) for _where, text in hidden) > HIDDEN_CAP:
        raise Unreadable("too_long")
    return {"kind": found.kind, "text": text, "pages": found.pages, "hidden": list(dict.fromkeys(hidden))}


def _reader_of(content: bytes) -> Callable[[bytes, str], Reading]:
    """Which reader the first bytes ask for."""
    if content.startswith(b"PK\x03\x04"):
        from core.office_package import read_package

        return read_package
    if content.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        from core.pdf_text import read_pdf

        return read_pdf
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # Word puts an encrypted .docx into the container of the old .doc.
        raise Unreadable("encrypted" if "EncryptedPackage".encode("utf-16-le") in content else "old_word")
    from core.plain_text import read_plain

    return read_plain


def _tidied(text: str) -> str:
    """One blank line between paragraphs, one space between words, and no character that cannot be seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", "")
    text = re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]", "", text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
