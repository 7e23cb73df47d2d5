import json
from pathlib import Path

import pytest

from core.documents import extract
from training.portfolio.wordcount import count_words

SAMPLES = Path(__file__).parents[2] / "samples"
ACCOUNTS = json.loads((SAMPLES / "accounts.json").read_text(encoding="utf-8"))["accounts"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("one", 1),
        ("one two\nthree\tfour", 4),
        ("co-facilitator", 1),
        ("and/or", 1),
        ("and / or", 2),
        ("a pause — then a question", 5),
        ("# Heading", 1),
        ("* * *", 0),
        ("…", 0),
        ("1,080 minutes", 2),
        ("“Why?”", 1),
        ("Siân Schön Jänner", 3),
        ("no-break\u00a0space", 2),
    ],
)
def test_a_word_is_a_token_with_a_letter_or_a_digit(text, words):
    assert count_words(text) == words


def test_there_are_twelve_sample_accounts():
    assert len(ACCOUNTS) == 12


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account["id"])
def test_a_sample_account_has_the_words_that_its_label_says(account):
    extracted = extract(SAMPLES / account["file"], account["file"])

    assert extracted.kind == account["format"]
    assert count_words(extracted.text) == account["words"]
