"""The de-identification check: what of an account might identify somebody. Plain Python, nothing leaves the machine.

`find` puts together what the readers of the package find: forms (patterns), organisations, posts, names and
shorthand. docs/decisions/0008 tells the method, what it was measured at, and what it cannot do.
"""

import re
from collections.abc import Iterable, Sequence

from training.deidentification import lexicon
from training.deidentification.authors import find_author
from training.deidentification.english import ENGLISH
from training.deidentification.flags import PERSONS, Find, Flag, HiddenFlag, Kind
from training.deidentification.german import GERMAN
from training.deidentification.hidden import is_author, own_words, property_kind
from training.deidentification.innocent import Innocents, find_innocents
from training.deidentification.listed_names import find_listed_names
from training.deidentification.organisation_words import EMPLOYERS, GENERIC, SITES
from training.deidentification.organisations import find_organisations
from training.deidentification.patterns import find_patterns
from training.deidentification.persons import find_persons
from training.deidentification.reading import Reading
from training.deidentification.roles import find_roles
from training.deidentification.shorthand import find_shorthand
from training.deidentification.wording import apply, collapse, person_words, places_of, replacement

__all__ = ["Flag", "HiddenFlag", "Kind", "apply", "find", "find_hidden"]

_VOCABULARIES = {"en": ENGLISH, "de": GERMAN}
_AN_ARTICLE = re.compile(r"^(?:The|Die|Der|Das) ")
_SHORTEST = 4
_RARE_WORD = 3000
# Where two kinds are found for one text, the more telling one stands.
_ORDER = list(Kind)


def find(text: str, *, author: str = "", known: Sequence[str] = ()) -> list[Flag]:
    """What might identify somebody, in the order of the text; English and German, the language found by itself.

    `author` is never flagged; empty, it is whoever the cover of the text names. `known` are names that surely are
    persons or organisations, such as the members of the set.
    """
    return _find(text, author or find_author(text), known)


def find_hidden(hidden: Sequence[tuple[str, str]], *, author: str = "") -> list[HiddenFlag]:
    """The same in what travels with a document beside its body: pairs of where (such as "comment") and text.

    Properties name a person or an organisation by what they are; what they name is known in the comments and tracked
    deletions too. The author is never flagged.
    """
    flags: dict[HiddenFlag, None] = {}
    free = []
    for where, text in hidden:
        kind = property_kind(where, text)
        if kind is None:
            free.append((where, text))
        elif kind is Kind.employer or not is_author(text, author):
            flags[HiddenFlag(collapse(text), kind, where)] = None
    persons = [flag.text for flag in flags if flag.kind in PERSONS]
    employers = [flag.text for flag in flags if flag.kind is Kind.employer]
    for where, text in free:
        if "." in where and not where.startswith(("comment", "tracked")) and not where.endswith((".title", ".subject")):
            continue
        own = {word for name in employers for word in own_words(name)}
        for flag in _find(text, author, persons):
            if flag.text in own:
                continue
            flags[HiddenFlag(flag.text, flag.kind, where)] = None
        for _start, _end, word in places_of(own, text):
            if not any(word in flag.text.split() and flag.where == where for flag in flags):
                flags[HiddenFlag(word, Kind.employer, where)] = None
    return list(flags)


def _find(text: str, author: str, known: Sequence[str]) -> list[Flag]:
    reading = Reading(text)
    vocabulary = _VOCABULARIES[reading.language]
    innocents = find_innocents(reading, author)
    sure = frozenset(collapse(name) for name in known if collapse(name))
    finds = list(find_patterns(text))
    finds += find_listed_names(reading, vocabulary, innocents)
    finds += find_shorthand(reading, vocabulary, innocents)
    finds += find_organisations(reading, vocabulary, innocents)
    finds += _short_forms(reading, finds, innocents)
    finds += find_roles(reading, vocabulary, innocents, finds)
    finds = _longest(finds)
    parts = sure | {part for name in sure for part in name.split() if len(part) > 2}
    finds += find_persons(reading, vocabulary, innocents, finds, parts)
    return _flags(reading, _longest(finds))


def _short_forms(reading: Reading, finds: Sequence[Find], innocents: Innocents) -> list[Find]:
    """ "Tarnwick" where the text also names Tarnwick Handling Ltd: the first word of an employer's name by itself."""
    firsts = {
        name.split()[0]: found.kind
        for found in finds
        if found.kind in (Kind.employer, Kind.care_home)
        for name in [_AN_ARTICLE.sub("", collapse(reading.text[found.start : found.end]))]
        if len(name.split()) > 1 and _is_of_its_own(name.split()[0], reading.language, innocents)
    }
    return [
        Find(word.start, word.end, firsts[word.text])
        for word in reading.words
        if word.text in firsts and not (word.opens and lexicon.is_word(word.text, reading.language))
    ]


def _is_of_its_own(word: str, language: str, innocents: Innocents) -> bool:
    """Whether a word says which organisation it is, where it stands alone."""
    if len(word) < _SHORTEST or word in GENERIC | EMPLOYERS | SITES | innocents.names or not word.isalpha():
        return False
    if lexicon.is_place(word) or lexicon.is_first_name(word) or lexicon.folded(word) in innocents.author:
        return False
    return not lexicon.is_word(word, language) if language == "de" else lexicon.frequency(word, "en") < _RARE_WORD


def _longest(finds: Iterable[Find]) -> list[Find]:
    """Of finds that overlap the longest, in the order of the text."""
    kept: list[Find] = []
    for find in sorted(finds, key=lambda found: (found.start, -found.end, _ORDER.index(found.kind))):
        if kept and find.start < kept[-1].end:
            if find.end - find.start > kept[-1].end - kept[-1].start:
                kept[-1] = find
        elif find.end > find.start:
            kept.append(find)
    return kept


def _flags(reading: Reading, finds: list[Find]) -> list[Flag]:
    """One flag for each text, with every place where it stands by itself: whole words, longest texts first."""
    text = reading.text
    kinds: dict[str, Kind] = {}
    for found in finds:
        written = collapse(text[found.start : found.end])
        if written not in kinds or _ORDER.index(found.kind) < _ORDER.index(kinds[written]):
            kinds[written] = found.kind
    if not kinds:
        return []
    spans: dict[str, list[tuple[int, int]]] = {written: [] for written in kinds}
    for start, end, written in places_of(kinds, text):
        spans[written].append((start, end))
    placed = sorted(((places[0][0], written) for written, places in spans.items() if places))
    people: dict[str, str] = {}
    flags = []
    for start, written in placed:
        kind = kinds[written]
        if kind in PERSONS:
            instead = _person(people, written, reading.language)
        else:
            instead = replacement(kind, written, text[max(0, start - 20) : start], reading.language)
        flags.append(Flag(written, kind, len(spans[written]), tuple(spans[written]), instead))
    return flags


def _person(people: dict[str, str], written: str, language: str) -> str:
    """The same words for the same person, whether named in full or in part."""
    for part in (written, *written.split()):
        if part in people:
            instead = people[part]
            break
    else:
        instead = person_words(language, len(set(people.values())))
    for part in (written, *written.split()):
        people.setdefault(part, instead)
    return instead
