"""Confirmed decisions, appeals against them, and cases."""

from datetime import timedelta
from typing import Any

from assessments.appeals import services
from assessments.appeals.models import Appeal, AppealStage, Ground
from assessments.grading.models import UnitDecision
from assessments.malpractice import services as malpractice
from assessments.malpractice.models import CaseKind, MalpracticeCase
from core import clock, history
from core.db import db
from people.models import Person, Role
from tests.factories import grading, people, portfolio
from training.enrolments.models import Enrolment
from training.portfolio import services as portfolio_services
from training.portfolio.models import Submission
from training.portfolio.workflow import SubmissionAction

WORDS = "Criterion 1.2 was read as if it asked for two meetings."
REASONS = "I read the account again beside the criterion, line by line."
NOTICED = "The second half is written in another voice than the first."
QUESTION = "Please tell us how you wrote the second half of the account."
ANSWER = "I wrote it on the train from my notes of the meeting."


def decision(
    place: Enrolment | None = None, *, refer: tuple[str, ...] = ("1.1",), days_ago: int = 0, **fields: Any
) -> UnitDecision:
    """A referral that quality assurance has confirmed, with the work behind it."""
    place = place or portfolio.enrolment(person=people.person(Role.trainee))
    row = grading.decision(grading.mark_sheet(grading.allocated(place, **fields)), refer=refer)
    portfolio_services.move(row.submission, SubmissionAction.confirm, by=None)
    if days_ago:
        entry = history.timeline(row.submission)[-1]
        db.session.flush()
        confirm_earlier(entry, days_ago)
    return row


def confirm_earlier(entry: history.HistoryEntry, days: int) -> None:
    """Put a confirmation into the past: a row of history never changes, so another one stands in its place."""
    db.session.add(
        history.HistoryEntry(
            at=clock.now() - timedelta(days=days),
            verb=entry.verb,
            object_kind=entry.object_kind,
            object_id=entry.object_id,
            object_public_id=entry.object_public_id,
            result=entry.result,
            facts={},
        )
    )
    db.session.flush()


def appeal(of: UnitDecision | None = None, **fields: Any) -> Appeal:
    """An appeal that waits for the assessor."""
    of = of or decision()
    given = {"grounds": [Ground.criteria.value], "words": WORDS} | fields
    return services.raise_appeal(of, **given, by=of.submission.enrolment.person)


def trainee(row: Appeal) -> Person:
    """Who raised it."""
    return row.submission.enrolment.person


def dismissed(row: Appeal, *, by: Person) -> AppealStage:
    """The answer that the decision stands."""
    return services.answer(row, False, REASONS, by=by)


def judge(**fields: Any) -> Person:
    """A quality assurer who has nothing to do with the trainee."""
    return people.person(Role.iqa, **fields)


def at_stage(number: int, of: UnitDecision | None = None) -> Appeal:
    """An appeal whose earlier stages were dismissed, with somebody named for the open one."""
    row = appeal(of)
    if number > 1:
        dismissed(row, by=row.decision.assessor)
        services.go_on(row, by=trainee(row))
        name(row)
    if number > 2:
        dismissed(row, by=row.parts[-1].person)
        services.go_on(row, by=trainee(row))
        name(row)
    if number > 3:
        dismissed(row, by=row.parts[-1].person)
        services.go_on(row, by=trainee(row))
    return row


def name(row: Appeal, person: Person | None = None, *panel: Person) -> Person:
    """Let somebody new decide the stage that is open."""
    person = person or judge()
    services.assign(row, person, panel, by=people.person(Role.centre_administrator))
    return person


def assessed(place: Enrolment | None = None) -> Submission:
    """A unit that is being assessed."""
    place = place or portfolio.enrolment(person=people.person(Role.trainee))
    return grading.mark_sheet(grading.allocated(place)).submission


def case(submission: Submission | None = None, *, by: Person | None = None, **fields: Any) -> MalpracticeCase:
    """A question that the assessor asked."""
    submission = submission or assessed()
    asker = by or submission.assessor
    assert asker is not None
    given = {"kind": CaseKind.authenticity, "words": NOTICED, "question": QUESTION} | fields
    return malpractice.raise_case(submission, **given, by=asker)


def answered(row: MalpracticeCase | None = None) -> MalpracticeCase:
    """A question that the trainee has answered."""
    row = row or case()
    malpractice.answer(row, ANSWER, by=row.submission.enrolment.person)
    return row
