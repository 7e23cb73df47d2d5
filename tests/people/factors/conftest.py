"""An assessor with a password, and the pages that sign in."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from people.models import Login, Person, Role
from tests.factories import people
from tests.people.conftest import at

__all__ = ["at"]


@pytest.fixture
def assessor(session: Session) -> Person:
    """An assessor who can sign in by password."""
    people.centre(name="Alderbrook Academy")
    person = people.person(Role.assessor, email="ruth@example.org", given_name="Ruth", family_name="Calloway")
    people.login(person, people.PASSWORD)
    session.commit()
    return person


@pytest.fixture
def login(assessor: Person) -> Login:
    """Their login."""
    return people.login_of(assessor)


@pytest.fixture
def required(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An installation that requires a second factor."""
    monkeypatch.setitem(app.config, "SECOND_FACTOR_REQUIRED", True)
