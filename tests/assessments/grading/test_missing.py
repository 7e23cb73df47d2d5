"""A referral says what is missing: asked for where it is decided, and read where the unit is worked on."""

import pytest
from sqlalchemy import func, select

from assessments.grading import services
from assessments.grading.models import UnitDecision
from core.db import db
from core.history import ReadEntry
from tests.assessments.grading.test_views import begun, text_of, typed
from tests.factories import grading, people, portfolio
from tests.sql_count import MOST, count_sql
from training.awards.models import EvidenceKind

LONG = " ".join(["word"] * 121)


def unit_page(client, decision):
    submission = decision.submission
    return people.sign_in(client, submission.enrolment.person).get(f"/units/{submission.unit.public_id}")


# ---- The assessor ----


def test_a_box_asks_what_is_missing_where_the_criterion_is_not_met_and_nowhere_else(client):
    sheet, address = begun(client)
    client.post(address, data=typed(sheet, refer=("1.2",)) | {"save": "later"})
    page = client.get(address).text
    keys = {criterion.code: criterion.public_id.hex for criterion in sheet.submission.unit.criteria}
    assert f'id="comment_{keys["1.2"]}-missing" data-missing>' in page
    assert f'id="comment_{keys["1.1"]}-missing" data-missing hidden>' in page
    assert f'aria-describedby="comment_{keys["1.2"]}-missing"' in page
    assert f'aria-describedby="comment_{keys["1.1"]}-missing"' not in page


def test_the_page_tells_how_to_say_what_is_missing(client):
    _sheet, address = begun(client)
    text = text_of(client.get(address))
    assert "How to say what is missing" in text and "That is the answer." in text


def test_without_what_is_missing_nothing_is_signed(client):
    sheet, address = begun(client)
    form, key = typed(sheet, refer=("1.2",)), sheet.submission.unit.criteria[1].public_id.hex
    page = client.post(address, data=form | {f"comment_{key}": "Not yet."})
    assert page.status_code == 422
    assert "Say what is missing for 1.2, in a few words at least." in text_of(page)
    assert db.session.scalars(select(UnitDecision)).all() == []


def test_a_comment_that_seems_to_write_the_answer_is_asked_about_and_can_be_signed(client):
    sheet, address = begun(client)
    form, key = typed(sheet, refer=("1.2",)), sheet.submission.unit.criteria[1].public_id.hex
    client.post(address, data=form | {f"comment_{key}": LONG, "save": "later"})
    assert "or already the answer?" in text_of(client.get(address))
    assert "or already the answer?" in text_of(client.get(f"{address}/check"))


# ---- The trainee ----


def test_the_page_of_the_unit_says_beside_each_referred_criterion_what_is_missing(client):
    decision = grading.decision(refer=("1.2",))
    page = unit_page(client, decision)
    assert "Missing: Comment on 1.2." in text_of(page)
    assert "Comment on 1.1." not in page.text


def test_it_stands_there_while_new_evidence_is_ready_and_goes_when_the_unit_is_sent(client):
    decision = grading.decision(refer=("1.2",))
    place = decision.submission.enrolment
    portfolio.ready(place, "C5-3 1.2", kind=EvidenceKind.reflective_account)
    assert "Missing: Comment on 1.2." in text_of(unit_page(client, decision))
    portfolio.submission(place, "C5-3")
    assert "Missing:" not in text_of(unit_page(client, decision))


@pytest.mark.parametrize("agreed", [None, False, True])
def test_nothing_of_a_decision_is_read_before_it_is_final(client, agreed):
    decision = grading.waiting(refer=("1.2",))
    if agreed is not None:
        services.countersign(decision, agreed, "Look at 1.2 again.", by=grading.assessor())
    assert ("Missing: Comment on 1.2." in text_of(unit_page(client, decision))) is (agreed is True)


def test_reading_it_there_is_noted_once_as_reading_the_decision(client):
    decision = grading.decision(refer=("1.2", "2.1"))
    unit_page(client, decision)
    unit_page(client, decision)
    entry = db.session.scalars(select(ReadEntry)).one()
    assert (entry.object_kind, entry.object_id) == ("unit_decision", decision.id)
    assert entry.reader_id == decision.submission.enrolment.person_id


def test_a_passed_unit_asks_nothing_and_notes_nothing(client):
    unit_page(client, grading.decision())
    assert db.session.scalar(select(func.count(ReadEntry.id)).where(ReadEntry.object_kind == "unit_decision")) == 0


def test_the_page_takes_no_more_statements_than_others(client):
    decision = grading.decision(refer=("1.2",))
    address = f"/units/{decision.submission.unit.public_id}"
    unit_page(client, decision)
    db.session.expire_all()
    with count_sql() as sent:
        client.get(address)
    assert len(sent) <= MOST
