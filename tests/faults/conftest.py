"""An application with a database that keeps what is committed, as several browsers or processes see it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from assessments.grading import queries, services
from assessments.grading.answers import Answers, CriterionAnswer
from assessments.grading.models import MarkSheet
from core.db import db
from people.models import Person
from tests.conftest import database_for, settings
from tests.factories import grading, people

DRILLS = bool(os.environ.get("DRILLS"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder, and the address of a new database."""
    folder = tmp_path_factory.mktemp("faults")
    return folder, database_for("faults", folder)


@pytest.fixture(scope="module")
def standing(place: tuple[Path, str]) -> Iterator[Flask]:
    """The application with an empty database, made by the migrations; nothing that a test does is undone."""
    app = create_app(settings(*place))
    app.test_client_class = FlaskClient
    with app.app_context():
        app.extensions["alembic"].upgrade()
        people.centre()
        db.session.commit()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def inside(standing: Flask) -> Callable[[Callable[[], Any]], Any]:
    """Does something in a context of its own and in the one centre, commits, and returns what it gave."""

    def run(work: Callable[[], Any]) -> Any:
        with standing.app_context():
            from core.db import enter_tenant

            enter_tenant(1)
            found = work()
            db.session.commit()
            return found

    return run


def ready_to_sign(by: Person | None = None) -> MarkSheet:
    """A mark sheet that is filled in and only waits for the signature of an assessor with a password."""
    if by is None:
        by = grading.assessor()
        people.login(by, people.PASSWORD)
    sheet = grading.mark_sheet(grading.allocated(by=by))
    codes = [criterion.code for criterion in queries.open_criteria(sheet.submission)]
    given = {code: CriterionAnswer(met=True, comment=f"Seen in the account, as {code} asks.") for code in codes}
    services.save_draft(sheet, Answers(given, grading.ALL_YES), by=by)
    db.session.flush()
    return sheet
