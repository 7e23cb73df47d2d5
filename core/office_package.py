"""Word and OpenDocument files as packages of parts, in the child process. Nothing is ever unpacked to the disk."""

import io
import re
import zipfile
from itertools import pairwise
from xml.etree.ElementTree import Element  # the type only: parsing is defusedxml's

from core.extraction import Hidden, Reading, Unreadable

MEGABYTE = 1024 * 1024
UNPACKED_CAP = 200 * MEGABYTE
RATIO_CAP = 100
MEMBERS_CAP = 2_000

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_WORD_DOCUMENT = _WORD + "document.main+xml"
_ODD = re.compile(r"[\x00-\x1f\x7f]|^[A-Za-z]:")
_ODT = b"application/vnd.oasis.opendocument.text"


def read_package(content: bytes, suffix: str) -> Reading:
    """A zip is judged by its list of members before one of them is unpacked. Raises Unreadable."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        members = package.infolist()
        _refuse_company(package, content)
        refuse_bomb(members)
        if any(member.flag_bits & 1 for member in members):
            raise Unreadable("encrypted")
        names = {member.filename for member in members}
        if len(names) < len(members) or any(_points_outside(member.orig_filename) for member in members):
            raise Unreadable("corrupt")
        if "[Content_Types].xml" in names:
            return _read_word(package, names)
        if "mimetype" in names and package.read("mimetype").strip() == _ODT:
            return _read_odt(package, names)
    raise Unreadable("not_a_document")


def refuse_bomb(members: list[zipfile.ZipInfo]) -> None:
    """Source of the figures: security.md, Uploads. A size that lies is caught too: no more than it says is read."""
    if (
        len(members) > MEMBERS_CAP
        or sum(member.file_size for member in members) > UNPACKED_CAP
        or any(m.file_size > MEGABYTE and m.file_size > RATIO_CAP * m.compress_size for m in members)
    ):
        raise Unreadable("bomb")
    places = sorted(members, key=lambda member: member.header_offset)
    if any(one.header_offset + 30 + one.compress_size > two.header_offset for one, two in pairwise(places)):
        raise Unreadable("bomb")  # members that share their bytes


def _refuse_company(package: zipfile.ZipFile, content: bytes) -> None:
    """A file that is a zip and something else too has bytes before its first member or after its list."""
    first = min((member.header_offset for member in package.infolist()), default=0)
    end = content.rfind(b"PK\5\6")
    if first != 0 or len(content) != end + 22 + int.from_bytes(content[end + 20 : end + 22], "little"):
        raise Unreadable("polyglot")


def _points_outside(name: str) -> bool:
    """Whether a name means a place elsewhere. Nothing is ever unpacked, and no office program writes such names."""
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or bool(_ODD.search(name))


def _parsed(package: zipfile.ZipFile, name: str) -> Element:
    """A part as XML; a DTD or an entity, which no office program writes, is refused."""
    from defusedxml.ElementTree import fromstring

    return fromstring(package.read(name), forbid_dtd=True)


def _read_word(package: zipfile.ZipFile, names: set[str]) -> Reading:
    from core import office_active, office_hidden
    from core.office_text import attribute, word_styles, word_text

    parts = [
        (attribute(part, "ContentType"), attribute(part, "PartName").lstrip("/"))
        for part in _parsed(package, "[Content_Types].xml")
    ]
    if any("macroEnabled" in content_type for content_type, _name in parts) or "word/vbaProject.bin" in names:
        raise Unreadable("macros")
    main = next((name for content_type, name in parts if content_type == _WORD_DOCUMENT), None)
    if main is None:
        raise Unreadable("not_a_document")
    document = _parsed(package, main)
    if office_active.is_active(document, names):
        raise Unreadable("active")
    hidden, notes = office_hidden.of_word(document), office_active.notes_of(document)
    for name in sorted(names):
        if name.endswith(".rels"):
            links = office_active.links(_parsed(package, name))
            if links.active:
                raise Unreadable("active")
            hidden += links.hidden
            notes["remote_picture"] = notes.get("remote_picture", 0) + links.remote_pictures
    for content_type, name in parts:
        collect = office_hidden.WORD_PARTS.get(content_type.removeprefix(_WORD))
        if collect and name in names:
            hidden += collect(_parsed(package, name))
    for name, collect in office_hidden.WORD_PROPERTIES.items():
        if name in names:
            hidden += collect(_parsed(package, name))
    styles = word_styles(_parsed(package, "word/styles.xml")) if "word/styles.xml" in names else {}
    return Reading("docx", word_text(document, styles), hidden, notes=notes)


def _read_odt(package: zipfile.ZipFile, names: set[str]) -> Reading:
    from core import office_active, office_hidden
    from core.office_text import odt_text

    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Unreadable("encrypted")
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise Unreadable("macros")
    content = _parsed(package, "content.xml")
    hidden: list[Hidden] = office_hidden.of_odt(content)
    notes = office_active.notes_of(content)
    for name, collect in office_hidden.ODT_PARTS.items():
        if name in names:
            hidden += collect(_parsed(package, name))
    return Reading("odt", odt_text(content), hidden, notes=notes)
