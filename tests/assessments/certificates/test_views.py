"""The public check, and who may open a certificate."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from assessments.certificates import services
from assessments.certificates.models import RevocationReason
from people.models import Role
from tests.assessments.certificates.test_services import issued
from tests.factories import people


def test_the_unguessable_code_repeats_what_is_printed(client: FlaskClient, session: Session) -> None:
    certificate = issued()
    session.commit()
    page = client.get(f"/check/{certificate.code}")
    assert page.status_code == 200
    for fact in ("Valid", "Leila Hartnoll", certificate.number, certificate.facts["award"], "carries no credit"):
        assert fact in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_the_check_answers_json_to_a_machine(client: FlaskClient, session: Session) -> None:
    certificate = issued()
    session.commit()
    answer = client.get(f"/check/{certificate.code}", headers={"Accept": "application/json"}).json
    assert answer["status"] == "valid"
    assert answer["holder"] == "Leila Hartnoll"


def test_the_name_is_shown_as_the_holder_consents(client: FlaskClient, session: Session) -> None:
    certificate = issued()
    people.sign_in(client, certificate.person)
    client.post(f"/certificates/{certificate.public_id}/name", data={})
    assert "Leila" not in client.get(f"/check/{certificate.code}").text


def test_a_revoked_certificate_says_so_and_names_nobody(client: FlaskClient, session: Session) -> None:
    certificate = issued()
    services.revoke(certificate, RevocationReason.malpractice, by=people.person())
    session.commit()
    page = client.get(f"/check/{certificate.code}")
    assert "Revoked" in page.text
    assert "Leila" not in page.text


@pytest.mark.parametrize("code", ["wrong", "x" * 200, "..%2e"])
def test_an_unknown_and_a_malformed_code_look_alike(client: FlaskClient, session: Session, code: str) -> None:
    page = client.get(f"/check/{code}")
    assert page.status_code == 404
    assert "Not found" in page.text


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("Leila Hartnoll", "valid"),
        ("leila  HARTNOLL", "valid"),
        ("Léila Hartnoll", "valid"),
        ("Leila Hartnol", "not_found"),
        ("Somebody Else", "not_found"),
    ],
)
def test_by_number_the_name_must_be_the_holders(client: FlaskClient, session: Session, name: str, status: str) -> None:
    certificate = issued()
    session.commit()
    answer = client.get(
        "/check", query_string={"number": certificate.number, "name": name}, headers={"Accept": "application/json"}
    )
    assert answer.json == {"status": status}


def test_by_number_the_page_says_nothing_but_the_verdict(client: FlaskClient, session: Session) -> None:
    certificate = issued()
    session.commit()
    page = client.get("/check", query_string={"number": certificate.number, "name": "Leila Hartnoll"})
    assert "Valid" in page.text
    assert certificate.facts["award"] not in page.text


def test_a_missing_name_is_asked_for_and_the_number_stays(client: FlaskClient, session: Session) -> None:
    page = client.get("/check", query_string={"number": "SW-2026-0041-K7"})
    assert page.status_code == 422
    assert "Enter the name" in page.text
    assert "SW-2026-0041-K7" in page.text


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.centre_administrator, 200),
        (Role.lead_iqa, 200),
        (Role.trainee, 404),
        (Role.assessor, 404),
        (Role.hr, 404),
        (Role.system_administrator, 404),
    ],
)
def test_a_certificate_opens_for_its_holder_and_the_keepers_of_the_register(
    client: FlaskClient, session: Session, role: Role, status: int
) -> None:
    certificate = issued()
    people.sign_in(client, people.person(role))
    assert client.get(f"/certificates/{certificate.public_id}").status_code == status
    assert client.get(f"/certificates/{certificate.public_id}/pdf").status_code == status


def test_the_holder_downloads_the_pdf_as_an_attachment(client: FlaskClient, session: Session) -> None:
    certificate = issued()
    people.sign_in(client, certificate.person)
    answer = client.get(f"/certificates/{certificate.public_id}/pdf")
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_another_centre_never_finds_it(client: FlaskClient, session: Session) -> None:
    certificate = issued()
    address = f"/certificates/{certificate.public_id}"
    people.centre()
    people.sign_in(client, people.person(Role.centre_administrator))
    assert client.get(address).status_code == 404


def test_a_lead_quality_assurer_withdraws_with_a_reason_and_their_password(
    client: FlaskClient, session: Session
) -> None:
    certificate = issued()
    lead = people.person(Role.lead_iqa)
    people.login(lead, people.PASSWORD)
    people.sign_in(client, lead)
    address = f"/certificates/{certificate.public_id}/revoke"
    assert client.post(address, data={"reason": "malpractice", "password": "wrong"}).status_code == 422
    assert client.post(address, data={"password": people.PASSWORD}).status_code == 422
    assert certificate.revoked_on is None
    client.post(address, data={"reason": "issued_in_error", "password": people.PASSWORD})
    session.refresh(certificate)
    assert certificate.revocation_reason is RevocationReason.issued_in_error


def test_an_administrator_reads_why_they_may_not_withdraw(client: FlaskClient, session: Session) -> None:
    certificate = issued()
    people.sign_in(client, people.person(Role.centre_administrator))
    page = client.get(f"/certificates/{certificate.public_id}/revoke")
    assert page.status_code == 403
    assert "lead quality assurer" in page.text


def test_the_register_is_searched_by_number_and_name(client: FlaskClient, session: Session) -> None:
    certificate = issued()
    people.sign_in(client, people.person(Role.centre_administrator))
    assert certificate.number in client.get("/certificates/register?q=hartnoll").text
    assert certificate.number not in client.get("/certificates/register?q=nobody").text
