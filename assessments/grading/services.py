"""What happens to submissions that are marked: begun, half done, decided, countersigned (invariants 17 to 23)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from assessments.comments import services as comments
from assessments.grading import letters, policy, queries, questions, signed
from assessments.grading.answers import MARKS_EACH, Answers, CriterionAnswer
from assessments.grading.independence import check_independent, is_sampled_in_full
from assessments.grading.models import Countersignature, CriterionDecision, MarkSheet, Outcome, UnitDecision
from assessments.grading.outcomes import EVIDENCE_TESTS, Answer, Scale, attempt_allowed, is_overtaken, unit_outcome
from assessments.grading.wording import missing
from core import clock, history
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.policy import require
from people import centre_clock
from people.factors.proof import Proof
from people.models import Person, Role
from people.signatures import services as signatures
from training.allowances import allowed
from training.awards.models import AssessmentCriterion
from training.portfolio import queries as portfolio_queries
from training.portfolio import services as portfolio
from training.portfolio.document import is_intact
from training.portfolio.models import DeclarationKind, Submission, SubmissionState
from training.portfolio.workflow import REFERRED, SubmissionAction

Decided = tuple[bool | None, int | None, str]
"""Met or not (None where marks decide), marks, comment."""


def start(submission: Submission, *, by: Person) -> MarkSheet:
    """Begin to mark a submission, or begin again after quality assurance returned it, with the last answers kept.

    Raises MovedOn, NotAllowed, RuleBroken.
    """
    require(policy.can_mark(by, submission), _given_to_another())
    _check_statements(submission)
    check_independent(submission, assessor=by)
    returned = submission.state is SubmissionState.returned_to_assessor
    portfolio.move(submission, SubmissionAction.reassess if returned else SubmissionAction.start, by=by)
    earlier = queries.latest_decision(submission) if returned else None
    begun = Answers.from_draft(queries.draft_passed_on(submission))
    return _open_mark_sheet(submission, by, earlier, begun, by=by)


def save_draft(
    mark_sheet: MarkSheet, answers: Answers, *, version: int | None = None, page: str = "", by: Person
) -> None:
    """Keep what is answered so far. `version` is that of the sheet the page showed. Raises MovedOn, NotAllowed.

    The `page` that saved last may save again whatever version it knows: the answer to it may have been lost.
    """
    _check_open(mark_sheet, None if page and page == mark_sheet.written_in else version, by)
    mark_sheet.draft = answers.as_draft()
    mark_sheet.written_in = page
    db.session.flush()


def record_decision(
    mark_sheet: MarkSheet,
    decisions: Mapping[int, Decided],
    tests: Mapping[str, bool | None],
    tests_comment: str = "",
    feedback: str = "",
    *,
    version: int | None = None,
    shown_hash: str | None = None,
    proved_by: Proof = Proof.password,
    by: Person,
) -> UnitDecision:
    """Sign the decision on one attempt: an answer and a comment on every open criterion, and the five evidence tests.

    `decisions` is by the id of the criterion; `shown_hash` is that of the content which the page showed. A qualified
    assessor's decision is final at once, another's waits for a countersignature (invariant 21).

    Raises MovedOn, NotAllowed, RuleBroken.
    """
    _check_open(mark_sheet, version, by)
    submission = mark_sheet.submission
    check_independent(submission, assessor=by)
    if not is_intact(submission):
        raise RuleBroken(_("The work is not what was sent. Tell your centre’s administrator before you go on."))
    questions.refuse_while_unsigned(submission)
    criteria = {criterion.id: criterion for criterion in queries.open_criteria(submission)}
    if decisions.keys() - criteria.keys():
        raise RuleBroken(_("Only the open criteria of this unit can be decided. Open the page again."))
    given = {criteria[each].code: CriterionAnswer(*decided) for each, decided in decisions.items()}
    answers = Answers(given, tests, tests_comment, feedback)
    scale = scale_of(submission)
    outcome = _outcome(submission, list(criteria.values()), answers, scale)
    content = signed.content_of(mark_sheet, answers, scale, outcome.value)
    signatures.refuse_if_other(content, shown_hash)
    waits = not policy.is_qualified(by)
    submission.managed_conflict = is_sampled_in_full(submission, by)
    db.session.flush()  # the database asks for it before it takes the decision
    not_met = [code for code, each in answers.criteria.items() if not each.is_met(scale)]
    _add_criterion_decisions(mark_sheet, submission, answers, scale)
    statement = signed.statement(submission, signed_as=signature(by), outcome=outcome, not_met=not_met)
    decision = UnitDecision(
        submission=submission,
        mark_sheet=mark_sheet,
        assessor=by,
        outcome=outcome,
        **{test: bool(tests[test]) for test in EVIDENCE_TESTS},
        tests_comment=tests_comment.strip(),
        feedback=feedback.strip(),
        due_back_on=due_back(submission, outcome, centre_clock.today()),
        needs_countersignature=waits,
        signed_as=signature(by),
        bundle_hash=submission.bundle_hash,
        discussions=questions.content(mark_sheet),
    )
    decision.signature = signatures.sign(
        decision,
        signed.DECIDED,
        content,
        statement=statement,
        signed_as=signature(by),
        proved_by=proved_by,
        by=by,
    )
    decision.decided_at = decision.signature.signed_at
    db.session.add(decision)
    comments.close(mark_sheet, decision.decided_at)
    mark_sheet.closed_at = decision.decided_at
    mark_sheet.draft = {}
    db.session.flush()
    history.record(decision, "decided", by=by, result=outcome, attempt=submission.attempt, waits=waits)
    if waits:
        portfolio.move(submission, SubmissionAction.ask_countersignature, by=by)
    else:
        passed = outcome is Outcome.passed
        portfolio.move(submission, SubmissionAction.decide_pass if passed else SubmissionAction.decide_refer, by=by)
        _settle(decision, by=by)
    return decision


def countersign(
    decision: UnitDecision, agreed: bool, comment: str = "", *, proved_by: Proof = Proof.password, by: Person
) -> Countersignature:
    """Agree to an unqualified assessor's decision, which makes it final, or send it back with a comment.

    Sent back, it is marked again on a new sheet that begins with its answers. Raises MovedOn, NotAllowed, RuleBroken.
    """
    submission = decision.submission
    if decision.countersignature or queries.latest_decision(submission) is not decision:
        raise MovedOn(_("Somebody has countersigned this decision, or it was made again."))
    require(policy.can_countersign(by, decision), _given_to_another())
    check_independent(submission, assessor=decision.assessor, countersigner=by)
    if not agreed and not comment.strip():
        raise RuleBroken(_("Say what the assessor should look at again."), "comment")
    content = signed.content_of_countersignature(decision, agreed, comment)
    statement = signed.countersigning_statement(decision, signed_as=signature(by), agreed=agreed)
    row = Countersignature(
        decision=decision,
        person=by,
        agreed=agreed,
        comment=comment.strip(),
        signed_as=signature(by),
        due_back_on=due_back(submission, decision.outcome, centre_clock.today()) if agreed else None,
    )
    row.signature = signatures.sign(
        decision,
        signed.COUNTERSIGNED,
        content,
        statement=statement,
        signed_as=signature(by),
        proved_by=proved_by,
        by=by,
    )
    row.signed_at = row.signature.signed_at
    db.session.add(row)
    if agreed:
        passed = decision.outcome is Outcome.passed
        action = SubmissionAction.countersign_pass if passed else SubmissionAction.countersign_refer
        portfolio.move(submission, action, by=by)
        history.record(row, "agreed", by=by, result=decision.outcome)
        _settle(decision, by=by)
    else:
        portfolio.move(submission, SubmissionAction.decline_countersignature, by=by)
        history.record(row, "declined", by=by, result=submission.state)
        _open_mark_sheet(submission, decision.assessor, decision, by=by)
    return row


def assess_again(
    submission: Submission, assessor: Person, earlier: UnitDecision | None = None, *, by: Person
) -> MarkSheet:
    """A new mark sheet after an appeal was upheld: with the answers of `earlier`, or empty for another assessor.

    The decision that the appeal is about stays as it was; the next one takes its place.
    """
    return _open_mark_sheet(submission, assessor, earlier, by=by)


def scale_of(submission: Submission) -> Scale:
    """How the award's criteria are decided."""
    return Scale(submission.enrolment.award_version.assessment_rules["scale"])


def due_back(submission: Submission, outcome: Outcome, day: date) -> date | None:
    """By when a unit referred on `day` comes back; None when it passed, or when the award has no attempt left."""
    most = allowed.attempts_at(submission.enrolment, submission.unit)
    if outcome is Outcome.passed or not attempt_allowed(submission.attempt + 1, most):
        return None
    return allowed.due_back(submission.enrolment, submission.unit, day)


def answers_of(decision: UnitDecision) -> Answers:
    """The answers that a decision was made of, to begin the next one with."""
    codes = {criterion.id: criterion.code for criterion in decision.submission.unit.criteria}
    return Answers(
        criteria={
            codes[each.criterion_id]: CriterionAnswer(each.met, each.marks, each.comment)
            for each in decision.mark_sheet.criterion_decisions
            if not each.carried
        },
        tests={test: getattr(decision, test) for test in EVIDENCE_TESTS},
        tests_comment=decision.tests_comment,
        feedback=decision.feedback,
    )


def signature(person: Person) -> str:
    """Name and role as a signature prints them: "Ruth Calloway, assessor"."""
    return signatures.signed_as(person, Role.assessor)


def _open_mark_sheet(
    submission: Submission, assessor: Person, earlier: UnitDecision | None, begun: Answers | None = None, *, by: Person
) -> MarkSheet:
    """A new sheet; on work that was decided before, with the answers and comments of that decision to begin with."""
    answers = answers_of(earlier) if earlier else begun or Answers()
    sheet = MarkSheet(submission=submission, assessor=assessor, opened_at=clock.now(), draft=answers.as_draft())
    db.session.add(sheet)
    db.session.flush()
    if earlier:
        comments.carry_over(earlier.mark_sheet, sheet)
    history.record(sheet, "opened", by=by, result=submission.state)
    return sheet


def _outcome(
    submission: Submission, open_criteria: Sequence[AssessmentCriterion], answers: Answers, scale: Scale
) -> Outcome:
    """What the answers come to (invariant 17). Raises RuleBroken while something is missing."""
    codes = [criterion.code for criterion in open_criteria]
    try:
        gaps = answers.gaps(codes, scale, queries.on_testimony_alone(submission))
        given = {code: answer.as_answer(scale) for code, answer in answers.criteria.items()}
        # A criterion that an earlier attempt met stays met (invariant 18): on either scale it counts in full.
        met = Answer(met=True) if scale is Scale.pass_refer else Answer(marks=MARKS_EACH, out_of=MARKS_EACH)
        given |= {criterion.code: met for criterion in queries.carried_criteria(submission)}
        found = unit_outcome(scale, given, [criterion.code for criterion in submission.unit.criteria])
    except ValueError:
        raise RuleBroken(_("Give whole marks from 0 to %(most)s.", most=MARKS_EACH)) from None
    if gaps:
        raise RuleBroken(missing(*gaps[0]))
    return Outcome(str(found.outcome))


def _add_criterion_decisions(mark_sheet: MarkSheet, submission: Submission, answers: Answers, scale: Scale) -> None:
    earlier = queries.earlier_decisions(submission)
    for criterion in submission.unit.criteria:
        if answer := answers.criteria.get(criterion.code):
            row = CriterionDecision(met=answer.is_met(scale), comment=answer.comment.strip(), carried=False)
            if scale is Scale.marks:
                row.marks, row.out_of = answer.marks, MARKS_EACH
        else:
            before = earlier.get(criterion.id)
            row = CriterionDecision(met=True, comment=before.comment if before else "", carried=True)
            if before:
                row.marks, row.out_of = before.marks, before.out_of
        row.criterion = criterion
        mark_sheet.criterion_decisions.append(row)


def _settle(decision: UnitDecision, *, by: Person) -> None:
    """Let the portfolio know what is final, and the trainee that there is something to read."""
    submission = decision.submission
    met = {each.criterion_id: each.met for each in decision.mark_sheet.criterion_decisions if not each.carried}
    met_before = portfolio_queries.is_every_criterion_met(submission)
    portfolio.settle_criteria(submission, met, by=by)
    later = portfolio_queries.latest_submission(submission.enrolment, submission.unit)
    refers = later is not None and later.id != submission.id and later.state in REFERRED
    met_now = refers and portfolio_queries.is_every_criterion_met(submission)
    if later and is_overtaken(met_before=met_before, met_now=met_now, later_refers=refers):
        portfolio.expect_nothing(later)
        letters.say_decisions_differ(later)
    portfolio.settle_evidence(submission, accepted=decision.outcome is Outcome.passed, by=by)
    letters.say_there_is_a_decision(decision)


def _check_open(mark_sheet: MarkSheet, version: int | None, by: Person) -> None:
    if not mark_sheet.is_open or mark_sheet.submission.state is not SubmissionState.in_assessment:
        raise MovedOn(_("This mark sheet is closed: the decision was given."))
    if version is not None and version != mark_sheet.version:
        raise MovedOn(_("This mark sheet was changed in another window. What you typed there is kept."))
    require(policy.can_mark(by, mark_sheet.submission), _given_to_another())
    if mark_sheet.assessor_id != by.id:
        raise NotAllowed(_("This mark sheet is another assessor’s."))


def _check_statements(submission: Submission) -> None:
    """Invariant 14: no assessment without the trainee's declaration, with what it says of AI, and the centre's."""
    trainee = queries.statement_of(submission, DeclarationKind.trainee)
    if trainee is None or trainee.ai_use is None or not queries.statement_of(submission, DeclarationKind.centre):
        raise RuleBroken(_("The trainee’s or the centre’s statement is missing. Ask your centre’s administrator."))


def _given_to_another() -> str:
    return _("This submission was given to somebody else.")


def as_decisions(answers: Answers, criteria: Sequence[AssessmentCriterion]) -> dict[int, Any]:
    """Answers by code as `record_decision` takes them, by the id of the criterion."""
    codes = {criterion.code: criterion.id for criterion in criteria}
    return {codes[code]: (each.met, each.marks, each.comment) for code, each in answers.criteria.items()}
