"""Exact overlap: the passages that two texts share, word for word or lightly reworded, with their places in both.

Runs of equal words are found first. Runs that follow each other in both texts with little between them are chained, so
that a changed name, a turned phrase or a word left out does not end a passage. A chain counts when enough words that
bear matter are equal in the same order, and close enough together: two people who write about the same thing share
words, but not that many, in that order, in so small a space.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from training.similarity.words import Words

REACH = 14
"""The most words of either text between two equal runs of one passage."""

OFTEN = 4
"""A single word that stands more often than this in a text joins nothing."""

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
    runs = _runs(a, b)
    found: list[tuple[float, Passage]] = []
    while chain := _best_chain(runs):
        weight = sum(run.weight for run in chain)
        passage = _passage(chain, weight, a, b)
        if passage is None:
            spent = set(chain)
            runs = [each for each in runs if each not in spent]
        else:
            found.append((weight, passage))
            runs = [each for each in runs if _apart(each, chain[0], chain[-1])]
    if len(found) < SEVERAL and all(weight < ENOUGH for weight, _passage in found):
        return []
    return sorted((passage for _weight, passage in found), key=lambda each: each.start_a)


def _runs(a: Words, b: Words) -> list[_Run]:
    """The longest runs of equal words; a word by itself only where it is rare in both texts."""
    places_a, places_b = _places(a), _places(b)
    seen: set[tuple[int, int]] = set()
    runs = []
    for key, in_a in places_a.items():
        in_b = places_b.get(key, ())
        rare = len(in_a) <= OFTEN and len(in_b) <= OFTEN
        for i in in_a:
            for j in in_b:
                if (i, j) in seen:
                    continue
                start, stop = 0, 1
                while i + start > 0 and j + start > 0 and a.keys[i + start - 1] == b.keys[j + start - 1]:
                    start -= 1
                while i + stop < len(a) and j + stop < len(b) and a.keys[i + stop] == b.keys[j + stop]:
                    stop += 1
                if stop - start == 1 and not rare:
                    continue
                bearing = [step for step in range(start, stop) if a.bears[i + step]]
                seen.update((i + step, j + step) for step in bearing)
                small = stop - start - len(bearing)
                runs.append(_Run(i + start, j + start, stop - start, len(bearing) + SMALL_WEIGHT * small))
    return sorted(runs)


def _places(words: Words) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for at, (key, bears) in enumerate(zip(words.keys, words.bears, strict=True)):
        if bears:
            places[key].append(at)
    return places


def _best_chain(runs: Sequence[_Run]) -> list[_Run]:
    """The runs of the passage that scores most; none when nothing weighs enough."""
    best: list[float] = []
    before: list[int | None] = []
    first = 0
    for at, run in enumerate(runs):
        while runs[first].a + runs[first].length + REACH < run.a and first < at:
            first += 1
        score, link = run.weight, None
        for earlier in range(first, at):
            other = runs[earlier]
            gap_a, gap_b = run.a - other.a - other.length, run.b - other.b - other.length
            if 0 <= gap_a <= REACH and 0 <= gap_b <= REACH:
                joined = best[earlier] + run.weight - GAP_COST * max(gap_a, gap_b)
                if joined > score:
                    score, link = joined, earlier
        best.append(score)
        before.append(link)
    if not best or max(best) < LITTLE:
        return []
    at = best.index(max(best))
    chain = [runs[at]]
    while (link := before[at]) is not None:
        at = link
        chain.append(runs[at])
    return chain[::-1]


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
