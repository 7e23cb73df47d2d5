"""The pages: the trainee's own, and those of the two hands at the centre."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from core.db import db
from people.models import Role
from tests import london
from tests.factories import people, research
from training.deidentification.check import Kind
from training.research import extracts, queries, services
from training.research.clearing import Cleared
from training.research.models import ResearchProject
from training.research.names import NameKind
from training.research.pseudonyms import codes_of
from training.research.wording import FOUND

PASSWORD = people.PASSWORD


@pytest.fixture(autouse=True)
def root(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the keys of this test lie."""
    monkeypatch.setitem(app.config, "KEYS", tmp_path)
    return tmp_path


def signing(role: Role) -> Any:
    """Somebody with a password to sign with."""
    person = people.person(role)
    people.login(person, PASSWORD)
    return person


def agreed() -> tuple[ResearchProject, Any]:
    """A project to which one trainee has agreed."""
    project, author = research.project(), research.trainee()
    research.account(author)
    research.consent(project, author)
    return project, author


def extracted(project: ResearchProject) -> None:
    """An extract of the project is made."""
    db.session.commit()
    services.make_extract(project, by=None)


# ---- The trainee's own page ----


def test_a_trainee_reads_agrees_and_withdraws(session: Any, visit: Callable[..., Any]) -> None:
    project, author = research.project(), research.trainee()
    first, second = research.account(author), research.account(author, "Another.")
    browser = visit(author)
    assert project.name in browser.get("/me/research").text

    page = browser.get(f"/me/research/{project.public_id}").text
    assert "I know that I can withdraw." in page and "version 1.2" in page.lower()
    assert "changes nothing about your assessment" in page
    assert "checked" not in page  # no box is ticked beforehand

    data = {"agreed": "y", "left_out": str(second.public_id)}
    assert browser.post(f"/me/research/{project.public_id}", data=data).status_code == 303
    page = browser.get("/me/research").text
    assert "You agreed" in page and first.title in page and second.title not in page

    extracted(project)
    assert "1 extract was made while you agreed" in browser.get("/me/research").text
    assert browser.post(f"/me/research/{project.public_id}/withdraw").status_code == 303
    assert "You withdrew" in browser.get("/me/research").text
    assert browser.post(f"/me/research/{project.public_id}/withdraw").status_code == 409


def test_without_the_tick_the_page_comes_back_with_what_was_chosen(session: Any, visit: Callable[..., Any]) -> None:
    project, author = research.project(), research.trainee()
    item = research.account(author)
    research.account(author)
    answer = visit(author).post(f"/me/research/{project.public_id}", data={"left_out": str(item.public_id)})
    assert answer.status_code == 422 and "Tick the box" in answer.text
    assert f'value="{item.public_id}" checked' in answer.text
    assert queries.answers_of(author) == []


def test_another_trainees_account_cannot_be_named(session: Any, visit: Callable[..., Any]) -> None:
    project, author = research.project(), research.trainee()
    research.account(author)
    other = research.account(research.trainee())
    data = {"agreed": "y", "left_out": str(other.public_id)}
    assert visit(author).post(f"/me/research/{project.public_id}", data=data).status_code == 422


def test_a_project_that_is_over_asks_nobody_and_takes_nothing(session: Any, visit: Callable[..., Any]) -> None:
    project, author = research.over(), research.trainee()
    research.account(author)
    browser = visit(author)
    assert project.name not in browser.get("/me/research").text
    assert browser.post(f"/me/research/{project.public_id}", data={"agreed": "y"}).status_code == 422


def test_a_closed_project_says_that_nothing_can_be_withdrawn(session: Any, visit: Callable[..., Any]) -> None:
    project, author = agreed()
    services.close_project(project, by=None)
    browser = visit(author)
    assert "there is nothing left to withdraw" in browser.get("/me/research").text
    assert browser.post(f"/me/research/{project.public_id}/withdraw").status_code == 409


def test_who_is_no_trainee_any_more_can_still_withdraw(session: Any, visit: Callable[..., Any]) -> None:
    project, author = agreed()
    author.grants[0].ends_on = london.today() - timedelta(days=1)
    browser = visit(author)
    assert "/me/research" in browser.get("/me").text and "You agreed" in browser.get("/me/research").text
    assert browser.post(f"/me/research/{project.public_id}/withdraw").status_code == 303
    assert queries.standing_consents(project) == []


def test_a_trainee_finds_the_page_from_their_details_and_never_from_sending(
    session: Any, visit: Callable[..., Any]
) -> None:
    assert "/me/research" in visit(research.trainee()).get("/me").text
    assert "/me/research" not in visit(people.person(Role.assessor)).get("/me").text


# ---- The two hands ----


def test_the_administrator_opens_a_project(session: Any, visit: Callable[..., Any]) -> None:
    browser, today = visit(people.person(Role.centre_administrator)), london.today()
    data = {
        "name": "Learning to wait",
        "purpose": "To learn.",
        "run_by": "Dr Unwin",
        "ethics_reference": "REC 1",
        "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=90)).isoformat(),
        "statement": "I agree.\n\nI can withdraw.",
        "statement_version": "2",
    }
    assert browser.post("/research/new", data=data | {"statement": ""}).status_code == 422
    answer = browser.post("/research/new", data=data)
    assert answer.status_code == 303
    page = browser.get(answer.location).text
    assert "Nobody has agreed yet." in page and "I can withdraw." in page and "opened the project" in page
    assert "Learning to wait" in browser.get("/research").text
    assert browser.post("/research/new", data=data).status_code == 422


def test_the_lead_signs_and_takes_an_extract_away(session: Any, visit: Callable[..., Any]) -> None:
    project, author = agreed()
    browser = visit(signing(Role.lead_iqa))
    address = f"/research/{project.public_id}/extract"
    assert browser.get(address).status_code == 200
    assert browser.post(address, data={"password": "not this one"}).status_code == 422
    answer = browser.post(address, data={"password": PASSWORD})
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert "attachment" in answer.headers["Content-Disposition"] and answer.headers["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as zipped:
        assert author.given_name not in "".join(zipped.read(name).decode() for name in zipped.namelist())
    page = browser.get(f"/research/{project.public_id}").text
    assert project.runs[-1].sha256 in page and author.full_name not in page


def test_the_administrator_signs_for_the_key_and_gets_no_extract(session: Any, visit: Callable[..., Any]) -> None:
    project, author = agreed()
    extracted(project)
    browser = visit(signing(Role.centre_administrator))
    assert browser.get(f"/research/{project.public_id}/key").status_code == 200
    answer = browser.post(f"/research/{project.public_id}/key", data={"password": PASSWORD})
    assert answer.mimetype == "text/csv"
    assert author.full_name in answer.data.decode("utf-8-sig")
    for method in (browser.get, browser.post):
        refused = method(f"/research/{project.public_id}/extract")
        assert refused.status_code == 403 and "must not hold the texts" in refused.text
    assert "took the key" in browser.get(f"/research/{project.public_id}").text


def test_the_lead_is_never_given_the_key(session: Any, visit: Callable[..., Any]) -> None:
    project, _author = agreed()
    browser = visit(people.person(Role.lead_iqa))
    assert browser.get(f"/research/{project.public_id}/key").status_code == 403


def test_whoever_took_the_key_makes_no_extract_in_a_later_role(session: Any, visit: Callable[..., Any]) -> None:
    project, _author = agreed()
    extracted(project)
    person = signing(Role.centre_administrator)
    services.take_key(project, by=person)
    people.grant(person, Role.lead_iqa)
    answer = visit(person).post(f"/research/{project.public_id}/extract", data={"password": PASSWORD})
    assert answer.status_code == 403 and len(project.runs) == 1


def test_closing_is_signed_and_destroys_the_key(session: Any, visit: Callable[..., Any], root: Path) -> None:
    project, _author = agreed()
    extracted(project)
    browser = visit(signing(Role.centre_administrator))
    address = f"/research/{project.public_id}/close"
    assert "cannot be undone" in browser.get(address).text
    assert browser.post(address, data={"password": PASSWORD}).status_code == 303
    assert not list(root.rglob("*.key"))
    assert browser.post(address, data={"password": PASSWORD}).status_code == 409
    assert "Closed" in browser.get("/research").text


def test_interviews_are_written_down_as_counts(session: Any, visit: Callable[..., Any]) -> None:
    project, browser = research.project(), visit(people.person(Role.centre_administrator))
    data = {"kind": "group", "held_on": london.today().isoformat(), "people": "6", "consent_on_paper": "y"}
    assert browser.post(f"/research/{project.public_id}/interviews", data=data | {"people": "1"}).status_code == 422
    assert browser.post(f"/research/{project.public_id}/interviews", data=data).status_code == 303
    assert "1 interview, 6 people" in browser.get(f"/research/{project.public_id}").text
    (interview,) = db.session.scalars(select(services.ResearchInterview))
    assert browser.post(f"/research/interviews/{interview.public_id}/remove").status_code == 303
    assert "None was written down yet." in browser.get(f"/research/{project.public_id}").text


def test_a_withdrawal_after_an_extract_asks_for_a_new_one(session: Any, visit: Callable[..., Any]) -> None:
    project, author = agreed()
    extracted(project)
    services.withdraw_consent(project, author)
    page = visit(people.person(Role.lead_iqa)).get(f"/research/{project.public_id}").text
    assert "1 person has withdrawn since the last extract" in page and author.full_name not in page


def test_what_was_held_back_is_listed_under_a_code_and_shown_to_its_writer(
    session: Any, visit: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    project, author = agreed()
    monkeypatch.setattr(extracts, "cleared", lambda words, **given: Cleared(words, ("full_name", "site", "full_name")))
    extracted(project)
    code = codes_of([author.public_id], extracts.key_of(project))[author.public_id]
    page = visit(people.person(Role.lead_iqa)).get(f"/research/{project.public_id}").text
    assert f"<b>{code}</b>, 3 places: a full name, a site" in page and author.full_name not in page
    assert code not in visit(people.person(Role.centre_administrator)).get(f"/research/{project.public_id}").text
    assert "held back from the last extract" in visit(author).get("/me/research").text


def test_everything_that_may_be_found_has_words() -> None:
    assert {kind.value for kind in (*Kind, *NameKind)} == FOUND.keys()


def test_pages_take_few_statements_however_many_agreed(session: Any, visit: Callable[..., Any]) -> None:
    project = research.project()
    authors = [research.trainee() for _ in range(6)]
    research.accounts(authors, ["A text."] * 6)
    for author in authors:
        research.consent(project, author)
    extracted(project)
    assert visit(people.person(Role.lead_iqa)).statements(f"/research/{project.public_id}") <= 15
    assert visit(authors[0]).statements("/me/research") <= 15
    assert visit(authors[0]).statements(f"/me/research/{project.public_id}") <= 15


def test_the_key_file_is_a_list_that_opens_as_a_table(session: Any) -> None:
    project, author = agreed()
    extracted(project)
    rows = list(csv.reader(io.StringIO(services.take_key(project, by=people.person()).decode("utf-8-sig"))))
    assert rows[0] == ["code", "name", "email"] and rows[1][1] == author.full_name
