"""What nobody reads in a copy of the database: a need in the trainee's words, the file that shows it, the answer.

Each request has a key of its own, and so has its file; the file's key is destroyed once it is decided, so that no
backup of the database brings the file back. Keys lie wrapped in files beside the database, as those of notes do.
"""

import json
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from flask import current_app
from sqlalchemy import select

from assessments.adjustments.models import Adjustment, AdjustmentEvidence
from core import keys
from core.db import db

LEFT_BEHIND = timedelta(days=1)
"""A younger key may be that of a request which is just being stored."""


class Words(NamedTuple):
    """What the trainee wrote."""

    need: str
    would_help: str


def seal_words(words: Words) -> tuple[str, bytes]:
    """Words sealed under a new key: its name, and what to keep."""
    name, key = _new_key()
    return name, keys.seal(json.dumps(words._asdict()).encode(), key, about=f"need|{name}")


def words_of(adjustment: Adjustment) -> Words:
    """What the trainee wrote. Raises KeyGone."""
    return Words(**json.loads(_opened(adjustment.sealed, adjustment.key_name, "need")))


def seal_reason(adjustment: Adjustment, reason: str) -> bytes:
    """The answer's words, sealed under the key of the request. Raises KeyGone."""
    name = adjustment.key_name
    return keys.seal(reason.encode(), keys.key_named(_folder(), name), about=f"reason|{name}")


def reason_of(adjustment: Adjustment) -> str:
    """The answer's words to the trainee; empty before there are any. Raises KeyGone."""
    if adjustment.sealed_reason is None:
        return ""
    return _opened(adjustment.sealed_reason, adjustment.key_name, "reason").decode()


def seal_file(name: str, content: bytes) -> tuple[str, bytes]:
    """A file with its name, sealed under a new key: its name, and what to keep."""
    key_name, key = _new_key()
    return key_name, keys.seal(name.encode() + b"\0" + content, key, about=f"file|{key_name}")


def file_of(evidence: AdjustmentEvidence) -> tuple[str, bytes]:
    """Name and content of a file. Raises KeyGone."""
    name, _nul, content = _opened(evidence.sealed, evidence.key_name, "file").partition(b"\0")
    return name.decode(), content


def destroy_unused(names: Iterable[str]) -> int:
    """Destroy those of these keys that seal nothing any more; how many there were. Call it after the commit."""
    across = {"across_tenants": True}
    used = set(db.session.scalars(select(Adjustment.key_name), execution_options=across))
    used |= set(db.session.scalars(select(AdjustmentEvidence.key_name), execution_options=across))
    unused = [name for name in names if name not in used]
    for name in unused:
        keys.destroy_key(_folder(), name)
    return len(unused)


def left_behind() -> list[str]:
    """Names of keys made more than a day ago: among them what a power cut may have kept from being destroyed."""
    return keys.names_of_keys(_folder(), older_than=LEFT_BEHIND)


def _opened(sealed: bytes, name: str, part: str) -> bytes:
    return keys.unseal(sealed, keys.key_named(_folder(), name), about=f"{part}|{name}")


def _new_key() -> tuple[str, bytes]:
    name = keys.make_key(_folder())
    return name, keys.key_named(_folder(), name)


def _folder() -> Path:
    folder: Path = current_app.config["DATA"] / "keys" / "adjustments"
    return folder
