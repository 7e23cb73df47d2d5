"""People at their browsers."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from core.db import db
from people.models import Person
from tests.factories import people


class Visitor:
    """A signed-in browser. What a test has made is stored before each page, as pages end by dropping what is not."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str) -> TestResponse:
        """Open a page."""
        db.session.commit()
        return self.client.get(path)

    def post(self, path: str, **kwargs: Any) -> TestResponse:
        """Send a form."""
        db.session.commit()
        return self.client.post(path, **kwargs)

    def statements(self, path: str) -> int:
        """How many SQL statements a page issues when nothing is in memory."""
        seen: list[str] = []

        def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
            if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
                seen.append(statement)

        db.session.commit()
        event.listen(db.engine, "before_cursor_execute", note)
        try:
            assert self.client.get(path).status_code == 200
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        assert seen
        return len(seen)


@pytest.fixture
def visit(client: FlaskClient) -> Callable[[Person], Visitor]:
    """Sit somebody at the browser."""

    def sit(person: Person) -> Visitor:
        return Visitor(people.sign_in(client, person))

    return sit
