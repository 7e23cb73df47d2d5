"""Comparing accounts: what is made of a text first, and which of the passages found are worth an assessor's look."""

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import TypeVar

from training.similarity.passages import Passage
from training.similarity.set_aside import phrases, set_aside, without_phrases
from training.similarity.stock import SAYINGS
from training.similarity.words import Words, words_of

COMMON_PEOPLE = 5
"""From so many people on, a short passage is what people of the centre say, or what a task told them to write."""

COMMON_WORDS = 40
"""The longest such passage. More than this is shown however many share it: that is no phrase."""

MOST_CHARACTERS = 60_000
"""What is read of a text: some 10,000 words, many times an account. It bounds the work."""

Other = TypeVar("Other", bound=Hashable)

_COVERED = 0.8


def comparable(text: str, own_words: tuple[str, ...] = ()) -> Words:
    """The words of a text that count: quotations, sourced sentences and sayings of the field set aside.

    `own_words` are texts that everybody may repeat besides, such as the criteria of the award.
    """
    text = text[:MOST_CHARACTERS]
    return without_phrases(words_of(text, set_aside(text)), _known(own_words))


@lru_cache(maxsize=64)
def _known(own_words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return phrases((*SAYINGS, *own_words))


def uncommon(found: Mapping[Other, list[Passage]], authors: Mapping[Other, Hashable]) -> dict[Other, list[Passage]]:
    """What one text shares with others, without the short passages that it shares with many people.

    `found` are its passages by the other text, it being the first of each; `authors` who wrote each of these.
    """
    return {
        other: kept
        for other, passages in found.items()
        if (kept := [each for each in passages if not _is_common(each, found, authors)])
    }


def _is_common(passage: Passage, found: Mapping[Other, list[Passage]], authors: Mapping[Other, Hashable]) -> bool:
    if passage.words_a > COMMON_WORDS:
        return False
    people = {authors[other] for other, passages in found.items() if _cover(passages, passage)}
    return len(people) >= COMMON_PEOPLE


def _cover(passages: list[Passage], passage: Passage) -> bool:
    """Whether what a text shares with another, in one piece or in several, takes in nearly all of a passage."""
    overlaps = (min(each.end_a, passage.end_a) - max(each.start_a, passage.start_a) for each in passages)
    return sum(each for each in overlaps if each > 0) >= _COVERED * (passage.end_a - passage.start_a)


def share(passages: list[Passage], words: Words, *, second: bool = False) -> float:
    """What part of a text's words stands in these passages, from 0 to 1; of the second text where `second`."""
    if not words.total:
        return 0.0
    return min(1.0, sum(each.words_b if second else each.words_a for each in passages) / words.total)
