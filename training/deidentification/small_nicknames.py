"""Nicknames that are spelled small: "everyone calls him baz", "known on the ward as »tiger«"."""

import re
from collections.abc import Iterator

from training.deidentification import lexicon
from training.deidentification.flags import Find, Kind
from training.deidentification.innocent import Innocents
from training.deidentification.reading import Reading
from training.deidentification.vocabulary import Vocabulary, words

_QUOTE = r"[“”\"„‘’'»«›‹]"
_SMALL = r"([a-zà-öø-ÿ][a-zà-öø-ÿ-]{2,15})"
_CLOSE = r"(?=[.,;:!?)”\"’'»«–—-]|\s+[–—-]\s|\s+(?:and|but|because|since|though|which|who|und|weil|aber)\b|\s*\Z|\s*\n)"
_HIM = r"(?:him|her|them|himself|herself|themselves|me)"
_CALL = r"(?:calls?|called|nicknames?|nicknamed|christened|dubbed)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_CALL} {_HIM} (?:the |just |only |simply )?({_QUOTE}?){_SMALL}{_QUOTE}?{_CLOSE}",
        rf"\b(?:[Hh]e|[Ss]he|who|I)(?:[’']s| is| was)? (?:better |also |only |widely )?(?:known|goes|went|go) (?:\w+ ){{0,3}}?(?:as|by) (?:the )?({_QUOTE}?){_SMALL}{_QUOTE}?{_CLOSE}",  # noqa: E501
        rf"\b(?:nickname|nick|nickname’s) (?:is |was |of |has been )?({_QUOTE}?){_SMALL}{_QUOTE}?{_CLOSE}",
        rf"\b(?:wants?|wanted|likes?|liked|prefers?|preferred|asked) to be called ({_QUOTE}?){_SMALL}{_QUOTE}?{_CLOSE}",
        rf"(?<!\w)({_QUOTE}?){_SMALL}{_QUOTE}?,? (?:as|(?:is|it’s|it's|its|which is) what) (?:\w+ ){{1,4}}?{_CALL} {_HIM}\b",  # noqa: E501
    )
)
_NEVER = words("""
back over out away again later then that this there here names name one two first last today tomorrow yesterday home
everything something anything nothing things lazy stupid mad crazy rude difficult slow late quiet loud clever brave
bossy bitter liar such such-like and but them him her who what why when where how mostly often sometimes once twice
best well better locally professionally otherwise myself yourself himself herself together aside before after already
always never soon now down forward upstairs downstairs across round around through into upon regularly instead
directly personally privately himself’s coaching reflection learning practice supervision facilitation burnout
""")


def find_small_nicknames(reading: Reading, vocabulary: Vocabulary, innocents: Innocents) -> Iterator[Find]:
    """Each nickname in small letters that the text introduces; without quotation marks, one that acts like a name."""
    if reading.language != "en":
        return
    for pattern in _PATTERNS:
        for match in pattern.finditer(reading.text):
            quoted, name = bool(match.group(1)), match.group(2)
            start, end = match.span(2)
            if name in _NEVER or name.endswith(("ly", "ing", "ed")) or innocents.covers(start, end):
                continue
            if name in vocabulary.never_names | vocabulary.role_heads | vocabulary.relations | vocabulary.departments:
                continue
            if lexicon.folded(name) in innocents.author or name.capitalize() in innocents.names:
                continue
            if quoted or _stands_bare(reading, name, vocabulary):
                yield Find(start, end, Kind.nickname)


def _stands_bare(reading: Reading, name: str, vocabulary: Vocabulary) -> bool:
    """Whether the word is no word at all, or stands elsewhere too, and nowhere behind an article."""
    places = [word for word in reading.words if word.text == name]
    if any(reading.before(word) in vocabulary.determiners for word in places):
        return False
    return len(places) > 1 or not lexicon.is_word(name, reading.language) or lexicon.is_first_name(name)
