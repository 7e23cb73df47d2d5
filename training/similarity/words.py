"""The words of a text as they are compared: with their place, and without what a copyist changes without thinking."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress
from operator import itemgetter

from training.similarity.small_words import SMALL_WORDS

_WORD = re.compile(r"[^\W_]+(?:(?:\u00ad|[-‐‑][ \t]*\n?[ \t]*|['’])[^\W_]+)*")
_ENDINGS = ("ings", "ing", "edly", "ied", "ies", "ed", "es", "en", "ly", "s", "e", "y")
_STEM = 6
_SHORTEST_STEM = 3


@dataclass(frozen=True)
class Words:
    """The words of a text in their order. `keys` are what is compared, `starts` and `ends` characters of the text.

    `bears` says of each whether it bears matter, which a small word does not. What was set aside, such as a
    quotation, is not among them; `ranks` counts it all the same, and so does `total`.
    """

    keys: list[str]
    bears: list[bool]
    starts: list[int]
    ends: list[int]
    ranks: list[int]
    total: int

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word that bears matter stands, by its key."""
        places: dict[str, list[int]] = {}
        for at in compress(range(len(self)), self.bears):
            places.setdefault(self.keys[at], []).append(at)
        return places


def words_of(text: str, set_aside: Iterable[tuple[int, int]] = ()) -> Words:
    """The words of a text but for those that begin within the spans `set_aside`, which are in order and apart."""
    found = [(match.group(), *match.span()) for match in _WORD.finditer(text)]
    ranks: list[int] = []
    after = 0
    for start, end in set_aside:
        before = bisect_left(found, start, lo=after, key=itemgetter(1))
        ranks.extend(range(after, before))
        after = bisect_left(found, end, lo=before, key=itemgetter(1))
    ranks.extend(range(after, len(found)))
    kept = [found[rank] for rank in ranks]
    keyed = [_key(word) for word, _start, _end in kept]
    return Words(
        [key for key, _bears in keyed],
        [bears for _key, bears in keyed],
        [start for _word, start, _end in kept],
        [end for _word, _start, end in kept],
        ranks,
        len(found),
    )


def plain(word: str) -> str:
    """A word in lower case, without accents, ligatures, hyphens and what follows an apostrophe."""
    decomposed = unicodedata.normalize("NFKD", word.replace("’", "'").casefold()).split("'")[0]
    return "".join(sign for sign in decomposed if sign.isalnum())


@lru_cache(maxsize=50_000)
def _key(word: str) -> tuple[str, bool]:
    """What a word is compared by, and whether it bears matter: small words stay, all others lose their ending."""
    lower = plain(word)
    if lower in SMALL_WORDS:
        return lower, False
    return _stem(lower), True


def _stem(word: str) -> str:
    """The beginning of a word, the same for its forms and for its British, American and Swiss spelling."""
    if any(sign.isdigit() for sign in word):
        return word
    spelled = word.replace("z", "s").replace("ae", "e").replace("oe", "e").replace("our", "or").replace("ogue", "og")
    spelled = re.sub(r"(?<=[^aeiou])re$", "er", spelled)
    spelled = re.sub(r"c(?=[ei])", "s", spelled)
    spelled = re.sub(r"(.)\1", r"\1", spelled)
    spelled = spelled.removesuffix("me") if spelled.endswith("ame") and len(spelled) > _STEM else spelled
    for ending in _ENDINGS:
        if spelled.endswith(ending) and len(spelled) - len(ending) >= _SHORTEST_STEM:
            spelled = spelled[: -len(ending)]
            break
    return re.sub(r"(.)\1$", r"\1", spelled)[:_STEM]
