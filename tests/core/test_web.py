"""What holds for every answer: headers, hosts, and pages that are not there."""

from types import SimpleNamespace

from flask import Flask
from flask.testing import FlaskClient
from pytest import MonkeyPatch
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from core import web
from people.models import Role
from tests.factories import people


def test_every_answer_carries_the_headers_of_the_house(client: FlaskClient, session: Session) -> None:
    for address in ("/help", "/sign-in", "/nowhere"):
        headers = client.get(address).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_another_host_name_gets_a_bare_refusal(client: FlaskClient, session: Session) -> None:
    answer = client.get("/help", base_url="http://evil.example.org")
    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_a_page_that_is_not_there_says_so_kindly(client: FlaskClient, session: Session) -> None:
    page = client.get("/nowhere")
    assert page.status_code == 404
    assert "<h1" in page.text


def test_a_method_that_is_not_allowed_names_those_that_are(client: FlaskClient, session: Session) -> None:
    answer = client.delete("/help")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_something_too_large_is_refused_with_a_page(client: FlaskClient, session: Session) -> None:
    answer = client.post("/sign-in", data={"email": "x" * 30_000_000})
    assert answer.status_code == 413
    assert "<h1" in answer.text


def test_the_process_says_that_it_lives(client: FlaskClient, session: Session) -> None:
    assert client.get("/healthz").json == {"status": "ok"}


def test_a_number_that_no_column_holds_is_an_address_of_nothing(client: FlaskClient, session: Session) -> None:
    people.sign_in(client, people.person(Role.assessor))
    for number in ("9" * 10, "9" * 30, "²"):
        assert client.post(f"/me/security/sign-ins/{number}/end").status_code == 404


def test_what_no_keyboard_types_is_refused(client: FlaskClient, session: Session) -> None:
    assert client.get("/check/%00").status_code == 404
    assert client.get("/help?page=%00").status_code == 400
    assert client.post("/sign-in", data={"email": "a\0b@example.org", "password": "x"}).status_code == 400


def test_an_office_that_shares_one_address_does_not_stop_its_writers(app: Flask, monkeypatch: MonkeyPatch) -> None:
    """The editor saves itself some twenty times a minute; its limit counts for each writer."""
    with app.test_request_context(environ_base={"REMOTE_ADDR": "10.0.0.7"}):
        keys = []
        for name in ("a", "b", None):
            someone = SimpleNamespace(is_authenticated=name is not None, get_id=lambda name=name: name)
            monkeypatch.setattr(web, "current_user", someone)
            keys.append(web.each_person())
    assert keys == ["person a", "person b", "10.0.0.7"]


def test_a_busy_database_is_told_so_even_before_a_page_is_asked(
    app: Flask, client: FlaskClient, session: Session, monkeypatch: MonkeyPatch
) -> None:
    def locked(*given: object) -> None:
        raise OperationalError("BEGIN IMMEDIATE", None, Exception("database is locked"))

    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr(app.session_interface, "open_session", locked)
    answer = client.get("/help")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "try again in a moment" in answer.text
    assert (answer.headers["Cache-Control"], answer.mimetype) == ("no-store", "text/plain")
