"""What to read of the attempts at a unit, and which units wait for their trainee."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, or_, select
from sqlalchemy.orm import aliased, defer, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from assessments.attempts.days import LATEST_DAYS, NEAR_DAYS, Told
from assessments.attempts.models import MoreTime, SendByReminder
from assessments.grading.models import Countersignature, CriterionDecision, MarkSheet, UnitDecision
from assessments.iqa.models import IqaSample, SampleJudgement
from core.db import db
from core.history import HistoryEntry
from training.awards.models import AwardVersion, Unit
from training.enrolments.models import Enrolment, EnrolmentState
from training.portfolio.models import AttemptGrant, Submission
from training.portfolio.workflow import REFERRED, UNUSED
from training.sharing.models import DraftReview


@dataclass(frozen=True, slots=True)
class Record:
    """All attempts at one unit of one trainee, oldest first, with what was decided, allowed and put off."""

    submissions: list[Submission]
    decisions: dict[int, list[UnitDecision]]  # by the id of the submission
    grants: list[AttemptGrant]
    more_time: list[MoreTime]
    reviews: list[DraftReview]
    entries: list[HistoryEntry]


def with_its_place() -> tuple[ORMOption, ...]:
    """What is read with a submission to know who somebody is to its trainee, in one statement."""
    enrolment = joinedload(Submission.enrolment)
    return (
        joinedload(Submission.unit),
        enrolment.joinedload(Enrolment.person),
        enrolment.joinedload(Enrolment.cohort),
        enrolment.joinedload(Enrolment.allowances),  # type: ignore[attr-defined]
        enrolment.joinedload(Enrolment.award_version).joinedload(AwardVersion.award),
        enrolment.selectinload(Enrolment.allocations),
    )


def record_of(submission: Submission) -> Record:
    """The attempts at the unit of a submission, in a fixed number of statements."""
    at = (Submission.enrolment_id == submission.enrolment_id, Submission.unit_id == submission.unit_id)
    submissions = list(
        db.session.scalars(
            select(Submission)
            .where(*at)
            .options(
                defer(Submission.manifest),
                joinedload(Submission.assessor),
                joinedload(Submission.enrolment).joinedload(Enrolment.allowances),  # type: ignore[attr-defined]
            )
            .order_by(Submission.id)
        ).unique()
    )
    ids = [each.id for each in submissions]
    found = db.session.scalars(
        select(UnitDecision)
        .where(UnitDecision.submission_id.in_(ids))
        .options(
            joinedload(UnitDecision.assessor),
            joinedload(UnitDecision.countersignature).joinedload(Countersignature.person),
            joinedload(UnitDecision.mark_sheet)
            .joinedload(MarkSheet.criterion_decisions)
            .joinedload(CriterionDecision.criterion),
            joinedload(UnitDecision.samples).options(  # type: ignore[attr-defined]
                joinedload(IqaSample.iqa), joinedload(IqaSample.judgements).joinedload(SampleJudgement.iqa)
            ),
        )
        .order_by(UnitDecision.id)
    ).unique()
    decisions: dict[int, list[UnitDecision]] = {each: [] for each in ids}
    for decision in found:
        decisions[decision.submission_id].append(decision)
    grants = select(AttemptGrant).where(
        AttemptGrant.enrolment_id == submission.enrolment_id, AttemptGrant.unit_id == submission.unit_id
    )
    reviews = select(DraftReview).where(
        DraftReview.enrolment_id == submission.enrolment_id, DraftReview.unit_id == submission.unit_id
    )
    entries = select(HistoryEntry).where(HistoryEntry.object_kind == "submission", HistoryEntry.object_id.in_(ids))
    return Record(
        submissions,
        decisions,
        list(
            db.session.scalars(
                grants.options(joinedload(AttemptGrant.granted_by), joinedload(AttemptGrant.signature)).order_by(
                    AttemptGrant.id
                )
            )
        ),
        list(
            db.session.scalars(
                select(MoreTime)
                .where(MoreTime.submission_id.in_(ids))
                .options(joinedload(MoreTime.given_by), joinedload(MoreTime.signature))
                .order_by(MoreTime.id)
            )
        ),
        list(db.session.scalars(reviews.options(joinedload(DraftReview.reader)).order_by(DraftReview.id))),
        list(db.session.scalars(entries.order_by(HistoryEntry.at, HistoryEntry.id))),
    )


def waiting(today: date, *, late_only: bool = False) -> Select[Submission]:
    """Units that were referred and wait for their trainee: the longest overdue first, then those without an attempt."""
    query = (
        select(Submission)
        .join(Submission.enrolment)
        .where(_waits(), Enrolment.state == EnrolmentState.active)
        .options(
            defer(Submission.manifest),
            joinedload(Submission.unit).load_only(Unit.code, Unit.title, Unit.public_id),
            joinedload(Submission.enrolment).joinedload(Enrolment.person),
            joinedload(Submission.enrolment).joinedload(Enrolment.award_version).joinedload(AwardVersion.award),
        )
        .order_by(Submission.send_by.is_(None), Submission.send_by, Submission.id)
    )
    return query.where(or_(Submission.send_by < today, Submission.send_by.is_(None))) if late_only else query


def untold(today: date) -> list[Submission]:
    """Units that wait for their trainee, whose day is near or has passed and who was not told of it yet."""
    what = case((Submission.send_by >= today, Told.near.value), else_=Told.passed.value)
    said = select(SendByReminder.id).where(
        SendByReminder.submission_id == Submission.id,
        SendByReminder.send_by == Submission.send_by,
        SendByReminder.told == what,
    )
    first, last = today - timedelta(days=LATEST_DAYS), today + timedelta(days=NEAR_DAYS)
    query = waiting(today).where(Submission.send_by.between(first, last), ~said.exists())
    return list(db.session.scalars(query))


def waits_for_trainee(submission: Submission) -> bool:
    """Whether a submission was referred and nothing was sent after it."""
    return db.session.scalar(select(Submission.id).where(Submission.id == submission.id, _waits())) is not None


def _waits() -> ColumnElement[bool]:
    later = aliased(Submission)
    newer = select(later.id).where(
        later.enrolment_id == Submission.enrolment_id,
        later.unit_id == Submission.unit_id,
        later.id > Submission.id,
        later.state.not_in(UNUSED),
    )
    return and_(Submission.state.in_(REFERRED), ~newer.exists())
