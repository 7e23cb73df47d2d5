from pathlib import Path

import pytest
from sqlalchemy import select

from core.db import db
from tests.factories import awards, people
from training.awards.models import AwardStatus, AwardVersion

SHIPPED = Path(__file__).parents[3] / "awards"
CERTIFICATE = str(SHIPPED / "ALF-CERT-L5.yaml")


@pytest.fixture
def run(app, session):
    people.centre(name="Only Centre")
    return lambda *words: app.test_cli_runner().invoke(args=["awards", *words])


@pytest.fixture
def mistaken(tmp_path):
    file = tmp_path / "mistaken.yaml"
    file.write_text(awards.award_file().replace("credits: 16", "credits: 15"))
    return file


def statuses() -> dict[str, AwardStatus]:
    return {version.code: version.status for version in db.session.scalars(select(AwardVersion))}


def test_sound_files_are_told_and_nothing_is_loaded(run):
    result = run("check", *map(str, sorted(SHIPPED.glob("*.yaml"))))
    assert result.exit_code == 0, result.output
    assert len(result.output.splitlines()) == 3
    assert statuses() == {}


def test_every_mistake_is_one_line_with_file_and_line(run, mistaken):
    result = run("check", str(mistaken), CERTIFICATE)
    line = mistaken.read_text().splitlines().index("credits: 15") + 1
    assert result.exit_code == 1
    assert f"{mistaken}:{line}: " in result.output


def test_files_come_in_as_drafts_or_published(run):
    assert run("import", str(SHIPPED / "ALF-DA-L5.yaml")).exit_code == 0
    assert run("import", "--publish", "--centre", "only centre", CERTIFICATE).exit_code == 0
    assert statuses() == {"ALF-DA-L5": AwardStatus.draft, "ALF-CERT-L5": AwardStatus.published}


def test_a_file_that_was_imported_can_be_published_by_the_same_command(run):
    run("import", CERTIFICATE)
    assert run("import", "--publish", CERTIFICATE).exit_code == 0
    assert run("import", "--publish", CERTIFICATE).exit_code == 0
    assert statuses() == {"ALF-CERT-L5": AwardStatus.published}


def test_one_mistake_keeps_all_files_out(run, mistaken):
    result = run("import", CERTIFICATE, str(mistaken))
    assert result.exit_code == 1
    assert statuses() == {}


def test_other_content_under_a_version_is_one_line(run, tmp_path):
    run("import", CERTIFICATE)
    file = tmp_path / "other.yaml"
    file.write_text(awards.award_file().replace("registration_months: 36", "registration_months: 24"))
    result = run("import", str(file))
    assert result.exit_code == 1
    assert "ALF-CERT-L5 version 1.0 is here already" in result.output


def test_an_award_goes_out_as_its_file(run, tmp_path):
    run("import", "--publish", CERTIFICATE)
    result = run("export", "ALF-CERT-L5", "1.0")
    file = tmp_path / "out.yaml"
    file.write_text(result.stdout)
    assert run("check", str(file)).exit_code == 0
    assert run("import", str(file)).exit_code == 0  # the same content: nothing happens
    assert run("export", "ALF-CERT-L5", "9").exit_code == 1


def test_a_centre_is_named_where_there_are_several(run):
    people.centre(name="Second Centre")
    assert "Second Centre" in run("import", CERTIFICATE).output
    assert run("import", "--centre", "Second Centre", CERTIFICATE).exit_code == 0
