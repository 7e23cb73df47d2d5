"""The check finds what is labelled, on the samples and on texts of our own, and leaves the rest alone."""

import json

import pytest

from bench.deidentification import MENDED, OWN, UNSEEN, Account, measure, own_accounts, sample_accounts
from training.deidentification.check import find

SURE_KINDS = ("full_name", "email", "phone")


@pytest.fixture(scope="module", params=["samples", "own"])
def accounts(request: pytest.FixtureRequest) -> list[Account]:
    if request.param == "samples":
        return list(sample_accounts())
    return [account for batch in MENDED for account in own_accounts(batch)]


@pytest.fixture(scope="module", params=UNSEEN)
def unseen(request: pytest.FixtureRequest) -> list[Account]:
    return list(own_accounts(request.param))


def test_most_of_what_identifies_is_found_and_little_else(accounts: list[Account]) -> None:
    score = measure(accounts)
    assert score.recall >= 0.85, score.failures
    assert score.precision >= 0.80, score.failures
    assert score.strict_recall >= 0.85, score.failures


@pytest.mark.parametrize("kind", SURE_KINDS)
def test_names_in_full_addresses_and_numbers_are_found_nearly_always(accounts: list[Account], kind: str) -> None:
    score = measure(accounts, kind=kind)
    assert score.recall >= 0.94, score.failures


def test_it_does_as_well_when_only_the_cover_names_the_author(accounts: list[Account]) -> None:
    score = measure(accounts, name_author=False)
    assert score.recall >= 0.85, score.failures
    assert score.precision >= 0.80, score.failures


def test_it_does_nearly_as_well_on_texts_that_no_rule_was_mended_by(unseen: list[Account]) -> None:
    score = measure(unseen)
    assert score.recall >= 0.88
    assert score.precision >= 0.88
    for kind in ("email", "phone"):
        assert measure(unseen, kind=kind).recall >= 0.95
    assert measure(unseen, kind="full_name").recall >= 0.90


@pytest.mark.parametrize("batch", ["before", "after", "sectors"])
def test_lookalikes_are_left_alone(batch: str) -> None:
    flagged = []
    for label in json.loads((OWN / "labels.json").read_text(encoding="utf-8"))["accounts"]:
        if label["batch"] == batch:
            text = (OWN / label["file"]).read_text(encoding="utf-8")
            found = {flag.text for flag in find(text, author=label["author"])}
            flagged += [innocent["text"] for innocent in label["innocent_lookalikes"] if innocent["text"] in found]
    assert flagged == []
