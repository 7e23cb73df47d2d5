"""What is signed, how it is proved, its receipt, and that a change of it is found."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from assessments.grading import queries, services, signed
from assessments.grading.models import UnitDecision
from assessments.receipts.document import receipts_on
from core.db import db
from core.history import ReadEntry
from people.factors.proof import Proof
from people.models import Person, Role
from tests import london
from tests.assessments.grading.test_views import begun, sign, signed_in, text_of, typed
from tests.factories import authenticators, enrolments, grading, people, portfolio
from tests.sql_count import MOST, count_sql
from training.enrolments.models import AllocationRole

HASH = re.compile(r"[0-9a-f]{64}")


def checked(client: FlaskClient, **fields: Any) -> Any:
    """A mark sheet that was filled in, the address of the page that signs it, and what that page says."""
    sheet, address = begun(client)
    client.post(address, data=typed(sheet, **fields))
    db.session.refresh(sheet)
    return sheet, f"{address}/check", client.get(f"{address}/check")


def test_the_page_says_what_is_signed_and_gives_a_receipt_of_the_same(client: FlaskClient, session: Session) -> None:
    sheet, address, page = checked(client, refer=("1.2", "2.1"))
    words = text_of(page)
    name = sheet.assessor.full_name
    assert f"I, {name}, assessor, have read the work of {sheet.submission.enrolment.person.full_name}" in words
    assert "My decision is: refer. Not met: 1.2 and 2.1." in words
    shown = HASH.findall(page.text.split('id="statement"')[1])
    assert shown[0] == sheet.submission.bundle_hash
    answer = sign(client, sheet, address.removesuffix("/check"))
    decision = session.scalars(select(UnitDecision)).one()
    assert decision.signature.content_hash == shown[1]
    receipt = client.get(answer.location)
    words = text_of(receipt)
    assert decision.signature.statement in words
    assert shown[1] in words
    assert "password, typed for this signature" in words
    assert "Checked just now: intact" in words
    assert re.search(r"At \d+ \w+ \d{4} at \d\d:\d\d (GMT|BST)", words)


def test_the_outcome_is_explained_before_it_is_signed(client: FlaskClient, session: Session) -> None:
    sheet, _address, page = checked(client, refer=("1.2",))
    words = text_of(page)
    due = services.due_back(sheet.submission, signed.Outcome.refer, london.today())
    assert "A unit passes when every criterion is met. 1.2 is not, so this is a referral" in words
    assert "Met 1.1, 2.1, 2.2 Not met 1.2" in words
    assert "The decision is final at once." in words
    assert due is not None
    assert f"again by {due.day} {due:%B %Y}" in words
    assert "1 attempt is left." in words
    assert "This comment is short. Does it say what is missing?" in words


def test_a_pass_and_a_countersignature_are_explained_as_well(client: FlaskClient, session: Session) -> None:
    assessor = grading.assessor(qualified=False)
    sheet = grading.mark_sheet(grading.allocated(by=assessor))
    signed_in(client, assessor)
    address = f"/marking/{sheet.submission.public_id}"
    client.post(address, data=typed(sheet))
    words = text_of(client.get(f"{address}/check"))
    assert "All are, so this is a pass." in words
    assert "Another assessor, who is qualified, has to countersign." in words


def test_a_decision_is_signed_by_passkey(client: FlaskClient, session: Session) -> None:
    sheet, address, page = checked(client)
    device = authenticators.passkey(people.login_of(sheet.assessor))
    session.commit()
    page = client.get(address)
    about = re.search(r'data-about="(\w+)"', page.text)
    assert about is not None
    sent = device.proves(client, address, about[1])
    answer = client.post(address, data={"version": str(sheet.version), "content": about[1], "passkey": sent})
    assert answer.status_code == 303
    assert session.scalars(select(UnitDecision)).one().signature.proved_by is Proof.passkey
    assert "passkey, used for this signature" in text_of(client.get(answer.location))


def test_a_passkey_that_signed_something_else_signs_nothing_here(client: FlaskClient, session: Session) -> None:
    sheet, address, _page = checked(client)
    device = authenticators.passkey(people.login_of(sheet.assessor))
    session.commit()
    sent = device.proves(client, address, "0" * 64)
    assert client.post(address, data={"version": str(sheet.version), "passkey": sent}).status_code == 422
    assert session.scalars(select(UnitDecision)).all() == []


def test_an_old_hash_signs_nothing(client: FlaskClient, session: Session) -> None:
    sheet, address, _page = checked(client)
    form = {"version": str(sheet.version), "content": "0" * 64, "password": people.PASSWORD}
    page = client.post(address, data=form)
    assert page.status_code == 409
    assert "not what is on record now" in page.text
    assert session.scalars(select(UnitDecision)).all() == []


def test_the_page_that_signs_opens_in_no_frame(client: FlaskClient, session: Session) -> None:
    _sheet, address, _page = checked(client)
    assert client.get(address, headers={"Sec-Fetch-Dest": "iframe"}).status_code == 403


@pytest.mark.parametrize("scale", ["pass_refer", "marks"])
def test_answers_before_and_rows_after_give_the_same_hash(session: Session, scale: str) -> None:
    if scale == "marks":
        place = portfolio.enrolment(version=grading.marked_award())
        sheet = grading.mark_sheet(grading.allocated(place, "C5-2"))
        marks = {criterion.code: 11 for criterion in queries.open_criteria(sheet.submission)}
        decision = grading.decision(sheet, decisions=grading.answers(sheet.submission, marks=marks))
    else:
        decision = grading.decision(refer=("1.2",), feedback="  Nearly there.  ")
    assert all(receipt.intact for receipt in receipts_on(decision))


FIRST = "WHERE id = (SELECT min(id) FROM criterion_decision)"
CHANGES = {
    "a comment": f"UPDATE criterion_decision SET comment = 'Another comment.' {FIRST}",
    "an answer": f"UPDATE criterion_decision SET met = NOT met {FIRST}",
    "the words to the trainee": "UPDATE unit_decision SET feedback = 'Other words.'",
    "a test": "UPDATE unit_decision SET authentic = NOT authentic",
    "the outcome": "UPDATE unit_decision SET outcome = 'refer'",
    "the hash of the work": f"UPDATE unit_decision SET bundle_hash = '{'0' * 64}'",
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_behind_the_back_of_the_service_is_found(client: FlaskClient, session: Session, what: str) -> None:
    decision = grading.decision(feedback="Well done.")
    address = f"/receipts/{decision.signature.public_id}"
    signed_in(client, decision.assessor)
    session.commit()
    assert "Checked just now: intact" in text_of(client.get(address))
    _without_triggers(session)
    session.execute(text(CHANGES[what]))
    session.commit()
    session.expire_all()
    assert "NOT intact" in text_of(client.get(address))
    assert client.get(f"{address}.json").get_json()["intact"] is False


def _without_triggers(session: Session) -> None:
    """As somebody with the database in their hands would."""
    for table in ("criterion_decision", "unit_decision"):
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
            continue
        for word in ("update", "delete"):
            session.execute(text(f"DROP TRIGGER IF EXISTS {table}_final_{word}"))


def test_a_countersignature_has_a_receipt_of_its_own(client: FlaskClient, session: Session) -> None:
    decision, countersigner = grading.waiting(), grading.assessor()
    signed_in(client, countersigner)
    page = client.get(f"/countersign/{decision.public_id}")
    assert decision.signature.content_hash in page.text
    answer = client.post(f"/countersign/{decision.public_id}", data={"answer": "agree", "password": people.PASSWORD})
    session.refresh(decision)
    assert answer.location == f"/receipts/{decision.countersignature.signature.public_id}"
    words = text_of(client.get(answer.location))
    assert words.count("Checked just now: intact") == 2
    assert "I agree with it, and it is final." in words


def test_a_receipt_is_kept_as_text_and_as_json(client: FlaskClient, session: Session) -> None:
    decision = grading.decision(refer=("1.2",))
    signed_in(client, decision.assessor)
    plain = client.get(f"/receipts/{decision.signature.public_id}.txt")
    assert "attachment" in plain.headers["Content-Disposition"]
    assert decision.signature.content_hash in plain.text
    assert "Europe/London" in plain.text
    kept = client.get(f"/receipts/{decision.signature.public_id}.json").get_json()
    assert kept["intact"] is True
    assert kept["receipts"][0]["sha256_of_content"] == decision.signature.content_hash
    assert "Comment on 1.2." not in str(kept)


def test_who_may_read_the_decision_reads_its_receipt(client: FlaskClient, app: Any, session: Session) -> None:
    decision = grading.decision(refer=("1.2",))
    enrolment = decision.submission.enrolment
    iqa = people.person(Role.iqa)
    enrolments.allocation(enrolment, AllocationRole.iqa, iqa)
    readers: dict[str, tuple[Person, int]] = {
        "trainee": (enrolment.person, 200),
        "assessor": (decision.assessor, 200),
        "iqa of the trainee": (iqa, 200),
        "centre administrator": (people.person(Role.centre_administrator), 200),
        "another assessor": (grading.assessor(), 404),
        "another trainee": (people.person(Role.trainee), 404),
        "another iqa": (people.person(Role.iqa), 404),
        "hr": (people.person(Role.hr), 404),
    }
    session.commit()
    address = f"/receipts/{decision.signature.public_id}"
    found = {who: signed_in(app.test_client(), person).get(address).status_code for who, (person, _) in readers.items()}
    assert found == {who: status for who, (_person, status) in readers.items()}


def test_nobody_else_reads_the_receipt_of_a_decision_that_waits(app: Any, session: Session) -> None:
    decision = grading.waiting()
    session.commit()
    trainee = decision.submission.enrolment.person
    address = f"/receipts/{decision.signature.public_id}"
    assert signed_in(app.test_client(), trainee).get(address).status_code == 404
    assert signed_in(app.test_client(), decision.assessor).get(address).status_code == 200


def test_a_receipt_takes_few_statements(client: FlaskClient, session: Session) -> None:
    decision = grading.decision(refer=("1.2",))
    signed_in(client, decision.assessor)
    client.get("/me")
    with count_sql() as sent:
        client.get(f"/receipts/{decision.signature.public_id}")
    assert len(sent) <= MOST


# ---- The trainee has read it ----


def test_the_first_reading_is_noted_once_and_the_assessor_is_told(
    client: FlaskClient, app: Any, session: Session
) -> None:
    decision = grading.decision(refer=("1.2",))
    session.commit()
    marking = f"/marking/{decision.submission.public_id}"
    assessor = signed_in(app.test_client(), decision.assessor)
    assert "The trainee has not opened it yet." in text_of(assessor.get(marking))
    trainee = signed_in(client, decision.submission.enrolment.person)
    address = f"/feedback-on/{decision.public_id}"
    assert "your assessor can see when" in text_of(trainee.get(address))
    assert "You first opened this page on" in text_of(trainee.get(address))
    query = select(ReadEntry).where(ReadEntry.object_kind == "unit_decision")
    assert len(session.scalars(query).all()) == 1
    assert "The trainee first read it on" in text_of(assessor.get(marking))


def test_somebody_elses_reading_is_no_receipt_of_reading(client: FlaskClient, session: Session) -> None:
    decision = grading.decision()
    signed_in(client, decision.assessor).get(f"/feedback-on/{decision.public_id}")
    assert queries.first_read(decision) is None


def test_a_referral_says_what_is_missing_by_when_and_how_many_attempts_are_left(
    client: FlaskClient, session: Session
) -> None:
    decision = grading.decision(refer=("1.2",))
    words = text_of(signed_in(client, decision.submission.enrolment.person).get(f"/feedback-on/{decision.public_id}"))
    assert "1 attempt is left." in words
    missing = words.split("What is missing")[1]
    assert missing.index("1.2") < missing.index("What is met") < missing.index("Comment on 1.1.")


def test_a_second_opening_of_the_page_that_signs_takes_few_statements(client: FlaskClient, session: Session) -> None:
    decision = grading.decision(refer=("1.2",))
    signed_in(client, decision.assessor)
    client.get("/me")
    with count_sql() as sent:
        client.get(f"/marking/{decision.submission.public_id}/check")
    assert len(sent) <= MOST
