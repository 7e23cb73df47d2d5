"""Opens every address as every role, and keeps what came back."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, event, select
from sqlalchemy.orm import selectinload
from werkzeug.routing import Rule

from core.db import Tenanted, db, enter_tenant
from core.policy import Guard
from people.models import Centre, Person, Role, RoleGrant
from tests.factories import people

PEOPLE_ASKED = 12
OBJECTS_ASKED = 100
OPENED = 2
# Written beside the work of a page that is only read: sign-ins, reads of confidential things, openings of shares.
NOTED_ON_GET = {"sign_in", "read_entry", "share_opening"}
# Signing out and choosing a role are tested by themselves. Readiness tries a write, which the walk's transaction bars.
LEFT_OUT = {"static", "security.logout", "people.choose_role", "pages.readyz"}
WRITE = re.compile(r"^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)


@dataclass
class Opened:
    """What came back from one address, for one role, over all the objects that were tried."""

    statuses: set[int] = field(default_factory=set)
    statements: int = 0
    writes: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)

    @property
    def is_allowed(self) -> bool:
        """Whether some object opened: everything but "not found" and "you may not"."""
        return bool(self.statuses - {403, 404})


def roles() -> dict[str, list[Person]]:
    """The people of the demonstration who hold one role only, by that role; a dozen of each, the latest first."""
    found: dict[str, list[Person]] = defaultdict(list)
    query = select(Person).join(RoleGrant, RoleGrant.person_id == Person.id).order_by(Person.id.desc())
    for person in db.session.scalars(query.options(selectinload(Person.grants))).unique():
        held = {grant.role for grant in person.grants}
        if len(held) == 1:
            found[held.pop().value].append(person)
    return {role: holders[:PEOPLE_ASKED] for role, holders in found.items()}


def enter_demo() -> None:
    """Read the demonstration centre from here on."""
    centre = db.session.scalars(select(Centre)).one()
    enter_tenant(centre.id)


def rules(app: Flask, method: str) -> Iterator[Rule]:
    """Addresses that answer this method and need nothing but an object, or nothing."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule)):
        if method in (rule.methods or ()) and rule.endpoint not in LEFT_OUT:
            if rule.arguments - {"public_id"}:
                continue
            yield rule


def guard_of(app: Flask, rule: Rule) -> Guard | None:
    """What guards an address; None for pages of anybody and of libraries."""
    return getattr(app.view_functions[rule.endpoint], "guard", None)


@dataclass
class Objects:
    """The demonstration's objects by kind, loaded once."""

    loaded: dict[type[Tenanted], list[Tenanted]] = field(default_factory=dict)

    def of(self, model: type[Tenanted]) -> list[Tenanted]:
        """One hundred of a kind and up to twice as many, spread over all of them."""
        if model not in self.loaded:
            rows = list(db.session.scalars(select(model).order_by(model.id)))
            self.loaded[model] = rows[:: max(1, len(rows) // OBJECTS_ASKED)]
        return self.loaded[model]


Visit = tuple[str, Person, str]
"""An endpoint, who opens it, and at which address."""


def visits(app: Flask, method: str) -> dict[str, list[Visit]]:
    """By role: each address with things that the policy lets somebody of it open, and with one that it does not."""
    objects = Objects()
    return {role: list(_visits_of(app, method, holders, objects)) for role, holders in roles().items()}


def _visits_of(app: Flask, method: str, holders: list[Person], objects: Objects) -> Iterator[Visit]:
    asked: dict[Guard, list[tuple[Person, Tenanted]]] = {}  # many addresses have one guard
    for rule in rules(app, method):
        guard = guard_of(app, rule)
        if guard is None or guard.model is None:
            if not rule.arguments:
                for person in holders[: 3 if method == "GET" else 1]:
                    yield rule.endpoint, person, rule.rule
            continue
        if guard not in asked:
            asked[guard] = _tried(guard, holders, objects.of(guard.model))
        for person, thing in asked[guard]:
            yield rule.endpoint, person, rule.rule.replace("<uuid:public_id>", str(thing.public_id))


def _tried(guard: Guard, holders: list[Person], things: list[Tenanted]) -> list[tuple[Person, Tenanted]]:
    """Two things that somebody may open, and one that they may not."""

    def is_open(person: Person, thing: Tenanted) -> bool:
        return bool((guard.sees is None or guard.sees(person, thing)) and guard.can(person, thing))

    opens = list(islice(((each, thing) for each in holders for thing in things if is_open(each, thing)), OPENED))
    person = opens[0][0] if opens else holders[0]
    closed = next((thing for thing in things if not is_open(person, thing)), None)
    return [*opens, *([(person, closed)] if closed else [])]


def sign_in_all(app: Flask, visits: dict[str, list[Visit]]) -> dict[Person, FlaskClient]:
    """A browser for everybody who opens something. What was read so far is forgotten, or each request would read it."""
    visitors = {person for row in visits.values() for _endpoint, person, _address in row}
    clients = {person: people.sign_in(app.test_client(), person) for person in visitors}
    db.session.expunge_all()
    for client in clients.values():
        client.get("/me")  # the first page of a sign-in also writes what the sign-in keeps
    return clients


def walk(app: Flask, connection: Connection, method: str) -> dict[str, dict[str, Opened]]:
    """endpoint -> role -> what came back. Each request is undone before the next."""
    enter_demo()
    found: dict[str, dict[str, Opened]] = defaultdict(dict)
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    planned = visits(app, method)
    clients = sign_in_all(app, planned)
    event.listen(connection, "before_cursor_execute", note)
    for role, row in planned.items():
        for endpoint, person, url in row:
            open_one(clients[person], connection, method, url, found[endpoint].setdefault(role, Opened()), sent)
    event.remove(connection, "before_cursor_execute", note)
    return found


def open_one(
    client: FlaskClient, connection: Connection, method: str, url: str, opened: Opened, sent: list[str]
) -> None:
    """One request, undone again."""
    savepoint = connection.begin_nested()
    sent.clear()
    response = client.open(url, method=method)
    opened.statuses.add(response.status_code)
    relevant = [statement for statement in sent if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))]
    # The last-seen time is written at most once a minute, not by each page.
    own = [statement for statement in relevant if not statement.startswith("UPDATE sign_in")]
    opened.statements = max(opened.statements, len(own))
    opened.writes |= {found[1] for statement in relevant if (found := WRITE.match(statement))}
    if response.mimetype == "text/html" and response.status_code in {200, 422}:
        opened.texts.append(response.text)
    db.session.rollback()
    db.session.expunge_all()
    if savepoint.is_active:
        savepoint.rollback()


ROLES = [role.value for role in Role]
