import pytest

from capacity.disclosure import Cell, Place, publish, region_groups, suppress, together, unit_groups
from capacity.supply import State

K = 5


def numbers(*counts: int) -> dict[str, int]:
    return dict(zip("ABCDEFGH", counts, strict=False))


@pytest.mark.parametrize(
    ("case", "counts", "shown", "total", "others"),
    [
        ("the worked example", (12, 4, 30), (None, None, 30), 46, 16),
        ("nothing small", (12, 5, 30), (12, 5, 30), 47, None),
        ("two small ones that cover each other", (3, 2, 30), (None, None, 30), 35, 5),
        ("two small ones that are small together", (2, 1, 9, 30), (None, None, None, 30), 42, 12),
        ("a total below five", (3, 1), (None, None), None, None),
        ("a zero beside a hidden total", (1, 1, 1, 1, 0), (None,) * 5, None, None),
        ("one cell, which is the total", (7,), (7,), 7, None),
        ("one small cell", (4,), (None,), None, None),
        ("nobody at all", (0, 0), (0, 0), 0, None),
        ("a zero that says nothing of the others", (6, 0, 30), (6, 0, 30), 36, None),
        ("a zero that would say each of the others is not zero", (1, 1, 1, 1, 1, 0), (None,) * 6, 5, 5),
        ("a zero is no cover for a small one", (4, 0, 30), (None, None, None), 34, 34),
        ("of two equals the later is hidden", (9, 9, 2), (9, None, None), 20, 11),
    ],
)
def test_a_small_count_is_hidden_with_the_next_smallest(case, counts, shown, total, others):
    found = suppress(numbers(*counts), k=K)

    assert tuple(cell.value for cell in found.cells) == shown, case
    assert (found.total, found.others) == (total, others), case


def test_without_a_total_a_small_count_needs_no_cover():
    found = suppress(numbers(12, 4, 30), total_shown=False)

    assert [cell.value for cell in found.cells] == [12, None, 30]
    assert found.total is None
    assert found.others is None


def test_themes_use_their_own_threshold():
    assert [cell.hidden for cell in suppress(numbers(12, 9, 30), k=10).cells] == [True, True, False]


def test_a_hidden_cell_holds_no_trace_of_its_count():
    assert suppress(numbers(4, 30, 12)).cells[0] == Cell("A", None)


def test_hidden_groups_are_summed_from_shown_numbers_alone():
    assert together(Cell("all", 46), [Cell("A", None), Cell("B", None), Cell("C", 30)]) == 16
    assert together(Cell("all", None), [Cell("A", None), Cell("B", None)]) is None
    assert together(Cell("all", 40), [Cell("A", 10), Cell("B", 30)]) is None


# One organisation: two regions, a unit in each, one unit with two sub-units.
PARENTS = {"trust": None, "north": "trust", "south": "trust", "ward": "north", "clinic": "north"}
PLACES = [Place("ward", "N"), Place("clinic", "N"), Place("south", "S")]


def table(**counts: tuple[int, int, int]):
    """The table of the organisation from counts in ward, clinic and south."""
    zeros = (0, 0, 0)
    idle = tuple(a - b for a, b in zip(counts.get("current", zeros), counts.get("active", zeros), strict=True))
    tallies = {
        state: dict(zip(PLACES, idle if state == State.dormant else counts.get(state, zeros), strict=True))
        for state in State
    }
    return publish(tallies, {"region": region_groups(PLACES), "unit": unit_groups(PLACES, PARENTS)}, K)


def shown(found, state: State) -> dict[str, int | None]:
    cells = {"total": found.total, **found.rows["region"], **found.rows["unit"]}
    return {label: row[state].value for label, row in cells.items()}


def test_current_is_never_hidden_since_its_people_are_listed_by_name():
    found = table(trained=(1, 2, 9), current=(1, 2, 3), active=(1, 0, 0))

    assert shown(found, State.current) == {
        "total": 6, "N": 3, "S": 3, "trust": 6, "north": 3, "south": 3, "ward": 1, "clinic": 2,
    }  # fmt: skip


def test_trained_and_lapsed_are_hidden_together_where_current_would_give_the_lapsed():
    found = table(trained=(8, 8, 20), current=(8, 6, 12), lapsed=(0, 2, 8))

    # 14 current of 16 trained in the north: two have lapsed, and so would 8 of 10 in all less 8 in the south.
    assert shown(found, State.trained) == {
        "total": 36, "N": None, "S": None, "trust": 36, "north": None, "south": None, "ward": None, "clinic": None,
    }  # fmt: skip
    assert shown(found, State.lapsed) == {
        "total": 10, "N": None, "S": None, "trust": 10, "north": None, "south": None, "ward": None, "clinic": None,
    }  # fmt: skip


def test_lapsed_is_hidden_where_it_would_give_the_few_on_leave():
    found = table(trained=(0, 0, 30), current=(0, 0, 20), lapsed=(0, 0, 8))

    assert found.total[State.trained].value == 30
    assert found.total[State.lapsed].hidden


def test_active_is_hidden_where_current_would_give_the_few_who_are_not():
    found = table(trained=(0, 0, 20), current=(0, 0, 20), active=(0, 0, 17))

    assert found.total[State.active].hidden
    assert found.total[State.dormant].hidden


def test_active_and_dormant_are_both_shown_from_five_people_on():
    found = table(trained=(0, 0, 17), current=(0, 0, 17), active=(0, 0, 12))

    assert found.total[State.active].value == 12
    assert found.total[State.dormant].value == 5


@pytest.mark.parametrize(("active", "expected"), [((3, 9, 9), None), ((0, 0, 0), None), ((3, 9, 4), 16)])
def test_all_or_none_active_is_not_said_above_a_unit_of_three_whom_it_would_describe(active, expected):
    found = table(trained=(3, 9, 9), current=(3, 9, 9), active=active)

    assert found.total[State.active].value == expected


def test_trained_is_shown_while_nobody_has_lapsed_though_units_are_small():
    found = table(trained=(3, 9, 9), current=(3, 9, 9))

    assert shown(found, State.trained) == {
        "total": 21, "N": 12, "S": 9, "trust": 21, "north": 12, "south": 9, "ward": None, "clinic": None,
    }  # fmt: skip


def test_a_parent_less_its_shown_children_never_leaves_a_small_one():
    found = table(in_training=(3, 8, 10))

    assert shown(found, State.in_training) == {
        "total": 21, "N": 11, "S": 10, "trust": 21, "north": 11, "south": 10, "ward": None, "clinic": None,
    }  # fmt: skip
    children = [found.rows["unit"][unit][State.in_training] for unit in ("ward", "clinic")]
    assert together(found.rows["unit"]["north"][State.in_training], children) == 11


def test_few_due_are_hidden_and_so_are_few_who_are_not():
    assert table(current=(0, 0, 17), due=(0, 0, 4)).total[State.due].hidden
    assert table(current=(0, 0, 17), due=(0, 0, 13)).total[State.due].hidden
    assert table(current=(0, 0, 17), due=(0, 0, 6)).total[State.due].value == 6
    assert table(current=(0, 0, 17), due=(0, 0, 0)).total[State.due].value == 0


def test_all_due_is_not_said_above_a_unit_of_three_whom_it_would_describe():
    assert table(current=(3, 9, 9), due=(3, 9, 9)).total[State.due].hidden


def test_a_page_of_one_unit_shows_the_same_numbers_as_the_whole():
    found = table(in_training=(6, 8, 10))

    assert found.rows["unit"]["north"][State.in_training].value == found.rows["region"]["N"][State.in_training].value
    assert found.rows["unit"]["trust"][State.in_training].value == found.total[State.in_training].value
