"""The pages of claims, and of how an award is claimed."""

from collections.abc import Callable

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments.certificates import policy as certificate_policy
from assessments.claims import claim_facts, eligibility, policy, queries, services, signed, wording
from assessments.claims.forms import (
    CancelForm,
    GrantDirectClaimsForm,
    HoldForm,
    IssueForm,
    PrintingForm,
    RaiseClaimForm,
    ReleaseForm,
    SendForm,
    SignClaimForm,
)
from assessments.claims.models import CertificateClaim, ClaimState
from assessments.claims.signed import RELEASED, SIGNED
from assessments.claims.workflow import OPEN, WORKFLOWS, ClaimAction
from assessments.iqa import reading
from core import history
from core.canonical import canonical_hash
from core.db import db
from core.errors import MovedOn
from core.forms import Form
from core.pagination import paged
from core.policy import allows
from people import centre_clock
from people.signatures import queries as signature_queries
from people.signatures import services as signatures
from people.signatures.models import Signature
from people.signatures.pages import to_receipt
from people.signatures.services import SignedAlready
from training.awards import queries as awards
from training.awards import wording as requirement_wording
from training.awards.models import AwardKind, AwardVersion
from training.enrolments import progress
from training.enrolments.models import Enrolment

blueprint = Blueprint("claims", __name__)


# ---- Lists ----


@blueprint.get("/claims")
@allows(policy.can_list)
def claims() -> ResponseReturnValue:
    """Who can be claimed for, what stands in the way of the others, and the claims by where they stand."""
    waiting, counts = queries.waiting(g.person), queries.counts(g.person)
    tabs = {
        "ready": len(waiting.passed_ids),
        "not_ready": len(waiting.all_ids) - len(waiting.passed_ids),
        "open": sum(number for state, number in counts.items() if state in OPEN),
        "issued": counts.get(ClaimState.issued, 0),
    }
    shown = request.args.get("show", "open" if tabs["open"] else "ready")
    shown = shown if shown in tabs else "ready"
    may_set = policy.can_see_direct_claims(g.person)
    if shown in {"open", "issued"}:
        states = OPEN if shown == "open" else {ClaimState.issued}
        page = paged(queries.claims_in(g.person, states))
        return render_template(
            "assessments/claims/claims.html", page=page, tabs=tabs, shown=shown, may_set=may_set, wording=wording
        )
    trainees = paged(queries.trainees(g.person, waiting.passed_ids, among=shown == "ready"))
    facts = claim_facts.facts_of_all(waiting.attempts, trainees.rows)
    in_the_way = {
        row.id: [wording.words(each) for each in eligibility.blockers(facts[row.id])] for row in trainees.rows
    }
    return render_template(
        "assessments/claims/trainees.html",
        page=trainees,
        tabs=tabs,
        shown=shown,
        in_the_way=in_the_way,
        may_set=may_set,
    )


# ---- Raising ----


@blueprint.get("/claims/new/<uuid:public_id>")
@allows(policy.can_check, Enrolment)
def check(enrolment: Enrolment) -> ResponseReturnValue:
    """Whether an award may be claimed for a trainee now: every requirement, and what stands in the way."""
    return check_page(enrolment, RaiseClaimForm(formdata=None))


def check_page(enrolment: Enrolment, form: RaiseClaimForm) -> str:
    """The page with the findings, and the button when nothing stands in the way."""
    enrolment = queries.enrolment_for_page(enrolment)
    found = progress.progress_of(enrolment)
    blockers = services.blockers_of(enrolment, found.findings)
    return render_template(
        "assessments/claims/check.html",
        enrolment=enrolment,
        form=form,
        findings=[finding for finding in found.findings if finding.shown],
        describe=found.describe_to_staff,
        blockers=[wording.words(each) for each in blockers if each.code != "requirement_not_met"],
        is_eligible=not blockers,
        claim=queries.claim_of(enrolment),
        may_raise=policy.can_raise(g.person, enrolment),
        words=requirement_wording,
    )


@blueprint.post("/claims/new/<uuid:public_id>")
@allows(policy.can_raise, Enrolment, sees=policy.can_check)
def raise_claim(enrolment: Enrolment) -> ResponseReturnValue:
    """Raise a claim."""
    form = RaiseClaimForm()
    if form.validate_on_submit():
        with form.rule_errors():
            claim = services.raise_claim(enrolment, by=g.person)
            db.session.commit()
            flash(_("Claim raised. A quality assurer signs it next."), "ok")
            return redirect(url_for("claims.claim", public_id=claim.public_id), 303)
    return check_page(enrolment, form), 422


# ---- One claim ----


@blueprint.get("/claims/<uuid:public_id>")
@allows(policy.can_see, CertificateClaim)
def claim(claim: CertificateClaim) -> ResponseReturnValue:
    """A claim with what was found, where it stands and what may be done now."""
    return claim_page(claim)


def claim_page(claim: CertificateClaim, typed: Form | None = None) -> str:
    """The page of a claim; `typed` is the form that came back with errors."""
    claim = queries.claim_for_page(claim)
    enrolment, person = claim.enrolment, g.person
    flow = WORKFLOWS[enrolment.award_version.kind]
    visit = None if policy.can_check(person, enrolment) else policy.visit_for(person, claim)
    is_open = queries.is_open(claim)

    def form(kind: type[Form], action: ClaimAction, allowed: Callable[..., object], **shown: str) -> Form | None:
        if not flow.allows(claim.state, action) or not allowed(person, claim):
            return None
        return typed if isinstance(typed, kind) else kind(formdata=None, version=claim.version, **shown)

    seals = {act: canonical_hash(signed.content_of(claim, act)) for act in (SIGNED, RELEASED)} if is_open else {}
    signing = form(SignClaimForm, ClaimAction.sign, policy.can_sign, content=seals.get(SIGNED, ""))
    releasing = form(ReleaseForm, ClaimAction.release, policy.can_release, content=seals.get(RELEASED, ""))
    facts = claim_facts.facts_of_all({enrolment.id: queries.attempts_of(enrolment)}, [enrolment])[enrolment.id]
    page = render_template(
        "assessments/claims/claim.html",
        claim=claim,
        enrolment=enrolment,
        version=enrolment.award_version,
        status=wording.STATES[claim.state],
        next_words=wording.NEXT[claim.state],
        in_the_way=[wording.words(each) for each in eligibility.blockers(facts)] if is_open else [],
        typed=typed,
        signing=signing,
        why_not_sign=services.why_not_sign(claim, person) if signing else None,
        releasing=releasing,
        seals=seals,
        says=lambda act: signed.statement(claim, act, by=person),
        holding=form(HoldForm, ClaimAction.hold, policy.can_release),
        sending=form(SendForm, ClaimAction.send_to_ao, policy.can_issue),
        issuing=form(IssueForm, ClaimAction.issue, policy.can_issue),
        cancelling=form(CancelForm, ClaimAction.cancel, policy.can_cancel),
        printed_outside=services.is_printed_outside(enrolment.award_version),
        certificate=queries.certificate_of(claim) if claim.state is ClaimState.issued else None,
        may_open_certificate=certificate_policy.can_see_register(person),
        visit=visit,
        entries=history.timeline(claim),
        wording=wording,
    )
    if visit is not None:
        history.note_read(claim, by=person, reason=reading.reason_of_visit(visit))
    return page


def act(claim: CertificateClaim, form: Form, verb: Callable[[], object], said: str) -> ResponseReturnValue:
    """Do one thing to a claim that is as the person saw it, and show it again, or the receipt of a signature."""
    if form.validate_on_submit():
        seen = form._fields["version"].data
        if seen and seen != str(claim.version):
            raise MovedOn(_("Somebody else acted on this claim meanwhile."))
        with form.rule_errors():
            done = verb()
            db.session.commit()
            flash(said, "ok")
            if isinstance(done, Signature):
                return to_receipt(done)
            return redirect(url_for("claims.claim", public_id=claim.public_id), 303)
    return claim_page(claim, form), 422


@blueprint.post("/claims/<uuid:public_id>/sign")
@allows(policy.can_sign, CertificateClaim, sees=policy.can_see)
def sign(claim: CertificateClaim) -> ResponseReturnValue:
    """A quality assurer signs."""
    if claim.iqa_signature and not WORKFLOWS[claim.enrolment.award_version.kind].allows(claim.state, ClaimAction.sign):
        raise SignedAlready(claim.iqa_signature)
    form = SignClaimForm()
    with signatures.once(lambda: signature_queries.last_on(claim, SIGNED)):
        return act(
            claim,
            form,
            lambda: services.sign(claim, shown_hash=form.content.data, proved_by=form.given_proof(), by=g.person),
            _("Claim signed."),
        )


@blueprint.post("/claims/<uuid:public_id>/release")
@allows(policy.can_release_or_did, CertificateClaim, sees=policy.can_see_or_released)
def release(claim: CertificateClaim) -> ResponseReturnValue:
    """An external quality assurer releases; the claim then leaves their scope, the receipt stays theirs."""
    if claim.eqa_signature:
        raise SignedAlready(claim.eqa_signature)
    form = ReleaseForm()
    with signatures.once(lambda: signature_queries.last_on(claim, RELEASED)):
        return act(
            claim,
            form,
            lambda: services.release(claim, shown_hash=form.content.data, proved_by=form.given_proof(), by=g.person),
            _("Claim released."),
        )


@blueprint.post("/claims/<uuid:public_id>/hold")
@allows(policy.can_release, CertificateClaim, sees=policy.can_see)
def hold(claim: CertificateClaim) -> ResponseReturnValue:
    """An external quality assurer asks for something first."""
    form = HoldForm()
    return act(
        claim, form, lambda: services.hold(claim, form.action.data or "", by=g.person), _("Claim held, with an action.")
    )


@blueprint.post("/claims/<uuid:public_id>/send")
@allows(policy.can_issue, CertificateClaim, sees=policy.can_see)
def send(claim: CertificateClaim) -> ResponseReturnValue:
    """Note that the claim went to the awarding organisation."""
    return act(
        claim, SendForm(), lambda: services.send_to_ao(claim, by=g.person), _("Sent to the awarding organisation.")
    )


@blueprint.post("/claims/<uuid:public_id>/issue")
@allows(policy.can_issue, CertificateClaim, sees=policy.can_see)
def issue(claim: CertificateClaim) -> ResponseReturnValue:
    """Issue the certificate."""
    form = IssueForm()
    return act(
        claim,
        form,
        lambda: services.issue(claim, ao_number=form.ao_number.data, ao_issued_on=form.ao_issued_on.data, by=g.person),
        _("Certificate issued."),
    )


@blueprint.post("/claims/<uuid:public_id>/cancel")
@allows(policy.can_cancel, CertificateClaim, sees=policy.can_see)
def cancel(claim: CertificateClaim) -> ResponseReturnValue:
    """Drop a claim."""
    return act(claim, CancelForm(), lambda: services.cancel(claim, by=g.person), _("Claim cancelled."))


# ---- How an award is claimed ----


@blueprint.get("/direct-claims")
@allows(policy.can_see_direct_claims)
def direct_claims() -> ResponseReturnValue:
    """Each regulated award: direct claims status, and who prints."""
    versions = [each for each in awards.published_versions() if each.kind is AwardKind.regulated_qualification]
    return render_template(
        "assessments/claims/direct_claims.html",
        versions=versions,
        statuses=queries.all_direct_claims(),
        printing=queries.all_printing(),
        today=centre_clock.today(),
        wording=wording,
    )


@blueprint.get("/direct-claims/<uuid:public_id>")
@allows(policy.can_set_direct_claims, AwardVersion)
def award_claims(version: AwardVersion) -> ResponseReturnValue:
    """How one award is claimed."""
    return award_page(version)


def award_page(
    version: AwardVersion, granting: GrantDirectClaimsForm | None = None, printing: PrintingForm | None = None
) -> str:
    """The page of one award, with a form for the status and one for who prints."""
    today = centre_clock.today()
    statuses, setting = queries.direct_claims(version), queries.printing_of(version)
    return render_template(
        "assessments/claims/award_claims.html",
        version=version,
        statuses=statuses,
        active=next((status for status in statuses if status.is_active(today)), None),
        granting=granting or GrantDirectClaimsForm(formdata=None, starts_on=today),
        printing=printing or PrintingForm(formdata=None, printed_by=queries.printed_by(version)),
        entries=history.timeline(*statuses, *([setting] if setting else [])),
        today=today,
    )


@blueprint.post("/direct-claims/<uuid:public_id>/grant")
@allows(policy.can_set_direct_claims, AwardVersion)
def grant_direct_claims(version: AwardVersion) -> ResponseReturnValue:
    """Note a period of direct claims status."""
    form = GrantDirectClaimsForm()
    if form.validate_on_submit():
        with form.rule_errors():
            services.grant_direct_claims(version, **form.values(), by=g.person)
            db.session.commit()
            flash(_("Direct claims status noted."), "ok")
            return redirect(url_for("claims.award_claims", public_id=version.public_id), 303)
    return award_page(version, granting=form), 422


@blueprint.post("/direct-claims/<uuid:public_id>/end")
@allows(policy.can_set_direct_claims, AwardVersion)
def end_direct_claims(version: AwardVersion) -> ResponseReturnValue:
    """End the status today."""
    services.end_direct_claims(version, on=centre_clock.today(), by=g.person)
    db.session.commit()
    flash(_("Today is the last day of the status."), "ok")
    return redirect(url_for("claims.award_claims", public_id=version.public_id), 303)


@blueprint.post("/direct-claims/<uuid:public_id>/printing")
@allows(policy.can_set_direct_claims, AwardVersion)
def set_printing(version: AwardVersion) -> ResponseReturnValue:
    """Say who prints."""
    form = PrintingForm()
    if form.validate_on_submit():
        with form.rule_errors():
            services.set_printing(version, form.printed_by.data, by=g.person)
            db.session.commit()
            flash(_("Saved."), "ok")
            return redirect(url_for("claims.award_claims", public_id=version.public_id), 303)
    return award_page(version, printing=form), 422
