"""What a signature under a decision is about: its content, the hash of it, and the statement in full words.

The content is worked out from the answers before they are signed, and from the stored rows afterwards. Both give the
same hash as long as nothing was changed.
"""

from typing import Any

from flask_babel import gettext as _

from assessments.grading import questions
from assessments.grading.answers import Answers
from assessments.grading.models import Countersignature, MarkSheet, Outcome, UnitDecision
from assessments.grading.outcomes import EVIDENCE_TESTS, Scale
from assessments.grading.wording import listed
from core.canonical import canonical_hash
from training.portfolio.document import is_intact
from training.portfolio.models import Submission

Content = dict[str, Any]

DECIDED, COUNTERSIGNED = "decided", "countersigned"
"""What a signature under a decision can be."""


def content_of(mark_sheet: MarkSheet, answers: Answers, scale: Scale, outcome: str | None) -> Content:
    """What the assessor signs: the work by its hash, each open criterion with answer and comment, the comments on the
    words with these, the five tests, and the records of what was asked by their hashes.
    """
    submission = mark_sheet.submission
    comments = sorted(mark_sheet.comments, key=lambda each: (each.position, each.start_at, each.key))  # type: ignore[attr-defined]
    return {
        "submission": str(submission.public_id),
        "attempt": submission.attempt,
        "work": submission.bundle_hash,
        "outcome": outcome or "",
        "criteria": {
            code: {
                "met": bool(answer.is_met(scale)),
                "marks": answer.marks if scale is Scale.marks else None,
                "comment": answer.comment.strip(),
            }
            for code, answer in answers.criteria.items()
        },
        "comments": [
            {"criterion": each.criterion.code, "item": each.position, "words": each.exact, "comment": each.text}
            for each in comments
        ],
        "carried": sorted(submission.manifest["carried"]),
        "discussions": questions.content(mark_sheet),
        "tests": {test: bool(answers.tests.get(test)) for test in EVIDENCE_TESTS},
        "tests_comment": answers.tests_comment.strip(),
        "feedback": answers.feedback.strip(),
    }


def content_of_countersignature(decision: UnitDecision, agreed: bool, comment: str) -> Content:
    """What the countersigner signs: the decision by its hash, their answer and their comment."""
    return {
        "decision": str(decision.public_id),
        "signed": hash_of(decision),
        "work": decision.bundle_hash,
        "agreed": agreed,
        "comment": comment.strip(),
    }


def hash_of(decision: UnitDecision) -> str:
    """What the assessor signed, by its hash; empty for a decision that was signed at another centre."""
    return decision.signature.content_hash if decision.signature else ""


def is_as_signed(decision: UnitDecision, answers: Answers, scale: Scale) -> bool:
    """Whether work and answers are today what the assessor signed. `answers`: those that the stored rows give."""
    content = content_of(decision.mark_sheet, answers, scale, decision.outcome.value)
    return (
        is_intact(decision.submission)
        and decision.bundle_hash == decision.submission.bundle_hash
        and hash_of(decision) == canonical_hash(content)
        and questions.are_as_signed(decision)
    )


def is_countersigned_as_signed(row: Countersignature) -> bool:
    """Whether decision, answer and comment are today what the countersigner signed."""
    content = content_of_countersignature(row.decision, row.agreed, row.comment)
    return row.signature.content_hash == canonical_hash(content)


# ---- The statements ----


def statement(submission: Submission, *, signed_as: str, outcome: Outcome, not_met: list[str]) -> str:
    """What an assessor says with their signature."""
    about = _(
        "I, %(who)s, have read the work of %(trainee)s on unit %(code)s, %(title)s, attempt %(attempt)s, "
        "as it was sent.",
        who=signed_as,
        trainee=submission.enrolment.person.full_name,
        code=submission.unit.code,
        title=submission.unit.title,
        attempt=submission.attempt,
    )
    judged = _("I have judged each open criterion and the five tests of the evidence by this work alone.")
    decided = (
        _("My decision is: pass. Every criterion is met.")
        if outcome is Outcome.passed
        else _("My decision is: refer. Not met: %(codes)s.", codes=listed(not_met))
    )
    free = _("I know of no conflict of interest that is not on record.")
    return f"{about} {judged} {decided} {free}"


def countersigning_statement(decision: UnitDecision, *, signed_as: str, agreed: bool) -> str:
    """What a countersigner says with their signature."""
    submission = decision.submission
    about = _(
        "I, %(who)s, have read the work of %(trainee)s on unit %(code)s, attempt %(attempt)s, and the decision of "
        "%(assessor)s.",
        who=signed_as,
        trainee=submission.enrolment.person.full_name,
        code=submission.unit.code,
        attempt=submission.attempt,
        assessor=decision.signed_as,
    )
    answer = (
        _("I agree with it, and it is final.")
        if agreed
        else _("I do not agree with it, and send it back to be made again.")
    )
    free = _("I know of no conflict of interest that is not on record.")
    return f"{about} {answer} {free}"
