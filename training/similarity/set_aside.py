"""What is set aside before texts are compared: quotations, what names its source, and what everybody in the field says.

A quotation is for the assessor to see where it stands; shared by two accounts it says nothing.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from training.similarity.words import Words, words_of

Span = tuple[int, int]

_CLOSING = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", '"': '"', "'": "'"}
_MARK = re.compile("[“”„«»‘’‚\"']")
_OPENS_ANYWHERE = "“„"
_GAP = 20  # blanks looked over between sentences and paragraphs
_PARAGRAPH_END = re.compile(r"\n[ \t]*(?:\n|$)|\Z")
_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"(?<=[\w)][\w)])[.!?…][\"”“’»)]*\s+(?=[^\W\d_a-zäöüß]|[\"“„‘«])|\n[ \t]*\n")
_YEAR = r"(?:1[89]|20)\d\d[a-z]?"
_REFERENCE = re.compile(rf"\([^()]{{0,80}}\b{_YEAR}\b[^()]{{0,40}}\)|\[\d{{1,3}}\]")
_PAGE_REFERENCE = re.compile(rf"\([^()]*\b{_YEAR}\b[^()]*(?:\bpp?\.?\s?|\bS\.\s?|:\s?)\d+[^()]*\)\W*$")
_LIST_HEADING = re.compile(
    r"(?:\W|\d)*(?:references?|bibliography|reference list|sources|works cited|literatur(?:verzeichnis)?|quellen"
    r"(?:verzeichnis)?|cyfeiriadau)\W*",
    re.IGNORECASE,
)
_LISTED = re.compile(rf"\b{_YEAR}\b|https?://|\bdoi\b", re.IGNORECASE)

RUN = 4
"""Words in a row that make a phrase: shorter ones are in every text."""


def set_aside(text: str) -> list[Span]:
    """The spans of a text that are quoted, referenced or listed as sources, in order and apart."""
    return joined([*quotations(text), *_block_quotations(text), *_referenced(text), *_reference_list(text)])


def quotations(text: str) -> list[Span]:
    """What stands in quotation marks: straight or curved, double or single, English, German or French.

    A quotation ends with its mark in the same paragraph. Without one, but with a mark that opens the next paragraph as
    well, it goes on to the end of its own.
    """
    marks = [found.start() for found in _MARK.finditer(text)]
    limits = [stop for _start, stop in _paragraphs(text)] if marks else []
    ends: dict[int, int] = {}
    nearest: dict[str, int] = {}  # the next place, to the right and in the paragraph, where a mark may close
    limit = -1
    for at in reversed(marks):
        own_limit = limits[bisect_right(limits, at)]
        if own_limit != limit:
            limit, nearest = own_limit, {}
        if _opens(text, at):
            closing = [nearest[mark] for mark in _CLOSING[text[at]] if mark in nearest]
            if closing:
                ends[at] = min(closing)
            elif text[at] in _OPENS_ANYWHERE and text[limit : limit + _GAP].lstrip()[:1] == text[at]:
                ends[at] = limit
        if at + 1 == len(text) or not text[at + 1].isalnum():
            nearest[text[at]] = at + 1
    spans: list[Span] = []
    for at in marks:
        if at in ends and (not spans or at >= spans[-1][1]):
            spans.append((at, ends[at]))
    return spans


def _opens(text: str, at: int) -> bool:
    """Whether a mark begins a quotation: nothing or a gap before it, something right after."""
    if text[at] not in _CLOSING or at + 1 >= len(text) or text[at + 1].isspace():
        return False
    return text[at] in _OPENS_ANYWHERE or at == 0 or not text[at - 1].isalnum()


def _block_quotations(text: str) -> list[Span]:
    """Lines marked with ">", and paragraphs that end with a reference to a page."""
    lines = [found.span() for found in _LINE.finditer(text) if found.group().lstrip().startswith(">")]
    return lines + [(start, end) for start, end in _paragraphs(text) if _PAGE_REFERENCE.search(text[start:end])]


def _referenced(text: str) -> list[Span]:
    """Sentences that name their source by author and year, or by a number in brackets."""
    references = [found.span() for found in _REFERENCE.finditer(text)]
    if not references:
        return []
    breaks = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    spans = [(breaks[bisect_right(breaks, at) - 1], breaks[bisect_left(breaks, to)]) for at, to in references]
    return [(start, end - _blanks_before(text, end)) for start, end in spans]


def _blanks_before(text: str, end: int) -> int:
    tail = text[max(0, end - _GAP) : end]
    return len(tail) - len(tail.rstrip())


def _reference_list(text: str) -> list[Span]:
    """The entries under a heading such as "References": paragraphs with a year or an address."""
    spans, listing = [], False
    for start, end in _paragraphs(text):
        paragraph = text[start:end]
        first, _, rest = paragraph.partition("\n")
        if _LIST_HEADING.fullmatch(first.strip()):
            listing = True
            if _LISTED.search(rest):
                spans.append((start, end))
        elif listing and _LISTED.search(paragraph):
            spans.append((start, end))
        elif listing and len(paragraph.split()) > RUN:
            listing = False
    return spans


def _paragraphs(text: str) -> Iterable[Span]:
    start = 0
    while start < len(text):
        end = _PARAGRAPH_END.search(text, start)
        stop = end.start() if end else len(text)
        if stop > start:
            yield start, stop
        start = max(end.end() if end else len(text), stop + 1)


def phrases(texts: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """The runs of words in texts that everybody may use; a text shorter than a run counts as nothing."""
    return frozenset(run for text in texts for run in _runs(words_of(text).keys))


def _runs(keys: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(keys[more:] for more in range(RUN)), strict=False)


def without_phrases(words: Words, known: frozenset[tuple[str, ...]]) -> Words:
    """The words but for those that stand in a phrase everybody uses."""
    if not known:
        return words
    drop = {at + more for at, run in enumerate(_runs(words.keys)) if run in known for more in range(RUN)}
    if not drop:
        return words
    keep = [at for at in range(len(words)) if at not in drop]
    return Words(
        [words.keys[at] for at in keep],
        [words.bears[at] for at in keep],
        [words.starts[at] for at in keep],
        [words.ends[at] for at in keep],
        [words.ranks[at] for at in keep],
        words.total,
    )


def joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap made one."""
    answer: list[Span] = []
    for start, end in sorted(spans):
        if answer and start <= answer[-1][1]:
            answer[-1] = (answer[-1][0], max(end, answer[-1][1]))
        else:
            answer.append((start, end))
    return answer
