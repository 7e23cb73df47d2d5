"""Names of organisations that end in no word for one, known by where they stand: "in her last job at Arkwell Rowe"."""

import re
from collections.abc import Iterator

from training.deidentification import lexicon
from training.deidentification.flags import Find, Kind
from training.deidentification.innocent import Innocents
from training.deidentification.organisation_words import GENERIC, OPENINGS, SMALL_JOINTS
from training.deidentification.reading import Reading, Word
from training.deidentification.vocabulary import TITLES, Vocabulary, words

_WORKPLACE = re.compile(
    r"(?:\b(?:works?|worked|working|job|jobs|employed|trained|training|role|post|placement|apprenticeship|career|based|seconded|colleagues?"
    r"|managers?|staff|shifts?|interview|lead|adviser|advisor|started|employer|people|years|month|boss|director|desk"
    r"|(?:left|joined|joining|leaving))\s(?:at|for|by|with|from|in|to)|\b(?:joined|joining|left|leaving|employer,?|company,?|firm,?|charity,?)"
    r"|\b(?:arbeite\w*|gearbeitet|Stelle|Arbeit|Job|beschäftigt|angestellt|Kolleg\w+|Firma|Betrieb|Arbeitgeber|Träger)(?:\s(?:bei|für|von|der|die))?"
    r")(?:\sthe)?\s$"
)
_SAID_TO_BE = re.compile(
    r"(?:, (?:the|a|an|our|my|their|his|her|its)|, (?:die|der|das|ein|eine|unsere?)) (?:(?!(?:in|bei|von|mit|für|at|with|for|to|who|where)\b)[\w-]{1,20} ){0,3}?(?:competitor|company|firm|charity|customer"  # noqa: E501
    r"|supplier|agency|contractor|employer|organisation|provider|business|chain|retailer|bank|manufacturer|Firma|Träger|Konkurrenz|Lieferant|Verein)\b"
)
LIVED_IN = re.compile(
    r"(?i)\b(?:residents?|lounge|care|carers?|nursing|dementia|elderly|relatives?|matron|bewohner\w*|pflege\w*|seniorinnen|senioren|heim\w*|frail|respite)\b"
)
# No name is longer; a page of capitals would else be judged in all its parts.
_LONGEST_RUN = 12


def find_workplaces(reading: Reading, innocents: Innocents, vocabulary: Vocabulary) -> Iterator[Find]:
    """Names without such a word, where somebody works: "in her last job at Arkwell Rowe"."""
    for run in capital_runs(reading, innocents):
        names: list[Word] = []
        opening = len(run) > 1 and run[0].opens and run[0].text in OPENINGS
        for word in run[opening:]:
            if not word.is_capital or word.text in innocents.names or word.titled or len(names) == 3:
                break
            names.append(word)
        if not names or innocents.covers(names[0].start, names[-1].end) or names[0].opens:
            continue
        before = reading.text[max(0, names[0].start - 40) : names[0].start]
        at_work = bool(_WORKPLACE.search(before))
        at = reading.before(names[0]) in ("at", "bei")
        after = reading.text[names[-1].end : names[-1].end + 60]
        if not names[-1].possessive and _SAID_TO_BE.match(after) and not lexicon.is_place(names[0].text):
            yield Find(names[0].start, names[-1].end, Kind.employer)
            continue
        if not (at_work or (at and len(names) > 1)):
            continue
        if reading.language == "de" and all(lexicon.is_word(word.text, "de") for word in names):
            continue
        if _is_person_or_place(reading, names, before, vocabulary) or any(
            lexicon.folded(word.text) in innocents.author for word in names
        ):
            continue
        kind = Kind.care_home if _is_lived_in_near(reading, names) else Kind.employer
        yield Find(names[0].start, names[-1].end, kind)


def _is_lived_in_near(reading: Reading, names: list[Word]) -> bool:
    return bool(LIVED_IN.search(reading.text[max(0, names[0].start - 40) : names[-1].end + 40]))


def _is_person_or_place(reading: Reading, names: list[Word], before: str, vocabulary: Vocabulary) -> bool:
    whole = " ".join(word.text for word in names)
    if lexicon.is_place(whole) or names[0].text in TITLES or names[0].lower in vocabulary.departments:
        return True
    if names[0].possessive or names[-1].text in _NUMBERS:
        return True
    preposition = reading.before(names[0])
    if preposition in ("at", "bei", "by") and len(names) > 1:
        return lexicon.is_first_name(names[0].text) and not lexicon.is_word(names[-1].text.lower(), reading.language)
    if len(names) == 1:
        return (
            lexicon.is_first_name(whole)
            or lexicon.is_place(whole)
            or lexicon.is_word(whole, reading.language)
            or preposition not in ("at", "joined", "joining", "for", "bei")
        )
    return (
        lexicon.is_first_name(names[0].text)
        or lexicon.is_place(names[0].text)
        or preposition in ("in", "from", "with", "to")
    )


def capital_runs(reading: Reading, innocents: Innocents) -> Iterator[list[Word]]:
    """Capitals that stand together, small joining words between them allowed; each run starts and ends in a capital."""
    run: list[Word] = []
    for word in reading.words:
        capital = word.text[0].isupper() or word.text == "plc"
        if run and (len(run) == _LONGEST_RUN or not _continues(word, run[-1])):
            yield from _trimmed(run)
            run = []
        if capital or (run and word.text in SMALL_JOINTS) or (run and word.text.isdigit()):
            run.append(word)
        elif run:
            yield from _trimmed(run)
            run = []
    yield from _trimmed(run)


def _continues(word: Word, last: Word) -> bool:
    if last.possessive:
        return word.gap in ("’s ", "'s ", " ") or word.gap.strip(" \n") in ("’s", "'s")
    return word.joined or (word.gap in (" & ", ". ") and (word.gap != ". " or last.text in ("St", "Co", "Dr", "Sankt")))


def _trimmed(run: list[Word]) -> Iterator[list[Word]]:
    while run and (run[-1].text in SMALL_JOINTS or run[-1].text.isdigit()):
        run = run[:-1]
    if run:
        yield run


_SAINT = re.compile(
    r"\b(?:St\.?|Saint|Sankt|St\.-) ?(?:[A-ZÀ-Þ][\w-]{2,20}[’']s?(?!\w)|(?<=at St )[A-ZÀ-Þ]\w{2,20}|(?<=at St\. )[A-ZÀ-Þ]\w{2,20})(?:(?<=s), [A-ZÀ-Þ][\w-]{3,20}(?=[,.;]))?"  # noqa: E501
)
_POSSESSED = re.compile(
    r"\b(?:from|at|for|with|by|of|joined|left|join|joining|leaving|called|run by) ((?:The )?[A-ZÀ-Þ][\w-]{2,20}[’']s? (?:[A-ZÀ-Þ][\w-]{2,20})(?: (?:and |& |of )?[A-ZÀ-Þ][\w-]{2,20})?)"  # noqa: E501
)
# "Our sponsor at Hendry's wanted …": a family's firm, with nothing after it.
_OF_A_FAMILY = re.compile(
    r"\b(?:at|for|from|joined|left) ([A-ZÀ-Þ][\w-]{2,20}[’']s)(?=[,.;:!?)]|\s(?:wanted|was|is|and|where|who|has|had|in|on|for|when|before|after|until)\b)"  # noqa: E501
)
# Churches are called after more than saints.
_HALLOWED = re.compile(
    r"\b(?:All (?:Saints|Hallows|Souls)|Holy (?:Trinity|Cross|Rood|Innocents)|Christ Church|Our Lady of [A-Z]\w+)(?:[’']s?)?(?![\w’-])"  # noqa: E501
)
# "Annastift", "Josefsheim": a person's name and the house in one word.
_HOUSE_OF = re.compile(
    r"\b([A-ZÄÖÜ][a-zäöüß]{2,15}?)(?:en|n|s|es)?(stift|heim|hospiz|hospital|spital|krankenhaus|klinik|haus)(?![\w-])"
)
_MET_AT = re.compile(
    r"\b(?:met|meets?|meeting|held|hosted|gathered|back) at ([A-ZÀ-Þ][\w-]{4,20})(?![\w’'-]| [A-ZÀ-Þ])"
)
_GERMAN_SAINT = re.compile(
    r"\b(?:[Gg]emeinde|Pfarrei|Pfarre|Kirche|Stift|Haus|Krankenhaus|Klinik|Klinikum|Hospital|Kloster|Schule|Träger,?) ((?:St\.|Sankt) [A-ZÄÖÜ][\wäöüß-]{2,20})"  # noqa: E501
)
# Words beside which a name that is no person's and no known town's is that of a service, a house or a ward.
_OF_A_SERVICE = (
    r"residents?|tenants|staff|nurses?|carers?|pupils|inmates|patients|beds?|bedrooms?|shifts?|rota|night duty|team leader|managers?|team|teams"  # noqa: E501
    r"|ward|unit|wing|home|hostel|shelter|refuge|kitchen|lounge|inspection|inspectors|handover|placement|closed|closing|closure"
)
_SERVICE = re.compile(
    rf"\b(?:{_OF_A_SERVICE}) (?:\w+ )?(?:at|from|in|of|to) ([A-ZÀ-Þ][\w’-]{{4,20}}(?: [A-ZÀ-Þ][\w’-]{{2,20}})?)(?![\w’'-])"  # noqa: E501
    rf"|\b(?:at|from|to|moved to|works at|worked at) ([A-ZÀ-Þ][\w’-]{{4,20}}(?: [A-ZÀ-Þ][\w’-]{{2,20}})?),? (?:[\w’-]+ ){{0,6}}?(?:{_OF_A_SERVICE})\b"  # noqa: E501
    rf"|\b[Tt]he ([A-ZÀ-Þ][\w’-]{{4,20}}) (?:residents|tenants|staff|team|nurses|patients|pupils|kitchen|rota|ward|unit|wing|hostel|shelter|refuge)\b"  # noqa: E501
)
_GERMAN_SERVICE = re.compile(
    r"\b(?:Bewohner\w*|Station|Team|Mitarbeitende\w*|Personal|Pflegekräfte|Leitung|Nachtdienst|Dienst|Wohngruppe|Heim|Haus|Gruppe|Abteilung)"
    r" (?:im|in|am|vom|von|der|des|aus|bei) (?:der |dem |den )?(?:Haus )?([A-ZÄÖÜ][\wäöüß-]{4,24})(?![\w-])"
)


# "two people from Sunrise, one from the Larches"; "bei der Firma Nordlicht"; "bei Brandstetter & Söhne".
_PEOPLE_FROM = re.compile(
    r"\b(?:one|two|three|four|five|people|somebody|someone|colleagues?|managers?|volunteers?|others|nurses?|workers?|woman|man|lady|lad|lot) from (?:the )?([A-ZÀ-Þ][\w’'-]{3,20}(?: [A-ZÀ-Þ][\w’'-]{2,20}){0,2})(?! [a-z]*(?:shire|land)\b)(?![\w’'-])"  # noqa: E501
)
_SORTS = "|".join(
    sorted(
        words("""
Firma Unternehmen Stiftung Kanzlei Agentur Praxis Hotel Gasthof Gasthaus Kita Kindertagesstätte Wohngruppe
Kinderhaus Jugendhaus Buchhandlung Apotheke Bäckerei Metzgerei Spedition Druckerei Gärtnerei Schreinerei
Tischlerei Brauerei Kaufhaus Autohaus Möbelhaus Seniorenheim Pflegeheim Altenheim Seniorenresidenz
Seniorenzentrum Pflegezentrum Hospiz Klinik Reha-Klinik Frauenhaus Wohnheim Station Schule Grundschule
Gesamtschule Berufsschule
""")
    )
)
_GERMAN_SORT = re.compile(
    rf"\b((?:{_SORTS}) (?:[A-ZÄÖÜ][\wäöüß-]{{3,24}})(?: (?:& |und )?[A-ZÄÖÜ][\wäöüß-]{{3,24}})?)(?![\w-])"
)
_GERMAN_SORT_CARE = re.compile(r"^(?:Senioren|Pflege|Alten|Hospiz|Wohnheim)")
_AND_SONS = re.compile(
    r"\b([A-ZÀ-Þ][\w-]{2,20} (?:& |und |and )(?:Söhne|Sohn|Töchter|Partner|Sons|Daughters|Co\b|Kollegen|Partners))(?![\w-])"  # noqa: E501
)


def _find_sorts(reading: Reading, innocents: Innocents, vocabulary: Vocabulary) -> Iterator[Find]:
    text = reading.text
    for match in _AND_SONS.finditer(text):
        yield Find(match.start(1), match.end(1), Kind.employer)
    if reading.language == "en":
        for match in _PEOPLE_FROM.finditer(text):
            first = re.sub(r"[’']s?$", "", match.group(1).split()[0])
            taken = first in innocents.names or first.lower() in vocabulary.departments or lexicon.is_first_name(first)
            if taken or lexicon.is_place(first) or lexicon.is_place(match.group(1)) or innocents.covers(*match.span(1)):
                continue
            if first in GENERIC or lexicon.folded(first) in innocents.author:
                continue
            yield Find(match.start(1), match.end(1), Kind.employer)
        return
    for match in _GERMAN_SORT.finditer(text):
        sort, name = match.group(1).split()[:2]
        if name in innocents.names or lexicon.is_place(name) or innocents.covers(*match.span(1)):
            continue
        if name.lower() in vocabulary.departments or lexicon.frequency(name, "de") > _EVERYDAY:
            continue
        care = bool(_GERMAN_SORT_CARE.match(sort))
        site = sort in ("Station", "Wohngruppe", "Schule", "Kita")
        yield Find(match.start(1), match.end(1), Kind.care_home if care else Kind.site if site else Kind.employer)


_EVERYDAY = 300
_NUMBERS = words("One Two Three Four Five Six Seven Eins Zwei Drei Vier Fünf")


def find_bare_names(reading: Reading, innocents: Innocents, vocabulary: Vocabulary) -> Iterator[Find]:
    """Saints, "Barnaby's Ark", and the bare names of houses and services: "the night shift at Hollybrook"."""
    yield from _find_sorts(reading, innocents, vocabulary)
    for match in _SAINT.finditer(reading.text):
        if not innocents.covers(*match.span()) and not lexicon.is_place(match.group()):
            yield Find(match.start(), match.end(), Kind.site)
    for match in _HALLOWED.finditer(reading.text) if reading.language == "en" else ():
        yield Find(match.start(), match.end(), Kind.site)
    for match in _HOUSE_OF.finditer(reading.text) if reading.language == "de" else ():
        if lexicon.is_first_name(match.group(1)) and not lexicon.frequency(match.group(), "de"):
            home = match.group(2) in ("stift", "heim", "haus")
            yield Find(match.start(), match.end(), Kind.care_home if home else Kind.employer)
    for match in _GERMAN_SAINT.finditer(reading.text) if reading.language == "de" else ():
        yield Find(match.start(1), match.end(1), Kind.site)
    if reading.language == "en":
        for pattern, kind in ((_OF_A_FAMILY, Kind.employer), (_MET_AT, Kind.site)):
            for match in pattern.finditer(reading.text):
                name = re.sub(r"[’']s$", "", match.group(1))
                known = lexicon.is_first_name(name) and not lexicon.is_often_a_word(name, "en")
                if not known and _is_unknown(name, reading, innocents, vocabulary):
                    yield Find(match.start(1), match.end(1), kind)
        for match in _POSSESSED.finditer(reading.text):
            if _is_somebodys(match.group(1), innocents, vocabulary) and not innocents.covers(*match.span(1)):
                yield Find(match.start(1), match.end(1), Kind.employer)
    for match in (_SERVICE if reading.language == "en" else _GERMAN_SERVICE).finditer(reading.text):
        group = next(number for number, text in enumerate(match.groups(), 1) if text)
        name = match.group(group)
        if not _is_unknown(name, reading, innocents, vocabulary) or innocents.covers(*match.span(group)):
            continue
        around = reading.text[max(0, match.start() - 60) : match.end() + 60]
        kind = Kind.care_home if LIVED_IN.search(around) else Kind.site
        yield Find(match.start(group), match.end(group), kind)


def _is_somebodys(name: str, innocents: Innocents, vocabulary: Vocabulary) -> bool:
    parts = name.removeprefix("The ").split()
    owner = re.sub(r"[’']s?$", "", parts[0])
    if owner in innocents.names or owner in GENERIC or lexicon.folded(owner) in innocents.author:
        return False
    if lexicon.is_place(owner) or owner.lower() in vocabulary.departments | vocabulary.role_heads:
        return False
    return parts[1] not in innocents.names and not (owner.endswith("s") and lexicon.is_word(owner.lower(), "en"))


def _is_unknown(name: str, reading: Reading, innocents: Innocents, vocabulary: Vocabulary) -> bool:
    for part in name.split():
        if part in innocents.names or part in GENERIC or lexicon.folded(part) in innocents.author:
            return False
        if part.lower() in vocabulary.departments | vocabulary.role_heads or lexicon.is_first_name(part):
            return False
    first = name.split()[0]
    return not (lexicon.is_place(name) or lexicon.is_place(first) or lexicon.is_word(first, reading.language))
