"""The pages of adjustments: the trainee asks, the lead quality assurer decides, others read what is to be done."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments.adjustments import need_files, policy, queries, reading, sealing, services, signed, wording
from assessments.adjustments.forms import AskForm, DecideForm, WhyForm
from assessments.adjustments.models import Adjustment, AdjustmentState
from assessments.adjustments.need_files import UPLOAD_BYTES
from assessments.adjustments.terms import Basis, Kind
from core import history, keys, uploads
from core.db import db
from core.errors import MovedOn
from core.forms import Form, number_in
from core.pagination import paged
from core.policy import allows
from core.web import each_person, limiter, takes
from people import centre_clock
from people.models import Person
from people.signatures import queries as signature_queries
from people.signatures import services as signatures
from people.signatures.pages import to_receipt
from people.signatures.services import SignedAlready
from training.awards.models import EvidenceKind
from training.enrolments.models import Enrolment, EnrolmentState
from training.portfolio import queries as portfolio
from training.portfolio.forms import chosen
from training.portfolio.models import Submission
from training.portfolio.wording import KINDS as EVIDENCE_LABELS
from training.sets.models import LearningSet

blueprint = Blueprint("adjustments", __name__)
blueprint.after_app_request(reading.write_down)


# ---- What others do ----


@blueprint.app_template_global()
def to_do_for(enrolment: Enrolment, unit: str | None = None) -> list[Adjustment]:
    """What is to be done for a trainee, for whom it is: the read is noted when the page is drawn."""
    return _noted(enrolment, policy.reason_to_do(g.person, enrolment), unit=unit)


@blueprint.app_template_global()
def to_do_when_marking(submission: Submission) -> list[Adjustment]:
    """The same beside the marking, for the assessor whom the submission was given to."""
    reason = "allocated as assessor of this submission" if submission.assessor_id == g.person.id else ""
    return _noted(submission.enrolment, reason, unit=submission.unit.code)


@blueprint.app_template_global()
def adjustments_of_sampled(enrolment: Enrolment) -> list[Adjustment]:
    """The adjustments of a trainee whose decisions the signed-in quality assurer samples, to be led to them."""
    rows: list[Adjustment] = enrolment.adjustments  # type: ignore[attr-defined]
    found = [each for each in rows if policy.samples(g.person, each)]
    for each in found:
        reading.note_later(each, reading.entitles(g.person, each))
    return found


@blueprint.app_template_global()
def to_do_in_set(learning_set: LearningSet) -> list[tuple[Person, Adjustment]]:
    """The same for those who run a set, of the others who facilitate it, where they are to be told."""
    reason = policy.reason_in_set(g.person, learning_set)
    if not reason:
        return []
    others = [each.person for each in learning_set.facilitators if each.person_id != g.person.id]
    places = queries.places_with_to_do(others)
    return [(place.person, each) for place in places for each in _noted(place, reason, of_set=True)]


def _noted(enrolment: Enrolment, reason: str, **of: Any) -> list[Adjustment]:
    if not reason:
        return []
    found = policy.to_do_now(enrolment, **of)
    for each in found:
        reading.note_later(each, reason)
    return found


# ---- The trainee ----


@blueprint.get("/adjustments")
@allows(policy.can_keep)
def adjustments() -> ResponseReturnValue:
    """A trainee's own requests, what came of them, and where to ask."""
    places = [place for place in portfolio.own_enrolments(g.person) if place.state is EnrolmentState.active]
    return render_template(
        "assessments/adjustments/adjustments.html",
        rows=queries.own(g.person),
        places=places,
        bases=wording.BASES,
        days=g.person.centre.special_consideration_days,
        wording=wording,
    )


@blueprint.route("/adjustments/new/<uuid:public_id>", methods=["GET", "POST"])
@takes(UPLOAD_BYTES)
@allows(policy.can_ask, Enrolment)
@limiter.limit("20/hour", methods=["POST"], key_func=each_person)
def ask(enrolment: Enrolment) -> ResponseReturnValue:
    """Ask for an adjustment, or for special consideration after something that happened."""
    basis = _basis(request.args.get("basis", Basis.reasonable_adjustment.value))
    attempts = queries.attempts_of(enrolment) if basis is Basis.special_consideration else []
    form = AskForm()
    form.offer(basis, portfolio.units_of(enrolment), attempts)
    if form.validate_on_submit():
        with form.rule_errors(), form.making(Adjustment, _address_of) as public_id:
            upload = form.file.data
            file = need_files.take_in(upload.stream, upload.filename) if upload and upload.filename else None
            about = chosen(attempts, [form.attempt.data]) if "attempt" in form else []
            adjustment = services.ask(
                enrolment,
                basis,
                Kind(form.kind.data),
                form.words(),
                units=form.units.data or () if "units" in form else (),
                happened_on=form.happened_on.data if "happened_on" in form else None,
                submission=about[0] if about else None,
                file=file,
                public_id=public_id,
                by=g.person,
            )
            db.session.commit()
            flash(_("Asked. The lead quality assurer has been told that a request waits."), "ok")
            return redirect(_address_of(adjustment), 303)
    return render_template(
        "assessments/adjustments/ask.html",
        form=form,
        enrolment=enrolment,
        basis=basis,
        wording=wording,
        days=g.person.centre.special_consideration_days,
    ), (422 if form.is_submitted() else 200)


@blueprint.post("/adjustments/<uuid:public_id>/withdraw")
@allows(policy.can_withdraw, Adjustment)
def withdraw(adjustment: Adjustment) -> ResponseReturnValue:
    """Say that it is needed no more."""
    retired = services.withdraw(adjustment, by=g.person)
    db.session.commit()
    sealing.destroy_unused(retired)
    flash(_("Ended. It changes nothing any more."), "ok")
    return redirect(url_for("adjustments.adjustments"), 303)


# ---- Who decides ----


@blueprint.get("/adjustments/to-decide")
@allows(policy.can_list_to_decide)
def to_decide() -> ResponseReturnValue:
    """The requests that wait, without a word of them."""
    page = paged(queries.to_decide(g.person))
    for row in page.rows:
        reading.note_later(row, "list of requests to decide")
    return render_template("assessments/adjustments/to_decide.html", page=page, wording=wording)


@blueprint.get("/adjustments/states")
@allows(policy.can_list_states)
def states() -> ResponseReturnValue:
    """How adjustments stand, without what they are about."""
    page = paged(queries.listed_for(g.person))
    for row in page.rows:
        reading.note_later(row, reading.entitles_to_state(g.person, row))
    return render_template("assessments/adjustments/states.html", page=page, wording=wording)


@blueprint.route("/adjustments/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_read, Adjustment, sees=policy.sees, load=queries.for_policy())
def adjustment(adjustment: Adjustment) -> ResponseReturnValue:
    """One request. Who does not decide it now says why they read it."""
    adjustment = queries.for_page(adjustment)
    is_own, form = policy.owns(g.person, adjustment), WhyForm()
    reason = "" if is_own else reading.entitles(g.person, adjustment)
    if not is_own and not reason and form.validate_on_submit():
        reason = " ".join((form.why.data or "").split())
    return _page_of(adjustment, reason, form, is_own=is_own)


@blueprint.post("/adjustments/<uuid:public_id>/seen")
@allows(policy.can_decide, Adjustment, sees=policy.sees, load=queries.for_policy())
def see_evidence(adjustment: Adjustment) -> ResponseReturnValue:
    """Say that the need and what shows it were looked at."""
    services.see_evidence(adjustment, version=_seen(), by=g.person)
    db.session.commit()
    return redirect(url_for("adjustments.decide", public_id=adjustment.public_id), 303)


@blueprint.post("/adjustments/<uuid:public_id>/refer")
@allows(policy.can_decide, Adjustment, sees=policy.sees, load=queries.for_policy())
def refer(adjustment: Adjustment) -> ResponseReturnValue:
    """Ask the awarding organisation."""
    services.refer(adjustment, version=_seen(), by=g.person)
    db.session.commit()
    flash(_("Written down. Enter the awarding organisation’s answer here when it comes."), "ok")
    return redirect(url_for("adjustments.adjustment", public_id=adjustment.public_id), 303)


@blueprint.route("/adjustments/<uuid:public_id>/decide", methods=["GET", "POST"])
@allows(policy.can_decide, Adjustment, sees=policy.sees, load=queries.for_policy())
def decide(adjustment: Adjustment) -> ResponseReturnValue:
    """Agree or not, with what others do and what is moved."""
    adjustment = queries.for_page(adjustment, with_units=True)
    if adjustment.signature:
        raise SignedAlready(adjustment.signature)
    if adjustment.state not in {AdjustmentState.evidence_seen, AdjustmentState.referred_to_ao}:
        raise MovedOn(_("This request does not wait to be decided."))
    form = DecideForm(data={"version": str(adjustment.version), "starts_on": centre_clock.today()})
    form.offer(adjustment, portfolio.units_of(adjustment.enrolment), _kinds_named(adjustment.enrolment))
    if form.validate_on_submit():
        with form.rule_errors(), signatures.once(lambda: signature_queries.last_on(adjustment)):
            retired = _answer(adjustment, form)
            if retired is not None:
                db.session.commit()
                sealing.destroy_unused(retired)
                flash(_("Decided. The trainee has been told that there is an answer."), "ok")
                return to_receipt(adjustment.signature)
        adjustment = queries.for_page(adjustment, with_units=True)
    reading.note_later(adjustment, reading.DECIDES)
    return render_template(
        "assessments/adjustments/decide.html",
        form=form,
        adjustment=adjustment,
        words=_words(adjustment),
        approved=signed.statement(adjustment, True, by=g.person),
        declined=signed.statement(adjustment, False, by=g.person),
        wording=wording,
    ), (422 if form.is_submitted() else 200)


@blueprint.post("/adjustments/<uuid:public_id>/end")
@allows(policy.can_decide, Adjustment, sees=policy.sees, load=queries.for_policy())
def end(adjustment: Adjustment) -> ResponseReturnValue:
    """End what is in force before its day."""
    services.end(adjustment, version=_seen(), by=g.person)
    db.session.commit()
    flash(_("Ended from today on."), "ok")
    return redirect(url_for("adjustments.adjustment", public_id=adjustment.public_id), 303)


@blueprint.get("/adjustments/<uuid:public_id>/file")
@allows(policy.can_read, Adjustment, sees=policy.sees, load=queries.for_policy())
def file(adjustment: Adjustment) -> ResponseReturnValue:
    """Download the file that shows the need, until it is decided."""
    is_own = policy.owns(g.person, adjustment)
    reason = "" if is_own else reading.entitles(g.person, adjustment)
    if adjustment.evidence is None or not (is_own or reason):
        abort(404)
    try:
        name, content = sealing.file_of(adjustment.evidence)
    except keys.KeyGone:
        raise MovedOn(_("The key of this file is gone, so nobody can open it any more.")) from None
    if reason:
        reading.note_later(adjustment, f"file, {reason}")
    return uploads.send_bytes(content, filename=name)


def _answer(adjustment: Adjustment, form: DecideForm) -> set[str] | None:
    """Give the answer that was chosen; None when a first day is missing."""
    given: dict[str, Any] = {
        "ao_reference": (form.ao_reference.data or "") if "ao_reference" in form else "",
        "version": form.seen(),
        "proved_by": form.given_proof(),
        "by": g.person,
    }
    if form.answer.data == "decline":
        return services.decline(adjustment, form.reason.data or "", **given)
    terms = form.terms(adjustment)
    return services.approve(adjustment, terms, form.reason.data or "", **given) if terms else None


def _page_of(adjustment: Adjustment, reason: str, form: WhyForm, *, is_own: bool) -> ResponseReturnValue:
    opens = is_own or bool(reason)
    if reason:
        reading.note_later(adjustment, reason)
    return render_template(
        "assessments/adjustments/adjustment.html",
        adjustment=adjustment,
        form=form,
        opens=opens,
        is_own=is_own,
        words=_words(adjustment) if opens else None,
        answer=_reason(adjustment) if opens else "",
        may_decide=bool(not is_own and policy.can_decide(g.person, adjustment)),
        evidence_labels=EVIDENCE_LABELS,
        entries=history.timeline(adjustment),
        token=Form(),
        wording=wording,
    ), (422 if form.is_submitted() and not opens else 200)


def _address_of(adjustment: Adjustment) -> str:
    return url_for("adjustments.adjustment", public_id=adjustment.public_id)


def _words(adjustment: Adjustment) -> sealing.Words | None:
    try:
        return sealing.words_of(adjustment)
    except keys.KeyGone:
        return None


def _reason(adjustment: Adjustment) -> str:
    try:
        return sealing.reason_of(adjustment)
    except keys.KeyGone:
        return ""


def _kinds_named(enrolment: Enrolment) -> list[EvidenceKind]:
    named = {kind for unit in portfolio.units_of(enrolment) for each in unit.criteria for kind in each.evidence_kinds}
    return [kind for kind in EvidenceKind if kind.value in named]


def _basis(value: str) -> Basis:
    return Basis(value) if value in list(Basis) else abort(404)


def _seen() -> int:
    """The version that the page of a button showed."""
    return number_in(request.form.get("version"))
