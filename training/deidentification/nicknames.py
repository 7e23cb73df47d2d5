"""Nicknames that the text introduces as such: "whom everyone calls the Bishop", "»Eule«, wie ihn alle nennen"."""

import re
from collections.abc import Iterator

from training.deidentification.flags import Find, Kind
from training.deidentification.innocent import Innocents
from training.deidentification.lexicon import folded
from training.deidentification.public_names import SCHOLARS, THINGS
from training.deidentification.reading import Reading
from training.deidentification.vocabulary import CALENDAR, POSTS_BEFORE_NAMES, TITLES, Vocabulary

CAPITAL = r"[A-ZÀ-ÖØ-ÞĆČĎĐĘĚĞİĹĽŁŃŇŐŒŘŚŞŠŢŤŪŮŰŹŻŽ]"
_OPEN, _CLOSE = r"[“\"„‘'»«›‹]", r"[”\"’'“«»‹›]"
_WORD = rf"{CAPITAL}[\w’-]{{0,20}}"
# An article and quotation marks may stand before the name itself, in either order.
_THE = rf"{_OPEN}?(?:(?:[Tt]he|[Dd]er|[Dd]ie|[Dd]as|[Dd]en|[Dd]em) )?{_OPEN}?"
_NAME = rf"({_WORD}(?: (?:of |the |von )?{_WORD}){{0,2}})"
_QUOTED = rf"{_OPEN}(?:[Tt]he |[Dd]er |[Dd]ie |[Dd]as )?{_NAME}[.,!]?{_CLOSE}"
_PEOPLE = (
    r"(?:[Ee]veryone|[Ee]verybody|[Pp]eople|[Tt]hey|[Ww]e|[Cc]olleagues|[Oo]thers|[Ff]riends|[Ss]taff"
    r"|(?:[Tt]he|[Hh]is|[Hh]er|[Oo]ur|[Mm]y|[Tt]heir) (?:\w+ ){0,3}?[\w’'-]+)"
    r"(?: (?:else|all|both|still|always|just|only|simply|affectionately|sometimes|had|have|used to|here|there)){0,2}"
)
_CALLS = r"(?:calls?|called|nicknames?|nicknamed|christened|dubbed|knows?|knew|refers? to|referred to)"
_SOMEBODY = r"(?:[Ss]omeone|[Ss]omebody|[Oo]ne|[Hh]e|[Ss]he|(?:[Aa]n?|[Tt]he|[Oo]ur|[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Tt]hat) (?:[\w’-]+ ){0,4}?[\w’-]+),?"  # noqa: E501
_HOW = (
    r"(?: (?:nur|bloß|halt|übrigens|eigentlich|eben|noch|nur noch|dort|hier|überall|seither|seitdem|einfach|intern|also|immer|schon|alle|bei uns|bei \w+|im \w+"  # noqa: E501
    r"|in der \w+|am \w+|auf der \w+|von allen|scherzhaft|liebevoll)){0,4}"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # English: known as, goes by, aka.
        rf"\b(?:(?:better |best |also |only |otherwise )?known(?: (?:to (?:everyone|everybody|all|us all|us|them|(?:her|his|the|our) \w+)|locally|there|here|everywhere|affectionately|(?:in|across|throughout|on|all over) (?:[\w’-]+ ){{0,2}}[\w’-]+))? as"  # noqa: E501
        rf"|(?:goes|went|go) by(?: the (?:nick)?name(?: of)?)?|answers to|a\.?k\.?a\.?|alias|[Nn]ick(?:name)?s?(?: (?:is|was|of|for (?:him|her) (?:is|was))|:)"  # noqa: E501
        rf"|[Nn]icknamed|(?:likes|prefers|wants|wanted|liked|preferred) to be (?:called|known as)|dubbed|christened)(?: just| simply| only)? {_THE}{_NAME}",  # noqa: E501
        rf"\b(?:[Cc]all me|[Pp]lease call me) {_THE}{_NAME}",
        # "everyone calls him the Bishop".
        rf"\b{_PEOPLE} {_CALLS} (?:him|her|them|the (?:\w+ )?(?:member|colleague|man|woman|manager|one|chair|lad|boy|girl))(?: only| simply| just| as)? {_THE}{_NAME}",  # noqa: E501
        # "a man (whom) everyone calls the Bishop", and with quotation marks whoever it is.
        rf"\b{_SOMEBODY} (?:(?:who|whom|that) )?{_PEOPLE} {_CALLS} {_THE}{_NAME}(?! (?:and|or) {CAPITAL})",
        rf"\b{_PEOPLE} {_CALLS} (?:the|our|my|this|that) (?:\w+ ){{1,3}}{_QUOTED}",
        # "Tiny, as the set calls him"; "Duracell (nobody uses his real name)".
        rf"(?<!\w){_THE}{_NAME}{_CLOSE}?,? \(?(?:as|which is what) (?:(?:he|she) (?:likes|prefers) to be called|(?:he|she) is (?:known|called)|{_PEOPLE} {_CALLS}\b)",  # noqa: E501
        rf"(?<!\w){_THE}{_NAME}{_CLOSE}?,? \(?(?:[\w’' ]{{0,40}}?(?:nobody|no one|no-one) (?:ever )?(?:uses|knows|remembers) (?:his|her) (?:real |proper |first |actual )?name|(?:his|her|a|the) nickname\b|whose real name is\b|not that it is (?:his|her) name)",  # noqa: E501
        rf"(?<!\w){_THE}{_NAME}{_CLOSE}?,? (?:to (?:his|her) (?:friends|mates|team|staff|colleagues)|whom (?:everyone|everybody|the (?:\w+ ){{1,3}}?)calls? that|(?:who(?:m)?)? ?(?:everyone|everybody|the whole \w+|they all) (?:always )?calls? (?:him|her)? ?that|always called that)",  # noqa: E501
        rf"(?<!\w){_THE}{_NAME}{_CLOSE}?, (?:who(?:m)?|which) (?:is what )?{_PEOPLE} {_CALLS} that",
        rf"\b(?:[Hh]is|[Hh]er|[Mm]y|[Tt]heir|[Tt]he|a|whose) (?:\w+ )?nickname,? (?:(?:(?:at|in|on|among|for) (?:\w+ ){{1,3}})?(?:is |was |has been ))?{_THE}{_NAME}",  # noqa: E501
        # "Tolly (that is Bartholomew)", "Manni, eigentlich Manfred".
        rf"(?<!\w)({_WORD}),? \(?(?:that is|that’s|that's|really|short for|real name|in full|on paper|on the payroll|eigentlich|kurz für|mit vollem Namen) (?={CAPITAL}[\w’-]+(?: {CAPITAL}[\w’-]+)?[),.;])",  # noqa: E501
        rf"(?<!\w)({_WORD}) \((?:real name|proper name|not (?:his|her) real name|(?:er|sie) heißt (?:natürlich |eigentlich |in Wirklichkeit )?(?:anders|so nicht))",  # noqa: E501
        rf"(?<![Tt]he )(?<!\w)({_WORD}) (?:–|—|-) (?:she|he)(?:[’']s| is| was) (?:our|the|my|a|an) ",
        rf"(?<!\w)({_WORD}) heißt (?:mit Nachnamen|mit vollem Namen|richtig|in Wirklichkeit) (?={CAPITAL})",
        # A nickname between first name and surname.
        rf"{CAPITAL}[\w’-]{{1,20}} [“\"‘'„(»]({_WORD}(?: {_WORD})?)[”\"’'“)«] (?={CAPITAL}[\w’-])",
        # German.
        rf"\bSpitznamen?(?:,)?(?: (?:ist|war|lautet|lautete|hat|von \w+ ist))?:? {_THE}{_NAME}",
        rf"\b(?:bekannt als|alias|gerufen wird (?:er|sie)|unter dem (?:Spitz|Ruf|Kose)?[Nn]amen) {_THE}{_NAME}",
        rf"\b(?:[Nn]enn(?:en|t)|[Rr]uf(?:en|t)) (?:ihn|sie|wir|alle|den \w+|die \w+|dort|hier)(?: (?:alle|wir|die \w+))?{_HOW} {_THE}{_NAME}(?![\w-])",  # noqa: E501
        rf"\b(?:den|die|das|ihn|sie) (?:hier |dort |intern |überall )?(?:alle|sie|wir(?: alle)?|die \w+|jeder|manche|viele|seine \w+|ihre \w+){_HOW} {_THE}{_NAME}{_CLOSE}? (?:nenn(?:en|t)|rufen|ruft)\b",  # noqa: E501
        rf"(?<!\w){_THE}{_NAME}{_CLOSE}?, (?:wie|so) (?:\w+ ){{0,6}}?(?:nenn(?:en|t)|ruf(?:en|t)|heißt|genannt (?:wird|wurde))\b",  # noqa: E501
        rf"\b(?:wird|werden|wurde) (?:er |sie )?(?:nur |überall |von allen |von \w+ \w+ |im \w+ |bei uns |in der \w+ |intern ){{0,3}}{_THE}{_NAME}{_CLOSE}? (?:genannt|gerufen)\b",  # noqa: E501
        rf"\b(?:genannt|gerufen) {_THE}{_NAME}",
        rf"(?<!\w){_THE}{_NAME}{_CLOSE}? genannt\b",
        rf"(?<!\w){_NAME}{_CLOSE}?,? \(?(?:(?:er|sie|der|die) )?heißt (?:wirklich |nur |hier |bei uns )?so\b",
        rf"\b[Hh]eiß(?:t|e) (?:er|sie|der {_WORD}|die {_WORD}){_HOW} (?:{_OPEN}|(?:nur|seither|seitdem|überall|einfach|bei uns) {_OPEN}?|(?:nur |einfach )?(?:der|die|das) ){_THE}{_NAME}",  # noqa: E501
        rf"(?<![Ii]n )(?<![Aa]uf )(?<![Bb]ei )(?<![Aa]n )(?<![Vv]on )(?<![Aa]us )\b(?:[Ee]r|[Ss]ie|(?:[Dd]er|[Dd]ie|[Uu]nsere?|[Ss]eine?|[Ii]hre?|Frau|Herr) {_WORD}) heiß(?:t|e){_HOW} (?:{_OPEN}|(?:nur|seither|seitdem|überall|einfach|bei uns) {_OPEN}?|(?:nur |einfach )?(?:der|die) ){_THE}{_NAME}",  # noqa: E501
    )
)
_PSEUDONYM = re.compile(
    r"(?:\b(?:I|ich)(?:’ll|'ll| will| shall| have)?\s(?:call|nenne|called)|\b(?:[Ww]e|wir)(?:’ll|'ll| will| shall| have)\s(?:call|called))"  # noqa: E501
)
_TRIGGER = re.compile(
    r"(?i)\bcall(?:s|ed|ing)?\b|nick|\bknown\b|\bknows?\b|\bknew\b|\bgo(?:es)? by\b|\bwent by\b|\bdubbed\b|\bchristened\b|\ba\.?k\.?a\b"  # noqa: E501
    r"|\balias\b|\banswers to\b|\brefer|real name|proper name|\bnenn(?:en|t)\b|\bruf(?:en|t)\b|\bgenannt\b|\bgerufen\b|\bheiß(?:t|e)\b|spitzname"  # noqa: E501
    r"|(?:–|—|-) (?:she|he)(?:[’']s| is| was)\b|bekannt als|\bthat[’']s\b|\bthat is\b|\breally\b|\bshort for\b|\bin full\b|\bon paper\b|\beigentlich\b|\bkurz für\b|vollem namen|kosename|rufname|unter dem namen|\bto (?:his|her) (?:friends|mates|team|staff|colleagues)\b|[”\"’'“)«] (?=[A-ZÀ-Þ])"  # noqa: E501
)
_WITH_ARTICLE = re.compile(r"\b(?:[Tt]he|[Dd]er|[Dd]ie|[Dd]en) [“\"„‘'»«›‹]?\Z")
_AROUND = 110
_LONGEST_STRETCH = 600
_INITIALS = re.compile(rf"(?:{CAPITAL}\.? ?-?){{1,3}}")
_ENDS_NAME = re.compile(r"[’']s?$")


def find_nicknames(reading: Reading, vocabulary: Vocabulary, innocents: Innocents) -> Iterator[Find]:
    """Each nickname that the text introduces; initials by which somebody is known are initials."""
    for first, last in _stretches(reading.text):
        for match in (match for pattern in _PATTERNS for match in pattern.finditer(reading.text, first, last)):
            if _PSEUDONYM.search(match.group()):
                continue
            name = _ENDS_NAME.sub("", match.group(1))
            start, end = match.start(1), match.start(1) + len(name)
            if len(name) < 2 or innocents.covers(start, end) or not _can_be_a_nickname(name, vocabulary, innocents):
                continue
            if name in TITLES | POSTS_BEFORE_NAMES and not _WITH_ARTICLE.search(
                reading.text[max(0, start - 8) : start]
            ):
                continue
            yield Find(start, end, Kind.initials if _INITIALS.fullmatch(name) else Kind.nickname)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of the text around the words by which nicknames are introduced: only these are searched."""
    first = last = 0
    for match in _TRIGGER.finditer(text):
        if match.start() - _AROUND > last:
            if last:
                yield first, last
            first = max(0, match.start() - _AROUND)
        last = match.end() + _AROUND
        if last - first > _LONGEST_STRETCH:
            yield first, last
            first = match.start()
    if last:
        yield first, last


def _can_be_a_nickname(name: str, vocabulary: Vocabulary, innocents: Innocents) -> bool:
    if name in SCHOLARS | CALENDAR | THINGS or name in innocents.names:
        return False
    first = name.split()[0]
    if any(folded(part) in innocents.author for part in (name, *name.split())) or name in ("I", "So", "Es"):
        return False
    if first.lower() in vocabulary.never_names - {"last"} or first in THINGS | SCHOLARS:
        return False
    return first.lower() not in vocabulary.departments or len(name.split()) > 1
