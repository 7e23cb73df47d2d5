"""Who may read a draft (domain §9: Account, draft): its author, and whom the author lets read it, for that time.

A share gives nobody a right that outlasts their part: a reader who no longer works with the trainee reads nothing.
"""

from flask_babel import gettext as _

from core import clock
from core.policy import Refusal
from people.models import Person, Role
from people.policy import holds
from training.awards.models import Unit
from training.enrolments.models import AllocationRole, Enrolment
from training.enrolments.policy import is_allocated, is_tutor
from training.portfolio.models import EvidenceItem, EvidenceState
from training.portfolio.policy import can_write, owns
from training.portfolio.records import is_from_record
from training.sharing.models import DraftReview, DraftShare, ReviewState
from training.sharing.shares import Over, ShareFacts, why_over

BEING_WRITTEN = {EvidenceState.draft, EvidenceState.ready}


# ---- Shares ----


def can_share(person: Person, item: EvidenceItem) -> bool | Refusal:
    """Let somebody read a piece: its author, as long as it is written here and not sent."""
    if not owns(person, item):
        return False
    if is_from_record(item):
        return Refusal(_("This is a record, not a text of yours. Whoever works with you sees it where it stands."))
    if item.state not in BEING_WRITTEN:
        return Refusal(_("Only what you have not sent can be shared. What was sent is read with its unit."))
    return True


def can_see_shares(person: Person, item: EvidenceItem) -> bool:
    """Open the page on which a piece is shared: its author."""
    return owns(person, item)


def can_withdraw(person: Person, share: DraftShare) -> bool:
    """End a share: the author of the draft, and nobody else."""
    return owns(person, share.evidence_item)


def may_be_given(person: Person, enrolment: Enrolment) -> bool:
    """Whether a trainee may be offered this person as a reader: their tutor, assessors and supervisors.

    Never who plans by counts (HR), nor the trainee's line manager, nor who checks the assessor's decisions.
    """
    trainee = enrolment.person
    if person.id == trainee.id or person.id == trainee.line_manager_id or holds(person, Role.hr):
        return False
    roles = (AllocationRole.assessor, AllocationRole.supervisor)
    return is_tutor(person, enrolment) or is_allocated(person, enrolment, *roles)


def was_given(person: Person, share: DraftShare) -> bool:
    """Know that a draft was shared with oneself."""
    return share.reader_id == person.id


def can_read(person: Person, share: DraftShare) -> bool | Refusal:
    """Read a shared draft: whom it was shared with, while the share is open and they work with the trainee."""
    if not was_given(person, share):
        return False
    if over(share) or not may_be_given(person, share.evidence_item.enrolment):
        return Refusal(_("This share has ended. Ask the person who shared the draft."))
    return True


def can_leave_note(person: Person, share: DraftShare) -> bool | Refusal:
    """Write to the author what one noticed: once for each share, while it is open."""
    if not (answer := can_read(person, share)):
        return answer
    return Refusal(_("You have left your note already.")) if share.note else True


def over(share: DraftShare) -> Over | None:
    """Why nobody reads by this share any more; None while it is open."""
    facts = ShareFacts(
        ends_at=share.ends_at,
        withdrawn=share.withdrawn_at is not None,
        sent=share.sent_at is not None or share.evidence_item.state is EvidenceState.locked,
        is_being_written=share.evidence_item.state in BEING_WRITTEN,
    )
    return why_over(facts, clock.now())


def can_receive(person: Person) -> bool:
    """Open the list of drafts that others let one read."""
    return holds(person, Role.tutor, Role.assessor, Role.supervisor)


# ---- Reviews ----


def can_ask(person: Person, unit: Unit) -> bool:
    """Ask for one's drafts to be read; the page is not found for a unit that the person does not take."""
    return can_write(person)


def owns_review(person: Person, review: DraftReview) -> bool:
    """The trainee whose drafts they are."""
    return review.enrolment.person_id == person.id


def can_take_back(person: Person, review: DraftReview) -> bool | Refusal:
    """Take a request back: the trainee, before anybody began to read, or when who did cannot go on."""
    if not owns_review(person, review):
        return False
    if review.state is ReviewState.asked or (review.state is ReviewState.reading and not has_reader(review)):
        return True
    return Refusal(_("Somebody has begun to read, so it cannot be taken back."))


def has_reader(review: DraftReview) -> bool:
    """Whether who was asked still assesses or teaches the trainee."""
    return may_review(review.reader, review.enrolment, review.unit)


def may_review(person: Person, enrolment: Enrolment, unit: Unit) -> bool:
    """Whether this person may be asked: who assesses the trainee on this unit, or the tutor."""
    if person.id in {enrolment.person_id, enrolment.person.line_manager_id} or holds(person, Role.hr):
        return False
    return is_tutor(person, enrolment) or is_allocated(person, enrolment, AllocationRole.assessor, unit_id=unit.id)


def can_review(person: Person, review: DraftReview) -> bool:
    """Open a review: who was asked, as long as they still assess or teach this trainee.

    The drafts themselves are shown from the moment they begin to read until they return them.
    """
    return review.reader_id == person.id and has_reader(review)
