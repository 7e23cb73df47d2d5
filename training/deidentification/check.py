"""What in a text might identify somebody. It helps an author to look; it cannot promise that nobody is recognised."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a phrase gives away."""

    email = "email"


@dataclass(frozen=True, slots=True)
class Flag:
    """A phrase that might identify somebody, where it stands, and neutral words for it."""

    text: str
    kind: Kind
    count: int
    spans: tuple[tuple[int, int], ...]
    replacement: str


def find(text: str, *, author: str = "", known: Sequence[str] = ()) -> list[Flag]:
    """The phrases that might identify somebody, in the order in which they stand."""
    found: dict[str, list[tuple[int, int]]] = {}
    for match in re.finditer(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text):
        found.setdefault(match.group(), []).append(match.span())
    return [Flag(each, Kind.email, len(spans), tuple(spans), "an e-mail address") for each, spans in found.items()]


def apply(text: str, changes: Mapping[str, str]) -> str:
    """Put neutral words in the place of each phrase, everywhere in the text, the longest first."""
    for phrase in sorted(changes, key=len, reverse=True):
        text = text.replace(phrase, changes[phrase])
    return text
