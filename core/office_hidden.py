"""What travels inside a Word or OpenDocument file without standing on its pages: each text with where it is hidden.

The names of the places are those of `HiddenText` in core/documents.py.
"""

import re
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element  # the type only: parsing is defusedxml's

from core.extraction import Hidden
from core.office_text import attribute, odt_text, outermost, word_text

_AUTHORED = {"ins", "del", "moveFrom", "moveTo"}


def of_word(document: Element) -> list[Hidden]:
    """In the body: tracked deletions, hidden text, descriptions of pictures, and who made the changes."""
    found: list[Hidden] = []
    for paragraph in _named(document, "p"):
        found += _deletions(paragraph)
    for element in document.iter():
        name = _local(element)
        if name == "tr" and any(_local(mark) == "del" for trpr in element for mark in trpr):
            found.append(("tracked_deletion", "".join(f"{text.text or ''} " for text in _named(element, "t"))))
        elif name == "docPr":
            found.append(("picture_description", attribute(element, "descr")))
        elif name in _AUTHORED and attribute(element, "author"):
            found.append(("tracked_change.author", attribute(element, "author")))
    return found


def _deletions(paragraph: Element) -> list[Hidden]:
    """What is deleted in one stretch is one text, in however many pieces it is kept; so is hidden text."""
    found: list[list[str]] = []

    def walk(element: Element, where: str) -> None:
        name = _local(element)
        if name == "p" and element is not paragraph:  # a text box: a paragraph of its own
            return
        if name in {"del", "moveFrom"}:
            where = "tracked_deletion"
        elif name == "r" and not where and any(_local(p) == "vanish" for rpr in element for p in rpr):
            where = "hidden_text"
        if name in {"t", "delText", "tab", "br"}:
            piece = element.text or "" if name in {"t", "delText"} else " "
            if found and found[-1][0] == where:
                found[-1][1] += piece
            else:
                found.append([where, piece])
        for child in element:
            walk(child, where)

    walk(paragraph, "")
    return [(where, text) for where, text in found if where]


def _comments(part: Element) -> list[Hidden]:
    comments = list(_named(part, "comment"))
    return [("comment", word_text(comment)) for comment in comments] + [
        ("comment.author", attribute(comment, "author")) for comment in comments
    ]


def _whole(where: str) -> Callable[[Element], list[Hidden]]:
    """The whole text of a part, as one."""
    return lambda part: [(where, word_text(part)), *of_word(part)]


def _notes(where: str) -> Callable[[Element], list[Hidden]]:
    return lambda part: [(where, word_text(note)) for note in part] + of_word(part)


def _properties(prefix: str, wanted: Iterable[str]) -> Callable[[Element], list[Hidden]]:
    return lambda part: [
        (f"{prefix}.{_snake(_local(element))}", "".join(element.itertext()))
        for element in part.iter()
        if _local(element) in wanted
    ]


def _custom(part: Element) -> list[Hidden]:
    return [("custom_properties", "".join(element.itertext())) for element in _named(part, "property")]


WORD_PARTS: dict[str, Callable[[Element], list[Hidden]]] = {
    "comments+xml": _comments,
    "header+xml": _whole("header"),
    "footer+xml": _whole("footer"),
    "footnotes+xml": _notes("footnote"),
    "endnotes+xml": _notes("footnote"),
}
"""By the end of the content type of a part."""

_CORE = ("creator", "lastModifiedBy", "title", "subject", "keywords", "description", "category", "contentStatus")

WORD_PROPERTIES: dict[str, Callable[[Element], list[Hidden]]] = {
    "docProps/core.xml": _properties("core_properties", _CORE),
    "docProps/app.xml": _properties("app_properties", ("Company", "Manager")),
    "docProps/custom.xml": _custom,
}


def of_odt(content: Element) -> list[Hidden]:
    """In content.xml: comments, tracked deletions, footnotes, descriptions of pictures, and who wrote them."""
    found: list[Hidden] = []
    for element in content.iter():
        name = _local(element)
        if name == "annotation":
            found += [("comment", _odt_paragraphs(element)), *_authors(element, "comment.author")]
        elif name == "changed-region":
            for deletion in outermost(element, "deletion"):
                found.append(("tracked_deletion", _odt_paragraphs(deletion)))
            found += _authors(element, "tracked_change.author")
        elif name == "note-body":
            found.append(("footnote", _odt_paragraphs(element)))
        elif name in {"desc", "title"} and "svg-compatible" in element.tag:
            found.append(("picture_description", "".join(element.itertext())))
    return found


def _odt_paragraphs(element: Element) -> str:
    """The text of the paragraphs inside, without who wrote them and when."""
    wrapper = Element("text")
    wrapper.extend(outermost(element, "p"))
    holder = Element("holder")
    holder.append(wrapper)
    return odt_text(holder)


def _authors(element: Element, where: str) -> list[Hidden]:
    return [(where, "".join(creator.itertext())) for creator in outermost(element, "creator")]


def _of_odt_styles(styles: Element) -> list[Hidden]:
    found = []
    for element in styles.iter():
        name = _local(element)
        if re.fullmatch("(header|footer)(-left|-first)?", name):
            found.append((name.partition("-")[0], _odt_paragraphs(element)))
    return found


_META = (
    "creator", "initial-creator", "printed-by", "title", "subject", "keyword", "description", "user-defined",
)  # fmt: skip

ODT_PARTS: dict[str, Callable[[Element], list[Hidden]]] = {
    "styles.xml": _of_odt_styles,
    "meta.xml": _properties("meta", _META),
}


def _named(element: Element, name: str) -> Iterable[Element]:
    return (each for each in element.iter() if _local(each) == name)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).replace("-", "_").lower()
