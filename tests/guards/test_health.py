"""/readyz says whether the service can do its work."""

from pathlib import Path

from flask import Flask

from app import create_app
from core.db import db
from tests.conftest import settings


def migrated(folder: Path) -> Flask:
    app = create_app(settings(folder, f"sqlite:///{folder / 'health.db'}"))
    with app.app_context():
        app.extensions["alembic"].upgrade()
    return app


def test_a_migrated_installation_is_ready(tmp_path: Path) -> None:
    answer = migrated(tmp_path).test_client().get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok", "problems": []})


def test_an_installation_without_its_database_is_not(tmp_path: Path) -> None:
    app = create_app(settings(tmp_path, f"sqlite:///{tmp_path / 'empty.db'}"))
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json is not None and "database" in answer.json["problems"]


def test_an_installation_behind_its_migrations_is_not(tmp_path: Path) -> None:
    app = migrated(tmp_path)
    with app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'older'")
    assert app.test_client().get("/readyz").status_code == 503
