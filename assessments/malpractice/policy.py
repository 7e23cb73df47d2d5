"""Who may raise, read and decide a case (domain §9, row Malpractice case).

Those who work with the trainee raise one and read nothing of it afterwards; the lead quality assurer and the centre
administrator read and decide, an external quality assurer reads what belongs to the award of their visit. The trainee
reads what they are asked, what they answered and what was decided.
"""

from flask_babel import gettext as _

from assessments.grading.models import UnitDecision
from assessments.grading.policy import can_see_work
from assessments.iqa.policy import open_visit, quality_assures
from assessments.malpractice.models import MalpracticeCase
from core.policy import Refusal
from people.models import Person, Role
from people.policy import holds, is_centre_administrator
from training.enrolments.policy import is_own, is_tutor
from training.portfolio.models import Submission, SubmissionState


def works_with(person: Person, submission: Submission) -> bool:
    """Whether the person assesses, teaches, quality-assures or runs the place of this work; nobody does for their own.

    Never the trainee's line manager, nor who plans by counts (HR).
    """
    trainee = submission.enrolment.person
    if person.id in {trainee.id, trainee.line_manager_id} or holds(person, Role.hr):
        return False
    return (
        can_see_work(person, submission)
        or is_tutor(person, submission.enrolment)
        or quality_assures(person, submission.enrolment)
        or is_centre_administrator(person)
    )


def can_raise(person: Person, submission: Submission) -> bool | Refusal:
    """Ask how a piece of work was made: while it is being assessed, which is then paused."""
    if not works_with(person, submission):
        return False
    if submission.state is not SubmissionState.in_assessment:
        return Refusal(_("Only work that is being assessed now can be paused."))
    return True


def owns(person: Person, case: MalpracticeCase) -> bool:
    """The trainee whose work it is about."""
    return is_own(person, case.submission.enrolment)


def can_list(person: Person) -> bool:
    """Open the list of cases; an external quality assurer finds those of the award of an open visit."""
    return decides(person) or holds(person, Role.eqa)


def decides(person: Person) -> bool:
    """Decide cases: the lead quality assurer and the centre administrator."""
    return holds(person, Role.lead_iqa, Role.centre_administrator)


def reads_all(person: Person, case: MalpracticeCase) -> bool:
    """Read a case with what was noticed: never one's own."""
    if owns(person, case):
        return False
    if decides(person):
        return True
    return open_visit(person, case.submission.enrolment.award_version) is not None


def can_see(person: Person, case: MalpracticeCase) -> bool:
    """Open a case: the trainee their side of it, and those who read all."""
    return owns(person, case) or reads_all(person, case)


def can_answer(person: Person, case: MalpracticeCase) -> bool:
    """Answer a question about one's own work."""
    return owns(person, case)


def can_decide(person: Person, case: MalpracticeCase) -> bool | Refusal:
    """Decide a case: lead or centre administrator, but not who raised it, assesses the work or manages the trainee."""
    if owns(person, case) or not decides(person):
        return False
    if case.submission.enrolment.person.line_manager_id == person.id:
        return Refusal(_("You manage this trainee, so somebody else decides."))
    if case.raised_by_id == person.id:
        return Refusal(_("You asked the question, so somebody else decides."))
    decisions: list[UnitDecision] = case.submission.decisions  # type: ignore[attr-defined]
    if person.id in {case.submission.assessor_id, *(each.assessor_id for each in decisions)}:
        return Refusal(_("You assess this work, so somebody else decides."))
    return True
