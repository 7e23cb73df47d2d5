"""Names that were typed without their capital: "dean and Kayleigh", "ayse from the fruit counter"."""

from collections.abc import Iterator, Sequence

from training.deidentification import lexicon
from training.deidentification.clues import MILD, PLAIN, clues_at
from training.deidentification.flags import Find, Kind
from training.deidentification.innocent import Innocents
from training.deidentification.reading import Reading, Word
from training.deidentification.vocabulary import PARTICLES, Vocabulary

_SHORTEST = 3
_JOINING = ("and", "und")


def find_slips(reading: Reading, taken: Sequence[Find], vocabulary: Vocabulary, innocents: Innocents) -> Iterator[Find]:
    """First names in small letters: spelled with a capital elsewhere, or standing like a name and no word at all."""
    people = {
        lexicon.folded(part)
        for find in taken
        if find.kind in (Kind.first_name, Kind.full_name)
        for part in reading.text[find.start : find.end].split()
    }
    named_ends = {find.end for find in taken if find.kind in (Kind.first_name, Kind.full_name)}
    named_starts = {find.start for find in taken if find.kind in (Kind.first_name, Kind.full_name)}
    covered = {place for find in taken for place in range(find.start, find.end)}
    for word in reading.words:
        if not word.text.islower() or not word.text.isalpha() or len(word.text) < _SHORTEST:
            continue
        if word.text in PARTICLES or lexicon.folded(word.text) in innocents.author:
            continue
        if word.start in covered or not lexicon.is_first_name(word.text):
            continue
        if innocents.covers(word.start, word.end) or word.lower in vocabulary.relations:
            continue
        if _is_slip(reading, word, people, vocabulary) or _is_joined(
            reading, word, named_starts, named_ends, vocabulary
        ):
            yield Find(word.start, word.end, Kind.first_name)


def _is_slip(reading: Reading, word: Word, people: set[str], vocabulary: Vocabulary) -> bool:
    if any(lexicon.frequency(word.text, language) for language in ("en", "de")):
        return False
    if lexicon.is_word(word.text, reading.language) or lexicon.is_place(word.text):
        return False
    if lexicon.folded(word.text) in people:
        return True
    clues = clues_at(reading, word, word, vocabulary)
    return clues.worst == 0 and (clues.best >= PLAIN - 1 or (clues.best >= MILD and len(word.text) > _SHORTEST))


def _is_joined(
    reading: Reading, word: Word, named_starts: set[int], named_ends: set[int], vocabulary: Vocabulary
) -> bool:
    """ "dean and Kayleigh", where Kayleigh is surely a person."""
    if lexicon.is_often_a_word(word.text, reading.language):
        return False
    if reading.before(word) in vocabulary.determiners:
        return False
    joint, name = reading.at(word.place + 1), reading.at(word.place + 2)
    if joint and name and joint.joined and name.joined and joint.text in _JOINING and name.start in named_starts:
        return True
    joint, name = reading.at(word.place - 1), reading.at(word.place - 2)
    return bool(joint and name and word.joined and joint.joined and joint.text in _JOINING and name.end in named_ends)
