"""From the XML of a Word or OpenDocument text to plain paragraphs.

Both formats are read by the names of their elements alone, because Word's name spaces differ between its two formats.
"""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element  # the type only: parsing is defusedxml's


def word_text(document: Element) -> str:
    """The body text of word/document.xml: with tracked insertions, without deletions, hidden text and field codes.

    Comments, footnotes, headers and footers are in other parts of the file, so they never come here.
    """
    pieces: list[str] = []
    _write_word(document, pieces)
    return "".join(pieces)


def odt_text(content: Element) -> str:
    """The body text of content.xml, without comments, footnotes and the store of tracked deletions."""
    pieces: list[str] = []
    for body in outermost(content, "text"):
        _write_children(body, pieces, _write_odt)
    return "".join(pieces)


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without name space; empty when it is not there."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


# Deleted or moved-away text, field codes, a second drawing of the same text box, pronunciation above the line.
_WORD_SKIPPED = {"del", "moveFrom", "instrText", "Fallback", "rt", "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "sdtPr"}
_WORD_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def _write_word(element: Element, pieces: list[str]) -> None:
    name = _local(element)
    if name == "t":
        pieces.append(element.text or "")
    elif name in _WORD_MARKS:
        pieces.append(_WORD_MARKS[name])
    elif name in _WORD_SKIPPED or (name == "r" and _has(element, "rPr", "vanish")):
        return
    elif name == "tr":
        if not _has(element, "trPr", "del"):
            _write_row(element, pieces, "tc", _write_word)
    elif name == "p":
        if _has(element, "pPr", "numPr"):
            pieces.append("• ")
        _write_children(element, pieces, _write_word)
        # When the end of a paragraph is deleted, the next one runs on in the same line.
        if not _has(element, "pPr", "rPr", "del"):
            pieces.append("\n\n")
    else:
        _write_children(element, pieces, _write_word)


# Comments, the store of tracked deletions, footnotes, pronunciation above the line.
_ODT_SKIPPED = {"annotation", "tracked-changes", "note", "ruby-text", "forms"}
_ODT_MARKS = {"s": " ", "tab": "\t", "line-break": "\n"}


def _write_odt(element: Element, pieces: list[str], inside: bool = False) -> None:
    """`inside` a paragraph all character data is text, and any white space in it is one space."""
    name = _local(element)
    if name in _ODT_SKIPPED or "svg-compatible" in element.tag:  # the last is the description of a picture
        return
    if name == "table-row":
        _write_row(element, pieces, "table-cell", _write_odt)
        return
    paragraph = name in {"p", "h"}
    inside = paragraph or (inside and name != "text-box")
    pieces.append(_ODT_MARKS.get(name, "• " if name == "list-item" else ""))
    if inside:
        pieces.append(_collapsed(element.text))
    for child in element:
        _write_odt(child, pieces, inside)
        if inside:
            pieces.append(_collapsed(child.tail))
    if paragraph:
        pieces.append("\n\n")


def _collapsed(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _has(element: Element, *path: str) -> bool:
    """Whether a chain of children by these names exists, and is not switched off."""
    for name in path:
        found = next((child for child in element if _local(child) == name), None)
        if found is None:
            return False
        element = found
    return attribute(element, "val") not in {"0", "false"}


def _write_children(element: Element, pieces: list[str], write: Callable[[Element, list[str]], None]) -> None:
    for child in element:
        write(child, pieces)


def _write_row(row: Element, pieces: list[str], cell: str, write: Callable[[Element, list[str]], None]) -> None:
    """A row of a table as one paragraph."""
    texts = []
    for element in outermost(row, cell):
        inner: list[str] = []
        _write_children(element, inner, write)
        texts.append(" ".join("".join(inner).split()))
    pieces.append(" | ".join(filter(None, texts)) + "\n\n")


def outermost(element: Element, name: str) -> Iterator[Element]:
    """The descendants of a name, not looking inside them: a cell may be wrapped, and may hold a table of its own."""
    for child in element:
        if _local(child) == name:
            yield child
        else:
            yield from outermost(child, name)


def _local(element: Element) -> str:
    """The name without its namespace, which differs between the transitional and the strict format."""
    return element.tag.rpartition("}")[2]
