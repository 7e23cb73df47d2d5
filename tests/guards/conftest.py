"""The demonstration centre, for tests that look at the whole application."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection

from app import create_app
from core.db import db
from tests import demonstration
from tests.conftest import Browser, settings


@pytest.fixture(scope="session")
def demo_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application with the demonstration centre. Nothing that a test does to it may stay: see `demo`."""
    folder: Path = tmp_path_factory.mktemp("demo")
    app = create_app(settings(folder, demonstration.copy_to(folder, tmp_path_factory)))
    app.test_client_class = Browser
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def demo(demo_app: Flask) -> Iterator[Connection]:
    """A connection on which everything is undone at the end, whatever pages commit."""
    with demo_app.app_context():
        with db.engine.connect() as connection:
            transaction = connection.begin()
            db.sessionmaker.configure(bind=connection, join_transaction_mode="create_savepoint")
            yield connection
            db.session.close()
            transaction.rollback()
        db.sessionmaker.configure(bind=db.engine, join_transaction_mode="conditional_savepoint")
