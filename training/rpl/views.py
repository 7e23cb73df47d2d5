"""The pages of earlier learning: what the trainee says of it, and the lead quality assurer's answer."""

from typing import Any

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from core import history, uploads
from core.canonical import canonical_hash
from core.db import db
from core.errors import RuleBroken
from core.policy import allows
from core.web import limiter, takes
from people.signatures import services as signatures
from people.signatures.pages import to_receipt
from people.signatures.services import SignedAlready
from training.enrolments.models import Enrolment
from training.portfolio import files
from training.portfolio.intake import UPLOAD_BYTES, keep_for_next_try, take_file
from training.portfolio.models import EvidenceItem, EvidenceState
from training.rpl import policy, queries, services, signed
from training.rpl.facts import claim_facts, claim_pairs, years_of
from training.rpl.forms import AnswerClaimForm, TellForm, stored
from training.rpl.models import RplClaim, claim_of
from training.rpl.wording import RECOGNITIONS

blueprint = Blueprint("rpl", __name__)
READ_TO_ANSWER = "earlier learning that is to take the place of a unit"


@blueprint.app_template_global()
def claim_on_page(item: EvidenceItem) -> list[tuple[str, Any]]:
    """What is said of earlier learning, in words, for the page of its evidence; empty before anything is."""
    claim = claim_of(item)
    return claim_pairs(claim_facts(claim)) if claim else []


@blueprint.route("/accounts/<uuid:public_id>/earlier-learning", methods=["GET", "POST"])
@allows(policy.can_tell, EvidenceItem, load=[joinedload(EvidenceItem.enrolment).joinedload(Enrolment.award_version)])
@limiter.limit("20/minute", methods=["POST"])
@takes(UPLOAD_BYTES)
def tell(item: EvidenceItem) -> ResponseReturnValue:
    """What was learned, where and when, with its certificate."""
    claim = queries.claim_of(item)
    form = TellForm(data=stored(claim))
    if form.is_submitted():
        is_valid = form.validate()
        certificate, _text = take_file(form, item.kind, item)
        if is_valid and not form.errors:
            with form.rule_errors():
                services.tell(item, form.told(), certificate=certificate, by=g.person)
                db.session.commit()
                flash(_("Saved. Now say how it meets each criterion."), "ok")
                return redirect(url_for("portfolio.item", public_id=item.public_id), 303)
        keep_for_next_try(form, certificate)
        claim = queries.claim_of(item)
    return render_template(
        "training/rpl/tell.html",
        form=form,
        item=item,
        claim=claim,
        pairs=claim_pairs(claim_facts(claim)) if claim else [],
        recognitions=RECOGNITIONS,
        years=years_of(item.enrolment),
        is_draft=item.state is EvidenceState.draft,
        entries=history.timeline(claim) if claim else [],
    ), (422 if form.is_submitted() else 200)


@blueprint.post("/accounts/<uuid:public_id>/earlier-learning/ask")
@allows(policy.can_tell, EvidenceItem)
def ask(item: EvidenceItem) -> ResponseReturnValue:
    """Ask the lead quality assurer to agree."""
    try:
        services.ask_for_agreement(queries.claim_of(item) or abort(404), by=g.person)
        db.session.commit()
        flash(_("Asked. The lead quality assurer reads this claim and answers."), "ok")
    except RuleBroken as broken:
        db.session.rollback()
        flash(broken.message, "warn")
    return redirect(url_for("rpl.tell", public_id=item.public_id), 303)


@blueprint.get("/accounts/<uuid:public_id>/earlier-learning/certificate")
@allows(policy.can_tell, EvidenceItem)
def certificate(item: EvidenceItem) -> ResponseReturnValue:
    """The trainee's own certificate, as a download."""
    claim = queries.claim_of(item) or abort(404)
    return _download(claim)


@blueprint.get("/earlier-learning")
@allows(policy.can_list_waiting)
def waiting() -> ResponseReturnValue:
    """The claims that wait for the lead quality assurer."""
    return render_template("training/rpl/waiting.html", rows=queries.waiting_for(g.person), recognitions=RECOGNITIONS)


@blueprint.route("/earlier-learning/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_answer, RplClaim, sees=policy.sees_claim, load=queries.for_page())
def answer(claim: RplClaim) -> ResponseReturnValue:
    """One claim to agree to, with the trainee's words; reading it is noted."""
    if claim.signature and request.method == "POST":
        raise SignedAlready(claim.signature)
    form = AnswerClaimForm(data={"version": str(claim.version), "content": canonical_hash(signed.asked(claim))})
    if form.validate_on_submit():
        with form.rule_errors(), signatures.once(lambda: claim.signature):
            signature = services.answer(
                claim,
                form.agreed.data == "yes",
                form.reason.data or "",
                version=form.seen(),
                shown_hash=form.content.data,
                proved_by=form.given_proof(),
                by=g.person,
            )
            db.session.commit()
            flash(_("Answered. The trainee has been told that there is an answer."), "ok")
            return to_receipt(signature)
    item = claim.evidence_item
    page = render_template(
        "training/rpl/answer.html",
        form=form,
        claim=claim,
        item=item,
        pairs=claim_pairs(claim_facts(claim)),
        agree=signed.statement(claim, True, by=g.person),
        decline=signed.statement(claim, False, by=g.person),
        entries=history.timeline(claim),
    )
    history.note_read(item, by=g.person, reason=READ_TO_ANSWER)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/earlier-learning/<uuid:public_id>/certificate")
@allows(policy.can_answer, RplClaim, sees=policy.sees_claim)
def claimed_certificate(claim: RplClaim) -> ResponseReturnValue:
    """The certificate of a claim, for who answers it; reading it is noted."""
    response = _download(claim)
    history.note_read(claim.evidence_item, by=g.person, reason=READ_TO_ANSWER)
    return response


def _download(claim: RplClaim) -> Any:
    attachment = claim.attachment or abort(404)
    files.refuse_unless_open(attachment)
    return uploads.send_stored(current_app.config["FILES"], attachment.key, filename=attachment.name)
