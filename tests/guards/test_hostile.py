"""Attacks that no page invites: forged forms, other people's ids in every field, the same thing done twice."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session

from assessments.certificates import services as certificate_services
from assessments.certificates.models import RevocationReason
from core.db import Base, Tenanted, db
from people import queries as people_queries
from people.models import Role
from tests import demonstration
from tests.factories import certificates, people
from tests.guards import walk
from tests.guards.forms import Forms, Sent

REFUSED = {400, 403, 404, 409, 422}
VISITS = 2 if os.environ.get("DRILLS") else 1


# ---- Forged forms ----


def test_every_page_that_takes_something_wants_the_token_of_its_own_form(
    app: Flask, client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.sign_in(client, people.person(*(role for role in Role if role is not Role.hr)))
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    taken = {}
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and rule.endpoint != "static":
            address = re.sub(r"<[^>]*:?token>", "a" * 43, rule.rule)
            address = re.sub(r"<uuid:\w+>", lambda _found: str(uuid4()), address)
            address = re.sub(r"<int:\w+>", "1", address)
            assert "<" not in address
            taken[rule.endpoint] = client.post(address).status_code
    assert len(taken) > 80
    assert {endpoint: status for endpoint, status in taken.items() if status != 400} == {}


# ---- The same at one moment ----


def test_the_second_of_two_at_one_moment_is_told_that_things_moved_on(
    client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.sign_in(client, people.person(Role.centre_administrator))
    people.organisation(name="Northmoor Care")
    session.commit()
    monkeypatch.setattr(people_queries, "organisation_named", lambda name: None)  # looked before the other was there
    assert client.post("/organisations/add", data={"name": "Northmoor Care"}).status_code == 409


def test_the_name_on_a_withdrawn_certificate_is_past_being_chosen(client: FlaskClient, session: Session) -> None:
    row = certificates.certificate()
    certificate_services.revoke(row, RevocationReason.malpractice, by=people.person(Role.lead_iqa))
    people.sign_in(client, row.person)
    assert client.post(f"/certificates/{row.public_id}/name", data={}).status_code == 409


# ---- Ids of things that were not offered ----


class Things:
    """The public ids of the demonstration, by the kind of thing, to find one that a form did not offer."""

    def __init__(self) -> None:
        self.kind_of: dict[str, type[Tenanted]] = {}
        self.ids_of: dict[type[Tenanted], list[str]] = {}
        for mapper in Base.registry.mappers:
            model = mapper.class_
            if issubclass(model, Tenanted) and model.__tablename__ not in {"history_entry", "read_entry", "mail"}:
                self.ids_of[model] = [str(each) for each in db.session.scalars(select(model.public_id))]
                self.kind_of |= dict.fromkeys(self.ids_of[model], model)

    def another(self, offered: list[str]) -> str:
        """One of the same kind that is not among those offered; one that does not exist when all are."""
        known = next((self.kind_of[each] for each in offered if each in self.kind_of), None)
        others = self.ids_of[known] if known else []
        return next((each for each in others if each not in offered), str(uuid4()))


@contextmanager
def undone(connection: Connection) -> Iterator[None]:
    """Whatever a request does inside the block is gone after it."""
    db.session.rollback()
    savepoint = connection.begin_nested()
    yield
    db.session.rollback()
    db.session.expunge_all()
    if savepoint.is_active:
        savepoint.rollback()


def first_of_each(visits: list[walk.Visit]) -> Iterator[walk.Visit]:
    """One visit to each page, in the drills two, but none to those of signing in."""
    seen = Counter[str]()
    for visit in visits:
        seen[visit[0]] += 1
        if seen[visit[0]] <= VISITS and not visit[0].startswith("security."):
            yield visit


def swapped(form: Sent, things: Things) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The form filled in, once for each field that names things, with one there that the form did not offer."""
    for name, offered in form.naming().items():
        value = next(value for value in form.offered[name] if offered[0] in value)
        yield name, form.filled() | {name: [value.replace(offered[0], things.another(offered))]}


def test_no_form_takes_a_thing_that_it_did_not_offer(demo_app: Flask, demo: Connection) -> None:
    """Every select, box and hidden id of every page of every role: somebody else's thing there does nothing."""
    demonstration.enter()
    things, tried, wrong = Things(), Counter[str](), []
    written: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        written.extend(walk.WRITE.findall(statement))

    visits = walk.planned(demo_app)["GET"]
    clients = walk.sign_in_all(demo_app, visits)
    event.listen(demo, "before_cursor_execute", note)
    for role, row in visits.items():
        seen = set()
        for _endpoint, person_id, address in first_of_each(row):
            with undone(demo):
                page = clients[person_id].get(address)
            if page.status_code != 200 or page.mimetype != "text/html":
                continue
            for form in Forms(page.text).found:
                for name, data in swapped(form, things):
                    where = (re.sub(r"[0-9a-f-]{36}", "*", form.action or address), name)
                    if where in seen:
                        continue
                    seen.add(where)
                    written.clear()
                    with undone(demo):
                        status = clients[person_id].post(form.action or address, data=data).status_code
                    tried[role] += 1
                    if status not in REFUSED or set(written) - walk.NOTED_ON_GET:
                        wrong.append((role, *where, status, sorted(set(written) - walk.NOTED_ON_GET)))
    event.remove(demo, "before_cursor_execute", note)
    assert wrong == []
    assert tried["trainee"] > 5 and tried["centre_administrator"] > 10
