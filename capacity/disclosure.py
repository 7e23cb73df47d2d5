"""What may be shown of counts of people, so that nobody can be picked out, by subtraction either.

The rule (invariant 30): no published count from fewer than k people. Counts of *current* facilitators are exempt, since
their names are listed; every other is bound.

**One idea carries it.** The groups that are shown (the total, regions, units and their sub-units) cut the people into
blocks: two places are in one block when exactly the same shown groups hold them. Whatever a reader adds and subtracts
among shown counts, what comes out is a sum of whole blocks. So a group is shown only while every block holds nobody or
at least k. Then no small count can be had: a hidden group of 1 to k - 1 people cuts a block that holds at least k, and
one person moved inside that block changes the hidden count and no shown one. The same holds for any two queries, as
both read one table over one fixed hierarchy; a filter picks rows of that table and is never counted anew.

Groups are tried in the order of their importance and, among equals, the largest first. So a small group is hidden
together with the next smallest, which is secondary suppression as OECD and ONS describe it.

**Two-sided.** Where a count is part of a known one, the rest is derived with it: trained less current (lapsed or
paused), current less active (dormant), current less due. Both sides of every block are held to the rule, so trained,
lapsed and paused are hidden together where one follows from the others.

**Zero.** A zero describes nobody, so it is no small count; but it can still reveal. Six units with one trainee each,
beside zeros that are shown and a total of 6, would be read as "one each". So a zero is shown only where it already
follows from what is shown: nothing beside it is hidden. ONS output checking names both risks, zeros beside low counts
and class disclosure: "all current facilitators here are active" waits, too, until it says nothing about fewer than k
people anywhere below. One case is let through: with nobody lapsed or paused, trained equals current, and whoever it
counts is on the list by name.

What is kept safe is the arithmetic of shown numbers. Which of two equal counts gives cover is the caller's order, and a
reader who knows that order and reruns the choice on guesses can narrow a hidden count further.

Where two breakdowns cross (units that span regions) the blocks are their crossings: safe, and more is hidden in the
breakdown that comes second than subtraction alone would need.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from capacity.supply import State

Block = frozenset[Hashable]
Tally = Mapping[Any, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """One count as it may be shown; `value` is None when it is hidden, and the true count is nowhere in it."""

    label: Hashable
    value: int | None

    @property
    def hidden(self) -> bool:
        """Whether the page says "hidden" in place of a number."""
        return self.value is None


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A list of counts as it may be shown: cells in their order, the total, and the hidden ones together."""

    cells: tuple[Cell, ...]
    total: int | None
    others: int | None


class Place(NamedTuple):
    """The smallest area in which people are counted: those of one unit itself, at sites of one region."""

    unit: Hashable
    region: Hashable


@dataclass(frozen=True, slots=True)
class Table:
    """Every count of one organisation that may be shown: `rows[breakdown][label][state]`, and the total."""

    total: Mapping[State, Cell]
    rows: Mapping[str, Mapping[Hashable, Mapping[State, Cell]]]


def suppress(cells: Mapping[Any, int], *, total_shown: bool = True, k: int = 5) -> Suppressed:
    """A list of disjoint counts, made safe; with `total_shown` against subtraction from the total too.

    The worked example (domain §7): 12, 4, 30 → 30, total 46, the two others 16 together. A total below k hides all.
    """
    everybody: Block = frozenset(cells)
    order = sorted(({label} for label in cells), key=lambda group: -_sum(cells, group))
    groups = [everybody, *map(frozenset, order)] if total_shown else [frozenset(group) for group in order]
    shown = _choose(groups, everybody, _Rule((cells,)), k)
    safe = tuple(Cell(label, count if frozenset([label]) in shown else None) for label, count in cells.items())
    total = sum(cells.values()) if total_shown and everybody in shown else None
    return Suppressed(safe, total, together(Cell("total", total), safe))


def together(parent: Cell, children: Sequence[Cell]) -> int | None:
    """The hidden children of a shown parent as one sum; None when there is no such sum to show.

    Reads shown cells alone, so it tells nothing that they do not. The children must make up the parent.
    """
    if parent.value is None or sum(child.hidden for child in children) < 2:
        return None
    return parent.value - sum(child.value for child in children if child.value is not None)


def publish(
    counts: Mapping[State, Mapping[Place, int]],
    breakdowns: Mapping[str, Mapping[Hashable, frozenset[Place]]],
    k: int = 5,
) -> Table:
    """The table of an organisation by each breakdown, safe as a whole; earlier breakdowns are shown first.

    `counts` as `capacity.supply.count_states` gives them; a breakdown maps each label to its places (`unit_groups`,
    `region_groups`). Call it once for the whole organisation: a page of one unit shows rows of the same table.
    """
    places = frozenset(place for tally in counts.values() for place in tally)
    everybody = places.union(*(group for groups in breakdowns.values() for group in groups.values()))
    shown = _shown_groups(counts, everybody, [list(groups.values()) for groups in breakdowns.values()], k)

    def row(label: Hashable, group: Block) -> dict[State, Cell]:
        return {state: Cell(label, _sum(counts[state], group) if group in shown[state] else None) for state in State}

    rows = {name: {label: row(label, group) for label, group in groups.items()} for name, groups in breakdowns.items()}
    return Table(row("total", everybody), rows)


def unit_groups(places: Iterable[Place], parents: Mapping[Any, Any]) -> dict[Hashable, frozenset[Place]]:
    """The places of every unit with its sub-units; `parents` names each unit's parent, None at the top."""
    members: dict[Hashable, list[Place]] = {unit: [] for unit in parents}
    for place in places:
        unit = place.unit
        while unit is not None:
            members[unit].append(place)
            unit = parents[unit]
    return {unit: frozenset(found) for unit, found in members.items()}


def region_groups(places: Iterable[Place]) -> dict[Hashable, frozenset[Place]]:
    """The places of every region."""
    members: dict[Hashable, list[Place]] = {}
    for place in places:
        members.setdefault(place.region, []).append(place)
    return {region: frozenset(found) for region, found in members.items()}


@dataclass(frozen=True, slots=True)
class _Rule:
    """What must hold in every block before a count is shown.

    `counts`: each is 0 or at least k: the count itself and what follows from it. `whole`: the shown count that they
    make up; where it is 0, so are they. `pinning`: those whose zero in a block gives the rest at each of its places.
    """

    counts: tuple[Tally, ...]
    whole: Tally | None = None
    pinning: tuple[Tally, ...] = ()

    def allows(self, block: Block, k: int) -> bool:
        """Whether the counts of this block may be known."""
        if not all(_is_enough(_sum(tally, block), k) for tally in self.counts):
            return False
        if self.whole is None or all(_sum(tally, block) for tally in self.pinning):
            return True
        return all(_is_enough(self.whole.get(place, 0), k) for place in block)

    def must_wait(self, group: Block, blocks: Sequence[Block]) -> bool:
        """Whether the group has a zero that does not follow from the blocks shown so far; see "Zero" above."""
        if self.whole is not None and _sum(self.whole, group) == 0:
            return False
        for tally in self.counts:
            nobody: Block = frozenset().union(*(block for block in blocks if _sum(tally, block) == 0))
            if _sum(tally, group) == 0 and not group <= nobody:
                return True
        return False


def _shown_groups(
    counts: Mapping[State, Tally], everybody: Block, order: Iterable[Iterable[Block]], k: int
) -> dict[State, set[Block]]:
    """For each state the groups whose count is shown."""

    def less(tally: Tally, part: Tally) -> Tally:
        return {place: tally.get(place, 0) - part.get(place, 0) for place in everybody}

    current, active, due = counts[State.current], counts[State.active], counts[State.due]
    away = less(counts[State.trained], current)
    dormant, not_due = less(current, active), less(current, due)
    paused = less(away, counts[State.lapsed])
    breakdowns = [list(groups) for groups in order]
    every_group = {everybody, *(group for groups in breakdowns for group in groups)}

    def chosen(state: State, rule: _Rule, among: set[Block] = every_group) -> set[Block]:
        groups = [everybody]
        for breakdown in breakdowns:
            groups += sorted(breakdown, key=lambda group: (-_sum(counts[state], group), -len(group)))
        return _choose([group for group in groups if group in among], everybody, rule, k)

    trained = chosen(State.trained, _Rule((counts[State.trained], away)))
    activity = chosen(State.active, _Rule((active, dormant), whole=current, pinning=(active, dormant)))
    return {
        State.trained: trained,
        State.current: every_group,
        State.active: activity,
        State.dormant: activity,
        State.due: chosen(State.due, _Rule((due, not_due), whole=current, pinning=(not_due,))),
        # Only where trained is shown: a block of lapsed is then made of whole blocks of trained, whose rest is known.
        State.lapsed: chosen(State.lapsed, _Rule((counts[State.lapsed], paused), whole=away), among=trained),
        State.in_training: chosen(State.in_training, _Rule((counts[State.in_training],))),
    }


def _choose(groups: Sequence[Block], everybody: Block, rule: _Rule, k: int) -> set[Block]:
    """The groups that can be shown together, tried in order. A total of zero need not wait."""
    blocks: list[Block] = []
    shown: set[Block] = set()
    for group in groups:
        if group != everybody and rule.must_wait(group, blocks):
            continue
        pieces = _cut(blocks, group)
        if all(rule.allows(piece, k) for piece in pieces):
            blocks = pieces
            shown.add(group)
    return shown


def _cut(blocks: Sequence[Block], group: Block) -> list[Block]:
    """The blocks after one more group is shown."""
    rest = group.difference(*blocks)
    pieces = [piece for block in blocks for piece in (block & group, block - group)]
    return [piece for piece in (*pieces, rest) if piece]


def _is_enough(count: int, k: int) -> bool:
    return count == 0 or count >= k


def _sum(tally: Tally, block: Iterable[Hashable]) -> int:
    return sum(tally.get(place, 0) for place in block)
