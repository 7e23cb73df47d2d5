"""An outcome explained before it is signed: which criteria, by which rule, and what happens next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from assessments.grading import policy, questions, services, signed
from assessments.grading.advice import Advice, advice_on
from assessments.grading.answers import MARKS_EACH, Answers
from assessments.grading.models import MarkSheet, Outcome
from assessments.grading.outcomes import Scale
from assessments.grading.wording import listed
from core.canonical import canonical_hash
from core.filters import long_day
from people import centre_clock
from people.models import Person
from training.allowances import allowed
from training.portfolio.models import Submission

ADVICE: dict[Advice, Any] = {
    Advice.says_little: _l("This comment is short. Does it say what is missing?"),
    Advice.is_long: _l("This comment is long. Is it what is missing, or already the answer?"),
    Advice.writes_answer: _l("This comment holds a long quotation. Say what is missing, and let the trainee write it."),
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """An outcome with its reasons. `rule`: why it is what it is; `next_steps`: what the signature sets going."""

    outcome: Outcome
    met: list[str]
    not_met: list[str]
    rule: str
    next_steps: list[str]


def explained(
    submission: Submission, met: Mapping[str, bool | None], scale: Scale, *, qualified: bool, send_by: date | None
) -> Explanation:
    """The outcome of answers that are complete. `met`: by code of the open criteria; `send_by` as for a referral."""
    not_met = [code for code, answer in met.items() if not answer]
    passed = not not_met
    if scale is Scale.marks:
        rule = _("A unit passes when every criterion has at least half of its %(most)s marks.", most=MARKS_EACH)
    else:
        rule = _("A unit passes when every criterion is met.")
    rule += " " + (
        _("All are, so this is a pass.")
        if passed
        else ngettext(
            "%(list)s is not, so this is a referral, whatever the others are.",
            "%(list)s are not, so this is a referral, whatever the others are.",
            len(not_met),
            list=listed(not_met),
        )
    )
    return Explanation(
        Outcome.passed if passed else Outcome.refer,
        [*submission.manifest["carried"], *(code for code, answer in met.items() if answer)],
        not_met,
        rule,
        _next_steps(submission, passed=passed, qualified=qualified, send_by=send_by),
    )


def _next_steps(submission: Submission, *, passed: bool, qualified: bool, send_by: date | None) -> list[str]:
    found = []
    if qualified:
        found.append(_("The decision is final at once. The trainee is told by mail and reads your comments."))
    else:
        found.append(_("Another assessor, who is qualified, has to countersign. Until then the trainee reads nothing."))
    if passed:
        found.append(_("The unit counts as passed, and quality assurance may sample the decision."))
        return found
    if send_by:
        found.append(_("The trainee sends the open criteria again by %(day)s.", day=long_day(send_by)))
        found.append(attempts_left(submission))
    else:
        found.append(_("This was the last attempt of the award. One more needs the lead quality assurer’s permission."))
    found.append(_("What is met stays met; only what is not met opens again."))
    return found


def attempts_left(submission: Submission) -> str:
    """How many attempts the award leaves after this one, as a sentence."""
    left = max(0, allowed.attempts_at(submission.enrolment, submission.unit) - submission.attempt)
    return ngettext("%(num)s attempt is left.", "%(num)s attempts are left.", left)


def advised(answers: Answers, not_met: Sequence[str]) -> dict[str, list[Any]]:
    """What the assessor might look at again before signing, by code of a criterion that is not met.

    Nothing of one whose comment is not written yet.
    """
    comments = {code: answers.criteria[code].comment.strip() for code in not_met}
    found = {code: [ADVICE[each] for each in advice_on(comment)] for code, comment in comments.items() if comment}
    return {code: sentences for code, sentences in found.items() if sentences}


def about_to_sign(sheet: MarkSheet, answers: Answers, codes: list[str], *, by: Person) -> dict[str, Any]:
    """What the page before the signature shows: the outcome with its reasons, the statement, the hash of the content.

    `answers` are complete; `codes` are those of the open criteria.
    """
    submission = sheet.submission
    scale = services.scale_of(submission)
    met, qualified = answers.decided(codes, scale), policy.is_qualified(by)
    send_by = services.due_back(submission, Outcome.refer, centre_clock.today())
    why = explained(submission, met, scale, qualified=qualified, send_by=send_by)
    signed_as = services.signature(by)
    return {
        "met": met,
        "why": why,
        "qualified": qualified,
        "asked": questions.of(submission),
        "advised": advised(answers, why.not_met),
        "statement": signed.statement(submission, signed_as=signed_as, outcome=why.outcome, not_met=why.not_met),
        "content": canonical_hash(signed.content_of(sheet, answers, scale, why.outcome.value)),
    }
