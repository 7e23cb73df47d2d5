"""Initials, surnames with a title and a "von", and nicknames that the text says are nicknames."""

import re
from collections.abc import Iterator

from training.deidentification.flags import Find, Kind
from training.deidentification.innocent import Innocents
from training.deidentification.lexicon import folded, is_often_a_word, is_surname, is_word
from training.deidentification.nicknames import CAPITAL, find_nicknames
from training.deidentification.public_names import SCHOLARS, is_scholar
from training.deidentification.reading import Reading
from training.deidentification.small_nicknames import find_small_nicknames
from training.deidentification.vocabulary import Vocabulary, words

_DOTTED = re.compile(rf"(?<![\w.])(?:{CAPITAL}\. ?-?|{CAPITAL}-(?={CAPITAL}\.)){{1,3}}{CAPITAL}\.(?!\w)")
_SHORT_TITLES = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sister|Brother|Father|Nurse|Sgt|Sergeant|Cpl|Capt|Captain|Maj|Major|Lt|Col|Cllr|Fr|Cn"
    r"|Rev|Revd|Canon|Insp|PC|WPC|DC|DS|DI|DCI|Sir|Dame|Lady|Lord|Frau|Herrn?|Hr|Hrn|Fr|Schwester|Pfr|Pfarrer|Pater|Familie)"
)
_TITLED = re.compile(
    rf"(?<!\w){_SHORT_TITLES}\.?(?: Dr\.| Mag\.)?[ \xa0](?:{CAPITAL}{{2,3}}(?![\w.’'-])|{CAPITAL}(?:(?:\. ?{CAPITAL})*\.(?!\w)|(?![\w.’'-])|(?=[’']s\b)|(?=\.(?:\s|$|[”\"’»“]))))"  # noqa: E501
)
_INITIAL_AND_SURNAME = re.compile(
    rf"(?<![\w.’'-]){CAPITAL}\.[ \xa0]?(?:(?:van|von|de|der|den|del|di|da|al|el|la|le|zu) ){{0,2}}({CAPITAL}[\w’'-]*[a-zß-öø-ÿ][\w’'-]*?)"  # noqa: E501
    r"(?=[’']s\b|[^\w’'-]|[’']?$|[’'](?!\w))"
)
_SENTENCE_ENDS = re.compile(r"[”\"’'»“)]|\s*$|\s+[A-ZÄÖÜ“\"]")
_ONE = re.compile(rf"(?<![\w.])(?<!\d )(?:(?<=\w )|(?<=, )|(?<=\. )|(?<=\n)){CAPITAL}\.(?=[ ,])")
_BARE = re.compile(rf"(?<![\w.&/-])({CAPITAL}{{2,3}})(?![\w./&-])")
_NOT_INITIALS = words("""
A.M. P.M. U.K. U.S. E.U. U.N. N.B. P.S. Ph.D. B.A. M.A. B.Sc. R.I.P. D.I.Y. N.H.S. Z.B. U.S.A. A.D. B.C. G.P. P.E.
H.R. I.T. T.V. D.O.B. Q.E.D. C.V. P.C. I.D. V.I.P. I.E. E.G. S.O.S. O.K. P.T.O. U.A. D.H. Z.T. I.R. D.C. L.A. R.E.
A.A. A.S.A.P. C.E.O. A.C. D.N.A.
""")
ABBREVIATIONS = words("""
HR IT PA UK US EU QI AL TV PC GP OT SW PE RE UN NB PS OK AM PM ID CV CEO CFO COO MD VP NHS CQC NMC GMC RCN CPD ILM
IQA EQA AMO AO LO AC PDF FAQ KPI SLA MOU CAMHS DWP MOD MOJ HMP RAF ALS BBC ITV DVD CD USB PPE GDPR DPO SEN SENCO LD
MH ED ICU ITU A&E CPN RMN RGN AHP AI API QA PIP ADHD ASD PTSD OCD CBT DBT EAP LTA TA HLTA NQT ECT MAT CIO CTO PMO
BAU ASAP FYI RSVP DIY LGB BME BAME EDI DEI SOP RCA MDT DNA SMT SLT DSL DBS NVQ BTEC GCSE BA MA BSC MSC PHD MBA USA
DNR GPS SMS APP AG KG EDV DV PKW LKW WC ÖBB DB CT MRI DGKP PDL QM BR EHS ALF VAT GBP EUR WW II III IV VI IX XI ICT
FE HE PR AS WO NCO CO OC RSM SNCO MAG DR FH TU AMS ÖGB EIN UND WAS NA NUN SO WIR ICH DAS DIE DER MP MEP MSP AGM EGM
MOT DIN ISO WRAP AND NOT THE FOR ALL YES NO BUT YOU SHE HE WE IT'S ARE WAS WHO WHY HOW ONE TWO DO GO MY ME IF OR ON
IN AT TO OF BY UP IS BE SET ACT ASK END NOW RAG SWOT PDP PDR TNA FGM HGV LGV PSV COSHH RTA SIO CPS CID ARV PCSO OIC
IC BTP MET RTO SCC CRM CSM CQM SQM RQM MTO RSO TSO SSM RAF RN NHS HSE SOS VDE TÜV IHK VHS BVG SBB ÖAMTC
""")


def find_shorthand(reading: Reading, vocabulary: Vocabulary, innocents: Innocents) -> Iterator[Find]:
    """Initials such as "J.M.", "Mrs K" and "Frau L.", and nicknames that are introduced as such."""
    yield from _initials(reading, vocabulary, innocents)
    for match in _SURNAMED.finditer(reading.text):
        if not innocents.covers(*match.span()) and folded(match.group().split()[-1]) not in innocents.author:
            yield Find(match.start(), match.end(), Kind.full_name)
    for match in (*_NUMBERED_RANK.finditer(reading.text), *_RETIRED.finditer(reading.text)):
        if folded(match.group(1)) not in innocents.author:
            yield Find(match.start(), match.end(), Kind.full_name)
    yield from find_nicknames(reading, vocabulary, innocents)
    yield from find_small_nicknames(reading, vocabulary, innocents)


# "Pfarrer i. R. Uhlig"
_RETIRED = re.compile(
    rf"\b[A-ZÄÖÜ][a-zäöüß]{{3,20}} (?:i\. ?R\.|a\. ?D\.|em\.|i\. ?V\.) ({CAPITAL}[\w’-]{{2,30}})(?= [a-zäöü]|[,.;:)])"
)
# The police and the prisons put a number between the rank and the surname.
_NUMBERED_RANK = re.compile(
    rf"\b(?:PC|WPC|DC|DS|PS|DI|PCSO|SC|Constable|Sergeant|Officer|Trooper|Private|Gunner) [A-Z]{{0,2}}\d{{2,8}} ({CAPITAL}[\w’-]{{1,30}})"  # noqa: E501
)
_SURNAMED = re.compile(
    r"\b(?:Mrs?|Ms|Miss|Dr|Prof|Professor|Frau|Herrn?|Sir|Captain|Major|Sergeant|Sgt)\.?(?: Dr\.| Mag\.)?"
    rf" (?:(?:van|von|de|der|den|del|della|di|da|dos|la|le|al|el|bin|zu|ten|ter) ){{1,3}}{CAPITAL}[\w’-]{{1,30}}"
)


def _initials(reading: Reading, vocabulary: Vocabulary, innocents: Innocents) -> Iterator[Find]:
    text = reading.text
    taken_at: set[int] = set()
    for match in _INITIAL_AND_SURNAME.finditer(text):
        if _is_surname(match, vocabulary, innocents, reading.language):
            taken_at.update(range(*match.span()))
            yield Find(match.start(), match.end(), Kind.full_name)
    for match in _TITLED.finditer(text):
        if not taken_at.isdisjoint(range(*match.span())):
            continue
        if match.group().split()[-1] in ABBREVIATIONS:
            continue
        taken_at.update(range(*match.span()))
        end = match.end()
        if (
            text[end - 1] == "."
            and match.group().count(".") == 1
            and _SENTENCE_ENDS.match(text, end)
            and reading.language == "en"
        ):
            end -= 1
        if not innocents.covers(*match.span()):
            yield Find(match.start(), end, Kind.initials)
    for match in _DOTTED.finditer(text):
        written = match.group().replace(" ", "")
        following = text[match.end() : match.end() + 2]
        if written.upper() in _NOT_INITIALS or folded(written) in innocents.author or innocents.covers(*match.span()):
            continue
        if match.start() in taken_at:
            continue
        # "J. M. Hartley" is one name in full.
        name = re.match(r" [^\W\d_a-z][\w’'-]{1,30}", text[match.end() : match.end() + 32])
        if (
            following[:1] == " "
            and name
            and name.group().strip().lower() not in vocabulary.never_names
            and not reading_opens(text, match.end())
        ):
            yield Find(match.start(), match.end() + name.end(), Kind.full_name)
            continue
        yield Find(match.start(), match.end(), Kind.initials)
    known = _initials_of(reading)
    for match in _BARE.finditer(text):
        if folded(match.group()) in innocents.author or innocents.covers(*match.span()):
            continue
        if match.group() in ABBREVIATIONS or _DETERMINED.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        if match.group() in known or _acts(text, match, vocabulary) or _is_said_of_a_person(text, match, vocabulary):
            yield Find(match.start(), match.end(), Kind.initials)
    for match in _LETTER.finditer(text):
        if match.group(1) not in vocabulary.human_verbs or innocents.covers(*match.span()):
            continue
        if folded(text[match.start()]) not in innocents.author:
            yield Find(match.start(), match.start() + 1, Kind.initials)
    for match in _ONE.finditer(text):
        if match.start() in taken_at or innocents.covers(*match.span()):
            continue
        if folded(match.group()) in innocents.author:
            continue
        helped = _HELPED.match(text, match.end())
        if (
            _acts(text, match, vocabulary)
            or _is_said_of_a_person(text, match, vocabulary)
            or (helped and helped.group(1) in vocabulary.helping_verbs | _GERMAN_HELPING)
        ):
            yield Find(match.start(), match.end(), Kind.initials)


# A letter by itself; "Member A" and "Plan B" are nobody's initials.
_LETTER = re.compile(
    r"(?:(?<=\n)|(?<=[,;:.–“„»] )|(?<=that )|(?<=when )|(?<=then )|(?<=Then )|(?<=Later )|(?<=later )|(?<=while )|(?<=and )|(?<=dass )|(?<=dann )|(?<=Dann )|(?<=als ))[F-HJ-TVW] (?=([a-zäöüß]+)\b)\b"  # noqa: E501
)
_DETERMINED = re.compile(
    r"(?i)(?<!\w)(?:the|an?|our|your|their|this|that|die|der|das|den|dem|des|eine?[rnms]?|unsere?[rnms]?|im|am|vom|zum|zur|beim)\s$"
)
_HELPED = re.compile(r",? ([a-zäöüß’']+)\b")
_GERMAN_HELPING = words("habe hätte sei wäre sie ihn ihm ihr mich mir uns")


def _initials_of(reading: Reading) -> frozenset[str]:
    """Initials that two or three capitalised words in a row, somewhere in the text, would have: DB of Dela Brown."""
    found = set()
    previous: list[str] = []
    for word in reading.words:
        if word.is_capital and not word.titled:
            previous = [*previous[-2:], word.text] if word.joined and previous else [word.text]
            if len(previous) > 1 and not any(
                is_word(part, reading.language) and not is_surname(part) for part in previous
            ):
                found.add("".join(part[0] for part in previous))
                found.add("".join(part[0] for part in previous[-2:]))
        else:
            previous = []
    return frozenset(found)


def _is_said_of_a_person(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether a relation goes before, or a "who" comes after: "my deputy JL", "JL, who …", "my mentor (JL)"."""
    if re.match(r",? (?:who|whom|whose)\b", text[match.end() : match.end() + 8]):
        return True
    before = re.search(r"([^\W\d_]+),? \(?$", text[max(0, match.start() - 25) : match.start()])
    return bool(
        before and before.group(1).lower() in vocabulary.relations | vocabulary.naming - {"was", "is", "it's", "this"}
    )


def _is_surname(match: re.Match[str], vocabulary: Vocabulary, innocents: Innocents, language: str) -> bool:
    """Whether what follows an initial is a surname, and neither a scholar's nor the next sentence's first word."""
    surname = match.group(1)
    scholar = surname in SCHOLARS and not is_scholar(match.group()[0], surname)
    if (
        (surname in innocents.names and not scholar)
        or innocents.covers(*match.span())
        or surname.lower() in vocabulary.never_names
    ):
        return False
    if folded(match.group()) in innocents.author or folded(surname) in innocents.author:
        return False
    return not is_word(surname, language) or (is_surname(surname) and not is_often_a_word(surname, language))


def reading_opens(text: str, end: int) -> bool:
    """Whether a new sentence seems to begin after initials that end in a full stop."""
    return "\n" in text[end : end + 2]


_OF_THINGS_TOO = words("""
met let meet meets meeting see seen know knew knows known love loved follow followed lost chose join believe believed
trust trusted miss missed watch watched remember remembered liked admired approached visited replaced replace gave give
""")


def _acts(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether what follows or goes before is what only persons do."""
    after = re.match(r"[ ,]{1,2}([^\W\d_]+)", text[match.end() : match.end() + 30])
    if after and after.group(1) in vocabulary.human_verbs:
        return True
    before = re.search(r"([^\W\d_]+) $", text[max(0, match.start() - 25) : match.start()])
    return bool(before and before.group(1) in vocabulary.taking_a_person - _OF_THINGS_TOO)
