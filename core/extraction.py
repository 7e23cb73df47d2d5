"""The child process that reads a document: bytes on its standard input, one JSON object on its standard output.

Run by core/documents.py, never imported by the application. It limits itself before it reads a byte, imports a parser
only when it needs it, and answers {"kind", "text", "pages"} or {"reason", "cause"}.
"""

import contextlib
import ctypes
import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Callable, Iterable
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element  # the type only: parsing is defusedxml's

if TYPE_CHECKING:
    from pypdf import PageObject

    from core.pdf_lines import Line

MEGABYTE = 1024 * 1024
CPU_SECONDS = 10
ADDRESS_SPACE = 512 * MEGABYTE
UNPACKED_CAP = 200 * MEGABYTE
RATIO_CAP = 100
MEMBERS_CAP = 2_000
TEXT_CAP = 5_000_000
"""Characters; some 800,000 words."""

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


class Unreadable(Exception):
    """Why a file cannot be read: a key of the reasons in core/documents.py."""


def main() -> None:
    _limit_this_process()
    try:
        answer = read(sys.stdin.buffer.read(), sys.argv[1])
    except Unreadable as unreadable:
        answer = {"reason": str(unreadable)}
    except MemoryError:
        answer = {"reason": "bomb", "cause": "MemoryError"}
    except Exception as error:  # a parser may raise anything at all on a hostile file; to its owner it is damaged
        answer = {"reason": "corrupt", "cause": type(error).__name__}
    sys.stdout.write(json.dumps(answer))


def _limit_this_process() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):  # a kernel may refuse a name space without network
        ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def read(content: bytes, suffix: str) -> dict[str, Any]:
    """Kind, text and number of pages of a document. Raises Unreadable, or whatever its parser raises."""
    kind, text, pages = _reader_of(content)(content, suffix)
    text = _tidied(text)
    if not any(character.isalnum() for character in text):
        raise Unreadable("no_text")
    if len(text) > TEXT_CAP:
        raise Unreadable("too_long")
    return {"kind": kind, "text": text, "pages": pages}


Reading = tuple[str, str, int | None]


def _reader_of(content: bytes) -> Callable[[bytes, str], Reading]:
    """Which reader the first bytes ask for."""
    if content.startswith(b"PK\x03\x04"):
        return _read_package
    if content.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return _read_pdf
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # Word puts an encrypted .docx into the container of the old .doc.
        raise Unreadable("encrypted" if "EncryptedPackage".encode("utf-16-le") in content else "old_word")
    return _read_plain


def _tidied(text: str) -> str:
    """One blank line between paragraphs, one space between words, and no character that cannot be seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", "")
    text = re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]", "", text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


# --- Plain text and Markdown ---------------------------------------------------------------------------------------

_TEXT_SUFFIXES = {"", ".txt", ".text", ".md", ".markdown"}
_MARKUP = re.compile(r"\s*(<\?xml|<!doctype|<html|<head|<body|<script|<svg|\{\\rtf)", re.IGNORECASE)
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def _read_plain(content: bytes, suffix: str) -> Reading:
    """Any text looks alike, so here the ending of the name must agree."""
    text = _decoded(content)
    if _MARKUP.match(text):
        raise Unreadable("not_a_document")
    if suffix not in _TEXT_SUFFIXES:
        raise Unreadable("misnamed" if suffix in {".docx", ".pdf", ".odt"} else "not_a_document")
    if suffix in {".md", ".markdown"}:
        return "md", _text_of_markdown(text), None
    return "txt", text, None


def _decoded(content: bytes) -> str:
    """UTF-8 or UTF-16 where the bytes say so, otherwise windows-1252, the encoding of older Windows programs."""
    marked = next((encoding for bom, encoding in _BOMS.items() if content.startswith(bom)), None)
    for encoding in [marked] if marked else ["utf-8", "windows-1252"]:
        with contextlib.suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            if not re.search(r"[\x00-\x08\x0e-\x19\x1b-\x1f]", text):
                return text
    raise Unreadable("not_a_document")


def _text_of_markdown(source: str) -> str:
    """What stands on the page: the words of a link, not its address; no markers, no comments, no tags."""
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    mark = ""
    cells: list[str] | None = None
    for token in MarkdownIt("commonmark").enable("table").parse(source):
        if token.type == "list_item_open":
            mark = "• "
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            blocks.append(" | ".join(cells or []))
            cells = None
        elif token.type in {"inline", "fence", "code_block", "html_block"}:
            text = _inline_text(token.children or []) if token.type == "inline" else token.content
            text = re.sub(r"<!--.*?-->|<[^>]*>", " ", text, flags=re.DOTALL) if token.type == "html_block" else text
            if cells is not None:
                cells.append(text)
            else:
                blocks.append(mark + text)
                mark = ""
    return "\n\n".join(blocks)


def _inline_text(tokens: Iterable[Any]) -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n", "html_inline": ""}
    words = (token for token in tokens if token.type in breaks or token.type in {"text", "code_inline"})
    return "".join(
        "\n" if token.content.startswith("<br") else breaks.get(token.type, token.content) for token in words
    )


# --- Word and OpenDocument -----------------------------------------------------------------------------------------

_WORD_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ODT = b"application/vnd.oasis.opendocument.text"


def _read_package(content: bytes, suffix: str) -> Reading:
    """A zip is judged by its list of members before one of them is unpacked; nothing is ever written."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        members = package.infolist()
        _refuse_bomb(members)
        if any(member.flag_bits & 1 for member in members):
            raise Unreadable("encrypted")
        names = {member.filename for member in members}
        if "[Content_Types].xml" in names:
            return "docx", _text_of_word(package, names), None
        if "mimetype" in names and package.read("mimetype").strip() == _ODT:
            return "odt", _text_of_odt(package), None
    raise Unreadable("not_a_document")


def _refuse_bomb(members: list[zipfile.ZipInfo]) -> None:
    """Source of the figures: security.md, Uploads. A size that lies is caught too: no more than it says is read."""
    if (
        len(members) > MEMBERS_CAP
        or sum(member.file_size for member in members) > UNPACKED_CAP
        or any(m.file_size > MEGABYTE and m.file_size > RATIO_CAP * m.compress_size for m in members)
    ):
        raise Unreadable("bomb")


def _parsed(package: zipfile.ZipFile, name: str) -> Element:
    """A part as XML; a DTD or an entity, which no office program writes, is refused."""
    from defusedxml.ElementTree import fromstring

    return fromstring(package.read(name), forbid_dtd=True)


def _text_of_word(package: zipfile.ZipFile, names: set[str]) -> str:
    from core.office_text import attribute, word_text

    types = _parsed(package, "[Content_Types].xml")
    parts = {attribute(part, "ContentType"): attribute(part, "PartName") for part in types}
    if any("macroEnabled" in content_type for content_type in parts) or "word/vbaProject.bin" in names:
        raise Unreadable("macros")
    if _WORD_DOCUMENT not in parts:
        raise Unreadable("not_a_document")
    return word_text(_parsed(package, parts[_WORD_DOCUMENT].lstrip("/")))


def _text_of_odt(package: zipfile.ZipFile) -> str:
    from core.office_text import odt_text

    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Unreadable("encrypted")
    return odt_text(_parsed(package, "content.xml"))


# --- PDF -----------------------------------------------------------------------------------------------------------


def _read_pdf(content: bytes, suffix: str) -> Reading:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    from core.pdf_lines import joined, without_furniture

    try:
        reader = PdfReader(io.BytesIO(content))
        # Many files are locked against changes only, and open with the empty password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("encrypted")
        heights = [float(page.mediabox.height) for page in reader.pages]
        lines = [line for number, page in enumerate(reader.pages) for line in _lines_of(page, number)]
    except (DependencyError, FileNotDecryptedError):
        raise Unreadable("encrypted") from None
    except LimitReachedError:
        raise Unreadable("bomb") from None
    return "pdf", joined(without_furniture(lines, heights)), len(heights)


def _lines_of(page: "PageObject", number: int) -> "list[Line]":
    """The lines of a page in the order in which they were written, which is the order of reading in columns too."""
    from core.pdf_lines import Line

    _drop_artifacts(page)
    lines: list[Line] = []
    pieces: list[str] = []
    places: list[tuple[int, float, float]] = []  # letters, foot and size of each piece: the longest speaks for the line

    def close() -> None:
        text = " ".join("".join(pieces).replace("\x7f", "•").split())
        if text and places:
            _, foot, size = max(places)
            lines.append(Line(number, foot, size, text))
        pieces.clear()
        places.clear()

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        for order, piece in enumerate(text.split("\n")):
            if order:
                close()
            if piece.strip():
                foot = tm[4] * cm[1] + tm[5] * cm[3] + cm[5] - float(page.mediabox.bottom)
                places.append((len(piece.strip()), foot, size * hypot(tm[2], tm[3]) * hypot(cm[2], cm[3])))
            pieces.append(piece)

    page.extract_text(visitor_text=visit)
    close()
    return lines


def _drop_artifacts(page: "PageObject") -> None:
    """Take out what the PDF itself marks as no part of the text: the headers and footers of word processors."""
    from pypdf.generic import NameObject

    stream = page.get_contents()
    if stream is None or b"/Artifact" not in stream.get_data():
        return
    kept, marks = [], []
    for operands, operator in stream.operations:
        if operator in (b"BDC", b"BMC"):
            marks.append(operands[:1] == ["/Artifact"])
        elif operator == b"EMC" and marks:
            marks.pop()
        elif any(marks) and operator in (b"Tj", b"TJ", b"'", b'"', b"Do"):
            continue
        kept.append((operands, operator))
    stream.operations = kept
    page[NameObject("/Contents")] = stream


if __name__ == "__main__":
    sys.path.append(str(Path(__file__).parent.parent))
    main()
