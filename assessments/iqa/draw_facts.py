"""What a draw is made over, read from the database: the facts of `sampling`, and the names of whom they are about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import defer, joinedload

from assessments.grading.models import Countersignature, Outcome, UnitDecision
from assessments.iqa import mapping, queries, sampling
from assessments.iqa.models import (
    DrawnDecision,
    IqaSample,
    SampleDraw,
    SampleJudgement,
    SampleOutcome,
    SampleState,
    SamplingPlan,
)
from core.db import db
from people import centre_clock
from people.models import Person, Site
from training.awards.models import AssessmentCriterion, AwardVersion, Unit
from training.enrolments.models import Enrolment, EnrolmentState
from training.portfolio.models import EvidenceItem, Submission, SubmissionItem

AGREED = {SampleOutcome.agree, SampleOutcome.agree_with_action}
AssessorAward = tuple[int, int]
"""An assessor and an award, by their ids."""


@dataclass(slots=True)
class Record:
    """What quality assurance has found of an assessor on an award so far."""

    agreed_on: list[date] = field(default_factory=list)
    concern_on: date | None = None

    def facts(self, *, qualified: bool) -> sampling.AssessorFacts:
        """As the policy's bands look at it."""
        since = [day for day in self.agreed_on if self.concern_on is not None and day > self.concern_on]
        return sampling.AssessorFacts(qualified, len(self.agreed_on), self.concern_on, len(since))


def undrawn_decisions() -> list[UnitDecision]:
    """The decisions that the next draw covers, with all that it looks at."""
    enrolment = joinedload(UnitDecision.submission).joinedload(Submission.enrolment)
    query = queries.undrawn().options(
        joinedload(UnitDecision.assessor),
        joinedload(UnitDecision.submission).options(defer(Submission.manifest), joinedload(Submission.unit)),
        enrolment.joinedload(Enrolment.person).joinedload(Person.site),
        enrolment.joinedload(Enrolment.award_version).joinedload(AwardVersion.award),
    )
    return list(db.session.scalars(query))


def facts_of(decisions: Sequence[UnitDecision], plan: SamplingPlan) -> list[sampling.Decision]:
    """The decisions as the draw looks at them, in five statements whatever their number."""
    policy = mapping.policy_of(plan.policy.settings)
    methods, places, records = _methods(decisions), _places(decisions), records_of(decisions)
    proven = _proven_versions(plan)
    today = centre_clock.today()

    def facts(decision: UnitDecision) -> sampling.Decision:
        submission = decision.submission
        version, person = submission.enrolment.award_version, submission.enrolment.person
        record = records[decision.assessor_id, version.award_id]
        assessor = record.facts(qualified=not decision.needs_countersignature)
        return sampling.Decision(
            id=str(decision.public_id),
            assessor=str(decision.assessor.public_id),
            award=mapping.award_key(version),
            unit=submission.unit.code,
            band=sampling.band_of(assessor, today, policy),
            is_refer=decision.outcome is Outcome.refer,
            nth=places[decision.id],
            methods=frozenset(methods[submission.id]),
            site=str(person.site.public_id) if person.site else None,
            managed_conflict=submission.managed_conflict,
            first_run=version.id not in proven,
        )

    return [facts(decision) for decision in decisions]


def inputs_of(plan: SamplingPlan, decisions: Sequence[UnitDecision]) -> dict[str, Any]:
    """Everything that a draw over these decisions depends on, beside the seed, as JSON.

    Decisions that earlier draws of the period covered stand as those draws kept them.
    """
    last = _last_draw(plan)
    before = last.inputs["decisions"] if last else []
    people = {str(each.assessor.public_id): each.assessor.full_name for each in decisions}
    visited = [each.submission.enrolment.person.site for each in decisions]
    seen = {str(site.public_id): site.name for site in visited if site is not None}
    sites = _sites()
    return {
        "policy_number": plan.policy.number,
        "policy": plan.policy.settings,
        "decisions": [*before, *map(mapping.to_json, facts_of(decisions, plan))],
        "already_drawn": _already_drawn(plan),
        "sampled_this_year": _sampled_this_year(plan),
        "methods": _expected_methods(),
        "sites": sorted(sites),
        "names": (last.inputs["names"] if last else {}) | people | sites | seen,
    }


def records_of(decisions: Iterable[UnitDecision]) -> dict[AssessorAward, Record]:
    """What quality assurance has found of these assessors, by assessor and award (domain §6, bands)."""
    records: defaultdict[AssessorAward, Record] = defaultdict(Record)
    query = (
        select(
            UnitDecision.assessor_id,
            AwardVersion.award_id,
            SampleJudgement.outcome,
            SampleJudgement.is_major,
            SampleJudgement.judged_at,
        )
        .join(UnitDecision, UnitDecision.id == SampleJudgement.decision_id)
        .join(UnitDecision.submission)
        .join(Submission.unit)
        .join(Unit.award_version)
        .where(UnitDecision.assessor_id.in_({decision.assessor_id for decision in decisions}))
        .order_by(SampleJudgement.judged_at, SampleJudgement.id)
    )
    for assessor_id, award_id, outcome, is_major, judged_at in db.session.execute(query):
        record, day = records[assessor_id, award_id], centre_clock.day_of(judged_at)
        if outcome in AGREED:
            record.agreed_on.append(day)
        if outcome is SampleOutcome.disagree or is_major:
            record.concern_on = day
    return records


def _places(decisions: Sequence[UnitDecision]) -> dict[int, int]:
    """The place of each decision, from 1, among all that its assessor made on that award; declined ones left out."""
    query = (
        select(UnitDecision.id, UnitDecision.assessor_id, AwardVersion.award_id)
        .join(UnitDecision.submission)
        .join(Submission.unit)
        .join(Unit.award_version)
        .outerjoin(Countersignature, Countersignature.decision_id == UnitDecision.id)
        .where(
            UnitDecision.assessor_id.in_({decision.assessor_id for decision in decisions}),
            or_(Countersignature.id.is_(None), Countersignature.agreed.is_(True)),
        )
        .order_by(UnitDecision.decided_at, UnitDecision.id)
    )
    made: defaultdict[AssessorAward, int] = defaultdict(int)
    places = {}
    for decision_id, assessor_id, award_id in db.session.execute(query):
        made[assessor_id, award_id] += 1
        places[decision_id] = made[assessor_id, award_id]
    return places


def _methods(decisions: Sequence[UnitDecision]) -> dict[int, set[str]]:
    """The kinds of evidence that each submission holds, by its id."""
    query = (
        select(SubmissionItem.submission_id, EvidenceItem.kind)
        .join(EvidenceItem, EvidenceItem.id == SubmissionItem.evidence_item_id)
        .where(SubmissionItem.submission_id.in_([decision.submission_id for decision in decisions]))
        .distinct()
    )
    found: defaultdict[int, set[str]] = defaultdict(set)
    for submission_id, kind in db.session.execute(query):
        found[submission_id].add(kind.value)
    return found


def _proven_versions(plan: SamplingPlan) -> set[int]:
    """The award versions past their first run: an earlier period closed all its samples and none was overturned."""
    open_ = func.count(IqaSample.id).filter(IqaSample.state != SampleState.closed)
    overturned = func.count(SampleJudgement.id).filter(SampleJudgement.outcome == SampleOutcome.disagree)
    query = (
        select(Enrolment.award_version_id)
        .join(Submission, Submission.enrolment_id == Enrolment.id)
        .join(UnitDecision, UnitDecision.submission_id == Submission.id)
        .join(IqaSample, IqaSample.decision_id == UnitDecision.id)
        .join(SamplingPlan, SamplingPlan.id == IqaSample.plan_id)
        .outerjoin(SampleJudgement, SampleJudgement.sample_id == IqaSample.id)
        .where(SamplingPlan.ends_on < plan.starts_on, IqaSample.state != SampleState.cancelled)
        .group_by(Enrolment.award_version_id, SamplingPlan.id)
        .having(open_ == 0, overturned == 0)
    )
    return set(db.session.scalars(query))


def _last_draw(plan: SamplingPlan) -> SampleDraw | None:
    query = select(SampleDraw).where(SampleDraw.plan_id == plan.id).order_by(SampleDraw.id.desc())
    return db.session.scalars(query.limit(1)).first()


def _already_drawn(plan: SamplingPlan) -> dict[str, bool]:
    query = (
        select(UnitDecision.public_id, DrawnDecision.picked)
        .join(DrawnDecision, DrawnDecision.decision_id == UnitDecision.id)
        .join(SampleDraw, SampleDraw.id == DrawnDecision.draw_id)
        .where(SampleDraw.plan_id == plan.id)
        .order_by(DrawnDecision.id)
    )
    return {str(public_id): picked for public_id, picked in db.session.execute(query)}


def _sampled_this_year(plan: SamplingPlan) -> list[dict[str, Any]]:
    """The decisions that earlier periods of the year picked, as their draws kept them."""
    earlier = db.session.scalars(
        select(SamplingPlan).where(
            SamplingPlan.starts_on >= date(plan.starts_on.year, 1, 1), SamplingPlan.ends_on < plan.starts_on
        )
    )
    kept = []
    for period in earlier:
        picked = {key for key, was_picked in _already_drawn(period).items() if was_picked}
        last = _last_draw(period)
        kept += [each for each in (last.inputs["decisions"] if last else []) if each["id"] in picked]
    return kept


def _expected_methods() -> list[str]:
    """The kinds of evidence that the awards in use ask for."""
    versions = select(Enrolment.award_version_id).where(Enrolment.state == EnrolmentState.active)
    query = (
        select(AssessmentCriterion.evidence_kinds)
        .join(Unit, Unit.id == AssessmentCriterion.unit_id)
        .where(Unit.award_version_id.in_(versions))
    )
    return sorted({kind for kinds in db.session.scalars(query) for kind in kinds})


def _sites() -> dict[str, str]:
    """The sites where somebody is in training, by public id."""
    query = (
        select(Site.public_id, Site.name)
        .join(Person, Person.site_id == Site.id)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.state == EnrolmentState.active)
        .distinct()
    )
    return {str(public_id): name for public_id, name in db.session.execute(query)}
