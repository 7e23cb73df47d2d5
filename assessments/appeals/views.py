"""The pages of appeals: the trainee raises one and follows it; others answer, name who decides, and set the days."""

from collections.abc import Iterable
from dataclasses import asdict

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments.appeals import policy, queries, services, signed, wording
from assessments.appeals.forms import AnswerForm, AssignForm, GoOnForm, RaiseForm, WindowsForm
from assessments.appeals.models import Appeal
from assessments.appeals.windows import LAST_STAGE
from assessments.appeals.workflow import OPEN_STAGE
from assessments.grading.models import UnitDecision
from core import history
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.pagination import paged
from core.policy import allows
from people import centre_clock
from people.models import Person
from people.signatures import queries as signature_queries
from people.signatures import services as signatures
from people.signatures.pages import to_receipt
from people.signatures.services import SignedAlready
from training.portfolio.models import Submission

blueprint = Blueprint("appeals", __name__)

READ_REASON = "deciding, overseeing or inspecting this appeal"


# ---- What other pages show of appeals ----


@blueprint.app_template_global()
def appeal_about(submission: Submission) -> Appeal | None:
    """The last appeal about a unit that was sent, for its trainee's own pages."""
    return queries.last_appeal_on(submission)


@blueprint.app_template_global()
def notes_on_unit(submission: Submission) -> queries.UnitNotes:
    """The appeal and the question about a unit that was sent, for its trainee's page."""
    return queries.notes_on(submission)


@blueprint.app_template_global()
def appeal_offer(decision: UnitDecision) -> tuple[str, bool]:
    """What the trainee reads about appealing against a decision, and whether they can now."""
    offer = services.offer(decision, g.person)
    return (wording.offer(offer.until), True) if offer.until else (offer.why_not or "", False)


# ---- The trainee ----


@blueprint.route("/feedback-on/<uuid:public_id>/appeal", methods=["GET", "POST"])
@allows(policy.owns_decision, UnitDecision, load=queries.of_decision())
def raise_appeal(decision: UnitDecision) -> ResponseReturnValue:
    """Ask for a decision to be looked at again: why, what happens then, and by when."""
    form = RaiseForm()
    form.refuse_second(Appeal, _address_of)
    if (earlier := queries.appeal_on(decision)) is not None:
        if request.method == "POST":
            raise MovedOn(_("You have raised an appeal against this decision already."))
        return redirect(_address_of(earlier), 303)
    offer = services.offer(decision, g.person)
    if offer.why_not is not None:
        raise NotAllowed(offer.why_not)
    if form.validate_on_submit():
        with form.rule_errors(), form.making(Appeal, _address_of) as public_id:
            appeal = services.raise_appeal(
                decision, form.grounds.data or [], form.words.data or "", public_id=public_id, by=g.person
            )
            db.session.commit()
            flash(_("Your appeal has been raised. You read here what happens with it."), "ok")
            return redirect(_address_of(appeal), 303)
    return render_template(
        "assessments/appeals/raise.html",
        form=form,
        decision=decision,
        until=offer.until,
        windows=queries.windows(),
        stages=wording.STAGES,
    ), (422 if form.is_submitted() else 200)


@blueprint.route("/appeals/<uuid:public_id>/go-on", methods=["GET", "POST"])
@allows(policy.can_go_on, Appeal)
def go_on(appeal: Appeal) -> ResponseReturnValue:
    """Take an appeal to its next stage."""
    if (reason := services.why_not_on(appeal)) is not None:
        raise MovedOn(reason)
    form = GoOnForm()
    if form.validate_on_submit():
        with form.rule_errors():
            services.go_on(appeal, form.words.data or "", by=g.person)
            db.session.commit()
            flash(_("Your appeal goes on. The next answer is due by the day on this page."), "ok")
            return redirect(url_for("appeals.appeal", public_id=appeal.public_id), 303)
    return render_template(
        "assessments/appeals/go_on.html",
        form=form,
        appeal=appeal,
        stage=wording.STAGES[appeal.stage.number + 1],
        days=queries.windows().answer_days(appeal.stage.number + 1),
    ), (422 if form.is_submitted() else 200)


@blueprint.post("/appeals/<uuid:public_id>/stop")
@allows(policy.can_stop, Appeal)
def stop(appeal: Appeal) -> ResponseReturnValue:
    """End one's own appeal."""
    services.stop(appeal, by=g.person)
    db.session.commit()
    flash(_("Your appeal is closed. The decision stands."), "ok")
    return redirect(url_for("appeals.appeal", public_id=appeal.public_id), 303)


# ---- Reading ----


@blueprint.get("/appeals")
@allows(policy.can_list)
def appeals() -> ResponseReturnValue:
    """The appeals that this person has something to do with."""
    is_open = request.args.get("show") != "closed"
    return render_template(
        "assessments/appeals/appeals.html",
        page=paged(queries.appeals(g.person, is_open=is_open)),
        is_open=is_open,
        today=centre_clock.today(),
        waits_for=lambda appeal: appeal.state in OPEN_STAGE and bool(policy.can_answer(g.person, appeal)),
        may_set=policy.can_set_windows(g.person),
        states=wording.STATES,
    )


@blueprint.get("/appeals/<uuid:public_id>")
@allows(policy.can_see, Appeal, load=queries.for_page())
def appeal(appeal: Appeal) -> ResponseReturnValue:
    """One appeal: what it is about, each stage with its answer, and what comes next."""
    is_own, reads = policy.owns(g.person, appeal), policy.reads_words(g.person, appeal)
    number = OPEN_STAGE.get(appeal.state)
    may_go_on = is_own and services.why_not_on(appeal) is None
    page = render_template(
        "assessments/appeals/appeal.html",
        appeal=appeal,
        is_own=is_own,
        reads=reads,
        today=centre_clock.today(),
        next_step=wording.next_step(appeal, may_go_on),
        may_go_on=may_go_on,
        may_stop=is_own and policy.is_open(appeal),
        may_answer=number is not None and bool(policy.can_answer(g.person, appeal)),
        may_assign=number in (2, 3) and bool(policy.can_assign(g.person, appeal)),
        may_pass_on=number == 1 and bool(policy.can_pass_on(g.person, appeal)),
        entries=history.timeline(appeal),
        wording=wording,
    )
    if reads and not is_own:
        history.note_read(appeal, by=g.person, reason=READ_REASON)
    return page


# ---- Those who decide ----


@blueprint.route("/appeals/<uuid:public_id>/answer", methods=["GET", "POST"])
@allows(policy.can_answer, Appeal, sees=policy.reads_words, load=queries.for_page())
def answer(appeal: Appeal) -> ResponseReturnValue:
    """Answer the stage that is open, with reasons to the trainee."""
    if appeal.state not in OPEN_STAGE:
        if appeal.stage.signature:
            raise SignedAlready(appeal.stage.signature)
        raise MovedOn(_("This appeal has moved on: no answer is due on it now."))
    number = appeal.stage.number
    others = services.other_assessors(appeal) if number > 1 else []
    form = AnswerForm(data={"version": str(appeal.version)})
    form.offer(others)
    if form.validate_on_submit():
        with form.rule_errors(), signatures.once(lambda: signature_queries.last_on(appeal)):
            stage = services.answer(
                appeal,
                form.answer.data == "upheld",
                form.reasons.data or "",
                assessor=_chosen(others, [form.assessor.data]),
                version=form.seen(),
                proved_by=form.given_proof(),
                by=g.person,
            )
            db.session.commit()
            flash(_("Answered. The trainee has been told that there is an answer."), "ok")
            return to_receipt(stage.signature)
    page = render_template(
        "assessments/appeals/answer.html",
        form=form,
        appeal=appeal,
        number=number,
        upheld=signed.statement(appeal, True, by=g.person),
        dismissed=signed.statement(appeal, False, by=g.person),
        go_on_days=queries.windows().go_on_days,
        is_last=number == LAST_STAGE,
        wording=wording,
    )
    history.note_read(appeal, by=g.person, reason=READ_REASON)
    return page, (422 if form.is_submitted() else 200)


@blueprint.route("/appeals/<uuid:public_id>/assign", methods=["GET", "POST"])
@allows(policy.can_assign, Appeal, sees=policy.can_see, load=queries.for_page())
def assign(appeal: Appeal) -> ResponseReturnValue:
    """Name who decides the second or the third stage."""
    number = OPEN_STAGE.get(appeal.state)
    if number not in (2, 3):
        raise MovedOn(_("Nobody is named for this stage now."))
    free = services.free_judges(appeal)
    form = AssignForm(data={"version": str(appeal.version)})
    form.offer(free)
    if form.validate_on_submit():
        with form.rule_errors():
            if form.seen() != appeal.version:
                raise MovedOn(_("This appeal has moved on since you opened the page."))
            person = _chosen(free, [form.person.data])
            if person is None:
                raise RuleBroken(_("Choose who decides."), "person")
            services.assign(appeal, person, _all_chosen(free, form.panel.data or []), by=g.person)
            db.session.commit()
            flash(_("Named. They have been asked to answer."), "ok")
            return redirect(url_for("appeals.appeal", public_id=appeal.public_id), 303)
    return render_template(
        "assessments/appeals/assign.html", form=form, appeal=appeal, number=number, free=free, stages=wording.STAGES
    ), (422 if form.is_submitted() else 200)


@blueprint.post("/appeals/<uuid:public_id>/pass-on")
@allows(policy.can_pass_on, Appeal, sees=policy.can_see)
def pass_on(appeal: Appeal) -> ResponseReturnValue:
    """Take an appeal from an assessor who cannot answer to the second stage."""
    services.pass_on(appeal, by=g.person)
    db.session.commit()
    flash(_("The second stage has begun. Name who decides it."), "ok")
    return redirect(url_for("appeals.assign", public_id=appeal.public_id), 303)


# ---- Settings ----


@blueprint.route("/settings/appeals", methods=["GET", "POST"])
@allows(policy.can_set_windows)
def windows() -> ResponseReturnValue:
    """How long the parts of an appeal, and the answer in a case, may take."""
    row = queries.stored_windows()
    form = WindowsForm(data=asdict(queries.windows()) | {"version": str(row.version if row else 0)})
    if form.validate_on_submit():
        with form.rule_errors():
            services.set_windows(version=form.seen(), by=g.person, **form.days())
            db.session.commit()
            flash(_("Saved. Appeals that are open keep the days they have."), "ok")
            return redirect(url_for("appeals.windows"), 303)
    return render_template(
        "assessments/appeals/windows.html", form=form, entries=history.timeline(row) if row else []
    ), (422 if form.is_submitted() else 200)


def _address_of(appeal: Appeal) -> str:
    return url_for("appeals.appeal", public_id=appeal.public_id)


def _chosen(people: Iterable[Person], public_ids: list[str | None]) -> Person | None:
    return next(iter(_all_chosen(people, public_ids)), None)


def _all_chosen(people: Iterable[Person], public_ids: Iterable[str | None]) -> list[Person]:
    wanted = set(public_ids)
    return [person for person in people if str(person.public_id) in wanted]
