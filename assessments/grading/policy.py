"""Who may mark, countersign and read decisions (domain §9; invariants 20 and 21).

The work that an assessor reads is that of a submission they were given; a countersigner's, that of a decision which
waits for one. A supervisor reads none of it, a tutor and the centre's administrator the outcome alone.
"""

from flask_babel import gettext as _

from assessments.grading.models import UnitDecision
from assessments.grading.outcomes import Credential, needs_countersignature
from core import clock
from core.policy import Refusal
from people.models import Person, Role
from people.policy import holds, is_centre_administrator
from training.enrolments.models import AllocationRole
from training.enrolments.policy import is_allocated, is_own, is_tutor, reaches
from training.portfolio.models import Submission, SubmissionState


def can_queue(person: Person) -> bool:
    """Open the queue; it holds the person's own work only."""
    return holds(person, Role.assessor)


def can_see_work(person: Person, submission: Submission) -> bool:
    """Find a submission in one's queue: it was given to this assessor, who still is one for the organisation."""
    if submission.assessor_id != person.id:
        return False
    return reaches(person, Role.assessor, submission.enrolment.person.organisation_id)


def can_see_or_began(person: Person, submission: Submission) -> bool:
    """Be told why one cannot decide a submission: who it is with, and who began to mark it before somebody else did."""
    if can_see_work(person, submission):
        return True
    return any(sheet.assessor_id == person.id for sheet in submission.mark_sheets)  # type: ignore[attr-defined]


def can_mark(person: Person, submission: Submission) -> bool | Refusal:
    """Read a submission and decide it: the assessor it was given to, never the trainee, never who checks it."""
    if not can_see_work(person, submission):
        return given_to_another(person, submission)
    if is_own(person, submission.enrolment):
        return Refusal(_("This is your own work. Somebody else has to mark it."))
    if is_allocated(person, submission.enrolment, AllocationRole.iqa, unit_id=submission.unit_id):
        return Refusal(_("You check the decisions about this trainee, so you cannot make them as well."))
    return True


def given_to_another(person: Person, submission: Submission) -> bool | Refusal:
    """No; with a reason for who began to mark it."""
    if not can_see_or_began(person, submission):
        return False
    return Refusal(_("This submission was given to somebody else. Nothing that you send about it counts any more."))


def can_see_countersigning(person: Person, decision: UnitDecision) -> bool:
    """Find a decision that waits to be countersigned: assessors of the trainee's organisation, never the trainee."""
    trainee = decision.submission.enrolment.person
    return person.id != trainee.id and reaches(person, Role.assessor, trainee.organisation_id)


def can_countersign(person: Person, decision: UnitDecision) -> bool | Refusal:
    """Agree to a decision or send it back: a qualified assessor who has no other part in it."""
    if not can_see_countersigning(person, decision):
        return False
    if decision.assessor_id == person.id:
        return Refusal(_("You made this decision. Another assessor has to countersign it."))
    submission = decision.submission
    if is_allocated(person, submission.enrolment, AllocationRole.iqa, unit_id=submission.unit_id):
        return Refusal(_("You check the decisions about this trainee, so you cannot countersign them as well."))
    if not is_qualified(person):
        return Refusal(_("Only an assessor with a current qualification on record can countersign."))
    return True


def can_read_files(person: Person, submission: Submission) -> bool:
    """Download what was sent: whoever may mark it, or may countersign the decision that waits."""
    if can_mark(person, submission):
        return True
    if submission.state is not SubmissionState.awaiting_countersign:
        return False
    return bool(can_countersign(person, submission.decisions[-1]))  # type: ignore[attr-defined]


def can_read_feedback(person: Person, decision: UnitDecision) -> bool:
    """Read what was decided, once it is final: the trainee, who decided it, and for the outcome tutor and centre."""
    return decision.is_final and (
        reads_comments(person, decision)
        or is_tutor(person, decision.submission.enrolment)
        or is_centre_administrator(person)
    )


def can_read_outcome(person: Person, submission: Submission) -> bool:
    """Be led from a unit that was sent to its final decision, if that may be read."""
    decisions = submission.decisions  # type: ignore[attr-defined]
    final = next((decision for decision in reversed(decisions) if decision.is_final), None)
    return final is not None and can_read_feedback(person, final)


def can_read_receipt(person: Person, decision: UnitDecision) -> bool:
    """Read the receipt of a decision: who may read the decision, who signed it, and the IQA of the trainee."""
    signature, submission = decision.countersignature, decision.submission
    if decision.signature_id is None:  # signed at another centre
        return False
    return (
        person.id in {decision.assessor_id, signature.person_id if signature else None}
        or can_read_feedback(person, decision)
        or is_allocated(person, submission.enrolment, AllocationRole.iqa, unit_id=submission.unit_id)
    )


def reads_comments(person: Person, decision: UnitDecision) -> bool:
    """Read the words of a decision beside its outcome."""
    if is_own(person, decision.submission.enrolment):
        return True
    signature = decision.countersignature
    signed_it = {decision.assessor_id, signature.person_id if signature else None}
    return holds(person, Role.assessor) and person.id in signed_it


def is_qualified(person: Person) -> bool:
    """Whether this assessor's decisions stand by themselves today (invariant 21)."""
    held = [Credential(each.kind.value, each.obtained_on, each.expires_on) for each in person.credentials]
    return not needs_countersignature(held, clock.today(person.centre.zone))
