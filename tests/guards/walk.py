"""Opens every address as every role, and keeps what came back.

What a policy lets nobody of a role open is asked for as each role in the drills, else as one role in four.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, event, select
from sqlalchemy.orm import selectinload
from werkzeug.routing import Rule

from core.db import Tenanted, db
from core.policy import Guard, Policy
from people.models import Person, Role, RoleGrant
from tests import demonstration
from tests.factories import people

PEOPLE_ASKED = 12
OBJECTS_ASKED = 100
OPENED = 2
TURNS = 1 if os.environ.get("DRILLS") else 4
# Written beside the work of a page that is only read: sign-ins, reads of confidential things, openings of shares.
NOTED_ON_GET = {"sign_in", "read_entry", "share_opening"}
# Signing out and choosing a role are tested by themselves. Readiness tries a write, which the walk's transaction bars.
LEFT_OUT = {"static", "security.logout", "people.choose_role", "pages.readyz"}
WRITE = re.compile(r"^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)


# The last-seen time is read and written at most once a minute, not by each page.
LAST_SEEN = re.compile(r"^UPDATE sign_in|\sFROM sign_in\s+WHERE sign_in\.id = ")


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
    """The people of the demonstration who hold one role only, by that role; a dozen of each, of one employer after
    another, the latest first."""
    found: dict[str, list[Person]] = defaultdict(list)
    query = select(Person).join(RoleGrant, RoleGrant.person_id == Person.id)
    query = query.order_by(Person.organisation_id, Person.id.desc())
    for person in db.session.scalars(query.options(selectinload(Person.grants))).unique():
        held = {grant.role for grant in person.grants}
        if len(held) == 1:
            found[held.pop().value].append(person)
    return {role: holders[:PEOPLE_ASKED] for role, holders in found.items()}


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


Visit = tuple[str, int, str]
"""An endpoint, the id of the person who opens it, and at which address."""


@dataclass
class Answers:
    """What the policies say to the people of one role. Many addresses share a guard, and many guards a policy; each
    is asked once."""

    holders: list[Person]
    objects: Objects
    said: dict[tuple[Policy, Person, Tenanted], bool] = field(default_factory=dict)
    tried: dict[Guard, list[tuple[Person, Tenanted]]] = field(default_factory=dict)
    opened: set[Guard] = field(default_factory=set)

    def says(self, policy: Policy, person: Person, thing: Tenanted) -> bool:
        """Whether one policy allows one person one thing."""
        key = (policy, person, thing)
        if key not in self.said:
            self.said[key] = bool(policy(person, thing))
        return self.said[key]

    def is_open(self, guard: Guard, person: Person, thing: Tenanted) -> bool:
        """Whether the guard lets the person in to the thing."""
        return (guard.sees is None or self.says(guard.sees, person, thing)) and self.says(guard.can, person, thing)

    def to(self, guard: Guard, model: type[Tenanted]) -> list[tuple[Person, Tenanted]]:
        """Two things that somebody may open, and one that they may not."""
        if guard not in self.tried:
            things = self.objects.of(model)
            asked = ((each, thing) for each in self.holders for thing in things)
            opens = list(islice((pair for pair in asked if self.is_open(guard, *pair)), OPENED))
            person = opens[0][0] if opens else self.holders[0]
            closed = next((thing for thing in things if not self.is_open(guard, person, thing)), None)
            self.tried[guard] = [*opens, *([(person, closed)] if closed else [])]
            if opens:
                self.opened.add(guard)
        return self.tried[guard]


@cache
def planned(app: Flask) -> dict[str, dict[str, list[Visit]]]:
    """By method and role: each address with things that the policy lets somebody of it open, and with one that it
    does not. Asked once for all tests: what a test does to the demonstration is undone, so the answers stay."""
    objects, found = Objects(), {"GET": {}, "POST": {}}
    for turn, (role, holders) in enumerate(roles().items()):
        answers = Answers(holders, objects)
        for method, by_role in found.items():
            by_role[role] = list(_visits_of(app, method, answers, turn))
    return found


def _visits_of(app: Flask, method: str, answers: Answers, turn: int) -> Iterator[Visit]:
    for number, rule in enumerate(rules(app, method)):
        guard = guard_of(app, rule)
        if guard is None or guard.model is None:
            if not rule.arguments:
                for person in answers.holders[: 3 if method == "GET" else 1]:
                    yield rule.endpoint, person.id, rule.rule
            continue
        tried = answers.to(guard, guard.model)
        if guard not in answers.opened and (number + turn) % TURNS:
            continue
        for person, thing in tried:
            yield rule.endpoint, person.id, rule.rule.replace("<uuid:public_id>", str(thing.public_id))


def sign_in_all(app: Flask, visits: dict[str, list[Visit]]) -> dict[int, FlaskClient]:
    """A browser for everybody who opens something. What was read so far is forgotten, or each request would read it."""
    visitors = {person_id for row in visits.values() for _endpoint, person_id, _address in row}
    clients = {each: people.sign_in(app.test_client(), db.session.get_one(Person, each)) for each in visitors}
    db.session.expunge_all()
    for client in clients.values():
        client.get("/me")  # the first page of a sign-in also writes what the sign-in keeps
    return clients


def walk(app: Flask, connection: Connection, method: str) -> dict[str, dict[str, Opened]]:
    """endpoint -> role -> what came back. Each request is undone before the next."""
    demonstration.enter()
    found: dict[str, dict[str, Opened]] = defaultdict(dict)
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    visits = planned(app)[method]
    clients = sign_in_all(app, visits)
    event.listen(connection, "before_cursor_execute", note)
    for role, row in visits.items():
        for endpoint, person_id, url in row:
            open_one(clients[person_id], connection, method, url, found[endpoint].setdefault(role, Opened()), sent)
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
    own = [statement for statement in relevant if not LAST_SEEN.search(statement)]
    opened.statements = max(opened.statements, len(own))
    opened.writes |= {found[1] for statement in relevant if (found := WRITE.match(statement))}
    if response.mimetype == "text/html" and response.status_code in {200, 422}:
        opened.texts.append(response.text)
    db.session.rollback()
    db.session.expunge_all()
    if savepoint.is_active:
        savepoint.rollback()


ROLES = [role.value for role in Role]
