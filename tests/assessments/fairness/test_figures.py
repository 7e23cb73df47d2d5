"""One's own figures beside the pool's, as tables; no database is needed."""

from dataclasses import replace

import pytest

from assessments.fairness.figures import FEWEST_DECISIONS, FEWEST_OTHERS, Decided, Measure, Stands, figure_of, figures

ME = 1
ONE = Decided(ME, days=4, referred=False, criteria=4, comments=6, words=80)


def decisions(assessor: int, days: float, times: int = FEWEST_DECISIONS) -> list[Decided]:
    return [replace(ONE, assessor=assessor, days=days)] * times


@pytest.mark.parametrize(
    ("measure", "value"),
    [(Measure.days, 4), (Measure.referrals, 100 / 3), (Measure.comments, 12 / 9), (Measure.words, 200 / 9)],
)
def test_each_measure_is_of_ones_decisions_together(measure: Measure, value: float) -> None:
    made = [ONE, replace(ONE, days=2, criteria=1, comments=0, words=0), replace(ONE, days=90, referred=True, words=120)]
    assert figure_of(measure, made) == pytest.approx(value, abs=1e-9)


def test_decisions_that_reopened_no_criterion_divide_by_nothing() -> None:
    assert figure_of(Measure.words, [replace(ONE, criteria=0, comments=0, words=0)]) == 0


@pytest.mark.parametrize(
    ("own", "others", "is_shown"),
    [
        (FEWEST_DECISIONS, [FEWEST_DECISIONS] * FEWEST_OTHERS, True),
        (FEWEST_DECISIONS - 1, [FEWEST_DECISIONS] * FEWEST_OTHERS, False),
        (FEWEST_DECISIONS, [FEWEST_DECISIONS] * (FEWEST_OTHERS - 1), False),
        # Somebody with few decisions does not make up the number.
        (FEWEST_DECISIONS, [FEWEST_DECISIONS] * (FEWEST_OTHERS - 1) + [FEWEST_DECISIONS - 1], False),
        (0, [50] * 9, False),
        (50, [], False),
    ],
)
def test_small_numbers_are_not_compared(own: int, others: list[int], is_shown: bool) -> None:
    made = decisions(ME, 4, own) + [each for n, times in enumerate(others, 2) for each in decisions(n, n, times)]
    found = figures(made, ME)
    assert [each.measure for each in found] == list(Measure)
    assert {each.is_shown for each in found} == {is_shown}
    if not is_shown:
        assert {(each.own, each.lower, each.middle, each.upper, each.stands) for each in found} == {(None,) * 5}


@pytest.mark.parametrize(
    ("days", "stands"),
    [(1.9, Stands.below), (2, Stands.within), (3, Stands.within), (4, Stands.within), (9, Stands.above)],
)
def test_ones_figure_stands_below_within_or_above_the_middle_half(days: float, stands: Stands) -> None:
    others = [each for n, each_days in enumerate((1, 2, 3, 4, 5), 2) for each in decisions(n, each_days)]
    found = figures(decisions(ME, days) + others, ME)[0]
    assert (found.lower, found.middle, found.upper) == (2, 3, 4)
    assert found.stands is stands


def test_everybody_counts_once_however_much_they_decided() -> None:
    few = [each for n, days in enumerate((1, 2, 3), 2) for each in decisions(n, days)]
    many = [*few, *decisions(4, 3, 500)]
    assert figures(decisions(ME, 4) + few, ME) == figures(decisions(ME, 4) + many, ME)


def test_ones_own_decisions_are_not_in_the_pool() -> None:
    others = [each for n, days in enumerate((1, 2, 3), 2) for each in decisions(n, days)]
    one = figures(decisions(ME, 4) + others, ME)[0]
    other = figures(decisions(ME, 400) + others, ME)[0]
    assert (one.lower, one.middle, one.upper) == (other.lower, other.middle, other.upper)
