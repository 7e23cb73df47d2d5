"""One way to write values down, so that the same values always have the same hash."""

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785


def canonical_hash(values: Mapping[str, Any]) -> str:
    """SHA-256, in hex, over the canonical JSON (RFC 8785) of plain values.

    The order of keys and the writing of characters do not matter; any other change gives another hash.
    """
    return hashlib.sha256(rfc8785.dumps(dict(values))).hexdigest()
