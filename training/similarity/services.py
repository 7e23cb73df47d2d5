"""What happens to the index of accounts: a piece that was sent is put in, and all of a centre's are put in again."""

from collections.abc import Iterator

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import joinedload

from core.db import db
from training.awards.models import EvidenceKind
from training.portfolio.models import EvidenceItem, Submission, SubmissionItem
from training.similarity.comparison import comparable
from training.similarity.models import AccountSignature, SignatureHash
from training.similarity.signatures import RULES, signature

KINDS = {EvidenceKind.reflective_account, EvidenceKind.written_task}
"""What is compared: text that a trainee wrote. A record of Setwright is alike by its nature."""

MOST_ALIKE = 64
"""A hash that so many accounts of a centre have already tells none of them apart; it is not kept again. So a query
reads a bounded number of rows, however much a centre's tasks dictate the words."""

BATCH = 200


def index(item: SubmissionItem) -> AccountSignature | None:
    """Put a piece as it was sent into the index of its centre; None when it is no account or has too few words.

    A piece that is in the index by the present rules stays as it is.
    """
    if item.frozen["kind"] not in KINDS or not item.frozen["text"]:
        return None
    entry = db.session.scalar(select(AccountSignature).where(AccountSignature.submission_item_id == item.id))
    if entry is not None and entry.rules == RULES:
        return entry
    if entry is None:
        entry = AccountSignature(
            submission_item_id=item.id,
            origin_id=origin_of(item.evidence_item),
            person_id=item.submission.enrolment.person_id,
        )
        db.session.add(entry)
    else:
        db.session.execute(delete(SignatureHash).where(SignatureHash.signature_id == entry.id))
    entry.rules = RULES
    db.session.flush()
    _keep(entry, signature(comparable(item.frozen["text"])))
    return entry


def index_all() -> Iterator[tuple[int, int]]:
    """Put in what the index of the centre lacks or holds by older rules; done a second time, it changes nothing.

    Gives after each 200 pieces how many there are so far and how many of them were put in. Commit then, so that
    nobody who sends a unit waits for the whole.
    """
    there, added, last = 0, 0, 0
    while items := _pieces_after(last):
        last = items[-1].id
        ids = [each.id for each in items]
        current = select(AccountSignature.submission_item_id).where(
            AccountSignature.rules == RULES, AccountSignature.submission_item_id.in_(ids)
        )
        held = set(db.session.scalars(current))
        put_in = [each for each in items if each.id not in held and index(each) is not None]
        added += len(put_in)
        there += len(put_in) + len(held)
        yield there, added


def _pieces_after(last: int) -> list[SubmissionItem]:
    query = (
        select(SubmissionItem)
        .join(EvidenceItem, EvidenceItem.id == SubmissionItem.evidence_item_id)
        .where(SubmissionItem.id > last, EvidenceItem.kind.in_(KINDS))
        .order_by(SubmissionItem.id)
        .limit(BATCH)
        .options(
            joinedload(SubmissionItem.evidence_item),
            joinedload(SubmissionItem.submission).joinedload(Submission.enrolment),
        )
    )
    return list(db.session.scalars(query))


def _keep(entry: AccountSignature, values: frozenset[int]) -> None:
    if not values:
        return
    crowded = set(
        db.session.scalars(
            select(SignatureHash.value)
            .where(SignatureHash.value.in_(values))
            .group_by(SignatureHash.value)
            .having(func.count() >= MOST_ALIKE)
        )
    )
    rows = [
        {"tenant_id": entry.tenant_id, "value": value, "signature_id": entry.id} for value in sorted(values - crowded)
    ]
    if rows:
        db.session.execute(insert(SignatureHash), rows)


def origin_of(item: EvidenceItem) -> int:
    """The first version of a piece that was revised, once or more often."""
    origin_id, revised = item.id, item.revises_id
    while revised is not None:
        origin_id = revised
        revised = db.session.scalar(select(EvidenceItem.revises_id).where(EvidenceItem.id == revised))
    return origin_id
