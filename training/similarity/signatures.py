"""Signatures of texts: for each stretch of words the least hashes of its shingles, by which an index finds its like.

A shingle is three words that bear matter and follow each other, whatever small words stand between them. A stretch is
told by the least of its hashes (a bottom-k MinHash): two stretches that share shingles tend to share least hashes, and
the more so the more they share. Stretches overlap, so that wherever a passage was copied from and to, some stretch of
it is the same in both texts. A whole text's MinHash would not do: where a fifth is copied, too little is alike.
"""

from hashlib import blake2b

from training.similarity.words import Words

RULES = 1
"""Raise it when words, what is set aside or signatures change: accounts are then indexed again."""

SHINGLE = 3
STRETCH = 36
"""Shingles of one stretch: some 110 words of a text."""

STEP = 18
LEAST = 8
"""Hashes kept of each stretch."""


def shingles(words: Words) -> list[int]:
    """The hashes of a text's shingles, in its order: 64 bits with a sign, the same on every machine."""
    bearing = [key for key, bears in zip(words.keys, words.bears, strict=True) if bears]
    return [hashed(" ".join(bearing[at : at + SHINGLE])) for at in range(len(bearing) - SHINGLE + 1)]


def hashed(shingle: str) -> int:
    """One shingle as a whole number of 64 bits with a sign, as databases keep it."""
    return int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest(), "big", signed=True)


def signature(words: Words) -> frozenset[int]:
    """The least hashes of every stretch of a text; none when it has no shingle."""
    found = shingles(words)
    last = max(len(found) - STRETCH, 0)
    starts = [*range(0, last, STEP), last] if found else []
    return frozenset(value for start in starts for value in sorted(set(found[start : start + STRETCH]))[:LEAST])
