"""Who may read the attempts at a unit, and give more time for one (domain §9: Mark sheet, feedback; invariant 31)."""

from dataclasses import dataclass
from enum import StrEnum

from assessments.authenticity.policy import sample_read_by
from assessments.iqa import policy as iqa
from assessments.iqa.reading import reason_of
from core.policy import Refusal
from people.models import Person, Role
from people.policy import holds, is_centre_administrator
from training.enrolments.models import AllocationRole
from training.enrolments.policy import is_allocated, is_own, is_tutor, reaches
from training.portfolio.models import Submission
from training.portfolio.policy import can_decide_for


class Depth(StrEnum):
    """How much of the attempts somebody reads."""

    everything = "everything"  # those who judge: also decisions that were sent back, and what quality assurance said
    own = "own"  # the trainee: decisions once they are final
    outcome = "outcome"  # the administrator and the tutor: states, days and outcomes, without a comment


@dataclass(frozen=True, slots=True)
class Reading:
    """How much is read, and what entitles to it; the trainee's own reading and that of outcomes is not logged."""

    depth: Depth
    reason: str = ""


def reading_of(person: Person, submission: Submission) -> Reading | None:
    """How much this person reads of the attempts at the unit of a submission; None: nothing.

    The lead quality assurer without a sample reads outcomes, and everything after saying why.
    """
    enrolment = submission.enrolment
    if is_own(person, enrolment):
        return Reading(Depth.own)
    if _assesses(person, submission):
        return Reading(Depth.everything, "allocation as assessor")
    if (sample := sample_read_by(person, submission)) is not None:
        return Reading(
            Depth.everything, reason_of(sample, None if iqa.is_iqa(person) else iqa.visit_for(person, sample))
        )
    if is_centre_administrator(person) or is_tutor(person, enrolment) or may_say_why(person, submission):
        return Reading(Depth.outcome)
    return None


def can_read(person: Person, submission: Submission) -> bool:
    """Open the page of the attempts at a unit."""
    return reading_of(person, submission) is not None


def can_say_why(person: Person, submission: Submission) -> bool:
    """Read everything of the attempts after typing a reason (invariant 31)."""
    return can_read(person, submission) and may_say_why(person, submission)


def may_say_why(person: Person, submission: Submission) -> bool:
    """The lead quality assurer of the trainee's organisation, without a sample that entitles."""
    enrolment = submission.enrolment
    return not is_own(person, enrolment) and reaches(person, Role.lead_iqa, enrolment.person.organisation_id)


def _assesses(person: Person, submission: Submission) -> bool:
    enrolment = submission.enrolment
    if not reaches(person, Role.assessor, enrolment.person.organisation_id):
        return False
    given = submission.assessor_id == person.id
    return given or is_allocated(person, enrolment, AllocationRole.assessor, unit_id=submission.unit_id)


def can_list(person: Person) -> bool:
    """Open the list of units that wait for their trainee."""
    return holds(person, Role.centre_administrator, Role.lead_iqa)


def sees_more_time(person: Person, submission: Submission) -> bool:
    """Find the page on which more time is given."""
    return holds(person, Role.lead_iqa)


def can_give_more_time(person: Person, submission: Submission) -> bool | Refusal:
    """Put off the day by which a referred unit comes back: the lead, for nobody whom they stand close to."""
    return can_decide_for(person, submission)
