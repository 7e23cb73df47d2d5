"""What to read of plans, draws and samples."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased, defer, joinedload, selectinload

from assessments.grading.models import UnitDecision
from assessments.iqa.models import (
    DrawnDecision,
    EqaVisit,
    IqaSample,
    SampleDraw,
    SampleJudgement,
    SampleState,
    SamplingPlan,
    SamplingPolicy,
)
from assessments.iqa.workflow import DONE
from core.db import db
from people import centre_clock
from people.models import Person, Role, RoleGrant
from people.policy import holds
from training.awards.models import AwardVersion
from training.enrolments.models import Enrolment, EnrolmentState
from training.enrolments.queries import reached_by
from training.portfolio.models import Submission, SubmissionState
from training.portfolio.workflow import SUBMISSION, SubmissionAction

FINAL = (SubmissionState.final_pass, SubmissionState.final_refer)
SAMPLEABLE = tuple(state for state in SubmissionState if SUBMISSION.allows(state, SubmissionAction.sample))

# A draw with its picks, whose work they are, and what was said of them.
WITH_ITS_SAMPLES = (
    joinedload(SampleDraw.plan),
    joinedload(SampleDraw.drawn_by),
    selectinload(SampleDraw.samples).options(
        joinedload(IqaSample.decision)
        .joinedload(UnitDecision.submission)
        .joinedload(Submission.enrolment)
        .joinedload(Enrolment.award_version),
        selectinload(IqaSample.judgements).joinedload(SampleJudgement.decision),
    ),
)


def _of_decision() -> tuple[Any, ...]:
    """What a line of a list says of a decision; the bundle itself is long and stays in the database."""
    return (
        joinedload(UnitDecision.assessor),
        joinedload(UnitDecision.submission).options(
            defer(Submission.manifest),
            joinedload(Submission.unit),
            joinedload(Submission.enrolment).joinedload(Enrolment.person),
        ),
    )


# ---- Plans and draws ----


def latest_policy(on: date) -> SamplingPolicy | None:
    """The version of the policy that is in force on a day."""
    query = select(SamplingPolicy).where(SamplingPolicy.starts_on <= on).order_by(SamplingPolicy.number.desc())
    return db.session.scalars(query.limit(1)).first()


def plan_on(day: date) -> SamplingPlan | None:
    """The plan of the period that a day is in."""
    query = select(SamplingPlan).where(SamplingPlan.starts_on <= day, SamplingPlan.ends_on >= day)
    return db.session.scalar(query.options(joinedload(SamplingPlan.policy)))


def plans() -> list[SamplingPlan]:
    """All plans, the latest first."""
    return list(db.session.scalars(select(SamplingPlan).order_by(SamplingPlan.starts_on.desc())))


def draws_of(plan: SamplingPlan) -> list[SampleDraw]:
    """The draws of a plan, first to last; the lists they were made over only on demand."""
    query = (
        select(SampleDraw)
        .where(SampleDraw.plan_id == plan.id)
        .options(joinedload(SampleDraw.drawn_by), defer(SampleDraw.inputs))
        .order_by(SampleDraw.id)
    )
    return list(db.session.scalars(query))


def undrawn() -> Select[UnitDecision]:
    """The final decisions that the next draw covers: never drawn, and not waiting for a second look."""
    drawn = select(DrawnDecision.id).where(DrawnDecision.decision_id == UnitDecision.id)
    return (
        select(UnitDecision)
        .join(UnitDecision.submission)
        .where(Submission.state.in_(FINAL), _is_of_here(), is_latest(), ~drawn.exists(), ~_waits())
        .order_by(UnitDecision.decided_at, UnitDecision.id)
    )


def _is_of_here() -> ColumnElement[bool]:
    """A decision that came with a portfolio was checked where it was made."""
    return Submission.enrolment.has(Enrolment.state != EnrolmentState.brought_in)


def _waits() -> ColumnElement[bool]:
    """A sample on the same submission is not done: one of this decision, or one that waits for it."""
    earlier = aliased(UnitDecision)
    return (
        select(IqaSample.id)
        .join(earlier, earlier.id == IqaSample.decision_id)
        .where(earlier.submission_id == UnitDecision.submission_id, IqaSample.state.not_in(DONE))
        .exists()
    )


def addable(plan: SamplingPlan) -> Select[UnitDecision]:
    """The decisions that may be added to the picks of a plan: final, with no sample, and still open to a second look.

    No draw has covered them, or one of this plan passed them over. Once the trainee sent the unit again, or holds the
    award, an earlier decision is past being changed.
    """
    sampled = select(IqaSample.id).where(
        IqaSample.decision_id == UnitDecision.id, IqaSample.state != SampleState.cancelled
    )
    passed_over = (
        select(DrawnDecision.id)
        .join(SampleDraw, SampleDraw.id == DrawnDecision.draw_id)
        .where(DrawnDecision.decision_id == UnitDecision.id, SampleDraw.plan_id == plan.id)
    )
    later = aliased(Submission)
    sent_again = select(later.id).where(
        later.enrolment_id == Submission.enrolment_id,
        later.unit_id == Submission.unit_id,
        later.attempt > Submission.attempt,
    )
    return (
        select(UnitDecision)
        .join(UnitDecision.submission)
        .join(Submission.enrolment)
        .where(
            Submission.state.in_(SAMPLEABLE),
            _is_of_here(),
            is_latest(),
            ~sampled.exists(),
            ~_waits(),
            or_(
                Submission.state.in_(FINAL),
                and_(passed_over.exists(), ~sent_again.exists(), Enrolment.state == EnrolmentState.active),
            ),
        )
        .options(*_of_decision())
        .order_by(UnitDecision.decided_at, UnitDecision.id)
    )


def is_latest() -> ColumnElement[bool]:
    """No later decision on the same submission supersedes it."""
    later = aliased(UnitDecision)
    newer = select(later.id).where(and_(later.submission_id == UnitDecision.submission_id, later.id > UnitDecision.id))
    return ~newer.exists()


# ---- Samples ----


def samples_of(plan: SamplingPlan, person: Person, *, done: bool) -> Select[IqaSample]:
    """The picks of a plan that a quality assurer may open, still to do or done, as they were made, for a paged list."""
    is_done = IqaSample.state.in_(DONE)
    return (
        select(IqaSample)
        .where(IqaSample.plan_id == plan.id, is_done if done else ~is_done, _in_reach(person))
        .options(
            joinedload(IqaSample.decision).options(*_of_decision()),
            joinedload(IqaSample.iqa),
            selectinload(IqaSample.judgements),
        )
        .order_by(IqaSample.id)
    )


def _in_reach(person: Person) -> ColumnElement[bool]:
    """The samples of trainees whose organisations the person's roles cover, and never of their own work."""
    reached = (Enrolment.person_id != person.id) & Enrolment.person.has(reached_by(person, Role.iqa, Role.lead_iqa))
    return IqaSample.decision.has(UnitDecision.submission.has(Submission.enrolment.has(reached)))


def sample_for_page(sample: IqaSample) -> IqaSample:
    """The sample with its decision, trainee, award and what was said about it; what is loaded already stays."""
    query = (
        select(IqaSample)
        .where(IqaSample.id == sample.id)
        .options(
            joinedload(IqaSample.iqa),
            joinedload(IqaSample.added_by),
            joinedload(IqaSample.draw),
            joinedload(IqaSample.decision).options(
                *_of_decision(),
                joinedload(UnitDecision.submission)
                .joinedload(Submission.enrolment)
                .joinedload(Enrolment.award_version)
                .joinedload(AwardVersion.award),
            ),
            selectinload(IqaSample.judgements).joinedload(SampleJudgement.signature),
            joinedload(IqaSample.closing),
        )
    )
    return db.session.scalars(query).one()


@dataclass(frozen=True, slots=True)
class Dot:
    """One decision of a plan: whose it is and, when it was picked, the state of its sample."""

    decision_id: int
    assessor_id: int
    assessor: str
    assessor_key: str
    state: SampleState | None

    @property
    def look(self) -> str:
        """As `components/dots.html` draws it."""
        if self.state is None or self.state is SampleState.cancelled:
            return ""
        return "done" if self.state is SampleState.closed else "picked"


def dots_of(plan: SamplingPlan) -> list[Dot]:
    """Every decision that the plan has drawn or that was added to it, by assessor, in one statement."""
    query = (
        select(UnitDecision.id, Person.id, Person.given_name, Person.family_name, Person.public_id, IqaSample.state)
        .join(Person, Person.id == UnitDecision.assessor_id)
        .outerjoin(DrawnDecision, DrawnDecision.decision_id == UnitDecision.id)
        .outerjoin(SampleDraw, and_(SampleDraw.id == DrawnDecision.draw_id, SampleDraw.plan_id == plan.id))
        .outerjoin(
            IqaSample,
            and_(
                IqaSample.decision_id == UnitDecision.id,
                IqaSample.plan_id == plan.id,
                IqaSample.state != SampleState.cancelled,
            ),
        )
        .where(or_(SampleDraw.id.is_not(None), IqaSample.id.is_not(None)))
        .order_by(Person.family_name, Person.given_name, Person.id, UnitDecision.id)
    )
    return [
        Dot(decision_id, person_id, f"{given} {family}".strip(), str(key), state)
        for decision_id, person_id, given, family, key, state in db.session.execute(query)
    ]


def judged_by(plan: SamplingPlan) -> dict[str, bool]:
    """Each quality assurer of the centre by name, and whether they have judged a sample in the plan's year."""
    judged = select(SampleJudgement.id).where(
        SampleJudgement.iqa_id == Person.id, func.extract("year", SampleJudgement.judged_at) == plan.starts_on.year
    )
    holds = select(RoleGrant.id).where(
        RoleGrant.person_id == Person.id,
        RoleGrant.role.in_((Role.iqa, Role.lead_iqa)),
        RoleGrant.starts_on <= plan.ends_on,
        or_(RoleGrant.ends_on.is_(None), RoleGrant.ends_on >= plan.starts_on),
    )
    query = (
        select(Person.given_name, Person.family_name, judged.exists())
        .where(holds.exists())
        .order_by(Person.family_name, Person.given_name, Person.id)
    )
    return {f"{given} {family}".strip(): bool(has) for given, family, has in db.session.execute(query)}


def judged_for(assessor: Person) -> Select[IqaSample]:
    """What quality assurance said about an assessor's decisions, the latest first."""
    said = select(SampleJudgement.id).where(SampleJudgement.sample_id == IqaSample.id)
    return (
        select(IqaSample)
        .join(IqaSample.decision)
        .where(UnitDecision.assessor_id == assessor.id, said.exists())
        .options(
            joinedload(IqaSample.decision).options(*_of_decision()),
            joinedload(IqaSample.iqa),
            selectinload(IqaSample.judgements),
        )
        .order_by(IqaSample.id.desc())
    )


def closed_samples(version: AwardVersion) -> Select[IqaSample]:
    """The closed samples of an award version, the latest first: what an external quality assurer may read."""
    return (
        select(IqaSample)
        .join(IqaSample.decision)
        .join(UnitDecision.submission)
        .join(Submission.enrolment)
        .where(IqaSample.state == SampleState.closed, Enrolment.award_version_id == version.id)
        .options(
            joinedload(IqaSample.decision).options(*_of_decision()),
            joinedload(IqaSample.iqa),
            selectinload(IqaSample.judgements),
        )
        .order_by(IqaSample.id.desc())
    )


def samples_on(submission_ids: Collection[int]) -> dict[int, IqaSample]:
    """The live sample on each of these submissions, if there is one, by the submission's id.

    One that closed before the decision was made anew, after an appeal, says nothing about the new one.
    """
    query = (
        select(UnitDecision.submission_id, IqaSample)
        .join(UnitDecision, UnitDecision.id == IqaSample.decision_id)
        .where(
            UnitDecision.submission_id.in_(submission_ids),
            IqaSample.state != SampleState.cancelled,
            or_(IqaSample.state != SampleState.closed, is_latest()),
        )
        .order_by(IqaSample.id)
    )
    return dict(db.session.execute(query).all())


def drawn_on(submission_ids: Iterable[int]) -> set[int]:
    """Of which of these submissions a draw has covered the decision that stands."""
    query = (
        select(UnitDecision.submission_id)
        .join(DrawnDecision, DrawnDecision.decision_id == UnitDecision.id)
        .where(UnitDecision.submission_id.in_(list(submission_ids)), is_latest())
    )
    return set(db.session.scalars(query))


def visited_today(person: Person) -> Select[int]:
    """The ids of the award versions that an external quality assurer may read today; none for anybody else."""
    today = centre_clock.today()
    return select(EqaVisit.award_version_id).where(
        EqaVisit.eqa_id == (person.id if holds(person, Role.eqa) else None),
        EqaVisit.starts_on <= today,
        EqaVisit.ends_on >= today,
    )
