"""Opening the archive of a portfolio. It is somebody's file: nothing in it is believed before it was measured.

The list of files in it is closed: each is named in `manifest.json` with its size and SHA-256, none is left over, none
has a path that leads anywhere. Sizes are looked at before a byte is unpacked, and reading stops where they end.
"""

import hashlib
import json
import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from flask_babel import gettext as _

from assessments.portfolios.schema import Fault
from assessments.portfolios.sheets import SCHEMA
from core.uploads import MEGABYTE

DOCUMENT, MANIFEST = "portfolio.json", "manifest.json"
MOST_FILES = 2000
LARGEST_FILE = 64 * MEGABYTE  # a recording of 60 MB and some room
LARGEST_DOCUMENT = 60 * MEGABYTE
LARGEST_MANIFEST = 2 * MEGABYTE
LARGEST_ARCHIVE = 1024 * MEGABYTE  # unpacked
LARGEST_RATIO = 200  # of one file, where it is larger than a megabyte
_CHUNK = 256 * 1024
_PATH = re.compile(r"(?:originals/|certificates/)?[A-Za-z0-9_-][A-Za-z0-9._-]{0,119}")
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Refused(ValueError):
    """The portfolio stays out, whole. `faults` says why, row by row."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True)
class Arrived:
    """A portfolio whose archive is sound; its values are still to be looked at."""

    document: Any
    document_sha256: str
    files: dict[str, str]  # path in the archive -> SHA-256
    path: Path

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A file of the archive, open for reading."""
        with zipfile.ZipFile(self.path) as archive, archive.open(name) as file:
            yield file


def read(path: Path) -> Arrived:
    """The portfolio in an archive on the disk. Raises Refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive, path)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError):
        raise refused("ZIP file", _("This is not a ZIP file that can be read.")) from None


def refused(sheet: str, reason: str, row: int = 0) -> Refused:
    """One reason to keep a portfolio out."""
    return Refused([Fault(sheet, row, reason)])


def _read(archive: zipfile.ZipFile, path: Path) -> Arrived:
    members = archive.infolist()
    if len(members) > MOST_FILES:
        raise refused("ZIP file", _("There are more than %(n)s files in it.", n=MOST_FILES))
    for member in members:
        _check_member(member)
    names = [member.filename for member in members]
    if len(set(names)) != len(names):
        raise refused("ZIP file", _("A file stands in it twice."))
    if sum(member.file_size for member in members) > LARGEST_ARCHIVE:
        raise refused("ZIP file", _("It unpacks to more than 1 GB."))
    if MANIFEST not in names or DOCUMENT not in names:
        raise refused("ZIP file", _("This is not a portfolio: it holds no portfolio.json."))
    manifest = _json(_bytes(archive, MANIFEST, LARGEST_MANIFEST), MANIFEST)
    listed = _listed(manifest)
    if listed.keys() != set(names) - {MANIFEST}:
        raise refused(MANIFEST, _("The files in the archive are not those that it lists."))
    for member in members:
        if member.filename != MANIFEST and _sha256(archive, member) != listed[member.filename]:
            raise refused(member.filename, _("This file was changed after the portfolio was made."))
    content = _bytes(archive, DOCUMENT, LARGEST_DOCUMENT)
    return Arrived(_json(content, DOCUMENT), hashlib.sha256(content).hexdigest(), listed, path)


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.filename
    if member.is_dir() or not _PATH.fullmatch(name):
        raise refused("ZIP file", _("A file in it has a path that is not allowed: %(name)s.", name=repr(name)[:80]))
    if stat.S_ISLNK(member.external_attr >> 16):
        raise refused(name, _("Links are not allowed."))
    if member.flag_bits & 0x1 or member.compress_type not in _PLAIN:
        raise refused(name, _("It is locked, or packed in a way that is not allowed."))
    largest = {DOCUMENT: LARGEST_DOCUMENT, MANIFEST: LARGEST_MANIFEST}.get(name, LARGEST_FILE)
    if member.file_size > largest:
        raise refused(name, _("It is larger than %(n)s MB.", n=largest // MEGABYTE))
    if member.file_size > MEGABYTE and member.file_size > LARGEST_RATIO * max(1, member.compress_size):
        raise refused(name, _("It unpacks to far more than it should."))


def _listed(manifest: Any) -> dict[str, str]:
    try:
        if manifest["setwright_portfolio"] != SCHEMA:
            raise ValueError("another schema")
        files = {row["path"]: row["sha256"] for row in manifest["files"]}
        if not all(isinstance(text, str) for pair in files.items() for text in pair):
            raise TypeError("no texts")
    except (KeyError, TypeError, ValueError):
        raise refused(MANIFEST, _("This is not a portfolio that this Setwright can read.")) from None
    return files


def _sha256(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    digest, size = hashlib.sha256(), 0
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > member.file_size:
                raise refused(member.filename, _("It is longer than it says."))
            digest.update(chunk)
    return digest.hexdigest()


def _bytes(archive: zipfile.ZipFile, name: str, largest: int) -> bytes:
    with archive.open(name) as file:
        return file.read(largest)


def _json(content: bytes, name: str) -> Any:
    def refuse(word: str) -> Any:
        raise ValueError(word)

    try:
        return json.loads(content.decode("utf-8"), parse_constant=refuse)
    except (ValueError, RecursionError):
        raise refused(name, _("This is not JSON that can be read.")) from None
