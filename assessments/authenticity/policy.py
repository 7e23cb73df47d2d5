"""Who may see what an account shares with others (domain §9, Account, submitted; invariant 31)."""

from assessments.grading.policy import can_read_files
from assessments.iqa import policy as iqa
from assessments.iqa.models import IqaSample
from people.models import Person, Role
from people.policy import holds
from training.enrolments.policy import is_own
from training.portfolio.models import Submission
from training.portfolio.policy import can_read_text


def can_compare(person: Person, submission: Submission) -> bool:
    """See the passages that a submission shares with others: whoever reads its text to judge it, never its trainee.

    Of the others nothing is shown but these passages, a few words about them, unit and date.
    """
    if is_own(person, submission.enrolment):
        return False
    return (
        bool(can_read_files(person, submission))
        or can_read_text(person, submission)
        or sample_read_by(person, submission) is not None
    )


def reads_names(person: Person) -> bool:
    """See whose the other account is: the lead quality assurer, who may read all of them."""
    return holds(person, Role.lead_iqa)


def sample_read_by(person: Person, submission: Submission) -> IqaSample | None:
    """The sample by which a quality assurer, internal or external, reads a submission; None when there is none."""
    if not holds(person, Role.iqa, Role.lead_iqa, Role.eqa):
        return None
    decisions = submission.decisions  # type: ignore[attr-defined]
    samples = [sample for decision in decisions for sample in decision.samples]
    return next((sample for sample in samples if iqa.can_read(person, sample)), None)
