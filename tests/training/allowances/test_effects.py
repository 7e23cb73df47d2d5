"""What allowances move, as tables: days, attempts and kinds of evidence, and never what a criterion asks."""

from dataclasses import fields
from datetime import date, timedelta

import pytest

from training.allowances.effects import Effect, admits, attempts, due_day, put_off

REFERRED = date(2026, 3, 2)
ORDINARY = date(2026, 3, 30)
LONG = {"unit": None, "starts_on": date(2026, 1, 1)}


@pytest.mark.parametrize(
    ("effects", "due"),
    [
        ([], ORDINARY),
        ([Effect(**LONG, extra_days=10)], date(2026, 4, 9)),
        ([Effect(**LONG | {"unit": "C5-3"}, extra_days=10)], date(2026, 4, 9)),
        ([Effect(**LONG | {"unit": "C5-4"}, extra_days=10)], ORDINARY),
        ([Effect(**LONG, extra_days=10), Effect(**LONG, extra_days=5)], date(2026, 4, 9)),
        ([Effect(**LONG, due_on=date(2026, 4, 20))], date(2026, 4, 20)),
        ([Effect(**LONG, due_on=date(2026, 3, 10))], ORDINARY),
        ([Effect(**LONG, extra_days=10), Effect(**LONG, due_on=date(2026, 4, 1))], date(2026, 4, 9)),
        # One that was over before the referral moves nothing; one that begins before the day is past does.
        ([Effect(**LONG, ends_on=date(2026, 3, 1), extra_days=10)], ORDINARY),
        ([Effect(**LONG, ends_on=date(2026, 3, 2), extra_days=10)], date(2026, 4, 9)),
        ([Effect(None, date(2026, 3, 30), extra_days=10)], date(2026, 4, 9)),
        ([Effect(None, date(2026, 3, 31), extra_days=10)], ORDINARY),
    ],
)
def test_the_day_by_which_a_unit_comes_back(effects: list[Effect], due: date) -> None:
    assert due_day(REFERRED, 28, effects, "C5-3") == due


APPEAL = timedelta(days=9)
TEN_MORE = Effect(**LONG, extra_days=10)


@pytest.mark.parametrize(
    ("holds", "counts_from", "effects", "due"),
    [
        # Nothing more allowed: the day that holds stays, whether an appeal moved it or the lead put it off.
        (ORDINARY, REFERRED, [], ORDINARY),
        (ORDINARY + APPEAL, REFERRED + APPEAL, [], ORDINARY + APPEAL),
        (date(2026, 5, 1), REFERRED, [], date(2026, 5, 1)),
        # More days count from the decision, and from the day that an appeal made of it.
        (ORDINARY, REFERRED, [TEN_MORE], date(2026, 4, 9)),
        (ORDINARY + APPEAL, REFERRED + APPEAL, [TEN_MORE], date(2026, 4, 9) + APPEAL),
        (date(2026, 4, 9) + APPEAL, REFERRED + APPEAL, [TEN_MORE], date(2026, 4, 9) + APPEAL),  # counted once
        # A later day that the lead gave is not added to, and one that was allowed instead is a day, not a number.
        (date(2026, 5, 1), REFERRED, [TEN_MORE], date(2026, 5, 1)),
        (ORDINARY + APPEAL, REFERRED + APPEAL, [Effect(**LONG, due_on=date(2026, 4, 2))], ORDINARY + APPEAL),
        (ORDINARY + APPEAL, REFERRED + APPEAL, [Effect(**LONG, due_on=date(2026, 4, 20))], date(2026, 4, 20)),
        # What begins while the day is put off counts; it did not on the ordinary day.
        (ORDINARY + APPEAL, REFERRED + APPEAL, [Effect(None, date(2026, 4, 5), extra_days=3)], date(2026, 4, 11)),
        # An attempt was left only now.
        (None, REFERRED, [TEN_MORE], date(2026, 4, 9)),
    ],
)
def test_what_is_allowed_later_comes_on_top_of_the_days_that_stood_still(
    holds: date | None, counts_from: date, effects: list[Effect], due: date
) -> None:
    assert put_off(holds, counts_from, 28, effects, "C5-3") == due


@pytest.mark.parametrize(
    ("uncounted", "number"),
    [([], 2), ([("C5-3", 1)], 3), ([("C5-4", 1)], 2), ([("C5-3", 1), ("C5-3", 1)], 3), ([("C5-3", 1), ("C5-3", 2)], 4)],
)
def test_an_attempt_that_does_not_count_leaves_another(uncounted: list[tuple[str, int]], number: int) -> None:
    effects = [Effect(unit, date(2026, 1, 1), date(2026, 1, 1), attempt=attempt) for unit, attempt in uncounted]
    assert attempts(2, effects, "C5-3") == number


@pytest.mark.parametrize(
    ("kind", "on", "unit", "taken"),
    [
        ("written_task", date(2026, 2, 1), "C5-3", True),
        ("professional_discussion", date(2026, 2, 1), "C5-3", True),
        ("professional_discussion", date(2026, 3, 1), "C5-3", False),
        ("professional_discussion", date(2026, 2, 1), "C5-4", False),
        ("peer_feedback", date(2026, 2, 1), "C5-3", False),
    ],
)
def test_another_kind_of_evidence_is_taken_while_it_is_allowed(kind: str, on: date, unit: str, taken: bool) -> None:
    effect = Effect(
        "C5-3",
        date(2026, 1, 1),
        date(2026, 2, 28),
        instead_of="written_task",
        accepts="professional_discussion",
    )
    assert admits(["written_task"], kind, [effect], unit, on) is taken
    assert not admits(["peer_feedback"], "professional_discussion", [effect], "C5-3", on)


def test_an_allowance_has_no_word_for_a_criterion() -> None:
    assert {each.name for each in fields(Effect)} == {
        "unit",
        "starts_on",
        "ends_on",
        "extra_days",
        "due_on",
        "attempt",
        "instead_of",
        "accepts",
    }
