"""What to read of cases."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import defer, joinedload

from assessments.iqa import queries as iqa
from assessments.malpractice.models import MalpracticeCase
from assessments.malpractice.policy import decides
from assessments.malpractice.workflow import OPEN
from core.db import db
from people.models import Person
from training.awards.models import AwardVersion
from training.enrolments.models import Enrolment
from training.portfolio.models import Submission


def _of_case() -> tuple[Any, ...]:
    return (
        joinedload(MalpracticeCase.raised_by),
        joinedload(MalpracticeCase.submission).options(
            defer(Submission.manifest),
            joinedload(Submission.unit),
            joinedload(Submission.enrolment).options(
                joinedload(Enrolment.person),
                joinedload(Enrolment.award_version).joinedload(AwardVersion.award),
            ),
        ),
    )


def cases(person: Person, *, is_open: bool) -> Select[MalpracticeCase]:
    """All cases but a person's own: open ones by the day of the answer, closed ones the latest first.

    An external quality assurer finds those of the award of an open visit.
    """
    query = (
        select(MalpracticeCase)
        .join(MalpracticeCase.submission)
        .join(Submission.enrolment)
        .where(Enrolment.person_id != person.id)
        .options(*_of_case())
    )
    if not decides(person):
        query = query.where(Enrolment.award_version_id.in_(iqa.visited_today(person)))
    if is_open:
        query = query.where(MalpracticeCase.state.in_(OPEN))
        return query.order_by(MalpracticeCase.answer_by, MalpracticeCase.id)
    query = query.where(MalpracticeCase.state.not_in(OPEN))
    return query.order_by(MalpracticeCase.decided_at.desc(), MalpracticeCase.id.desc())


def last_case_on(submission: Submission) -> MalpracticeCase | None:
    """The last case about an attempt, open or closed."""
    query = (
        select(MalpracticeCase)
        .where(MalpracticeCase.submission_id == submission.id)
        .order_by(MalpracticeCase.id.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def open_case_on(submission: Submission) -> MalpracticeCase | None:
    """The open case about an attempt, if there is one."""
    query = select(MalpracticeCase).where(
        MalpracticeCase.submission_id == submission.id, MalpracticeCase.state.in_(OPEN)
    )
    return db.session.scalar(query)


def open_on(submission_ids: Collection[int]) -> set[int]:
    """Which of these submissions have an open case."""
    query = select(MalpracticeCase.submission_id).where(
        MalpracticeCase.submission_id.in_(submission_ids), MalpracticeCase.state.in_(OPEN)
    )
    return set(db.session.scalars(query))
