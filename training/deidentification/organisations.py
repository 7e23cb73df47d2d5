"""Employers, sites and care homes: capitals that end in a word for an organisation, or stand where people work."""

import re
from collections.abc import Iterator

from training.deidentification import lexicon
from training.deidentification.flags import Find, Kind
from training.deidentification.innocent import Innocents
from training.deidentification.reading import Reading, Word
from training.deidentification.vocabulary import CALENDAR, TITLES, Vocabulary, words

_EMPLOYERS = words("""
Trust Council Ltd Limited plc PLC LLP Inc Group Partnership Network Association Society Foundation Charity Company
Co Hospital Infirmary School Academy College University Constabulary Police Bank Housing Services Service Solutions
Systems Technologies Technology Consulting Consultancy Logistics Railways Railway Trains Rail Transport Engineering
Engineers Foods Farms Stores Supermarkets Insurance Mutual Federation Union Institute Agency Authority Brewery Press
Media Water Energy Power Relief Aid Alliance Collective Co-operative Cooperative Homes Holdings Industries
Manufacturing Motors Metals Steel Plastics Textiles Transformers Electronics Instruments Pharmaceuticals Pharma
Laboratories Software Digital Robotics Analytics Partners Associates Brothers Sons Builders Construction Contractors
Properties Estates Hotels Bakery Bakeries Dairies Dairy Creamery Airways Airlines Shipping Ferries Fisheries
Seafoods Nurseries Growers Hospice Diocese Regiment Fusiliers Brigade Buses Coaches Travel Finance Financial Capital
Investments Securities Healthcare Care Learning Education Theatres Orchestra Ballet Rovers Assurance Krankenhaus
Klinikum Universitätsklinikum Spital Schule Grundschule Volksschule Mittelschule Realschule Gesamtschule Gymnasium
Berufsschule Förderschule Hochschule Fachhochschule Universität GmbH AG KG OHG SE eG eV gGmbH mbH Verein Verband
Stiftung Werke Stadtwerke Sparkasse Volksbank Raiffeisenbank Bank Versicherung Genossenschaft Molkerei Brauerei
Kammer Polizeidirektion Landratsamt Bezirkshauptmannschaft Magistrat Stadtverwaltung Gemeindeverwaltung Verlag
Betriebe Verkehrsbetriebe Diakonie
""")
_SITES = words("""
Centre Center Hub Barracks Camp Prison Clinic Surgery Practice Depot Station Office Offices Church Cathedral Chapel
Parish Abbey Priory Minster Mosque Gurdwara Synagogue Temple Library Campus Works Mill Plant Yard Farm Garage Museum
Hall House Court Tower Building Block Wing Unit Hostel Shelter Nursery Base Airfield Docks Terminal Warehouse Lodge
Manor Villa Gardens View Close Ward Workshop Quarry Colliery Mine Harbour Lifeboat Studio Theatre Refuge Kaserne
Rathaus Zentrum Werk Standort Filiale Bahnhof Kirche Pfarre Kloster Stift Wache Feuerwache Gemeindezentrum
Pfarrzentrum Werkstatt Hof Justizanstalt Tageszentrum Kindergarten Station
""")
_CARE = words("""
House Lodge Court Manor Grange Hall Villa Gardens Cottage Lawns Haven Priory View Rest Pines Elms Beeches Willows
Firs
""")
_CARE_ENDINGS = re.compile(
    r"^(?:(?:nursing|care|residential|rest|retirement) homes?|Nursing Home|Care Home|Residential Home|Rest Home|Care Centre)$"  # noqa: E501
)
_GERMAN_CARE = re.compile(
    r"^(?:Senioren|Pflege|Alten|Altenpflege|Alters|Pensionisten|Wohn-? ?und ?Pflege)(?:zentrum|heim|haus|residenz|stift|wohnheim|hof|park)$"  # noqa: E501
)
_GERMAN_ENDS = re.compile(
    r".{3,}(?:schule|klinik|klinikum|krankenhaus|spital|werke|bank|sparkasse|gymnasium|versicherung|brauerei|molkerei|verlag)$"
)
_GERMAN_SITE_ENDS = re.compile(
    r".{0,20}(?:kaserne|wache|zentrum|bahnhof|kirche|kloster|hof|werk|filiale|haus|heim|hütte|anstalt|station)$"
)
_SMALL_SITES = words("""
centre center hub depot office branch surgery clinic practice station barracks prison base campus warehouse factory
plant mill yard works garage site ward wing unit hostel shelter refuge nursery school college library church chapel
parish hospice home store shop bakery dairy farm quarry terminal harbour workshop studio laboratory lab canteen
""")
_SMALL_EMPLOYERS = words("school college hospice bakery dairy")
EMPLOYER_ENDINGS = _EMPLOYERS - words(
    "Hospital Infirmary School Academy College Hospice Krankenhaus Klinikum Universitätsklinikum Spital Schule Grundschule Volksschule"  # noqa: E501
    " Mittelschule Realschule Gesamtschule Gymnasium Berufsschule Förderschule Diocese Services Service Finance Learning Education Care"  # noqa: E501
)
SITE_ENDINGS = _SITES | _CARE | (_EMPLOYERS - EMPLOYER_ENDINGS)
_BETWEEN_SITE = words("""
family children's childrens community health day resource training regional head district police fire ambulance bus
railway train sorting distribution delivery primary secondary infant junior care nursing residential outpatient
regional county town city main branch call contact data leisure sports youth drop-in advice job food recycling
""")
_SMALL_JOINTS = frozenset(
    {"of", "and", "&", "the", "for", "upon", "am", "an", "der", "im", "zum", "zur", "und", "für", "von", "de"}
)
_OPENINGS = words(
    "The At In From Our My When For And But To With Then On By As If Die Das Der Im Am In Zum Zur Beim Vom Bei Von Unser Unsere"  # noqa: E501
)
_GENERIC = words("""
Action Learning National Royal British English Scottish Welsh Irish European International Global Local Regional
District County City Town Borough Metropolitan Central General Community Mental Health Healthcare Social Care
Services Service Children Children's Adult Adults Family Families Primary Secondary Infant Junior High Upper Lower
Middle Foundation University Teaching Acute NHS Ambulance Fire Rescue Police Public Private Voluntary Youth Housing
Homes Home Quality Improvement Development Training Education Leadership Management Human Resources People Finance
Digital Technology Information Business Customer Support Strategy Planning Reflective Reflection Practice
Supervision Peer Study Working Steering Project Programme Review Safeguarding Emergency Day Night North South East
West Northern Southern Eastern Western New Old Great Little Upper Lower Our Your My The A An This That First Second
Third Level Part Set Team Board Group Network Council Trust Hospital School Academy College Church Centre Office
Station Ward Unit Head Main Training Seminar Meeting Conference Staff Parish Village Infants Catholic Protestant
Christian Anglican Free Special Grammar Comprehensive Technical Further Higher Sixth Form Nursing Residential Rest
Retirement Intensive Maternity Paediatric Coronary Surgical Medical Stroke Renal Cardiac Respiratory Oncology
Orthopaedic Acute Day Outpatients Critical Parents Parent Prime Crown Magistrates Magistrates' Supreme Town
Community Volunteer Volunteers Wednesday Monday Tuesday Thursday Friday Sunday Saturday British Government Civil
Armed Foreign Home Food Credit Trade Labour Student Students Employee Good Shared Safe Dear Fair Big Small Whole
Every Each Next Last Some Any No One Two Three Four Five Six Seven Only Great Street Road Lane Avenue Polizei
Städtische Städtisches Evangelische Evangelisches Katholische Katholisches Unsere Unser Die Das Der Im Am Neue Neues
Alte
""")
_WORKPLACE = re.compile(
    r"(?:\b(?:works?|worked|working|job|jobs|employed|trained|training|role|post|placement|apprenticeship|career|based|seconded|colleagues?"
    r"|managers?|staff|shifts?|interview|lead|adviser|advisor|started|employer|people|years|month|boss|director|desk"
    r"|(?:left|joined|joining|leaving))\s(?:at|for|by|with|from|in|to)|\b(?:joined|joining|left|leaving|employer,?|company,?|firm,?|charity,?)"
    r"|\b(?:arbeite\w*|gearbeitet|Stelle|Arbeit|Job|beschäftigt|angestellt|Kolleg\w+|Firma|Betrieb|Arbeitgeber|Träger)(?:\s(?:bei|für|von|der|die))?"
    r")(?:\sthe)?\s$"
)
_SAID_TO_BE = re.compile(
    r"(?:, (?:the|a|an|our|my|their|his|her|its)|, (?:die|der|das|ein|eine|unsere?)) (?:[\w-]{1,20} ){0,3}?(?:competitor|company|firm|charity|customer"  # noqa: E501
    r"|supplier|agency|contractor|employer|organisation|provider|business|chain|retailer|bank|manufacturer|Firma|Träger|Konkurrenz|Lieferant|Verein)\b"
)
_NUMBERED = re.compile(
    r"\b(?:Ward|Wing|Station|Wache|Unit|Platoon|Block|Filiale|Pflegestation) (?:\d{1,4}[A-Z]?|[A-H])(?![\w’'-])"
)
_LIVED_IN = re.compile(
    r"(?i)\b(?:residents?|lounge|care|carers?|nursing|dementia|elderly|relatives?|matron|bewohner\w*|pflege\w*|seniorinnen|senioren|heim\w*|frail|respite)\b"
)
SITE_PREFIXES = words(
    "St Saint Sankt HMP HMYOI YOI HMS RAF USS JVA RNAS Ysbyty Plas Llys Bryn Canolfan Haus Villa Camp Fort"
)
_PREFIXES = SITE_PREFIXES - words("St Saint Sankt")
_EMPLOYER_PREFIXES = words("Ysbyty HMS")
_OF = re.compile(
    r"\b(?:University|Diocese|Archdiocese|Borough|Royal Borough|College|School|Parish|Universität|Diözese|Erzdiözese|Stadt|Gemeinde"  # noqa: E501
    r"|Landkreis|Bezirkshauptmannschaft|City Council|Hospital|Hospiz|Land)"
    r" (?:of |in |am )?(?:(?:the |St\.? |Saint |Great |West |East |North |South |Mid |Bad |Sankt )?[A-ZÄÖÜ][\w’'-]{2,40})(?: (?:and|und) [A-ZÄÖÜ][\w’'-]{2,40})?"  # noqa: E501
)
_AROUND = 160
# No name is longer; a page of capitals would else be judged in all its parts.
_LONGEST_RUN = 12


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
            yield Find(match.start(), match.end(), Kind.site)
    for run in _runs(reading, innocents):
        yield from _judge(reading, run, innocents)
    yield from _sites_in_small(reading, innocents, vocabulary)
    yield from _at_work(reading, innocents, vocabulary)


def is_own_word(word: str) -> bool:
    """Whether a word of an organisation's name is its own, and neither any organisation's nor a word of the language."""  # noqa: E501
    return word not in _GENERIC | _EMPLOYERS | _SITES and not lexicon.is_place(word) and not lexicon.is_word(word, "en")


def _is_country(named: str) -> bool:
    return named.split()[-1] in ("England", "Scotland", "Wales", "Ireland", "Britain", "Life", "London", "Wien")


def _runs(reading: Reading, innocents: Innocents) -> Iterator[list[Word]]:
    """Capitals that stand together, small joining words between them allowed; each run starts and ends in a capital."""
    run: list[Word] = []
    for word in reading.words:
        capital = word.text[0].isupper() or word.text == "plc"
        if run and (len(run) == _LONGEST_RUN or not _continues(word, run[-1])):
            yield from _trimmed(run)
            run = []
        if capital or (run and word.text in _SMALL_JOINTS) or (run and word.text.isdigit()):
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
    while run and (run[-1].text in _SMALL_JOINTS or run[-1].text.isdigit()):
        run = run[:-1]
    if run:
        yield run


def _judge(reading: Reading, run: list[Word], innocents: Innocents) -> Iterator[Find]:
    """The longest parts of a run that end in a word for an organisation and have something of their own in them."""
    last = len(run)
    while last > 0:
        if run[last - 1].text in _SMALL_JOINTS:
            last -= 1
            continue
        first = _first_of(reading, run[:last])
        part = run[first:last]
        kind = _kind(reading, part) if part else None
        if kind and _has_own_word(reading, part, kind) and not innocents.covers(part[0].start, part[-1].end):
            yield Find(part[0].start, part[-1].end, kind)
            last = first
        else:
            last -= 1


def _first_of(reading: Reading, part: list[Word]) -> int:
    """Where the name begins: after an article, a title, an opening common word, or the "and" that joins two names."""
    first = 0
    ending = part[-1].text
    for place, word in enumerate(part[:-1]):
        if word.text in ("of", "the", "for", "in", "on"):
            # "Set adviser at the Severn Partnership": only words for organisations take "of" and "for" after them.
            before = part[place - 1].text if place else ""
            if before not in _EMPLOYERS | _SITES | _GENERIC or before in ("The",):
                first = place + 1
        if word.opens and place == 0 and word.text in _OPENINGS:
            first = 1
        if reading.language == "de" and word.text in ("im", "am", "in", "an", "zum", "zur", "für", "und") and place:
            before = part[place - 1].text
            if before != "Haus" and before not in _EMPLOYERS | _SITES and not _ends_like_one(before.lower()):
                first = place + 1
        if (
            reading.language == "de"
            and word.text in ("der", "des", "von", "de")
            and part[place - 1].text not in ("an", "in")
        ):
            first = place + 1
        if word.text in ("and", "und", "&") and ending not in _EMPLOYERS | _SITES:
            first = place + 1
    while first < len(part) and (
        not part[first].text[0].isupper() or part[first].text in ("The", "Our", "My", "A", "I")
    ):
        first += 1
    return first


def _ends_like_one(lower: str) -> bool:
    return bool(_GERMAN_ENDS.match(lower) or _GERMAN_SITE_ENDS.match(lower))


def _kind(reading: Reading, part: list[Word]) -> Kind | None:
    ending = part[-1].text
    two = " ".join(word.text for word in part[-2:])
    if len(part) > 1 and _CARE_ENDINGS.match(two):
        return Kind.care_home
    if reading.language == "de":
        return _german_kind(part)
    if part[0].text in _PREFIXES and len(part) > 1:
        if part[0].text in ("Plas", "Llys", "Bryn", "Villa", "Haus"):
            return Kind.care_home if _is_lived_in(reading, part) else Kind.site
        return Kind.employer if part[0].text in _EMPLOYER_PREFIXES else Kind.site
    if len(part) == 1:
        return None
    if ending in _EMPLOYERS:
        return Kind.employer
    if ending in _CARE and _is_lived_in(reading, part):
        return Kind.care_home
    if ending in _SITES:
        return Kind.site
    return None


def _german_kind(part: list[Word]) -> Kind | None:
    texts = [word.text for word in part]
    if len(part) == 1:
        return None
    if any(_GERMAN_CARE.match(text) for text in texts):
        return Kind.care_home
    if texts[0] == "Haus" and len(texts) > 1:
        return Kind.care_home
    if texts[0] in _PREFIXES:
        return Kind.site
    for text in (texts[0], texts[-1]):
        if text in _EMPLOYERS or (_GERMAN_ENDS.match(text.lower()) and text == texts[0]):
            return Kind.employer
        if text in _SITES or (text == texts[0] and _GERMAN_SITE_ENDS.match(text.lower())):
            return Kind.site
    return None


def _is_lived_in(reading: Reading, part: list[Word]) -> bool:
    around = reading.text[max(0, part[0].start - _AROUND) : part[-1].end + _AROUND]
    return bool(_LIVED_IN.search(around))


def _has_own_word(reading: Reading, part: list[Word], kind: Kind) -> bool:
    """Something beside the words that any such organisation has in its name: Family Centre is nobody's name."""
    if len(part) < 2 or any(word.titled for word in part):
        return False
    own = [word for word in part if word.text not in _GENERIC and word.text[0].isupper() and word is not part[-1]]
    if reading.language == "de":
        own = [word for word in part if word.text not in _GENERIC and not lexicon.is_word(word.text, "de")]
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
        if word.text not in _SMALL_SITES or not word.joined or word.place == 0:
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
        while named and (named[0].text in _GENERIC or (named[0].opens and lexicon.is_word(named[0].text, "en")
                         and not lexicon.is_place(named[0].text))):  # fmt: skip
            named = named[1:]
        if not named or innocents.covers(named[0].start, word.end) or not _can_be_a_site(named, innocents, vocabulary):
            continue
        kind = Kind.employer if word.text in _SMALL_EMPLOYERS else Kind.site
        if word.text == "home" and first < word.place - 1:
            kind = Kind.care_home
        elif word.text in ("home", "ward", "unit", "parish"):
            kind = Kind.site
        yield Find(named[0].start, word.end, kind)


def _is_sort_of_site(word: Word) -> bool:
    return word.text in _BETWEEN_SITE or (word.text[0].islower() and word.text.endswith(("ing", "ation", "ical")))


def _can_be_a_site(named: list[Word], innocents: Innocents, vocabulary: Vocabulary) -> bool:
    texts = [word.text for word in named]
    if any(text in innocents.names or text.lower() in vocabulary.departments for text in texts):
        return False
    if any(lexicon.folded(text) in innocents.author for text in texts):
        return False
    return any(lexicon.is_place(text) or not lexicon.is_word(text, "en") or len(texts) > 1 for text in texts)


def _at_work(reading: Reading, innocents: Innocents, vocabulary: Vocabulary) -> Iterator[Find]:
    """Names without such a word, where somebody works: "in her last job at Arkwell Rowe"."""
    for run in _runs(reading, innocents):
        names: list[Word] = []
        for word in run:
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
    return bool(_LIVED_IN.search(reading.text[max(0, names[0].start - 40) : names[-1].end + 40]))


def _is_person_or_place(reading: Reading, names: list[Word], before: str, vocabulary: Vocabulary) -> bool:
    whole = " ".join(word.text for word in names)
    if lexicon.is_place(whole) or names[0].text in TITLES or names[0].lower in vocabulary.departments:
        return True
    if names[0].possessive:
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
