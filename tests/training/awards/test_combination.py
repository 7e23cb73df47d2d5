import pytest

from training.awards.combination import (
    CombinationRule,
    Gap,
    Path,
    UnitSize,
    achieved_credits,
    combination_gaps,
    minimum_path,
)

# ALF-CERT-L5, as in its specification: 16 credits, 50 hours guided, 160 hours in all.
CERTIFICATE = CombinationRule(("C5-1", "C5-2", "C5-3"), 3, ("C5-4", "C5-5"))
UNITS = [
    UnitSize("C5-1", 4, 14, 40),
    UnitSize("C5-2", 6, 20, 60),
    UnitSize("C5-3", 3, 8, 30),
    UnitSize("C5-4", 3, 8, 30),
    UnitSize("C5-5", 3, 8, 30),
]
CREDITS = {unit.code: unit.credits for unit in UNITS}

NO_OPTION = Gap("optional_credits_short", {"have": 0, "need": 3, "short": 3})


@pytest.mark.parametrize(
    ("achieved", "credits", "gaps"),
    [
        ("C5-1 C5-2 C5-3 C5-4", 16, []),  # golden case 9
        ("C5-1 C5-2 C5-3", 13, [NO_OPTION]),  # golden case 9
        ("C5-1 C5-2 C5-3 C5-5", 16, []),
        ("C5-1 C5-2 C5-3 C5-4 C5-5", 19, []),
        ("C5-1 C5-3 C5-4 C5-5", 13, [Gap("mandatory_unit_missing", {"unit": "C5-2"})]),
        ("C5-1 C5-2", 10, [Gap("mandatory_unit_missing", {"unit": "C5-3"}), NO_OPTION]),
        ("C5-1 C5-2 C5-3 X9", 13, [NO_OPTION]),
    ],
)
def test_the_units_achieved_make_the_award_or_say_what_is_missing(achieved, credits, gaps):
    assert combination_gaps(CERTIFICATE, CREDITS, achieved.split()) == gaps
    assert achieved_credits(CERTIFICATE, CREDITS, achieved.split()) == credits


def test_optional_credits_may_come_from_several_small_units():
    rule = CombinationRule((), 4, ("a", "b"))

    assert combination_gaps(rule, {"a": 2, "b": 2}, ["a"]) == [
        Gap("optional_credits_short", {"have": 2, "need": 4, "short": 2})
    ]
    assert combination_gaps(rule, {"a": 2, "b": 2}, ["a", "b"]) == []


def test_the_minimum_path_has_the_size_of_the_award():
    assert minimum_path(CERTIFICATE, UNITS) == Path(("C5-1", "C5-2", "C5-3", "C5-4"), credits=16, glh=50, tqt=160)


def test_an_award_without_credit_has_a_path_without_credit():
    units = [UnitSize("DA5-1", None, 14, 25), UnitSize("DA5-2", None, 17, 35)]

    assert minimum_path(CombinationRule(("DA5-1", "DA5-2")), units) == Path(("DA5-1", "DA5-2"), None, 31, 60)


@pytest.mark.parametrize(
    ("case", "need", "options", "chosen"),
    [
        ("the one that fits exactly", 3, [("a", 5, 9, 50), ("b", 3, 9, 30)], ("b",)),
        ("two small ones before a large one", 4, [("a", 5, 9, 50), ("b", 2, 9, 20), ("c", 2, 9, 20)], ("b", "c")),
        ("fewer credits before fewer hours", 4, [("a", 6, 1, 1), ("b", 5, 9, 90)], ("b",)),
        ("equal credits: less total learning", 3, [("a", 3, 9, 40), ("b", 3, 9, 30)], ("b",)),
        ("less total learning before less guided learning", 3, [("a", 3, 7, 40), ("b", 3, 9, 30)], ("b",)),
        ("equal total: less guided learning", 3, [("a", 3, 9, 30), ("b", 3, 8, 30)], ("b",)),
        ("all equal: the first code", 3, [("b", 3, 8, 30), ("a", 3, 8, 30)], ("a",)),
        ("nothing needed, nothing taken", 0, [("a", 3, 8, 30)], ()),
    ],
)
def test_the_minimum_path_takes_the_fewest_optional_credits_that_suffice(case, need, options, chosen):
    units = [UnitSize(*option) for option in options]
    rule = CombinationRule((), need, tuple(unit.code for unit in units))

    path = minimum_path(rule, units)

    assert path is not None
    assert path.units == chosen, case


@pytest.mark.parametrize(
    ("case", "rule"),
    [
        ("a mandatory unit that is not there", CombinationRule(("C5-9",))),
        ("an optional unit that is not there", CombinationRule(("C5-1",), 0, ("C5-9",))),
        ("more optional credit than there is", CombinationRule(("C5-1",), 7, ("C5-4", "C5-5"))),
    ],
)
def test_an_award_that_nobody_can_complete_has_no_path(case, rule):
    assert minimum_path(rule, UNITS) is None, case


def test_a_choice_among_forty_units_is_quick():
    units = [UnitSize(f"u{number:02}", 3, 8, 30) for number in range(40)]
    path = minimum_path(CombinationRule((), 60, tuple(unit.code for unit in units)), units)

    assert path is not None
    assert path.credits == 60
