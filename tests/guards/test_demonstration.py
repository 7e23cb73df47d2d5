"""The demonstration reads like real life: trainees write texts of their own, and what they share was planted."""

from itertools import combinations
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection, select

from core.db import db
from demo import planted, writing
from tests import demonstration
from training.portfolio.models import EvidenceItem, Submission
from training.similarity import queries
from training.similarity.comparison import comparable
from training.similarity.passages import shared_passages
from training.similarity.services import KINDS

FILES = sorted(writing.HERE.glob("moments/*.txt")) + sorted(writing.HERE.glob("essays/*.txt"))


def test_no_two_accounts_of_the_demonstration_share_a_passage_but_the_planted(
    demo_app: Flask, demo: Connection
) -> None:
    demonstration.enter()
    query = select(EvidenceItem).where(EvidenceItem.kind.in_(KINDS)).order_by(EvidenceItem.id)
    words = {item: comparable(item.text, titles(item)) for item in db.session.scalars(query)}
    assert len(words) >= 20
    own, others = [], []
    for a, b in combinations(words, 2):
        for each in shared_passages(words[a], words[b]):
            found = a.text[each.start_a : each.end_a], b.text[each.start_b : each.end_b]
            (own if a.enrolment_id == b.enrolment_id else others).append((b, *found))
    assert [(here, there) for _item, here, there in others if not is_planted(here, there)] == []
    assert len(others) == 1
    assert [f"{planted.CARRIED_OVER} {there}" in item.text for item, _here, there in own] == [True]
    assert sum(planted.DEFINITION in item.text for item in words) == 2


def titles(item: EvidenceItem) -> tuple[str, ...]:
    """The award's own words, which head a written task."""
    return tuple(unit.title for unit in item.enrolment.award_version.units)


def is_planted(here: str, there: str) -> bool:
    """Whether two trainees share what one lent and the other reworded."""
    return here in planted.LENT and there in planted.REWORDED


def test_each_planted_passage_is_shown_from_both_sides_and_nothing_else(demo_app: Flask, demo: Connection) -> None:
    demonstration.enter()
    shown = [
        (account.passages, likeness.is_own)
        for each in db.session.scalars(select(Submission))
        for account in queries.compared(each)
        for likeness in account.likenesses
    ]
    assert sorted(shown) == [(1, False), (1, False), (1, True), (1, True)], "one reworded, one carried over"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_any_wording_of_a_place_goes_with_any_of_the_next(path: Path) -> None:
    parts = path.read_text(encoding="utf-8").removeprefix("# ").split("\n# ")
    for part in parts:
        body = part.partition("\n")[2] if path.parent.name == "moments" else part
        goes_on = False
        for place in body.strip().split("\n\n"):
            wordings = place.split("\n")
            assert len(set(wordings)) == writing.WORDINGS
            assert {wording[0].islower() for wording in wordings} == {goes_on}, wordings
            goes_on = wordings[0].endswith(",")
            assert all(wording.endswith("," if goes_on else (".", "?")) for wording in wordings), wordings
        assert not goes_on
