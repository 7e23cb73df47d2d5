"""What happens to comments on words: written, changed and taken back while the sheet is open, closed with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from assessments.comments.anchoring import Anchor, anchor_at, is_same, places
from assessments.comments.document import text_of
from assessments.comments.models import KEY_LENGTH, LONGEST_QUOTE, LONGEST_TEXT, AnchoredComment
from assessments.comments.policy import can_comment
from assessments.grading.models import MarkSheet
from core import clock
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from people.models import Person
from training.awards.models import AssessmentCriterion
from training.portfolio.models import SubmissionItem


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that a comment is about, as the page gives them: typed or pasted, or with their place when selected."""

    words: str
    position: int | None = None
    start: int | None = None
    end: int | None = None


def add(
    sheet: MarkSheet, quote: Quote, criterion: AssessmentCriterion | None, text: str, *, key: str, by: Person
) -> AnchoredComment:
    """Comment on some words for a criterion. The same `key` again gives the comment that is there (a retry).

    Raises MovedOn, NotAllowed; RuleBroken when the words are not in the work, or stand in it more than once.
    """
    if known := _with_key(sheet, key):
        return known
    _check_open(sheet, by)
    if criterion is None:
        raise RuleBroken(_("Choose the criterion that the comment is about."), "quote_on")
    text = _checked(text, "quote_words")
    position, anchor = _anchored(sheet.submission.items, quote)
    comment = AnchoredComment(
        mark_sheet=sheet,
        criterion=criterion,
        key=key[:KEY_LENGTH],
        position=position,
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        start_at=anchor.start,
        end_at=anchor.end,
        text=text,
        written_at=clock.now(),
    )
    db.session.add(comment)
    _touch(sheet)
    return comment


def change(comment: AnchoredComment, text: str, criterion: AssessmentCriterion | None, *, by: Person) -> None:
    """Say something else of the words, or say it of another criterion. Raises MovedOn, NotAllowed, RuleBroken."""
    _check_open(comment.mark_sheet, by)
    comment.text = _checked(text, None)
    comment.criterion = criterion or comment.criterion
    _touch(comment.mark_sheet)


def remove(comment: AnchoredComment, *, by: Person) -> None:
    """Take a comment back before it was given. Raises MovedOn, NotAllowed."""
    sheet = comment.mark_sheet
    _check_open(sheet, by)
    db.session.delete(comment)
    _touch(sheet)


def close(sheet: MarkSheet, at: datetime) -> None:
    """Make the comments of a sheet final, with its decision."""
    for comment in _of(sheet):
        comment.closed_at = at


def carry_over(earlier: MarkSheet, sheet: MarkSheet) -> None:
    """Begin a sheet on the same work with the comments of an earlier one, which stay as they are."""
    for each in _of(earlier):
        db.session.add(
            AnchoredComment(
                mark_sheet=sheet,
                criterion_id=each.criterion_id,
                key=each.key,
                position=each.position,
                exact=each.exact,
                prefix=each.prefix,
                suffix=each.suffix,
                start_at=each.start_at,
                end_at=each.end_at,
                text=each.text,
                written_at=each.written_at,
            )
        )
    db.session.flush()


def _of(sheet: MarkSheet) -> Iterable[AnchoredComment]:
    query = select(AnchoredComment).where(AnchoredComment.mark_sheet_id == sheet.id).order_by(AnchoredComment.id)
    return db.session.scalars(query).all()


def _with_key(sheet: MarkSheet, key: str) -> AnchoredComment | None:
    query = select(AnchoredComment).where(
        AnchoredComment.mark_sheet_id == sheet.id, AnchoredComment.key == key[:KEY_LENGTH]
    )
    return db.session.scalar(query)


def _touch(sheet: MarkSheet) -> None:
    """Count a comment as a change of its sheet: whoever signs has seen every comment that goes with the decision."""
    flag_modified(sheet, "draft")
    db.session.flush()


def _check_open(sheet: MarkSheet, by: Person) -> None:
    if not sheet.is_open:
        raise MovedOn(_("This mark sheet is closed: the decision was given."))
    if not can_comment(by, sheet):
        raise NotAllowed(_("This mark sheet is another assessor’s."))


def _checked(text: str, field: str | None) -> str:
    text = text.strip()
    if not text:
        raise RuleBroken(_("Write what you want to say of these words."), field)
    if len(text) > LONGEST_TEXT:
        raise RuleBroken(_("Write at most %(max)s characters.", max=LONGEST_TEXT), field)
    return text


def _anchored(items: Iterable[SubmissionItem], quote: Quote) -> tuple[int, Anchor]:
    """The item that the words stand in, and their anchor. Words that were selected are where the page says."""
    words = quote.words.strip()
    if not words:
        raise RuleBroken(_("Select the words in the text, or paste them here."), "quote")
    if len(words) > LONGEST_QUOTE:
        raise RuleBroken(_("Choose fewer words: at most %(max)s characters.", max=LONGEST_QUOTE), "quote")
    texts = {item.position: text_of(item.frozen) for item in items if quote.position in {None, item.position}}
    if quote.position is not None and quote.start is not None and quote.end is not None:
        anchor = anchor_at(texts.get(quote.position, ""), quote.start, quote.end)
        if anchor and is_same(anchor.exact, words):
            return quote.position, anchor
    found = [(position, place) for position, text in texts.items() for place in places(text, words)]
    if not found:
        raise RuleBroken(_("These words are not in the work. Copy them from it."), "quote")
    if len(found) > 1:
        raise RuleBroken(
            ngettext(
                "These words stand there %(num)s time. Copy a few more, so that they stand there once.",
                "These words stand there %(num)s times. Copy a few more, so that they stand there once.",
                len(found),
            ),
            "quote",
        )
    position, place = found[0]
    anchor = anchor_at(texts[position], place.start, place.end)
    if anchor is None:
        raise RuleBroken(_("These words are not in the work. Copy them from it."), "quote")
    return position, anchor
