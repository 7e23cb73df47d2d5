import hashlib
import random
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from assessments.iqa.sampling import (
    DEFAULT_POLICY,
    AssessorFacts,
    Band,
    Decision,
    Policy,
    Reason,
    Stratum,
    band_of,
    draw,
    interim_wanted,
    new_seed,
    size,
)

A, B, C, D = Band.unqualified, Band.new, Band.established, Band.concern
TODAY = date(2026, 11, 26)
SEED = "2026Q4-7F3A-91C2"


@pytest.mark.parametrize(
    ("case", "band", "decided", "options", "expected"),
    [
        ("worked: established, 12 trainees x 3 units, floor 3", C, 36, {"floor": 3}, 6),
        ("worked: unqualified", A, 4, {}, 4),
        ("worked: new, 5 and half of the other 4", B, 9, {}, 7),
        ("worked: first run, established", C, 10, {"first_run": True}, 5),
        ("the floor is higher than the rate", C, 6, {"floor": 3}, 3),
        ("never more than there are", C, 2, {"floor": 3}, 2),
        ("one decision rounds up to one", C, 1, {}, 1),
        ("an exact product is not rounded up", C, 20, {}, 3),
        ("none decided", C, 0, {}, 0),
        ("new, fewer than five", B, 3, {}, 3),
        ("new, two of the first five lie in this period", B, 9, {"firsts": 2}, 6),
        ("new, past the first five", B, 9, {"firsts": 0}, 5),
        ("a concern", D, 9, {}, 5),
        ("first run does not lower full sampling", A, 9, {"first_run": True}, 9),
    ],
)
def test_a_sample_is_the_rate_rounded_up_or_the_floors(case, band, decided, options, expected):
    assert size(band, decided, **options) == expected, case


@pytest.mark.parametrize(
    ("case", "assessor", "band"),
    [
        ("in training", AssessorFacts(qualified=False, agreed=50), A),
        ("qualified today", AssessorFacts(qualified=True), B),
        ("nine agreed", AssessorFacts(qualified=True, agreed=9), B),
        ("ten agreed", AssessorFacts(qualified=True, agreed=10), C),
        ("new, with a concern", AssessorFacts(qualified=True, agreed=9, concern_on=TODAY), B),
        ("overturned today", AssessorFacts(qualified=True, agreed=40, concern_on=TODAY), D),
        ("six months, four agreed", AssessorFacts(True, 40, date(2026, 5, 26), 4), D),
        ("a day short of six months", AssessorFacts(True, 40, date(2026, 5, 27), 9), D),
        ("six months and five agreed", AssessorFacts(True, 40, date(2026, 5, 26), 5), C),
    ],
)
def test_an_assessor_is_in_one_band(case, assessor, band):
    assert band_of(assessor, TODAY) == band, case


def test_six_months_after_the_end_of_august_is_the_end_of_february():
    assessor = AssessorFacts(True, 40, date(2026, 8, 31), 5)

    assert band_of(assessor, date(2027, 2, 27)) == D
    assert band_of(assessor, date(2027, 2, 28)) == C


def test_a_centre_may_set_other_rates():
    assert size(C, 40, Policy(established_percent=25)) == 10
    assert size(B, 9, Policy(first_decisions=2, new_percent=100)) == 9


def test_interim_samples_are_a_share_of_all_samples():
    assert [interim_wanted(summative) for summative in (0, 1, 7, 70)] == [0, 1, 3, 30]


def test_a_seed_names_its_period():
    assert new_seed("2026-Q4", bytes.fromhex("7f3a91c2")) == SEED


@pytest.mark.parametrize("number", [0, 3, 5])
def test_a_seed_is_made_from_four_bytes(number):
    with pytest.raises(ValueError, match="four"):
        new_seed("2026-Q4", bytes(number))


def decision(number: int, **values) -> Decision:
    ordinary = {"assessor": "ann", "award": "ALF 1.0", "unit": "U1", "band": C}
    return Decision(id=f"d{number}", **ordinary | values)


def quarter(**values) -> list[Decision]:
    """The worked example: an established assessor, 12 trainees x 3 units, one referral for each unit."""
    return [
        decision(number, unit=f"U{number % 3 + 1}", is_refer=number in (3, 7, 11), **values) for number in range(36)
    ]


def ids(found) -> list[str]:
    return [pick.decision_id for pick in found.picks]


def codes(found) -> Counter:
    return Counter(pick.reason.code for pick in found.picks)


def test_the_worked_quarter_gives_six_picks_over_every_unit():
    found = draw(quarter(), DEFAULT_POLICY, SEED)

    assert len(found.picks) == 6
    assert codes(found) == {"refer_floor": 1, "assessor_unit_floor": 2, "rate": 3}
    assert [(stratum.unit, stratum.decided, stratum.picked) for stratum in found.strata] == [
        ("U1", 12, 2),
        ("U2", 12, 2),
        ("U3", 12, 2),
    ]
    assert found.missed == ()


def test_the_same_seed_gives_the_same_draw_whatever_the_order_of_the_list():
    shuffled = quarter()
    random.Random(1).shuffle(shuffled)

    assert draw(shuffled, DEFAULT_POLICY, SEED) == draw(quarter(), DEFAULT_POLICY, SEED)


def test_another_seed_gives_another_draw():
    draws = {tuple(sorted(ids(draw(quarter(), DEFAULT_POLICY, f"2026Q4-0000-000{number}")))) for number in range(8)}

    assert len(draws) == 8


def test_anyone_with_sha_256_can_repeat_a_draw():
    decisions = [decision(number) for number in range(20)]
    first_three = sorted(decisions, key=lambda one: hashlib.sha256(f"{SEED}|{one.id}".encode()).hexdigest())[:3]

    assert ids(draw(decisions, DEFAULT_POLICY, SEED)) == [one.id for one in first_three]
    # As `printf "2026Q4-7F3A-91C2|d0" | sha256sum`, and so on, puts them.
    assert ids(draw(decisions, DEFAULT_POLICY, SEED)) == ["d14", "d19", "d12"]


def test_every_decision_has_about_the_same_chance():
    decisions = [decision(number) for number in range(20)]
    chosen = Counter(
        one for number in range(1000) for one in ids(draw(decisions, DEFAULT_POLICY, f"2026Q4-0000-{number:04}"))
    )

    # 3 of 20 in 1,000 draws: 150 expected, standard deviation about 11.
    assert all(100 < chosen[one.id] < 200 for one in decisions)


@pytest.mark.parametrize(
    ("case", "values", "reason"),
    [
        ("an unqualified assessor", {"band": A}, Reason("unqualified", {"assessor": "ann"})),
        ("a managed conflict", {"managed_conflict": True}, Reason("managed_conflict", {"assessor": "ann"})),
        (
            "the fifth decision of a new assessor",
            {"band": B, "nth": 5},
            Reason("first_decisions", {"assessor": "ann", "nth": 5, "first": 5}),
        ),
    ],
)
def test_some_decisions_are_always_looked_at(case, values, reason):
    decisions = [decision(number, **values) for number in range(8)]

    found = draw(decisions, DEFAULT_POLICY, SEED)

    assert len(found.picks) == 8, case
    assert {pick.reason.code for pick in found.picks} == {reason.code}
    assert found.picks[0].reason == reason


def test_of_a_new_assessor_the_first_five_and_half_of_the_rest_are_looked_at():
    found = draw([decision(nth, band=B, nth=nth) for nth in range(1, 10)], DEFAULT_POLICY, SEED)

    assert {"d1", "d2", "d3", "d4", "d5"} < set(ids(found))
    assert codes(found) == {"first_decisions": 5, "rate": 2}


def test_of_a_new_assessor_only_those_of_the_first_five_in_this_period_are_looked_at_in_full():
    found = draw([decision(nth, band=B, nth=nth) for nth in range(4, 13)], DEFAULT_POLICY, SEED)

    assert codes(found) == {"first_decisions": 2, "rate": 4}


def test_a_floor_of_two_asks_for_one_where_one_was_decided():
    found = draw([decision(1, is_refer=True)], Policy(per_assessor_and_unit=2), SEED)

    assert found.missed == ()


def test_a_first_run_is_looked_at_by_half_in_any_band():
    found = draw([decision(number, first_run=True) for number in range(10)], DEFAULT_POLICY, SEED)

    assert len(found.picks) == 5


def test_decisions_under_a_conflict_spare_no_other():
    decisions = [decision(number, managed_conflict=number < 4) for number in range(24)]

    found = draw(decisions, DEFAULT_POLICY, SEED)

    assert codes(found) == {"managed_conflict": 4, "rate": 3}


def test_a_pick_by_rate_explains_its_numbers():
    found = draw(quarter(), DEFAULT_POLICY, SEED)

    assert found.picks[-1].reason == Reason(
        "rate",
        {"assessor": "ann", "award": "ALF 1.0", "band": "C", "percent": 15, "decided": 36, "wanted": 6},
    )


def test_every_method_site_assessor_unit_and_referral_is_reached():
    decisions = [
        *quarter(methods=frozenset({"written_task"}), site="Aldgarth"),
        decision(50, methods=frozenset({"observation_record"}), site="Aldgarth"),
        decision(51, methods=frozenset({"written_task"}), site="Brackenmoor"),
        decision(52, assessor="bob", unit="U2", is_refer=True),
        decision(53, assessor="bob", unit="U2"),
    ]

    found = draw(decisions, DEFAULT_POLICY, SEED)

    assert {"d50", "d51", "d52"} < set(ids(found))
    assert {pick.decision_id: pick.reason for pick in found.picks if pick.decision_id in ("d50", "d51", "d52")} == {
        "d50": Reason("method_floor", {"method": "observation_record"}),
        "d51": Reason("site_floor", {"site": "Brackenmoor"}),
        "d52": Reason("refer_floor", {"assessor": "bob"}),
    }
    assert found.missed == ()


def test_floors_above_the_rate_are_all_picked():
    decisions = [decision(number, unit=f"U{number}") for number in range(8)]

    found = draw(decisions, DEFAULT_POLICY, SEED)

    assert len(found.picks) == 8
    assert codes(found) == {"assessor_unit_floor": 8}


def test_a_floor_that_cannot_be_met_is_named_with_why():
    found = draw(
        [decision(1, methods=frozenset({"written_task"}))],
        DEFAULT_POLICY,
        SEED,
        methods=["meeting_log"],
        sites=["Aldgarth"],
    )

    assert found.missed == (
        Reason("refer", {"assessor": "ann", "why": "none_decided"}),
        Reason("method", {"method": "meeting_log", "why": "none_decided"}),
        Reason("site", {"site": "Aldgarth", "why": "none_decided"}),
    )


def test_a_floor_is_missed_when_an_earlier_draw_passed_over_all_that_could_meet_it():
    decisions = [decision(1, site="Aldgarth"), decision(2, is_refer=True)]

    found = draw(decisions, DEFAULT_POLICY, SEED, {"d1": False})

    assert Reason("site", {"site": "Aldgarth", "why": "passed_over"}) in found.missed
    assert ids(found) == ["d2"]


def test_a_yearly_floor_met_earlier_in_the_year_is_met():
    earlier = decision(99, is_refer=True, methods=frozenset({"written_task"}), site="Aldgarth")
    decisions = [
        replace(one, methods=frozenset({"written_task"}), site="Aldgarth") for one in quarter() if not one.is_refer
    ]

    found = draw(decisions, DEFAULT_POLICY, SEED, sampled_this_year=[earlier])

    assert found.missed == ()
    assert "method_floor" not in codes(found)
    assert "site_floor" not in codes(found)


def test_a_later_draw_takes_account_of_earlier_ones():
    decisions = quarter()
    early = decisions[:12]
    first = draw(early, DEFAULT_POLICY, SEED)
    covered = {one.id: one.id in ids(first) for one in early}

    second = draw(decisions, DEFAULT_POLICY, "2026Q4-0B5E-11D0", covered)

    assert len(first.picks) == 3  # one for each unit, above ceil(15% of 12) = 2
    assert len(second.picks) == 3  # six of 36 over the period
    assert not set(ids(second)) & set(covered)
    assert sum(stratum.picked for stratum in second.strata) == 6


def test_what_was_drawn_is_not_drawn_again():
    decisions = quarter()
    first = draw(decisions, DEFAULT_POLICY, SEED)

    again = draw(decisions, DEFAULT_POLICY, SEED, {one.id: one.id in ids(first) for one in decisions})

    assert again.picks == ()
    assert again.strata == first.strata


def test_awards_of_one_assessor_are_counted_apart():
    decisions = [decision(number, award=award) for award, number in (("ALF 1.0", 1), ("DA 1.0", 2))]

    found = draw(decisions, DEFAULT_POLICY, SEED)

    assert found.strata == (Stratum("ann", "ALF 1.0", "U1", 1, 1), Stratum("ann", "DA 1.0", "U1", 1, 1))


def test_an_empty_quarter_draws_nothing():
    found = draw([], DEFAULT_POLICY, SEED)

    assert (found.picks, found.strata, found.missed) == ((), (), ())
