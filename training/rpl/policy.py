"""Who may tell of earlier learning and who agrees that it takes the place of a unit (domain §9: Account, draft)."""

from flask_babel import gettext as _

from core.policy import Refusal
from people.models import Person, Role
from people.policy import holds
from training.awards.models import EvidenceKind
from training.enrolments.policy import is_own, reaches
from training.portfolio.models import EvidenceItem, EvidenceState
from training.portfolio.policy import owns
from training.rpl.models import RplClaim


def can_tell(person: Person, item: EvidenceItem) -> bool:
    """Say what was learned and where: the trainee, of evidence that is earlier learning."""
    return owns(person, item) and item.kind is EvidenceKind.prior_learning


def can_list_waiting(person: Person) -> bool:
    """Open the list of claims that wait for an answer."""
    return holds(person, Role.lead_iqa)


def sees_claim(person: Person, claim: RplClaim) -> bool:
    """Read a draft claim: the lead quality assurer who was asked, from then until it is sent or withdrawn."""
    item = claim.evidence_item
    if claim.asked_at is None or item.state not in {EvidenceState.draft, EvidenceState.ready}:
        return False
    return reaches(person, Role.lead_iqa, item.enrolment.person.organisation_id)


def can_answer(person: Person, claim: RplClaim) -> bool | Refusal:
    """Agree that earlier learning takes the place of a unit, or not: never for oneself, nor for whom one manages."""
    if not sees_claim(person, claim):
        return False
    if is_own(person, claim.evidence_item.enrolment):
        return Refusal(_("This is your own claim. Another lead quality assurer has to answer it."))
    if claim.evidence_item.enrolment.person.line_manager_id == person.id:
        return Refusal(_("You manage this trainee. Another lead quality assurer has to answer it."))
    return True


def can_read_receipt(person: Person, claim: RplClaim) -> bool:
    """Read the receipt of an answer: the trainee, and the lead quality assurer for their organisation."""
    enrolment = claim.evidence_item.enrolment
    return is_own(person, enrolment) or reaches(person, Role.lead_iqa, enrolment.person.organisation_id)
