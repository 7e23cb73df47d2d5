"""Who has come too close to a trainee since they were given a part, and the conflicts of interest there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, case, or_, select
from sqlalchemy.orm import defer, joinedload

from assessments.grading.models import UnitDecision
from assessments.iqa.models import IqaSample, SampleState
from core.db import db
from people.models import ConflictDecision, ConflictDeclaration, Person
from people.policy import covers
from training.awards.models import Unit
from training.enrolments.independence import Objection, OnRecord, objection
from training.enrolments.models import Allocation, AllocationRole, Enrolment, EnrolmentState
from training.enrolments.policy import HELD_AS
from training.portfolio.models import Submission
from training.portfolio.workflow import WITH_ASSESSOR
from training.practice.models import (
    ObservationState,
    ObservedPractice,
    PracticeRecord,
    SupervisionMeeting,
    SupervisionState,
)

OPEN_SAMPLES = (SampleState.open, SampleState.agree_with_action)
Pair = tuple[int, int]
"""The ids of a member of staff and a trainee."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody holds a part towards a trainee that they could not be given today. `unit` None: on all units."""

    person: Person
    enrolment: Enrolment
    role: AllocationRole
    unit: Unit | None
    against: Objection


def clashes(today: date) -> list[Clash]:
    """Every part that is held now and that something stands against, by trainee; in a fixed number of statements."""
    parts = dict.fromkeys((*_allocated(today), *_assessing(), *_checking()))
    pairs = {(person.id, enrolment.person_id) for person, enrolment, _role, _unit in parts}
    known = _known(pairs)
    held: defaultdict[Pair, set[AllocationRole]] = defaultdict(set)
    for person, enrolment, role, _unit in parts:
        held[person.id, enrolment.id].add(role)
    found = []
    for person, enrolment, role, unit in parts:
        roles = held[person.id, enrolment.id]
        pair = (person.id, enrolment.person_id)
        against = objection(
            role,
            OnRecord(
                is_the_trainee=person.id == enrolment.person_id,
                holds_role=_holds(person, role, enrolment, today),
                assesses=AllocationRole.assessor in roles and role is not AllocationRole.assessor,
                checks=AllocationRole.iqa in roles and role is not AllocationRole.iqa,
                taught_or_observed=pair in known.observed,
                is_line_manager=enrolment.person.line_manager_id == person.id,
                conflicts=tuple(known.conflicts[pair]),
                supervises=AllocationRole.supervisor in roles or pair in known.supervised,
                teaches=enrolment.cohort is not None and enrolment.cohort.tutor_id == person.id,
            ),
        )
        if against is not None:
            found.append(Clash(person, enrolment, role, unit, against))
    return sorted(found, key=lambda each: (each.enrolment.person.family_name, each.enrolment.id, each.person.id))


def declared() -> Select[ConflictDeclaration]:
    """All conflicts of interest on record: first those that wait to be decided, then the latest."""
    waits = case((ConflictDeclaration.decision == ConflictDecision.open, 0), else_=1)
    return (
        select(ConflictDeclaration)
        .options(joinedload(ConflictDeclaration.person), joinedload(ConflictDeclaration.about))
        .order_by(waits, ConflictDeclaration.declared_on.desc(), ConflictDeclaration.id.desc())
    )


@dataclass(frozen=True, slots=True)
class _Known:
    observed: set[Pair]
    supervised: set[Pair]
    conflicts: defaultdict[Pair, list[ConflictDecision]]


_Part = tuple[Person, Enrolment, AllocationRole, Unit | None]


def _allocated(today: date) -> Iterable[_Part]:
    query = (
        select(Allocation)
        .join(Allocation.enrolment)
        .where(
            Enrolment.state == EnrolmentState.active,
            Allocation.starts_on <= today,
            or_(Allocation.ends_on.is_(None), Allocation.ends_on >= today),
        )
        .options(
            joinedload(Allocation.person).selectinload(Person.grants),
            joinedload(Allocation.enrolment).options(joinedload(Enrolment.person), joinedload(Enrolment.cohort)),
            joinedload(Allocation.unit),
        )
        .order_by(Allocation.id)
    )
    return ((row.person, row.enrolment, row.role, row.unit) for row in db.session.scalars(query))


def _assessing() -> Iterable[_Part]:
    """Units that are with an assessor, whether or not that assessor is allocated to the trainee."""
    query = (
        select(Submission)
        .join(Submission.enrolment)
        .where(
            Submission.state.in_(WITH_ASSESSOR),
            Submission.assessor_id.is_not(None),
            Enrolment.state == EnrolmentState.active,
        )
        .options(
            defer(Submission.manifest),
            joinedload(Submission.assessor).selectinload(Person.grants),
            joinedload(Submission.enrolment).options(joinedload(Enrolment.person), joinedload(Enrolment.cohort)),
            joinedload(Submission.unit),
        )
        .order_by(Submission.id)
    )
    return (
        (row.assessor, row.enrolment, AllocationRole.assessor, row.unit)
        for row in db.session.scalars(query)
        if row.assessor is not None
    )


def _checking() -> Iterable[_Part]:
    """Samples that somebody has opened and not closed."""
    submission = joinedload(IqaSample.decision).joinedload(UnitDecision.submission)
    query = (
        select(IqaSample)
        .where(IqaSample.state.in_(OPEN_SAMPLES))
        .options(
            joinedload(IqaSample.iqa).selectinload(Person.grants),
            submission.options(
                defer(Submission.manifest),
                joinedload(Submission.enrolment).options(joinedload(Enrolment.person), joinedload(Enrolment.cohort)),
                joinedload(Submission.unit),
            ),
        )
        .order_by(IqaSample.id)
    )
    return (
        (row.iqa, row.enrolment, AllocationRole.iqa, row.decision.submission.unit)
        for row in db.session.scalars(query)
        if row.iqa is not None
    )


def _known(pairs: set[Pair]) -> _Known:
    staff, trainees = {one for one, _other in pairs}, {other for _one, other in pairs}
    observed = (
        select(ObservedPractice.observer_id, PracticeRecord.person_id)
        .join(PracticeRecord, PracticeRecord.id == ObservedPractice.practice_record_id)
        .where(ObservedPractice.observer_id.in_(staff), ObservedPractice.state != ObservationState.cancelled)
    )
    supervised = select(SupervisionMeeting.supervisor_id, SupervisionMeeting.trainee_id).where(
        SupervisionMeeting.supervisor_id.in_(staff), SupervisionMeeting.state == SupervisionState.signed
    )
    conflicts: defaultdict[Pair, list[ConflictDecision]] = defaultdict(list)
    query = select(ConflictDeclaration.person_id, ConflictDeclaration.about_id, ConflictDeclaration.decision).where(
        or_(
            ConflictDeclaration.person_id.in_(trainees) & ConflictDeclaration.about_id.in_(staff),
            ConflictDeclaration.person_id.in_(staff) & ConflictDeclaration.about_id.in_(trainees),
        )
    )
    for one, other, decision in db.session.execute(query):
        conflicts[one, other].append(decision)
        conflicts[other, one].append(decision)
    return _Known(
        {(row[0], row[1]) for row in db.session.execute(observed)},
        {(one, other) for one, other in db.session.execute(supervised) if one is not None},
        conflicts,
    )


def _holds(person: Person, role: AllocationRole, enrolment: Enrolment, today: date) -> bool:
    return any(
        grant.role in HELD_AS[role] and grant.is_current(today) and covers(grant, enrolment.person.organisation_id)
        for grant in person.grants
    )
