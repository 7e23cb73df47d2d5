"""Who may ask for, decide and read an adjustment (domain §9, row "Adjustment (health)").

The need is read by its trainee, by who decides and by a quality assurer who samples the trainee. Those who work with
the trainee read what is to be done and nothing else; the centre's administrator and an external quality assurer read
how many there are and where they stand. HR, sponsors, supervisors and line managers read nothing.
"""

from assessments.adjustments.models import Adjustment
from assessments.iqa.models import SampleState
from assessments.iqa.policy import quality_assures
from core.policy import Refusal
from people import centre_clock
from people.models import Person, Role
from people.policy import holds, is_centre_administrator
from training.enrolments.models import AllocationRole, Enrolment, EnrolmentState
from training.enrolments.policy import close_to, is_allocated, is_own, is_tutor, reaches
from training.sets.models import LearningSet


def can_keep(person: Person) -> bool:
    """Open the page of one's own adjustments."""
    return holds(person, Role.trainee)


def can_ask(person: Person, enrolment: Enrolment) -> bool:
    """Ask for an adjustment in a place of one's own that is in use."""
    return is_own(person, enrolment) and enrolment.state is EnrolmentState.active


def owns(person: Person, adjustment: Adjustment) -> bool:
    """The trainee whose adjustment it is."""
    return is_own(person, adjustment.enrolment)


def can_withdraw(person: Person, adjustment: Adjustment) -> bool:
    """Say that it is needed no more: the trainee."""
    return owns(person, adjustment)


def leads(person: Person, adjustment: Adjustment) -> bool:
    """The lead quality assurer of the trainee's organisation, never the trainee."""
    trainee = adjustment.enrolment.person
    return person.id != trainee.id and reaches(person, Role.lead_iqa, trainee.organisation_id)


def can_decide(person: Person, adjustment: Adjustment) -> bool | Refusal:
    """Look at the need and decide: the lead quality assurer, unless they stand close to the trainee."""
    if not leads(person, adjustment):
        return False
    if why := close_to(person, adjustment.enrolment):
        return Refusal(why)
    return True


def samples(person: Person, adjustment: Adjustment) -> bool:
    """A quality assurer who opened a sample of this trainee's decisions."""
    return quality_assures(person, adjustment.enrolment) and any(
        sample.iqa_id == person.id and sample.state is not SampleState.cancelled for sample in adjustment.samples
    )


def can_read(person: Person, adjustment: Adjustment) -> bool | Refusal:
    """Open the page with the need: the trainee, who may decide, and who samples the trainee."""
    if owns(person, adjustment) or samples(person, adjustment):
        return True
    return can_decide(person, adjustment)


def sees(person: Person, adjustment: Adjustment) -> bool:
    """Know that there is such a page."""
    return owns(person, adjustment) or leads(person, adjustment) or samples(person, adjustment)


def can_list_to_decide(person: Person) -> bool:
    """Open the list of requests that wait to be decided, without a word of them."""
    return holds(person, Role.lead_iqa)


def can_list_states(person: Person) -> bool:
    """Open the list of adjustments with how they stand: centre, lead, and an external quality assurer for a visit."""
    return is_centre_administrator(person) or holds(person, Role.lead_iqa, Role.eqa)


def reason_to_do(person: Person, enrolment: Enrolment) -> str:
    """What entitles somebody to read what is to be done for a trainee, for the read log; empty where nothing does."""
    if is_own(person, enrolment):
        return ""
    if is_allocated(person, enrolment, AllocationRole.assessor):
        return "allocated as assessor"
    if is_tutor(person, enrolment):
        return "tutor of the cohort"
    return ""


def reason_in_set(person: Person, learning_set: LearningSet) -> str:
    """The same for those who run a set, of the others who facilitate it."""
    if learning_set.organiser_id == person.id and holds(person, Role.set_organiser):
        return "organiser of the set"
    today = centre_clock.today()
    if any(
        each.person_id == person.id and each.starts_on <= today and (each.ends_on is None or today <= each.ends_on)
        for each in learning_set.facilitators
    ):
        return "facilitates the set together with the trainee"
    return ""


def to_do_now(enrolment: Enrolment, *, unit: str | None = None, of_set: bool = False) -> list[Adjustment]:
    """What is to be done for a trainee today, on one unit or on any."""
    rows: list[Adjustment] = enrolment.adjustments  # type: ignore[attr-defined]
    today = centre_clock.today()
    return [
        each
        for each in rows
        if each.holds_on(today) and (unit is None or not each.units or unit in each.units)
        if not of_set or each.tells_sets
    ]
