"""Who may draw, sample and read what quality assurance says (domain §9; invariant 20)."""

from typing import Any

from flask_babel import gettext as _

from assessments.iqa import mapping
from assessments.iqa.models import EqaVisit, IqaSample, SampleDraw, SampleState, SamplingPlan
from core import clock
from core.policy import Refusal
from people.models import Person, Role
from people.policy import holds
from training.awards.models import AwardVersion
from training.enrolments.models import Enrolment
from training.enrolments.policy import reaches

JUDGED = set(SampleState) - {SampleState.planned, SampleState.open, SampleState.cancelled}


def is_iqa(person: Person) -> bool:
    """An internal quality assurer, or the lead."""
    return holds(person, Role.iqa, Role.lead_iqa)


def can_see_sampling(person: Person) -> bool:
    """Open the sampling plans."""
    return is_iqa(person)


def can_see_plan(person: Person, plan: SamplingPlan) -> bool:
    """Open one plan."""
    return is_iqa(person)


def can_draw(person: Person, plan: SamplingPlan) -> bool:
    """Make a draw, or add a sample to it."""
    return is_iqa(person)


def can_repeat(person: Person, draw: SampleDraw) -> bool:
    """Make a draw again to see that the same comes out: also an external quality assurer in a visit."""
    return is_iqa(person) or (holds(person, Role.eqa) and any(_in_scope(person, sample) for sample in draw.samples))


def listed_for(person: Person, draw: SampleDraw) -> list[dict[str, Any]]:
    """The decisions that a draw was made over, as it kept them; for an EQA those of the awards of their visits."""
    listed: list[dict[str, Any]] = draw.inputs["decisions"]
    if is_iqa(person):
        return listed
    versions = {sample.enrolment.award_version for sample in draw.samples if _in_scope(person, sample)}
    visited = {mapping.award_key(version) for version in versions}
    return [each for each in listed if each["award"] in visited]


def quality_assures(person: Person, enrolment: Enrolment) -> bool:
    """Whether the person is an IQA, or the lead, for the trainee's organisation; nobody is for their own work."""
    if not is_iqa(person) or person.id == enrolment.person_id:
        return False
    return any(reaches(person, role, enrolment.person.organisation_id) for role in (Role.iqa, Role.lead_iqa))


def can_see(person: Person, sample: IqaSample) -> bool:
    """Open a sample: quality assurers of the trainee's organisation, the assessor once judged, an EQA in scope."""
    if person.id == sample.enrolment.person_id:
        return False
    return quality_assures(person, sample.enrolment) or can_act_on(person, sample) or _in_scope(person, sample)


def can_act_on(person: Person, sample: IqaSample) -> bool:
    """Read the feedback on one's own decision, and say that its action is done."""
    return sample.state in JUDGED and sample.decision.assessor_id == person.id and holds(person, Role.assessor)


def can_read(person: Person, sample: IqaSample) -> bool | Refusal:
    """Read the mark sheet and the evidence behind it: the IQA who opened it, the lead, an EQA in scope."""
    if _in_scope(person, sample):
        return True
    if sample.iqa_id == person.id:
        return quality_assures(person, sample.enrolment)
    return sample.iqa_id is not None and leads(person, sample)


def can_open(person: Person, sample: IqaSample) -> bool:
    """Take a sample on; whether the person is far enough from the trainee is asked by the service."""
    return quality_assures(person, sample.enrolment)


def can_judge(person: Person, sample: IqaSample) -> bool:
    """Judge a sample: the IQA who opened it."""
    return sample.iqa_id == person.id and can_open(person, sample)


def can_close(person: Person, sample: IqaSample) -> bool:
    """Sign that the action is done: the IQA who asked for it, or the lead."""
    return can_judge(person, sample) or leads(person, sample)


def can_replace(person: Person, sample: IqaSample) -> bool | Refusal:
    """Cancel a planned sample and put another in its place: the lead alone (domain §5)."""
    return leads(person, sample) or Refusal(_("Only the lead quality assurer can replace a sample."))


def leads(person: Person, sample: IqaSample) -> bool:
    """Whether the person is the lead quality assurer for the trainee's organisation."""
    return holds(person, Role.lead_iqa) and reaches(person, Role.lead_iqa, sample.enrolment.person.organisation_id)


def can_see_feedback(person: Person) -> bool:
    """Open the list of what quality assurance said about one's own decisions."""
    return holds(person, Role.assessor)


def open_visit(person: Person, version: AwardVersion) -> EqaVisit | None:
    """The window that lets an external quality assurer read this award today; None outside one."""
    if not holds(person, Role.eqa):
        return None
    today = clock.today(person.centre.zone)
    visits: list[EqaVisit] = version.eqa_visits  # type: ignore[attr-defined]
    return next((visit for visit in visits if visit.eqa_id == person.id and visit.is_open(today)), None)


def visit_for(person: Person, sample: IqaSample) -> EqaVisit | None:
    """The open visit that lets an external quality assurer read a sample's award; None outside one."""
    return open_visit(person, sample.enrolment.award_version) if holds(person, Role.eqa) else None


def _in_scope(person: Person, sample: IqaSample) -> bool:
    """Whether a visit covers the sample: closed, of its award."""
    return sample.state is SampleState.closed and visit_for(person, sample) is not None
