"""Centres, people and who they are."""

from datetime import date
from functools import cache
from itertools import count
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient

from core.db import db, enter_tenant, tenant_of
from people.models import Centre, Login, Organisation, Person, Role, RoleGrant, ScopeKind

PASSWORD = "a long enough pass phrase"
_numbers = count(1)


def centre(**fields: Any) -> Centre:
    """A centre, entered."""
    row = Centre(**{"name": f"Centre {next(_numbers)}", "head_name": "Owain Bellerby"} | fields)
    db.session.add(row)
    db.session.flush()
    enter_tenant(row.id)
    return row


def organisation(**fields: Any) -> Organisation:
    """An organisation of the centre that was entered."""
    return _stored(Organisation(**{"name": f"Organisation {next(_numbers)}"} | fields))


def person(*roles: Role, scope: Organisation | None = None, **fields: Any) -> Person:
    """A person with these roles, since long ago, in the centre or in one organisation. Makes a centre if needed."""
    if tenant_of(db.session) is None:
        centre()
    number = next(_numbers)
    row = _stored(
        Person(**{"given_name": f"Given{number}", "family_name": "Family", "email": f"p{number}@example.org"} | fields)
    )
    for role in roles:
        grant(row, role, scope=scope)
    return row


def grant(holder: Person, role: Role, *, scope: Organisation | None = None, **fields: Any) -> RoleGrant:
    """A role of a person."""
    row = RoleGrant(
        **{
            "person": holder,
            "role": role,
            "scope_kind": ScopeKind.organisation if scope else ScopeKind.centre,
            "scope_id": scope.id if scope else None,
            "starts_on": date(2020, 1, 1),
        }
        | fields
    )
    return _stored(row)


def login(holder: Person, password: str | None = None) -> Login:
    """How a person signs in; without a password nobody can type one."""
    row = Login(
        tenant_id=holder.tenant_id,
        person_id=holder.id,
        email=holder.email,
        password=_hashed(password) if password else None,
        fs_uniquifier=uuid4().hex,
    )
    return _stored(row)


@cache
def _hashed(password: str) -> str:
    """What is stored of a password, made once: a hash takes long on purpose."""
    from flask_security import hash_password

    return str(hash_password(password))


def able_to_sign(holder: Person) -> Person:
    """The same person, with a password to sign with."""
    login(holder, PASSWORD)
    return holder


def sign_in(client: FlaskClient, holder: Person) -> FlaskClient:
    """Make the browser that of this person, as after the sign-in page."""
    from sqlalchemy import select

    from core import clock
    from people.auth import hashed
    from people.models import SignIn

    row = db.session.scalar(select(Login).where(Login.person_id == holder.id)) or login(holder)
    key = uuid4().hex
    now = clock.now()
    db.session.add(
        SignIn(
            id_hash=hashed(key),
            tenant_id=holder.tenant_id,
            login_id=row.id,
            created_at=now,
            seen_at=now,
            stored={
                "_user_id": row.fs_uniquifier,
                "_fresh": True,
                "csrf_token": uuid4().hex,
                "fs_cc": "set",
                "fs_paa": now.timestamp(),
            },
        )
    )
    db.session.commit()
    client.set_cookie("sid", key, domain="localhost")
    return client


def _stored(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row


def login_of(holder: Person) -> Login:
    """The login of a person."""
    from sqlalchemy import select

    return db.session.scalars(select(Login).where(Login.person_id == holder.id)).one()
