"""What to read of claims."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from core.db import db
from people.models import Person, Role, RoleGrant
from training.awards.models import AssessmentCriterion, AwardVersion, Unit
from training.enrolments.models import Enrolment
from training.portfolio.models import EvidenceCriterion, EvidenceItem, EvidenceState
from training.rpl import policy
from training.rpl.models import RplClaim


def for_page() -> tuple[ORMOption, ...]:
    """What the page of the lead quality assurer reads with a claim."""
    item = joinedload(RplClaim.evidence_item)
    place = item.joinedload(EvidenceItem.enrolment)
    return (
        place.joinedload(Enrolment.person),
        place.joinedload(Enrolment.award_version).selectinload(AwardVersion.units).selectinload(Unit.criteria),
        item.selectinload(EvidenceItem.criterion_links)
        .joinedload(EvidenceCriterion.criterion)
        .joinedload(AssessmentCriterion.unit),
        joinedload(RplClaim.attachment),
        joinedload(RplClaim.answered_by),
        joinedload(RplClaim.signature),
    )


def for_receipt() -> tuple[ORMOption, ...]:
    """What the receipt of an answer reads with a claim."""
    place = joinedload(RplClaim.evidence_item).joinedload(EvidenceItem.enrolment)
    return (
        place.joinedload(Enrolment.person),
        place.joinedload(Enrolment.award_version),
        joinedload(RplClaim.attachment),
    )


def claim_of(item: EvidenceItem) -> RplClaim | None:
    """What is said of the earlier learning; None before anything is."""
    query = select(RplClaim).where(RplClaim.evidence_item_id == item.id)
    loaded = (RplClaim.attachment, RplClaim.answered_by, RplClaim.signature)
    return db.session.scalar(query.options(*map(joinedload, loaded)))


def waiting_for(person: Person) -> list[RplClaim]:
    """The claims that this lead quality assurer can answer, the longest waiting first."""
    query = (
        select(RplClaim)
        .join(RplClaim.evidence_item)
        .where(
            RplClaim.asked_at.is_not(None),
            RplClaim.agreed.is_(None),
            EvidenceItem.state.in_([EvidenceState.draft, EvidenceState.ready]),
        )
        .order_by(RplClaim.asked_at, RplClaim.id)
        .options(joinedload(RplClaim.evidence_item).joinedload(EvidenceItem.enrolment).joinedload(Enrolment.person))
    )
    return [claim for claim in db.session.scalars(query) if policy.can_answer(person, claim)]


def lead_iqas_for(claim: RplClaim) -> list[Person]:
    """Who can answer a claim."""
    query = (
        select(Person)
        .where(
            Person.id.in_(select(RoleGrant.person_id).where(RoleGrant.role == Role.lead_iqa)), Person.left_on.is_(None)
        )
        .order_by(Person.id)
        .options(selectinload(Person.grants))
    )
    return [person for person in db.session.scalars(query) if policy.can_answer(person, claim)]
