"""What is signed when a case is closed."""

from flask_babel import gettext as _

from assessments.malpractice.models import CaseState, MalpracticeCase
from assessments.malpractice.wording import OUTCOMES
from assessments.malpractice.wording import signature as signed_as
from core.canonical import canonical_hash
from people.models import Person
from people.signatures.models import Signature
from people.signatures.services import Content

CLOSED = "case_closed"
"""What a signature on a case is."""


def content_of(case: MalpracticeCase, outcome: CaseState, words: str) -> Content:
    """What is signed: the work by its hash, what was noticed, asked and answered, what follows, and the words to it."""
    submission = case.submission
    return {
        "case": str(case.public_id),
        "submission": str(submission.public_id),
        "work": submission.bundle_hash,
        "kind": case.kind.value,
        "noticed": case.words,
        "question": case.question,
        "answer": case.answer,
        "outcome": outcome.value,
        "words": words,
    }


def is_as_signed(case: MalpracticeCase, signature: Signature) -> bool:
    """Whether what is stored is what was signed."""
    return signature.content_hash == canonical_hash(content_of(case, case.state, case.outcome_words))


def statement(case: MalpracticeCase, outcome: CaseState, *, by: Person) -> str:
    """What somebody says with their signature when they close a case."""
    submission = case.submission
    read = (
        _("what was noticed, and what the trainee answered")
        if case.answered_at
        else _("what was noticed; the trainee has not answered")
    )
    about = _(
        "I, %(who)s, have read the question about the work of %(trainee)s on unit %(unit)s, attempt %(attempt)s: "
        "%(read)s.",
        who=signed_as(by),
        trainee=submission.enrolment.person.full_name,
        unit=submission.unit.code,
        attempt=submission.attempt,
        read=read,
    )
    label, meaning = OUTCOMES[outcome]
    free = _("I did not ask the question and do not assess this work.")
    return f"{about} {label}. {meaning} {free}"
