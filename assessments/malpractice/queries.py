"""What to read of cases."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import defer, joinedload

from assessments.iqa import queries as iqa
from assessments.malpractice.models import MalpracticeCase
from assessments.malpractice.policy import decides
from assessments.malpractice.workflow import OPEN
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
