"""The pages on which a portfolio goes out and comes in."""

import io
import json
import zipfile
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from assessments.portfolios.models import BroughtPortfolio
from core.db import db
from core.history import ReadEntry
from people.models import Role
from tests.assessments.portfolios.conftest import packed
from tests.factories import people
from training.portfolio.models import Submission


def test_a_trainee_takes_their_portfolio_along(client: FlaskClient, decided: Submission) -> None:
    trainee = decided.enrolment.person
    people.sign_in(client, trainee)
    assert client.get("/portfolio").status_code == 200
    answer = client.post("/portfolio/archive", data={"ready": "abc123"})
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        names = set(archive.namelist())
        document = json.loads(archive.read("portfolio.json"))
        index = archive.read("index.html").decode()
    assert {"index.html", "style.css", "portfolio.pdf", "portfolio.json", "manifest.json"} <= names
    assert document["person"]["id"] == str(trainee.public_id)
    assert trainee.family_name in index
    assert "<script" not in index
    assert client.get_cookie("ready", path="/portfolio").value == "abc123"
    assert db.session.scalar(select(ReadEntry.reason).where(ReadEntry.reader_id == trainee.id))


def test_a_trainee_prints_their_portfolio(client: FlaskClient, decided: Submission) -> None:
    people.sign_in(client, decided.enrolment.person)
    assert client.post("/portfolio/print").data.startswith(b"%PDF-")


def test_an_administrator_looks_through_a_portfolio_and_brings_it_in(
    client: FlaskClient, session: Session, document: dict[str, Any]
) -> None:
    people.sign_in(client, people.person(Role.centre_administrator))
    sent = {"file": (io.BytesIO(packed(document)), "portfolio.zip")}
    check = client.post("/portfolios/bring-in", data=sent)
    assert check.status_code == 200
    assert "Nothing is made of it yet" in check.text
    assert db.session.scalar(select(BroughtPortfolio.id)) is None
    arrival = check.text.split('name="arrival"')[1].split('value="')[1][:32]
    assert client.post("/portfolios/bring-in/confirm", data={"arrival": arrival}).status_code == 303
    assert db.session.scalar(select(BroughtPortfolio.id)) is not None
    assert client.post("/portfolios/bring-in/confirm", data={"arrival": arrival}).status_code == 409


def test_what_keeps_a_portfolio_out_is_listed(client: FlaskClient, session: Session, document: dict[str, Any]) -> None:
    people.sign_in(client, people.person(Role.centre_administrator))
    document["submissions"][0]["state"] = "golden"
    sent = {"file": (io.BytesIO(packed(document)), "portfolio.zip")}
    answer = client.post("/portfolios/bring-in", data=sent)
    assert answer.status_code == 422
    assert "it is none of the known values" in answer.text


def test_nobody_but_the_administrator_brings_one_in(client: FlaskClient, session: Session) -> None:
    people.sign_in(client, people.person(Role.assessor))
    assert client.get("/portfolios/bring-in").status_code == 404


def test_the_command_says_what_it_did_and_what_is_wrong(
    app: Flask, session: Session, document: dict[str, Any], tmp_path: Any
) -> None:
    path = tmp_path / "portfolio.zip"
    path.write_bytes(packed(document))
    centre = people.centre(name="Ours")
    db.session.commit()
    runner = app.test_cli_runner()
    dry = runner.invoke(args=["portfolio", "import", str(path), "--centre", centre.name, "--dry-run"])
    assert "would be brought in" in dry.output
    path.write_bytes(b"no archive")
    bad = runner.invoke(args=["portfolio", "import", str(path), "--centre", centre.name])
    assert bad.exit_code == 1
    assert "nothing loaded" in bad.output
