import copy
import hashlib
from typing import Any

import pytest

from training.portfolio.bundle import bundle_hash

MANIFEST: dict[str, Any] = {
    "unit": "C5-3",
    "number": 1,
    "items": [
        {"id": "e1", "kind": "reflective_account", "sha256": "a" * 64},
        {"id": "e2", "kind": "work_product", "sha256": "b" * 64},
    ],
    "texts": {"e1": "I waited. Nobody spoke – then Søren did."},
    "mappings": {"1.1": ["e1"], "2.2": ["e2"]},
    "declarations": {"trainee": {"signed_at": "2026-11-26T10:00:00Z", "own_work": True}, "centre": None},
}


def turned(value):
    """The same value with every key order reversed."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    if isinstance(value, list):
        return [turned(item) for item in value]
    return value


def leaves(value, path=()):
    """The path of every single value in a manifest."""
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(item, (*path, key))
    else:
        yield path


def test_the_order_of_keys_does_not_change_the_hash():
    assert list(turned(MANIFEST)) != list(MANIFEST)
    assert bundle_hash(turned(MANIFEST)) == bundle_hash(MANIFEST)


@pytest.mark.parametrize("path", list(leaves(MANIFEST)), ids=lambda path: "/".join(map(str, path)))
def test_any_changed_value_changes_the_hash(path):
    changed = copy.deepcopy(MANIFEST)
    parent = changed
    for key in path[:-1]:
        parent = parent[key]
    parent[path[-1]] = "something else"

    assert bundle_hash(changed) != bundle_hash(MANIFEST)


@pytest.mark.parametrize(
    ("change", "part", "value"),
    [
        ("an item taken out", "items", MANIFEST["items"][:1]),
        ("the items in another order", "items", MANIFEST["items"][::-1]),
        ("an item put in", "items", [*MANIFEST["items"], {"id": "e3"}]),
        ("a criterion mapped", "mappings", {**MANIFEST["mappings"], "2.1": ["e1"]}),
        ("a number as text", "number", "1"),
        ("a declaration taken out", "declarations", {"trainee": MANIFEST["declarations"]["trainee"]}),
    ],
)
def test_what_is_added_removed_or_moved_changes_the_hash(change, part, value):
    assert bundle_hash({**MANIFEST, part: value}) != bundle_hash(MANIFEST), change


@pytest.mark.parametrize("part", sorted(MANIFEST))
def test_a_part_taken_out_changes_the_hash(part):
    assert bundle_hash({key: value for key, value in MANIFEST.items() if key != part}) != bundle_hash(MANIFEST)


def test_a_stranger_gets_the_same_hash_from_the_canonical_text():
    small = {"unit": "U1", "number": 2, "items": [], "texts": {}, "mappings": {}, "declarations": {}}
    canonical = b'{"declarations":{},"items":[],"mappings":{},"number":2,"texts":{},"unit":"U1"}'

    assert bundle_hash(small) == hashlib.sha256(canonical).hexdigest()


def test_what_was_sealed_once_has_the_same_hash_for_ever():
    assert bundle_hash(MANIFEST) == "ca1f4916bc638f18643053b04ffa4821067ec9e057ccc55cb4298afb69e3234a"
