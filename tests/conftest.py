"""The application on a real database, one transaction per test. TEST_DATABASE_URL chooses the database."""

import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

import config
from app import create_app
from core.db import Base, db, enter_tenant
from people import sign_in
from training.awards import exchange
from training.deidentification import check
from training.deidentification.flags import Flag

# Property tests: a sample each time, at length with `make drills`.
for name, examples in (("sample", 100), ("drills", 2000)):
    hypothesis.settings.register_profile(name, max_examples=examples, deadline=None, database=None)
hypothesis.settings.load_profile("drills" if os.environ.get("DRILLS") else "sample")

BROWSER_HOST = "http://localhost"


# Whoever asks for one of these, itself or through another fixture, is tested on the database of TEST_DATABASE_URL.
ON_THE_DATABASE = {"app", "demo_app"}
HASHING = "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS"
HASHED_AS_INSTALLED = sign_in.SETTINGS[HASHING]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a database, so that the rest is not run once more on PostgreSQL."""
    for item in items:
        if ON_THE_DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session", autouse=True)
def passwords_are_hashed_quickly() -> Iterator[None]:
    """A hash takes long on purpose. `hashed_as_installed` is for the tests of that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sign_in.SETTINGS, HASHING, HASHED_AS_INSTALLED | {"argon2__memory_cost": 8})
        yield


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application with an empty database of its own."""
    folder: Path = tmp_path_factory.mktemp("setwright")
    app = create_app(settings(folder, database_for("tests", folder)))
    app.test_client_class = Browser
    with app.app_context():
        Base.metadata.create_all(db.engine)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session", autouse=True)
def award_files_are_read_once() -> Iterator[None]:
    """Most tests begin with an award that ships. What its file says is always the same, and takes long to read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exchange, "read", cache(exchange.read))
        yield


@pytest.fixture(scope="session", autouse=True)
def accounts_are_checked_once() -> Iterator[None]:
    """Most tests hand in the same accounts, by another author each, whose name does not stand in them."""
    find = check.find
    found = cache(lambda text: find(text, author="Nobody Inparticular"))

    def found_before(text: str, *, author: str = "", known: Sequence[str] = ()) -> list[Flag]:
        if known or not author or any(name in text for name in author.split()):
            return find(text, author=author, known=known)
        return list(found(text))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(check, "find", found_before)
        yield


def database_for(purpose: str, folder: Path) -> str:
    """The address of a new database: SQLite in a folder, or on the server that TEST_DATABASE_URL names."""
    server = os.environ.get("TEST_DATABASE_URL")
    return new_database(server, purpose) if server else f"sqlite:///{folder / f'{purpose}.db'}"


def new_database(server: str, purpose: str, *, like: str = "template1") -> str:
    """The address of a new database on a PostgreSQL server, one for each process that runs tests; empty, or a copy."""
    name = f"setwright_{purpose}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {like}"))
    engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def settings(folder: Path, url: str) -> dict[str, Any]:
    """The settings of a test installation in `folder`: no tokens in forms, nothing is rate-limited."""
    environment = {"SETWRIGHT_DATA": str(folder), "DATABASE_URL": url, "PUBLIC_URL": BROWSER_HOST}
    environment["SECOND_FACTOR"] = "offered"  # so that most tests sign in by one step; those of factors ask for it
    return config.read(environment) | {"TESTING": True, "WTF_CSRF_ENABLED": False, "RATELIMIT_ENABLED": False}


class Browser(FlaskClient):
    """A browser without JavaScript. The tests share one application context with the pages they open; so that every
    page starts as a request of its own does, it finds nobody signed in and no centre entered but by its cookie."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        for name in [name for name in g if name != "_sqlalchemy_sessions"]:
            g.pop(name)
        entered = db.session.info.pop("tenant_id", None)
        try:
            return super().open(*args, **kwargs)
        finally:
            if entered is not None:
                enter_tenant(entered)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The session of the test. Everything it and the pages it opens do is undone at the end."""
    with app.app_context():
        with db.engine.connect() as connection:
            transaction = connection.begin()
            db.sessionmaker.configure(bind=connection, join_transaction_mode="create_savepoint")
            yield db.session
            db.session.close()
            transaction.rollback()
        db.sessionmaker.configure(bind=db.engine, join_transaction_mode="conditional_savepoint")


@pytest.fixture
def client(app: Flask, session: Session) -> FlaskClient:
    """A browser without JavaScript; `sign_in` of tests.factories signs a person in."""
    return app.test_client()
