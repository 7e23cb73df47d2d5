"""The text of a PDF and what travels inside it, in the child process."""

import io
from math import hypot
from typing import Any

from defusedxml.ElementTree import fromstring
from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError
from pypdf.generic import NameObject

from core.extraction import Hidden, Reading, Unreadable
from core.pdf_lines import Line, joined, without_furniture


def read_pdf(content: bytes, suffix: str) -> Reading:
    """The lines of its pages, put together again into paragraphs. Raises Unreadable, or whatever pypdf raises."""
    try:
        reader = PdfReader(io.BytesIO(content))
        # Many files are locked against changes only, and open with the empty password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("encrypted")
        heights, lines, hidden = [], [], _properties(reader)
        for number, page in enumerate(reader.pages):
            heights.append(float(page.mediabox.height))
            hidden += _annotations(page)
            hidden += [_furniture(line, heights) for line in _artifacts_taken_out(page, number)]
            lines += _lines_of(page, number)
    except (DependencyError, FileNotDecryptedError):
        raise Unreadable("encrypted") from None
    except LimitReachedError:
        raise Unreadable("bomb") from None
    kept = without_furniture(lines, heights)
    hidden += [_furniture(line, heights) for line in lines if line not in set(kept)]
    return Reading("pdf", joined(kept), hidden, len(heights))


def _furniture(line: Line, heights: list[float]) -> Hidden:
    return ("header" if line.foot > heights[line.page] / 2 else "footer", line.text)


_INFO = ("Author", "Title", "Subject", "Keywords", "Company", "Manager")


def _properties(reader: PdfReader) -> list[Hidden]:
    """The document information, and the names that the newer description (XMP) adds."""
    information: Any = reader.trailer.get("/Info", {})
    found = [(f"info.{name.lower()}", _plain(information.get_object().get("/" + name))) for name in _INFO]
    metadata: Any = reader.root_object.get("/Metadata")
    if metadata is not None:
        names = {text for _where, text in found}
        described = fromstring(metadata.get_object().get_data().strip(b"\x00 \r\n\t"), forbid_dtd=True)
        for element in described.iter():
            if element.tag.endswith("}creator"):
                text = " ".join("".join(element.itertext()).split())
                found += [("info.author", text)] if text not in names else []
    return found


def _annotations(page: PageObject) -> list[Hidden]:
    """Comments on the page with who made them; a link is none."""
    found = []
    annotations: Any = page.get("/Annots") or []
    for reference in annotations.get_object() if hasattr(annotations, "get_object") else annotations:
        annotation = reference.get_object()
        if annotation.get("/Subtype") not in {"/Link", "/Widget", "/Popup"}:
            found += [("comment", _plain(annotation.get("/Contents")))]
            found += [("comment.author", _plain(annotation.get("/T")))]
    return found


def _plain(value: Any) -> str:
    value = value.get_object() if hasattr(value, "get_object") else value
    return value if isinstance(value, str) else ""


def _lines_of(page: PageObject, number: int) -> list[Line]:
    """The lines of a page in the order in which they were written, which is the order of reading in columns too."""
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


def _artifacts_taken_out(page: PageObject, number: int) -> list[Line]:
    """The lines that the PDF itself marks as no part of the text: the headers and footers of word processors."""
    stream = page.get_contents()
    if stream is None or b"/Artifact" not in stream.get_data():
        return []
    marks: list[bool] = []
    kept: list[Any] = []
    taken: list[Any] = []
    for operands, operator in stream.operations:
        if operator in (b"BDC", b"BMC"):
            marks.append(operands[:1] == ["/Artifact"])
        elif operator == b"EMC" and marks:
            marks.pop()
        shows = operator in (b"Tj", b"TJ", b"'", b'"', b"Do")
        for side, inside in ((kept, False), (taken, True)):
            if not shows or any(marks) is inside:
                side.append((operands, operator))
    stream.operations = taken
    page[NameObject("/Contents")] = stream
    lines = _lines_of(page, number)
    stream.operations = kept
    return lines
