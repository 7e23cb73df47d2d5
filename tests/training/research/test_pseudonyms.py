"""Codes: the same for one key, others for another, and never two people under one."""

from uuid import UUID, uuid4

import pytest

from training.research import pseudonyms
from training.research.pseudonyms import LETTERS, CodesCollide, code_of, codes_of

ONE, KEY = UUID(int=1), b"k" * 32


def test_a_code_is_the_same_each_time_and_says_nothing_else() -> None:
    # HMAC-SHA256 of the id's 16 bytes under the key, first 40 bits: made with `openssl dgst -mac HMAC`.
    assert code_of(ONE, KEY) == "P-Y454EBF8"


def test_another_key_gives_other_codes() -> None:
    assert code_of(ONE, KEY) != code_of(ONE, b"l" * 32)


def test_codes_use_letters_that_nobody_misreads() -> None:
    codes = [code_of(uuid4(), KEY) for _ in range(200)]
    assert all(code.startswith("P-") and len(code) == 10 and set(code[2:]) <= set(LETTERS) for code in codes)
    assert not set("ILOU") & set(LETTERS)
    assert len(set(codes)) == 200


def test_two_people_never_share_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pseudonyms, "code_of", lambda person, key: "P-SAME")
    with pytest.raises(CodesCollide):
        codes_of([uuid4(), uuid4()], KEY)
