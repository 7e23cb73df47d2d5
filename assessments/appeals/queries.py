"""What to read of appeals."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import aliased, defer, joinedload, selectinload

from assessments.appeals.models import Appeal, AppealPart, AppealStage, AppealWindows, Part
from assessments.appeals.policy import READS
from assessments.appeals.windows import Windows
from assessments.appeals.workflow import BETWEEN, CLOSED
from assessments.grading.models import UnitDecision
from assessments.iqa import queries as iqa
from assessments.malpractice.models import CaseState, MalpracticeCase
from core.db import db
from core.history import HistoryEntry
from people.models import Person, Role, RoleGrant
from people.policy import holds
from training.awards.models import AwardVersion
from training.enrolments.models import Enrolment
from training.enrolments.queries import reached_by
from training.portfolio.models import Submission


def stored_windows() -> AppealWindows | None:
    """What the centre has set; None where it has set nothing."""
    return db.session.scalar(select(AppealWindows))


def windows() -> Windows:
    """How long the parts of an appeal may take at this centre."""
    row = stored_windows()
    return Windows(**{each.name: getattr(row, each.name) for each in fields(Windows)}) if row else Windows()


@dataclass(frozen=True, slots=True)
class Around:
    """What decides whether a decision can be appealed against, beside who asks: read in one statement."""

    has_appeal: bool
    has_later_decision: bool
    has_later_attempt: bool
    confirmed_at: datetime
    raise_days: int


def around(decision: UnitDecision) -> Around:
    """What stands around a decision. One without a confirmation on record counts from the day it was made."""
    submission, later, attempt = decision.submission, aliased(UnitDecision), aliased(Submission)
    appealed = select(Appeal.id).where(Appeal.decision_id == decision.id)
    decided = select(later.id).where(later.submission_id == submission.id, later.id > decision.id)
    sent = select(attempt.id).where(
        attempt.enrolment_id == submission.enrolment_id,
        attempt.unit_id == submission.unit_id,
        attempt.id > submission.id,
    )
    confirmed = (
        select(HistoryEntry.at)
        .where(
            HistoryEntry.object_kind == Submission.__tablename__,
            HistoryEntry.object_id == submission.id,
            HistoryEntry.verb == "confirmed",
        )
        .order_by(HistoryEntry.id.desc())
        .limit(1)
    )
    days = select(AppealWindows.raise_days).limit(1)
    query = select(
        UnitDecision.id,
        appealed.exists(),
        decided.exists(),
        sent.exists(),
        confirmed.scalar_subquery(),
        days.scalar_subquery(),
    ).where(UnitDecision.id == decision.id)
    _id, has_appeal, has_later, has_sent, at, raise_days = db.session.execute(query).one()
    return Around(has_appeal, has_later, has_sent, at or decision.decided_at, raise_days or Windows().raise_days)


def appeal_on(decision: UnitDecision) -> Appeal | None:
    """The appeal against a decision, open or closed."""
    return db.session.scalar(select(Appeal).where(Appeal.decision_id == decision.id))


@dataclass(frozen=True, slots=True)
class UnitNotes:
    """What a trainee is led to from the page of a unit: an appeal, and a question about how the work was made."""

    appeal: UUID | None
    case: UUID | None
    case_is_open: bool
    answer_by: date | None


def notes_on(submission: Submission) -> UnitNotes:
    """The last appeal and the last case about an attempt, in one statement."""
    appeal = select(Appeal.public_id).where(Appeal.submission_id == submission.id).order_by(Appeal.id.desc()).limit(1)

    def of_case(column: Any) -> Any:
        last = select(column).where(MalpracticeCase.submission_id == submission.id)
        return last.order_by(MalpracticeCase.id.desc()).limit(1).scalar_subquery()

    columns = (MalpracticeCase.public_id, MalpracticeCase.state, MalpracticeCase.answer_by)
    query = select(Submission.id, appeal.scalar_subquery(), *(of_case(column) for column in columns))
    _id, appeal_id, case_id, state, answer_by = db.session.execute(query.where(Submission.id == submission.id)).one()
    return UnitNotes(appeal_id, case_id, state is CaseState.open, answer_by)


def last_appeal_on(submission: Submission) -> Appeal | None:
    """The last appeal about a submission, open or closed."""
    query = select(Appeal).where(Appeal.submission_id == submission.id).order_by(Appeal.id.desc()).limit(1)
    return db.session.scalar(query)


def _of_appeal() -> tuple[Any, ...]:
    return (
        joinedload(Appeal.submission).options(
            defer(Submission.manifest),
            joinedload(Submission.unit),
            joinedload(Submission.enrolment).options(
                joinedload(Enrolment.person),
                joinedload(Enrolment.award_version).joinedload(AwardVersion.award),
            ),
        ),
        joinedload(Appeal.decision).load_only(UnitDecision.assessor_id),
        selectinload(Appeal.parts).joinedload(AppealPart.person),
        selectinload(Appeal.stages).joinedload(AppealStage.signature),
    )


def of_decision() -> tuple[Any, ...]:
    """What the page on which an appeal is raised reads with the decision."""
    return (
        joinedload(UnitDecision.submission).options(
            defer(Submission.manifest),
            joinedload(Submission.unit),
            joinedload(Submission.enrolment).options(
                joinedload(Enrolment.person),
                joinedload(Enrolment.registrations),
                joinedload(Enrolment.award_version).joinedload(AwardVersion.award),
            ),
        ),
    )


def for_page() -> tuple[Any, ...]:
    """What the pages of an appeal read with it: its stages, its people and the decision that it is about."""
    return (*_of_appeal(), joinedload(Appeal.decision).joinedload(UnitDecision.assessor))


def appeals(person: Person, *, is_open: bool) -> Select[Appeal]:
    """The appeals that a person has something to do with: of the open ones the oldest first, of closed ones the latest.

    The lead and the administrator find all but their own; others those in which they decide a stage, an external
    quality assurer those of the award of an open visit.
    """
    query = select(Appeal).join(Appeal.submission).join(Submission.enrolment).where(Enrolment.person_id != person.id)
    query = query.where(Appeal.state.not_in(CLOSED) if is_open else Appeal.state.in_(CLOSED))
    if not holds(person, Role.lead_iqa, Role.centre_administrator):
        query = query.where(or_(_takes_part(person), Enrolment.award_version_id.in_(iqa.visited_today(person))))
    order = (Appeal.raised_at, Appeal.id) if is_open else (Appeal.resolved_at.desc(), Appeal.id.desc())
    return query.order_by(*order).options(*_of_appeal())


def _takes_part(person: Person) -> ColumnElement[bool]:
    """As `policy.takes_part` asks it; of the assessors in a decision only the one whose signature stands."""
    if holds(person, Role.hr):
        return false()
    signed = Appeal.decision.has(UnitDecision.assessor_id == person.id)
    part = Appeal.parts.any(
        (AppealPart.person_id == person.id) & AppealPart.part.in_(READS) & or_(AppealPart.part != Part.assessor, signed)
    )
    reached = reached_by(person, Role.assessor, Role.iqa, Role.lead_iqa)
    return part & Enrolment.person.has(reached & Person.line_manager_id.is_distinct_from(person.id))


def judges() -> list[Person]:
    """Everyone with a grant as assessor or quality assurer, by name, with their grants."""
    roles = (Role.assessor, Role.iqa, Role.lead_iqa)
    query = (
        select(Person)
        .where(Person.id.in_(select(RoleGrant.person_id).where(RoleGrant.role.in_(roles))), Person.left_on.is_(None))
        .order_by(Person.family_name, Person.given_name, Person.id)
        .options(selectinload(Person.grants))
    )
    return list(db.session.scalars(query))


def who_assign() -> list[Person]:
    """The lead quality assurers and centre administrators of today."""
    roles = (Role.lead_iqa, Role.centre_administrator)
    query = (
        select(Person)
        .where(Person.id.in_(select(RoleGrant.person_id).where(RoleGrant.role.in_(roles))), Person.left_on.is_(None))
        .order_by(Person.id)
        .options(selectinload(Person.grants))
    )
    return [person for person in db.session.scalars(query) if holds(person, *roles)]


def lapsed(today: date) -> list[Appeal]:
    """The appeals whose trainees have let the days to go on pass."""
    query = (
        select(Appeal)
        .join(AppealStage, AppealStage.appeal_id == Appeal.id)
        .where(Appeal.state.in_(BETWEEN), AppealStage.go_on_until.is_not(None))
        .options(*_of_appeal())
        .order_by(Appeal.id)
    )
    found = db.session.scalars(query).unique()
    return [appeal for appeal in found if appeal.stage.go_on_until and appeal.stage.go_on_until < today]
