"""The names that the installation knows, found in a text and taken out of it.

What is known for certain is replaced for certain, before anything is guessed: people, organisations and their units,
sites and regions, sets, programmes. A name counts wherever it begins and ends with a word, over a line break too, and
with "Kestle's" or "Okafor–Reid" for "Okafor-Reid".
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

WORD = re.compile(r"[^\W_]+")
BETWEEN = re.compile(r"[^\w\n]{0,3}\n?[^\w\n]{0,3}")
"""What may stand between two words of one name: a space, a hyphen, " & ", the end of a line."""

FEWEST_LETTERS = 2
# First words of organisations and places that name nothing by themselves.
GENERAL = frozenset(
    WORD.findall(
        """
        a an and association at borough care central centre charity chief children church city college community
        council county director district east executive family first foundation general great green group head health
        high home hospice hospital house housing institute learning limited little local ltd main manager middle
        national new nhs north northern old our park people public region regional residential royal saint school
        service services set social society south southern st station street support team the trust training
        university upper lower west western eastern young
        """
    )
)


class NameKind(StrEnum):
    """What bears a name."""

    author = "author"
    person = "person"
    organisation = "organisation"
    place = "place"
    part = "part"
    group = "group"


STANDS_FOR = {
    NameKind.author: "[author]",
    NameKind.person: "[name]",
    NameKind.organisation: "[organisation]",
    NameKind.place: "[place]",
    NameKind.part: "[part of the organisation]",
    NameKind.group: "[group]",
}
# Words in lower case are still the name of these; "care at home" is not the unit "Care at home".
_FREELY_WRITTEN = {NameKind.author, NameKind.person, NameKind.organisation, NameKind.place}


@dataclass(frozen=True)
class Name:
    """A name word by word. `freely`: upper and lower case do not matter."""

    words: tuple[str, ...]
    kind: NameKind
    freely: bool


@dataclass(frozen=True)
class Found:
    """A name at a place in a text."""

    start: int
    end: int
    kind: NameKind


class Names:
    """Names by their first word, so that thousands of them are looked up in one pass over a text."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        self._by_first: dict[str, list[Name]] = defaultdict(list)
        for name in dict.fromkeys(names):
            self._by_first[name.words[0].casefold()].append(name)

    def found_in(self, text: str, *, first: "Names | None" = None) -> Iterator[Found]:
        """The names in a text from left to right, the longest at each place; those of `first` before ours.

        The text is expected in Unicode form NFC; see `composed`.
        """
        words = list(WORD.finditer(text))
        position = 0
        while position < len(words):
            best = max(
                (
                    (length, -order, name.kind)
                    for order, names in enumerate((first, self) if first else (self,))
                    for name in names._by_first.get(words[position][0].casefold(), ())
                    if (length := _length_at(name, words, position, text))
                ),
                default=None,
            )
            if best is None:
                position += 1
                continue
            last = words[position + best[0] - 1]
            yield Found(words[position].start(), last.end(), best[2])
            position += best[0]

    def replaced_in(self, text: str, *, first: "Names | None" = None) -> str:
        """The text with a word for its kind in the place of each name."""
        parts, end = [], 0
        for found in self.found_in(text, first=first):
            parts += [text[end : found.start], STANDS_FOR[found.kind]]
            end = found.end
        return "".join([*parts, text[end:]])


def composed(text: str) -> str:
    """A text in Unicode form NFC, so that "Siân" is one word however it was typed."""
    return unicodedata.normalize("NFC", text)


def person_names(given: str, family: str, *others: str, kind: NameKind = NameKind.person) -> Iterator[Name]:
    """A person's whole name in both orders, each name alone, and each half of a double name."""
    for whole in (f"{given} {family}", f"{family} {given}", *others):
        yield from _name(whole, kind)
    for single in (given, family):
        yield from _name(single, kind)
        for part in WORD.findall(composed(single)):
            if part[0].isupper():
                yield from _name(part, kind)


def thing_names(name: str, kind: NameKind) -> Iterator[Name]:
    """The name of an organisation, place, unit or set; of the first two also its first word, if that says anything."""
    yield from _name(name, kind)
    words = WORD.findall(composed(name))
    if kind in {NameKind.organisation, NameKind.place} and len(words) > 1:
        first = next((word for word in words if word.casefold() not in GENERAL), "")
        if len(first) > FEWEST_LETTERS and first[0].isupper():
            yield from _name(first, kind)


def _name(written: str, kind: NameKind) -> Iterator[Name]:
    words = tuple(WORD.findall(composed(written)))
    if sum(map(len, words)) >= FEWEST_LETTERS and not all(word.isdigit() for word in words):
        yield Name(words, kind, freely=len(words) > 1 and kind in _FREELY_WRITTEN)


def _length_at(name: Name, words: list[re.Match[str]], position: int, text: str) -> int:
    """How many words of the text from here on are this name; 0 when they are not."""
    taken = words[position : position + len(name.words)]
    if len(taken) < len(name.words):
        return 0
    if not all(_same(word[0], known, name.freely) for word, known in zip(taken, name.words, strict=True)):
        return 0
    gaps = (text[one.end() : two.start()] for one, two in pairwise(taken))
    return len(taken) if all(BETWEEN.fullmatch(gap) for gap in gaps) else 0


def _same(word: str, known: str, freely: bool) -> bool:
    return word.casefold() == known.casefold() if freely else word in {known, known.upper()}
