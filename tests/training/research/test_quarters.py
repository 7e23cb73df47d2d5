"""Dates become quarters."""

from datetime import date

import pytest

from training.research.quarters import coarsened, quarter_of


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("on 3 December 2026 we met", "on [2026 Q4] we met"),
        ("on Thursday, the 3rd of December 2026 we met", "on [2026 Q4] we met"),
        ("on Thursday 3 Dec we met", "on [date] we met"),
        ("March 5, 2026 was cold", "[2026 Q1] was cold"),
        ("in May 2026 and in june", "in [2026 Q2] and in june"),
        ("2026-07-01 to 30/09/2026", "[2026 Q3] to [2026 Q3]"),
        ("am 3. Jänner 2026", "am [2026 Q1]"),
        ("04.02.25", "[2025 Q1]"),
        ("31/31/2026", "[date]"),
    ],
)
def test_a_date_becomes_its_quarter(text: str, left: str) -> None:
    assert coarsened(text) == left


@pytest.mark.parametrize(
    "text",
    ["We may meet 12 times.", "In March I waited.", "5 marched in.", "10.30 to 12.15", "Revans 1982", "1/2 of us"],
)
def test_what_is_no_date_stays(text: str) -> None:
    assert coarsened(text) == text


def test_a_year_has_four_quarters() -> None:
    assert [quarter_of(date(2026, month, 28)) for month in (1, 3, 4, 6, 7, 9, 10, 12)] == [
        f"2026 Q{number}" for number in (1, 1, 2, 2, 3, 3, 4, 4)
    ]
