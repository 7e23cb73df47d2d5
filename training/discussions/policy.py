"""Who records a discussion, signs and reads it (domain §9, as an observation record: TR, TU and AS).

Quality assurers and inspectors read it where it was sent as evidence, or beside the decision that it belongs to.
"""

from flask_babel import gettext as _

from core.policy import Refusal
from people.models import Person, Role
from people.policy import holds
from training.discussions.models import Discussion, DiscussionState
from training.enrolments.models import AllocationRole, Enrolment, EnrolmentState
from training.enrolments.policy import is_allocated, is_own, is_tutor, reaches
from training.portfolio.models import Submission, SubmissionState


def can_list(person: Person) -> bool:
    """Open the list: of one's own records, or of those with the trainees one assesses or teaches."""
    return holds(person, Role.trainee, Role.tutor, Role.assessor)


def works_with(person: Person, enrolment: Enrolment) -> bool:
    """Who may hold a discussion with a trainee: their tutor or assessor, never their line manager or HR."""
    if is_own(person, enrolment) or enrolment.person.line_manager_id == person.id or holds(person, Role.hr):
        return False
    return is_tutor(person, enrolment) or is_allocated(person, enrolment, AllocationRole.assessor)


def can_record(person: Person, enrolment: Enrolment) -> bool:
    """Record a discussion with a trainee: tutor or assessor, of a place that is in use."""
    return works_with(person, enrolment) and enrolment.state is EnrolmentState.active


def assesses(person: Person, submission: Submission) -> bool:
    """Whether a submission was given to this person, who still assesses for the trainee's organisation."""
    trainee = submission.enrolment.person
    return submission.assessor_id == person.id != trainee.id and reaches(person, Role.assessor, trainee.organisation_id)


def can_record_for(person: Person, submission: Submission) -> bool | Refusal:
    """Record what was asked while a submission is marked: its assessor, until the decision is given."""
    if not assesses(person, submission):
        return False
    if submission.state is not SubmissionState.in_assessment:
        return Refusal(_("This submission is not being marked now, so nothing can be recorded for it."))
    return True


def is_recorder(person: Person, discussion: Discussion) -> bool:
    """Whether the person wrote it."""
    return discussion.recorder_id == person.id


def is_trainee(person: Person, discussion: Discussion) -> bool:
    """Whether it is about the person's own work."""
    return is_own(person, discussion.enrolment)


def can_see(person: Person, discussion: Discussion) -> bool:
    """Open its page: who wrote it, the trainee once it was handed over, and, signed, who works with the trainee.

    Whoever marks the submission that it belongs to finds it too: the decision waits for it.
    """
    if is_trainee(person, discussion):
        return discussion.handed_over_at is not None
    if is_recorder(person, discussion) or _marks_its_work(person, discussion):
        return True
    return discussion.state is DiscussionState.signed and works_with(person, discussion.enrolment)


def reads(person: Person, discussion: Discussion) -> bool:
    """Read what was asked and answered: who wrote it; the trainee while it waits; both signed, whoever finds it."""
    if discussion.state is DiscussionState.signed:
        return can_see(person, discussion)
    if is_trainee(person, discussion):
        return discussion.state is DiscussionState.waits
    return is_recorder(person, discussion)


def can_write(person: Person, discussion: Discussion) -> bool | Refusal:
    """Write it and hand it to the trainee: who began it, as long as they work with the trainee."""
    if not is_recorder(person, discussion):
        return Refusal(_("Only who began this record writes it."))
    if _marks_its_work(person, discussion) or can_record(person, discussion.enrolment):
        return True
    return Refusal(_("You no longer work with this trainee. You can withdraw the record."))


def can_answer(person: Person, discussion: Discussion) -> bool | Refusal:
    """Sign it as the trainee, or send it back: nobody else."""
    return is_trainee(person, discussion) or Refusal(_("Only the trainee answers here."))


def can_withdraw(person: Person, discussion: Discussion) -> bool | Refusal:
    """Take it back: who wrote it, or who marks the work now that it belongs to."""
    if is_recorder(person, discussion) or _marks_its_work(person, discussion):
        return True
    return Refusal(_("Only who wrote this record withdraws it."))


def _marks_its_work(person: Person, discussion: Discussion) -> bool:
    return discussion.submission is not None and assesses(person, discussion.submission)
