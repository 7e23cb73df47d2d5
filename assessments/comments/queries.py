"""What to read of comments on words, and of the attempt before."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import select

from assessments.comments.models import AnchoredComment
from assessments.grading.models import CriterionDecision, MarkSheet, UnitDecision
from core.db import db
from training.portfolio.models import EvidenceItem, Submission, SubmissionItem


def comments_on(sheets: Collection[int]) -> list[AnchoredComment]:
    """The comments of these mark sheets, by their ids, in the order of the text."""
    query = (
        select(AnchoredComment)
        .where(AnchoredComment.mark_sheet_id.in_(sheets))
        .order_by(AnchoredComment.position, AnchoredComment.start_at, AnchoredComment.id)
    )
    return list(db.session.scalars(query))


def in_order(comments: Iterable[AnchoredComment]) -> list[AnchoredComment]:
    """Comments that were loaded with their sheet, in the order of the text."""
    return sorted(comments, key=lambda each: (each.position, each.start_at, each.id))


@dataclass(frozen=True, slots=True)
class Before:
    """The attempt before this one: its items by the position of those that came out of them, and what was decided.

    `decisions` are the last ones on each criterion by its id, of whichever earlier attempt.
    """

    attempt: int = 0
    sheet_id: int | None = None
    items: dict[int, SubmissionItem] = field(default_factory=dict)
    decisions: dict[int, CriterionDecision] = field(default_factory=dict)


def before(submission: Submission) -> Before:
    """What the attempt before says of this one, in two statements; nothing, in none, for a first attempt."""
    if submission.attempt == 1:
        return Before()
    decided = (
        select(CriterionDecision, Submission.attempt, MarkSheet.id)
        .join(MarkSheet, MarkSheet.id == CriterionDecision.mark_sheet_id)
        .join(UnitDecision, UnitDecision.mark_sheet_id == MarkSheet.id)
        .join(Submission, Submission.id == MarkSheet.submission_id)
        .where(
            Submission.enrolment_id == submission.enrolment_id,
            Submission.unit_id == submission.unit_id,
            Submission.attempt < submission.attempt,
        )
        .order_by(Submission.attempt, CriterionDecision.id)
    )
    found = db.session.execute(decided).all()
    if not found:
        return Before()
    attempt = max(row.attempt for row in found)
    return Before(
        attempt=attempt,
        sheet_id=max(row.id for row in found if row.attempt == attempt),
        items=_earlier_items(submission, attempt),
        decisions={each.criterion_id: each for each, _attempt, _sheet in found if not each.carried},
    )


def _earlier_items(submission: Submission, attempt: int) -> dict[int, SubmissionItem]:
    """The piece that each item of a submission was made from, as it was sent with that attempt, by position."""
    query = (
        select(SubmissionItem, Submission.attempt, EvidenceItem.revises_id)
        .join(Submission, Submission.id == SubmissionItem.submission_id)
        .join(EvidenceItem, EvidenceItem.id == SubmissionItem.evidence_item_id)
        .where(
            Submission.enrolment_id == submission.enrolment_id,
            Submission.unit_id == submission.unit_id,
            Submission.attempt.in_((attempt, submission.attempt)),
        )
        .order_by(SubmissionItem.submission_id, SubmissionItem.position)
    )
    rows = db.session.execute(query).all()
    then = [row.SubmissionItem for row in rows if row.attempt == attempt]
    now = [(row.SubmissionItem, row.revises_id) for row in rows if row.SubmissionItem.submission_id == submission.id]
    by_piece = {item.evidence_item_id: item for item in then}
    found: dict[int, SubmissionItem] = {}
    for item, revised in now:
        if earlier := by_piece.get(item.evidence_item_id) or by_piece.get(revised):
            found[item.position] = earlier
    # What was written anew takes the place of the only piece of its kind that is left.
    used = {item.id for item in found.values()}
    for item, _revised in now:
        kind = item.frozen["kind"]
        left = [each for each in then if each.id not in used and each.frozen["kind"] == kind]
        new = [each for each, _ in now if each.position not in found and each.frozen["kind"] == kind]
        if item.position not in found and len(left) == len(new) == 1:
            found[item.position] = left[0]
    return found
