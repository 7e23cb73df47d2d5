"""Where a comment hangs: the words it is about, found again in the same text or in one that has changed.

An anchor is two selectors of the W3C Web Annotation model together: a text quote (`exact` with the text before and
after it) and a text position (`start`, `end`). The position finds the words while the text is the same; the quote
finds them when the text is drawn otherwise, or was written anew.
"""

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from difflib import SequenceMatcher

CONTEXT = 32
"""Characters kept before and after the words."""

LIKE = 0.7
"""From this share of equal words on, other words count as the quoted ones after a change."""

LONGEST_FUZZY = 400
"""Words; a longer quote is found as it stands or not at all."""

# Signs that word processors exchange for one another, and those that nobody sees.
_SAME = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‐": "-"})
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words of a comment. `start` and `end` count the characters of the text, `end` being the first after them."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in a text; `changed` when they are not quite the quoted ones."""

    start: int
    end: int
    changed: bool = False


def anchor_at(text: str, start: int, end: int) -> Anchor | None:
    """The anchor of a stretch of text, without the white space about it; None when nothing is left."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return None
    return Anchor(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start, end)


def is_same(text: str, other: str) -> bool:
    """Whether two texts are the same words, however their white space, quotation marks and dashes are written."""
    return _folded(text).text.strip() == _folded(other).text.strip()


def places(text: str, quote: str) -> list[Place]:
    """Every place at which a quote stands in a text, first to last; a line break is as good as a space."""
    whole, wanted = _folded(text), _folded(quote).text.strip()
    return [whole.place(at, len(wanted)) for at in _occurrences(whole.text, wanted)]


def find(text: str, anchor: Anchor) -> Place | None:
    """Where the words of an anchor stand now; None when they are gone.

    The position counts while it still holds the words. Of several places the one with the most of the old text about
    it is chosen, then the nearest. Failing that, the words that are most like them.
    """
    if anchor.exact and text[anchor.start : anchor.end] == anchor.exact:
        return Place(anchor.start, anchor.end)
    whole, wanted = _folded(text), _folded(anchor.exact).text.strip()
    found = _occurrences(whole.text, wanted)
    if found:
        before, after = _folded(anchor.prefix).text.rstrip(), _folded(anchor.suffix).text.lstrip()
        hint = bisect_left(whole.origin, anchor.start)

        def fits(at: int) -> tuple[int, int]:
            behind = whole.text[at + len(wanted) : at + len(wanted) + 2 * CONTEXT].lstrip()
            ahead = whole.text[max(0, at - 2 * CONTEXT) : at].rstrip()
            return -_equal_end(ahead, before) - _equal_start(behind, after), abs(at - hint)

        return whole.place(min(found, key=fits), len(wanted))
    return _most_alike(whole, wanted)


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text as it is compared, with the place of each of its characters in the text itself."""

    text: str
    origin: list[int]
    length: int

    def place(self, at: int, long: int, *, changed: bool = False) -> Place:
        start, last = self.origin[at], at + long
        end = self.origin[last] if last < len(self.origin) else self.length
        return Place(start, end, changed)


def _folded(text: str) -> _Folded:
    letters: list[str] = []
    origin: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = text[at:end]
        if cluster.isspace():
            if not letters or letters[-1] != " ":
                letters.append(" ")
                origin.append(at)
        elif cluster not in _UNSEEN:
            for letter in unicodedata.normalize("NFKC", cluster).translate(_SAME):
                letters.append(letter)
                origin.append(at)
        at = end
    return _Folded("".join(letters), origin, len(text))


def _occurrences(text: str, wanted: str) -> list[int]:
    found: list[int] = []
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found


def _equal_end(text: str, other: str) -> int:
    return _equal_start(text[::-1], other[::-1])


def _equal_start(text: str, other: str) -> int:
    count = 0
    for one, two in zip(text, other, strict=False):
        if one != two:
            break
        count += 1
    return count


def _most_alike(whole: _Folded, wanted: str) -> Place | None:
    """The stretch of whole words that is most like the quote, if any is like it at all."""
    quote = wanted.casefold().split()
    words = _words(whole.text)
    if not 3 <= len(quote) <= LONGEST_FUZZY or not words:
        return None
    texts = [whole.text[start:end].casefold() for start, end in words]
    known: dict[str, list[int]] = {}
    for number, word in enumerate(texts):
        known.setdefault(word, []).append(number)
    # The rarest words of the quote say where to look.
    seeds = sorted({word for word in quote if word in known}, key=lambda word: (len(known[word]), word))[:6]
    starts = {max(0, number - place) for word in seeds for number in known[word][:40] for place in [quote.index(word)]}
    best: tuple[float, int, int] | None = None
    matcher = SequenceMatcher(None, [], quote, autojunk=False)
    for start in sorted(starts):
        window = texts[start : start + len(quote) + len(quote) // 4 + 1]
        matcher.set_seq1(window)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        if not blocks:
            continue
        first, last = blocks[0].a, blocks[-1].a + blocks[-1].size
        share = 2 * sum(block.size for block in blocks) / (last - first + len(quote))
        if share >= LIKE and (best is None or share > best[0]):
            best = (share, start + first, start + last)
    if best is None:
        return None
    start, end = words[best[1]][0], words[best[2] - 1][1]
    return whole.place(start, end - start, changed=True)


def _words(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for word in text.split(" "):
        if word:
            found.append((at, at + len(word)))
        at += len(word) + 1
    return found
