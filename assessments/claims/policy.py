"""Who may raise, sign, release and issue a claim (domain §9; invariants 20 and 26)."""

from flask_babel import gettext as _

from assessments.claims.models import CertificateClaim, ClaimState
from assessments.claims.workflow import WITH_EQA
from assessments.iqa import policy as iqa
from assessments.iqa.models import EqaVisit
from core.policy import Refusal
from people.models import Person, Role
from people.policy import holds, is_centre_administrator
from training.awards.models import AwardKind, AwardVersion
from training.enrolments.models import Enrolment


def can_list(person: Person) -> bool:
    """Open the list of claims."""
    return holds(person, Role.centre_administrator, Role.iqa, Role.lead_iqa)


def can_check(person: Person, enrolment: Enrolment) -> bool:
    """See whether an award may be claimed for a trainee, and what stands in the way."""
    return is_centre_administrator(person) or iqa.quality_assures(person, enrolment)


def can_raise(person: Person, enrolment: Enrolment) -> bool | Refusal:
    """Raise a claim: the centre administrator, never for themselves."""
    if not is_centre_administrator(person):
        return Refusal(_("The centre administrator raises claims."))
    return _not_own(person, enrolment)


def can_see(person: Person, claim: CertificateClaim) -> bool:
    """Open a claim: those who work on it; an external quality assurer while it waits for one, in a visit."""
    return can_check(person, claim.enrolment) or visit_for(person, claim) is not None


def visit_for(person: Person, claim: CertificateClaim) -> EqaVisit | None:
    """The open visit that lets an external quality assurer decide on a claim; None outside one."""
    if claim.state not in WITH_EQA:
        return None
    return iqa.open_visit(person, claim.enrolment.award_version)


def can_sign(person: Person, claim: CertificateClaim) -> bool | Refusal:
    """Sign a claim: a quality assurer of the trainee's organisation, never the trainee.

    That they are not the claimant's assessor is asked by the service, which reads the decisions.
    """
    if not iqa.quality_assures(person, claim.enrolment):
        return Refusal(_("A quality assurer of the trainee’s organisation signs claims."))
    if claim.raised_by_id == person.id:
        return Refusal(_("You raised this claim, so somebody else signs it."))
    return _not_own(person, claim.enrolment)


def can_release(person: Person, claim: CertificateClaim) -> bool | Refusal:
    """Release or hold a claim: an external quality assurer, within a visit for this award, while it waits."""
    if claim.state is not ClaimState.awaiting_eqa or visit_for(person, claim) is None:
        return Refusal(_("An external quality assurer releases claims, during a visit for this award."))
    if claim.iqa_id == person.id:
        return Refusal(_("You signed this claim as quality assurer, so somebody else releases it."))
    return _not_own(person, claim.enrolment)


def released(person: Person, claim: CertificateClaim) -> bool:
    """The external quality assurer whose signature released it; the claim itself has left their scope."""
    return claim.eqa_signature_id is not None and claim.eqa_id == person.id and holds(person, Role.eqa)


def can_release_or_did(person: Person, claim: CertificateClaim) -> bool | Refusal:
    """Release a claim, or be told that one's own release stands."""
    return released(person, claim) or can_release(person, claim)


def can_see_or_released(person: Person, claim: CertificateClaim) -> bool:
    """Open a claim, or the receipt of one's release."""
    return released(person, claim) or can_see(person, claim)


def can_issue(person: Person, claim: CertificateClaim) -> bool | Refusal:
    """Send a claim to the awarding organisation, and issue: the centre administrator, never for themselves."""
    return can_raise(person, claim.enrolment)


def can_cancel(person: Person, claim: CertificateClaim) -> bool | Refusal:
    """Drop a claim that is not issued yet."""
    if not holds(person, Role.centre_administrator, Role.lead_iqa):
        return Refusal(_("The centre administrator or the lead quality assurer cancels claims."))
    return _not_own(person, claim.enrolment)


def can_see_direct_claims(person: Person) -> bool:
    """Open the settings of how awards are claimed."""
    return holds(person, Role.centre_administrator, Role.lead_iqa)


def can_set_direct_claims(person: Person, version: AwardVersion) -> bool:
    """Change how a regulated award is claimed."""
    return can_see_direct_claims(person) and version.kind is AwardKind.regulated_qualification


def _not_own(person: Person, enrolment: Enrolment) -> bool | Refusal:
    return enrolment.person_id != person.id or Refusal(_("This is your own certificate. Somebody else has to do it."))
