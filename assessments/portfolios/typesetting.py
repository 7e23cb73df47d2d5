"""How a printed portfolio is set: letters, styles, marks, and the page that carries them. Measures are points.

Whatever a person typed is escaped here before reportlab reads it as markup, and a sign that no font of ours draws is
replaced where everybody sees it: reportlab alone would print nothing, or stop.
"""

import re
import unicodedata
from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    LongTable,
    PageTemplate,
    Paragraph,
    TableStyle,
)

from assessments.certificates.lettering import NUMBER, SANS, SEMIBOLD, TEXT, Face
from training.portfolio.queries import CriterionState

WIDTH, HEIGHT = A4
MARGIN = 20 * mm
COLUMN = WIDTH - 2 * MARGIN
INK, MUTED, BRAND, LINE, SOFT = map(HexColor, ("#14222b", "#4a5b66", "#0b4f6c", "#b9c7ce", "#f4f6f7"))
UNDRAWN = "[?]"
"""Stands where a sign cannot be drawn."""

_UNSEEN = {"Cf", "Mn", "Cc", "Cs"}  # joiners, selectors: nothing is lost to the eye when they cannot be drawn
_SPACES = re.compile(r"[^\S\n]")


def _style(name: str, face: Face, size: float, lead: float, **more: Any) -> ParagraphStyle:
    given = {"textColor": INK, "splitLongWords": 1, "allowWidows": 0, "allowOrphans": 0} | more
    return ParagraphStyle(name, fontName=face.registered(), fontSize=size, leading=size * lead, **given)


class Styles:
    """The styles of a printed portfolio, and which typeface each is in."""

    def __init__(self) -> None:
        self.title = _style("title", SEMIBOLD, 26, 1.15, spaceAfter=6)
        self.h1 = _style("h1", SEMIBOLD, 17, 1.2, spaceBefore=16, spaceAfter=8, keepWithNext=1)
        self.h2 = _style("h2", SEMIBOLD, 13, 1.25, spaceBefore=12, spaceAfter=5, keepWithNext=1)
        self.h3 = _style("h3", SEMIBOLD, 11, 1.3, spaceBefore=9, spaceAfter=3, keepWithNext=1)
        self.body = _style("body", SANS, 10, 1.4, spaceAfter=5)
        self.small = _style("small", SANS, 8.5, 1.35, textColor=MUTED, spaceAfter=4)
        self.account = _style("account", TEXT, 10.5, 1.5, spaceAfter=6)
        self.account_head = _style("account_head", SEMIBOLD, 10.5, 1.4, spaceBefore=6, spaceAfter=3, textColor=BRAND)
        self.account_head.keepWithNext = 1
        self.cell = _style("cell", SANS, 8.5, 1.3)
        self.cell_head = _style("cell_head", SEMIBOLD, 8.5, 1.3, textColor=MUTED)
        self.code = _style("code", NUMBER, 8, 1.35, textColor=MUTED, spaceAfter=4)
        self.contents = [  # as in contents_face
            _style("contents0", SEMIBOLD, 10.5, 1.35, spaceBefore=4),
            _style("contents1", SANS, 10, 1.3, leftIndent=12),
            _style("contents2", SANS, 9.5, 1.25, leftIndent=24, textColor=MUTED),
        ]

    @staticmethod
    def contents_face(level: int) -> str:
        """The font of a line of the contents."""
        return (SEMIBOLD if level == 0 else SANS).file


FACES = {face.file: face for face in (TEXT, NUMBER, SANS, SEMIBOLD)}


def paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    """Text that a person may have typed, as a paragraph."""
    return Paragraph(markup(text, FACES[style.fontName]), style)


def markup(text: str, face: Face) -> str:
    """The text for reportlab: escaped, each letter in the font that draws it, what none draws replaced."""
    runs = []
    for font, letters in face.runs(drawable(text, face)):
        safe = escape(letters, quote=False)
        runs.append(safe if font == face.file else f'<font name="{font}">{safe}</font>')
    return "".join(runs)


def drawable(text: str, face: Face) -> str:
    """The text in letters that the typeface has; one mark stands for signs in a row that it lacks."""
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).replace("\n", " ")
    lacking = set(face.lacks(text))
    if not lacking:
        return text
    parts = []
    for kind, letters in groupby(text, key=lambda letter: _kind(letter, lacking)):
        if kind == "drawn":
            parts.append("".join(letters))
        elif kind == "replaced":
            parts.append(UNDRAWN)
    return "".join(parts)


def _kind(letter: str, lacking: set[str]) -> str:
    if letter not in lacking:
        return "drawn"
    return "unseen" if unicodedata.category(letter) in _UNSEEN else "replaced"


class Mark(Flowable):
    """How a criterion stands, as a shape: told apart without colour."""

    def __init__(self, state: CriterionState, size: float = 8) -> None:
        super().__init__()
        self.state = state
        self.width = self.height = size

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas, half = self.canv, self.width / 2
        canvas.saveState()
        canvas.setStrokeColor(INK)
        canvas.setFillColor(INK)
        canvas.setLineWidth(0.9)
        match self.state:
            case CriterionState.met:
                canvas.circle(half, half, half, stroke=0, fill=1)
                canvas.setStrokeColor(white)
                self._tick(1.1)
            case CriterionState.ready:
                canvas.rect(0.4, 0.4, self.width - 0.8, self.width - 0.8)
                self._tick(1.0)
            case CriterionState.referred:
                canvas.arc(0.6, 0.6, self.width - 0.6, self.width - 0.6, 120, 290)
                canvas.line(half - 2.1, half + 2.9, half - 2.3, half + 0.3)
                canvas.line(half - 2.1, half + 2.9, half + 0.3, half + 3.3)
            case CriterionState.with_assessor:
                canvas.circle(half, half, half - 0.5)
                canvas.line(half, half, half, half + 2.4)
                canvas.line(half, half, half + 1.9, half - 1)
            case CriterionState.started:
                canvas.circle(half, half, half - 0.5)
                canvas.wedge(0.5, 0.5, self.width - 0.5, self.width - 0.5, 90, -180, stroke=0, fill=1)
            case _:
                canvas.setDash(1.2, 1.2)
                canvas.circle(half, half, half - 0.5)
        canvas.restoreState()

    def _tick(self, thickness: float) -> None:
        self.canv.setLineWidth(thickness)
        path = self.canv.beginPath()
        path.moveTo(self.width * 0.28, self.width * 0.5)
        path.lineTo(self.width * 0.44, self.width * 0.33)
        path.lineTo(self.width * 0.73, self.width * 0.67)
        self.canv.drawPath(path, stroke=1, fill=0)


class Marked(Flowable):
    """A mark with its word beside it."""

    def __init__(self, state: CriterionState, word: Paragraph) -> None:
        super().__init__()
        self.mark, self.word = Mark(state), word

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        _width, height = self.word.wrap(available_width - 12, available_height)
        return available_width, max(height, 9)

    def draw(self) -> None:
        self.word.drawOn(self.canv, 12, 0)
        self.mark.drawOn(self.canv, 0, self.word.height - 9.5)


class Dot(Flowable):
    """This evidence is for this criterion."""

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        return available_width, 8

    def draw(self) -> None:
        self.canv.setFillColor(INK)
        self.canv.circle(self.width / 2, 4, 2.2, stroke=0, fill=1)


class Running(Flowable):
    """From the next page on the head of the pages names this award."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.canv._portfolio.running = self.text


class Total(Flowable):
    """How many pages there are: known when they are laid out, so that laying out is done again until it stays."""

    def __init__(self) -> None:
        super().__init__()
        self.pages = 0  # as the last layout found
        self.counted = 0

    def isIndexing(self) -> int:  # reportlab's name
        return 1

    def isSatisfied(self) -> bool:
        return self.pages == self.counted

    def beforeBuild(self) -> None:
        self.pages = self.counted

    def afterBuild(self) -> None:
        """Nothing is left to do: each page said how many there are by then."""

    def notify(self, kind: str, stuff: Any) -> None:
        if kind == "Total":
            self.counted = stuff

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        """Nothing to see."""


def table(heads: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[float], styles: Styles) -> LongTable:
    """A table that goes on over the page with its head, or has none. Cells are texts that people typed, or drawings."""
    cells: list[list[Any]] = [[paragraph(head, styles.cell_head) for head in heads]] if heads else []
    cells += [[paragraph(cell, styles.cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    made = LongTable(cells, colWidths=[width * COLUMN for width in widths], repeatRows=len(heads) and 1, hAlign="LEFT")
    made.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 2),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
                ("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE),
                *([("LINEBELOW", (0, 0), (-1, 0), 0.8, MUTED)] if heads else []),
            ]
        )
    )
    return made


class Paper(BaseDocTemplate):
    """A4 pages with name, award, version and date above and the page number below; headings make the contents."""

    def __init__(self, target: Any, *, title: str, author: str, subject: str, head: str, dated: str, foot: Any) -> None:
        super().__init__(
            target,
            pagesize=A4,
            title=title,
            author=author,
            subject=subject,
            creator="Setwright",
            lang="en-GB",
            invariant=1,
            initialFontName=SANS.registered(),
            displayDocTitle=1,
        )
        self.head, self.dated, self.foot = head, dated, foot
        self.running = ""
        self.total = Total()
        frame = Frame(MARGIN, MARGIN, COLUMN, HEIGHT - 2 * MARGIN - 6 * mm, 0, 0, 0, 0, id="text")
        self.addPageTemplates([PageTemplate(id="page", frames=[frame], onPage=self._page)])

    def beforeDocument(self) -> None:  # reportlab's name
        self.running = ""
        self.marks = 0

    def _page(self, canvas: Canvas, doc: BaseDocTemplate) -> None:
        canvas._portfolio = self
        if canvas.getPageNumber() > 1:
            self._line(canvas, HEIGHT - MARGIN + 4 * mm, f"{self.head}, {self.running}" if self.running else self.head)
            self._right(canvas, HEIGHT - MARGIN + 4 * mm, self.dated)
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.5)
            canvas.line(MARGIN, HEIGHT - MARGIN + 2 * mm, WIDTH - MARGIN, HEIGHT - MARGIN + 2 * mm)
        self._right(canvas, MARGIN - 8 * mm, self.foot(canvas.getPageNumber(), max(self.total.pages, 1)))

    def _line(self, canvas: Canvas, y: float, text: str) -> None:
        """As much of the text as leaves room for the date."""
        shown, most = drawable(text, SANS), COLUMN - 42 * mm
        while SANS.width(shown, 8.5) > most:
            shown = shown[:-2].rstrip() + "…"
        self._draw(canvas, MARGIN, y, shown)

    def _right(self, canvas: Canvas, y: float, text: str) -> None:
        shown = drawable(text, SANS)
        self._draw(canvas, WIDTH - MARGIN - SANS.width(shown, 8.5), y, shown)

    def _draw(self, canvas: Canvas, x: float, y: float, text: str) -> None:
        line = canvas.beginText(x, y)
        line.setFillColor(MUTED)
        for font, letters in SANS.runs(text):
            line.setFont(font, 8.5)
            line.textOut(letters)
        canvas.drawText(line)

    def afterFlowable(self, flowable: Flowable) -> None:
        """A heading that asks for it stands in the contents and among the PDF's bookmarks."""
        entry = getattr(flowable, "entry", None)
        if entry is None:
            return
        level, text = entry
        self.marks += 1
        key = f"part-{self.marks}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(text, key, level, closed=level > 0)
        self.notify("TOCEntry", (level, markup(text, FACES[Styles.contents_face(level)]), self.page, key))

    def afterPage(self) -> None:
        self.notify("Total", self.page)
