"""A centre administrator with a password, a clock that moves, and a browser that signs in."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password
from sqlalchemy.orm import Session

from app import create_app
from core import clock
from people import auth, centre, services, sign_in
from people.models import ConflictDecision, CredentialKind, Organisation, Person, Role
from tests import london
from tests.conftest import HASHED_AS_INSTALLED, HASHING, settings
from tests.factories import people
from tests.people.browsing import LONG


@pytest.fixture
def holder(session: Session) -> Person:
    """A centre administrator who can sign in."""
    people.centre(name="Alderbrook Academy")
    person = people.person(Role.centre_administrator, email="ada@example.org", given_name="Ada", family_name="Byrne")
    people.login(person, people.PASSWORD)
    session.commit()
    return person


@pytest.fixture
def hashed_as_installed(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that take as long as those of an installation, in place of the quick ones of the other tests."""
    monkeypatch.setitem(sign_in.SETTINGS, HASHING, HASHED_AS_INSTALLED)
    monkeypatch.setattr(auth.security, "pwd_context", auth.security.pwd_context)  # put back at the end
    create_app(settings(tmp_path, "sqlite://"))
    monkeypatch.setattr(people, "_hashed", hash_password)


@pytest.fixture
def protected(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anti-forgery tokens asked for, as outside tests."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Moves the clock: `at(minutes=31)` from now."""
    began = clock.now()

    def move(**ahead: int) -> None:
        monkeypatch.setattr(clock, "now", lambda: began + timedelta(**ahead))

    yield move


@pytest.fixture
def admin(client: FlaskClient, session: Session) -> Person:
    """A centre administrator, signed in at `client`."""
    person = people.person(Role.centre_administrator, given_name="Ada", family_name="Byrne")
    people.sign_in(client, person)
    return person


@pytest.fixture
def employer(admin: Person, session: Session) -> Organisation:
    """An organisation of their centre, with a site and a unit."""
    made = people.organisation(name="Brackenmoor Care")
    centre.add_site(made, "Aldgarth", region="North", by=admin)
    centre.add_unit(made, "Night", parent=centre.add_unit(made, "Care", by=admin), by=admin)
    session.commit()
    return made


@pytest.fixture
def ada(session: Session, admin: Person) -> Person:
    """A person of the centre with everything a page can show, and long names."""
    person = people.person(
        Role.assessor, given_name="Ada" * 20, family_name=LONG, email=f"{'a' * 60}@example.org", job_title="Night " * 30
    )
    people.login(person, people.PASSWORD)
    services.add_credential(
        person,
        CredentialKind.taqa,
        obtained_on=london.today() - timedelta(900),
        expires_on=london.today() - timedelta(1),
        by=admin,
    )
    conflict = services.declare_conflict(person, people.person(Role.trainee), "family", by=person)
    services.decide_conflict(conflict, ConflictDecision.managed, by=admin)
    services.end_role(services.grant_role(person, Role.tutor, by=admin, starts_on=london.today()), by=admin)
    services.sign_out_everywhere(person, by=admin)
    session.commit()
    return person
