"""The archive of a portfolio: one ZIP with an index to read, the printed portfolio, the originals and the JSON."""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, BinaryIO

from assessments.portfolios.reading import DOCUMENT, MANIFEST
from assessments.portfolios.sheets import SCHEMA
from core import uploads

INDEX, STYLE, PRINTED = "index.html", "style.css", "portfolio.pdf"
_CHUNK = 256 * 1024
_DATE = (1980, 1, 1, 0, 0, 0)  # when a file was packed says nothing; without it the same portfolio gives the same bytes


def write(
    target: BinaryIO, *, document: Mapping[str, Any], pages: Mapping[str, bytes], files: Mapping[str, str], root: Path
) -> list[str]:
    """Write the archive into an open file: `pages` are whole, `files` are copied piece by piece out of the store.

    `files` leads from a path in the archive to a key. Returns the paths whose file is no longer in the store; they are
    left out of the archive, and of its manifest.
    """
    listed: list[dict[str, Any]] = []
    gone = [path for path, key in files.items() if not _is_there(root, key)]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**pages, DOCUMENT: as_bytes(without(document, gone))}.items():
            archive.writestr(_member(name), content)
            listed.append({"path": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()})
        for path, key in files.items():
            if path not in gone:
                with uploads.open_stored(root, key) as source, archive.open(_member(path), "w") as member:
                    listed.append({"path": path} | _copied(source, member))
        archive.writestr(_member(MANIFEST), as_bytes({"setwright_portfolio": SCHEMA, "files": listed}))
    return gone


def as_bytes(values: Any) -> bytes:
    """Values as the JSON of an archive: UTF-8, one value a line."""
    return json.dumps(values, ensure_ascii=False, indent=1).encode()


def without(document: Mapping[str, Any], gone: list[str]) -> dict[str, Any]:
    """The document with no file where the store has lost it."""
    if not gone:
        return dict(document)
    lost = set(gone)

    def told(row: dict[str, Any]) -> dict[str, Any]:
        return row | {"file": None} if row["file"] in lost else row

    return {
        **document,
        "attachments": [told(row) for row in document["attachments"]],
        "certificates": [told(row) for row in document["certificates"]],
    }


def _is_there(root: Path, key: str) -> bool:
    try:
        uploads.stored_path(root, key)
    except uploads.UnknownUpload:
        return False
    return True


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DATE)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member


def _copied(source: BinaryIO, member: IO[bytes]) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        member.write(chunk)
    return {"size": size, "sha256": digest.hexdigest()}
