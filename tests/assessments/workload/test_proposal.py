"""Who takes which unit: balanced, explained, the same each time, and never somebody who may not."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.workload.proposal import Against, Because, Desk, Piece, Tie, propose

SENT = datetime(2026, 11, 2, 9, tzinfo=UTC)
RUTH, OMAR, TESS = Desk(1, "Ruth", 2, 8), Desk(2, "Omar", 1, 8), Desk(3, "Tess", 1, 2)


def piece(key=1, ago=0, **fields):
    return Piece(key, SENT - timedelta(days=ago), **fields)


@pytest.mark.parametrize(
    ("desks", "facts", "chosen", "because"),
    [
        ([RUTH, OMAR], {}, 2, Because.most_room),
        ([RUTH, OMAR, TESS], {}, 2, Because.most_room),  # 2 of 8 is less full than 2 of 2
        ([Desk(1, "Ruth", 1, 8), OMAR], {}, 2, Because.most_room),  # the same load: by name
        ([RUTH, OMAR], {"ties": {1: Tie.works_with}}, 1, Because.works_with),
        ([RUTH, OMAR], {"ties": {1: Tie.works_with, 2: Tie.assessed_before}}, 2, Because.assessed_before),
        ([RUTH, OMAR], {"ties": {1: Tie.cover, 2: Tie.assessed_before}}, 1, Because.cover),
        ([Desk(1, "Ruth", 8, 8), OMAR], {"ties": {1: Tie.works_with}}, 2, Because.most_room),  # known, but full
        ([Desk(1, "Ruth", 8, 8), OMAR], {"ties": {1: Tie.cover}}, 1, Because.cover),  # named, though full
        ([Desk(1, "Ruth", 9, 8), Desk(2, "Omar", 4, 2)], {}, 1, Because.all_full),
        ([RUTH, OMAR], {"against": {2: Against.supervises}}, 1, Because.most_room),
        ([RUTH, OMAR], {"against": {1: Against.away}, "ties": {1: Tie.cover}}, 2, Because.most_room),
        ([Desk(1, "Ruth", 0, 0), OMAR], {}, 2, Because.most_room),
        ([Desk(1, "Ruth", 0, 0), OMAR], {"ties": {1: Tie.cover}}, 1, Because.cover),
    ],
)
def test_one_unit_goes_to_whom_the_rule_says(desks, facts, chosen, because):
    [found] = propose([piece(**facts)], desks)
    assert (found.desk.key, found.because) == (chosen, because)
    assert found.open_then == next(desk.open for desk in desks if desk.key == chosen) + 1


@pytest.mark.parametrize("stands", list(Against))
def test_nobody_is_proposed_against_whom_something_stands_and_it_is_named(stands):
    [found] = propose([piece(against={1: stands})], [RUTH])
    assert (found.desk, found.because, found.against) == (None, None, {1: stands})


def test_who_takes_no_new_work_is_named_as_well():
    [found] = propose([piece()], [Desk(1, "Ruth", 0, 0)])
    assert (found.desk, found.against) == (None, {1: Against.takes_none})


def test_resubmissions_go_first_and_then_the_longest_waiting():
    pieces = [piece(1, 3), piece(2, 5), piece(3, 1, is_again=True), piece(4, 5)]
    assert [found.piece.key for found in propose(pieces, [RUTH])] == [3, 2, 4, 1]


def test_what_is_given_out_counts_for_what_comes_next():
    found = propose([piece(key) for key in range(4)], [RUTH, OMAR])
    assert [(each.desk.name, each.open_then) for each in found] == [
        ("Omar", 2),
        ("Omar", 3),
        ("Ruth", 3),
        ("Omar", 4),
    ]


KEYS = st.integers(1, 5)
desks_drawn = st.lists(
    st.builds(Desk, KEYS, st.sampled_from("abc"), st.integers(0, 9), st.integers(0, 9)),
    unique_by=lambda desk: desk.key,
    max_size=5,
)
pieces_drawn = st.lists(
    st.builds(
        Piece,
        st.integers(1, 99),
        st.integers(0, 30).map(lambda ago: SENT - timedelta(days=ago)),
        st.booleans(),
        st.dictionaries(KEYS, st.sampled_from(Against)),
        st.dictionaries(KEYS, st.sampled_from(Tie)),
    ),
    unique_by=lambda each: each.key,
    max_size=12,
)


@given(pieces_drawn, desks_drawn, st.randoms())
def test_the_same_facts_in_another_order_give_the_same_proposal(pieces, desks, random):
    before = propose(pieces, desks)
    random.shuffle(pieces)
    random.shuffle(desks)
    assert propose(pieces, desks) == before


@given(pieces_drawn, desks_drawn)
def test_every_unit_is_answered_once_and_by_nobody_who_may_not(pieces, desks):
    found = propose(pieces, desks)
    assert sorted(each.piece.key for each in found) == sorted(each.key for each in pieces)
    for each in found:
        if each.desk is None:
            assert set(each.against) == {desk.key for desk in desks}
        else:
            assert each.desk.key not in each.piece.against
            assert each.desk.key not in each.against


@given(pieces_drawn, desks_drawn)
def test_nobody_goes_over_a_target_while_somebody_who_may_has_room(pieces, desks):
    load = {desk.key: desk.open for desk in desks}
    for each in propose(pieces, desks):
        if each.desk is None:
            continue
        free = [desk for desk in desks if desk.key not in each.against]
        has_room = [desk for desk in free if load[desk.key] < desk.target]
        if each.because is not Because.cover and has_room:
            assert load[each.desk.key] < each.desk.target
        if each.because in {Because.most_room, Because.all_full}:
            pool = [desk for desk in (has_room or free) if desk.key not in each.piece.ties] or [each.desk]
            least = min(Fraction(load[desk.key] + 1, max(desk.target, 1)) for desk in pool)
            assert Fraction(load[each.desk.key] + 1, max(each.desk.target, 1)) <= least
        load[each.desk.key] += 1
        assert each.open_then == load[each.desk.key]
