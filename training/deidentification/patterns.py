"""Addresses, telephone numbers and dates of birth: what has a form of its own."""

import re
from collections.abc import Iterator

from training.deidentification.flags import Find, Kind

_EMAIL = re.compile(r"(?<![\w.+-])[\w+-]{1,64}(?:\.[\w+-]{1,64}){0,8}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?!\w)")
# "name at place dot org", "name (at) place.org", "name [ät] place punkt de": written so that no machine collects it.
_AT = r"(?:\s?[\[({<]\s?(?:at|ät|@|bei)\s?[\])}>]\s?|\sAT\s)"
_DOT = r"(?:\s?[\[({<]\s?(?:dot|punkt|\.)\s?[\])}>]\s?|\sDOT\s|\s(?:dot|punkt|Punkt)\s)"
_LABEL = r"[\w-]{1,63}"
_LOCAL = rf"(?<![\w.+-])[\w+-]{{1,64}}(?:(?:\.|{_DOT})[\w+-]{{1,64}}){{0,8}}"
_SPELLED_EMAIL = (
    re.compile(rf"{_LOCAL}{_AT}{_LABEL}(?:(?:\.|{_DOT}){_LABEL}){{1,6}}(?!\w)"),
    re.compile(rf"{_LOCAL}\s(?:at|ät)\s{_LABEL}(?:{_DOT}{_LABEL}){{1,6}}(?!\w)"),
    re.compile(rf"{_LOCAL}\s@\s{_LABEL}(?:(?:\.|{_DOT}){_LABEL}){{1,6}}(?!\w)"),
)
_HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z_][\w.]{2,30}\b")
# A run of digits with the marks people put between them; what it is, is decided below.
_DIGITS = re.compile(r"(?<![\w/.,€£$-])(?:\+|00|\(0|\(\+|0)(?:(?:(?!\.\s)[\s./()–-]){0,3}\d){6,14}(?!\d|[.,]\d|\w)")
_EXTENSION = re.compile(
    r"(?i)\b(?:ext(?:ension|n)?|Durchwahl|DW|Klappe|Kl|Nebenstelle|Nst)\b\.?:?\s{0,2}[-–]?(\d{2,5})\b(?![ /–-]\d)"
)
# A short number is a telephone's only beside a word that says so.
_CALLED_BY = re.compile(
    r"(?i)\b(?:bleep|pager|internal(?:ly)?|phone|telephone|mobile|mob|tel|fon|telefon\w*|mobil|handy|rufnummer|apparat"
    r"|switchboard|helpline|whatsapp)\b\.?:?(?:\s(?:number|nummer|line|me|us|him|her|them|is|ist|on|no\.?|nr\.?|auf|unter"
    r"|me on)){0,3}\s{0,2}([-–+]?\(?\d(?:[\s./()–-]{0,2}\d){2,13})"
    r"(?!\d|[.,]\d|\w|\s?(?:%|€|o'clock|uhr|am\b|pm\b|minut|hour|stund|times|mal\b))"
)
_MONTHS = (
    r"(?:Jan(?:uary|uar|ner)?|Jänner|Feb(?:ruary|ruar)?|Feber|Mar(?:ch)?|März|Apr(?:il)?|May|Mai|June?|Juni|July?|Juli"
    r"|Aug(?:ust)?|Sept?(?:ember)?|O[ck]t(?:ober)?|Nov(?:ember)?|De[cz](?:ember)?)"
)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th|\.)?(?:\s{{1,3}}of)?\s{{1,3}}{_MONTHS}\.?,?\s{{1,3}}(?:(?:19|20)\d\d|\d\d)"
    rf"|{_MONTHS}\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}(?:19|20)\d\d"
    r"|\d{1,2}([./-])\s?\d{1,2}\1\s?(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d-\d\d-\d\d)(?!\w)"
)
_BIRTH = re.compile(
    r"(?i)\b(?:born|birth|birthdate|birthday|d\.?\s?o\.?\s?b\b|geboren\w*|geb\.|geburtstag\w*|geburtsdatum\w*|geburt)|\bb\.\s?$|\baged?\b|\bJahrgang\b|\bturn(?:s|ed|ing)? (?:\d\d|\w+ty(?:-\w+)?)\b|\bwurde \w+ Jahre alt\b"  # noqa: E501
)
_BIRTH_SIGN = re.compile(r"(?:\*|†)\s?$")
# Less than a date, said to be that of a birth: "born in July 1962", "her birthday is 3 June".
_BORN = re.compile(
    rf"\b(?:[Bb]orn (?:in|on)(?: the)?|[Bb]irthday(?: is| was)?(?: on)?(?: the)?,?|[Gg]eboren (?:im|am)|[Gg]eburtstag(?: ist| war)?(?: am)?) "  # noqa: E501
    rf"({_MONTHS} (?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th|\.)?(?: of)? {_MONTHS}|\d{{1,2}} \d{{1,2}} (?:19|20)\d\d)(?!\w| (?:19|20)\d\d)"  # noqa: E501
    rf"|\b[Ii]m ({_MONTHS} (?:19|20)\d\d) geboren"
)
_NEAR = 90
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-ZÄÖÜ])")


def find_patterns(text: str) -> Iterator[Find]:
    """E-mail addresses, telephone numbers and dates of birth, each as it is written."""
    for pattern in (_EMAIL, _HANDLE, *_SPELLED_EMAIL):
        for match in pattern.finditer(text):
            yield Find(match.start(), match.end(), Kind.email)
    dates = list(_DATE.finditer(text))
    for match in _DIGITS.finditer(text):
        if not any(date.start() < match.end() and match.start() < date.end() for date in dates) and _is_phone(
            match.group()
        ):
            opened = match.group().startswith("(") and ")" not in match.group()
            yield Find(match.start() + opened, match.end(), Kind.phone)
    for match in _EXTENSION.finditer(text):
        yield Find(match.start(), match.end(), Kind.phone)
    for match in _CALLED_BY.finditer(text):
        if not _is_year(match.group(1)):
            yield Find(match.start(1), match.end(1), Kind.phone)
    for match in dates:
        if _is_birth(text, match):
            yield Find(match.start(), match.end(), Kind.dob)
    for match in _BORN.finditer(text):
        group = 1 if match.group(1) else 2
        yield Find(match.start(group), match.end(group), Kind.dob)


def _is_phone(written: str) -> bool:
    digits = sum(character.isdigit() for character in written)
    return 7 <= digits <= 15 and "\n\n" not in written and (written[0] in "+(" or digits >= 9 or " " in written)


def _is_year(written: str) -> bool:
    return len(written) == 4 and written[:2] in ("19", "20")


def _is_birth(text: str, date: re.Match[str]) -> bool:
    """A date beside a word of birth, in the same sentence."""
    before = text[max(0, date.start() - _NEAR) : date.start()]
    ends = list(_SENTENCE_END.finditer(before))
    before = before[ends[-1].end() :] if ends else before
    after = text[date.end() : date.end() + 40]
    end = _SENTENCE_END.search(after)
    after = after[: end.start()] if end else after
    return bool(_BIRTH.search(before) or _BIRTH_SIGN.search(before) or _BIRTH.search(after))
