"""Names that stand otherwise than names do: surname first with a comma, or in capital letters."""

import re
from collections.abc import Iterator

from training.deidentification import lexicon
from training.deidentification.flags import Find, Kind
from training.deidentification.innocent import Innocents
from training.deidentification.nicknames import CAPITAL
from training.deidentification.public_names import SCHOLARS
from training.deidentification.reading import Reading
from training.deidentification.shorthand import ABBREVIATIONS
from training.deidentification.vocabulary import CALENDAR, TITLES, Vocabulary

_CAPITAL = rf"{CAPITAL}[\w’'-]{{1,30}}"
_LOUD = rf"{CAPITAL}{{2,}}(?:[’'-]{CAPITAL}{{2,}})*|{CAPITAL}[’']{CAPITAL}{{2,}}(?:-{CAPITAL}{{2,}})*"
_SMALL = r"(?:(?:van|von|de|der|den|del|di|da|al|el|la|le|zu|ten|ter|ap|ní) ){0,2}"
# "Okafor, Blessing;" in a list that parts its items by something other than a comma, or a line of its own.
_TURNED = re.compile(
    rf"(?:(?P<open>^[^\w\n]{{0,4}}(?:\d{{1,2}}[.)] )?|[;:/(|] )|(?<=\n))(?P<last>{_SMALL}{_CAPITAL}(?: {_CAPITAL})?), (?P<first>{_CAPITAL}(?: {_CAPITAL})?)"  # noqa: E501
    r"(?=(?P<close> ?[;/)|]|[ \t]*\n|\.?\s*\Z|\.\s|,? (?:and|und) | \())",
    re.MULTILINE,
)
_LOUD_TURNED = re.compile(rf"(?<![\w’'-])(?P<last>{_LOUD}),? (?P<first>{CAPITAL}[a-zß-öø-ÿ][\w’'-]{{1,30}})(?![\w’'-])")
_QUIET_LOUD = re.compile(
    rf"(?<![\w’'-])(?P<first>{CAPITAL}[a-zß-öø-ÿ][\w’'-]{{0,30}}) (?P<last>{_SMALL}(?:{_LOUD}))(?![\w’'-])"
)
_ALL_LOUD = re.compile(rf"(?<![\w’'-])(?P<first>{_LOUD}) (?:{CAPITAL}\.? )?(?P<last>{_LOUD})(?![\w’'-])")
_SHORTEST = 3


def find_listed_names(reading: Reading, vocabulary: Vocabulary, innocents: Innocents) -> Iterator[Find]:
    """Each name in full that is written as lists and forms write it; the author and scholars are left alone."""
    text, language = reading.text, reading.language
    for match in _TURNED.finditer(text):
        first, last = match["first"], match["last"]
        parted = (match["open"] or "").strip(" ([") in (";", "/", "|") or match["close"].strip() in (";", "/", "|")
        alone = "\n" in match["close"] or not match["close"].strip(". \n")
        given = first.split()[0]
        if not (parted or alone) or not (_is_first(given) or (parted and not lexicon.is_word(given, language))):
            continue
        if _is_last(last, language, vocabulary, innocents, sure=parted) and not _is_open(match, innocents):
            yield Find(match.start("last"), match.end("first"), Kind.full_name)
    for pattern in (_LOUD_TURNED, _QUIET_LOUD, _ALL_LOUD):
        for match in pattern.finditer(text):
            first, last = match["first"].title(), match["last"].split()[-1].title()
            given = _is_first(first) or (pattern is _LOUD_TURNED and not lexicon.is_word(first, language))
            if _is_open(match, innocents) or not given:
                continue
            if match["last"] in ABBREVIATIONS or not _is_loud_last(last, language, vocabulary, innocents):
                continue
            yield Find(match.start(), match.end(), Kind.full_name)


def parts_of(written: str) -> tuple[str, str]:
    """The first name and the surname of a name in full, with the capitals that such a name has."""
    turned = "," in written
    words = [word.title() if word.isupper() and len(word) > 1 else word for word in written.replace(",", " ").split()]
    if turned or (written.split()[0].isupper() and not written.split()[-1].isupper() and "." not in written):
        words = [*words[1:], words[0]] if len(words) > 1 else words
    return words[0], words[-1]


def _is_open(match: re.Match[str], innocents: Innocents) -> bool:
    """Whether the passage is left alone: the author's name, a citation or a scholar's."""
    if innocents.covers(*match.span()):
        return True
    whole = {lexicon.folded(part) for part in re.split(r"[\s,]+", match["first"] + " " + match["last"]) if part}
    return whole <= innocents.author


def _is_first(word: str) -> bool:
    return lexicon.is_first_name(word) and len(word) >= _SHORTEST - 1 and word not in TITLES and word not in CALENDAR


def _is_last(last: str, language: str, vocabulary: Vocabulary, innocents: Innocents, *, sure: bool) -> bool:
    word = last.split()[-1]
    if word in innocents.names - SCHOLARS or lexicon.is_place(word) or word.lower() in vocabulary.never_names:
        return False
    if word.lower() in vocabulary.departments or word in TITLES:
        return False
    plain = lexicon.is_word(word, language) and not lexicon.is_surname(word)
    first = lexicon.is_first_name(word) and not lexicon.is_surname(word)
    return not plain and (sure or not first) and (sure or not lexicon.is_often_a_word(word, language))


def _is_loud_last(word: str, language: str, vocabulary: Vocabulary, innocents: Innocents) -> bool:
    if len(word) < _SHORTEST or word.lower() in vocabulary.never_names | vocabulary.departments:
        return False
    if word in innocents.names - SCHOLARS or lexicon.is_place(word):
        return False
    return not lexicon.is_word(word, language) or (
        lexicon.is_surname(word) and not lexicon.is_often_a_word(word, language)
    )
