"""Who holds, reads and signs progress reviews. A line manager or mentor reads one page of one review, and no more."""

from flask_babel import gettext as _

from core.policy import Refusal
from people.models import Person, Role
from people.policy import holds
from training.enrolments.models import AllocationRole, Enrolment, EnrolmentState
from training.enrolments.policy import is_allocated, is_own, is_tutor, reaches
from training.reviews.models import Part, ProgressReview, ReviewState


def can_list(person: Person) -> bool:
    """Open the list of reviews: one's own, or those of the trainees one assesses or teaches."""
    return holds(person, Role.trainee, Role.tutor, Role.assessor)


def works_with(person: Person, enrolment: Enrolment) -> bool:
    """Who may hold a review with a trainee: their tutor or assessor, never their line manager or HR."""
    if is_own(person, enrolment) or enrolment.person.line_manager_id == person.id or holds(person, Role.hr):
        return False
    return is_tutor(person, enrolment) or is_allocated(person, enrolment, AllocationRole.assessor)


def can_plan(person: Person, enrolment: Enrolment) -> bool:
    """Plan a review: tutor or assessor, of a place that is in use."""
    return works_with(person, enrolment) and enrolment.state is EnrolmentState.active


def part_of(person: Person, review: ProgressReview) -> Part | None:
    """Which of the two parts that hold the review a person has."""
    if is_own(person, review.enrolment):
        return Part.trainee
    if review.reviewer_id == person.id and works_with(person, review.enrolment):
        return Part.reviewer
    return None


def can_hold(person: Person, review: ProgressReview) -> bool:
    """Write in a review: its trainee and its reviewer."""
    return part_of(person, review) is not None


def can_see(person: Person, review: ProgressReview) -> bool:
    """Read all of a review: those who hold it, who else assesses or teaches the trainee, the lead quality assurer."""
    trainee = review.enrolment.person
    return (
        can_hold(person, review)
        or works_with(person, review.enrolment)
        or (
            person.id not in {trainee.id, trainee.line_manager_id}
            and not holds(person, Role.hr)
            and reaches(person, Role.lead_iqa, trainee.organisation_id)
        )
    )


def can_share(person: Person, review: ProgressReview) -> bool | Refusal:
    """Let the third party read it: the trainee alone."""
    if part_of(person, review) is Part.trainee:
        return True
    return Refusal(_("Only the trainee shares a review with their line manager or mentor."))


def can_answer(person: Person, review: ProgressReview) -> bool:
    """Open the one page of the third party with an account, from sharing on."""
    return (
        review.counterpart_id == person.id
        and part_of(person, review) is None
        and review.state in {ReviewState.shared, ReviewState.to_sign, ReviewState.signed}
    )
