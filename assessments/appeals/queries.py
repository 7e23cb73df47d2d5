"""What to read of appeals."""

from collections.abc import Collection
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import defer, joinedload, selectinload

from assessments.appeals.models import Appeal, AppealPart, AppealStage, AppealWindows
from assessments.appeals.policy import READS
from assessments.appeals.windows import Windows
from assessments.appeals.workflow import BETWEEN, CLOSED
from assessments.grading.models import UnitDecision
from assessments.iqa import queries as iqa
from core import clock
from core.db import db
from core.history import HistoryEntry
from people.models import Person, Role, RoleGrant, ScopeKind
from people.policy import grants_of, holds
from training.awards.models import AwardVersion
from training.enrolments.models import Enrolment
from training.portfolio.models import Submission


def stored_windows() -> AppealWindows | None:
    """What the centre has set; None where it has set nothing."""
    return db.session.scalar(select(AppealWindows))


def windows() -> Windows:
    """How long the parts of an appeal may take at this centre."""
    row = stored_windows()
    return Windows(**{each.name: getattr(row, each.name) for each in fields(Windows)}) if row else Windows()


def confirmed_on(submission: Submission, zone: str) -> date:
    """The day in that zone on which the decision on a submission was confirmed last, or was made."""
    at = db.session.scalar(
        select(HistoryEntry.at)
        .where(
            HistoryEntry.object_kind == Submission.__tablename__,
            HistoryEntry.object_id == submission.id,
            HistoryEntry.verb == "confirmed",
        )
        .order_by(HistoryEntry.id.desc())
        .limit(1)
    )
    if at is None:
        at = db.session.scalar(
            select(UnitDecision.decided_at)
            .where(UnitDecision.submission_id == submission.id)
            .order_by(UnitDecision.id.desc())
            .limit(1)
        )
    return clock.in_zone(at or submission.submitted_at, zone).date()


def appeal_on(decision: UnitDecision) -> Appeal | None:
    """The appeal against a decision, open or closed."""
    return db.session.scalar(select(Appeal).where(Appeal.decision_id == decision.id))


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
        selectinload(Appeal.parts).joinedload(AppealPart.person),
        selectinload(Appeal.stages),
    )


def appeal_for_page(appeal: Appeal) -> Appeal:
    """An appeal with its stages, its people and the decision that it is about."""
    query = (
        select(Appeal)
        .where(Appeal.id == appeal.id)
        .options(*_of_appeal(), joinedload(Appeal.decision).joinedload(UnitDecision.assessor))
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(query).unique().one()


def appeals(person: Person, *, is_open: bool) -> Select[Appeal]:
    """The appeals that a person has something to do with: open ones by what is due first, closed ones latest first.

    The lead and the administrator find all but their own; others those in which they decide a stage, an external
    quality assurer those of the award of an open visit.
    """
    query = select(Appeal).join(Appeal.submission).join(Submission.enrolment).where(Enrolment.person_id != person.id)
    query = query.where(Appeal.state.not_in(CLOSED) if is_open else Appeal.state.in_(CLOSED))
    if not holds(person, Role.lead_iqa, Role.centre_administrator):
        query = query.where(or_(_takes_part(person), Enrolment.award_version_id.in_(iqa.visited_today(person))))
    order = (Appeal.raised_at, Appeal.id) if is_open else (Appeal.resolved_at.desc(), Appeal.id.desc())
    return query.order_by(*order).options(*_of_appeal())


def _takes_part(person: Person) -> Any:
    """As `policy.takes_part` asks it; of the assessors in a decision only the one whose signature stands."""
    parts = (
        select(AppealPart.id)
        .where(AppealPart.appeal_id == Appeal.id, AppealPart.person_id == person.id, AppealPart.part.in_(READS))
        .exists()
    )
    decided = select(UnitDecision.id).where(
        UnitDecision.id == Appeal.decision_id, UnitDecision.assessor_id == person.id
    )
    others = (
        select(AppealPart.id)
        .where(
            AppealPart.appeal_id == Appeal.id,
            AppealPart.person_id == person.id,
            AppealPart.part.in_([part for part in READS if part.value != "assessor"]),
        )
        .exists()
    )
    grants = grants_of(person, Role.assessor, Role.iqa, Role.lead_iqa)
    reached: Any = Person.id.is_not(None)
    if not any(grant.scope_kind is ScopeKind.centre for grant in grants):
        covered = [grant.scope_id for grant in grants if grant.scope_kind is ScopeKind.organisation]
        reached = Person.organisation_id.in_(covered)
    trainee = select(Person.id).where(Person.id == Enrolment.person_id, reached).exists()
    return and_(parts, or_(decided.exists(), others), trainee)


def of_trainee(person: Person) -> list[Appeal]:
    """A trainee's own appeals, the latest first."""
    query = (
        select(Appeal)
        .join(Appeal.submission)
        .join(Submission.enrolment)
        .where(Enrolment.person_id == person.id)
        .order_by(Appeal.id.desc())
        .options(*_of_appeal())
    )
    return list(db.session.scalars(query))


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


def open_on(submission_ids: Collection[int]) -> set[int]:
    """Which of these submissions have an open appeal."""
    query = select(Appeal.submission_id).where(Appeal.submission_id.in_(submission_ids), Appeal.state.not_in(CLOSED))
    return set(db.session.scalars(query))


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
