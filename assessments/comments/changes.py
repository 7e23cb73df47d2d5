"""What a text says that an earlier one did not, and what it says no more, as places in the later one."""

from dataclasses import dataclass

from training.portfolio.comparison import Change, compare

LEAST_KEPT = 0.25
"""Below this share of words that stayed, of the longer text, marks would cover all of it: then it is written anew."""


@dataclass(frozen=True, slots=True)
class Changes:
    """`added`: stretches of the later text that are new. `gone`: words left out, each with where they stood.

    Neither is told of a text that `is_anew`.
    """

    added: tuple[tuple[int, int], ...] = ()
    gone: tuple[tuple[int, str], ...] = ()
    is_anew: bool = False


def changes(before: str, after: str) -> Changes:
    """What changed from one text to the other, word by word; nothing for texts that are the same."""
    if before == after:
        return Changes()
    added: list[tuple[int, int]] = []
    gone: list[tuple[int, str]] = []
    reached = kept = 0
    for paragraph in compare(before, after):
        for piece in paragraph:
            words = piece.text.strip()
            if not words:
                continue
            if piece.change is Change.removed:
                gone.append((_next_word(after, reached), words))
                continue
            at = after.find(words, reached)
            if at < 0:
                continue  # a piece of one version only: compare() gives both texts back, so this cannot be placed
            reached = at + len(words)
            if piece.change is Change.added:
                added.append((at, reached))
            else:
                kept += len(words.split())
    if before and after and kept < LEAST_KEPT * max(len(before.split()), len(after.split())):
        return Changes(is_anew=True)
    return Changes(tuple(added), tuple(gone))


def _next_word(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
