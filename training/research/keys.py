"""The key of a project: a file of its own, outside the database and outside every extract.

Whoever has an extract and a copy of the database, but not this file, cannot tell whose code is whose.
"""

import os
import secrets
from pathlib import Path
from uuid import UUID

KEY_BYTES = 32


class KeyMissing(LookupError):
    """The project has no key file: none was made yet, it was lost, or it was destroyed."""


def make(root: Path, project: UUID) -> bytes:
    """Make the key of a project, readable by this account alone; the one that is there already stays."""
    path = _path(root, project)
    for folder in (root, path.parent):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f".{project}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(secrets.token_hex(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(part)  # whole or not at all, and never over another
    except FileExistsError:
        pass
    finally:
        part.unlink()
    _sync(path.parent)
    return read(root, project)


def read(root: Path, project: UUID) -> bytes:
    """The key of a project. Raises KeyMissing."""
    try:
        return bytes.fromhex(_path(root, project).read_text())
    except FileNotFoundError:
        raise KeyMissing(str(project)) from None


def destroy(root: Path, project: UUID) -> None:
    """Remove the key of a project for good; one that is gone already is no error."""
    path = _path(root, project)
    path.unlink(missing_ok=True)
    if path.parent.exists():
        _sync(path.parent)


def _path(root: Path, project: UUID) -> Path:
    return root / "research" / f"{project}.key"


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
