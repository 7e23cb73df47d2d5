"""From the lines of a PDF's pages to paragraphs: a PDF knows where letters stand, not what they belong to."""

import re
from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median, median_low
from typing import NamedTuple

from core.shape import Pieces


class Line(NamedTuple):
    """A line of a page: the height of its foot above the page's bottom edge, and its letter size, in points."""

    page: int
    foot: float
    size: float
    text: str


_MARGIN = 0.15
_PAGE_NUMBER = r"[-–— ]*(?:(?:page|p\.|seite|tudalen) ?)?{number}(?: ?(?:of|von|o|/) ?\d+)?[-–— ]*"


def without_furniture(lines: list[Line], heights: list[float]) -> list[Line]:
    """Leave out running headers and footers.

    A line is one when it stands in the outer 15 % of the page in letters no larger than the body's, and is either the
    number of its page or the same, but for figures, at the same height on at least half of the pages and on two.
    """
    if not lines:
        return lines
    body_size = median(line.size for line in lines)

    def in_margin(line: Line) -> bool:
        height = heights[line.page]
        return not _MARGIN * height < line.foot < (1 - _MARGIN) * height and line.size <= body_size + 0.1

    def mark(line: Line) -> tuple[str, int]:
        return re.sub(r"\d+", "#", line.text.casefold()), round(line.foot)

    pages_with = Counter(mark for mark, _ in {(mark(line), line.page) for line in lines if in_margin(line)})
    enough = max(2, len(heights) / 2)

    def is_furniture(line: Line) -> bool:
        number = _PAGE_NUMBER.format(number=line.page + 1)
        return in_margin(line) and (
            pages_with[mark(line)] >= enough or re.fullmatch(number, line.text.casefold()) is not None
        )

    return [line for line in lines if not is_furniture(line)]


def joined(lines: list[Line]) -> Pieces:
    """The lines put together again into paragraphs, with words that were divided at a line's end made whole."""
    leading, headings = _leading_by_size(lines), _headings(lines)
    words = {word.casefold() for line in lines for word in re.findall(r"[^\W\d_]+", line.text)}
    pieces = Pieces()
    for above, line in zip([None, *lines], lines, strict=False):
        if above is None or _starts_paragraph(above, line, leading[round(above.size)]):
            pieces += ["\n\n"] if above else []
            pieces.begin(f"{headings.get(round(line.size), 'p')}@{line.page + 1}")
            pieces.append(line.text)
        else:
            pieces[-1:] = _run_on(pieces[-1], line.text, words)
    return pieces


def _headings(lines: list[Line]) -> dict[int, str]:
    """The marks of letter sizes that are well above the body's and rare: the largest is the highest heading."""
    letters: Counter[int] = Counter()
    for line in lines:
        letters[round(line.size)] += len(line.text)
    if not letters:
        return {}
    body = letters.most_common(1)[0][0]
    larger = [size for size in letters if size > 1.1 * body and letters[size] < letters[body] / 4]
    return {size: f"h{level}" for level, size in enumerate(sorted(larger, reverse=True)[:4], 1)}


def _leading_by_size(lines: list[Line]) -> dict[int, float]:
    """The usual distance from line to line for each letter size, in points."""
    gaps = defaultdict(list)
    for above, line in pairwise(lines):
        if (
            above.page == line.page
            and round(above.size) == round(line.size)
            and 0 < above.foot - line.foot < 4 * line.size
        ):
            gaps[round(line.size)].append(above.foot - line.foot)
    return defaultdict(float, {size: median_low(found) for size, found in gaps.items()})


def _starts_paragraph(above: Line, line: Line, leading: float) -> bool:
    if line.text.startswith("•") or abs(above.size - line.size) > 0.5:
        return True
    if above.page != line.page or line.foot > above.foot:  # a new page or column
        return above.text[-1] in '.!?:”"»…'
    return above.foot - line.foot > 1.25 * (leading or line.size * 1.3)


def _run_on(text: str, following: str, words: set[str]) -> list[str]:
    """Two lines of one paragraph: the end of the first as it now stands, and the second.

    A hyphen at the end stays, as in "Dunmore-Achebe", unless the rest of the document writes the word without it;
    "pre-" before "and" is a word of its own.
    """
    if text.endswith("\u00ad"):
        return [text[:-1], following]
    ending = re.search(r"([^\W_]+)([-‐–—/])$", text)
    if ending is None:
        return [text + " ", following]
    if ending[2] in "-‐":
        if re.match(r"(and|or|to|und|oder|bis|bzw\.)(\s|$)", following):
            return [text + " ", following]
        whole = ending[1] + re.split(r"[\W\d_]", following, maxsplit=1)[0]
        if following[0].islower() and whole.casefold() in words:
            return [text[:-1], following]
    return [text, following]
