"""The shape of a text: what each of its paragraphs is. The text itself stays one string, which is counted and frozen.

A shape is a list of marks, one for each paragraph (`text.split("\\n\\n")`), or empty when all are plain. Marks: `p`,
`h1` to `h6`, `li`, `quote`, `code`, and for a row of a table `row` or `head` with the columns that hold something,
as in `row 0,2/3`. `@4` at the end says that page 4 begins there. No markup of a file is in it, so none reaches a page.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

LONGEST = 20_000
"""Marks; a text of more paragraphs is shown as plain paragraphs."""

_MARK = re.compile(r"(p|h[1-6]|li|quote|code|(?:row|head) [\d,]*/\d+)(?:@(\d+))?")
_CELL = " | "


class Mark(str):
    """Among the pieces of a text: what the paragraph that follows is."""

    __slots__ = ()


class Pieces(list[str]):
    """A text as it is put together, with marks between its paragraphs. `styles` are marks by the name of a style."""

    def __init__(self, styles: dict[str, str] | None = None) -> None:
        super().__init__()
        self.styles = styles or {}

    @classmethod
    def of(cls, text: str) -> "Pieces":
        """A text without marks."""
        pieces = cls()
        pieces.append(text)
        return pieces

    def begin(self, mark: str) -> None:
        """Say what begins here; inside a paragraph nothing begins."""
        if self and isinstance(self[-1], Mark):
            self.pop()
        if not self or self[-1].endswith("\n\n"):
            self.append(Mark(mark))

    def row(self, cells: Sequence[str], *, head: bool = False) -> None:
        """A row of a table as one paragraph; what its cells hold is already one line each."""
        filled = ",".join(str(column) for column, cell in enumerate(cells) if cell)
        self.begin(f"{'head' if head else 'row'} {filled}/{len(cells)}")
        self.append(_CELL.join(filter(None, cells)) + "\n\n")

    @property
    def text(self) -> str:
        """The pieces joined, without the marks."""
        return "".join(piece for piece in self if not isinstance(piece, Mark))

    def parts(self) -> list[tuple[str, str]]:
        """The marks with the pieces that follow them, joined."""
        found: list[tuple[str, list[str]]] = [("p", [])]
        for piece in self:
            if isinstance(piece, Mark):
                found.append((piece, []))
            else:
                found[-1][1].append(piece)
        return [(mark, "".join(pieces)) for mark, pieces in found]


@dataclass
class Block:
    """What a page shows as one thing. `rows` is for a table only: its first is its head when `headed`."""

    kind: str  # paragraph, heading, list, quote, code or table
    level: int = 0
    lines: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    headed: bool = False
    page: int | None = None  # the page of the document that begins with it


def marks_of(text: str, parts: Iterable[tuple[str, str]]) -> list[str]:
    """The shape of `text`, from the marked parts that it was made of, tidied as the text is.

    Empty when all paragraphs are plain, when they are too many, and when the parts are not the text.
    """
    marked = [(mark, paragraph) for mark, part in parts for paragraph in part.split("\n\n") if paragraph]
    if len(marked) > LONGEST or [paragraph for _mark, paragraph in marked] != text.split("\n\n"):
        return []
    marks, shown = [], ""
    for mark, paragraph in marked:
        name, _at, page = mark.partition("@")
        name = "li" if name == "p" and paragraph.startswith("• ") else name
        marks.append(f"{name}@{page}" if page not in {"", shown} else name)  # a page begins once
        shown = page or shown
    return marks if set(marks) != {"p"} else []


def blocks_of(text: str, shape: Sequence[str]) -> list[Block]:
    """A text as its page shows it. A mark that is none of ours, or does not fit, is a plain paragraph.

    The highest heading has level 1 and no level is skipped, whatever the document did: so it can be read by ear.
    """
    blocks: list[Block] = []
    level = 0
    paragraphs = text.split("\n\n") if text else []
    for paragraph, mark in zip_longest(paragraphs, shape[: len(paragraphs)], fillvalue="p"):
        found = _MARK.fullmatch(mark)
        name, page = (found[1], int(found[2]) if found[2] else None) if found else ("p", None)
        before = blocks[-1] if blocks and page is None else Block("")
        if name == "li":
            block = _continued(before, "list")
            block.lines.append(paragraph.removeprefix("• "))
        elif name == "quote":
            block = _continued(before, "quote")
            block.lines.append(paragraph)
        elif name[0] == "h" and name[1:].isdigit():
            level = min(int(name[1:]), level + 1)
            block = Block("heading", level=level, lines=[paragraph])
        elif (cells := _cells(paragraph, name)) is not None:
            block = _continued(before, "table")
            block.headed = block.headed or (name.startswith("head") and not block.rows)
            block.rows.append(cells)
        else:
            block = Block("code" if name == "code" else "paragraph", lines=[paragraph])
        block.page = page if block is not before else block.page
        if block is not before:
            blocks.append(block)
    return [_squared(block) for block in blocks]


def _continued(before: Block, kind: str) -> Block:
    return before if before.kind == kind else Block(kind)


def _cells(paragraph: str, name: str) -> list[str] | None:
    """The cells of a row, the empty ones too; None when the paragraph is no row."""
    word, _space, columns = name.partition(" ")
    if word not in {"row", "head"}:
        return None
    filled, _slash, width = columns.partition("/")
    places, texts = [int(each) for each in filled.split(",") if each], paragraph.split(_CELL)
    if len(places) != len(texts) or not 0 < int(width) <= 100 or places[-1] >= int(width):
        return None
    cells = [""] * int(width)
    for place, text in zip(places, texts, strict=True):
        cells[place] = text
    return cells


def _squared(block: Block) -> Block:
    """A table whose rows are all as long as its longest."""
    width = max((len(row) for row in block.rows), default=0)
    block.rows = [row + [""] * (width - len(row)) for row in block.rows]
    return block
