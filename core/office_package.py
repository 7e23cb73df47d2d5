"""Word and OpenDocument files as packages of parts, in the child process. Nothing is ever unpacked to the disk."""

import io
import zipfile
from xml.etree.ElementTree import Element  # the type only: parsing is defusedxml's

from core.extraction import Hidden, Reading, Unreadable

MEGABYTE = 1024 * 1024
UNPACKED_CAP = 200 * MEGABYTE
RATIO_CAP = 100
MEMBERS_CAP = 2_000

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_WORD_DOCUMENT = _WORD + "document.main+xml"
_ODT = b"application/vnd.oasis.opendocument.text"


def read_package(content: bytes, suffix: str) -> Reading:
    """A zip is judged by its list of members before one of them is unpacked. Raises Unreadable."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        members = package.infolist()
        refuse_bomb(members)
        if any(member.flag_bits & 1 for member in members):
            raise Unreadable("encrypted")
        names = {member.filename for member in members}
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


def _parsed(package: zipfile.ZipFile, name: str) -> Element:
    """A part as XML; a DTD or an entity, which no office program writes, is refused."""
    from defusedxml.ElementTree import fromstring

    return fromstring(package.read(name), forbid_dtd=True)


def _read_word(package: zipfile.ZipFile, names: set[str]) -> Reading:
    from core import office_hidden
    from core.office_text import attribute, word_text

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
    hidden = office_hidden.of_word(document)
    for content_type, name in parts:
        collect = office_hidden.WORD_PARTS.get(content_type.removeprefix(_WORD))
        if collect and name in names:
            hidden += collect(_parsed(package, name))
    for name, collect in office_hidden.WORD_PROPERTIES.items():
        if name in names:
            hidden += collect(_parsed(package, name))
    return Reading("docx", word_text(document), hidden)


def _read_odt(package: zipfile.ZipFile, names: set[str]) -> Reading:
    from core import office_hidden
    from core.office_text import odt_text

    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Unreadable("encrypted")
    content = _parsed(package, "content.xml")
    hidden: list[Hidden] = office_hidden.of_odt(content)
    for name, collect in office_hidden.ODT_PARTS.items():
        if name in names:
            hidden += collect(_parsed(package, name))
    return Reading("odt", odt_text(content), hidden)
