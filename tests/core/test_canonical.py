"""The one way to write values down: what it gave once, it gives for ever."""

from core.canonical import canonical_hash

VALUES = {"unit": "C5-3", "who": "Søren, Zoë", "marks": [1, 2.5, None], "met": {"1.2": True, "1.1": False}, "": "–"}


def test_the_hash_of_known_values_is_known():
    assert canonical_hash(VALUES) == "32d840b933f3345209a0e354ce5bec5d1b798f8eb6618d55f98db355b3099441"


def test_the_order_of_keys_does_not_matter_and_any_value_does():
    turned = dict(reversed(VALUES.items())) | {"met": {"1.1": False, "1.2": True}}
    assert canonical_hash(turned) == canonical_hash(VALUES)
    assert canonical_hash(VALUES | {"marks": [2.5, 1, None]}) != canonical_hash(VALUES)
