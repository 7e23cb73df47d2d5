"""A diary: its owner's alone, whoever else asks and by whatever door (domain §9, invariant 29)."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import NotAllowed, RuleBroken
from core.history import HistoryEntry, ReadEntry
from core.mail import Mail
from people.models import Person, Role
from tests import london
from tests.factories import enrolments, people, practice
from training.enrolments.models import AllocationRole
from training.practice import diary_services as services
from training.practice import policy
from training.practice.models import DiaryEntry

SECRET = "I was afraid of the silence and filled it."


def entry(owner: Person | None = None, text: str = SECRET) -> DiaryEntry:
    """A diary entry of today."""
    owner = owner or people.person(Role.trainee)
    return services.write_diary(owner, None, london.today(), text, by=owner)


@pytest.mark.parametrize("role", Role)
def test_nobody_but_the_owner_opens_an_entry_whatever_their_role(
    client: FlaskClient, session: Session, role: Role
) -> None:
    row = entry()
    people.sign_in(client, people.person(role))
    for address in (f"/diary/{row.public_id}", f"/diary/{row.public_id}/change"):
        page = client.get(address)
        assert page.status_code == 404
        assert SECRET not in page.text
    assert client.post(f"/diary/{row.public_id}/change", data={"text": "other"}).status_code == 404
    assert SECRET not in client.get("/diary").text


@pytest.mark.parametrize("role", AllocationRole)
def test_those_who_work_with_the_trainee_do_not_open_it_either(
    client: FlaskClient, session: Session, role: AllocationRole
) -> None:
    row = entry()
    person = enrolments.allocation(enrolments.enrolment(session.get_one(Person, row.person_id)), role).person
    assert not policy.can_read_diary(person, row)
    people.sign_in(client, person)
    assert client.get(f"/diary/{row.public_id}").status_code == 404


def test_a_line_manager_does_not_open_it(client: FlaskClient, session: Session) -> None:
    manager = people.person(Role.trainee)
    row = entry(people.person(Role.trainee, line_manager_id=manager.id))
    people.sign_in(client, manager)
    assert client.get(f"/diary/{row.public_id}").status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.trainee])
def test_only_trainees_have_a_diary(client: FlaskClient, session: Session, role: Role) -> None:
    people.sign_in(client, people.person(role))
    assert client.get("/diary").status_code == 404
    assert client.get("/diary/new").status_code == 404


def test_nobody_writes_in_the_diary_of_another(session: Session) -> None:
    row, other = entry(), people.person(Role.trainee)
    with pytest.raises(NotAllowed):
        services.write_diary(session.get_one(Person, row.person_id), None, london.today(), "text", by=other)
    with pytest.raises(NotAllowed):
        services.change_diary(row, None, london.today(), "text", by=other)


def test_the_text_is_in_the_diary_and_nowhere_else(client: FlaskClient, session: Session) -> None:
    trainee = people.person(Role.trainee)
    record = practice.record(trainee)
    people.sign_in(client, trainee)
    assert "Nothing written yet" in client.get("/diary").text
    today = london.today().isoformat()
    sent = {"held_on": today, "record": str(record.public_id), "text": SECRET}
    assert client.post("/diary/new", data=sent).status_code == 303
    row = session.scalars(select(DiaryEntry)).one()
    assert row.meeting == record.meeting
    assert SECRET in client.get("/diary").text
    assert "Only you can read" in client.get(f"/diary/{row.public_id}").text
    changed = sent | {"text": "Something else", "record": ""}
    assert client.post(f"/diary/{row.public_id}/change", data=changed).status_code == 303
    assert "Something else" in client.get(f"/diary/{row.public_id}").text
    for table in (HistoryEntry, ReadEntry, Mail):
        assert session.scalars(select(table)).all() == []


def test_what_was_typed_comes_back_with_the_mistake(client: FlaskClient, session: Session) -> None:
    people.sign_in(client, people.person(Role.trainee))
    tomorrow = (london.today() + timedelta(days=1)).isoformat()
    page = client.post("/diary/new", data={"held_on": tomorrow, "record": "", "text": SECRET})
    assert page.status_code == 422
    assert "Enter today or a day that has been" in page.text
    assert SECRET in page.text


def test_an_entry_needs_words_and_one_of_ones_own_meetings(session: Session) -> None:
    trainee = people.person(Role.trainee)
    with pytest.raises(RuleBroken):
        entry(trainee, "  ")
    with pytest.raises(RuleBroken):
        services.write_diary(trainee, practice.record().meeting, london.today(), "text", by=trainee)


def test_the_meeting_of_somebody_else_cannot_be_chosen(client: FlaskClient, session: Session) -> None:
    other = practice.record()
    people.sign_in(client, people.person(Role.trainee))
    sent = {"held_on": london.today().isoformat(), "record": str(other.public_id), "text": SECRET}
    assert client.post("/diary/new", data=sent).status_code == 422
    assert session.scalars(select(DiaryEntry)).all() == []
