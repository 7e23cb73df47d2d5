"""The marking workspace as values: the work with its comments, the form, the next of the queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import render_template, request

from assessments.comments import queries, services
from assessments.comments.document import Reading, reading_of
from assessments.comments.forms import CommentForm, criterion_named
from assessments.comments.models import AnchoredComment
from assessments.grading import queries as grading
from assessments.grading.answers import Answers
from assessments.grading.forms import MarkingForm, marking_form
from assessments.grading.models import MarkSheet
from assessments.grading.services import scale_of
from assessments.phrases import services as phrases
from core.errors import MovedOn
from people.models import Person
from training.awards.models import AssessmentCriterion
from training.portfolio.models import Submission, SubmissionState


def sheet_of(submission: Submission) -> MarkSheet | None:
    """The sheet that is being worked on now, of a submission that `grading.submission_for_page` gave."""
    if submission.state is not SubmissionState.in_assessment:
        return None
    return grading.open_mark_sheet(submission)


def form_for(sheet: MarkSheet) -> MarkingForm:
    """The form of a mark sheet, with what is kept on it."""
    submission = sheet.submission
    criteria = grading.open_criteria(submission)
    return marking_form(criteria, scale_of(submission), Answers.from_draft(sheet.draft), sheet.version)


def reading_while_marking(sheet: MarkSheet, before: queries.Before) -> Reading:
    """The work with the comments so far, and what changed since the attempt before."""
    submission = sheet.submission
    found = queries.comments_on([sheet.id, before.sheet_id] if before.sheet_id else [sheet.id])
    here = [each for each in found if each.mark_sheet_id == sheet.id]
    then = [each for each in found if each.mark_sheet_id != sheet.id]
    codes = {criterion.id: criterion.code for criterion in submission.unit.criteria}
    return reading_of(submission.items, here, codes, before, then)


# ---- The buttons about comments ----


@dataclass(frozen=True, slots=True)
class Done:
    """What a button did: the id of the element to go to, and what to say of it."""

    anchor: str
    is_phrase: bool = False


def carry_out(
    sheet: MarkSheet, wanted: str, form: CommentForm, criteria: Sequence[AssessmentCriterion], *, by: Person
) -> Done:
    """Do what the button `wanted` says: comment, change:…, remove:… or phrase:… with the id of a comment.

    Raises MovedOn, NotAllowed, RuleBroken.
    """
    verb, _colon, name = wanted.partition(":")
    if verb == "comment":
        chosen = form.chosen(criteria)
        comment = services.add(
            sheet, form.quoted(), chosen, form.quote_words.data or "", key=form.quote_key.data or "", by=by
        )
        return Done(f"n-{comment.public_id.hex}")
    found = _comment(sheet, name)
    if found is None:
        if verb == "remove":
            return Done("evidence")  # it is gone already: a retry
        raise MovedOn()
    typed = request.form.get(f"said_{name}", found.text)
    if verb == "change":
        services.change(found, typed, criterion_named(request.form.get(f"on_{name}"), criteria), by=by)
    elif verb == "remove":
        services.remove(found, by=by)
        return Done("evidence")
    elif verb == "phrase":
        phrases.add(typed, by=by)
        return Done(f"n-{name}", is_phrase=True)
    return Done(f"n-{name}")


def _comment(sheet: MarkSheet, name: str) -> AnchoredComment | None:
    try:
        public_id = UUID(hex=name)
    except ValueError:
        return None
    return next((each for each in queries.comments_on([sheet.id]) if each.public_id == public_id), None)


def panels(reading: Reading, file_address: Any, criteria: Sequence[AssessmentCriterion]) -> dict[str, str]:
    """The parts of the page that a comment changes, drawn anew: each piece of evidence, and links by criterion."""
    return (
        {
            f"evidence-{item.position}": render_template(
                "assessments/comments/article.html", item=item, file_address=file_address, criteria=criteria
            )
            for item in reading.items
        }
        | {
            "loose": render_template("assessments/comments/loose.html", reading=reading, criteria=criteria),
        }
        | {
            f"on-{criterion.code}": render_template("assessments/comments/links.html", notes=reading.on(criterion.code))
            for criterion in criteria
        }
    )
