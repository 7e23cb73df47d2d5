"""What happens to plans, draws and samples."""

import os
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from assessments.grading import queries as grading_queries
from assessments.grading.models import UnitDecision
from assessments.grading.outcomes import people_clash
from assessments.iqa import draw_facts, mapping, policy, queries, sampling, signed
from assessments.iqa.models import (
    DrawnDecision,
    IqaSample,
    SampleDraw,
    SampleJudgement,
    SampleOutcome,
    SampleState,
    SamplingPlan,
    SamplingPolicy,
)
from assessments.iqa.wording import CLASHES
from assessments.iqa.workflow import JUDGING, SAMPLE, SampleAction
from core import clock, history
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.policy import require
from people import centre_clock
from people.factors.proof import Proof
from people.models import Person
from people.signatures import services as signatures
from people.signatures.models import Signature
from training.enrolments import queries as enrolments
from training.enrolments.independence import Objection, objection
from training.enrolments.models import AllocationRole
from training.portfolio import services as portfolio
from training.portfolio.models import SubmissionState
from training.portfolio.workflow import SUBMISSION, SubmissionAction

REASON_LENGTH = 10
"""The fewest characters of a typed reason: more than "yes" or "ok"."""

# ---- Policy and plan ----


def current_policy(on: date) -> SamplingPolicy:
    """The version of the sampling policy in force; the first use writes down the illustrative one (domain §6)."""
    found = queries.latest_policy(on)
    if found is not None:
        return found
    first = SamplingPolicy(number=1, settings=asdict(sampling.DEFAULT_POLICY), starts_on=on)
    db.session.add(first)
    db.session.flush()
    return first


def current_plan(on: date) -> SamplingPlan:
    """The plan of the calendar quarter that a day is in, made on first use under the policy in force."""
    if (found := queries.plan_on(on)) is not None:
        return found
    period, starts_on, ends_on = quarter_of(on)
    plan = SamplingPlan(period=period, starts_on=starts_on, ends_on=ends_on, policy=current_policy(on))
    db.session.add(plan)
    try:
        db.session.flush()
    except IntegrityError:
        raise MovedOn(_("Somebody else started this plan just now.")) from None
    history.record(plan, "started", by=None, result=period)
    return plan


def quarter_of(day: date) -> tuple[str, date, date]:
    """The name of the calendar quarter of a day, such as "2026-Q4", with its first and last day."""
    number = (day.month - 1) // 3
    starts_on = date(day.year, 3 * number + 1, 1)
    following = date(day.year + 1, 1, 1) if number == 3 else date(day.year, 3 * number + 4, 1)
    return f"{day.year}-Q{number + 1}", starts_on, following - timedelta(days=1)


# ---- Draw ----


def draw(plan: SamplingPlan, *, by: Person, seed: str | None = None, draws_seen: int | None = None) -> SampleDraw:
    """Draw over every final decision that no draw has covered; picks wait for an IQA, the others are confirmed.

    The seed is random unless it is given; it is kept with the exact list. `draws_seen`: how many draws the plan had
    when the person looked. Raises RuleBroken when there is nothing to draw or the period is not now, MovedOn when
    somebody else drew meanwhile.
    """
    require(policy.can_draw(by, plan), _("Only quality assurers make a draw."))
    if not plan.starts_on <= centre_clock.today() <= plan.ends_on:
        raise RuleBroken(_("A draw is made within its period. This one is over, or still to come."))
    if draws_seen is not None and draws_seen != len(queries.draws_of(plan)):
        raise MovedOn(_("Somebody else made a draw meanwhile."))
    decisions = draw_facts.undrawn_decisions()
    if not decisions:
        raise RuleBroken(_("There is no final decision that a draw has not covered."))
    seed = seed or sampling.new_seed(plan.period, os.urandom(4))
    inputs = draw_facts.inputs_of(plan, decisions)
    row = SampleDraw(plan=plan, drawn_at=clock.now(), drawn_by=by, seed=seed, inputs=inputs)
    drawn = mapping.drawn_again(row)
    row.strata = [asdict(stratum) for stratum in drawn.strata]
    row.floors = mapping.reasons_to_json(drawn.missed)
    reasons = {pick.decision_id: pick.reason for pick in drawn.picks}
    row.decisions = [DrawnDecision(decision_id=each.id, picked=str(each.public_id) in reasons) for each in decisions]
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError:
        raise MovedOn(_("Somebody else made a draw meanwhile.")) from None
    history.record(row, "drawn", by=by, result=plan.period, decisions=len(decisions), picked=len(reasons))
    for decision in decisions:
        reason = reasons.get(str(decision.public_id))
        if reason is None:
            portfolio.move(decision.submission, SubmissionAction.confirm, by=None)
            continue
        kept = {"code": reason.code, "values": dict(reason.values)}
        sample = IqaSample(plan=plan, draw=row, decision=decision, reason=kept)
        db.session.add(sample)
        history.record(sample, "planned", by=None, result=SampleState.planned, code=reason.code)
        portfolio.move(decision.submission, SubmissionAction.sample, by=None)
    return row


def is_repeatable(draw: SampleDraw) -> bool:
    """Whether the same seed and list, drawn again, give the very picks that were recorded, each for the same reason."""
    again = {pick.decision_id: (pick.reason.code, dict(pick.reason.values)) for pick in mapping.drawn_again(draw).picks}
    then = {
        str(sample.decision.public_id) if not sample.judgements else str(sample.judgements[0].decision.public_id): (
            sample.reason["code"],
            sample.reason["values"],
        )
        for sample in draw.samples
    }
    return again == then


def add_sample(decision: UnitDecision, plan: SamplingPlan, *, because: str, by: Person) -> IqaSample:
    """Put one more decision on the list, with a reason; what was drawn stays (domain §6: add, never swap).

    Raises RuleBroken without a reason, MovedOn when the decision is looked at already or no longer may be.
    """
    require(policy.can_draw(by, plan), _("Only quality assurers add a decision to a draw."))
    if len(because := because.strip()) < REASON_LENGTH:
        raise RuleBroken(_("Give the reason in a sentence."), "because")
    submission = decision.submission
    live = queries.samples_on([submission.id]).get(submission.id)
    if live is not None and (live.decision_id == decision.id or live.state is not SampleState.closed):
        raise MovedOn(_("This decision is among the picks already."))
    if not SUBMISSION.allows(submission.state, SubmissionAction.sample):
        raise MovedOn(_("This decision cannot be added any more."))
    sample = IqaSample(
        plan=plan,
        decision=decision,
        reason={"code": "added", "values": {}},
        added_by=by,
        added_because=because,
    )
    db.session.add(sample)
    history.record(sample, "added", by=by, result=SampleState.planned)
    portfolio.move(submission, SubmissionAction.sample, by=by)
    return sample


def replace_sample(sample: IqaSample, replacement: UnitDecision, *, because: str, by: Person) -> IqaSample:
    """Cancel a planned sample and add another decision for it, both on record (domain §5: the lead alone)."""
    require(policy.can_replace(by, sample))
    SAMPLE.next_state(sample.state, SampleAction.cancel)
    _check_clear(sample.decision, by)  # nobody lets their own decision pass without a second look
    added = add_sample(replacement, sample.plan, because=because, by=by)
    SAMPLE.move(sample, SampleAction.cancel, by=by, replacement=added.code)
    portfolio.move(sample.decision.submission, SubmissionAction.confirm, by=by)
    return added


# ---- The second look ----


def open_sample(sample: IqaSample, *, by: Person) -> IqaSample:
    """Take a sample on: for the first time, or again once the assessor has decided anew.

    Raises NotAllowed where invariant 20 or a conflict of interest keeps the person away, MovedOn when somebody else
    has it or the new decision is not there yet.
    """
    if sample.state is SampleState.returned:
        return _reopen(sample, by=by)
    SAMPLE.next_state(sample.state, SampleAction.open)
    _check_clear(sample.decision, by)
    sample.iqa = by
    SAMPLE.move(sample, SampleAction.open, by=by)
    return sample


def judge(
    sample: IqaSample,
    outcome: SampleOutcome,
    *,
    feedback: str,
    action: str = "",
    action_due_on: date | None = None,
    is_major: bool = False,
    proved_by: Proof = Proof.password,
    by: Person,
) -> SampleJudgement:
    """Say what one makes of a decision, in writing to its assessor.

    Agree: closed, and the decision confirmed. With an action: closed once it is done and signed. Disagree: the decision
    goes back to the assessor. Raises NotAllowed, RuleBroken, TransitionNotAllowed.
    """
    SAMPLE.next_state(sample.state, JUDGING[outcome])
    if sample.iqa_id != by.id:
        raise NotAllowed(_("Another quality assurer is looking at this decision."))
    _check_clear(sample.decision, by)
    if len(feedback := feedback.strip()) < REASON_LENGTH:
        raise RuleBroken(_("Write to the assessor what you found, in a sentence at least."), "feedback")
    has_action = outcome is SampleOutcome.agree_with_action
    if has_action and not (action := action.strip()):
        raise RuleBroken(_("Say what the assessor has to do."), "action")
    if has_action and (action_due_on is None or action_due_on < centre_clock.today()):
        raise RuleBroken(_("Choose a day that is still to come."), "action_due_on")
    said: dict[str, Any] = {
        "feedback": feedback,
        "action": action if has_action else "",
        "is_major": is_major and has_action,
        "action_due_on": action_due_on if has_action else None,
    }
    signature = signatures.sign(
        sample,
        signed.JUDGED,
        signed.content_of(sample, sample.decision, outcome, **said),
        statement=signed.statement(sample, outcome, by=by),
        signed_as=signed.signed_as(by),
        proved_by=proved_by,
        by=by,
    )
    judgement = SampleJudgement(
        sample=sample,
        decision_id=sample.decision_id,
        iqa=by,
        outcome=outcome,
        **said,
        judged_at=signature.signed_at,
        signature=signature,
    )
    db.session.add(judgement)
    sample.action_due_on = judgement.action_due_on
    sample.action_done_at = None
    SAMPLE.move(sample, JUDGING[outcome], by=by)
    if outcome is SampleOutcome.agree:
        _close(sample, by=by)
    elif outcome is SampleOutcome.disagree:
        SAMPLE.move(sample, SampleAction.return_, by=by)
        portfolio.move(sample.decision.submission, SubmissionAction.disagree, by=by)
    return judgement


def finish_action(sample: IqaSample, *, by: Person) -> None:
    """The assessor says that the action is done; the IQA signs it next."""
    if sample.state is not SampleState.agree_with_action or sample.action_done_at is not None:
        raise MovedOn(_("This action is done already."))
    if sample.decision.assessor_id != by.id:
        raise NotAllowed(_("Only the assessor who was asked can say that the action is done."))
    sample.action_done_at = clock.now()
    db.session.flush()
    history.record(sample, "action_done", by=by, result=sample.state)


def close_action(sample: IqaSample, *, proved_by: Proof = Proof.password, by: Person) -> Signature:
    """The IQA signs that the action is done: the sample is closed and the decision confirmed (invariant 24)."""
    SAMPLE.next_state(sample.state, SampleAction.close)
    if sample.action_done_at is None:
        raise RuleBroken(_("The assessor has not said that the action is done."))
    require(policy.can_close(by, sample), _("The quality assurer who asked for the action signs it, or the lead."))
    _check_clear(sample.decision, by)
    sample.closing = signatures.sign(
        sample,
        signed.CLOSED,
        signed.content_of_closing(sample),
        statement=signed.closing_statement(sample, by=by),
        signed_as=signed.signed_as(by),
        proved_by=proved_by,
        by=by,
    )
    _close(sample, by=by)
    return sample.closing


def clash_of(decision: UnitDecision, person: Person) -> str | None:
    """Why a person may not look at a decision, as the words they read; None when they may (invariants 20 and 22)."""
    enrolment, submission = decision.submission.enrolment, decision.submission
    known = enrolments.on_record(enrolment, person, AllocationRole.iqa)
    against: Objection | str | None = objection(AllocationRole.iqa, known)
    if against is None:
        earlier: list[UnitDecision] = submission.decisions  # type: ignore[attr-defined]
        clashes = [
            clash
            for each in earlier
            for clash in people_clash(
                trainee=enrolment.person_id,
                assessor=each.assessor_id,
                countersigner=each.countersignature.person_id if each.countersignature else None,
                iqa=person.id,
            )
            if clash in CLASHES
        ]
        against = clashes[0] if clashes else None
    return str(CLASHES[against]) if against is not None else None


def _check_clear(decision: UnitDecision, person: Person) -> None:
    if (reason := clash_of(decision, person)) is not None:
        raise NotAllowed(reason)


def _reopen(sample: IqaSample, *, by: Person) -> IqaSample:
    submission = sample.decision.submission
    decision = grading_queries.last_signed(submission)
    is_final = submission.state in {SubmissionState.final_pass, SubmissionState.final_refer}
    if decision is None or decision.id == sample.decision_id or not is_final:
        raise MovedOn(_("The assessor has not decided again yet."))
    _check_clear(decision, by)
    sample.decision, sample.iqa = decision, by
    SAMPLE.move(sample, SampleAction.reassess, by=decision.assessor)
    SAMPLE.move(sample, SampleAction.open, by=by)
    portfolio.move(submission, SubmissionAction.sample, by=by)
    return sample


def _close(sample: IqaSample, *, by: Person) -> None:
    SAMPLE.move(sample, SampleAction.close, by=by)
    portfolio.move(sample.decision.submission, SubmissionAction.confirm, by=by)
