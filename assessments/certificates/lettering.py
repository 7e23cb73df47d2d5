"""The certificate's typefaces, and how a text is fitted into its place. Measures are points (1/72 inch)."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONTS = Path(__file__).parent / "fonts"
# "in", "of", "and", "de": a line reads well when it begins with one, and never when it ends in one
SHORT_WORD = 3  # letters
FAVOUR = 1.12  # how much of its size a text may lose for that


@cache
def _font(name: str) -> TTFont:
    """The font of that file, registered with reportlab once in the life of the process."""
    font = TTFont(name, str(FONTS / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    return font


@dataclass(frozen=True)
class Face:
    """A typeface: its file, and the file that draws the letters the first one lacks."""

    file: str
    behind: str | None = None

    def _font_of(self, letter: str) -> str | None:
        files = (self.file, self.behind) if self.behind else (self.file,)
        return next((file for file in files if ord(letter) in _font(file).face.charToGlyph), None)

    def registered(self) -> str:
        """The name under which reportlab knows the first font."""
        return str(_font(self.file).fontName)

    def lacks(self, text: str) -> str:
        """The letters of the text that cannot be drawn. reportlab would print an empty box for them without a word."""
        return "".join(letter for letter in text if self._font_of(letter) is None)

    def runs(self, text: str) -> list[tuple[str, str]]:
        """The text as (registered font, letters) from left to right."""
        if _font(self.file).face.charToGlyph.keys() >= set(map(ord, text)):
            return [(self.file, text)]
        fonts = groupby(text, key=lambda letter: self._font_of(letter) or self.file)
        return [(font, "".join(letters)) for font, letters in fonts]

    def width(self, text: str, size: float, tracking: float = 0.0) -> float:
        """Width in points; tracking is the space added after each letter, as a share of the size."""
        drawn = sum(_font(file).stringWidth(letters, size) for file, letters in self.runs(text))
        return drawn + len(text) * tracking * size


LIGHT = Face("SerifLight", "SerifLightBehind")
MEDIUM = Face("SerifMedium", "SerifMediumBehind")
TEXT = Face("SerifText", "SerifMediumBehind")
ITALIC = Face("SerifItalic")
SANS = Face("SansRegular", "SansRegularBehind")
SEMIBOLD = Face("SansSemibold", "SansSemiboldBehind")
NUMBER = Face("Number")


@dataclass(frozen=True)
class Place:
    """Where a text of unknown length goes: it shrinks on one line, then takes two, then is refused. Sizes in points."""

    face: Face
    width: float
    largest: float
    single: float  # a text that must be smaller than this to fit on one line goes on two
    double: float  # the largest size on two lines
    smallest: float
    tracking: float = 0.0


@dataclass(frozen=True)
class Setting:
    """A text as it will be set: its size in points and its lines."""

    size: float
    lines: tuple[str, ...]


@lru_cache(maxsize=512)
def fit(text: str, place: Place) -> Setting | None:
    """The largest setting of the text in its place; None when it would have to be smaller than the smallest size."""
    single = Setting(_size((text,), place, place.largest), (text,))
    chosen = single
    if single.size < place.single and " " in text:
        lines = _halves(text, place)
        double = Setting(_size(lines, place, place.double), lines)
        chosen = double if double.size > single.size else single
    return chosen if chosen.size >= place.smallest else None


@lru_cache(maxsize=128)
def flow(
    texts: tuple[str, ...], face: Face, *, width: float, height: float, lead: float, largest: float, smallest: float
) -> Setting | None:
    """Several texts, each from a new line, wrapped between words at the largest size at which all fit.

    Width and height in points, lead as a share of the size; None when they do not fit even at the smallest size.
    """
    size = largest
    while size >= smallest:
        lines = [line for text in texts for line in _wrapped(text, face, size, width)]
        if len(lines) * lead * size <= height and all(face.width(line, size) <= width for line in lines):
            return Setting(size, tuple(lines))
        size -= 0.5
    return None


def _size(lines: Iterable[str], place: Place, largest: float) -> float:
    """The largest size, in half points, at which the widest of the lines fits."""
    widest = max(place.face.width(line, 1, place.tracking) for line in lines)
    return min(largest, math.floor(place.width / widest * 2) / 2) if widest > 0 else largest


def _halves(text: str, place: Place) -> tuple[str, str]:
    """The text cut where it can be set largest, and where it reads best among cuts that are nearly as good."""
    words = text.split(" ")
    sizes = {}
    for cut in range(1, len(words)):
        halves = " ".join(words[:cut]), " ".join(words[cut:])
        weight = 1.0
        if len(words[cut]) <= SHORT_WORD:
            weight *= FAVOUR
        if len(words[cut - 1]) <= SHORT_WORD:
            weight /= FAVOUR
        sizes[halves] = (weight * _size(halves, place, place.double), _size(halves, place, math.inf))
    return max(sizes, key=lambda halves: sizes[halves])


def _wrapped(text: str, face: Face, size: float, width: float) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and face.width(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
