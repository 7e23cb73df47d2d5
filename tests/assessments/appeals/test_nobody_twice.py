"""Many people do many things to one appeal, in any order: nobody decides twice, and no row that was decided changes."""

import os
import random
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from assessments.appeals import services
from assessments.appeals.models import Appeal, Part
from assessments.grading import queries as grading_queries
from core import clock
from core.errors import MovedOn, NotAllowed, RuleBroken
from people.models import Person, Role
from tests import london
from tests.factories import appeals, grading, people
from training.portfolio.models import SubmissionState
from training.portfolio.workflow import UNDER_APPEAL

SEEDS = range(60 if os.environ.get("DRILLS") else 6)
STEPS = 30


def rows(session: Session, table: str, where: str = "") -> dict[int, tuple[object, ...]]:
    found = session.execute(text(f"SELECT * FROM {table} {where} ORDER BY id")).all()
    return {row.id: tuple(row) for row in found}


def decided(session: Session) -> dict[str, dict[int, tuple[object, ...]]]:
    """All that is settled: decisions on units, and stages that were answered."""
    return {
        "unit_decision": rows(session, "unit_decision"),
        "criterion_decision": rows(session, "criterion_decision"),
        "appeal_stage": rows(session, "appeal_stage", "WHERE answered_at IS NOT NULL"),
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_decides_twice_and_what_was_decided_stays(
    session: Session, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    decision = appeals.decision()
    row = appeals.appeal(decision)
    trainee, administrator = appeals.trainee(row), people.person(Role.centre_administrator)
    crowd = [
        trainee,
        decision.assessor,
        administrator,
        people.person(Role.lead_iqa),
        *(people.person(Role.iqa, Role.assessor) for _ in range(4)),
        grading.assessor(),
    ]
    people.grant(decision.assessor, Role.iqa)
    today = london.today()
    before = decided(session)
    done = 0
    for _ in range(STEPS):
        session.expire_all()
        days = chance.choice([0, 0, 0, 45])
        step = chance.choice(steps(row, chance, crowd))
        with monkeypatch.context() as patch:
            patch.setattr(clock, "today", lambda zone=None, later=days: today.replace(year=today.year + (later > 0)))
            try:
                with session.begin_nested():
                    step()
                    done += 1
            except (MovedOn, NotAllowed, RuleBroken):
                session.expire_all()
        after = decided(session)
        for table, kept in before.items():
            assert kept.items() <= after[table].items(), table
        before = after
        check(session, row, decision.assessor)
    assert done


def steps(row: Appeal, chance: random.Random, crowd: list[Person]) -> list[Callable[[], object]]:
    """What somebody might try now."""

    def anybody() -> Person:
        return chance.choice(crowd)

    def who_may() -> Person:
        """Mostly the one who decides, so that appeals get somewhere."""
        held = {1: Part.assessor, 2: Part.reviewer, 3: Part.chair}.get(row.stage.number)
        return row.who_is(held) or anybody() if held and chance.random() < 0.7 else anybody()

    return [
        lambda: services.answer(row, chance.random() < 0.15, appeals.REASONS, assessor=anybody(), by=who_may()),
        lambda: services.answer(row, False, appeals.REASONS, by=who_may()),
        lambda: services.answer(row, False, appeals.REASONS, by=anybody()),
        lambda: services.go_on(row, by=chance.choice([crowd[0], anybody()])),
        lambda: services.go_on(row, by=crowd[0]),
        lambda: services.assign(row, anybody(), [anybody()], by=chance.choice([crowd[2], anybody()])),
        lambda: services.assign(row, anybody(), by=crowd[2]),
        lambda: services.pass_on(row, by=anybody()),
        lambda: services.stop(row, by=anybody()),
        lambda: appeals.appeal(row.decision),
    ]


def check(session: Session, row: Appeal, assessor: Person) -> None:
    """What holds after every step."""
    session.expire_all()
    deciders = [stage.decided_by_id for stage in row.stages if stage.decided_by_id]
    assert len(deciders) == len(set(deciders))
    for stage in row.stages:
        if stage.is_answered and stage.number in (2, 3):
            assert stage.decided_by_id not in {assessor.id, appeals.trainee(row).id}
    held = [part.person_id for part in row.parts]
    assert len(held) == len(set(held))
    submission = row.submission
    assert (submission.state in UNDER_APPEAL) is (row.resolved_at is None)
    if row.state.value == "resolved_upheld":
        assert submission.state is SubmissionState.in_assessment
        sheet = grading_queries.open_mark_sheet(submission)
        assert sheet is not None and sheet.assessor_id == submission.assessor_id
        assert row.stage.number == 1 or submission.assessor_id not in held
