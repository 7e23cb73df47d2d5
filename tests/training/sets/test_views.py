"""The pages of sets."""

from people.models import Centre, Role
from tests import london
from tests.factories import people, practice, sets
from tests.sql_count import MOST, count_sql
from training.practice.models import PracticeState
from training.sets.models import LearningSet, SetKind, SetState


def form(**changes):
    return {
        "name": "Set 07",
        "kind": "work",
        "organiser": "",
        "organisation": "",
        "programme": "",
        "mode": "in_person",
        "members": "6",
        "size_min": "4",
        "size_max": "8",
        "facilitator": "",
        "second_facilitator": "",
        "since": "2026-01-05",
    } | changes


def test_an_organiser_forms_a_set_and_sees_its_page(client, session):
    organiser, trainee = people.person(Role.set_organiser), people.person(Role.trainee, given_name="Nerys")
    people.sign_in(client, organiser)
    assert client.get("/sets/new").status_code == 200
    answer = client.post("/sets/new", data=form(organiser=str(organiser.public_id), facilitator=str(trainee.public_id)))
    assert answer.status_code == 303
    page = client.get(answer.location)
    assert "Set 07" in page.text and "Nerys" in page.text and "Forming" in page.text
    assert "Confirm the members" in page.text and "No meeting is on record yet" in page.text


def test_a_set_of_an_unusual_size_is_formed_with_a_warning(client, session):
    organiser = people.person(Role.set_organiser)
    people.sign_in(client, organiser)
    data = form(organiser=str(organiser.public_id), size_min="3", size_max="12")
    answer = client.post("/sets/new", data=data)
    assert "Sets of 4 to 8 people work best" in client.get(answer.location).text


def test_a_bad_form_keeps_what_was_typed(client, session):
    organiser = people.person(Role.set_organiser)
    people.sign_in(client, organiser)
    answer = client.post(
        "/sets/new", data=form(organiser=str(organiser.public_id), name="Wren & Hallam", members="thirteen")
    )
    assert answer.status_code == 422
    assert "<title>Error:" in answer.text
    assert "Wren &amp; Hallam" in answer.text and "thirteen" in answer.text
    assert "Enter a whole number, such as 5" in answer.text


def test_a_facilitator_of_another_organisation_in_the_payload_is_refused(client, session):
    people.centre()
    own, other = people.organisation(), people.organisation()
    organiser = people.person(Role.set_organiser, scope=own)
    stranger = people.person(Role.trainee, organisation=other)
    people.sign_in(client, organiser)
    data = form(
        organiser=str(organiser.public_id), organisation=str(own.public_id), facilitator=str(stranger.public_id)
    )
    assert client.post("/sets/new", data=data).status_code == 422
    assert session.query(LearningSet).count() == 0


def test_facilitators_members_and_state_change_on_the_page(client, session):
    row, trainee = sets.learning_set(state=SetState.forming), people.person(Role.trainee)
    people.sign_in(client, row.organiser)
    address = f"/sets/{row.public_id}"
    given = {"facilitator": str(trainee.public_id), "since": str(london.today())}
    assert client.post(f"{address}/facilitators", data=given).status_code == 303
    assert client.post(f"{address}/facilitators", data={"facilitator": ""}).status_code == 422
    assert client.post(f"{address}/members", data={"members": "7"}).status_code == 303
    assert client.post(f"{address}/members", data={"members": "70"}).status_code == 422
    session.refresh(row)
    assert client.post(f"{address}/move", data={"action": "confirm", "version": row.version}).status_code == 303
    assert client.post(f"{address}/move", data={"action": "confirm"}).status_code == 409
    assert client.post(f"{address}/move", data={"action": "celebrate"}).status_code == 400
    facilitator = row.facilitators[0]
    assert client.post(f"{address}/facilitators/{facilitator.public_id}/end").status_code == 303
    page = client.get(address)
    assert "Facilitators now: 0" in page.text and "changed the number of members to 7" in page.text


def test_another_organiser_finds_nothing_and_a_facilitator_may_not_change(client, session):
    trainee = people.person(Role.trainee)
    row = sets.learning_set(trainee)
    other = people.person(Role.set_organiser)
    people.sign_in(client, other)
    assert client.get(f"/sets/{row.public_id}").status_code == 404
    people.sign_in(client, trainee)
    assert client.get(f"/sets/{row.public_id}").status_code == 200
    refused = client.post(f"/sets/{row.public_id}/members", data={"members": "7"})
    assert refused.status_code == 403 and "Only the organiser" in refused.text
    assert client.get("/sets").status_code == 404


def test_a_set_of_another_centre_is_not_found(client, session):
    foreign = sets.learning_set()
    people.centre()
    administrator = people.person(Role.centre_administrator)
    people.sign_in(client, administrator)
    assert session.get(Centre, foreign.tenant_id)
    assert client.get(f"/sets/{foreign.public_id}").status_code == 404


def test_the_list_says_how_many_there_are_and_stays_short_of_statements(client, session):
    trainee = people.person(Role.trainee)
    organiser = people.person(Role.set_organiser, Role.centre_administrator)
    for _ in range(30):
        row = sets.learning_set(trainee, organiser=organiser, kind=SetKind.practice)
    for _ in range(60):
        practice.record(trainee, row)
    sets.learning_set(organiser=organiser, state=SetState.ended, name="Set long gone")
    people.sign_in(client, organiser)
    address = f"/sets/{row.public_id}"
    session.expunge_all()
    with count_sql() as sent:
        page = client.get("/sets")
    assert len(sent) <= MOST
    assert "30 sets are forming or at work" in page.text and "Set long gone" not in page.text
    assert "Set long gone" in client.get("/sets?show=over").text
    session.expunge_all()
    with count_sql() as sent:
        page = client.get(address)
    assert "60 meetings" in page.text and len(sent) <= MOST


def test_a_meeting_of_which_nothing_stands_is_not_shown_as_waiting(client, session):
    row = sets.learning_set()
    practice.record(learning_set=row, state=PracticeState.rejected)
    people.sign_in(client, row.organiser)
    page = client.get(f"/sets/{row.public_id}").text
    assert "Does not count" in page and "To confirm" not in page.split("<main")[1]


def test_empty_lists_say_what_will_be_there(client, session):
    people.sign_in(client, people.person(Role.set_organiser))
    assert "No sets yet" in client.get("/sets").text
    assert "No set has ended" in client.get("/sets?show=over").text
