"""A text cut into its words, each knowing how it stands: in which block, whether it opens a sentence, what is before it."""  # noqa: E501

import re
from dataclasses import dataclass, field
from functools import cached_property

_WORD = re.compile(r"[^\W_]+(?:[’'\-‐‑][^\W_]+)*")
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
_BLOCK = re.compile(r"\n[ \t]*\n")
_OPENS = re.compile(r"[.!?:…]['\"’”»“)\]]*\s+['\"‘“„»«(\[]*$|[“„»«\"‘(]$|[•*#>·▪\u2022]\s*$|(?:^|\n)\s*[-–—]\s+$")
_SHORTENED = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "rev",
        "revd",
        "sgt",
        "cpl",
        "capt",
        "col",
        "lt",
        "maj",
        "insp",
        "supt",
        "cllr",
        "hon",
        "mag",
        "dipl",
        "ing",
        "bzw",
        "vgl",
        "ca",
        "etc",
        "vs",
        "no",
        "nr",
        "fr",
        "hr",
        "sr",
        "jr",
        "art",
    ]
)
_GERMAN = frozenset(
    [
        "der",
        "die",
        "das",
        "und",
        "ich",
        "nicht",
        "ist",
        "war",
        "mit",
        "von",
        "den",
        "dem",
        "ein",
        "eine",
        "einen",
        "wir",
        "sie",
        "auf",
        "für",
        "im",
        "zu",
        "dass",
        "sich",
        "auch",
        "es",
        "bei",
        "aber",
        "hat",
        "wie",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "a",
        "in",
        "that",
        "was",
        "is",
        "it",
        "i",
        "with",
        "for",
        "on",
        "as",
        "we",
        "she",
        "he",
        "they",
        "not",
        "but",
        "had",
        "have",
        "at",
        "by",
        "this",
        "what",
        "her",
        "his",
        "an",
        "my",
        "be",
    ]
)
# al-Hashimi and ap-Rhys are names though they begin small.
_JOINTS = frozenset(["al", "el", "an", "ad", "as", "ash", "ap", "ab"])
_HEADING_WORDS = 14
# More commas than this make a list, such as of those present.
_COMMAS_OF_A_LIST = 2
# A line that ends sooner than this was ended by its writer, not by the width of the page.
_SHORT_LINE = 40


@dataclass(slots=True)
class Word:
    """One word of a text, without a possessive ending; `gap` is what stands between it and the word before."""

    text: str
    start: int
    end: int
    gap: str
    place: int
    possessive: bool
    opens: bool
    titled: bool = False
    block: int = 0
    breaks: bool = False

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_capital(self) -> bool:
        """A capital first and then small letters: neither a common word nor an abbreviation."""
        if self.text[0].isupper():
            return any(letter.islower() for letter in self.text)
        joint, hyphen, name = self.text.partition("-")
        return bool(hyphen) and joint in _JOINTS and name[:1].isupper()

    @property
    def joined(self) -> bool:
        """Whether nothing but white space parts it from the word before."""
        return not self.breaks and self.gap.isspace()


@dataclass
class Reading:
    """A text with its language and its words."""

    text: str
    language: str = ""
    words: list[Word] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._cut()
        self.language = self.language or self._guess_language()
        self._mark_titles()

    def _cut(self) -> None:
        end = block = line = 0
        previous = ""
        for match in _WORD.finditer(self.text):
            text = match.group()
            gap = self.text[end : match.start()]
            possessive = _POSSESSIVE.search(text)
            bare = text[: possessive.start()] if possessive else text
            if not end or _BLOCK.search(gap):
                block += 1
            shortened = gap.startswith(".") and (previous in _SHORTENED or len(previous) == 1) and "\n" not in gap
            breaks = not end or ("\n" in gap and (bool(_BLOCK.search(gap)) or end - line < _SHORT_LINE))
            opens = breaks or (not shortened and bool(_OPENS.search(gap[-40:])))
            if "\n" in gap:
                line = match.start()
            self.words.append(
                Word(bare, match.start(), match.start() + len(bare), gap[-40:], len(self.words), bool(possessive), opens,  # noqa: E501
                     block=block, breaks=breaks)
            )  # fmt: skip
            # A final apostrophe is outside of the word for the next gap only in spelling.
            end = match.end()
            previous = bare.lower()

    def _guess_language(self) -> str:
        lower = [word.lower for word in self.words]
        german = sum(word in _GERMAN for word in lower)
        english = sum(word in _ENGLISH for word in lower)
        return "de" if german > english else "en"

    def _mark_titles(self) -> None:
        """A capital in a headline of capitals says nothing about the word."""
        for block in self.blocks:
            for line in self._lines(block):
                counted = [word for word in line if len(word.text) > 3]
                capitals = sum(word.text[0].isupper() for word in counted)
                if sum(word.gap == ", " for word in line) > _COMMAS_OF_A_LIST:
                    continue
                if len(line) <= _HEADING_WORDS and len(counted) > 2 and capitals > len(counted) * 0.6:
                    for word in line:
                        word.titled = True

    def _lines(self, block: list[Word]) -> list[list[Word]]:
        lines: list[list[Word]] = []
        for word in block:
            if not lines or "\n" in word.gap:
                lines.append([])
            lines[-1].append(word)
        return lines

    @cached_property
    def blocks(self) -> list[list[Word]]:
        """The words by paragraph."""
        found: list[list[Word]] = []
        for word in self.words:
            if not found or found[-1][0].block != word.block:
                found.append([])
            found[-1].append(word)
        return found

    @cached_property
    def lower_seen(self) -> frozenset[str]:
        """The words that the text also spells small."""
        return frozenset(word.text for word in self.words if word.text[0].islower())

    def at(self, place: int) -> Word | None:
        """The word with this number, if there is one."""
        return self.words[place] if 0 <= place < len(self.words) else None

    def before(self, word: Word, steps: int = 1) -> str:
        """The word that many steps back in the same sentence, in lower case, parted by white space only; or nothing."""
        current = word
        for _step in range(steps):
            if not current.joined or current.place == 0:
                return ""
            current = self.words[current.place - 1]
            if current.possessive and _step == 0:
                return current.lower + "'s"
        return current.lower

    def after(self, word: Word, steps: int = 1) -> str:
        """The word that many steps on in the same sentence, in lower case, parted by white space only; or nothing."""
        if word.possessive:
            return ""
        current = word
        for _step in range(steps):
            following = self.at(current.place + 1)
            if following is None or not following.joined or (_step and current.possessive):
                return ""
            current = following
        return current.lower
