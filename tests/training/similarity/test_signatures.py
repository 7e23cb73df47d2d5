"""Signatures: the same everywhere, and alike where a part of a text was copied."""

import pytest

from tests.training.similarity.texts import prose, reworded
from training.similarity.comparison import comparable
from training.similarity.queries import LEAST_ALIKE
from training.similarity.signatures import LEAST, hashed, signature


def of(text):
    return signature(comparable(text))


def test_a_hash_is_the_same_on_every_machine():
    assert hashed("meetin three room") == 3079011375050839101


def test_a_signature_is_short_beside_its_text():
    assert 0 < len(of(prose(1500))) < 200
    assert len(of(prose(48))) <= LEAST
    assert of("Two words") == frozenset()


@pytest.mark.parametrize(("part", "change"), [(0.1, str), (0.2, str), (0.2, reworded), (0.35, reworded)])
def test_a_copied_part_leaves_enough_hashes_alike(part, change):
    for seed in range(8):
        source = prose(1200, 100 + seed)
        copied = " ".join(source.split()[300 : 300 + int(1200 * part)])
        copy = prose(500, 200 + seed) + "\n\n" + change(copied) + "\n\n" + prose(500, 300 + seed)
        assert len(of(source) & of(copy)) >= LEAST_ALIKE


def test_texts_on_their_own_have_hardly_a_hash_alike():
    signatures = [of(prose(1200)) for _ in range(12)]
    assert all(len(a & b) < LEAST_ALIKE for a in signatures for b in signatures if a is not b)
