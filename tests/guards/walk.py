"""Opens every address as every role, and keeps what came back."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, event, select
from werkzeug.routing import Rule

from core.db import Tenanted, db, enter_tenant
from core.policy import Guard
from people.models import Centre, Person, Role, RoleGrant
from tests.factories import people

OBJECTS_ASKED = 40
# Written beside the work of a page that is only read: the sign-in row and reads of confidential things.
NOTED_ON_GET = {"sign_in", "read_entry"}
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


def roles() -> dict[str, Person]:
    """A person of the demonstration for each role; each holds that role only."""
    found: dict[str, Person] = {}
    query = select(Person).join(RoleGrant, RoleGrant.person_id == Person.id).order_by(Person.id)
    for person in db.session.scalars(query).unique():
        held = {grant.role for grant in person.grants}
        if len(held) == 1:
            found.setdefault(held.pop().value, person)
    return found


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
        """Some forty of a kind, spread over all of them."""
        if model not in self.loaded:
            rows = list(db.session.scalars(select(model).order_by(model.id)))
            self.loaded[model] = rows[:: max(1, len(rows) // OBJECTS_ASKED)]
        return self.loaded[model]


def addresses(rule: Rule, guard: Guard | None, person: Person, objects: Objects) -> list[str]:
    """The address with objects that the policy lets this person open, and with one that it does not."""
    if guard is None or guard.model is None:
        return [] if rule.arguments else [rule.rule]
    opens, closed = [], []
    for thing in objects.of(guard.model):
        seen = guard.sees is None or guard.sees(person, thing)
        (opens if seen and guard.can(person, thing) else closed).append(thing.public_id)
    return [rule.rule.replace("<uuid:public_id>", str(public_id)) for public_id in (*opens[:2], *closed[:1])]


def walk(app: Flask, connection: Connection, method: str) -> dict[str, dict[str, Opened]]:
    """endpoint -> role -> what came back. Each request is undone before the next."""
    enter_demo()
    found: dict[str, dict[str, Opened]] = defaultdict(dict)
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    objects, asking = Objects(), roles()
    targets = {
        role: [
            (rule.endpoint, url)
            for rule in rules(app, method)
            for url in addresses(rule, guard_of(app, rule), person, objects)
        ]
        for role, person in asking.items()
    }
    clients = {role: people.sign_in(app.test_client(), person) for role, person in asking.items()}
    db.session.expunge_all()  # or every request would forget and read again all that was looked at here
    for role, client in clients.items():
        client.get("/me")  # the first page of a sign-in also writes what the sign-in keeps
        event.listen(connection, "before_cursor_execute", note)
        for endpoint, url in targets[role]:
            open_one(client, connection, method, url, found[endpoint].setdefault(role, Opened()), sent)
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
