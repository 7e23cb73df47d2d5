"""The register, a holder's own certificates, and the page on which a stranger checks one."""

from flask import Blueprint, current_app, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from assessments.certificates import policy, queries, services
from assessments.certificates.facts import CertificateFacts
from assessments.certificates.forms import REASONS, CheckForm, RevokeForm, ShowNameForm
from assessments.certificates.models import Certificate, RevocationReason
from core import clock, history, uploads
from core.db import db
from core.pagination import paged
from core.policy import allows, public
from core.web import limiter

blueprint = Blueprint("certificates", __name__)


@blueprint.get("/check")
@public
@limiter.limit("30/minute;10000/day")
def check() -> ResponseReturnValue:
    """Ask for a certificate by number and name: valid, revoked or not found, and nothing else."""
    asked = bool(request.args.get("number") or request.args.get("name"))
    form = CheckForm(formdata=request.args if asked else MultiDict())
    if not asked or not form.validate():
        return render_template("assessments/certificates/check.html", form=form), 422 if asked else 200
    certificate = queries.by_number_and_name(form.number.data or "", form.name.data or "")
    status = status_of(certificate)
    if wants_json():
        return jsonify(status=status), 200 if certificate else 404
    page = render_template(
        "assessments/certificates/check.html", form=form, status=status, asked_number=form.number.data, now=clock.now()
    )
    return page, 200 if certificate else 404


@blueprint.get("/check/<code>")
@public
@limiter.limit("30/minute;10000/day")
def check_code(code: str) -> ResponseReturnValue:
    """The page that the QR code opens: every printed detail again, and whether it is still in force."""
    certificate = queries.by_code(code)
    status = status_of(certificate)
    details = printed(certificate) if certificate else {}
    if wants_json():
        return jsonify(status=status, **details), 200 if certificate else 404
    page = render_template(
        "assessments/certificates/check_code.html",
        status=status,
        certificate=certificate,
        details=details,
        reasons=REASONS,
        form=CheckForm(formdata=MultiDict()),
        now=clock.now(),
    )
    response = current_app.make_response((page, 200 if certificate else 404))
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def status_of(certificate: Certificate | None) -> str:
    """valid, revoked or not_found."""
    if certificate is None:
        return "not_found"
    return "revoked" if certificate.revoked_on else "valid"


def printed(certificate: Certificate) -> dict[str, object]:
    """What is printed on a certificate, the holder's name as they allow; of a revoked one only that it is."""
    if certificate.revoked_on:
        return {
            "number": certificate.number,
            "revoked_on": certificate.revoked_on.isoformat(),
            "reason": (certificate.revocation_reason or RevocationReason.issued_in_error).value,
        }
    facts = CertificateFacts.from_json(certificate.facts)
    return {
        "number": facts.number,
        "holder": facts.holder if certificate.shows_holder else None,
        "centre": facts.centre,
        "award": facts.award,
        "kind": facts.kind,
        "what_it_took": list(facts.what_it_took),
        "signatories": [f"{signatory.name}, {signatory.role}" for signatory in facts.signatories],
        "awarded_on": facts.awarded_on.isoformat(),
    }


def wants_json() -> bool:
    """Whether the asker prefers JSON to a page."""
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


@blueprint.get("/certificates")
@allows(policy.can_see_own)
def mine() -> ResponseReturnValue:
    """A person's own certificates."""
    certificates = queries.held_by(g.person)
    return render_template("assessments/certificates/mine.html", certificates=certificates, form=ShowNameForm())


@blueprint.get("/certificates/register")
@allows(policy.can_see_register)
def register() -> ResponseReturnValue:
    """The register of the centre."""
    text = request.args.get("q", "")[:100]
    return render_template("assessments/certificates/register.html", page=paged(queries.register(text=text)), text=text)


@blueprint.get("/certificates/<uuid:public_id>")
@allows(policy.can_see, Certificate)
def certificate(certificate: Certificate) -> ResponseReturnValue:
    """One certificate with its history."""
    return render_template(
        "assessments/certificates/certificate.html",
        certificate=certificate,
        facts=CertificateFacts.from_json(certificate.facts),
        reasons=REASONS,
        entries=history.timeline(certificate),
        may_revoke=bool(policy.can_revoke(g.person, certificate)),
        form=ShowNameForm(shown=certificate.shows_holder),
    )


@blueprint.get("/certificates/<uuid:public_id>/pdf")
@allows(policy.can_see, Certificate)
def pdf(certificate: Certificate) -> ResponseReturnValue:
    """The certificate as issued."""
    if certificate.pdf_key is None:
        return render_template("errors/404.html"), 404
    return uploads.send_stored(
        current_app.config["FILES"], certificate.pdf_key, filename=f"Certificate {certificate.number}.pdf"
    )


@blueprint.post("/certificates/<uuid:public_id>/name")
@allows(policy.can_consent, Certificate, sees=policy.can_see)
def show_name(certificate: Certificate) -> ResponseReturnValue:
    """The holder says whether the public page shows the name."""
    form = ShowNameForm()
    if form.validate():
        services.show_holder(certificate, bool(form.shown.data), by=g.person)
        db.session.commit()
        flash(_("Saved."), "ok")
    return redirect(url_for("certificates.certificate", public_id=certificate.public_id), 303)


@blueprint.route("/certificates/<uuid:public_id>/revoke", methods=["GET", "POST"])
@allows(policy.can_revoke, Certificate, sees=policy.can_see)
def revoke(certificate: Certificate) -> ResponseReturnValue:
    """Withdraw a certificate; with the reason "replaced", issue the corrected one at once."""
    form = RevokeForm()
    if form.validate_on_submit():
        reason = RevocationReason(form.reason.data)
        with form.rule_errors():
            if reason is RevocationReason.replaced:
                after = services.replace(certificate, lead=g.person, by=g.person)
            else:
                services.revoke(certificate, reason, by=g.person)
                after = certificate
            db.session.commit()
            flash(_("Certificate withdrawn."), "ok")
            return redirect(url_for("certificates.certificate", public_id=after.public_id), 303)
    page = render_template("assessments/certificates/revoke.html", certificate=certificate, form=form)
    return page, 422 if form.is_submitted() else 200
