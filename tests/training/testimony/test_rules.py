"""Testimony is never the sole basis, and who cannot be a witness."""

from typing import Any

import pytest

from training.portfolio.readiness import UnitFacts, unit_checks
from training.portfolio.sole_basis import kinds_by_criterion, on_testimony_alone
from training.testimony.conflicts import Clash, clash_of

W, A, P = "witness_testimony", "reflective_account", "prior_learning"


@pytest.mark.parametrize(
    ("items", "alone"),
    [
        ([], []),
        ([(A, ["1.1"])], []),
        ([(W, ["1.1"])], ["1.1"]),
        ([(W, ["1.1"]), (A, ["1.1"])], []),
        ([(W, ["1.1", "1.2"]), (A, ["1.2"])], ["1.1"]),
        ([(W, ["1.1"]), (W, ["1.1"])], ["1.1"]),  # two witnesses are testimony still
        ([(W, ["1.1"]), (P, ["1.1"])], []),
        ([(A, ["1.1"]), (W, ["1.2"]), (W, ["1.3"])], ["1.2", "1.3"]),
    ],
)
def test_testimony_needs_evidence_of_another_kind_beside_it(items: Any, alone: list[str]) -> None:
    assert on_testimony_alone(kinds_by_criterion(items)) == alone


def test_a_unit_whose_criterion_rests_on_testimony_alone_is_not_ready() -> None:
    given: dict[str, Any] = {
        "open_criteria": ["1.1", "1.2"],
        "uncovered": [],
        "registered": True,
        "attempt": 1,
        "max_attempts": 2,
    }
    assert all(check.ok for check in unit_checks(UnitFacts(**given)))
    missing = [check.text for check in unit_checks(UnitFacts(**given, on_testimony_alone=["1.2"])) if not check.ok]
    assert missing == ["1.2 rests on witness testimony alone. Add evidence of another kind."]


@pytest.mark.parametrize(
    ("name", "addresses", "clash"),
    [
        ("Wilma Ashgrove", ["wilma@example.net"], None),
        ("Wilma Ashgrove", [""], None),
        ("Wilma Ashgrove", ["tina@example.org"], Clash.own_address),
        ("Wilma Ashgrove", [" Tina@Example.org "], Clash.own_address),
        ("Wilma Ashgrove", ["tina+witness@example.org"], Clash.own_address),
        ("Wilma Ashgrove", ["", "tina@example.org"], Clash.own_address),
        ("tina  traynor", ["somebody@example.net"], Clash.own_name),
        ("Asa Sessor", ["asa@example.org"], Clash.judges),
        ("Wilma Ashgrove", ["tina@example.net"], None),
    ],
)
def test_neither_the_trainee_nor_who_judges_is_a_witness(name: str, addresses: list[str], clash: Clash | None) -> None:
    found = clash_of(
        name=name,
        addresses=addresses,
        trainee_name="Tina Traynor",
        trainee_address="tina@example.org",
        judging=["asa@example.org", ""],
    )
    assert found is clash


def test_a_trainee_without_an_address_has_none_to_clash_with() -> None:
    assert clash_of(name="W", addresses=[""], trainee_name="T", trainee_address=None, judging=[]) is None
