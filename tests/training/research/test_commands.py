"""`flask research …`"""

import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from core.db import db
from people.models import Centre, Role
from tests.factories import people, research
from training.research.models import ResearchProject


@pytest.fixture
def project(app: Flask, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ResearchProject:
    """A project to which one trainee agreed."""
    monkeypatch.setitem(app.config, "KEYS", tmp_path / "keys")
    row, author = research.project(name="Learning to wait"), research.trainee()
    research.account(author)
    research.consent(row, author)
    session.commit()
    return row


def run(app: Flask, project: ResearchProject, *arguments: Any) -> Any:
    named = db.session.get_one(Centre, project.tenant_id).name
    return app.test_cli_runner().invoke(args=["research", "extract", *map(str, arguments), "--centre", named])


@pytest.mark.parametrize("named", ["learning  to WAIT", "id"])
def test_an_extract_is_written_to_a_new_private_file(
    app: Flask, project: ResearchProject, tmp_path: Path, named: str
) -> None:
    target = tmp_path / "extract.zip"
    answer = run(app, project, project.public_id if named == "id" else named, "--to", target)
    assert answer.exit_code == 0 and "accounts 1, people 1" in answer.output
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with zipfile.ZipFile(target) as zipped:
        assert "index.csv" in zipped.namelist()
    assert project.runs[0].sha256 in answer.output and project.runs[0].made_by is None


def test_a_lead_quality_assurer_is_recorded_as_the_maker(app: Flask, project: ResearchProject, tmp_path: Path) -> None:
    lead = people.person(Role.lead_iqa)
    people.login(lead)
    answer = run(app, project, "Learning to wait", "--to", tmp_path / "extract.zip", "--by", lead.email)
    assert answer.exit_code == 0 and project.runs[0].made_by_id == lead.id


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Another", "--to", "{new}"], "there is no research project 'Another'"),
        (["Learning to wait", "--to", "{there}"], "is there already"),
        (["Learning to wait", "--to", "{nowhere}"], "No such file or directory"),
        (["Learning to wait", "--to", "{new}", "--by", "nobody@example.org"], "nobody signs in as nobody@example.org"),
        (["Learning to wait", "--to", "{new}", "--by", "{administrator}"], "must not hold the texts"),
    ],
)
def test_what_cannot_be_is_said_in_one_line_and_nothing_is_recorded(
    app: Flask, project: ResearchProject, tmp_path: Path, arguments: list[str], said: str
) -> None:
    administrator = people.person(Role.centre_administrator)
    people.login(administrator)
    (tmp_path / "there.zip").write_bytes(b"kept")
    places = {
        "new": tmp_path / "new.zip",
        "there": tmp_path / "there.zip",
        "nowhere": tmp_path / "none" / "x.zip",
        "administrator": administrator.email,
    }
    db.session.commit()
    answer = run(app, project, *(argument.format(**places) for argument in arguments))
    assert answer.exit_code == 1 and said in answer.output and len(answer.output.splitlines()) == 1
    assert not (tmp_path / "new.zip").exists() and (tmp_path / "there.zip").read_bytes() == b"kept"
    db.session.expire_all()
    assert project.runs == []
