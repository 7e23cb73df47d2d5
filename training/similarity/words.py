"""The words of a text as they are compared: with their place, and without what a copyist changes without thinking."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from training.similarity.small_words import SMALL_WORDS

_WORD = re.compile(r"[^\W_]+(?:(?:\u00ad|[-‐‑][ \t]*\n?[ \t]*|['’])[^\W_]+)*")
_ENDINGS = ("ings", "ing", "edly", "ied", "ies", "ed", "es", "en", "ly", "s", "e", "y")
_STEM = 6
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
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


def words_of(text: str, set_aside: Iterable[tuple[int, int]] = ()) -> Words:
    """The words of a text but for those that begin within the spans `set_aside`, which are in order and apart."""
    keys, bears, starts, ends, ranks = [], [], [], [], []
    spans = iter([*set_aside, (len(text), len(text))])
    begin, finish = next(spans)
    rank = -1
    for rank, found in enumerate(_WORD.finditer(text)):
        start = found.start()
        while start >= finish and finish < len(text):
            begin, finish = next(spans)
        if begin <= start < finish:
            continue
        key, matter = _key(found.group())
        keys.append(key)
        bears.append(matter)
        starts.append(start)
        ends.append(found.end())
        ranks.append(rank)
    return Words(keys, bears, starts, ends, ranks, rank + 1)


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
