"""A piece of work as its page shows it with what is said of its words: cut into runs, comments after their paragraph.

The text is the frozen one. Where it is shown as paragraphs, lists or tables, each part is found in it again, so that
a place in the text and a place on the page are the same thing whatever markup is drawn about it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from assessments.comments.anchoring import Anchor, find
from assessments.comments.changes import Changes, changes
from assessments.comments.models import AnchoredComment
from assessments.comments.queries import Before
from assessments.grading.document import Evidence, Section, evidence_of
from core.shape import Block
from training.awards.models import EvidenceKind
from training.portfolio.models import SubmissionItem


@dataclass(frozen=True, slots=True)
class Note:
    """A comment as it is listed. `is_found`: its words are marked in the text; `number` counts through the work."""

    id: str
    number: int
    text: str
    code: str
    quote: str
    written_at: datetime
    is_found: bool = True
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look: with the comments on them, those that end with them, and what changed since last time."""

    text: str
    comments: tuple[Note, ...] = ()
    ends: tuple[Note, ...] = ()
    earlier: tuple[Note, ...] = ()
    is_new: bool = False
    gone: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A paragraph, line or cell in runs; `at` is its place in the text. As a string it is its words."""

    text: str
    at: int
    runs: list[Run]
    notes: list[Note] = field(default_factory=list)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Reading:
    """The items of a submission as a page shows them; `loose` are the comments whose words are not in the text."""

    items: list[Evidence]
    notes: list[Note] = field(default_factory=list)
    loose: list[Note] = field(default_factory=list)
    earlier: list[Note] = field(default_factory=list)
    is_compared: bool = False  # whether what changed is marked in one of them at least

    def on(self, code: str) -> list[Note]:
        """The comments on a criterion."""
        return [note for note in self.notes if note.code == code]

    def earlier_on(self, code: str) -> list[Note]:
        """The comments of the attempt before on a criterion, each with whether its words are still there."""
        return [note for note in self.earlier if note.code == code]


@dataclass(slots=True)
class _Placed:
    """A comment with the stretch of text that it marks."""

    note: Note
    start: int
    end: int
    is_earlier: bool = False


# What somebody wrote into a record, by the kind of evidence that it is.
WRITTEN_INTO = {
    EvidenceKind.observation_record.value: ("narrative", "trainee_comment"),
    EvidenceKind.professional_discussion.value: ("questions", "answers", "remarks"),
}


def text_of(frozen: Mapping[str, Any]) -> str:
    """The text that anchors count in: that of the item, then what was written into a record."""
    record = frozen["record"] or {}
    texts = (frozen["text"], *(record.get(name, "") for name in WRITTEN_INTO.get(frozen["kind"], ())))
    return "\n\n".join(text for text in texts if text)


def reading_of(
    items: Sequence[SubmissionItem],
    comments: Sequence[AnchoredComment],
    codes: Mapping[int, str],
    before: Before | None = None,
    then: Sequence[AnchoredComment] = (),
) -> Reading:
    """The items with these comments marked, in the order of the text, and what changed since the attempt before.

    `then` are the comments of that attempt, found again in what became of its words. `codes` names the criteria by
    their ids. A comment is never lost: one whose words are gone is among the `loose`.
    """
    texts = {item.position: text_of(item.frozen) for item in items}
    placed: dict[int, list[_Placed]] = {}
    notes: list[Note] = []
    loose: list[Note] = []
    for number, comment in enumerate(comments, 1):
        note = _noted(comment, number, codes, texts.get(comment.position, ""), placed)
        notes.append(note)
        if not note.is_found:
            loose.append(note)
    earlier = _earlier(before, then, codes, texts, placed) if before else []
    shown, is_compared = [], False
    for item, evidence in zip(items, evidence_of(items), strict=True):
        past = before.items.get(item.position) if before else None
        changed = changes(text_of(past.frozen), texts[item.position]) if past else Changes()
        cutter = _Cutter(texts[item.position], placed.get(item.position, []), changed)
        drawn = _drawn(evidence, cutter)
        is_compared = is_compared or bool(past and not changed.is_anew)
        shown.append(replace(drawn, said_before=_paragraphs(past.frozen)) if past and changed.is_anew else drawn)
        # The words stand in the text but in no part that the page shows: then the comment is general.
        loose += [each.note for each in cutter.placed if not each.is_earlier and each.note.number not in cutter.listed]
    return Reading(shown, notes, loose, earlier, is_compared)


def _paragraphs(frozen: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(each for each in text_of(frozen).split("\n\n") if each.strip())


def _noted(
    comment: AnchoredComment,
    number: int,
    codes: Mapping[int, str],
    text: str,
    placed: dict[int, list[_Placed]],
    *,
    position: int | None = None,
) -> Note:
    anchor = Anchor(comment.exact, comment.prefix, comment.suffix, comment.start_at, comment.end_at)
    place = find(text, anchor)
    note = Note(
        id=comment.public_id.hex,
        number=number,
        text=comment.text,
        code=codes.get(comment.criterion_id, ""),
        quote=comment.exact,
        written_at=comment.written_at,
        is_found=place is not None,
        is_changed=bool(place and place.changed),
    )
    if place:
        where = comment.position if position is None else position
        placed.setdefault(where, []).append(_Placed(note, place.start, place.end, is_earlier=position is not None))
    return note


def _earlier(
    before: Before,
    then: Sequence[AnchoredComment],
    codes: Mapping[int, str],
    texts: Mapping[int, str],
    placed: dict[int, list[_Placed]],
) -> list[Note]:
    now = {item.position: position for position, item in before.items.items()}
    found = []
    for number, comment in enumerate(then, 1):
        position = now.get(comment.position)
        text = texts.get(position, "") if position is not None else ""
        found.append(_noted(comment, number, codes, text, placed, position=position or 0))
    return found


def _drawn(evidence: Evidence, cutter: "_Cutter") -> Evidence:
    drawn = replace(
        evidence,
        sections=[
            Section(each.heading, [cutter.part(words) for words in each.paragraphs]) for each in evidence.sections
        ],
        blocks=[_block(each, cutter) for each in evidence.blocks],
    )
    return replace(drawn, has_comments=bool(cutter.listed))


def _block(block: Block, cutter: "_Cutter") -> Block:
    return replace(
        block,
        lines=[cutter.part(line) for line in block.lines],
        rows=[[cutter.part(cell) if cell else cell for cell in row] for row in block.rows],
    )


class _Cutter:
    """Cuts the parts of a text, which come in its order, where comments and changes begin and end."""

    def __init__(self, text: str, placed: Sequence[_Placed], changed: Changes) -> None:
        self.text, self.placed, self.changed = text, placed, changed
        self.reached = 0
        self.listed: set[int] = set()

    def part(self, words: str) -> Any:
        """One paragraph, line or cell; words that are not of the text stay as they are."""
        at = self.text.find(words, self.reached)
        if at < 0:
            return words
        end = self.reached = at + len(words)
        here = [each for each in self.placed if each.start < end and each.end > at]
        cuts = {at, end}
        for each in here:
            cuts |= {max(at, each.start), min(end, each.end)}
        added = [(max(at, a), min(end, b)) for a, b in self.changed.added if a < end and b > at]
        cuts |= {place for pair in added for place in pair}
        gone = [(place, left) for place, left in self.changed.gone if at <= place < end]
        cuts |= {place for place, _left in gone}
        # What went at the very end of the text stands behind its last part.
        last = [left for place, left in self.changed.gone if place >= len(self.text) and end == len(self.text)]
        runs = [self._run(a, b, here, added, gone) for a, b in pairwise(sorted(cuts))]
        if last:
            runs.append(Run("", gone=tuple(last)))
        ended = [each.note for each in here if not each.is_earlier and at < each.end <= end]
        self.listed |= {note.number for note in ended}
        return Part(words, at, runs, ended)

    def _run(
        self,
        start: int,
        end: int,
        here: Sequence[_Placed],
        added: Iterable[tuple[int, int]],
        gone: Iterable[tuple[int, str]],
    ) -> Run:
        on = [each for each in here if each.start < end and each.end > start]
        return Run(
            self.text[start:end],
            comments=tuple(each.note for each in on if not each.is_earlier),
            ends=tuple(each.note for each in on if not each.is_earlier and each.end == end),
            earlier=tuple(each.note for each in on if each.is_earlier and each.start == start),
            is_new=any(a <= start and end <= b for a, b in added),
            gone=tuple(left for place, left in gone if place == start),
        )
