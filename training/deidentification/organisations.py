"""Employers, sites and care homes: capitals that end in a word for an organisation, or stand where people work."""

import re
from collections.abc import Iterator

from training.deidentification import lexicon
from training.deidentification.firms import find_firms
from training.deidentification.flags import Find, Kind
from training.deidentification.innocent import Innocents
from training.deidentification.organisation_words import (
    BETWEEN_SITE,
    CARE,
    CARE_ENDINGS,
    EMPLOYERS,
    GENERIC,
    GERMAN_CARE,
    GERMAN_ENDS,
    GERMAN_MADE,
    GERMAN_SITE_ENDS,
    OPENINGS,
    SITES,
    SMALL_EMPLOYERS,
    SMALL_JOINTS,
    SMALL_SITES,
)
from training.deidentification.reading import Reading, Word
from training.deidentification.vocabulary import CALENDAR, TITLES, Vocabulary, words
from training.deidentification.workplaces import LIVED_IN, capital_runs, find_bare_names, find_workplaces

_OF_A_SAINT = re.compile(
    r",? (?:of|at|in) (?:St\.?|Saint|Sankt) [A-ZÀ-Þ][\w-]{2,20}(?:[’']s?)?(?: Hospital| Hospice| Infirmary)?"
)
_NUMBERED = re.compile(
    r"\b(?:Ward|Wing|Station|Wache|Unit|Platoon|Block|Filiale|Pflegestation|Werk|Halle) (?:\d{1,4}[A-Z]?|[A-H])(?![\w’'-])"  # noqa: E501
)
SITE_PREFIXES = words(
    "St Saint Sankt HMP HMYOI YOI HMS RAF USS JVA RNAS Ysbyty Plas Llys Bryn Canolfan Haus Villa Camp Fort"
)
_QUARTERS = words("Süd Nord Ost West Mitte Nordost Nordwest Südost Südwest Stadtmitte")
_PREFIXES = SITE_PREFIXES - words("St Saint Sankt")
_EMPLOYER_PREFIXES = words("Ysbyty HMS")
_OF = re.compile(
    r"\b(?:University|Diocese|Archdiocese|Borough|Royal Borough|College|School|Parish|Universität|Diözese|Erzdiözese|Stadt|Gemeinde"  # noqa: E501
    r"|Landkreis|Bezirkshauptmannschaft|City Council|Hospital|Hospiz|Land)"
    r" (?:of |in |am )?(?:(?:the |St\.? |Saint |Great |West |East |North |South |Mid |Bad |Sankt )?[A-ZÄÖÜ][\w’'-]{2,40})(?: (?:and|und) [A-ZÄÖÜ][\w’'-]{2,40})?"  # noqa: E501
)
# "Junction 29 depot"
_NUMBERED_SITE = re.compile(
    rf"\b[A-Z][\w’-]{{2,20}} \d{{1,3}} (?:(?:{'|'.join(sorted(BETWEEN_SITE))}) )?(?:{'|'.join(sorted(SMALL_SITES - {'branch', 'practice', 'unit'}))})\b"  # noqa: E501
)
_OLD_HOUSE = re.compile(
    r"\b(?:at|in|to|from|of) ([Tt]he Old (?:Deanery|Rectory|Vicarage|Manse|Parsonage|Schoolhouse|School|Mill|Bakery|Forge|Chapel|Courthouse"  # noqa: E501
    r"|Town Hall|Library|Fire Station|Police Station|Brewery|Stables|Barn|Dairy|Granary|Foundry|Tannery|Maltings))(?![\w’-])"  # noqa: E501
)
_RARELY = 100
_AROUND = 160


def find_organisations(reading: Reading, vocabulary: Vocabulary, innocents: Innocents) -> Iterator[Find]:
    """Each passage that names an employer, a site or a care home."""
    if reading.language == "en":
        for match in _OF.finditer(reading.text):
            if (
                match.group().split()[1] == "of"
                and not innocents.covers(*match.span())
                and not _is_country(match.group())
            ):
                kind = Kind.site if match.group().startswith("Parish") else Kind.employer
                yield Find(match.start(), match.end(), kind)
    for match in _NUMBERED.finditer(reading.text):
        if match.group().split()[0] != "Unit":
            of = _OF_A_SAINT.match(reading.text, match.end())
            yield Find(match.start(), of.end() if of else match.end(), Kind.site)
    for match in _NUMBERED_SITE.finditer(reading.text) if reading.language == "en" else ():
        yield Find(match.start(), match.end(), Kind.site)
    for match in _OLD_HOUSE.finditer(reading.text):
        yield Find(match.start(1), match.end(1), Kind.site)
    for run in capital_runs(reading, innocents):
        yield from _judge(reading, run, innocents)
    yield from _sites_in_small(reading, innocents, vocabulary)
    yield from find_workplaces(reading, innocents, vocabulary)
    yield from find_bare_names(reading, innocents, vocabulary)
    yield from find_firms(reading, innocents, vocabulary)


def is_own_word(word: str) -> bool:
    """Whether a word of an organisation's name is its own, and neither any organisation's nor a word of the language."""  # noqa: E501
    return word not in GENERIC | EMPLOYERS | SITES and not lexicon.is_place(word) and not lexicon.is_word(word, "en")


def _is_country(named: str) -> bool:
    return named.split()[-1] in ("England", "Scotland", "Wales", "Ireland", "Britain", "Life", "London", "Wien")


def _judge(reading: Reading, run: list[Word], innocents: Innocents) -> Iterator[Find]:
    """The longest parts of a run that end in a word for an organisation and have something of their own in them."""
    last = len(run)
    while last > 0:
        if run[last - 1].text in SMALL_JOINTS:
            last -= 1
            continue
        first = _first_of(reading, run[:last])
        part = run[first:last]
        if _is_somebody(reading, part):
            return
        kind = _kind(reading, part) if part else None
        if kind and _has_own_word(reading, part, kind) and not innocents.covers(part[0].start, part[-1].end):
            yield Find(part[0].start, part[-1].end, kind)
            last = first
        else:
            last -= 1


def _is_somebody(reading: Reading, part: list[Word]) -> bool:
    """Margaret Stone is a person, and the Margaret Stone Trust or a job at Margaret Stone is not."""
    if len(part) != 2 or reading.language != "en" or part[0].possessive or part[1].text in SITES | CARE:
        return False
    first, last = part[0].text, part[1].text
    if not (lexicon.is_first_name(first) and lexicon.is_surname(last)) or lexicon.is_often_a_word(first, "en"):
        return False
    return not lexicon.is_place(first) and reading.before(part[0]) not in ("at", "the", "for", "joined", "of", "from")


def _first_of(reading: Reading, part: list[Word]) -> int:
    """Where the name begins: after an article, a title, an opening common word, or the "and" that joins two names."""
    first = 0
    ending = part[-1].text
    for place, word in enumerate(part[:-1]):
        if word.text in ("of", "the", "for", "in", "on"):
            # "Set adviser at the Severn Partnership": only words for organisations take "of" and "for" after them.
            before = part[place - 1].text if place else ""
            if before not in EMPLOYERS | SITES | GENERIC or before in ("The",):
                first = place + 1
        if word.opens and place == 0 and word.text in OPENINGS:
            first = 1
        if reading.language == "de" and word.text in ("im", "am", "in", "an", "zum", "zur", "für", "und") and place:
            before = part[place - 1].text
            if before != "Haus" and before not in EMPLOYERS | SITES and not _ends_like_one(before.lower()):
                first = place + 1
        if (
            reading.language == "de"
            and word.text in ("der", "des", "von", "de")
            and part[place - 1].text not in ("an", "in")
        ):
            first = place + 1
        if word.text in ("and", "und", "&") and ending not in EMPLOYERS | SITES:
            first = place + 1
    while first < len(part) and (
        not part[first].text[0].isupper() or part[first].text in ("The", "Our", "My", "A", "I")
    ):
        first += 1
    return first


def _ends_like_one(lower: str) -> bool:
    return bool(GERMAN_ENDS.match(lower) or GERMAN_SITE_ENDS.match(lower))


def _kind(reading: Reading, part: list[Word]) -> Kind | None:
    ending = part[-1].text
    two = " ".join(word.text for word in part[-2:])
    if len(part) > 1 and CARE_ENDINGS.match(two):
        return Kind.care_home
    if reading.language == "de":
        return _german_kind(part)
    if part[0].text in _PREFIXES and len(part) > 1:
        if part[0].text in ("Plas", "Llys", "Bryn", "Villa", "Haus"):
            return Kind.care_home if _is_lived_in(reading, part) else Kind.site
        return Kind.employer if part[0].text in _EMPLOYER_PREFIXES else Kind.site
    if len(part) == 1:
        return None
    if ending in EMPLOYERS:
        return Kind.employer
    if ending in CARE and _is_lived_in(reading, part):
        return Kind.care_home
    if ending in SITES:
        return Kind.site
    return None


def _german_kind(part: list[Word]) -> Kind | None:
    texts = [word.text for word in part]
    if len(part) == 1:
        return None
    if len(part) > 2 and texts[0] in GENERIC:
        return _german_kind(part[1:])
    if any(GERMAN_CARE.match(text) for text in texts):
        return Kind.care_home
    if texts[0] == "Haus" and len(texts) > 1:
        return Kind.care_home
    if texts[0] in _PREFIXES or (GERMAN_SITE_ENDS.match(texts[0].lower()) and texts[-1] in _QUARTERS):
        return Kind.site
    if GERMAN_MADE.match(texts[-1].lower()) and lexicon.frequency(texts[-2], "de") < _RARELY:
        return Kind.employer
    for text in (texts[0], texts[-1]):
        if text in EMPLOYERS or (GERMAN_ENDS.match(text.lower()) and text == texts[0]):
            return Kind.employer
        if text in SITES or (text == texts[0] and GERMAN_SITE_ENDS.match(text.lower())):
            return Kind.site
    return None


def _is_lived_in(reading: Reading, part: list[Word]) -> bool:
    around = reading.text[max(0, part[0].start - _AROUND) : part[-1].end + _AROUND]
    return bool(LIVED_IN.search(around))


def _has_own_word(reading: Reading, part: list[Word], kind: Kind) -> bool:
    """Something beside the words that any such organisation has in its name: Family Centre is nobody's name."""
    if len(part) < 2 or any(word.titled for word in part):
        return False
    own = [word for word in part if word.text not in GENERIC and word.text[0].isupper() and word is not part[-1]]
    if reading.language == "de":
        own = [word for word in part if word.text not in GENERIC and not lexicon.is_word(word.text, "de")]
        own += [word for word in part[1:2] if word.text[0].isupper() and word.text not in CALENDAR and part[-1] is word]
        own += [word for word in part if part[-1].text in ("AG", "GmbH", "KG", "eG") and word is not part[-1]]
        own += [
            word
            for word in part[2:]
            if part[1].text in ("am", "an", "im", "zum", "zur", "St")
            and word.text[0].isupper()
            and word.text not in CALENDAR
            and lexicon.frequency(word.text, "de") < 400
        ]
    if part[0].text in _PREFIXES and part[0].text not in ("Camp", "Fort", "Haus"):
        own = part[1:]
    if part[0].text in ("St", "Saint", "Sankt") or any(word.possessive for word in part[:-1]):
        own = [*own, part[0]]
    if not own:
        return False
    opening = part[0].opens and all(lexicon.frequency(word.text, reading.language) > 1000 for word in part[:-1])
    if opening and not any(lexicon.is_place(word.text) for word in part[:-1]):
        return reading.language == "en" and len(part) > 2
    return not all(word.text in TITLES for word in own)


def _sites_in_small(reading: Reading, innocents: Innocents, vocabulary: Vocabulary) -> Iterator[Find]:
    """ "Telford Road depot": a name and then a common word for a place of work."""
    if reading.language != "en":
        return
    for word in reading.words:
        if word.text not in SMALL_SITES or not word.joined or word.place == 0:
            continue
        first = word.place - 1
        while (
            first > 0
            and reading.words[first].joined
            and _is_sort_of_site(reading.words[first])
            and word.place - first < 4
        ):
            first -= 1
        last = reading.words[first]
        if not last.is_capital or (last.possessive and last.text[:2] != "St") or last.titled:
            continue
        begin = first
        while begin > 0 and reading.words[begin].joined and reading.words[begin - 1].is_capital and first - begin < 3:
            begin -= 1
        named = reading.words[begin : first + 1]
        while named and (named[0].text in GENERIC or (named[0].opens and lexicon.is_word(named[0].text, "en")
                         and not lexicon.is_place(named[0].text))):  # fmt: skip
            named = named[1:]
        if not named or innocents.covers(named[0].start, word.end) or not _can_be_a_site(named, innocents, vocabulary):
            continue
        kind = Kind.employer if word.text in SMALL_EMPLOYERS else Kind.site
        if word.text == "home" and first < word.place - 1:
            kind = Kind.care_home
        elif word.text in ("home", "ward", "unit", "parish"):
            kind = Kind.site
        yield Find(named[0].start, word.end, kind)


def _is_sort_of_site(word: Word) -> bool:
    return word.text in BETWEEN_SITE or (word.text[0].islower() and word.text.endswith(("ing", "ation", "ical")))


def _can_be_a_site(named: list[Word], innocents: Innocents, vocabulary: Vocabulary) -> bool:
    texts = [word.text for word in named]
    if any(text in innocents.names or text.lower() in vocabulary.departments for text in texts):
        return False
    if any(lexicon.folded(text) in innocents.author for text in texts):
        return False
    return any(lexicon.is_place(text) or not lexicon.is_word(text, "en") or len(texts) > 1 for text in texts)
