"""Who may raise, read and decide an appeal (domain §9, row Appeal).

The trainee reads all of their own; who holds a part in a stage reads what they decide about; the lead quality assurer
reads every one, the centre administrator when it was raised and where it stands, an external quality assurer what
belongs to the award of their visit. Nobody else knows that there is one: no tutor, supervisor, line manager, nor HR.
"""

from flask_babel import gettext as _

from assessments.appeals.models import Appeal, AppealStage, Part
from assessments.appeals.workflow import CLOSED, OPEN_STAGE
from assessments.grading.models import UnitDecision
from assessments.iqa.policy import open_visit
from core.policy import Refusal
from people.models import Person, Role
from people.policy import holds, is_centre_administrator
from training.enrolments.models import RegistrationState
from training.enrolments.policy import is_own, reaches
from training.portfolio.models import SubmissionState

DECIDES = {1: Part.assessor, 2: Part.reviewer, 3: Part.chair}
"""The part that decides each stage within the centre."""

READS = {Part.assessor, Part.reviewer, Part.chair, Part.panel}

CONFIRMED = {SubmissionState.confirmed_pass, SubmissionState.confirmed_refer}


# ---- The trainee ----


def owns_decision(person: Person, decision: UnitDecision) -> bool:
    """Whether the decision is final and about the person's own work."""
    return decision.is_final and is_own(person, decision.submission.enrolment) and holds(person, Role.trainee)


def can_raise(person: Person, decision: UnitDecision) -> bool | Refusal:
    """Ask for a decision to be looked at again: the trainee, of one that is confirmed and not certificated.

    Whether the days to raise it have passed is asked by the service, which knows the day of the confirmation.
    """
    if not owns_decision(person, decision):
        return False
    submission = decision.submission
    if submission.enrolment.was_brought_in:
        return Refusal(_("Another centre made this decision. Appeals against it go there."))
    if submission.state not in CONFIRMED:
        return Refusal(_("An appeal is possible once the decision is confirmed, and while none is open."))
    registration = submission.enrolment.registration
    if registration is not None and registration.state is RegistrationState.completed:
        return Refusal(_("Your certificate was issued, so this decision is closed. Ask your centre what can be done."))
    return True


def owns(person: Person, appeal: Appeal) -> bool:
    """The trainee who raised it."""
    return is_own(person, appeal.submission.enrolment)


def can_go_on(person: Person, appeal: Appeal) -> bool:
    """Take an appeal to its next stage; when that is possible is asked by the service."""
    return owns(person, appeal)


def can_stop(person: Person, appeal: Appeal) -> bool:
    """End one's own appeal."""
    return owns(person, appeal)


# ---- Those who decide ----


def can_list(person: Person) -> bool:
    """Open the list of appeals; it holds only those whom the person has something to do with."""
    return holds(person, Role.assessor, Role.iqa, Role.lead_iqa, Role.centre_administrator, Role.eqa)


def can_see(person: Person, appeal: Appeal) -> bool:
    """Open an appeal. Its words are for those of `reads_words`."""
    return reads_words(person, appeal) or knows(person, appeal)


def knows(person: Person, appeal: Appeal) -> bool:
    """Know that there is an appeal and where it stands: who names the people who decide it. Never one's own."""
    return not owns(person, appeal) and holds(person, Role.centre_administrator, Role.lead_iqa)


def reads_words(person: Person, appeal: Appeal) -> bool:
    """Read the grounds and the answers."""
    if owns(person, appeal):
        return True
    if holds(person, Role.lead_iqa) or takes_part(person, appeal):
        return True
    return open_visit(person, appeal.submission.enrolment.award_version) is not None


def takes_part(person: Person, appeal: Appeal) -> bool:
    """Whether the person decides a stage of it, or sits on its panel, and still works for the trainee's organisation.

    The assessor of the decision is the one whose signature it carries.
    """
    part = appeal.part_of(person)
    if part not in READS or (part is Part.assessor and appeal.decision.assessor_id != person.id):
        return False
    return is_eligible(person, appeal)


def is_eligible(person: Person, appeal: Appeal) -> bool:
    """Whether the person assesses or quality-assures for the trainee's organisation, and never plans by counts (HR)."""
    trainee = appeal.submission.enrolment.person
    if person.id in {trainee.id, trainee.line_manager_id} or holds(person, Role.hr):
        return False
    return any(reaches(person, role, trainee.organisation_id) for role in (Role.assessor, Role.iqa, Role.lead_iqa))


def can_answer(person: Person, appeal: Appeal) -> bool | Refusal:
    """Decide the stage that is open: whoever holds its part; the fourth, the lead who notes what came back."""
    number = OPEN_STAGE.get(appeal.state)
    if owns(person, appeal):
        return Refusal(_("This is your own appeal. Somebody else answers it."))
    if not reads_words(person, appeal):
        return False
    if number is None:  # that there is nothing to answer is said by the page
        return holds(person, Role.lead_iqa) or takes_part(person, appeal)
    if number in DECIDES:
        is_theirs = appeal.part_of(person) is DECIDES[number] and takes_part(person, appeal)
        return is_theirs or Refusal(_("Somebody else decides this stage."))
    return holds(person, Role.lead_iqa) or Refusal(
        _("The lead quality assurer notes what the awarding organisation decided.")
    )


def can_assign(person: Person, appeal: Appeal) -> bool:
    """Say who decides the second or the third stage: the centre administrator or the lead; never one's own."""
    return knows(person, appeal)


def may_decide(person: Person, appeal: Appeal, stage: AppealStage) -> bool:
    """Whether a person may be named for a stage: eligible, and without a part in the decision or in another stage."""
    part = appeal.part_of(person)
    return is_eligible(person, appeal) and (part is None or part in of_stage(stage.number))


def of_stage(number: int) -> set[Part]:
    """The parts that are given for a stage; none for the first, which is the assessor's, and the last."""
    return {2: {Part.reviewer}, 3: {Part.chair, Part.panel}}.get(number, set())


def is_eligible_assessor(person: Person, appeal: Appeal) -> bool:
    """Whether the person may be given the unit anew: an assessor for the trainee's organisation."""
    return is_eligible(person, appeal) and reaches(
        person, Role.assessor, appeal.submission.enrolment.person.organisation_id
    )


def can_pass_on(person: Person, appeal: Appeal) -> bool:
    """Take an appeal from an assessor who cannot answer to the second stage."""
    return can_assign(person, appeal)


def is_open(appeal: Appeal) -> bool:
    """Whether it holds up anything."""
    return appeal.state not in CLOSED


# ---- Settings ----


def can_set_windows(person: Person) -> bool:
    """Set how long the parts of an appeal may take."""
    return is_centre_administrator(person)
