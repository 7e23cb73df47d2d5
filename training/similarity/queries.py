"""What to read of the index: the accounts that are like one, and the passages that they share with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.db import db
from people.models import Person
from training.awards.models import AwardVersion, Unit
from training.portfolio.models import Submission, SubmissionItem
from training.portfolio.reflection import MODELS
from training.similarity.comparison import comparable, share, uncommon
from training.similarity.models import AccountSignature, SignatureHash
from training.similarity.passages import Passage, shared_passages
from training.similarity.services import KINDS, origin_of
from training.similarity.signatures import signature
from training.similarity.words import Words

LEAST_ALIKE = 2
"""Hashes that an account must share to be read and compared: one alone is often a turn of phrase."""

LEAST_RARITY = 0.15
"""A shared hash counts one part in as many as have it. Two hashes that only these two accounts have make 1; three that
sixty have make a twentieth: a turn of phrase of the centre, and no reason to read the text."""

CANDIDATES = 8
"""The most accounts that are compared word by word with one."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """An account that shares passages with another, the other's passages being the second of each.

    `share` is the part of the first account's words that stands in them, from 0 to 1.
    """

    item_id: int
    text: str
    submission_id: int
    submission_public_id: UUID
    unit_code: str
    sent_at: datetime
    author: Person
    is_own: bool
    passages: list[Passage]
    share: float


@dataclass(frozen=True, slots=True)
class Compared:
    """An account that was sent, with the others of its centre that share passages with it, the most alike first."""

    item: SubmissionItem
    likenesses: list[Likeness]

    @property
    def passages(self) -> int:
        """How many passages of this account stand in another, each counted once however often it is found."""
        spans = sorted((each.start_a, each.end_a) for likeness in self.likenesses for each in likeness.passages)
        count, reached = 0, -1
        for start, end in spans:
            count += start >= reached
            reached = max(reached, end)
        return count


def compared(submission: Submission) -> list[Compared]:
    """Each account and written task of a submission with what it shares with others of the centre, as of now.

    Two statements, whatever there is. Other versions of the same piece are no match; of another piece that was sent
    more than once, the version that shares most is named.
    """
    items = [each for each in submission.items if each.frozen["kind"] in KINDS and each.frozen["text"]]
    if not items:
        return []
    allowed = _words_of_award(submission.enrolment.award_version)
    words = {each.id: comparable(each.frozen["text"], allowed) for each in items}
    signatures = {each.id: signature(comparable(each.frozen["text"])) for each in items}
    origins = _origins(items)
    alike = _alike(frozenset().union(*signatures.values()), CANDIDATES * len(items))
    read = [(row, comparable(row.text, allowed)) for row in alike]
    return [
        Compared(
            item,
            _likenesses(
                words[item.id],
                [
                    (row, other)
                    for row, other in read
                    if row.origin_id != origins[item.id]
                    and _is_like(signatures[item.id], row.text, alone=len(items) == 1)
                ],
                submission.enrolment.person_id,
            ),
        )
        for item in items
    ]


def _is_like(values: frozenset[int], text: str, *, alone: bool) -> bool:
    """Whether a text that is like one of several is like this one; it is when there is but one."""
    return alone or len(values & signature(comparable(text))) >= LEAST_ALIKE


def _likenesses(words: Words, others: Sequence[tuple[Any, Words]], author_id: int) -> list[Likeness]:
    found = {row.item_id: shared_passages(words, other) for row, other in others}
    rows = {row.item_id: row for row, _other in others}
    best: dict[int, Likeness] = {}
    for item_id, passages in uncommon(found, {each: rows[each].Person.id for each in rows}).items():
        row = rows[item_id]
        likeness = Likeness(
            item_id=item_id,
            text=row.text,
            submission_id=row.submission_id,
            submission_public_id=row.submission_public_id,
            unit_code=row.unit_code,
            sent_at=row.sent_at,
            author=row.Person,
            is_own=row.Person.id == author_id,
            passages=passages,
            share=share(passages, words),
        )
        known = best.get(row.origin_id)
        if known is None or likeness.share > known.share:
            best[row.origin_id] = likeness
    return sorted(best.values(), key=lambda each: (-each.share, each.item_id))


def _alike(values: frozenset[int], most: int) -> Sequence[Any]:
    """The pieces in the index that share hashes with these, each with its text; first those that share most that few
    others have."""
    shared = (
        select(
            SignatureHash.signature_id,
            (1.0 / func.count().over(partition_by=SignatureHash.value)).label("rarity"),
        )
        .where(SignatureHash.value.in_(values))
        .subquery()
    )
    rarity = func.sum(shared.c.rarity)
    hits = (
        select(shared.c.signature_id, rarity.label("rarity"))
        .group_by(shared.c.signature_id)
        .having(func.count() >= LEAST_ALIKE, rarity >= LEAST_RARITY)
        .order_by(rarity.desc(), shared.c.signature_id.desc())
        .limit(most)
        .cte("hits")
    )
    query = (
        select(
            AccountSignature.origin_id,
            SubmissionItem.id.label("item_id"),
            SubmissionItem.frozen["text"].as_string().label("text"),
            Submission.id.label("submission_id"),
            Submission.public_id.label("submission_public_id"),
            Submission.submitted_at.label("sent_at"),
            Unit.code.label("unit_code"),
            Person,
        )
        .join(hits, hits.c.signature_id == AccountSignature.id)
        .join(SubmissionItem, SubmissionItem.id == AccountSignature.submission_item_id)
        .join(Submission, Submission.id == SubmissionItem.submission_id)
        .join(Unit, Unit.id == Submission.unit_id)
        .join(Person, Person.id == AccountSignature.person_id)
        .where(AccountSignature.id.in_(select(hits.c.signature_id)))  # or SQLite begins with every row of the centre
        .order_by(hits.c.rarity.desc(), AccountSignature.id.desc())
    )
    return db.session.execute(query).all()


def _origins(items: Sequence[SubmissionItem]) -> dict[int, int]:
    """The first version of each piece, by the id of the item."""
    query = select(AccountSignature.submission_item_id, AccountSignature.origin_id).where(
        AccountSignature.submission_item_id.in_([each.id for each in items])
    )
    known = {row.submission_item_id: row.origin_id for row in db.session.execute(query)}
    return {each.id: known[each.id] if each.id in known else origin_of(each.evidence_item) for each in items}


def _words_of_award(version: AwardVersion) -> tuple[str, ...]:
    """What every account of an award may repeat: its own words, and the headings and questions of the models."""
    content = version.content
    of_award = [content["title"]]
    for unit in content["units"]:
        of_award.append(unit["title"])
        for outcome in unit["learning_outcomes"]:
            of_award += [outcome["text"], *(criterion["text"] for criterion in outcome["criteria"])]
    of_models = [text for model in MODELS.values() for stage in model.stages for text in (stage.title, stage.prompt)]
    return (*of_award, *of_models)
