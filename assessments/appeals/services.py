"""What happens to an appeal: raised, answered, taken further, stopped; and what that does to the unit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified

from assessments.appeals import letters, policy, queries, signed
from assessments.appeals.deadlines import due_in
from assessments.appeals.models import (
    Appeal,
    AppealPart,
    AppealStage,
    AppealWindows,
    Ground,
    Part,
)
from assessments.appeals.windows import LAST_STAGE, Windows, is_overdue, last_day, sent_again_by
from assessments.appeals.windows import is_open as is_window_open
from assessments.appeals.wording import signature as signed_as
from assessments.appeals.workflow import APPEAL, BETWEEN, CLOSED, OPEN_STAGE, AppealAction
from assessments.grading import services as grading
from assessments.grading.models import UnitDecision
from assessments.iqa import services as iqa
from core import clock, history
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.policy import Refusal, require
from people import centre_clock
from people.factors.proof import Proof
from people.models import Person
from people.signatures import services as signatures
from training.portfolio import queries as portfolio_queries
from training.portfolio import services as portfolio
from training.portfolio.models import Submission
from training.portfolio.workflow import SubmissionAction

WORDS_LENGTH = 20
"""The fewest characters of a reason: more than "yes" or "ok"."""

LONGEST = 4000
"""The most characters that a trainee or an answer takes."""


# ---- The trainee ----


@dataclass(frozen=True, slots=True)
class Offer:
    """Whether a decision can be appealed against now: `why_not` as its trainee reads it, or until which day."""

    why_not: str | None
    until: date | None = None


def offer(decision: UnitDecision, person: Person) -> Offer:
    """Whether a trainee can appeal against a decision now, and until when or why not."""
    answer = policy.can_raise(person, decision)
    if not answer:
        reason = answer.reason if isinstance(answer, Refusal) else _("This decision is about somebody else’s work.")
        return Offer(reason)
    around = queries.around(decision)
    if around.has_later_attempt:
        return Offer(_("You have sent this unit again since, so the later attempt is the one that counts."))
    if around.has_later_decision:
        return Offer(_("A later decision has taken the place of this one."))
    if around.has_appeal:
        return Offer(_("There was an appeal against this decision already."))
    until = last_day(centre_clock.day_of(around.confirmed_at), around.raise_days)
    if not is_window_open(until, centre_clock.today()):
        return Offer(_("The days in which an appeal can be raised have passed."))
    return Offer(None, until)


def raise_appeal(
    decision: UnitDecision, grounds: Collection[str], words: str, *, public_id: UUID | None = None, by: Person
) -> Appeal:
    """Ask for a confirmed decision to be looked at again; the assessor who signed it answers first.

    Raises NotAllowed, MovedOn, RuleBroken.
    """
    if queries.appeal_on(decision) is not None:
        raise MovedOn(_("There was an appeal against this decision already."))
    if (reason := offer(decision, by).why_not) is not None:
        raise NotAllowed(reason)
    chosen = [ground.value for ground in Ground if ground.value in grounds]
    if not chosen:
        raise RuleBroken(_("Choose at least one reason."), "grounds")
    submission, words = decision.submission, _words(words)
    parts = _parts_in(submission)
    appeal = Appeal(
        public_id=public_id,
        submission=submission,
        decision=decision,
        grounds=chosen,
        words=words,
        raised_at=clock.now(),
        parts=parts,
    )
    db.session.add(appeal)
    try:
        db.session.flush()
    except IntegrityError:
        raise MovedOn(_("There was an appeal against this decision already.")) from None
    history.record(appeal, "raised", by=by, result=appeal.state)
    portfolio.move(submission, SubmissionAction.appeal, by=by)
    _open_stage(appeal, 1)
    _move(appeal, AppealAction.begin, by=None, stage=1)
    letters.ask_to_answer(appeal, decision.assessor)
    return appeal


def why_not_on(appeal: Appeal) -> str | None:
    """Why an appeal cannot be taken further now, as its trainee reads it; None when it can."""
    today = centre_clock.today()
    if appeal.state in BETWEEN:
        until = appeal.stage.go_on_until
        return None if until and is_window_open(until, today) else _("The days in which to go on have passed.")
    number = OPEN_STAGE.get(appeal.state)
    if number is None or number == LAST_STAGE:
        return _("There is no further stage.")
    return None if is_overdue(appeal.stage.due_on, today) else _("The answer to this stage is not due yet.")


def go_on(appeal: Appeal, words: str = "", *, by: Person) -> AppealStage:
    """Take an appeal to its next stage: after a dismissal within the days for it, or when an answer is overdue.

    Raises NotAllowed, MovedOn, TransitionNotAllowed.
    """
    require(policy.can_go_on(by, appeal), _("Only the person who raised the appeal takes it further."))
    APPEAL.next_state(appeal.state, AppealAction.go_on)
    if (reason := why_not_on(appeal)) is not None:
        raise MovedOn(reason)
    number = appeal.stage.number + 1
    _move(appeal, AppealAction.go_on, by=by, stage=number)
    stage = _open_stage(appeal, number, words.strip()[:LONGEST])
    letters.ask_for_somebody(appeal)
    return stage


def stop(appeal: Appeal, *, by: Person) -> None:
    """End one's own appeal: after a dismissal it stays dismissed, before an answer it is taken back."""
    require(policy.can_stop(by, appeal), _("Only the person who raised the appeal can end it."))
    _close(appeal, AppealAction.stop if appeal.state in BETWEEN else AppealAction.withdraw, by=by)


def lapse_due(today: date) -> int:
    """Close the appeals whose trainees let the days to go on pass; how many those were."""
    found = queries.lapsed(today)
    for appeal in found:
        _close(appeal, AppealAction.lapse, by=None)
    return len(found)


# ---- Those who decide ----


def assign(appeal: Appeal, person: Person, panel: Sequence[Person] = (), *, by: Person) -> None:
    """Name who decides the second stage, or who chairs the third and who sits on its panel.

    Nobody with a part in the decision or in an earlier stage. Raises NotAllowed, MovedOn, RuleBroken.
    """
    require(policy.can_assign(by, appeal), _not_here())
    number = OPEN_STAGE.get(appeal.state)
    if number not in (2, 3):
        raise MovedOn(_("Nobody is named for this stage."))
    named = list(dict.fromkeys([person, *(panel if number == 3 else ())]))
    for each in named:
        _check_free(appeal, each, "person" if each is person else "panel")
    for part in [each for each in appeal.parts if each.part in policy.of_stage(number)]:
        appeal.parts.remove(part)
        db.session.delete(part)
    db.session.flush()
    for each in named:
        role = (Part.reviewer if number == 2 else Part.chair) if each is person else Part.panel
        appeal.parts.append(AppealPart(person=each, part=role))
    _touch(appeal)
    history.record(appeal, "assigned", by=by, result=appeal.state, stage=number)
    for each in named:
        letters.ask_to_answer(appeal, each)


def pass_on(appeal: Appeal, *, by: Person) -> AppealStage:
    """Begin the second stage because the assessor cannot answer the first, such as after leaving."""
    require(policy.can_pass_on(by, appeal), _not_here())
    _move(appeal, AppealAction.pass_on, by=by, stage=2)
    stage = _open_stage(appeal, 2)
    letters.say_it_was_passed_on(appeal)
    return stage


def answer(
    appeal: Appeal,
    upheld: bool | None,
    reasons: str,
    *,
    assessor: Person | None = None,
    version: int | None = None,
    proved_by: Proof = Proof.password,
    by: Person,
) -> AppealStage:
    """Answer the stage that is open, with reasons to the trainee.

    Upheld, the unit is assessed again: on the first stage by the assessor who says so, later by `assessor`, who has no
    part in the appeal. Dismissed, the trainee has some days to go on; after the last stage the decision stands.
    `version` is that of the appeal as the page showed it. Raises MovedOn, NotAllowed, RuleBroken.
    """
    number = OPEN_STAGE.get(appeal.state)
    if number is None or (version is not None and version != appeal.version):
        raise MovedOn(_("This appeal has moved on since you opened the page."))
    require(policy.can_answer(by, appeal), _not_here())
    if number in (2, 3) and (reason := iqa.clash_of(appeal.decision, by)) is not None:
        raise NotAllowed(reason)
    if upheld is None:
        raise RuleBroken(_("Say whether the appeal is upheld."), "answer")
    stage, today = appeal.stage, centre_clock.today()
    until = last_day(today, queries.windows().go_on_days) if number < LAST_STAGE and not upheld else None
    reasons = _words(reasons, "reasons")
    signature = signatures.sign(
        appeal,
        signed.ANSWERED,
        signed.content_of(stage, upheld, reasons),
        statement=signed.statement(appeal, upheld, by=by),
        signed_as=signed_as(by, number),
        proved_by=proved_by,
        by=by,
    )
    stage.reasons, stage.upheld, stage.go_on_until = reasons, upheld, until
    stage.signature, stage.answered_at = signature, signature.signed_at
    if number in policy.DECIDES:
        stage.decided_by, stage.decided_as = by, policy.DECIDES[number]
    else:
        stage.recorded_by = by
    db.session.flush()
    if upheld:
        _assess_again(appeal, number, assessor, by=by)
        _move(appeal, AppealAction.uphold, by=by, stage=number)
    elif number == LAST_STAGE:
        _close(appeal, AppealAction.dismiss, by=by)
    else:
        _move(appeal, AppealAction.dismiss, by=by, stage=number)
    letters.say_there_is_an_answer(appeal)
    return stage


def other_assessors(appeal: Appeal) -> list[Person]:
    """Who may assess the unit anew: assessors for the trainee's organisation without a part in the appeal.

    That no conflict of interest stands in the way is asked when one is chosen.
    """
    return [
        person
        for person in portfolio_queries.assessors()
        if appeal.part_of(person) is None and policy.is_eligible_assessor(person, appeal)
    ]


def free_judges(appeal: Appeal) -> list[Person]:
    """Who may be named for the stage that is open; whether they are far enough is asked when one is."""
    return [person for person in queries.judges() if policy.may_decide(person, appeal, appeal.stage)]


# ---- Settings ----


def set_windows(*, version: int | None = None, by: Person, **days: int) -> AppealWindows:
    """Set how long the parts of an appeal may take, from now on; what is open keeps its days. Raises NotAllowed."""
    require(policy.can_set_windows(by), _("The centre administrator sets these days."))
    row = queries.stored_windows()
    if version is not None and version != (row.version if row else 0):
        raise MovedOn(_("Somebody else changed these days meanwhile."))
    before = queries.windows()
    if row is None:
        row = AppealWindows(**{name: getattr(before, name) for name in Windows.__dataclass_fields__})
        db.session.add(row)
    for name, value in days.items():
        setattr(row, name, value)
    changed = {name: value for name, value in days.items() if getattr(before, name) != value}
    db.session.flush()
    history.record(row, "changed", by=by, result=None, **changed)
    return row


# ---- Parts of the above ----


def _parts_in(submission: Submission) -> list[AppealPart]:
    """The trainee and everybody who took a part in a decision on this submission: they decide no later stage."""
    parts = {submission.enrolment.person_id: (submission.enrolment.person, Part.trainee)}
    decisions: list[UnitDecision] = submission.decisions  # type: ignore[attr-defined]
    for decision in reversed(decisions):
        parts.setdefault(decision.assessor_id, (decision.assessor, Part.assessor))
    for decision in decisions:
        if signed := decision.countersignature:
            parts.setdefault(signed.person_id, (signed.person, Part.countersigner))
        for sample in decision.samples:  # type: ignore[attr-defined]
            looked = [sample.iqa, *(judgement.iqa for judgement in sample.judgements)]
            for person in looked:
                if person is not None:
                    parts.setdefault(person.id, (person, Part.iqa))
    return [AppealPart(person=person, part=part) for person, part in parts.values()]


def _check_free(appeal: Appeal, person: Person, field: str) -> None:
    if not policy.may_decide(person, appeal, appeal.stage):
        raise RuleBroken(
            _("%(name)s took a part in the decision or in an earlier stage.", name=person.full_name), field
        )
    if (reason := iqa.clash_of(appeal.decision, person)) is not None:
        raise RuleBroken(_("%(name)s: %(reason)s", name=person.full_name, reason=reason), field)


def _open_stage(appeal: Appeal, number: int, words: str = "") -> AppealStage:
    due_on = due_in(queries.windows().answer_days(number), appeal.submission.enrolment.person.centre)
    stage = AppealStage(number=number, opened_at=clock.now(), due_on=due_on, words=words)
    appeal.stages.append(stage)
    db.session.flush()
    return stage


def _assess_again(appeal: Appeal, number: int, assessor: Person | None, *, by: Person) -> None:
    """Back to assessment. The decision that the appeal is about stays as it was; the next one takes its place."""
    submission, decision = appeal.submission, appeal.decision
    portfolio.move(submission, SubmissionAction.uphold, by=by)
    if number > 1:
        if assessor is None:
            raise RuleBroken(_("Choose who assesses the unit again."), "assessor")
        if assessor not in other_assessors(appeal):
            raise RuleBroken(_("Choose an assessor without a part in this appeal."), "assessor")
        due_on = due_in(queries.windows().answer_days(1), submission.enrolment.person.centre)
        portfolio.give_to_another(submission, assessor, due_on=due_on, by=by)
        grading.assess_again(submission, assessor, by=by)
        letters.say_it_is_theirs(appeal, assessor)
    else:
        grading.assess_again(submission, decision.assessor, decision, by=by)


def _close(appeal: Appeal, action: AppealAction, *, by: Person | None) -> None:
    APPEAL.next_state(appeal.state, action)
    submission, days = appeal.submission, (centre_clock.day_of(appeal.raised_at), centre_clock.today())
    portfolio.let_stand(submission, send_by=sent_again_by(submission.send_by, *days), by=by)
    _move(appeal, action, by=by)


def _move(appeal: Appeal, action: AppealAction, *, by: Person | None, **facts: object) -> None:
    if APPEAL.next_state(appeal.state, action) in CLOSED:
        appeal.resolved_at = clock.now()
    APPEAL.move(appeal, action, by=by, **facts)


def _touch(appeal: Appeal) -> None:
    """Count a change of what belongs to an appeal as one of its own, so that an outdated page is refused."""
    flag_modified(appeal, "state")
    db.session.flush()


def _words(typed: str, field: str = "words") -> str:
    typed = typed.strip()
    if len(typed) < WORDS_LENGTH:
        raise RuleBroken(_("Say why, in a sentence at least."), field)
    return typed[:LONGEST]


def _not_here() -> str:
    return _("You cannot do this to this appeal.")
