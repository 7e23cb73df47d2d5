"""Archives that wait to be brought in: looked at, not yet confirmed. They lie apart from the files of the centre."""

import time
from pathlib import Path
from typing import BinaryIO

from flask import current_app

from core import uploads

KEPT_SECONDS = 24 * 60 * 60


def keep(stream: BinaryIO) -> str:
    """Keep an archive until it is confirmed, a day at most; the key of it. What waited longer is removed."""
    root = _root()
    _sweep(root)
    return uploads.store(stream, root, cap_bytes=current_app.config["MAX_CONTENT_LENGTH"]).key


def path_of(key: str) -> Path:
    """Where an archive waits. Raises UnknownUpload."""
    return uploads.stored_path(_root(), key)


def drop(key: str) -> None:
    """Remove an archive that was brought in or refused."""
    uploads.discard(_root(), key)


def _root() -> Path:
    return Path(current_app.config["DATA"]) / "arrivals"


def _sweep(root: Path) -> None:
    for path in root.glob("??/??/*"):
        if time.time() - path.stat().st_mtime > KEPT_SECONDS:
            path.unlink(missing_ok=True)
