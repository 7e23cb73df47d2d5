"""Initials, and nicknames that the text says are nicknames."""

import re
from collections.abc import Iterator

from training.deidentification.flags import Find, Kind
from training.deidentification.innocent import Innocents
from training.deidentification.lexicon import folded
from training.deidentification.reading import Reading
from training.deidentification.vocabulary import CALENDAR, SCHOLARS, THINGS, Vocabulary, words

_CAPITAL = r"[A-ZÄÖÜŁŚŻÉ]"
_DOTTED = re.compile(rf"(?<![\w.])(?:{_CAPITAL}\. ?-?){{1,3}}{_CAPITAL}\.(?!\w)")
_TITLED = re.compile(
    rf"(?<!\w)(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sister|Nurse|Sgt|Cpl|Cllr|Fr|Rev|Revd|Frau|Herrn?|Hr|Schwester)\.?(?: Dr\.| Mag\.)?[ \xa0]{_CAPITAL}(?:(?:\. ?{_CAPITAL})*\.(?!\w)|(?![\w.’'-])|(?=[’']s\b)|(?=\.(?:\s|$|[”\"’»“])))"  # noqa: E501
)
_SENTENCE_ENDS = re.compile(r"[”\"’'»“)]|\s*$|\s+[A-ZÄÖÜ“\"]")
_ONE = re.compile(rf"(?<![\w.])(?<!\d )(?:(?<=\w )|(?<=, )|(?<=\. )|(?<=\n)){_CAPITAL}\.(?=[ ,])")
_BARE = re.compile(rf"(?<![\w.&/-])({_CAPITAL}{{2,3}})(?![\w./&-])")
_NOT_INITIALS = words("""
A.M. P.M. U.K. U.S. E.U. U.N. N.B. P.S. Ph.D. B.A. M.A. B.Sc. R.I.P. D.I.Y. N.H.S. Z.B. U.S.A. A.D. B.C. G.P. P.E.
H.R. I.T. T.V. D.O.B. Q.E.D. C.V. P.C. I.D. V.I.P. I.E. E.G. S.O.S. O.K. P.T.O. U.A. D.H. Z.T. I.R. D.C. L.A. R.E.
A.A. A.S.A.P. C.E.O. A.C. D.N.A.
""")
_ABBREVIATIONS = words("""
HR IT PA UK US EU QI AL TV PC GP OT SW PE RE UN NB PS OK AM PM ID CV CEO CFO COO MD VP NHS CQC NMC GMC RCN CPD ILM
IQA EQA AMO AO LO AC PDF FAQ KPI SLA MOU CAMHS DWP MOD MOJ HMP RAF ALS BBC ITV DVD CD USB PPE GDPR DPO SEN SENCO LD
MH ED ICU ITU A&E CPN RMN RGN AHP AI API QA PIP ADHD ASD PTSD OCD CBT DBT EAP LTA TA HLTA NQT ECT MAT CIO CTO PMO
BAU ASAP FYI RSVP DIY LGB BME BAME EDI DEI SOP RCA MDT DNA SMT SLT DSL DBS NVQ BTEC GCSE BA MA BSC MSC PHD MBA USA
DNR GPS SMS APP AG KG EDV DV PKW LKW WC ÖBB DB CT MRI DGKP PDL QM BR EHS ALF VAT GBP EUR WW II III IV VI IX XI ICT
FE HE PR AS WO NCO CO OC RSM SNCO MAG DR FH TU AMS ÖGB EIN UND WAS NA NUN SO WIR ICH DAS DIE DER MP MEP MSP AGM EGM
MOT DIN ISO WRAP AND NOT THE FOR ALL YES NO BUT YOU SHE HE WE IT'S ARE WAS WHO WHY HOW ONE TWO DO GO MY ME IF OR ON
IN AT TO OF BY UP IS BE SET ACT ASK END NOW RAG SWOT PDP PDR TNA FGM HGV LGV PSV COSHH RTA SIO CPS CID ARV PCSO OIC
IC BTP MET RTO SCC CRM
""")
_KNOWN_AS = re.compile(
    rf"\b(?:known(?: to (?:everyone|everybody|all|us all|us|them|her team|his team|the \w+))? as|nicknamed|goes by(?: the name(?: of)?)?|went by|answers to"  # noqa: E501
    rf"|(?:everyone|everybody|they|people|we all|colleagues|all|others|(?:the|his|her|our|my) (?:\w+ ){{0,2}}?\w+) (?:calls?|called|knows?|knew|nicknamed|had nicknamed)"  # noqa: E501
    rf" (?:him|her|them|the (?:\w+ )?(?:member|colleague|man|woman|manager|one|chair)|(?:the|our|my) (?:\w+ ){{1,3}}?(?=[“\"‘]))(?: only| simply| just| as)?"  # noqa: E501
    rf"|Spitznamen?(?: ist| war| lautet)?|bekannt als)"
    rf" ?[“\"„‘'»]?(?:[Tt]he |den |die |der )?[“\"„‘'»]?({_CAPITAL}[\w’-]{{1,20}}(?: {_CAPITAL}[\w’-]{{1,20}})?)"
)
_GERMAN_NENNEN = re.compile(
    rf"\b(?:nennen (?:ihn|sie|dort|hier|wir|alle|den \w+|die \w+)(?: (?:dort|hier|alle|nur|einfach|bei uns|im \w+)){{0,4}}|den alle|die alle|den hier alle) (?:nur |einfach )?[“\"„‘'»]?({_CAPITAL}[\w-]{{1,20}})(?![\w-])"  # noqa: E501
)
_AS_CALLED = re.compile(
    rf"(?<!\w)(?:the |The |[“\"‘'„»]?(?:[Tt]he |[Dd](?:er|ie|as) )?)?({_CAPITAL}[\w’-]{{1,20}}(?: {_CAPITAL}[\w’-]{{1,20}})?)[”\"’'“«]?, (?:as (?:the set|the \w+|everyone|everybody|they|we all|people|his \w+|her \w+) (?:calls?|called|knows?|knew)"  # noqa: E501
    rf"|(?:wie (?:ihn|sie) (?:alle|die \w+|das \w+) (?:nennen|nennt)))"
)
_IN_QUOTES = re.compile(
    rf"{_CAPITAL}[\w’-]{{1,20}} [“\"‘'„(]({_CAPITAL}[\w’-]{{1,20}}(?: {_CAPITAL}[\w’-]{{1,20}})?)[”\"’'“)] (?={_CAPITAL}[\w’-])"  # noqa: E501
)
_PSEUDONYM = re.compile(r"\b(?:I|we|ich|wir)(?:’ll|'ll| will| shall| have)?\s(?:call|nenne|called)")
_SOMEONE_CALLED = re.compile(
    rf"\b(?:[Ss]omeone|[Ss]omebody|A man|A woman|someone|somebody|a man|a woman|the man|the woman|a member|a colleague|one) (?:(?:who|whom) )?(?:they|everyone|everybody|people|we all|the (?:\w+ )?\w+) (?:all )?calls? [“\"‘']?({_CAPITAL}[\w’-]{{1,20}}(?: {_CAPITAL}[\w’-]{{1,20}})?)"  # noqa: E501
)


def find_shorthand(reading: Reading, vocabulary: Vocabulary, innocents: Innocents) -> Iterator[Find]:
    """Initials such as "J.M.", "Mrs K" and "Frau L.", and nicknames that are introduced as such."""
    yield from _initials(reading, vocabulary, innocents)
    for match in _SURNAMED.finditer(reading.text):
        if not innocents.covers(*match.span()) and folded(match.group().split()[-1]) not in innocents.author:
            yield Find(match.start(), match.end(), Kind.full_name)
    for pattern in (_KNOWN_AS, _GERMAN_NENNEN, _AS_CALLED, _IN_QUOTES, _SOMEONE_CALLED):
        for match in pattern.finditer(reading.text):
            name = match.group(1)
            start, end = match.span(1)
            if name.endswith(("’s", "'s")):
                end -= 2
            if pattern is not _IN_QUOTES and _PSEUDONYM.match(match.group()):
                continue
            if name in SCHOLARS | CALENDAR | THINGS or name in innocents.names or innocents.covers(start, end):
                continue
            if folded(name) in innocents.author or name.split()[0].lower() in vocabulary.never_names - {"last"}:
                continue
            if name.split()[0].lower() in vocabulary.departments:
                continue
            yield Find(start, end, Kind.nickname)


_SURNAMED = re.compile(
    r"\b(?:Mrs?|Ms|Miss|Dr|Prof|Professor|Frau|Herrn?|Sir|Captain|Major|Sergeant|Sgt)\.?(?: Dr\.| Mag\.)?"
    rf" (?:(?:van|von|de|der|den|del|della|di|da|dos|la|le|al|el|bin|zu|ten|ter) ){{1,3}}{_CAPITAL}[\w’-]{{1,30}}"
)


def _initials(reading: Reading, vocabulary: Vocabulary, innocents: Innocents) -> Iterator[Find]:
    text = reading.text
    taken: list[tuple[int, int]] = []
    for match in _TITLED.finditer(text):
        taken.append(match.span())
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
        if any(start <= match.start() < end for start, end in taken[-3:]):
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
    for match in _BARE.finditer(text):
        if (
            match.group() in _ABBREVIATIONS
            or folded(match.group()) in innocents.author
            or innocents.covers(*match.span())
        ):
            continue
        if _acts(text, match, vocabulary):
            yield Find(match.start(), match.end(), Kind.initials)
    for match in _ONE.finditer(text):
        if (
            _acts(text, match, vocabulary)
            and not innocents.covers(*match.span())
            and folded(match.group()) not in innocents.author
        ):
            yield Find(match.start(), match.end(), Kind.initials)


def reading_opens(text: str, end: int) -> bool:
    """Whether a new sentence seems to begin after initials that end in a full stop."""
    return "\n" in text[end : end + 2]


def _acts(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether what follows or goes before is what only persons do."""
    after = re.match(r"[ ,]{1,2}([^\W\d_]+)", text[match.end() : match.end() + 30])
    if after and after.group(1) in vocabulary.human_verbs:
        return True
    before = re.search(r"([^\W\d_]+) $", text[max(0, match.start() - 25) : match.start()])
    return bool(before and before.group(1) in vocabulary.taking_a_person - {"met", "let"})
