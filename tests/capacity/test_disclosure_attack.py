"""The attack that a reader of the capacity pages could make: add and subtract whatever is shown, over all pages."""

from itertools import combinations, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capacity.disclosure import Place, publish, region_groups, suppress, unit_groups
from capacity.supply import State

K = 3  # small numbers make small counts frequent
PRIME = 2**61 - 1

# Everybody is in one of these; the counts of the page are sums of them.
KINDS = ("active due", "active", "dormant due", "dormant", "lapsed", "paused", "in_training")
CURRENT = KINDS[:4]
MEASURES = {
    "trained": KINDS[:6],
    "current": CURRENT,
    "active": ("active due", "active"),
    "dormant": ("dormant due", "dormant"),
    "due": ("active due", "dormant due"),
    "lapsed": ("lapsed",),
    "in_training": ("in_training",),
}
# Counted on no page, but just as telling if they could be had.
UNPUBLISHED = {"away": ("lapsed", "paused"), "paused": ("paused",), "not due": ("active", "dormant")}

PARENTS = {
    "trust": None,
    "north": "trust",
    "ward": "north",
    "clinic": "north",
    "south": "trust",
    "lodge": "trust",
}
NESTED = [Place("ward", "N"), Place("clinic", "N"), Place("south", "S"), Place("lodge", "S")]
CROSSING = [Place("ward", "N"), Place("ward", "S"), Place("clinic", "S"), Place("lodge", "N")]


class Hierarchy:
    """The fixed groups of one organisation, and every small change of who is where and what."""

    def __init__(self, places):
        self.places = places
        self.breakdowns = {"region": region_groups(places), "unit": unit_groups(places, PARENTS)}
        self.groups = {("total", "total"): frozenset(places)} | {
            (name, label): group for name, groups in self.breakdowns.items() for label, group in groups.items()
        }
        self.cells = {(key, state): (group, MEASURES[state]) for key, group in self.groups.items() for state in State}
        self.moves = [(move, self._changed(move)) for move in self._moves()]

    def _moves(self):
        """Changes of one or two people: away or to, elsewhere, into another kind, or two such at two places."""
        for kind, place in product(KINDS, self.places):
            yield {(kind, place): 1}
            yield {(kind, place): -1}
        for here, there in permutations(self.places, 2):
            for kind in KINDS:
                yield {(kind, here): -1, (kind, there): 1}
        turns = [*permutations(CURRENT, 2), ("lapsed", "paused"), ("paused", "lapsed")]
        for (old, new), place in product(turns, self.places):
            yield {(old, place): -1, (new, place): 1}
        for (old, new), (other_old, other_new) in product(turns, repeat=2):
            for here, there in combinations(self.places, 2):
                yield {(old, here): -1, (new, here): 1, (other_old, there): -1, (other_new, there): 1}

    def _changed(self, move):
        return {
            cell
            for cell, (group, kinds) in self.cells.items()
            if sum(step for (kind, place), step in move.items() if kind in kinds and place in group)
        }

    def publish(self, people):
        tallies = {
            state: {place: sum(people[kind, place] for kind in MEASURES[state]) for place in self.places}
            for state in State
        }
        table = publish(tallies, self.breakdowns, K)
        rows = {("total", "total"): table.total} | {
            (name, label): row for name, part in table.rows.items() for label, row in part.items()
        }
        return {(key, state): rows[key][state].value for key, state in self.cells}


HIERARCHIES = {"nested": Hierarchy(NESTED), "crossing": Hierarchy(CROSSING)}


def count(people, group, kinds):
    return sum(people[kind, place] for kind in kinds for place in group)


def echelon(rows):
    """The rows reduced, by leading column: a sum of them can then be recognised."""
    reduced = {}
    for row in rows:
        rest = remainder(row, reduced)
        lead = next((column for column, value in enumerate(rest) if value), None)
        if lead is not None:
            inverse = pow(rest[lead], -1, PRIME)
            reduced[lead] = [value * inverse % PRIME for value in rest]
    return reduced


def remainder(row, reduced):
    """What is left of a row when the reduced ones are taken off: nothing, when it is a sum of them."""
    rest = list(row)
    for column in range(len(rest)):
        if rest[column] and column in reduced:
            factor = rest[column]
            rest = [(value - factor * other) % PRIME for value, other in zip(rest, reduced[column], strict=True)]
    return rest


@pytest.mark.parametrize("name", HIERARCHIES)
@given(numbers=st.lists(st.sampled_from([0, 0, 0, 1, 1, 2, 3, 5]), min_size=28, max_size=28))
def test_no_sum_of_shown_counts_is_a_count_of_fewer_than_k_people(name, numbers):
    hierarchy = HIERARCHIES[name]
    columns = list(product(KINDS, hierarchy.places))
    people = dict(zip(columns, numbers, strict=True))

    def vector(group, kinds):
        return [int(kind in kinds and place in group) for kind, place in columns]

    shown = hierarchy.publish(people)
    known = echelon(vector(*hierarchy.cells[cell]) for cell, value in shown.items() if value is not None)
    for size in range(1, len(hierarchy.places) + 1):
        for group in combinations(hierarchy.places, size):
            for measure, kinds in (MEASURES | UNPUBLISHED).items():
                if measure != "current" and 0 < count(people, group, kinds) < K:
                    assert any(remainder(vector(group, kinds), known)), (measure, group)


@pytest.mark.parametrize("name", HIERARCHIES)
@given(numbers=st.lists(st.sampled_from([0, 0, 0, 1, 1, 2, 3, 5]), min_size=28, max_size=28))
def test_each_hidden_small_count_could_be_another_though_no_count_is_below_zero(name, numbers):
    hierarchy = HIERARCHIES[name]
    people = dict(zip(product(KINDS, hierarchy.places), numbers, strict=True))
    shown = hierarchy.publish(people)

    visible = {cell for cell, value in shown.items() if value is not None}
    unseen = set()
    for move, changed in hierarchy.moves:
        if changed.isdisjoint(visible) and all(people[atom] + step >= 0 for atom, step in move.items()):
            unseen |= changed
    for cell, (group, kinds) in hierarchy.cells.items():
        everyone_is_listed = cell[1] == State.trained and not count(people, group, UNPUBLISHED["away"])
        if 0 < count(people, group, kinds) < K and cell not in visible and not everyone_is_listed:
            assert cell in unseen, cell


@pytest.mark.parametrize("name", HIERARCHIES)
@given(numbers=st.lists(st.sampled_from([0, 0, 0, 1, 1, 2, 3, 5]), min_size=28, max_size=28))
def test_what_is_shown_is_true_and_never_from_fewer_than_k_people(name, numbers):
    hierarchy = HIERARCHIES[name]
    people = dict(zip(product(KINDS, hierarchy.places), numbers, strict=True))

    for (key, state), value in hierarchy.publish(people).items():
        if value is None:
            assert state != State.current
        else:
            assert value == count(people, *hierarchy.cells[key, state])
            assert state == State.current or value == 0 or value >= K, (key, state)


@given(counts=st.lists(st.integers(0, 9), min_size=1, max_size=6), k=st.integers(2, 5))
def test_in_a_list_every_sum_of_hidden_cells_that_can_be_had_is_of_k_people(counts, k):
    found = suppress(dict(enumerate(counts)), k=k)
    hidden = [cell.label for cell in found.cells if cell.hidden]

    if found.total is None:
        assert 0 < sum(counts) < k
        assert len(hidden) == len(counts)
    else:
        rest = found.total - sum(cell.value for cell in found.cells if cell.value is not None)
        assert len(hidden) != 1
        assert rest == 0 or rest >= k
        assert found.others == (rest if hidden else None)


@pytest.mark.parametrize(("cells", "k"), [(2, 5), (3, 4), (4, 3)])
def test_no_list_tells_that_each_hidden_cell_holds_one(cells, k):
    explanations = {}
    for counts in product(range(k + 1), repeat=cells):
        found = suppress(dict(enumerate(counts)), k=k)
        explanations.setdefault((found.total, *(cell.value for cell in found.cells)), []).append(counts)

    for shown, possible in explanations.items():
        hidden = [place for place, value in enumerate(shown[1:]) if value is None]
        if hidden and any(all(counts[place] == 1 for place in hidden) for counts in possible):
            assert len(possible) > 1, shown
