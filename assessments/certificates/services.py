"""What happens to certificates: issued, replaced, revoked."""

import secrets
from dataclasses import replace as replaced
from datetime import date
from io import BytesIO

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from assessments.certificates import achievement, document, names, numbers, queries
from assessments.certificates.facts import CertificateFacts, Signatory
from assessments.certificates.models import Certificate, RevocationReason
from core import clock, history, uploads
from core.db import db
from core.errors import MovedOn, RuleBroken
from people import centre_clock
from people.models import Centre, Person
from training.awards.models import AwardKind
from training.enrolments.models import Enrolment

NUMBER_LENGTH = 40


def issue_certificate(enrolment: Enrolment, *, claim_id: int | None, lead: Person | None, by: Person) -> Certificate:
    """Freeze what is certified, draw it, and enter it in the register.

    `lead` is the quality assurer who signed the claim. Raises RuleBroken when a name or title cannot be printed.
    """
    issued_at = clock.now()
    issued_on = centre_clock.day_of(issued_at)
    code = secrets.token_urlsafe(24)
    number = numbers.number(issued_on.year, queries.last_sequence(issued_on.year) + 1)
    facts = facts_of(enrolment, by.centre, number=number, code=code, lead=lead, awarded_on=issued_on)
    certificate = Certificate(
        number=number,
        code=code,
        person_id=enrolment.person_id,
        award_version_id=enrolment.award_version_id,
        enrolment_id=enrolment.id,
        claim_id=claim_id,
        issued_on=issued_on,
        issued_at=issued_at,
        facts=facts.to_json(),
    )
    keep_document(certificate, facts)
    db.session.add(certificate)
    db.session.flush()
    history.record(certificate, "issued", by=by, result="issued", number=number)
    return certificate


def facts_of(
    enrolment: Enrolment, centre: Centre, *, number: str, code: str, lead: Person | None, awarded_on: object
) -> CertificateFacts:
    """Everything that is printed, as plain values."""
    version = enrolment.award_version
    public_url = current_app.config["PUBLIC_URL"]
    signatories = [Signatory(centre.head_name, _("Head of centre"))] if centre.head_name else []
    if lead is not None:
        signatories.append(Signatory(lead.full_name, _("Internal quality assurer")))
    took = achievement.what_it_took(version.requirements)
    return CertificateFacts(
        number=number,
        check_url=f"{public_url}/check/{code}",
        check_address=f"{public_url.split('://', 1)[1]}/check",
        holder=enrolment.person.certificate_name,
        centre=centre.name,
        award=version.title,
        kind=achievement.kind_of_award(
            regulated=version.kind is AwardKind.regulated_qualification,
            tqt_hours=version.tqt_hours,
            credits=version.credits,
            units=len(enrolment.unit_codes),
            awarding_organisation=version.awarding_organisation,
        ),
        what_it_took=(took,) if took else (),
        signatories=tuple(signatories),
        awarded_on=awarded_on,  # type: ignore[arg-type]
    )


def keep_document(certificate: Certificate, facts: CertificateFacts) -> None:
    """Draw the certificate and keep its bytes; they never change afterwards."""
    if refused := document.refusals(facts):
        place, refusal = next(iter(refused.items()))
        reason = str(names.REASONS[refusal])
        raise RuleBroken(_("The certificate cannot be printed yet: %(place)s. %(reason)s", place=place, reason=reason))
    stored = uploads.store(BytesIO(document.draw(facts)), current_app.config["FILES"])
    certificate.pdf_key, certificate.pdf_sha256 = stored.key, stored.sha256


def revoke(certificate: Certificate, reason: RevocationReason, *, by: Person) -> None:
    """Withdraw a certificate. It stays on the register, with date and reason."""
    if certificate.revoked_on is not None:
        raise MovedOn(_("This certificate was withdrawn already."))
    certificate.revoked_on = centre_clock.today()
    certificate.revocation_reason = reason
    db.session.flush()
    history.record(certificate, "revoked", by=by, result="revoked", reason=reason.value)


def replace(certificate: Certificate, *, lead: Person, by: Person) -> Certificate:
    """Withdraw a certificate and issue a new one, with a new number, from how things stand now."""
    if certificate.enrolment is None:
        raise RuleBroken(_("This certificate was issued before Setwright, so it cannot be drawn again here."))
    revoke(certificate, RevocationReason.replaced, by=by)
    return issue_certificate(certificate.enrolment, claim_id=certificate.claim_id, lead=lead, by=by)


def show_holder(certificate: Certificate, shown: bool, *, by: Person) -> None:
    """Keep the holder's choice whether the public page shows the name."""
    if certificate.revoked_on is not None:
        raise MovedOn(_("This certificate was withdrawn, so its page shows no name any more."))
    if certificate.shows_holder != shown:
        certificate.shows_holder = shown
        history.record(certificate, "name_shown" if shown else "name_hidden", by=by)


def enter_in_register(
    enrolment: Enrolment, *, claim_id: int | None, number: str, issued_on: date, by: Person
) -> Certificate:
    """Enter a certificate that the awarding organisation printed: its number and date, without a document of ours.

    Raises RuleBroken, beside the field `ao_number`, for a number of ours or one that stands in the register already.
    """
    number = " ".join(number.split())
    if len(number) > NUMBER_LENGTH:
        raise RuleBroken(_("A certificate number has at most %(n)s characters.", n=NUMBER_LENGTH), "ao_number")
    if numbers.sequence_of(numbers.typed(number)) is not None:
        raise RuleBroken(_("This is a number of Setwright. Enter the awarding organisation’s own."), "ao_number")
    code = secrets.token_urlsafe(24)
    facts = facts_of(enrolment, by.centre, number=number, code=code, lead=None, awarded_on=issued_on)
    certificate = Certificate(
        number=number,
        code=code,
        person_id=enrolment.person_id,
        award_version_id=enrolment.award_version_id,
        enrolment_id=enrolment.id,
        claim_id=claim_id,
        issued_on=issued_on,
        issued_at=clock.now(),
        facts=replaced(facts, signatories=()).to_json(),  # the organisation's own people signed it
    )
    try:
        with db.session.begin_nested():
            db.session.add(certificate)
    except IntegrityError:
        raise RuleBroken(_("This number stands in the register already."), "ao_number") from None
    history.record(certificate, "issued", by=by, result="issued", number=number)
    return certificate
