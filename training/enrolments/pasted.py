"""Lists that a person pastes: one person a line, cells apart by comma, semicolon or tab."""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank; `number` counts from 1, as in the box it was pasted into."""

    number: int
    cells: tuple[str, ...]

    @property
    def key(self) -> str:
        """The first cell as it is compared: a staff number or an e-mail address."""
        return self.cells[0].casefold()


def lines(text: str) -> list[Line]:
    """The lines of a pasted list, cells without stray spaces, quotation marks and unseen characters."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = tuple(_clean(cell) for cell in re.split(r"[,;\t]", line))
        if any(cells):
            found.append(Line(number, cells))
    return found


def _clean(cell: str) -> str:
    seen = "".join(" " if sign.isspace() else sign for sign in cell if unicodedata.category(sign) != "Cf")
    return " ".join(seen.split()).strip("\"' ")
