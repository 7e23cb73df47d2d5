"""Keys that are kept in files beside the database, so that neither a copy of the database nor of the files is enough.

The installation's key wraps the others (AES-256-GCM); it is made when it is first needed and never leaves its file.
"""

import os
import secrets
from datetime import timedelta
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core import clock

NONCE_BYTES = 12
KEY_BYTES = 32


class KeyGone(LookupError):
    """The key was destroyed, or is not the one that sealed this: what it sealed cannot be read any more."""


def make_key(folder: Path) -> str:
    """Make a key and keep it wrapped in `folder`; the name to ask for it by. On the disk when this returns."""
    name = secrets.token_hex(16)
    _keep(folder / name, seal(secrets.token_bytes(KEY_BYTES), _installation_key(folder), about=name))
    return name


def key_named(folder: Path, name: str) -> bytes:
    """A key that `make_key` made. Raises KeyGone."""
    try:
        wrapped = (folder / name).read_bytes()
    except FileNotFoundError:
        raise KeyGone(name) from None
    return unseal(wrapped, _installation_key(folder), about=name)


def standing_key(path: Path) -> bytes:
    """The key that is kept at `path` for as long as the installation lives; made when it is first needed."""
    if not path.exists():
        _keep(path, secrets.token_bytes(KEY_BYTES))
    return path.read_bytes()


def destroy_key(folder: Path, name: str) -> None:
    """Remove a key for ever. One that is gone already is no error."""
    (folder / name).unlink(missing_ok=True)
    _sync(folder)


def names_of_keys(folder: Path, *, older_than: timedelta = timedelta()) -> list[str]:
    """The names of the keys in `folder` that were made so long ago or longer."""
    made_before = clock.now().timestamp() - older_than.total_seconds()
    found = folder.glob("[0-9a-f]*") if folder.is_dir() else ()
    return sorted(path.name for path in found if not path.suffix and path.stat().st_mtime <= made_before)


def seal(text: bytes, key: bytes, *, about: str) -> bytes:
    """Seal `text` with AES-256-GCM. `about` says what it is and must be the same when it is opened."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, text, about.encode())


def unseal(sealed: bytes, key: bytes, *, about: str) -> bytes:
    """Open what `seal` made. Raises KeyGone when key or `about` is another, or a bit has changed."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode())
    except (InvalidTag, ValueError):
        raise KeyGone(about) from None


def _installation_key(folder: Path) -> bytes:
    return standing_key(folder.parent / "installation.key")


def _keep(path: Path, content: bytes) -> None:
    """Write a file that only this account reads. The first of two that make the same file at once wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f"{secrets.token_hex(8)}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink()
    _sync(path.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
