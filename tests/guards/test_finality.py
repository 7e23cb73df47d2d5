"""What was signed, sent, answered or issued stays: the database itself refuses to change it."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assessments.claims import services as claims
from core.db import Tenanted
from people.models import Role
from tests.factories import people, portfolio, practice, quality
from training.practice.models import ObservationState, ObservedPractice, ObserverKind, PracticeState


def supervision() -> Tenanted:
    return portfolio.supervision(people.person(Role.trainee))


def feedback() -> Tenanted:
    return portfolio.feedback(people.person(Role.trainee)).answers[0]


def rejected() -> Tenanted:
    return practice.record(state=PracticeState.rejected)


def counted() -> Tenanted:
    return practice.record(state=PracticeState.counted)


def closed_sample() -> Tenanted:
    return quality.judged()


def closed_sheet() -> Tenanted:
    return quality.decision().mark_sheet


def cancelled_claim() -> Tenanted:
    claim = quality.claim()
    claims.cancel(claim, by=people.person(Role.lead_iqa))
    return claim


@pytest.mark.parametrize(
    ("made", "column", "value"),
    [
        (supervision, "minutes", 480),
        (feedback, "answered_on", "2020-01-01"),
        (rejected, "state", "confirmed"),
        (counted, "role", "lead"),
        (closed_sample, "state", "planned"),
        (closed_sheet, "closed_at", None),
        (cancelled_claim, "state", "claim_raised"),
    ],
)
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_what_is_final_is_neither_changed_nor_deleted(
    session: Session, made: Any, column: str, value: Any, verb: str
) -> None:
    row = made()
    session.flush()
    table = type(row).__tablename__
    statement = f"UPDATE {table} SET {column} = :value" if verb == "UPDATE" else f"DELETE FROM {table}"
    with pytest.raises(IntegrityError, match="final"), session.begin_nested():
        session.execute(text(f"{statement} WHERE id = :id"), {"id": row.id, "value": value})


def test_one_observer_observes_a_meeting_once_but_for_what_was_taken_back(session: Session) -> None:
    record, observer = practice.record(), people.person(Role.observer)
    for state in (ObservationState.cancelled, ObservationState.planned):
        session.add(observation(record, observer, state))
    session.flush()
    session.add(observation(record, observer, ObservationState.planned))
    with pytest.raises(IntegrityError):
        session.flush()


def observation(record: Any, observer: Any, state: ObservationState) -> ObservedPractice:
    return ObservedPractice(
        practice_record=record, observer=observer, observer_kind=ObserverKind.approved_observer, state=state, ratings={}
    )
