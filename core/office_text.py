"""From the XML of a Word or OpenDocument text to plain paragraphs.

Both formats are read by the names of their elements alone, because Word's name spaces differ between its two formats.
"""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element  # the type only: parsing is defusedxml's

from core.shape import Pieces


def word_text(document: Element, styles: dict[str, str] | None = None) -> Pieces:
    """The body text of word/document.xml: with tracked insertions, without deletions, hidden text and field codes.

    Comments, footnotes, headers and footers are in other parts of the file, so they never come here. `styles` are
    those of `word_styles`.
    """
    pieces = Pieces(styles)
    _write_word(document, pieces)
    return pieces


def odt_text(content: Element) -> Pieces:
    """The body text of content.xml, without comments, footnotes and the store of tracked deletions."""
    styles = {attribute(style, "name"): attribute(style, "parent-style-name") for style in outermost(content, "style")}
    pieces = Pieces({name: mark for name, parent in styles.items() if (mark := _mark_of(parent.replace("_20_", " ")))})
    for body in outermost(content, "text"):
        _write_children(body, pieces, _write_odt)
    return pieces


def word_styles(part: Element) -> dict[str, str]:
    """What the styles of word/styles.xml are, by their ids; their names are English in every language of Word."""
    found = {}
    for style in outermost(part, "style"):
        name = next((attribute(child, "val") for child in style if _local(child) == "name"), "")
        found[attribute(style, "styleId")] = _mark_of(name)
    return {name: mark for name, mark in found.items() if mark}


def _mark_of(style: str) -> str:
    """What a paragraph of this style is; empty for a plain one."""
    style = style.casefold()
    if heading := re.fullmatch(r"heading ([1-6])", style):
        return f"h{heading[1]}"
    if style in {"title", "subtitle"}:
        return "h1" if style == "title" else "h2"
    if style.startswith("list"):
        return "li"
    return "quote" if style in {"quote", "intense quote", "quotations", "block text"} else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without name space; empty when it is not there."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


# Deleted or moved-away text, field codes, a second drawing of the same text box, pronunciation above the line.
_WORD_SKIPPED = {"del", "moveFrom", "instrText", "Fallback", "rt", "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "sdtPr"}
_WORD_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def _write_word(element: Element, pieces: Pieces) -> None:
    name = _local(element)
    if name == "t":
        pieces.append(element.text or "")
    elif name in _WORD_MARKS:
        pieces.append(_WORD_MARKS[name])
    elif name in _WORD_SKIPPED or (name == "r" and _has(element, "rPr", "vanish")):
        return
    elif name == "tr":
        if not _has(element, "trPr", "del"):
            _write_row(element, pieces, "tc", _write_word, head=_has(element, "trPr", "tblHeader"))
    elif name == "p":
        pieces.begin(_mark_of_paragraph(element, pieces.styles))
        if _has(element, "pPr", "numPr"):
            pieces.append("• ")
        _write_children(element, pieces, _write_word)
        # When the end of a paragraph is deleted, the next one runs on in the same line.
        if not _has(element, "pPr", "rPr", "del"):
            pieces.append("\n\n")
    else:
        _write_children(element, pieces, _write_word)


def _mark_of_paragraph(paragraph: Element, styles: dict[str, str]) -> str:
    properties = next((child for child in paragraph if _local(child) == "pPr"), ())
    values = {_local(child): attribute(child, "val") for child in properties}
    if "numPr" in values and not styles.get(values.get("pStyle", ""), "").startswith("h"):
        return "li"
    if (level := values.get("outlineLvl", "")) in {"0", "1", "2", "3", "4", "5"}:
        return f"h{int(level) + 1}"
    return styles.get(values.get("pStyle", ""), "p")


# Comments, the store of tracked deletions, footnotes, pronunciation above the line.
_ODT_SKIPPED = {"annotation", "tracked-changes", "note", "ruby-text", "forms"}
_ODT_MARKS = {"s": " ", "tab": "\t", "line-break": "\n"}


def _write_odt(element: Element, pieces: Pieces, inside: bool = False) -> None:
    """`inside` a paragraph all character data is text, and any white space in it is one space."""
    name = _local(element)
    if name in _ODT_SKIPPED or "svg-compatible" in element.tag:  # the last is the description of a picture
        return
    if name == "table-row":
        _write_row(element, pieces, "table-cell", _write_odt)
        return
    paragraph = name in {"p", "h"}
    inside = paragraph or (inside and name != "text-box")
    if paragraph or name == "list-item":
        pieces.begin(_mark_of_odt(element, name, pieces.styles))
    if mark := _ODT_MARKS.get(name, "• " if name == "list-item" else ""):
        pieces.append(mark)
    if inside:
        pieces.append(_collapsed(element.text))
    for child in element:
        _write_odt(child, pieces, inside)
        if inside:
            pieces.append(_collapsed(child.tail))
    if paragraph:
        pieces.append("\n\n")


def _mark_of_odt(element: Element, name: str, styles: dict[str, str]) -> str:
    if name == "h":
        level = attribute(element, "outline-level")
        return f"h{level}" if level in {"1", "2", "3", "4", "5", "6"} else "h6"
    style = attribute(element, "style-name")
    return "li" if name == "list-item" else styles.get(style) or _mark_of(style.replace("_20_", " ")) or "p"


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


def _write_children(element: Element, pieces: Pieces, write: Callable[[Element, Pieces], None]) -> None:
    for child in element:
        write(child, pieces)


def _write_row(
    row: Element, pieces: Pieces, cell: str, write: Callable[[Element, Pieces], None], *, head: bool = False
) -> None:
    """A row of a table as one paragraph."""
    texts = []
    for element in outermost(row, cell):
        inner = Pieces()
        _write_children(element, inner, write)
        texts.append(" ".join(inner.text.split()))
    pieces.row(texts, head=head)


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
