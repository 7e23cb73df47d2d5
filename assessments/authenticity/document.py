"""What accounts share, as a page shows it: passages side by side, the other account cut down to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from flask_babel import gettext as _

from training.similarity.passages import Passage
from training.similarity.queries import Compared, Likeness

CONTEXT_WORDS = 12
"""Words shown before a passage, and as many after it: enough to find the place, and no more of another's account."""


@dataclass(frozen=True, slots=True)
class Line:
    """What the marking page says of one account. `own` is how many of the other accounts are the trainee's."""

    position: int
    title: str
    passages: int
    others: int
    own: int


@dataclass(frozen=True, slots=True)
class Side:
    """A passage in one account, with the words about it and the gaps between, as they stand in the text."""

    before: str
    passage: str
    after: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage as it stands in both accounts. `number` counts through the page."""

    number: int
    here: Side
    there: Side


@dataclass(frozen=True, slots=True)
class Other:
    """Another account with the passages that it shares; `name` is empty for who may not know whose it is."""

    unit_code: str
    sent_at: datetime
    name: str
    is_own: bool
    is_later: bool
    share: str
    pairs: list[Pair]


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the submission with the others that share passages with it."""

    position: int
    title: str
    others: list[Other]


def lines(compared: Sequence[Compared]) -> list[Line]:
    """One line for each account of a submission."""
    return [
        Line(
            each.item.position,
            each.item.frozen["title"],
            each.passages,
            len(each.likenesses),
            sum(likeness.is_own for likeness in each.likenesses),
        )
        for each in compared
    ]


def accounts(compared: Sequence[Compared], *, names: bool) -> list[Account]:
    """The accounts of a submission with their shared passages; `names`: say whose the others are."""
    numbers = count(1)
    return [
        Account(
            each.item.position,
            each.item.frozen["title"],
            [_other(each, likeness, numbers, names=names) for likeness in each.likenesses],
        )
        for each in compared
    ]


def in_words(share: float) -> str:
    """A part of a text in words: an impression, not a measure."""
    tenths = round(share * 10)
    if tenths < 1:
        return _("fewer than 1 in 10 words of this account")
    if tenths >= 10:
        return _("nearly all words of this account")
    return _("about %(tenths)s in 10 words of this account", tenths=tenths)


def _other(compared: Compared, likeness: Likeness, numbers: Iterator[int], *, names: bool) -> Other:
    here = compared.item.frozen["text"]
    return Other(
        unit_code=likeness.unit_code,
        sent_at=likeness.sent_at,
        name=likeness.author.full_name if names and not likeness.is_own else "",
        is_own=likeness.is_own,
        is_later=likeness.sent_at > compared.item.submission.submitted_at,
        share=in_words(likeness.share),
        pairs=[_pair(here, likeness.text, each, next(numbers)) for each in likeness.passages],
    )


def _pair(here: str, there: str, passage: Passage, number: int) -> Pair:
    return Pair(
        number,
        _side(here, passage.start_a, passage.end_a),
        _side(there, passage.start_b, passage.end_b),
    )


def _side(text: str, start: int, end: int) -> Side:
    before, after = text[:start].split(), text[end:].split()
    gap, next_gap = (" " if each.isspace() else "" for each in (text[:start][-1:], text[end : end + 1]))
    return Side(
        ("… " if len(before) > CONTEXT_WORDS else "") + " ".join(before[-CONTEXT_WORDS:]) + gap,
        " ".join(text[start:end].split()),
        next_gap + " ".join(after[:CONTEXT_WORDS]) + (" …" if len(after) > CONTEXT_WORDS else ""),
    )
