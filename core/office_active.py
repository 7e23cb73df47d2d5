"""What in a Word or OpenDocument file acts by itself when the file is opened, or reaches out of it."""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element  # the type only: parsing is defusedxml's

from core.extraction import Hidden
from core.office_text import attribute

_OBJECT = re.compile(r"word/(embeddings/.*\.bin|activeX/|attachedToolbars|externalLinks/)|customUI/", re.IGNORECASE)
_FIELD = re.compile(r"\s*(DDE|DDEAUTO|INCLUDETEXT|IMPORT|LINK|MACROBUTTON)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(https?|ftps?|smb|file)://(?!/)|\\\\|//", re.IGNORECASE)


class Links(NamedTuple):
    """What one list of relationships points to outside the file."""

    active: bool
    hidden: list[Hidden]
    remote_pictures: int


def is_active(document: Element, names: set[str]) -> bool:
    """Whether a Word file holds embedded objects, controls, or fields that fetch or start something."""
    if any(_OBJECT.match(name) for name in names):
        return True
    fields = "".join(element.text or "" for element in document.iter() if element.tag.endswith("}instrText"))
    simple = [attribute(element, "instr") for element in document.iter() if element.tag.endswith("}fldSimple")]
    pieces = [element.text or "" for element in document.iter() if element.tag.endswith("}instrText")]
    return any(_FIELD.match(field) for field in [fields, *simple, *pieces])


def links(relationships: Element) -> Links:
    """Templates, frames and objects elsewhere are fetched when Word opens the file; a link waits for a click.

    An address of a person or of a place on the author's own computer says who they are, and counts as hidden.
    """
    active, remote_pictures = False, 0
    hidden: list[Hidden] = []
    for link in relationships:
        kind, target = attribute(link, "Type").rpartition("/")[2], attribute(link, "Target")
        active = active or kind == "aFChunk"  # a page of another kind that Word takes into the text when it opens it
        if attribute(link, "TargetMode") != "External":
            continue
        if kind == "attachedTemplate" and not _ELSEWHERE.match(target):
            hidden.append(("app_properties.template", target))
        elif kind in {"attachedTemplate", "oleObject", "frame", "subDocument", "package", "control"}:
            active = True
        elif kind == "image":
            remote_pictures += 1
        elif target.lower().startswith(("mailto:", "file:")):
            hidden.append(("link", target))
    return Links(active, hidden, remote_pictures)


def notes_of(document: Element) -> dict[str, int]:
    """How many insertions are tracked, and how many pictures are fetched from elsewhere."""
    insertions = remote = 0
    for element in document.iter():
        name = element.tag.rpartition("}")[2]
        insertions += name in {"ins", "moveTo", "insertion"} and len(element) > 0
        remote += name == "image" and bool(_ELSEWHERE.match(attribute(element, "href")))
    return {"tracked_insertion": insertions, "remote_picture": remote}
