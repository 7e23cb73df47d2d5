"""The pages of testimonies: the trainee's, the one behind a link, and the one on which experts are named."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import clock, history
from core.db import db
from core.errors import NotAllowed
from core.policy import allows, public
from core.web import each_person, limiter, unlisted
from people.models import Centre
from training.awards.models import EvidenceKind
from training.enrolments.models import Enrolment, EnrolmentState
from training.portfolio import queries as portfolio
from training.portfolio.forms import chosen
from training.practice.addresses import address_of
from training.practice.links import VALID_DAYS
from training.testimony import policy, queries, services
from training.testimony.forms import ORDINARY, AskForm, NameExpertForm, WitnessForm
from training.testimony.models import ExpertWitness, WitnessTestimony
from training.testimony.wording import STATES

blueprint = Blueprint("testimony", __name__)
KIND = EvidenceKind.witness_testimony.value


@blueprint.app_template_global()
def may_name_experts(enrolment: Enrolment) -> bool:
    """Whether the page of a trainee leads this person to the experts."""
    return policy.sees_experts(g.person, enrolment)


# ---- The trainee ----


@blueprint.get("/testimonies")
@allows(policy.can_ask)
def testimonies() -> ResponseReturnValue:
    """Whom the trainee has asked, and what was signed."""
    return render_template("training/testimony/testimonies.html", rows=queries.own_testimonies(g.person), states=STATES)


@blueprint.route("/testimonies/ask", methods=["GET", "POST"])
@allows(policy.can_ask)
@limiter.limit("20/hour", methods=["POST"], key_func=each_person)
def ask() -> ResponseReturnValue:
    """Ask somebody who was there, or a named expert, to say what they saw."""
    places = [place for place in portfolio.own_enrolments(g.person) if place.state is EnrolmentState.active]
    if not places:
        return render_template("training/portfolio/no_place.html")
    experts = queries.experts_to_ask(places)
    form = AskForm()
    form.offer(places, experts)
    if form.validate_on_submit():
        with form.rule_errors(), form.making(WitnessTestimony, _address_of) as public_id:
            if form.witness.data == ORDINARY:
                [place] = chosen(places, [form.enrolment.data])
                made, token = services.ask(
                    place,
                    form.asked(),
                    name=form.name.data or "",
                    email=form.email.data or "",
                    public_id=public_id,
                    by=g.person,
                )
                db.session.commit()
                return _page_of(made, address_of("testimony.witness", token=token))
            [expert] = chosen(experts, [form.witness.data])
            made = services.ask_expert(expert, form.asked(), public_id=public_id, by=g.person)
            db.session.commit()
            flash(_("%(name)s has been asked by mail.", name=expert.name), "ok")
            return redirect(_address_of(made), 303)
    return render_template(
        "training/testimony/ask.html", form=form, places=places, experts=experts, today=clock.today(g.person.zone)
    ), (422 if form.is_submitted() else 200)


@blueprint.get("/testimonies/<uuid:public_id>")
@allows(policy.owns, WitnessTestimony, load=queries.with_place())
def testimony(testimony: WitnessTestimony) -> ResponseReturnValue:
    """What was asked, and what the witness signed."""
    return _page_of(testimony)


@blueprint.post("/testimonies/<uuid:public_id>/link")
@allows(policy.owns, WitnessTestimony, load=queries.with_place())
@limiter.limit("20/hour", key_func=each_person)
def link(testimony: WitnessTestimony) -> ResponseReturnValue:
    """A new link; the earlier one stops working. It is shown this once, but for an expert's, which is mailed."""
    token = services.ask_again(testimony, by=g.person)
    db.session.commit()
    if token:
        return _page_of(testimony, address_of("testimony.witness", token=token))
    flash(_("A new link is on its way to %(name)s.", name=testimony.witness_name), "ok")
    return redirect(url_for("testimony.testimony", public_id=testimony.public_id), 303)


@blueprint.post("/testimonies/<uuid:public_id>/withdraw")
@allows(policy.owns, WitnessTestimony, load=queries.with_place())
def withdraw(testimony: WitnessTestimony) -> ResponseReturnValue:
    """Take the request back."""
    services.withdraw(testimony, by=g.person)
    db.session.commit()
    flash(_("Taken back. The link no longer works."), "ok")
    return redirect(url_for("testimony.testimonies"), 303)


def _address_of(testimony: WitnessTestimony) -> str:
    return url_for("testimony.testimony", public_id=testimony.public_id)


def _page_of(testimony: WitnessTestimony, address: str = "") -> str:
    return render_template(
        "training/testimony/testimony.html",
        testimony=testimony,
        address=address,
        days=VALID_DAYS,
        status=STATES[testimony.state],
        add=url_for("portfolio.from_record", kind=KIND, award=testimony.enrolment.public_id),
        entries=history.timeline(testimony),
    )


# ---- The witness ----


@blueprint.route("/witness/<token>", methods=["GET", "POST"])
@public
@limiter.limit("30/minute")
def witness(token: str) -> ResponseReturnValue:
    """Somebody without an account says what they saw, and signs. A link unknown, used or over gives one page."""
    testimony = services.open_link(token, to_answer=request.method == "POST")
    if testimony is None:
        return unlisted(render_template("training/testimony/witness_gone.html"), 404)
    trainee = testimony.enrolment.person
    if g.person is not None and g.person.id == trainee.id:
        raise NotAllowed(_("This link is for your witness: you cannot say yourself what you did."))
    form = WitnessForm()
    form.keep_to(is_expert=testimony.is_expert)
    if form.validate_on_submit():
        with form.rule_errors():
            services.sign(testimony, form.said())
            db.session.commit()
            return redirect(url_for("testimony.witness_thanks"), 303)
        testimony = services.open_link(token) or testimony
    if not form.is_submitted():
        form.signed_name.data, form.signed_on.data = testimony.witness_name, clock.today(trainee.zone)
    page = render_template(
        "training/testimony/witness.html",
        form=form,
        testimony=testimony,
        trainee=testimony.enrolment.person,
        centre=db.session.get(Centre, testimony.tenant_id),
    )
    return unlisted(page, 422 if form.is_submitted() else 200)


@blueprint.get("/witness/thank-you")
@public
def witness_thanks() -> ResponseReturnValue:
    """It is signed. The address of this page holds no secret."""
    return render_template("training/testimony/witness_thanks.html")


# ---- Experts ----


@blueprint.route("/trainees/<uuid:public_id>/experts", methods=["GET", "POST"])
@allows(policy.can_name_expert, Enrolment, sees=policy.sees_experts, load=queries.for_experts())
def experts(enrolment: Enrolment) -> ResponseReturnValue:
    """Who may be asked as an expert about this trainee."""
    form, page = NameExpertForm(), url_for("testimony.experts", public_id=enrolment.public_id)
    if form.validate_on_submit():
        with form.rule_errors(), form.making(ExpertWitness, lambda _made: page) as public_id:
            expert = services.name_expert(
                enrolment,
                name=form.name.data or "",
                email=form.email.data or "",
                reason=form.reason.data or "",
                public_id=public_id,
                by=g.person,
            )
            db.session.commit()
            flash(_("%(name)s can now be asked as an expert.", name=expert.name), "ok")
            return redirect(page, 303)
    rows = queries.experts_of(enrolment)
    return render_template(
        "training/testimony/experts.html",
        form=form,
        enrolment=enrolment,
        rows=rows,
        entries=history.timeline(*rows) if rows else [],
    ), (422 if form.is_submitted() else 200)


@blueprint.post("/experts/<uuid:public_id>/end")
@allows(policy.can_end_naming, ExpertWitness, sees=policy.sees_expert)
def end_naming(expert: ExpertWitness) -> ResponseReturnValue:
    """Let nobody ask this expert any more."""
    services.end_naming(expert, by=g.person)
    db.session.commit()
    flash(_("%(name)s is not asked as an expert any more. What they signed stands.", name=expert.name), "ok")
    return redirect(url_for("testimony.experts", public_id=expert.enrolment.public_id), 303)
