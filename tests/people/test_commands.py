"""`flask first-run` and `flask people import`."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from people.models import Person
from tests.factories import people

LIST = Path(__file__).parents[1] / "samples" / "people" / "people.csv"


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=list(arguments))
    return result.exit_code, result.output


def number(session: Session) -> int:
    session.expire_all()
    return session.scalar(select(func.count(Person.id)).execution_options(across_tenants=True)) or 0


def test_the_first_run_prints_a_link_that_opens(app: Flask, client: FlaskClient, session: Session) -> None:
    code, said = run(app, "first-run")
    assert code == 0
    link = re.search(r"http://localhost(/setup/\S{43})\n", said)
    assert link
    assert client.get(link[1]).status_code == 200


def test_it_prints_none_once_anybody_can_sign_in(app: Flask, session: Session) -> None:
    people.login(people.person())
    session.commit()
    code, said = run(app, "first-run")
    assert code == 0
    assert "/setup/" not in said


def test_a_list_is_checked_then_loaded(app: Flask, session: Session) -> None:
    people.centre()
    session.commit()
    arguments = ("people", "import", str(LIST), "--organisation", "Brackenmoor Care")
    assert run(app, *arguments, "--dry-run") == (0, "108 would be added, 0 would be changed, 0 as before\n")
    assert number(session) == 0
    assert run(app, *arguments) == (0, "108 added, 0 changed, 0 as before\n")
    assert run(app, "people", "import", str(LIST)) == (0, "0 added, 0 changed, 108 as before\n")
    assert number(session) == 108


def test_a_bad_row_is_one_line_and_nothing_is_loaded(app: Flask, session: Session, tmp_path: Path) -> None:
    people.centre()
    session.commit()
    bad = tmp_path / "bad.csv"
    bad.write_text("person_id,first_name,last_name,email\nA1,Ada,Byrne,ada at home\nA2,Ben,Ashe,\n")
    code, said = run(app, "people", "import", str(bad), "--organisation", "New Trust")
    assert code == 1
    assert said.splitlines()[0].startswith(f"{bad}, line 2, email: 'ada at home': ")
    assert said.splitlines()[-1] == f"{bad}: 1 to put right, nothing loaded"
    assert number(session) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--organisation is needed"),
        (["--organisation", "X", "--centre", "Nowhere"], "--centre must be one of: Alderbrook; Second"),
        (["--organisation", "X"], "--centre must be one of"),
    ],
)
def test_what_is_missing_is_said_in_one_line(app: Flask, session: Session, arguments: list[str], said: str) -> None:
    people.centre(name="Alderbrook")
    if arguments:
        people.centre(name="Second")
    session.commit()
    code, output = run(app, "people", "import", str(LIST), *arguments)
    assert code == 1
    assert output.startswith(said) and output.count("\n") == 1


def test_a_file_that_is_not_there_is_said(app: Flask, session: Session) -> None:
    code, output = run(app, "people", "import", "nothing.csv")
    assert code == 2
    assert "nothing.csv" in output
