"""The repository keeps its own rules: names, lengths, settings, migrations."""

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect, text

from app import create_app
from core.db import db
from core.history import FINALITIES
from core.row_rules import ROW_RULES
from tests.conftest import settings

ROOT = Path(__file__).parents[2]
PACKAGES = ("core", "people", "training", "assessments", "capacity", "demo", "bench")
MODULES = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")] + list(ROOT.glob("*.py"))
MOST_LINES = 500
BANNED_NAMES = re.compile(r"(^|_)(utils?|helpers?|common|manager|misc|handler|data|info|base)(_|$)")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in MODULES if BANNED_NAMES.search(path.stem)] == []


def test_every_setting_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    source = (ROOT / "config.py").read_text(encoding="utf-8") + (ROOT / "gunicorn.conf.py").read_text(encoding="utf-8")
    names = set(re.findall(r"environ(?:ment)?\.get\(\s*[\"']([A-Z_]+)[\"']", source)) | {"DEMO_PASSWORD"}
    assert {name for name in names if f"`{name}`" not in readme} == set()


@pytest.fixture
def migrated(tmp_path: Path) -> Flask:
    """An application whose database was made by the migrations."""
    app = create_app(settings(tmp_path, f"sqlite:///{tmp_path / 'migrated.db'}"))
    with app.app_context():
        app.extensions["alembic"].upgrade()
    return app


def test_models_and_migrations_agree(migrated: Flask) -> None:
    with migrated.app_context():
        assert migrated.extensions["alembic"].compare_metadata() == []


def test_migrations_make_the_triggers_of_the_models(migrated: Flask) -> None:
    """Those that keep rows final, and those that refuse rows."""
    with migrated.app_context():
        rows = db.session.execute(text("SELECT sql FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        wanted = [statement for rule in (*FINALITIES, *ROW_RULES) for statement in rule.statements("sqlite")]
        assert sorted(rows) == sorted(wanted)


def test_migrations_lead_back_to_an_empty_database(migrated: Flask) -> None:
    with migrated.app_context():
        migrated.extensions["alembic"].downgrade("base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}


def test_migrations_keep_the_checks_of_the_models(migrated: Flask) -> None:
    with migrated.app_context():
        inspector = inspect(db.engine)
        from core.db import Base

        missing = [
            (table.name, str(constraint.name))
            for table in Base.metadata.tables.values()
            for constraint in table.constraints
            if type(constraint).__name__ == "CheckConstraint"
            and constraint.name not in {check["name"] for check in inspector.get_check_constraints(table.name)}
        ]
        assert missing == []
