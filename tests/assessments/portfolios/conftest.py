"""Another, empty installation, to which portfolios are brought; and archives to bring."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app import create_app
from assessments.portfolios import archive
from assessments.portfolios.document import document_of
from core.db import Base, db
from people.models import Person
from tests.conftest import database_for, settings
from tests.factories import comments, grading, people
from training.portfolio.models import Submission


@pytest.fixture(scope="session")
def other_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An installation of another centre, with a database of its own."""
    folder: Path = tmp_path_factory.mktemp("elsewhere")
    app = create_app(settings(folder, database_for("elsewhere", folder)))
    with app.app_context():
        Base.metadata.create_all(db.engine)
    yield app
    with app.app_context():
        db.engine.dispose()


def packed(document: dict[str, Any], **files: bytes) -> bytes:
    """An archive of a document with a manifest that fits it; `files` lie in it beside."""
    target = io.BytesIO()
    archive.write(target, document=document, pages=files, files={}, root=Path())
    return target.getvalue()


def repacked(content: bytes, change: Callable[[dict[str, bytes]], None], *, seal: bool = True) -> bytes:
    """The archive with other files in it; with `seal` its manifest is made anew."""
    with zipfile.ZipFile(io.BytesIO(content)) as before:
        files = {name: before.read(name) for name in before.namelist()}
    change(files)
    if seal:
        listed = [
            {"path": name, "size": len(each), "sha256": hashlib.sha256(each).hexdigest()}
            for name, each in files.items()
            if name != "manifest.json"
        ]
        files["manifest.json"] = json.dumps({"setwright_portfolio": 1, "files": listed}).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name, each in files.items():
            after.writestr(name, each)
    return target.getvalue()


@pytest.fixture
def decided(session: Session) -> Submission:
    """A unit that was sent and passed by a qualified assessor, with a comment on its words."""
    sheet = grading.mark_sheet()
    comments.comment(sheet)
    return grading.decision(sheet).submission


@pytest.fixture
def document(app: Flask, decided: Submission) -> dict[str, Any]:
    """The portfolio of a trainee with one unit passed, as its file would give it, in another centre than its own."""
    with app.test_request_context():
        values, _files = document_of(decided.enrolment.person)
    moved: dict[str, Any] = json.loads(json.dumps(values))
    moved["person"]["email"] = "new.here@example.org"
    people.centre()
    return moved


def trainee_of(submission: Submission) -> Person:
    """Whose work it is."""
    return submission.enrolment.person
