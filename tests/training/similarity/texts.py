"""Texts for the tests of similarity: prose of many different words, and ways of copying it."""

import random
from collections.abc import Iterator
from itertools import count

from training.similarity.small_words import ENGLISH
from training.similarity.words import plain

_SMALL = [word for word in ENGLISH.split() if len(word) > 1][:120]
_SOUNDS = ("ba", "ke", "lo", "mi", "nu", "pra", "sto", "ven", "dri", "gal", "tem", "for")
_seeds = count(1)


def prose(words: int, seed: int | None = None) -> str:
    """So many words in sentences of twelve: every second one small, the others made up and seldom the same."""
    chance = random.Random(next(_seeds) if seed is None else seed)
    supply = _words(chance)
    sentences = [" ".join(next(supply) for _ in range(12)).capitalize() + "." for _ in range(words // 12)]
    return "\n\n".join(" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))


def _words(chance: random.Random) -> Iterator[str]:
    while True:
        yield chance.choice(_SMALL)
        yield "".join(chance.choice(_SOUNDS) for _ in range(3))


def reworded(text: str, seed: int = 1) -> str:
    """The text lightly reworded: small words changed or left out, one in eight of the others replaced."""
    chance = random.Random(seed)
    answer = []
    for word in text.split():
        is_small = plain(word) in _SMALL
        draw = chance.random()
        if is_small and draw < 0.15:
            continue
        if is_small and draw < 0.3:
            answer.append(chance.choice(_SMALL))
        elif not is_small and draw < 0.125:
            answer.append("changed" + "aeiou"[chance.randrange(5)])
        else:
            answer.append(word)
    return " ".join(answer)
