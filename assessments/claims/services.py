"""What happens to a claim: raised, signed, released or held, sent, issued, cancelled; and how an award is claimed."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from assessments.certificates import services as certificates
from assessments.certificates.models import Certificate
from assessments.claims import claim_facts, eligibility, policy, queries, signed, wording
from assessments.claims.eligibility import Blocker
from assessments.claims.models import AwardPrinting, CertificateClaim, ClaimState, DirectClaimsStatus, PrintedBy
from assessments.claims.workflow import VERBS, WORKFLOWS, ClaimAction
from core import clock, history
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.policy import Refusal, require
from people import centre_clock
from people.factors.proof import Proof
from people.models import Person
from people.signatures import services as signatures
from people.signatures.models import Signature
from training.awards import wording as requirement_wording
from training.awards.models import AwardKind, AwardVersion
from training.awards.requirements import Finding
from training.enrolments import progress
from training.enrolments import services as enrolments
from training.enrolments.models import Enrolment
from training.practice import services as practice
from training.practice.models import PracticeRecord, PracticeState

# ---- Eligible or not ----


def blockers_of(enrolment: Enrolment, findings: Iterable[Finding] | None = None) -> list[Blocker]:
    """Everything that stands in the way of a claim now; empty: eligible (invariant 26).

    `findings` are those of the requirements where the caller has them already.
    """
    found = progress.findings(enrolment) if findings is None else findings
    return eligibility.blockers(claim_facts.facts_of(enrolment, found))


def to_json(finding: Finding) -> dict[str, Any]:
    """A finding as a claim keeps it: figures, what counted, and the line that people read."""
    return {
        "code": finding.requirement.id,
        "type": finding.requirement.type,
        "met": finding.met,
        "shown": finding.shown,
        "have": finding.have,
        "need": finding.need,
        "unit": finding.unit,
        "parts": [{"parameter": part.parameter, "have": part.have, "need": part.need} for part in finding.parts],
        "counted": list(finding.counted_ids),
        "line": requirement_wording.in_short(finding),
    }


# ---- The claim ----


def raise_claim(enrolment: Enrolment, *, by: Person) -> CertificateClaim:
    """Claim an award for a trainee for whom nothing stands in the way, and freeze what was found (invariant 26).

    Raises RuleBroken with the first thing in the way, MovedOn when there is a claim already.
    """
    require(policy.can_raise(by, enrolment), _not_this_claim())
    if enrolment.was_brought_in:
        raise RuleBroken(_("This place was brought in from another centre. It is claimed there, never here."))
    if queries.claim_of(enrolment) is not None:
        raise MovedOn(_("There is a claim for this trainee already."))
    findings = _check_eligible(enrolment)
    claim = CertificateClaim(
        enrolment=enrolment, raised_by=by, raised_at=clock.now(), findings=[to_json(finding) for finding in findings]
    )
    db.session.add(claim)
    try:
        db.session.flush()
    except IntegrityError:
        raise MovedOn(_("There is a claim for this trainee already.")) from None
    history.record(claim, "raised", by=by, result=claim.state)
    return claim


def sign(
    claim: CertificateClaim, *, shown_hash: str | None = None, proved_by: Proof = Proof.password, by: Person
) -> Signature:
    """The quality assurer's signature, for the first time or after a hold; it must not be the claimant's assessor's.

    A regulated qualification is then released under direct claims status, or waits for the EQA; a recognised programme
    waits to be issued. Everything is looked at once more. `shown_hash` is that of what the page showed. Raises MovedOn,
    NotAllowed, RuleBroken, TransitionNotAllowed.
    """
    _next(claim, ClaimAction.sign)
    if (reason := why_not_sign(claim, by)) is not None:
        raise NotAllowed(reason)
    _check_eligible(claim.enrolment)
    signature = _sign(claim, signed.SIGNED, shown_hash, proved_by, by)
    claim.iqa, claim.iqa_signature, claim.iqa_signed_at = by, signature, signature.signed_at
    claim.eqa, claim.eqa_decided_at = None, None
    _move(claim, ClaimAction.sign, by=by)
    version = claim.enrolment.award_version
    is_direct = queries.has_direct_claims(version, centre_clock.today())
    following = eligibility.next_state_after_iqa(version.kind.value, dcs_active=is_direct)
    if following == ClaimState.released:
        _move(claim, ClaimAction.release, by=None, direct=True)
    elif following == ClaimState.awaiting_eqa:
        _move(claim, ClaimAction.ask_eqa, by=None)
    return signature


def why_not_sign(claim: CertificateClaim, person: Person) -> str | None:
    """Why a person may not sign a claim, as they read it; None when they may (invariant 20, domain §5)."""
    answer = policy.can_sign(person, claim)
    if not answer:
        return answer.reason if isinstance(answer, Refusal) else _("You cannot sign this claim.")
    if person.id in queries.deciders_of(claim.enrolment):
        return _("You assessed this trainee, so another quality assurer signs the claim.")
    return None


def release(
    claim: CertificateClaim, *, shown_hash: str | None = None, proved_by: Proof = Proof.password, by: Person
) -> Signature:
    """The external quality assurer's release, which names this trainee. Raises MovedOn, NotAllowed, RuleBroken."""
    _next(claim, ClaimAction.release)
    require(policy.can_release(by, claim), _not_this_claim())
    if by.id in queries.deciders_of(claim.enrolment):
        raise NotAllowed(_("You assessed this trainee, so somebody else releases the claim."))
    _check_eligible(claim.enrolment)
    signature = _sign(claim, signed.RELEASED, shown_hash, proved_by, by)
    claim.state = _next(claim, ClaimAction.release)
    claim.eqa, claim.eqa_signature, claim.eqa_decided_at, claim.eqa_action = by, signature, signature.signed_at, ""
    db.session.flush()
    history.record(claim, VERBS[ClaimAction.release], by=by, result=claim.state)
    return signature


def hold(claim: CertificateClaim, action: str, *, by: Person) -> None:
    """The external quality assurer asks for something to be done first. Raises NotAllowed, RuleBroken."""
    _next(claim, ClaimAction.hold)
    require(policy.can_release(by, claim), _not_this_claim())
    if not (action := action.strip()):
        raise RuleBroken(_("Say what has to be done before you release it."), "action")
    claim.eqa, claim.eqa_decided_at, claim.eqa_action = by, clock.now(), action
    _move(claim, ClaimAction.hold, by=by)


def send_to_ao(claim: CertificateClaim, *, by: Person) -> None:
    """Note that the claim went to the awarding organisation."""
    _next(claim, ClaimAction.send_to_ao)
    require(policy.can_issue(by, claim), _not_this_claim())
    _check_released(claim, by)
    claim.ao_submitted_at = clock.now()
    _move(claim, ClaimAction.send_to_ao, by=by)


def issue(
    claim: CertificateClaim, *, ao_number: str | None = None, ao_issued_on: date | None = None, by: Person
) -> Certificate:
    """Issue the certificate: everything is looked at once more, then the trainee's place is completed.

    Where the awarding organisation prints, its number and date are entered in the register; else the centre's
    certificate is drawn. Raises NotAllowed, RuleBroken, TransitionNotAllowed.
    """
    _next(claim, ClaimAction.issue)
    require(policy.can_issue(by, claim), _not_this_claim())
    enrolment = claim.enrolment
    findings = _check_eligible(enrolment)
    _check_released(claim, by)
    if is_printed_outside(enrolment.award_version):
        if not (ao_number or "").strip():
            raise RuleBroken(_("Enter the number on the certificate."), "ao_number")
        if ao_issued_on is None or ao_issued_on > centre_clock.today():
            raise RuleBroken(_("Enter the date on the certificate. It cannot be in the future."), "ao_issued_on")
        certificate = certificates.enter_in_register(
            enrolment, claim_id=claim.id, number=ao_number or "", issued_on=ao_issued_on, by=by
        )
        claim.ao_number = certificate.number
    else:
        certificate = certificates.issue_certificate(enrolment, claim_id=claim.id, lead=claim.iqa, by=by)
    practice.count(meetings_used(enrolment, findings), by=by)
    if enrolment.registration is not None:
        enrolments.complete(enrolment.registration, by=by)
    _move(claim, ClaimAction.issue, by=by, number=certificate.number)
    return certificate


def cancel(claim: CertificateClaim, *, by: Person) -> None:
    """Drop a claim that is not issued. A new one can be raised."""
    _next(claim, ClaimAction.cancel)
    require(policy.can_cancel(by, claim), _not_this_claim())
    _move(claim, ClaimAction.cancel, by=by)


def meetings_used(enrolment: Enrolment, findings: Iterable[Finding]) -> list[PracticeRecord]:
    """The confirmed meetings on which the requirements rest."""
    counted = {UUID(item_id) for finding in findings for item_id in finding.counted_ids if is_uuid(item_id)}
    query = select(PracticeRecord).where(
        PracticeRecord.person_id == enrolment.person_id,
        PracticeRecord.state == PracticeState.confirmed,
        PracticeRecord.public_id.in_(counted),
    )
    return list(db.session.scalars(query.order_by(PracticeRecord.id)))


def is_uuid(text: str) -> bool:
    """Whether an item that counted is named by its public id."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def is_printed_outside(version: AwardVersion) -> bool:
    """Whether the awarding organisation prints this award's certificates (domain §8)."""
    return (
        version.kind is AwardKind.regulated_qualification
        and queries.printed_by(version) is PrintedBy.awarding_organisation
    )


# ---- How an award is claimed ----


def grant_direct_claims(
    version: AwardVersion, *, starts_on: date, ends_on: date | None = None, by: Person
) -> DirectClaimsStatus:
    """Note that the centre may claim an award without a prior release. Raises RuleBroken."""
    if not policy.can_set_direct_claims(by, version):
        raise NotAllowed(_("Direct claims status belongs to regulated qualifications."))
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken(_("The last day must be after the first day."), "ends_on")
    for other in queries.direct_claims(version):
        begins_before = ends_on is None or other.starts_on <= ends_on
        if begins_before and (other.ends_on is None or other.ends_on >= starts_on):
            raise RuleBroken(_("The status holds for some of these days already."), "starts_on")
    status = DirectClaimsStatus(award_version=version, starts_on=starts_on, ends_on=ends_on)
    db.session.add(status)
    history.record(status, "granted", by=by, starts_on=starts_on.isoformat())
    return status


def end_direct_claims(version: AwardVersion, *, on: date, by: Person) -> None:
    """End the status: `on` is its last day. Raises MovedOn when it does not hold."""
    if not policy.can_set_direct_claims(by, version):
        raise NotAllowed(_("Direct claims status belongs to regulated qualifications."))
    status = next((each for each in queries.direct_claims(version) if each.is_active(on)), None)
    if status is None:
        raise MovedOn(_("The status does not hold any more."))
    status.ends_on = on
    db.session.flush()
    history.record(status, "ended", by=by, ends_on=on.isoformat())


def set_printing(version: AwardVersion, printed_by: PrintedBy, *, by: Person) -> AwardPrinting:
    """Say who prints the certificates of a regulated award (domain §8)."""
    if not policy.can_set_direct_claims(by, version):
        raise NotAllowed(_("The centre prints the certificates of its recognised programmes itself."))
    setting = queries.printing_of(version)
    if setting is None:
        setting = AwardPrinting(award_version=version)
        db.session.add(setting)
    setting.printed_by = printed_by
    db.session.flush()
    history.record(setting, "set", by=by, result=printed_by)
    return setting


# ---- Parts of the above ----


def _check_eligible(enrolment: Enrolment) -> list[Finding]:
    findings = progress.findings(enrolment)
    for blocker in blockers_of(enrolment, findings):
        raise RuleBroken(wording.words(blocker))
    return findings


def _check_released(claim: CertificateClaim, by: Person) -> None:
    """Invariant 26, at the end as well: direct claims status holds today, or a release names this trainee."""
    version = claim.enrolment.award_version
    if version.kind is AwardKind.recognised_programme:
        return
    if claim.eqa_id is None and not queries.has_direct_claims(version, centre_clock.today()):
        raise RuleBroken(_("Direct claims status has ended. Cancel this claim and raise it again, for a release."))


def _sign(claim: CertificateClaim, act: str, shown_hash: str | None, proved_by: Proof, by: Person) -> Signature:
    content = signed.content_of(claim, act)
    signatures.refuse_if_other(content, shown_hash)
    return signatures.sign(
        claim,
        act,
        content,
        statement=signed.statement(claim, act, by=by),
        signed_as=signed.signed_as(by, act),
        proved_by=proved_by,
        by=by,
    )


def _next(claim: CertificateClaim, action: ClaimAction) -> ClaimState:
    return WORKFLOWS[claim.enrolment.award_version.kind].next_state(claim.state, action)


def _move(claim: CertificateClaim, action: ClaimAction, *, by: Person | None, **facts: object) -> None:
    WORKFLOWS[claim.enrolment.award_version.kind].move(claim, action, by=by, **facts)


def _not_this_claim() -> str:
    return _("You cannot do this to this claim.")
