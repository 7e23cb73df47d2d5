"""Certificate numbers: SW-2026-0041-K7. The last two characters tell a mistyped number from a wrong one."""

import re

# No O, I or L beside 0 and 1: a number is read aloud and typed from paper.
LETTERS = "ABCDEFGHJKMNP"
DIGITS = "23456789"
PATTERN = re.compile(r"^SW-(\d{4})-(\d{4,7})-([A-Z]\d)$")


def check_characters(year: int, sequence: int) -> str:
    """Two characters from the remainder by 97, a prime: a wrong digit or two swapped digits change it (ISO 7064)."""
    remainder = (year * 10**7 + sequence) * 100 % 97
    return LETTERS[remainder // len(DIGITS)] + DIGITS[remainder % len(DIGITS)]


def number(year: int, sequence: int) -> str:
    """The number of the `sequence`-th certificate of `year`."""
    return f"SW-{year}-{sequence:04d}-{check_characters(year, sequence)}"


def typed(text: str) -> str:
    """A number as somebody typed it: blanks and dashes of any kind, small letters."""
    letters = re.sub(r"[^0-9A-Za-z]", "", text).upper()
    found = re.fullmatch(r"SW(\d{4})(\d{4,7})([A-Z]\d)", letters)
    return f"SW-{found[1]}-{found[2]}-{found[3]}" if found else " ".join(text.split())


def sequence_of(text: str) -> int | None:
    """The place of a number of ours in its year; None for one of another register."""
    found = PATTERN.match(text)
    return int(found[2]) if found else None
