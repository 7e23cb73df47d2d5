"""Who wrote the text, where its cover says so: a "by" line, an "author" line, or a line near the top that is a name."""

import re

from training.deidentification import lexicon
from training.deidentification.public_names import SCHOLARS
from training.deidentification.vocabulary import CALENDAR, TITLES, words

_TOP_LINES = 14
_WORDS_AFTER = 2
_NAME_PART = r"(?:[^\W\d_a-zß-öø-ÿ][\w’'.‐-]{0,30}|van|von|de|der|la|al|el|bin|ap|zu|ó|ní)"
_NAMED = rf"({_NAME_PART}(?: {_NAME_PART}){{1,4}})"
_BY = re.compile(
    rf"(?i:\b(?:by|author|name|trainee|written by|submitted by|von|verfasst von|verfasserin|verfasser|autorin|autor|vorgelegt von|eingereicht von|facilitator|candidate))(?: ?[:–-] ?| ){_NAMED}"  # noqa: E501
)
_LINE = re.compile(rf"^[#*_\s]{{0,4}}{_NAMED}[*_]{{0,2}}\s*(?:[,;|(·–-].*)?$")
_NOT_IN_A_NAME = words("""
Reflective Account Reflection Action Learning Set Meeting Unit Level Certificate The A An My Our What How Why Report
Bericht Reflexionsbericht Reflexion Lernset Treffen Description Introduction Context Background Critical Incident
Award Part Review Submitted Trainee Facilitator Learning Development Operational Risk Notes Diary Journal Group Team
Model Kontext Erfahrung Einleitung Beschreibung Was Der Die Das Ein Eine Critical Essay Case Study Practice Account
Number Word Count Programme Course
""")


def find_author(text: str) -> str:
    """The author that the cover names, or nothing where it is not plain."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:_TOP_LINES]
    for line in lines[:8]:
        if len(line) <= 140 and (match := _BY.search(line)) and _is_name(match.group(1), sure=True):
            if len(line[match.end() :].split()) > _WORDS_AFTER and line.endswith((".", "!", "?", "“", "”")):
                continue  # "It was brought by …, who had …." is the body already
            return _bare(match.group(1))
    for line in lines[:6]:
        if len(line) <= 140 and (match := _LINE.match(line)) and _is_name(match.group(1), sure=False):
            return _bare(match.group(1))
    return ""


def _bare(name: str) -> str:
    parts = name.split()
    while len(parts) > 2 and parts[0].rstrip(".") in TITLES | {"BA", "MA", "BSc", "MSc"}:
        parts = parts[1:]
    return " ".join(parts).rstrip(".")


def _is_name(name: str, sure: bool) -> bool:
    parts = _bare(name).split()
    if len(parts) < 2 or any(part in _NOT_IN_A_NAME or part in CALENDAR for part in parts):
        return False
    if not all(part[0].isalpha() and (part[0].isupper() or len(part) < 4) for part in parts):
        return False
    if parts[-1] in SCHOLARS and not lexicon.is_first_name(parts[0]):
        return False
    if sure or lexicon.is_first_name(parts[0]):
        return not all(lexicon.is_often_a_word(part, "en") for part in parts)
    return not any(lexicon.is_word(part, language) for part in parts for language in ("en", "de"))
