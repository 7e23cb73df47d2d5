"""What happens to a case: raised, answered, decided; and what that does to the attempt that it pauses."""

from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from assessments.appeals.deadlines import due_in
from assessments.appeals.queries import windows
from assessments.grading.handover import close_void
from assessments.malpractice import letters, policy, signed
from assessments.malpractice.models import CaseKind, CaseState, MalpracticeCase
from assessments.malpractice.wording import signature as signed_as
from assessments.malpractice.workflow import CASE, OUTCOMES, RESUMES, THEN, CaseAction
from core import clock, history
from core.db import db
from core.errors import MovedOn, RuleBroken
from core.policy import require
from people import centre_clock
from people.factors.proof import Proof
from people.models import Person
from people.signatures import services as signatures
from people.signatures.models import Signature
from training.portfolio import services as portfolio
from training.portfolio.models import Submission, SubmissionState
from training.portfolio.workflow import SubmissionAction

WORDS_LENGTH = 20
"""The fewest characters of what was noticed, asked, answered or decided: more than "yes" or "ok"."""

LONGEST = 4000


def raise_case(
    submission: Submission,
    kind: CaseKind | None,
    words: str,
    question: str,
    *,
    public_id: UUID | None = None,
    by: Person,
) -> MalpracticeCase:
    """Pause an assessment and ask the trainee how the work was made.

    `words` say what was noticed, to those who decide; `question` is what the trainee reads. Raises NotAllowed, MovedOn,
    RuleBroken.
    """
    require(policy.works_with(by, submission), _("Only those who work with this trainee can ask."))
    if submission.state is SubmissionState.paused_malpractice:
        raise MovedOn(_("This assessment is paused already."))
    require(policy.can_raise(by, submission))
    if kind is None:
        raise RuleBroken(_("Choose what it is about."), "kind")
    case = MalpracticeCase(
        public_id=public_id,
        submission=submission,
        kind=kind,
        words=_written(words, "words"),
        question=_written(question, "question"),
        raised_by=by,
        raised_at=clock.now(),
        answer_by=due_in(windows().case_days, submission.enrolment.person.centre),
    )
    db.session.add(case)
    try:
        db.session.flush()
    except IntegrityError:
        raise MovedOn(_("This assessment is paused already.")) from None
    history.record(case, "case_raised", by=by, result=case.state, kind=kind.value)
    portfolio.move(submission, SubmissionAction.pause, by=by)
    letters.ask_the_trainee(case)
    letters.ask_to_decide(case)
    if submission.assessor is not None and submission.assessor_id != by.id:
        letters.say_it_is_paused(case, submission.assessor)
    return case


def answer(case: MalpracticeCase, words: str, *, by: Person) -> None:
    """The trainee's answer, once. Raises NotAllowed, TransitionNotAllowed, RuleBroken."""
    require(policy.can_answer(by, case), _("Only the trainee answers this."))
    CASE.next_state(case.state, CaseAction.answer)
    case.answer, case.answered_at = _written(words, "answer"), clock.now()
    CASE.move(case, CaseAction.answer, by=by)
    letters.ask_to_decide(case)


def decide(
    case: MalpracticeCase,
    outcome: CaseState | None,
    words: str,
    *,
    version: int | None = None,
    proved_by: Proof = Proof.password,
    by: Person,
) -> Signature:
    """Close a case with words to the trainee: the assessment goes on, or the attempt is void.

    Before the trainee has answered, or the day for it has passed, only that there is no case. `version` is that of the
    case as the page showed it. Raises MovedOn, NotAllowed, RuleBroken, TransitionNotAllowed.
    """
    if version is not None and version != case.version:
        raise MovedOn(_("This has moved on since you opened the page."))
    require(policy.can_decide(by, case), _("The lead quality assurer or the centre administrator decides this."))
    if outcome is None or outcome not in OUTCOMES:
        raise RuleBroken(_("Choose what follows."), "outcome")
    CASE.next_state(case.state, OUTCOMES[outcome])
    if is_too_early(case) and outcome is not CaseState.no_case:
        raise RuleBroken(
            _("The trainee has not answered yet and still may. Until then you can only find that there is no case."),
            "outcome",
        )
    words = _written(words, "words")
    signature = signatures.sign(
        case,
        signed.CLOSED,
        signed.content_of(case, outcome, words),
        statement=signed.statement(case, outcome, by=by),
        signed_as=signed_as(by),
        proved_by=proved_by,
        by=by,
    )
    case.outcome_words, case.signature = words, signature
    case.decided_by, case.decided_at = by, signature.signed_at
    CASE.move(case, OUTCOMES[outcome], by=by)
    submission = case.submission
    if outcome in RESUMES:
        portfolio.move(submission, THEN[outcome], by=by)
    else:
        portfolio.make_void(submission, attempt_used=outcome is CaseState.void, by=by)
        close_void(submission, by=by)
    letters.say_it_is_decided(case)
    if submission.assessor is not None:
        letters.say_what_follows(case, submission.assessor)
    return signature


def is_too_early(case: MalpracticeCase) -> bool:
    """Whether the trainee has not answered and still has time to."""
    today = centre_clock.today()
    return case.answered_at is None and today <= case.answer_by


def _written(typed: str, field: str) -> str:
    typed = typed.strip()
    if len(typed) < WORDS_LENGTH:
        raise RuleBroken(_("Write a sentence at least."), field)
    return typed[:LONGEST]
