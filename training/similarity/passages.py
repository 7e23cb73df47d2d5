"""Exact overlap: the passages that two texts share, word for word or lightly reworded, with their places in both.

Runs of equal words are found first. Runs that follow each other in both texts with little between them are chained, so
that a changed name, a turned phrase or a word left out does not end a passage. A chain counts when enough words that
bear matter are equal in the same order, and close enough together: two people who write about the same thing share
words, but not that many, in that order, in so small a space.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

from training.similarity.words import Words

REACH = 14
"""The most words of either text between two equal runs of one passage."""

OFTEN = 4
"""A single word that stands more often than this in a text joins nothing."""

MOST_PAIRS = 1_600
"""A word that stands so often in both texts that more pairs of places come of it begins nothing. It bounds the work."""

SMALL_WEIGHT = 0.2
"""What an equal small word weighs; one that bears matter weighs 1."""

GAP_COST = 0.22
"""What a word between two runs takes away."""

ENOUGH = 10.0
"""What a passage weighs that counts by itself: some 20 words that are equal."""

LITTLE, SEVERAL = 7.0, 3
"""So many shorter ones count together: where sentences changed their places, none is long."""

DENSITY = 0.42
"""The least part of a passage's weight, in either text, that is equal."""


class _Run(NamedTuple):
    """Equal words: places in the first text and the second, how many, and what they weigh."""

    a: int
    b: int
    length: int
    weight: float


@dataclass(frozen=True, slots=True)
class Passage:
    """One shared passage: its characters in each text, and the words in it that are set equal."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    words_a: int
    words_b: int
    equal: int

    def turned(self) -> "Passage":
        """The same passage with the second text first."""
        return Passage(self.start_b, self.end_b, self.start_a, self.end_a, self.words_b, self.words_a, self.equal)


def shared_passages(a: Words, b: Words) -> list[Passage]:
    """The passages that two texts share, in the order of the first. No word of either serves two passages."""
    found: list[tuple[float, Passage]] = []
    taken: list[tuple[_Run, _Run]] = []
    waiting: list[tuple[float, int, list[_Run], list[_Run]]] = []  # a heap: the best chain of each group first

    def wait(group: list[_Run], number: int) -> None:
        score, chain = _best_chain(group)
        if score >= LITTLE:
            heappush(waiting, (-score, number, chain, group))

    for number, group in enumerate(_groups(_runs(a, b))):
        wait(group, number)
    while waiting:
        _score, number, chain, group = heappop(waiting)
        free = [run for run in group if all(_apart(run, *ends) for ends in taken)]
        if len(free) < len(group):
            wait(free, number)
            continue
        weight = sum(run.weight for run in chain)
        if passage := _passage(chain, weight, a, b):
            found.append((weight, passage))
            taken.append((chain[0], chain[-1]))
        spent = set(chain)
        wait([run for run in group if run not in spent], number)
    if len(found) < SEVERAL and all(weight < ENOUGH for weight, _passage in found):
        return []
    return sorted((passage for _weight, passage in found), key=lambda each: each.start_a)


def _runs(a: Words, b: Words) -> list[_Run]:
    """The longest runs of equal words; a word by itself only where it is rare in both texts."""
    keys_a, keys_b, bears = a.keys, b.keys, a.bears
    last_a, last_b = len(keys_a) - 1, len(keys_b) - 1
    places_a, places_b = a.places, b.places
    seen: set[tuple[int, int]] = set()
    runs = []
    for key in places_a.keys() & places_b.keys():
        in_a, in_b = places_a[key], places_b[key]
        if len(in_a) * len(in_b) > MOST_PAIRS:
            continue
        rare = len(in_a) <= OFTEN and len(in_b) <= OFTEN
        for i in in_a:
            for j in in_b:
                goes_back = i > 0 and j > 0 and keys_a[i - 1] == keys_b[j - 1]
                goes_on = i < last_a and j < last_b and keys_a[i + 1] == keys_b[j + 1]
                if not goes_back and not goes_on:
                    if rare:
                        runs.append(_Run(i, j, 1, 1.0))
                    continue
                if (i, j) in seen:
                    continue
                start, stop = i, i + 1
                shift = j - i
                while start > 0 and start + shift > 0 and keys_a[start - 1] == keys_b[start + shift - 1]:
                    start -= 1
                while stop <= last_a and stop + shift <= last_b and keys_a[stop] == keys_b[stop + shift]:
                    stop += 1
                bearing = [at for at in range(start, stop) if bears[at]]
                seen.update((at, at + shift) for at in bearing)
                small = stop - start - len(bearing)
                runs.append(_Run(start, start + shift, stop - start, len(bearing) + SMALL_WEIGHT * small))
    runs.sort()
    return runs


def _groups(runs: Sequence[_Run]) -> list[list[_Run]]:
    """The runs, those together that may come into one chain, in order; without groups that weigh too little."""
    above = list(range(len(runs)))
    ends = [(run.a + run.length, run.b + run.length) for run in runs]

    def root(at: int) -> int:
        while above[at] != at:
            above[at] = at = above[above[at]]
        return at

    near: list[int] = []
    for at, run in enumerate(runs):
        start_a, start_b = run.a, run.b
        near = [each for each in near if start_a - ends[each][0] <= REACH]
        for each in near:
            end_a, end_b = ends[each]
            if start_a >= end_a and 0 <= start_b - end_b <= REACH:
                above[root(at)] = root(each)
        near.append(at)
    groups: dict[int, list[_Run]] = defaultdict(list)
    for at, run in enumerate(runs):
        groups[root(at)].append(run)
    return [group for group in groups.values() if sum(run.weight for run in group) >= LITTLE]


def _best_chain(runs: Sequence[_Run]) -> tuple[float, list[_Run]]:
    """The runs of the passage that scores most, and its score; 0 where there is none."""
    best: list[float] = []
    before: list[int | None] = []
    near: list[int] = []
    for at, run in enumerate(runs):
        score, link = run.weight, None
        near = [each for each in near if run.a - runs[each].a - runs[each].length <= REACH]
        for each in near:
            gap = _gap(runs[each], run)
            if gap is not None and best[each] + run.weight - GAP_COST * gap > score:
                score, link = best[each] + run.weight - GAP_COST * gap, each
        near.append(at)
        best.append(score)
        before.append(link)
    if not best:
        return 0.0, []
    top = max(best)
    at = best.index(top)
    chain = [runs[at]]
    while (link := before[at]) is not None:
        at = link
        chain.append(runs[at])
    return top, chain[::-1]


def _gap(run: _Run, later: _Run) -> int | None:
    """The words between two runs that follow each other in both texts; None when they do not, or too far apart."""
    gap_a, gap_b = later.a - run.a - run.length, later.b - run.b - run.length
    return max(gap_a, gap_b) if 0 <= gap_a <= REACH and 0 <= gap_b <= REACH else None


def _passage(chain: Sequence[_Run], weight: float, a: Words, b: Words) -> Passage | None:
    """The passage of a chain; None when what is equal stands too far apart."""
    first, last = chain[0], chain[-1]
    to_a, to_b = last.a + last.length, last.b + last.length
    if weight < DENSITY * max(_weight(a, first.a, to_a), _weight(b, first.b, to_b)):
        return None
    return Passage(
        a.starts[first.a],
        a.ends[to_a - 1],
        b.starts[first.b],
        b.ends[to_b - 1],
        a.ranks[to_a - 1] - a.ranks[first.a] + 1,
        b.ranks[to_b - 1] - b.ranks[first.b] + 1,
        sum(run.length for run in chain),
    )


def _weight(words: Words, start: int, stop: int) -> float:
    bearing = sum(words.bears[start:stop])
    return bearing + SMALL_WEIGHT * (stop - start - bearing)


def _apart(run: _Run, first: _Run, last: _Run) -> bool:
    """Whether a run lies outside a passage in both texts."""
    in_a = first.a < run.a + run.length and run.a < last.a + last.length
    in_b = first.b < run.b + run.length and run.b < last.b + last.length
    return not in_a and not in_b
