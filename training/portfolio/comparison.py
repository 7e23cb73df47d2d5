"""Two versions of a text side by side in one: what stayed, what came and what went, in words that can be read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

ALIKE = 0.4
"""Below this share of common words two paragraphs are shown whole, one gone and one new: patches cannot be read."""


class Change(StrEnum):
    """What became of a piece of text."""

    same = "same"
    added = "added"
    removed = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with one fate. Pieces put together give the texts back, white space included."""

    change: Change
    text: str


def compare(before: str, after: str) -> list[list[Piece]]:
    """The paragraphs of both texts in one order, each as its pieces; paragraphs are parted by blank lines."""
    old, new = _paragraphs(before), _paragraphs(after)
    found: list[list[Piece]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            found += [[Piece(Change.same, paragraph)] for paragraph in old[a:b]]
        else:
            for gone, come in zip_longest(old[a:b], new[c:d]):
                found += _one_paragraph(gone, come)
    return found


def _one_paragraph(gone: str | None, come: str | None) -> list[list[Piece]]:
    if gone is None or come is None:
        change, text = (Change.added, come) if gone is None else (Change.removed, gone)
        return [[Piece(change, text or "")]]
    old, new = re.findall(r"\S+\s*", gone), re.findall(r"\S+\s*", come)
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new])
    if matcher.quick_ratio() < ALIKE or matcher.ratio() < ALIKE:
        return [[Piece(Change.removed, gone)], [Piece(Change.added, come)]]
    pieces: list[Piece] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Change.same, _joined(new[c:d])))
        else:
            pieces += [Piece(Change.removed, _joined(old[a:b]))] if b > a else []
            pieces += [Piece(Change.added, _joined(new[c:d]))] if d > c else []
    return [pieces]


def _paragraphs(text: str) -> list[str]:
    return [paragraph for paragraph in re.split(r"\n\s*\n", text.strip()) if paragraph]


def _joined(words: Sequence[str]) -> str:
    return "".join(words)
