"""The demonstration centre, loaded once for all processes that run tests. Each works on a copy."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from app import create_app
from core.db import db, enter_tenant
from demo import care_provider
from people.models import Centre
from tests.conftest import new_database, settings

SERVER = os.environ.get("TEST_DATABASE_URL")


def copy_to(folder: Path, factory: pytest.TempPathFactory) -> str:
    """Put the demonstration's data into a folder. Returns the address of its database, which is a copy too."""
    original, url = _original(factory)
    shutil.copytree(original, folder, dirs_exist_ok=True)
    return new_database(SERVER, "demo", like=str(make_url(url).database)) if SERVER else _file_in(folder)


def enter() -> None:
    """Read the demonstration centre from here on."""
    enter_tenant(db.session.scalars(select(Centre)).one().id)


def _original(factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Its folder and the address of its database. Whoever comes first makes it, and the others wait."""
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, address = shared / "demonstration", shared / "demonstration.url"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not address.exists():
            folder.mkdir()
            address.write_text(_loaded(folder), encoding="utf-8")
    return folder, address.read_text(encoding="utf-8")


def _loaded(folder: Path) -> str:
    url = new_database(SERVER, "demonstration") if SERVER else _file_in(folder)
    app = create_app(settings(folder, url))
    with app.app_context():
        app.extensions["alembic"].upgrade()
        care_provider.load()
        db.session.commit()
        db.session.close()
        db.engine.dispose()
    return url


def _file_in(folder: Path) -> str:
    return f"sqlite:///{folder / 'setwright.db'}"
