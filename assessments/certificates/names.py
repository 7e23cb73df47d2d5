"""Which texts can be printed on a certificate, asked when a name is ENTERED and not when the certificate is due.

Printed are Latin, Greek and Cyrillic letters. Other scripts, right-to-left ones among them, are refused for now
("script"): they need a shaper, which orders and joins letters before they are drawn. A letter with a mark that
Unicode has no single character for (the Yoruba e with dot and grave, say) needs one too, and is refused as "no-glyph".
"""

import unicodedata
from enum import StrEnum

from flask_babel import lazy_gettext

from assessments.certificates.lettering import LIGHT, MEDIUM, SANS, SEMIBOLD, Face, Place, fit

LONGEST = 90  # letters of a person's name
SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BLANKS = frozenset("\t\n\r")
LETTER_SIGNS = frozenset("ʹʺʻʼ")  # letters by Unicode, apostrophes to the eye: Hawaiian okina, transcribed soft sign
NAME_SIGNS = frozenset("'’‘`´-‐‑.,·()/&")
TITLE_SIGNS = frozenset("+=§°€£%")  # besides all punctuation

COLUMN = 391.9  # points: from the left edge of the words to their right margin
SIGNATORY_COLUMN = 130.0

HOLDER = Place(LIGHT, COLUMN, largest=54, single=30, double=27, smallest=16, tracking=-0.5 / 54)
CENTRE = Place(SEMIBOLD, COLUMN, largest=15, single=11, double=12, smallest=8.5, tracking=0.1 / 15)
AWARD = Place(MEDIUM, COLUMN, largest=25, single=25, double=25, smallest=10)
SIGNATORY = Place(SEMIBOLD, SIGNATORY_COLUMN, largest=11, single=9, double=9, smallest=6.5)
ROLE = Place(SANS, SIGNATORY_COLUMN, largest=9.5, single=8, double=8, smallest=6.5)


class Refusal(StrEnum):
    """Why a text cannot be printed."""

    CONTROL = "control"
    BIDI_CONTROL = "bidi-control"
    SYMBOL = "symbol"
    SCRIPT = "script"
    NO_LETTER = "no-letter"
    TOO_LONG = "too-long"
    NO_GLYPH = "no-glyph"
    TOO_WIDE = "too-wide"


REASONS = {
    Refusal.CONTROL: lazy_gettext("There is a hidden character in this text. Type it again instead of copying it."),
    Refusal.BIDI_CONTROL: lazy_gettext(
        "There is a hidden character in this text. Type it again instead of copying it."
    ),
    Refusal.SYMBOL: lazy_gettext("Use letters only. A certificate cannot show pictures or signs in this place."),
    Refusal.SCRIPT: lazy_gettext("We can print Latin, Greek and Cyrillic letters. Write this in one of them."),
    Refusal.NO_LETTER: lazy_gettext("Write at least one letter."),
    Refusal.TOO_LONG: lazy_gettext("Use 90 letters or fewer."),
    Refusal.NO_GLYPH: lazy_gettext("We cannot print one of these letters. Write it without its mark."),
    Refusal.TOO_WIDE: lazy_gettext(
        "This is too long for the certificate. Shorten it, or break a long word with a space."
    ),
}


def clean(text: str) -> str:
    """The text as it is kept and printed: NFC, and one space between words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def refusal(text: str, place: Place = HOLDER, *, person: bool = True) -> Refusal | None:
    """Why this text cannot be printed in this place; None when it can.

    A person's name has at most 90 letters and only the signs that names have; any other text (person=False: a centre,
    an award) may hold all punctuation.
    """
    text = unicodedata.normalize("NFC", text)
    hidden = _hidden(text)
    if hidden:
        return hidden
    text = clean(text)
    if not any(unicodedata.category(letter).startswith("L") for letter in text):
        return Refusal.SYMBOL if any(not _is_allowed(letter, person) for letter in text) else Refusal.NO_LETTER
    if person and len(text) > LONGEST:
        return Refusal.TOO_LONG
    return unprintable(text, place.face, person=person) or (None if fit(text, place) else Refusal.TOO_WIDE)


def unprintable(text: str, face: Face, *, person: bool) -> Refusal | None:
    """The first reason that lies in a single character, whatever the length of the text."""
    for letter in text:
        if not _is_allowed(letter, person):
            return Refusal.SYMBOL
        if unicodedata.category(letter).startswith("L") and not _is_of_our_scripts(letter):
            return Refusal.SCRIPT
    return Refusal.NO_GLYPH if face.lacks(text) else None


def _hidden(text: str) -> Refusal | None:
    for letter in text:
        if letter in BIDI_CONTROLS:
            return Refusal.BIDI_CONTROL
        # controls, formats (zero width, soft hyphen, tags), half characters, private use, unassigned, line separators
        if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") and letter not in BLANKS:
            return Refusal.CONTROL
    return None


def _is_allowed(letter: str, person: bool) -> bool:
    category = unicodedata.category(letter)
    if category[0] in "LM" or category == "Nd" or letter == " ":
        return True
    return letter in NAME_SIGNS or (not person and (category[0] == "P" or letter in TITLE_SIGNS))


def _is_of_our_scripts(letter: str) -> bool:
    return letter in LETTER_SIGNS or unicodedata.name(letter, "").startswith(SCRIPTS)
