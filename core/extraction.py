"""From the bytes of a file to its text, what travels hidden in it, its picture or its sound, in the child process.

A parser is imported when a file asks for it, and not before.
"""

import re
from base64 import b64encode
from collections.abc import Callable
from typing import Any, NamedTuple

from core.shape import Pieces, marks_of

TEXT_CAP = 5_000_000
"""Characters; some 800,000 words."""
HIDDEN_CAP = 1_000_000
"""Characters in comments, deletions and properties together."""

PICTURE_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}
SOUND_SUFFIXES = {".mp3", ".m4a", ".mp4", ".wav", ".ogg", ".oga", ".opus", ".flac"}

Hidden = tuple[str, str]
"""Where a text is hidden, and the text."""


class Unreadable(Exception):
    """Why a file cannot be read: a key of the reasons in core/documents.py."""


class Reading(NamedTuple):
    """What a parser found: the kind of file, its body text and what is hidden in it; pages of a PDF only.

    `notes` counts what its owner should know of besides, such as tracked insertions.
    """

    kind: str
    text: Pieces
    hidden: list[Hidden]
    pages: int | None = None
    notes: dict[str, int] = {}


def answer(content: bytes, suffix: str) -> tuple[dict[str, Any], bytes]:
    """What `read` found, or why it found nothing: whatever a parser raises, to its owner the file is damaged."""
    try:
        return read(content, suffix)
    except Unreadable as unreadable:
        return {"reason": str(unreadable)}, b""
    except (MemoryError, RecursionError) as error:
        return {"reason": "bomb", "cause": type(error).__name__}, b""
    except Exception as error:  # a parser may raise anything at all on a hostile file
        return {"reason": "corrupt", "cause": type(error).__name__}, b""


def read(content: bytes, suffix: str) -> tuple[dict[str, Any], bytes]:
    """What core/documents.py makes its answer of, and the bytes of a picture drawn anew.

    `suffix` is the ending of the name. Raises Unreadable, or whatever a parser raises.
    """
    if is_picture(content):
        _refuse_misnamed(suffix, PICTURE_SUFFIXES)
        from core.pictures import redrawn

        facts, drawn = redrawn(content)
        return {"kind": "picture", **facts}, drawn
    if is_sound(content):
        _refuse_misnamed(suffix, SOUND_SUFFIXES)
        from core.sounds import read_sound

        sound = read_sound(content)
        edits = [(edit.offset, edit.length, b64encode(edit.instead).decode()) for edit in sound.edits]
        seconds = None if sound.seconds is None else max(1, round(sound.seconds))
        return {"kind": "sound", "media_type": sound.media_type, "seconds": seconds, "edits": edits}, b""
    return _document(_reader_of(content)(content, suffix)), b""


def _document(found: Reading) -> dict[str, Any]:
    text = _tidied(found.text.text)
    if not any(character.isalnum() for character in text):
        raise Unreadable("no_text")
    hidden = [(where, tidy) for where, text in found.hidden if (tidy := _tidied(text))]
    if len(text) > TEXT_CAP or sum(len(text) for _where, text in hidden) > HIDDEN_CAP:
        raise Unreadable("too_long")
    return {
        "kind": found.kind,
        "text": text,
        "shape": marks_of(text, [(mark, _tidied(part)) for mark, part in found.text.parts()]),
        "pages": found.pages,
        "hidden": list(dict.fromkeys(hidden)),
        "notes": {name: count for name, count in found.notes.items() if count},
    }


def is_picture(content: bytes) -> bool:
    """Whether the first bytes are those of a picture that can be kept. Raises Unreadable for one that cannot."""
    if content.startswith((b"GIF8", b"II*\0", b"MM\0*", b"8BPS")):
        raise Unreadable("other_picture")
    if content.startswith(b"BM") and content[6:10] == bytes(4):
        raise Unreadable("other_picture")
    if content[4:8] == b"ftyp" and content[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif", b"avis"}:
        raise Unreadable("heic")
    return content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or content[8:12] == b"WEBP"


def is_sound(content: bytes) -> bool:
    """Whether the first bytes announce a recording."""
    return (
        content.startswith((b"ID3\2", b"ID3\3", b"ID3\4", b"fLaC", b"OggS"))
        or content[8:12] == b"WAVE"
        or content[4:8] == b"ftyp"
        # A frame of MPEG layer III; no text begins with the byte FF but in UTF-16, and then with another second byte.
        or (content[:1] == b"\xff" and content[1:2] in {b"\xfa", b"\xfb", b"\xf2", b"\xf3", b"\xe2", b"\xe3"})
    )


def _refuse_misnamed(suffix: str, wanted: set[str]) -> None:
    if suffix not in wanted:
        raise Unreadable("misnamed")


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


# Control characters; those that turn the direction of reading, or stand between letters unseen; tags; half characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


def _tidied(text: str) -> str:
    """One blank line between paragraphs, one space between words, and no character that cannot be seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", "")
    text = _UNSEEN.sub("", text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
