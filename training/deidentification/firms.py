"""Firms called after families, towns and what they make: "Harrow & Pike", "Ellerby Biscuits"; a town as employer."""

import re
from collections.abc import Iterator

from training.deidentification import lexicon
from training.deidentification.flags import Find, Kind
from training.deidentification.innocent import Innocents
from training.deidentification.organisation_words import EMPLOYERS, GENERIC, SITES
from training.deidentification.reading import Reading, Word
from training.deidentification.vocabulary import CALENDAR, TITLES, Vocabulary, words

_NAME = r"[A-ZÀ-ÖØ-ÞŁŚŻŠŽ][\w’-]{2,24}"
_TWO_FAMILIES = re.compile(
    rf"\b({_NAME}(?:, {_NAME})? & {_NAME}(?: {_NAME})?)(?![\w’-])"
    rf"|\b(?:at|for|by|joined|left|joining|leaving|called|employs?|employed by|everyone knows|bei|für|Firma) ({_NAME} (?:and|und) {_NAME})(?![\w’-])(?! (?:said|asked|both|were|are|had|have|to|in|sagten|fragten|haben|waren|who|all|then|did))"  # noqa: E501
)
_TOWN_HALL = re.compile(
    r"\b(?:\w*[Aa]mt|\w*[Vv]erwaltung|\w*[Dd]ienst|\w*[Aa]bteilung|\w*[Bb]auhof|Träger|Arbeitgeber\w*|arbeite\w*|angestellt|beschäftigt|gearbeitet)"
    r" (?:\w+ ){0,2}?(?:der|die|bei der|für die) ((?:Stadt|Gemeinde|Kreisstadt|Hansestadt|Samtgemeinde) (?:Bad |Sankt |St\. |Markt )?[A-ZÄÖÜ][\wäöüß-]{2,30})"  # noqa: E501
)
_NAMELESS = re.compile(
    r"\b(?:branch|firm|company|charity|business|factory|works|mill|union|agency|employer|shop|store|practice|organisation|our home|club)"  # noqa: E501
    r"(?: \w+){0,3}[,:(–—]? ?$"
)
# A legal form makes it a firm, whatever the words before it are.
_LEGAL = re.compile(
    r"(?<![\w-])(?!(?:Die|Der|Das|Bei|Firma|Unternehmen|Verein|The|At|For|From|With|In|Im|Am) )"
    r"((?:[A-ZÀ-Þ0-9][\w’&-]{1,24} (?:(?:&|und|and|of|ohne|für) )?){1,4}"
    r"(?:g?GmbH(?: & Co\.? KG)?|AG|KG|OHG|eG|SE|e\. ?V\.|Ltd|LTD|Limited|plc|PLC|LLP|Inc|Genossenschaft))(?!\w)"
)
_REGIMENT = re.compile(
    r"\b((?:\d{1,3}(?:st|nd|rd|th) (?:Battalion|Squadron|Regiment|Brigade|Battery|Company),? )?(?:[Tt]he )?(?:Royal |Queen’s |Queen's |King’s |King's )?"  # noqa: E501
    r"(?:[A-Z][a-z]{2,20} ){1,3}(?:Regiment|Rifles|Fusiliers|Hussars|Lancers|Dragoons|Grenadiers|Guards|Yeomanry|Highlanders))(?!\w)"  # noqa: E501
)
_OFFICE = re.compile(
    r"\b((?:Freiwilligen? )?(?:Gemeindeamt|Stadtamt|Marktgemeindeamt|Rathaus|Landratsamt|Bezirksamt|Bezirkshauptmannschaft|Kreisverwaltung|Stadtverwaltung|Gemeindeverwaltung|Feuerwehr|Stadtwerke|Straßenmeisterei|Autobahnmeisterei|Musikschule|Jugendamt|Bauhof|Forstamt|Finanzamt|Amtsgericht|Molkerei|Weingut|Kellerei|Brauerei|Sennerei|Käserei|Winzergenossenschaft|Volkshochschule|vhs|VHS|Sparkasse)"  # noqa: E501
    r" (?:(?:St\.|Sankt|Bad|Markt|Groß|Klein|Ober|Unter) )?[A-ZÄÖÜ][\wäöüß-]{2,30}(?: (?:am|an der|im|in der|bei|ob der) [A-ZÄÖÜ][\wäöüß-]{2,20})?)(?![\w-])"  # noqa: E501
)
_RESCUE = re.compile(
    r"\b([A-Z][\w’-]{2,20}(?: [A-Z][\w’-]{2,20})? (?:(?:Coastguard|Mountain|Cave|Lowland|Water) Rescue(?: Team)?|Lifeboat(?: Station)?))(?![\w’-])"  # noqa: E501
)
_BRANCH = re.compile(
    r"\b((?:Geschäftsstelle|Zweigstelle|Außenstelle|Dienststelle|Filiale|Niederlassung|Betriebsstätte|Rettungswache|Polizeiwache)"
    r" (?:am|an der|im|in der|in) [A-ZÄÖÜ][\wäöüß-]{3,30}|Stützpunkt [A-ZÄÖÜ][\wäöüß-]{3,30})(?![\w-])"
)
_BY_FORM = {
    "en": ((_LEGAL, Kind.employer), (_REGIMENT, Kind.employer), (_RESCUE, Kind.employer)),
    "de": ((_LEGAL, Kind.employer), (_OFFICE, Kind.employer), (_BRANCH, Kind.site)),
}
_ASIDE = 50
# "the factory … Harrow and Pike": the two of them as one, in a sentence about a place of work.
_TWO_AS_ONE = re.compile(
    rf"(?<![.!?] )(?<!\n)\b({_NAME} and {_NAME})(?![\w’-])(?=[,.;)]| (?:is|has|makes|made|pays|paid|where|which|who makes)\b)"  # noqa: E501
)
_SHOP_FLOOR = re.compile(r"(?i)\b(?:factory|firm|company|employer|employs|works for|foundry|mill|plant|makers?)\b")
_FLOOR_AROUND = 170
_AT_WORK = words("at for of by from with called named joined left leaving joining")


def find_firms(reading: Reading, innocents: Innocents, vocabulary: Vocabulary) -> Iterator[Find]:
    """Each firm whose name has no word for a firm in it, and each town that the text says is somebody's employer."""
    for match in _TWO_FAMILIES.finditer(reading.text):
        group = 1 if match.group(1) else 2
        names = re.findall(_NAME, match.group(group))
        if not innocents.covers(*match.span(group)) and _are_families(names, reading.language, innocents, vocabulary):
            yield Find(match.start(group), match.end(group), Kind.employer)
    for match in _TWO_AS_ONE.finditer(reading.text):
        names = match.group(1).split(" and ")
        alone = any(len(re.findall(rf"\b{name}\b", reading.text)) > 1 for name in names)
        around = reading.text[max(0, match.start() - _FLOOR_AROUND) : match.end()]
        if alone or not _SHOP_FLOOR.search(around) or innocents.covers(*match.span()):
            continue
        if _are_families(names, reading.language, innocents, vocabulary) and not any(map(lexicon.is_place, names)):
            yield Find(match.start(), match.end(), Kind.employer)
    for pattern, kind in _BY_FORM[reading.language]:
        for match in pattern.finditer(reading.text):
            if not innocents.covers(*match.span(1)) and not lexicon.is_place(match.group(1).split()[0]):
                yield Find(match.start(1), match.end(1), kind)
    if reading.language == "de":
        for match in _TOWN_HALL.finditer(reading.text):
            yield Find(match.start(1), match.end(1), Kind.employer)
        return
    yield from _makers(reading, innocents, vocabulary)


def _is_named_aside(reading: Reading, word: Word) -> bool:
    """ "the branch, Ellerby Dockers": an organisation of no name, and then with a comma its name."""
    return word.gap in (", ", " (", ": ", " – ", " — ") and bool(
        _NAMELESS.search(reading.text[max(0, word.start - _ASIDE) : word.start])
    )


def _are_families(names: list[str], language: str, innocents: Innocents, vocabulary: Vocabulary) -> bool:
    for name in names[:2]:
        if name in innocents.names or name in GENERIC | TITLES or lexicon.folded(name) in innocents.author:
            return False
        if name.lower() in vocabulary.never_names | vocabulary.departments or name in CALENDAR:
            return False
        if lexicon.is_first_name(name) and not lexicon.is_surname(name):
            return False
        if lexicon.is_word(name, language) and not lexicon.is_surname(name):
            return False
    firsts = [name for name in names[:2] if lexicon.is_first_name(name)]
    return len(firsts) < 2 and not all(lexicon.is_place(name) for name in names[:2])


def _makers(reading: Reading, innocents: Innocents, vocabulary: Vocabulary) -> Iterator[Find]:
    """A family or a town and then, with a capital, the things that are made: the last word is a common plural."""
    for word in reading.words:
        if not word.is_capital or not word.joined or word.titled or not _is_made(word, vocabulary):
            continue
        before = reading.words[word.place - 1]
        if not before.is_capital or before.opens or before.titled or before.possessive:
            continue
        at_work = reading.before(before) in _AT_WORK or reading.before(before, 2) in _AT_WORK
        if not (before.joined and at_work) and not _is_named_aside(reading, before):
            continue
        if before.text in innocents.names | GENERIC | TITLES or word.text in innocents.names:
            continue
        if lexicon.folded(before.text) in innocents.author or before.lower in vocabulary.departments:
            continue
        if lexicon.is_word(before.text, "en") and not lexicon.is_surname(before.text):
            continue
        if not innocents.covers(before.start, word.end):
            yield Find(before.start, word.end, Kind.employer)


def _is_made(word: Word, vocabulary: Vocabulary) -> bool:
    text = word.text
    if text in GENERIC | EMPLOYERS | SITES | TITLES or text.lower() in vocabulary.departments:
        return False
    if not text.endswith("s") or text.endswith(("ss", "us", "is")) or lexicon.is_surname(text):
        return False
    return lexicon.is_word(text, "en") and not lexicon.is_first_name(text)
