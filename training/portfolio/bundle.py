"""The hash that freezes a bundle (invariant 13)."""

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785


def bundle_hash(manifest: Mapping[str, Any]) -> str:
    """SHA-256, in hex, over the canonical JSON (RFC 8785) of a manifest.

    A manifest holds unit, number, items with their file hashes, texts and mappings, and declarations (domain §8).
    The order of keys and the writing of characters do not matter; any other change gives another hash.
    """
    return hashlib.sha256(rfc8785.dumps(dict(manifest))).hexdigest()
