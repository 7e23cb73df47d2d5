"""The hash that freezes a bundle (invariant 13)."""

from collections.abc import Mapping
from typing import Any

from core.canonical import canonical_hash


def bundle_hash(manifest: Mapping[str, Any]) -> str:
    """SHA-256, in hex, of a manifest: unit, number, items with file hashes, texts and mappings, and declarations."""
    return canonical_hash(manifest)
