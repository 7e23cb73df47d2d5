"""What to read of adjustments."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import defer, joinedload, selectinload, undefer
from sqlalchemy.orm.interfaces import ORMOption

from assessments.adjustments.models import OPEN, Adjustment, AdjustmentAllowance, AdjustmentState
from assessments.iqa.models import EqaVisit
from core.db import db
from people import centre_clock
from people.models import Person, Role
from people.policy import holds, is_centre_administrator
from training.allowances.models import Allowance
from training.awards.models import AwardVersion, Unit
from training.enrolments.models import Enrolment
from training.enrolments.queries import reached_by
from training.portfolio.models import Submission
from training.portfolio.workflow import REFERRED, WITH_ASSESSOR


def own(person: Person) -> list[Adjustment]:
    """A trainee's own adjustments, the latest first."""
    query = (
        select(Adjustment)
        .join(Adjustment.enrolment)
        .where(Enrolment.person_id == person.id)
        .order_by(Adjustment.id.desc())
        .options(joinedload(Adjustment.enrolment).joinedload(Enrolment.award_version))
    )
    return list(db.session.scalars(query))


def for_policy() -> tuple[ORMOption, ...]:
    """What the policies ask of a trainee's place, read along with an adjustment."""
    place = joinedload(Adjustment.enrolment)
    return (
        place.joinedload(Enrolment.person),
        place.joinedload(Enrolment.cohort),
        place.selectinload(Enrolment.allocations),
    )


def for_page(adjustment: Adjustment, *, with_units: bool = False) -> Adjustment:
    """The adjustment with trainee, award and what is sealed; `with_units`: also what the award asks, to decide."""
    award = joinedload(Adjustment.enrolment).joinedload(Enrolment.award_version)
    query = (
        select(Adjustment)
        .where(Adjustment.id == adjustment.id)
        .options(
            *for_policy(),
            award.selectinload(AwardVersion.units).joinedload(Unit.criteria) if with_units else award,
            undefer(Adjustment.sealed),
            undefer(Adjustment.sealed_reason),
            joinedload(Adjustment.submission).load_only(Submission.attempt).joinedload(Submission.unit),
            joinedload(Adjustment.evidence),
            joinedload(Adjustment.decided_by),
            joinedload(Adjustment.signature),
        )
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(query).unique().one()


def to_decide(person: Person) -> Select[Adjustment]:
    """The requests that wait for a lead quality assurer, the longest waiting first."""
    return (
        select(Adjustment)
        .join(Adjustment.enrolment)
        .join(Enrolment.person)
        .where(Adjustment.state.in_(OPEN), Person.id != person.id, reached_by(person, Role.lead_iqa))
        .order_by(Adjustment.asked_at, Adjustment.id)
        .options(joinedload(Adjustment.enrolment).joinedload(Enrolment.person))
    )


def listed_for(person: Person) -> Select[Adjustment]:
    """The adjustments of which this person reads how they stand, the latest first."""
    return (
        select(Adjustment)
        .join(Adjustment.enrolment)
        .join(Enrolment.person)
        .where(Person.id != person.id, _state_read_by(person))
        .order_by(Adjustment.asked_at.desc(), Adjustment.id.desc())
        .options(
            joinedload(Adjustment.enrolment).options(
                joinedload(Enrolment.person), joinedload(Enrolment.award_version).defer(AwardVersion.content)
            )
        )
    )


def waiting_to_begin(today: date) -> list[Adjustment]:
    """What was approved for a day that has come."""
    query = select(Adjustment).where(Adjustment.state == AdjustmentState.approved, Adjustment.starts_on <= today)
    return list(db.session.scalars(query.order_by(Adjustment.id)))


def run_out(today: date) -> list[Adjustment]:
    """What is in force though its last day is past."""
    query = select(Adjustment).where(Adjustment.state == AdjustmentState.in_force, Adjustment.ends_on < today)
    return list(db.session.scalars(query.order_by(Adjustment.id)))


def allowances_of(adjustment: Adjustment) -> list[Allowance]:
    """What an adjustment moves."""
    query = (
        select(Allowance)
        .join(AdjustmentAllowance, AdjustmentAllowance.allowance_id == Allowance.id)
        .where(AdjustmentAllowance.adjustment_id == adjustment.id)
        .order_by(Allowance.id)
    )
    return list(db.session.scalars(query))


def marks(person: Person, enrolment: Enrolment) -> bool:
    """Whether somebody was given work of this trainee to assess, now or before."""
    query = select(Submission.id).where(Submission.enrolment_id == enrolment.id, Submission.assessor_id == person.id)
    return db.session.scalar(query.limit(1)) is not None


def attempts_of(enrolment: Enrolment) -> list[Submission]:
    """The attempts that special consideration can be asked for: the last one at each unit, sent or referred."""
    last = select(func.max(Submission.id)).where(Submission.enrolment_id == enrolment.id).group_by(Submission.unit_id)
    query = (
        select(Submission)
        .join(Unit, Unit.id == Submission.unit_id)
        .where(Submission.id.in_(last), Submission.state.in_(WITH_ASSESSOR | REFERRED))
        .order_by(Unit.position)
        .options(joinedload(Submission.unit), defer(Submission.manifest))
    )
    return list(db.session.scalars(query))


def _state_read_by(person: Person) -> ColumnElement[bool]:
    if is_centre_administrator(person):
        return Person.id.is_not(None)
    today, readable = centre_clock.today(), [reached_by(person, Role.lead_iqa)]
    if holds(person, Role.eqa):
        visited = select(EqaVisit.award_version_id).where(
            and_(EqaVisit.eqa_id == person.id, EqaVisit.starts_on <= today, EqaVisit.ends_on >= today)
        )
        readable.append(Enrolment.award_version_id.in_(visited))
    return or_(*readable)


def places_with_to_do(people: list[Person]) -> list[Enrolment]:
    """The places of these people in which organisers of sets are told something today."""
    told = select(Adjustment.enrolment_id).where(
        Adjustment.tells_sets.is_(True),
        Adjustment.state.in_((AdjustmentState.approved, AdjustmentState.in_force)),
    )
    query = (
        select(Enrolment)
        .where(Enrolment.person_id.in_([person.id for person in people]), Enrolment.id.in_(told))
        .order_by(Enrolment.id)
        .options(joinedload(Enrolment.person), selectinload(Enrolment.adjustments))  # type: ignore[attr-defined]
    )
    return list(db.session.scalars(query))
