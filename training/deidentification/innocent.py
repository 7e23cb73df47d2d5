"""What looks like a name and identifies no member: the author, scholars, declared pseudonyms, months, programs, bodies."""  # noqa: E501

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from training.deidentification import lexicon
from training.deidentification.lexicon import folded
from training.deidentification.places import IN_TWO
from training.deidentification.public_figures import FIGURES
from training.deidentification.public_names import BODIES, SCHOLARS, THINGS, is_scholar
from training.deidentification.reading import Reading
from training.deidentification.vocabulary import CALENDAR

_NAME = r"(?<!\w)[^\W\d_a-zß-öø-ÿ][\w’'‐-]{0,40}"
_OWNED = re.compile(rf"({_NAME}?)[’']s ({_NAME}(?: (?:of |the |and |to |in |for )*{_NAME}){{1,5}})")
_YEAR = r"(?:19|20)\d\d[a-z]?"
_JOINED = r"(?:,? and |,? & |, | und | u\. )"
# "(Smith, 2019)", "(see Smith and Jones, 2019: 4)", "Smith (2019) argues", "Smith et al."
_CITED = (
    re.compile(
        rf"((?:{_NAME}{_JOINED}){{0,4}}{_NAME})(?:’s|'s|’|')?(?: et al\.?| u\. ?a\.)?,? ?\(?\(?(?:[Ee]d[s]?\.\)?,? )?{_YEAR}"  # noqa: E501
    ),
    re.compile(rf"((?:{_NAME}{_JOINED}){{0,3}}{_NAME}),? et al\b"),
)
_REFERENCE_LINE = re.compile(rf"^[^\w\n]{{0,9}}{_NAME},? [^\n]{{0,120}}?\(?{_YEAR}\)?[.,:) ]", re.MULTILINE)
_REFERENCES = re.compile(
    r"(?im)^[^\w\n]{0,9}(references?|bibliography|sources|reading|literatur\w*|quellen\w*)[^\w\n]{0,9}$"
)
_INITIAL = r"(?:[A-ZÄÖÜ]\. ?-?){1,3}"
_CITED_INITIALS = re.compile(rf"{_NAME},? {_INITIAL},? ?(?:and|&|und|\(|,)")
_CALLING = (
    r"(?:(?:I|we)(?:’ll|'ll| will| shall| have| am going to| decided to| chose to| agreed to| would)? "
    r"(?:here )?(?:call(?:ed|ing)?|refer(?:red)? to|name[d]?|use the name|used the name)"
    r"(?: (?:him|her|them|this person|the \w+|one (?:of them)?|two of the \w+|this \w+))?(?: here)?(?: as)?"
    r"|[Ll]et (?:us|me) call (?:him|her|them|this \w+|the \w+)|[Ll]et’s call (?:him|her|them)|I’ll call (?:him|her|them)"  # noqa: E501
    r"|(?:pseudonyms?|code ?names?|aliases)(?: of| is| are| was| for \w+ \w+ is|:)?"
    r"|(?:called|known as|named) here"
    r"|(?:nenne ich|nennen wir|ich (?:\w+ ){0,5}?nenne)(?: (?:sie|ihn|die|den|es))?(?: (?:hier|im Folgenden|in diesem Bericht))?"  # noqa: E501
    r"|(?:Pseudonyme?|Deckname[n]?)(?: ist| sind| lautet|:)?)"
)
_DECLARED = re.compile(
    rf"\b{_CALLING} [“\"„‘'»]?({_NAME}(?: {_NAME})?)((?:[”\"“’']?(?:,| and| und| or| oder) [“\"„‘']?{_NAME}){{0,6}})"
)
_HERE = re.compile(rf"\b[Ii]ch nenne [^.!?\n]{{0,80}}?\b(?:hier|im Folgenden|einfach) [„“\"»]?({_NAME})")
_DECLARED_BEFORE_NENNE = re.compile(rf"\b(?:hier|im Folgenden|ihn|sie|Bericht) ({_NAME}) nenne[n]?\b")
_NOT_THE_NAME = re.compile(
    rf"({_NAME})[”\"]?,? \((?:[^()]{{0,60}}?(?:not (?:his|her|their|the|my|its)(?: \w+)? name|real name (?:is |has been |was )?(?:changed|withheld|different|known)|[Ii] (?:will |shall |’ll |'ll )?call|pseudonym|name (?:is |has been |was )?changed|name geändert|Pseudonym|"  # noqa: E501
    rf"anonymisiert|anders)[^()]{{0,60}}?)\)"
)
_NAME_CHANGED = re.compile(
    rf"({_NAME}),? (?:whose (?:real )?name (?:I have |I |we have |has been |was )?changed"
    r"|which is not (?:his|her|their) (?:real )?name|de(?:ren|ssen) Namen? (?:ich|wir|hier) (?:geändert|verändert))"
)
_NOT_ITS_NAME = re.compile(
    rf"not (?:really )?({_NAME})[’']s (?:real |own |actual )?name|({_NAME}) is not (?:his|her|their) (?:real )?name"
)
_ALL_CHANGED = re.compile(
    r"(?i)\b(?:all |any |the |members[’'] |set members[’'] |first ){0,4}names? (?:in this account |used (?:here |in this \w+ )?|here |of (?:the )?\w+ ){0,4}"  # noqa: E501
    r"(?:have been|has been|are|were|had been) (?:all )?(?:changed|altered|invented|pseudonyms|fictitious|replaced|made up)"  # noqa: E501
    r"|\bI have (?:changed|altered|replaced) (?:all )?(?:the |their |everyone[’']s |people[’']s |members[’'] )?names\b"
    r"|\b(?:alle |sämtliche |die )?Namen (?:\w+ ){0,5}(?:geändert|verändert|erfunden|Pseudonyme|anonymisiert)"
    r"|\bpseudonyms (?:are|have been|were) used\b"
)


_SMALL = "of |the |and |to |in |for |into |a |der |die |das |und |von |zu "
_TITLED_WORK = rf"{_NAME}(?: (?:{_SMALL})*{_NAME}){{1,5}}"
_CALLED_HERE = re.compile(rf"({_NAME}),? as (?:I|we)(?:’ll|'ll| will| shall) (?:here )?call ")
_BOOK = re.compile(
    rf"\b(?:books?|article|paper|chapter|essay|poem|film|novel|Buch|Artikel|Film|Roman|Aufsatz) (?:called |titled |entitled |namens |mit dem Titel )({_TITLED_WORK})"  # noqa: E501
)
_ILLNESS = "Parkinson|Alzheimer|Crohn|Hodgkin|Huntington|Tourette|Asperger|Addison|Cushing|Raynaud|Korsakoff|Bell"
_NOBODY = (
    # Frank as a word; a law; an illness, which may be a member's surname; a placeholder; the journal of a reference.
    re.compile(r"Frank (?:answer|comment|exchange|discussion|feedback|conversation|question)(?!\w)"),
    re.compile(rf"{_NAME}?[’']s (?:Law|Rule|Act|Clause|Principle|Razor|Syndrome|Hierarchy|Charter)(?!\w)"),
    re.compile(
        r"\b(?:with|has|had|have|got|early) (?:(?:Parkinson|Huntington)[’']s|(?:Alzheimer|Crohn|Tourette|Asperger)(?:[’']s)?)(?!\w)"  # noqa: E501
    ),
    re.compile(r"\b(?:mit|an) (?:Parkinson|Alzheimer)(?![\w-])"),
    re.compile(rf"(?:{_ILLNESS})(?:[’']?s)? (?:disease|syndrome|nurse|Krankheit|palsy)"),
    re.compile(
        r"(?<!\w)(?:Herrn?|Frau|Mrs?|Ms|Person|Firma|Company|Member|Manager|Colleague|Patient|Client) [XYZ](?!\w|\.\w)"
    ),
    re.compile(rf"{_NAME}[^\n.]{{0,90}}?, \d{{1,3}} ?\(\d{{1,2}}\), (?:pp?\. ?|S\. ?)?\d+[–-]\d+"),
)
# "Kline in Time to Think", "Schein, Humble Inquiry"
_WORK = re.compile(rf"({_NAME})(?:,? (?:says |said |writes |wrote |argues |schreibt |sagt )?in |, |: )({_TITLED_WORK})")


# "Raelin, Rigg and others"
_LISTED = re.compile(rf"{_NAME}(?:, {_NAME}){{0,3}},? (?:and|und|&) (?:{_NAME}|others|andere|colleagues)")


@dataclass(frozen=True)
class Innocents:
    """Words that are never flagged as persons, passages that are never read, and whether all first names are invented."""  # noqa: E501

    names: frozenset[str]
    author: frozenset[str]
    passages: tuple[tuple[int, int], ...]
    names_changed: bool

    def covers(self, start: int, end: int) -> bool:
        """Whether a passage lies in one that is left alone."""
        after = bisect_left(self.passages, (end, 0))
        return any(start < last for _first, last in self.passages[max(0, after - 4) : after])


def author_forms(author: str) -> frozenset[str]:
    """The ways an author's name may stand in the text, folded: in full, each part, and the initials."""
    parts = [part for part in re.split(r"[\s,]+", author) if part]
    if not parts:
        return frozenset()
    forms = {" ".join(parts), *parts}
    capitals = [part[0] for part in parts if part[0].isalpha()]
    split = [piece[0] for part in parts for piece in part.split("-") if piece]
    for initials in (capitals, split, [capitals[0], capitals[-1]] if capitals else []):
        forms.update({"".join(initials), ".".join(initials) + ".", ". ".join(initials) + "."})
    forms.update(f"{first[0]}. {last}" for first, last in pairwise(parts) if first)
    dotted = ["-".join(f"{piece[0]}." for piece in part.split("-") if piece) for part in parts]
    forms.update({" ".join(dotted), "".join(dotted)})
    return frozenset(folded(form) for form in forms if form)


def find_innocents(reading: Reading, author: str) -> Innocents:
    """Who and what of a text is to be left alone."""
    text = reading.text
    names = {*SCHOLARS, *CALENDAR, *THINGS}
    passages: list[tuple[int, int]] = []
    for pattern in _CITED:
        for match in pattern.finditer(text):
            names.update(_capitals(match.group(1)))
    for match in _CITED_INITIALS.finditer(text):
        passages.append(match.span())
    passages.extend(_reference_lines(text))
    names.update(_pseudonyms(text))
    for match in _LISTED.finditer(text):
        listed = _capitals(match.group())
        if SCHOLARS.intersection(listed):
            names.update(name for name in listed if not lexicon.is_first_name(name))
    for whole in (*BODIES, *IN_TWO, *FIGURES):
        if whole in text:
            passages.extend(match.span() for match in re.finditer(rf"(?<!\w){re.escape(whole)}(?!\w)", text))
    for pattern in _NOBODY:
        passages.extend(match.span() for match in pattern.finditer(text))
    names.update(match.group(1) for match in _CALLED_HERE.finditer(text))
    passages.extend(match.span(1) for match in _BOOK.finditer(text))
    for match in _WORK.finditer(text):
        if lexicon.is_first_name(match.group(2).split()[0]):
            continue  # "After Revans, Rita Bexley spoke."
        says, title = match.group().startswith((f"{match.group(1)} s", f"{match.group(1)} w")), match.group(2).split()
        if match.group(1) in SCHOLARS:
            passages.append(match.span(2))
        elif says and any(word[0].islower() for word in title):  # "Slim says in Defeat into Victory"
            names.add(match.group(1))
            passages.append(match.span(2))
    passages.extend(_scholars_in_full(text))
    passages.extend(_books(text))
    return Innocents(frozenset(names), author_forms(author), tuple(sorted(passages)), bool(_ALL_CHANGED.search(text)))


def _capitals(passage: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_][\w’'-]*", passage) if word[0].isupper()]


def _reference_lines(text: str) -> list[tuple[int, int]]:
    headings = list(_REFERENCES.finditer(text))
    if not headings or not _REFERENCE_LINE.search(text, headings[-1].end()):
        return []
    return [(headings[-1].end(), len(text))]


def _pseudonyms(text: str) -> set[str]:
    found: set[str] = set()
    for match in _DECLARED.finditer(text):
        if text.endswith("so ", 0, match.start()) and lexicon.is_first_name(match.group(1)):
            continue  # "Eule, so nennen wir die Sabine": whom they call, and not what they call her
        found.update(_capitals(match.group(1) + match.group(2)))
    for pattern in (_HERE, _DECLARED_BEFORE_NENNE, _NOT_THE_NAME, _NAME_CHANGED, _NOT_ITS_NAME):
        for match in pattern.finditer(text):
            found.update(name for name in match.groups() if name)
    return found


def _books(text: str) -> list[tuple[int, int]]:
    """ "Schein’s Humble Inquiry": capitals that a scholar owns are a title, unless a first name begins them."""
    return [
        match.span(2)
        for match in _OWNED.finditer(text)
        if match.group(1) in SCHOLARS and not lexicon.is_first_name(match.group(2).split()[0])
    ]


def _scholars_in_full(text: str) -> list[tuple[int, int]]:
    found = []
    for match in re.finditer(rf"\b({_NAME})(?= ({_NAME}))", text):
        surname = re.sub(r"[’']s?$", "", match.group(2))
        if is_scholar(match.group(1), surname):
            found.append((match.start(1), match.start(2) + len(surname)))
    return found
