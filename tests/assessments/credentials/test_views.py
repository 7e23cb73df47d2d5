"""The certificate behind a credential: who hands it in, who reads it, and what becomes of one that is harmful."""

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from assessments.credentials import queries
from core.history import ReadEntry, timeline
from people.models import Person, Role, StaffCredential
from tests.core import hostile_files
from tests.core.clamd import HARMFUL, clamd
from tests.factories import enrolments, grading, people, portfolio, quality
from tests.sql_count import MOST, count_sql
from training.enrolments.models import AllocationRole
from training.portfolio.file_commands import drop_unused
from training.portfolio.models import Attachment, ScanState

TEXT = b"Certificate in assessing, number 4711."


def credential(holder: Person | None = None) -> StaffCredential:
    return grading.credential(holder or people.person(Role.assessor))


def address(row: StaffCredential, number: int | None = None) -> str:
    return f"/credentials/{row.public_id}/certificate" + (f"/{number}" if number else "")


def hand_in(client: FlaskClient, row: StaffCredential, content: bytes = TEXT, name: str = "CAVA.txt") -> Any:
    return client.post(address(row), data={"file": (io.BytesIO(content), name)})


def test_holder_and_administrator_hand_in_and_earlier_files_stay(client: FlaskClient, session: Session) -> None:
    row = credential()
    people.sign_in(client, row.person)
    assert address(row) in client.get("/me").text
    assert "No certificate yet" in client.get(address(row)).text
    assert hand_in(client, row).status_code == 303
    people.sign_in(client, people.person(Role.centre_administrator))
    assert address(row) in client.get(f"/people/{row.person.public_id}").text
    assert hand_in(client, row, hostile_files.png(), "renewed.png").status_code == 303
    page = client.get(address(row)).text
    assert page.index("renewed") < page.index("CAVA.txt")
    kept = client.get(address(row, 1))
    assert kept.data == TEXT
    assert "attachment" in kept.headers["Content-Disposition"]
    assert client.get(address(row, 2)).status_code == 200
    assert client.get(address(row, 3)).status_code == 404
    assert [entry.verb for entry in timeline(row)] == ["certificate_added"] * 2
    assert drop_unused() == 0


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "", "Choose a file."),
        (b"MZ\0", "a.docx", "cannot be"),
        (hostile_files.mp3(), "said.mp3", "A certificate is a document or a picture."),
    ],
)
def test_what_is_no_certificate_is_not_kept(
    client: FlaskClient, session: Session, content: bytes, name: str, says: str
) -> None:
    row = credential()
    people.sign_in(client, row.person)
    answer = hand_in(client, row, content, name)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert says == "cannot be" or says in answer.text
    assert queries.files_of(row) == []


def test_who_reads_it_and_who_does_not(app: Flask, client: FlaskClient, session: Session) -> None:
    row = credential()
    place = portfolio.enrolment()
    enrolments.allocation(place, AllocationRole.assessor, row.person)
    people.sign_in(client, row.person)
    hand_in(client, row)
    inspector = quality.visit(place.award_version).eqa
    elsewhere = quality.visit(quality.plain_award()).eqa
    manager = people.person(Role.supervisor)
    row.person.line_manager_id = manager.id
    readers = {
        "holder": (row.person, 200, 303),
        "administrator": (people.person(Role.centre_administrator), 200, 303),
        "lead": (people.person(Role.lead_iqa), 200, 404),
        "eqa in a visit": (inspector, 200, 404),
        "eqa of another award": (elsewhere, 404, 404),
        "eqa without a visit": (people.person(Role.eqa), 404, 404),
        "iqa": (people.person(Role.iqa), 404, 404),
        "colleague": (people.person(Role.assessor), 404, 404),
        "trainee": (place.person, 404, 404),
        "line manager": (manager, 404, 404),
        "hr": (people.person(Role.hr), 404, 404),
        "system administrator": (people.person(Role.system_administrator), 404, 404),
    }
    session.commit()
    found = {}
    for who, (person, _reads, _hands_in) in readers.items():
        browser = people.sign_in(app.test_client(), person)
        statuses = {browser.get(address(row)).status_code, browser.get(address(row, 1)).status_code}
        found[who] = (statuses, hand_in(browser, row).status_code)
    assert found == {who: ({reads}, hands_in) for who, (_person, reads, hands_in) in readers.items()}
    reads = session.scalars(select(ReadEntry).where(ReadEntry.object_kind == "staff_credential")).all()
    assert {(each.reader_id, each.reason[:6]) for each in reads} == {(inspector.id, "visit ")}
    page = people.sign_in(app.test_client(), inspector).get("/visits")
    assert page.status_code == 200


def test_an_external_quality_assurer_is_led_to_it_from_the_visit(client: FlaskClient, session: Session) -> None:
    row = credential()
    place = portfolio.enrolment()
    enrolments.allocation(place, AllocationRole.assessor, row.person)
    visit = quality.visit(place.award_version)
    people.sign_in(client, visit.eqa)
    assert address(row) in client.get(f"/visit/{visit.public_id}").text
    client.get(address(row))
    with count_sql() as sent:
        page = client.get(f"/visit/{visit.public_id}")
    assert "A credential" in page.text
    assert len(sent) <= MOST, "\n".join(sent)


def test_a_file_that_waits_for_the_scanner_or_is_harmful_opens_for_nobody(
    app: Flask, client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = credential()
    people.sign_in(client, row.person)
    monkeypatch.setitem(app.config, "CLAMD", "127.0.0.1:1")
    assert hand_in(client, row).status_code == 303
    assert "Held until it is checked for harm" in client.get(address(row)).text
    assert client.get(address(row, 1)).status_code == 409
    with clamd() as scanner:
        monkeypatch.setitem(app.config, "CLAMD", scanner)
        refused = hand_in(client, row, HARMFUL + b" text", "bad.txt")
    assert refused.status_code == 422 and "Something harmful" in refused.text
    states = session.scalars(select(Attachment.scan).order_by(Attachment.id)).all()
    assert states == [ScanState.held, ScanState.infected]
    assert len(queries.files_of(row)) == 1


def test_the_page_takes_few_statements(client: FlaskClient, session: Session) -> None:
    row = credential()
    people.sign_in(client, row.person)
    for number in range(3):
        hand_in(client, row, TEXT + bytes([65 + number]))
    for reader in (row.person, people.person(Role.lead_iqa)):
        people.sign_in(client, reader)
        client.get("/me")
        with count_sql() as sent:
            assert client.get(address(row)).status_code == 200
        assert len(sent) <= MOST, "\n".join(sent)
