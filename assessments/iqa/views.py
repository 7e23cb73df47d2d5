"""The pages of sampling: plans, draws, the second look, and what assessors read of it."""

from datetime import timedelta

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, select

from assessments.grading import queries as grading
from assessments.grading.wording import TESTS
from assessments.iqa import draw_facts, mapping, overview, policy, queries, reading, services, signed, wording
from assessments.iqa.forms import AddSampleForm, CloseActionForm, DrawForm, JudgeForm, ReplaceSampleForm
from assessments.iqa.models import IqaSample, SampleDraw, SampleOutcome, SampleState, SamplingPlan
from assessments.iqa.signed import CLOSED, JUDGED
from core import history, uploads
from core.db import db
from core.errors import MovedOn, RuleBroken
from core.forms import number_in
from core.pagination import paged
from core.policy import allows
from people import centre_clock
from people.signatures import queries as signature_queries
from people.signatures import services as signatures
from people.signatures.pages import to_receipt
from people.signatures.services import SignedAlready
from training.portfolio import files
from training.portfolio.declarations import AI_LABELS

blueprint = Blueprint("iqa", __name__)

ACTION_DAYS = 14
"""How long an assessor has for an action, unless the IQA says otherwise."""


@blueprint.get("/sampling")
@allows(policy.can_see_sampling)
def sampling() -> ResponseReturnValue:
    """The plan of the current period; before there is one, the way to start it."""
    today = centre_clock.today()
    current = queries.plan_on(today)
    if current is None:
        period = wording.period_name(services.quarter_of(today)[0])
        return render_template("assessments/iqa/sampling.html", period=period, plans=queries.plans(), wording=wording)
    return plan_page(current)


@blueprint.post("/sampling/start")
@allows(policy.can_see_sampling)
def start() -> ResponseReturnValue:
    """Start the plan of the current period."""
    current = services.current_plan(centre_clock.today())
    db.session.commit()
    return redirect(url_for("iqa.plan", public_id=current.public_id), 303)


@blueprint.get("/sampling/<uuid:public_id>")
@allows(policy.can_see_plan, SamplingPlan)
def plan(plan: SamplingPlan) -> ResponseReturnValue:
    """The plan of any period."""
    return plan_page(plan)


def plan_page(plan: SamplingPlan) -> str:
    """A period: the assessors with their dots, the picks and why, how the draw was made, and the floors."""
    dots, draws = queries.dots_of(plan), queries.draws_of(plan)
    last = draws[-1] if draws else None
    done = request.args.get("show") == "done"
    lines = overview.assessor_lines(dots, last.inputs if last else None)
    return render_template(
        "assessments/iqa/plan.html",
        plan=plan,
        lines=lines,
        decisions=len(dots),
        picked=sum(line.picked for line in lines),
        closed=sum(line.done for line in lines),
        waiting=db.session.scalar(select(func.count()).select_from(queries.undrawn().order_by(None).subquery())),
        page=paged(queries.samples_of(plan, g.person, done=done)),
        show_done=done,
        draws=draws,
        last=last,
        floors=overview.floor_lines(last, queries.judged_by(plan)) if last else [],
        plans=queries.plans(),
        is_current=plan.starts_on <= centre_clock.today() <= plan.ends_on,
        names=last.inputs["names"] if last else {},
        wording=wording,
    )


@blueprint.route("/sampling/<uuid:public_id>/draw", methods=["GET", "POST"])
@allows(policy.can_draw, SamplingPlan, sees=policy.can_see_plan)
def draw(plan: SamplingPlan) -> ResponseReturnValue:
    """Check what a draw would cover, and make it."""
    form = DrawForm(draws_seen=len(queries.draws_of(plan)))
    if form.validate_on_submit():
        with form.rule_errors():
            made = services.draw(plan, by=g.person, draws_seen=number_in(str(form.draws_seen.data)))
            db.session.commit()
            flash(_("Draw made. %(n)s decisions were picked.", n=len(made.samples)), "ok")
            return redirect(url_for("iqa.plan", public_id=plan.public_id), 303)
    decisions = draw_facts.undrawn_decisions()
    page = render_template(
        "assessments/iqa/draw.html",
        plan=plan,
        form=form,
        facts=draw_facts.facts_of(decisions, plan) if decisions else [],
        names={str(each.assessor.public_id): each.assessor.full_name for each in decisions},
        policy=mapping.policy_of(plan.policy.settings),
        wording=wording,
    )
    return page, 422 if form.errors else 200


@blueprint.get("/draws/<uuid:public_id>/repeat")
@allows(policy.can_repeat, SampleDraw, load=queries.WITH_ITS_SAMPLES)
def repeat(draw: SampleDraw) -> ResponseReturnValue:
    """Draw again from the seed and the list that were kept, and say whether the same comes out."""
    return render_template(
        "assessments/iqa/repeat.html",
        draw=draw,
        is_same=services.is_repeatable(draw),
        again=mapping.drawn_again(draw),
        listed=policy.listed_for(g.person, draw),
        wording=wording,
    )


@blueprint.route("/sampling/<uuid:public_id>/add", methods=["GET", "POST"])
@allows(policy.can_draw, SamplingPlan, sees=policy.can_see_plan)
def add(plan: SamplingPlan) -> ResponseReturnValue:
    """Add a decision to the picks, with a reason."""
    form, decisions = AddSampleForm(), offered(plan)
    form.offer(decisions)
    if form.validate_on_submit():
        with form.rule_errors():
            chosen = next((each for each in decisions if str(each.public_id) == form.decision.data), None)
            if chosen is None:
                raise RuleBroken(_("Choose a decision."), "decision")
            services.add_sample(chosen, plan, because=form.because.data or "", by=g.person)
            db.session.commit()
            flash(_("Sample added."), "ok")
            return redirect(url_for("iqa.plan", public_id=plan.public_id), 303)
    page = render_template("assessments/iqa/add.html", plan=plan, form=form, decisions=decisions, wording=wording)
    return page, 422 if form.is_submitted() else 200


def offered(plan: SamplingPlan) -> list[grading.UnitDecision]:
    """The decisions of this person's trainees that may be added to a plan."""
    decisions = db.session.scalars(queries.addable(plan))
    return [each for each in decisions if policy.quality_assures(g.person, each.submission.enrolment)]


@blueprint.get("/decisions/<uuid:public_id>")
@allows(policy.can_see, IqaSample)
def decision(sample: IqaSample) -> ResponseReturnValue:
    """One sample: the decision, the work behind it for who may read it, and what can be done now."""
    return decision_page(sample, JudgeForm(formdata=None, version=sample.version, **first_answers()))


def first_answers() -> dict[str, object]:
    """What the form about a decision holds before anything is typed."""
    return {"action_due_on": centre_clock.today() + timedelta(days=ACTION_DAYS)}


def decision_page(sample: IqaSample, form: JudgeForm, closing: CloseActionForm | None = None) -> str:
    """The page of a sample. Whoever is shown the work is written into the read log with what entitles them."""
    person, may_read = g.person, bool(policy.can_read(g.person, sample))
    sample = queries.sample_for_page(sample)
    sheet = grading.mark_sheet_for_page(sample.decision) if may_read else None
    is_iqa = policy.can_open(person, sample)
    visit = None if is_iqa else policy.visit_for(person, sample)
    waits_for_iqa = sample.state is SampleState.planned or wording.is_decided_again(sample)
    with_action = sample.state is SampleState.agree_with_action
    page = render_template(
        "assessments/iqa/decision.html",
        sample=sample,
        submission=sample.decision.submission,
        version=sample.enrolment.award_version,
        status=wording.status_of(sample),
        visit=visit,
        sheet=sheet,
        form=form,
        closing=closing or CloseActionForm(formdata=None),
        may_open=is_iqa and waits_for_iqa,
        clash=services.clash_of(sample.decision, person) if is_iqa and waits_for_iqa else None,
        may_judge=sample.state is SampleState.open and policy.can_judge(person, sample),
        may_finish=with_action and sample.action_done_at is None and policy.can_act_on(person, sample),
        may_close=with_action and sample.action_done_at is not None and policy.can_close(person, sample),
        may_replace=sample.state is SampleState.planned and policy.can_replace(person, sample),
        reads_history=is_iqa or visit is not None,
        entries=history.timeline(sample) if is_iqa or visit else [],
        test_labels=TESTS,
        ai_labels=AI_LABELS,
        signing=_statements(sample) if is_iqa else {},
        wording=wording,
    )
    if may_read:
        history.note_read(sample.decision.submission, by=person, reason=reading.reason_of(sample, visit))
    return page


def _statements(sample: IqaSample) -> dict[str, str]:
    """What the signed-in person would sign, by answer; under `close`, that an action is done."""
    said = {outcome.value: signed.statement(sample, outcome, by=g.person) for outcome in SampleOutcome}
    return said | {"close": signed.closing_statement(sample, by=g.person)}


@blueprint.post("/decisions/<uuid:public_id>/open")
@allows(policy.can_open, IqaSample, sees=policy.can_see)
def open_sample(sample: IqaSample) -> ResponseReturnValue:
    """Take a sample on."""
    refuse_if_moved(sample)
    services.open_sample(sample, by=g.person)
    db.session.commit()
    return redirect(url_for("iqa.decision", public_id=sample.public_id), 303)


def refuse_if_moved(sample: IqaSample) -> None:
    """Refuse with the 409 page what was typed about a state that is past."""
    seen = request.form.get("version", "")
    if seen and seen != str(sample.version):
        raise MovedOn(_("Somebody else acted on this sample meanwhile."))


@blueprint.post("/decisions/<uuid:public_id>")
@allows(policy.can_judge, IqaSample, sees=policy.can_see)
def judge(sample: IqaSample) -> ResponseReturnValue:
    """Judge a sample."""
    if sample.state is not SampleState.open and sample.judgement:
        raise SignedAlready(sample.judgement.signature)
    form = JudgeForm()
    if form.validate_on_submit():
        refuse_if_moved(sample)
        with form.rule_errors(), signatures.once(lambda: signature_queries.last_on(sample, JUDGED)):
            values = {name: value for name, value in form.values().items() if name != "version"}
            said = services.judge(sample, **values, proved_by=form.given_proof(), by=g.person)
            db.session.commit()
            flash(_("Your answer is signed. The assessor can read it."), "ok")
            return to_receipt(said.signature)
    return decision_page(sample, form), 422


@blueprint.post("/decisions/<uuid:public_id>/action-done")
@allows(policy.can_act_on, IqaSample, sees=policy.can_see)
def finish_action(sample: IqaSample) -> ResponseReturnValue:
    """The assessor says that the action is done."""
    services.finish_action(sample, by=g.person)
    db.session.commit()
    flash(_("Marked as done. The quality assurer signs it next."), "ok")
    return redirect(url_for("iqa.decision", public_id=sample.public_id), 303)


@blueprint.post("/decisions/<uuid:public_id>/close")
@allows(policy.can_close, IqaSample, sees=policy.can_see)
def close(sample: IqaSample) -> ResponseReturnValue:
    """Sign that the action is done."""
    if sample.closing:
        raise SignedAlready(sample.closing)
    closing = CloseActionForm()
    if closing.validate_on_submit():
        with closing.rule_errors(), signatures.once(lambda: signature_queries.last_on(sample, CLOSED)):
            signature = services.close_action(sample, proved_by=closing.given_proof(), by=g.person)
            db.session.commit()
            flash(_("Signed. The decision is confirmed."), "ok")
            return to_receipt(signature)
    return decision_page(sample, JudgeForm(formdata=None, **first_answers()), closing), 422


@blueprint.route("/decisions/<uuid:public_id>/replace", methods=["GET", "POST"])
@allows(policy.can_replace, IqaSample, sees=policy.can_see)
def replace(sample: IqaSample) -> ResponseReturnValue:
    """Put another decision in the place of one that cannot be looked at."""
    form, decisions = ReplaceSampleForm(), offered(sample.plan)
    form.offer(decisions)
    if form.validate_on_submit():
        with form.rule_errors():
            chosen = next((each for each in decisions if str(each.public_id) == form.decision.data), None)
            if chosen is None:
                raise RuleBroken(_("Choose a decision."), "decision")
            added = services.replace_sample(sample, chosen, because=form.because.data or "", by=g.person)
            db.session.commit()
            flash(_("Sample replaced. Both stay on record."), "ok")
            return redirect(url_for("iqa.decision", public_id=added.public_id), 303)
    page = render_template("assessments/iqa/replace.html", sample=sample, form=form, decisions=decisions)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/decisions/<uuid:public_id>/files/<int:position>")
@allows(policy.can_read, IqaSample, sees=policy.can_see)
def file(sample: IqaSample, position: int) -> ResponseReturnValue:
    """A file of the evidence as it was sent."""
    submission = sample.decision.submission
    attachment = grading.attachment_of(submission, position) or abort(404)
    files.refuse_unless_open(attachment)
    key, name = attachment.key, attachment.name
    _note_file_read(sample)
    return uploads.send_stored(current_app.config["FILES"], key, filename=name)


@blueprint.get("/decisions/<uuid:public_id>/files/<int:position>/shown")
@allows(policy.can_read, IqaSample, sees=policy.can_see)
def shown(sample: IqaSample, position: int) -> ResponseReturnValue:
    """A picture or a recording as it was sent, for the page that shows the work."""
    attachment = grading.attachment_of(sample.decision.submission, position) or abort(404)
    files.refuse_unless_open(attachment)
    if attachment.media_type not in uploads.SHOWN:
        abort(404)
    key, media_type = attachment.key, attachment.media_type
    if not request.range or request.range.ranges[0][0] == 0:  # a player asks for the rest in pieces
        _note_file_read(sample)
    return uploads.show_stored(current_app.config["FILES"], key, media_type=media_type)


def _note_file_read(sample: IqaSample) -> None:
    visit = None if policy.can_open(g.person, sample) else policy.visit_for(g.person, sample)
    history.note_read(sample.decision.submission, by=g.person, reason=reading.reason_of(sample, visit))


@blueprint.get("/feedback")
@allows(policy.can_see_feedback)
def feedback() -> ResponseReturnValue:
    """What quality assurance said about one's own decisions."""
    page = paged(queries.judged_for(g.person))
    return render_template("assessments/iqa/feedback.html", page=page, wording=wording)
