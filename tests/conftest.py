"""The application on a real database, one transaction per test. TEST_DATABASE_URL chooses the database."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import make_url, text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

import config
from app import create_app
from core.db import Base, db, enter_tenant

BROWSER_HOST = "http://localhost"


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application with an empty database of its own."""
    folder: Path = tmp_path_factory.mktemp("setwright")
    url = os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{folder / 'test.db'}"
    app = create_app(settings(folder, url))
    app.test_client_class = Browser
    with app.app_context():
        if make_url(url).get_backend_name() == "postgresql":
            with db.engine.begin() as connection:
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text("CREATE SCHEMA public"))
        Base.metadata.create_all(db.engine)
    yield app
    with app.app_context():
        db.engine.dispose()


def settings(folder: Path, url: str) -> dict[str, Any]:
    """The settings of a test installation in `folder`: passwords are hashed cheaply, nothing is rate-limited."""
    environment = {"SETWRIGHT_DATA": str(folder), "DATABASE_URL": url, "PUBLIC_URL": BROWSER_HOST}
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
