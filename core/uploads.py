"""Files that people hand in: kept under names of our own, and served so that no browser opens them as a page."""

import hashlib
import os
import re
import secrets
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from flask import Response, send_file

MEGABYTE = 1024 * 1024
CAP_BYTES = 20 * MEGABYTE
"""The largest file that is taken, in bytes."""

NAME_LIMIT = 150
SHOWN = {
    "image/jpeg", "image/png", "audio/mpeg", "audio/mp4", "audio/wav", "audio/ogg", "audio/flac",
}  # fmt: skip
"""What a page may show: pictures drawn anew, and recordings that hold nothing but sound."""

_KEY = re.compile(r"[0-9a-f]{32}")
_CHUNK = 256 * 1024


class UploadTooLarge(ValueError):
    """More bytes came than the cap allows; nothing was kept."""


class UnknownUpload(LookupError):
    """No file is kept under this key, or it is no key of ours."""


@dataclass(frozen=True)
class Stored:
    """A file that is safely on the disk."""

    key: str
    sha256: str
    size: int


def store(stream: BinaryIO, root: Path, cap_bytes: int = CAP_BYTES) -> Stored:
    """Keep the bytes of a stream under a random key; when this returns, a power cut does not lose them.

    Source: security.md, Files: temporary name in the same folder, fsync, rename, fsync of the folder; commit the row
    afterwards. Raises UploadTooLarge past `cap_bytes` and keeps nothing; the same holds when the disk is full.
    """
    key = secrets.token_hex(16)
    path = _path(root, key)
    _make_folders(root, path.parent)
    part = path.with_name(f".{key}.part")
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > cap_bytes:
                    raise UploadTooLarge(f"more than {cap_bytes} bytes")
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    return Stored(key, digest.hexdigest(), size)


def stored_path(root: Path, key: str) -> Path:
    """Where the file of a key lies. Raises UnknownUpload."""
    path = _path(root, key)
    if not path.is_file():
        raise UnknownUpload(key)
    return path


def open_stored(root: Path, key: str) -> BinaryIO:
    """The file of a key, open for reading bytes. Raises UnknownUpload."""
    return stored_path(root, key).open("rb")


def discard(root: Path, key: str) -> None:
    """Remove the file of a key; a file already gone is no error. Raises UnknownUpload for what is no key."""
    _path(root, key).unlink(missing_ok=True)


def is_ours(path: Path) -> bool:
    """Whether a file under the root was written by `store`, wholly or in part."""
    return bool(_KEY.fullmatch(path.name.removeprefix(".").removesuffix(".part")))


def send_stored(root: Path, key: str, *, filename: str) -> Response:
    """The file as a download under the name it came with; never shown as a page of ours (threat 29).

    Whoever adds headers to every answer must leave the Content-Security-Policy of this one alone.
    Raises UnknownUpload.
    """
    response = send_file(
        stored_path(root, key).resolve(),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=safe_name(filename),
    )
    return _fenced(response)


def send_bytes(content: bytes, *, filename: str) -> Response:
    """The same of a file that lies in no store, such as one that was sealed."""
    response = send_file(
        BytesIO(content),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=safe_name(filename),
        etag=False,
    )
    return _fenced(response)


def show_stored(root: Path, key: str, *, media_type: str) -> Response:
    """A picture or a recording that we made ourselves, for a page of ours to show; a part of it when one is asked for.

    `media_type` is one of SHOWN, whatever the row says: a browser takes it for nothing else. Raises UnknownUpload.
    """
    if media_type not in SHOWN:
        raise UnknownUpload(key)
    return _fenced(send_file(stored_path(root, key).resolve(), mimetype=media_type, conditional=True, etag=False))


def _fenced(response: Response) -> Response:
    """No browser opens it as a page, no other site embeds it, nothing keeps it."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def named(filename: str, ending: str) -> str:
    """The name with the ending of what is really in the file, so that no computer starts it as something else."""
    name = safe_name(filename)
    return name if name.lower().endswith(ending) else safe_name(f"{name.replace(':', ' ')}{ending}")


def safe_name(filename: str) -> str:
    """A file name fit to be shown: no folders, no control or direction characters, at most 150 characters.

    The ending stays, so that a long name still says what it is. The name is for reading only: nothing is ever
    stored under it.
    """
    last = re.split(r"[/\\]", filename)[-1]
    shown = "".join(" " if c.isspace() else c for c in last if c.isspace() or unicodedata.category(c)[0] != "C")
    shown = " ".join(unicodedata.normalize("NFC", shown).split()).lstrip(". ") or "file"
    if len(shown) <= NAME_LIMIT:
        return shown
    stem, dot, ending = shown.rpartition(".")
    if not stem or len(ending) > 10:
        return shown[:NAME_LIMIT].rstrip()
    return stem[: NAME_LIMIT - len(dot + ending)].rstrip() + dot + ending


def _path(root: Path, key: str) -> Path:
    """Two levels of folders, so that no folder grows without end."""
    if not _KEY.fullmatch(key):
        raise UnknownUpload(key)
    return root / key[:2] / key[2:4] / key


def _make_folders(root: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for made in (folder.parent, root):
        _sync_folder(made)


def _sync_folder(folder: Path) -> None:
    """A new name in a folder is only safe once the folder itself is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
