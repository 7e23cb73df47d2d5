"""One door for a state: the table allows it, and history says it."""

from enum import StrEnum
from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from assessments.malpractice.models import CaseState
from assessments.malpractice.workflow import CASE, CaseAction
from core import clock, history
from core.workflow import TransitionNotAllowed, Workflow
from tests.factories import appeals

ROOT = Path(__file__).parents[2]
TABLES = [
    pytest.param(thing, id=f"{path.parent.name}.{name}")
    for package in ("training", "assessments")
    for path in sorted((ROOT / package).rglob("*workflow.py"))
    for name, thing in vars(import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))).items()
    if isinstance(thing, Workflow) and thing.verbs
]


@pytest.mark.parametrize("table", TABLES)
def test_history_has_a_verb_for_every_action_and_for_nothing_else(table: Workflow[StrEnum, StrEnum]) -> None:
    actions = {action for _state, action in table.transitions}
    assert set(table.verbs) == actions | set(type(next(iter(actions))))


def test_there_are_tables_to_look_at() -> None:
    assert len(TABLES) >= 9


def test_what_may_not_happen_changes_nothing_and_leaves_no_trace(session: Session) -> None:
    row = appeals.answered()
    before = len(history.timeline(row))
    with pytest.raises(TransitionNotAllowed):
        CASE.move(row, CaseAction.answer, by=row.raised_by)
    assert (row.state, len(history.timeline(row))) == (CaseState.answered, before)


def test_a_move_is_written_down_with_who_what_and_where_it_led(session: Session) -> None:
    row = appeals.case()
    row.answer, row.answered_at = appeals.ANSWER, clock.now()
    CASE.move(row, CaseAction.answer, by=row.raised_by, words=9)
    entry = history.timeline(row)[-1]
    assert (entry.verb, entry.result, entry.actor_id) == ("case_answered", "answered", row.raised_by_id)
    assert entry.facts == {"words": 9}
