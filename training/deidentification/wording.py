"""Neutral words to put in place of what identifies somebody, and putting them there."""

import re
from collections.abc import Iterable, Iterator, Mapping

from training.deidentification.flags import Kind
from training.deidentification.vocabulary import BEFORE_A_MONTH, CALENDAR, TITLES, words

_PERSON = {
    "en": ("one member", "another member", "a further member"),
    "de": ("eine Person", "eine andere Person", "eine weitere Person"),
}
_FIXED = {
    "en": {
        Kind.email: "an e-mail address",
        Kind.phone: "a telephone number",
        Kind.dob: "a date of birth",
        Kind.care_home: "a care home",
        Kind.site: "one of the sites",
        Kind.employer: "an organisation",
    },
    "de": {
        Kind.email: "eine E-Mail-Adresse",
        Kind.phone: "eine Telefonnummer",
        Kind.dob: "ein Geburtsdatum",
        Kind.care_home: "ein Pflegeheim",
        Kind.site: "ein Standort",
        Kind.employer: "eine Organisation",
    },
}
# A word of the name that tells what sort of place it is, and what to say instead.
_SORTS = {
    "en": (
        ("council", "local authority"), ("hospital", "hospital"), ("infirmary", "hospital"), ("ysbyty", "hospital"),
        ("hospice", "hospice"), ("school", "school"), ("academy", "school"), ("college", "college"),
        ("university", "university"), ("constabulary", "police force"), ("police", "police force"), ("bank", "bank"),
        ("trust", "trust"), ("charity", "charity"), ("diocese", "diocese"), ("church", "church"), ("barracks", "barracks"),  # noqa: E501
        ("hmp", "prison"), ("prison", "prison"), ("centre", "centre"), ("depot", "depot"), ("hub", "hub"),
        ("surgery", "surgery"), ("ward", "ward"), ("station", "station"), ("office", "office"),
    ),
    "de": (
        ("schule", "Schule"), ("klinik", "Klinik"), ("krankenhaus", "Klinik"), ("spital", "Klinik"), ("bank", "Bank"),
        ("sparkasse", "Bank"), ("gmbh", "Firma"), ("ag", "Firma"), ("stiftung", "Stiftung"), ("verein", "Organisation"),
    ),
}  # fmt: skip
_ARTICLES = re.compile(r"(?i)(?:^|[\s(“\"])(the|a|an|our|my|your|his|her|their|this|that)\s+$")
_GERMAN_ARTICLES = re.compile(
    r"(?i)(?:^|[\s(„\"])(der|die|das|den|dem|des|ein\w*|im|am|vom|zum|zur|beim|unser\w*|mein\w*)\s+$"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?]['\"’”»)]*\s+['\"‘“„»(]*|\n\s*\n\W*|^\W+)$")
_SHORT_TITLES = words("Mr Mrs Ms Mx Dr Prof Rev Revd Fr Hr Hrn Mag Dipl Ing Pfr Capt Maj Lt Col Sgt Cpl Insp Supt")
_DEGREE = r"(?:med|phil|iur|jur|rer|nat|pol|theol|vet|dent|techn|mont)\."
_TITLES_BEFORE = re.compile(
    rf"(?:(?<!\w)(?:(?:{'|'.join(sorted(_SHORT_TITLES))})\.|{'|'.join(sorted(map(re.escape, TITLES)))}|{_DEGREE})\s+)+$"
)
_FURTHEST_TITLE = 60
_WORD = re.compile(r"\w+")
_VOWEL = re.compile(r"(?i)[aeiou]")


def person_words(language: str, number: int) -> str:
    """A neutral word for the first, the second and each further person of a text, counted from 0."""
    listed = _PERSON[language]
    return listed[min(number, len(listed) - 1)]


def replacement(kind: Kind, text: str, before: str, language: str) -> str:
    """Neutral words for a passage that is no person's name; `before` is what stands in front of it."""
    if kind in (Kind.job_place, Kind.rare_role):
        return _post(text, before, language)
    article = (_ARTICLES if language == "en" else _GERMAN_ARTICLES).search(before)
    if kind in (Kind.employer, Kind.site):
        lower = text.lower()
        for word, sort in _SORTS[language]:
            if re.search(rf"{word}s?\b", lower):
                return sort if article else _with_article(sort, language)
    fixed = _FIXED[language][kind]
    return fixed.split(" ", 1)[1] if article and kind in (Kind.employer, Kind.care_home) else fixed


def _with_article(noun: str, language: str) -> str:
    if language == "de":
        return f"eine {noun}"
    return f"an {noun}" if _VOWEL.match(noun) else f"a {noun}"


def _post(text: str, before: str, language: str) -> str:
    """The post without its place."""
    if language == "de":
        post = re.split(r" (?:aus|in|im|am|an|vom|von|bei|beim|der|des|unseres|unserer) ", text)[0]
        noun = post.split()[-1]
        article = _GERMAN_ARTICLES.search(before)
        if not article:
            return "eine Führungskraft"
        return noun
    post = re.split(r" (?:from|in|at|of|for|on|across|near|within|throughout) ", text)[0]
    noun = post.split()[-1]
    if post.split()[-2:-1] == ["team"]:
        noun = "team " + noun
    return noun if _ARTICLES.search(before) else _with_article(noun, language)


def apply(text: str, changes: Mapping[str, str]) -> str:
    """The text with each flagged passage replaced everywhere: whole words, the longest first, in one pass.

    A replacement at the start of a sentence gets a capital; a possessive ending stays; titles before a name go with it
    where a person of no name follows ("Frau Dr. Ada Berg", "eine Person"). White space inside of a passage may be any,
    as in the text that was checked.
    """
    wanted = {collapse(old): new for old, new in changes.items() if collapse(old)}
    pieces: list[str] = []
    end = 0
    for first, last, written in places_of(wanted, text):
        new = wanted[written]
        if new[:1].islower() and (titles := _TITLES_BEFORE.search(text, max(end, first - _FURTHEST_TITLE), first)):
            first = titles.start()
        before = text[max(0, first - 12) : first]
        if new and _SENTENCE_START.search(before):
            new = new[0].upper() + new[1:]
        pieces += [text[end:first], new]
        end = last
    return "".join([*pieces, text[end:]])


def collapse(text: str) -> str:
    """The text with each run of white space as one space."""
    return " ".join(text.split())


def places_of(wanted: Iterable[str], text: str) -> Iterator[tuple[int, int, str]]:
    """Where the texts stand as whole words: start, end and which; of two that begin together the longer one.

    Where May is a month and Will asks a question, they are left out though somebody has that name.
    """
    by_word: dict[str, list[tuple[re.Pattern[str], int, str]]] = {}
    for written in sorted(wanted, key=lambda one: (-len(one), one)):
        first = _WORD.search(written)
        if first is None:
            continue
        spelled = r"\s+".join(re.escape(part) for part in written.split())
        pattern = re.compile(rf"(?<!\w){spelled}(?!\w)")
        by_word.setdefault(first.group(), []).append((pattern, first.start(), written))
    end = 0
    for word in _WORD.finditer(text):
        for pattern, lead, written in by_word.get(word.group(), ()):
            match = pattern.match(text, max(0, word.start() - lead)) if word.start() - lead >= end else None
            if match and not _is_no_name_there(text, match.start(), match.end()):
                end = match.end()
                yield match.start(), end, written
                break


_OF_A_MONTH = re.compile(
    r"(?:\d(?:st|nd|rd|th|\.)?(?:\sof)?|\b(?:end|start|beginning|middle|month|rest|days?|weeks?)\sof|\b([^\W\d_]+))\s+$"
)
_YEAR = re.compile(r"\s+(?:19|20)?\d\d\b")
_HELPING_NAMES = ("Will", "May")
_ASKING = re.compile(r"\s+(?:I|you|he|she|it|we|they|this|that|there|the|any|anyone|my|our|your)\b")


def _is_no_name_there(text: str, start: int, end: int) -> bool:
    """Whether a word that can be a name is the month, or opens a question, at this place."""
    word = text[start:end]
    if word not in CALENDAR and word not in _HELPING_NAMES:
        return False
    before = text[max(0, start - 24) : start]
    if word in CALENDAR:
        month = _OF_A_MONTH.search(before)
        if month and (month.group(1) is None or month.group(1).lower() in BEFORE_A_MONTH):
            return True
        if _YEAR.match(text, end):
            return True
    return word in _HELPING_NAMES and bool(_SENTENCE_START.search(before)) and bool(_ASKING.match(text, end))
