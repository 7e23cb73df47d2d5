"""Who may do what with evidence and submissions (domain §9: Account, Practice record, Registration)."""

from flask_babel import gettext as _

from core.policy import Refusal
from people.models import Person, Role
from people.policy import holds, is_centre_administrator
from training.allowances import allowed
from training.awards.models import Unit
from training.enrolments.models import Enrolment
from training.enrolments.policy import close_to, is_own, is_tutor, reaches
from training.portfolio.models import EvidenceItem, Submission, SubmissionState
from training.portfolio.workflow import REFERRED


def can_write(person: Person) -> bool:
    """Keep a portfolio of one's own."""
    return holds(person, Role.trainee)


def owns(person: Person, item: EvidenceItem) -> bool:
    """Read or change an evidence item, or take its file: nobody but its author, in every state (domain §9, draft).

    What was sent is read by others as the frozen copy, on the pages of the submission.
    """
    return item.enrolment.person_id == person.id


def takes_units(person: Person, unit: Unit) -> bool:
    """Open one's own page of a unit; the page is not found for a unit that the person does not take."""
    return can_write(person)


def can_choose_units(person: Person, enrolment: Enrolment) -> bool:
    """Choose the optional units of a place: the trainee's own."""
    return is_own(person, enrolment) and can_write(person)


def can_see(person: Person, submission: Submission) -> bool:
    """Know of a submission: its state, dates and counts, and nothing of its text."""
    enrolment = submission.enrolment
    return (
        is_own(person, enrolment)
        or is_assessor_of(person, submission)
        or is_centre_administrator(person)
        or holds(person, Role.lead_iqa)
        or is_tutor(person, enrolment)
    )


def knows_of_appeals(person: Person) -> bool:
    """Read on lists of units that one is appealed against or paused: who runs the centre's assessment (domain §9)."""
    return is_centre_administrator(person) or holds(person, Role.lead_iqa)


def can_read_text(person: Person, submission: Submission) -> bool:
    """Read what was sent: its author, its assessor, and the lead IQA, whose reading is logged.

    IQA and EQA read what they sample, by the rights of the sample or visit; those are not known here.
    """
    return is_own(person, submission.enrolment) or is_assessor_of(person, submission) or holds(person, Role.lead_iqa)


def is_assessor_of(person: Person, submission: Submission) -> bool:
    """Whether the submission was given to this person, who is an assessor today."""
    return submission.assessor_id == person.id and holds(person, Role.assessor)


def can_list_to_allocate(person: Person) -> bool:
    """Open the list of units that wait for an assessor."""
    return is_centre_administrator(person)


def sees_to_allocate(person: Person, submission: Submission) -> bool:
    """Open the page on which a unit is given to an assessor."""
    return is_centre_administrator(person)


def can_allocate(person: Person, submission: Submission) -> bool | Refusal:
    """Give a unit to an assessor, or back to its trainee: never one's own."""
    if not is_centre_administrator(person):
        return False
    return _unless_own(person, submission)


def sees_attempts(person: Person, submission: Submission) -> bool:
    """Open the page on which another attempt is allowed."""
    return holds(person, Role.lead_iqa)


def is_at_last_attempt(submission: Submission) -> bool:
    """Whether the award gives no further attempt at a unit referred or void, but lets the lead IQA allow one."""
    rules = submission.enrolment.award_version.assessment_rules
    by_lead = rules.get("exceptional_third_attempt") == Role.lead_iqa.value
    most = allowed.attempts_at(submission.enrolment, submission.unit)
    return by_lead and submission.state in REFERRED | {SubmissionState.void} and submission.attempt == most


def can_grant_attempt(person: Person, submission: Submission) -> bool | Refusal:
    """Allow an attempt beyond those of the award (invariant 19): for nobody whom one stands close to."""
    return can_decide_for(person, submission)


def can_decide_for(person: Person, submission: Submission) -> bool | Refusal:
    """Let a trainee do more than the award gives: the lead quality assurer of their organisation.

    Never for oneself, nor for whom one assesses, manages, teaches or supervises.
    """
    enrolment = submission.enrolment
    if not holds(person, Role.lead_iqa):
        return False
    if why := close_to(person, enrolment):
        return Refusal(why)
    if submission.assessor_id == person.id:
        return Refusal(_("You assess this work. Another lead quality assurer has to decide."))
    if not reaches(person, Role.lead_iqa, enrolment.person.organisation_id):
        return Refusal(_("You are not the lead quality assurer for this trainee’s organisation."))
    return True


def _unless_own(person: Person, submission: Submission) -> bool | Refusal:
    if is_own(person, submission.enrolment):
        return Refusal(_("This is your own work. Another person has to do this."))
    return True
