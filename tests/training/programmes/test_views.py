import pytest
from sqlalchemy import select

from core.db import db
from people.models import Role
from tests import london
from tests.factories import awards, enrolments, people, programmes
from tests.sql_count import MOST, count_sql
from training.programmes import queries
from training.programmes.models import Cohort, Programme

TODAY = london.today()


@pytest.fixture
def administrator(client):
    person = people.person(Role.centre_administrator)
    people.sign_in(client, person)
    return person


def text(answer) -> str:
    return answer.get_data(as_text=True)


def test_an_administrator_starts_a_programme_and_opens_a_cohort(client, administrator):
    version, organisation, tutor = awards.award_version(), people.organisation(), people.person(Role.tutor)
    db.session.commit()
    started = client.post(
        "/programmes/new",
        data={"name": "Care leaders", "organisation": str(organisation.public_id), "starts_on": "2026-01-05"},
    )
    assert started.status_code == 303
    assert "No cohorts yet" in text(client.get(started.location))
    opened = client.post(
        f"{started.location}/cohorts/new",
        data={
            "name": "Spring",
            "award_version": str(version.public_id),
            "starts_on": "2026-02-01",
            "tutor": str(tutor.public_id),
            "min_places": "6",
            "max_places": "12",
        },
    )
    assert opened.status_code == 303, text(opened)
    page = text(client.get(opened.location))
    assert "0 of 12 places are taken" in page and "at least 6 people" in page and "Illustrative award" in page
    cohort = db.session.scalars(select(Cohort)).one()
    assert (cohort.tutor, cohort.award_version, cohort.programme.organisation) == (tutor, version, organisation)
    assert "Care leaders" in text(client.get("/programmes"))


def test_what_was_typed_comes_back_with_the_message(client, administrator):
    programmes.programme(name="Taken")
    db.session.commit()
    answer = client.post("/programmes/new", data={"name": "Taken", "organisation": "", "starts_on": "2026-01-05"})
    assert answer.status_code == 422
    assert "Another programme has this name." in text(answer) and 'value="Taken"' in text(answer)
    assert client.post("/programmes/new", data={"name": "", "starts_on": "nonsense"}).status_code == 422


def test_an_organisation_of_another_centre_cannot_be_chosen(client, session):
    people.centre()
    there = people.organisation()
    people.centre()
    people.sign_in(client, people.person(Role.centre_administrator))
    answer = client.post(
        "/programmes/new", data={"name": "X", "organisation": str(there.public_id), "starts_on": "2026-01-05"}
    )
    assert answer.status_code == 422
    assert db.session.scalar(select(Programme)) is None


def test_a_draft_award_is_not_offered(client, administrator):
    programme, draft = programmes.programme(), awards.award_version(published=False)
    db.session.commit()
    assert "No award is published yet" in text(client.get(f"/programmes/{programme.public_id}/cohorts/new"))
    data = {"name": "A", "award_version": str(draft.public_id), "starts_on": "2026-02-01", "tutor": ""}
    data |= {"min_places": "1", "max_places": "2"}
    assert client.post(f"/programmes/{programme.public_id}/cohorts/new", data=data).status_code == 422


def test_the_tutor_and_the_places_change(client, administrator):
    cohort = programmes.cohort()
    tutor = people.person(Role.tutor)
    db.session.commit()
    address = f"/cohorts/{cohort.public_id}/change"
    assert client.get(address).status_code == 200
    data = {"tutor": str(tutor.public_id), "min_places": "2", "max_places": "9"}
    assert client.post(address, data=data).status_code == 303
    assert (cohort.tutor, cohort.max_places) == (tutor, 9)
    assert client.post(address, data=data | {"max_places": "1"}).status_code == 422


class TestTutor:
    @pytest.fixture
    def cohort(self, client):
        cohort = programmes.cohort()
        people.sign_in(client, programmes.tutor_of(cohort))
        return cohort

    def test_a_tutor_plans_a_day_and_takes_its_register(self, client, cohort):
        people_here = [enrolments.place(cohort=cohort).person for _ in range(2)]
        db.session.commit()
        data = {"title": "First day", "held_on": str(TODAY), "minutes": "300"}
        assert client.post(f"/cohorts/{cohort.public_id}/taught-days", data=data).status_code == 303
        event = cohort.events[0]
        address = f"/taught-days/{event.public_id}/register"
        page = text(client.get(address))
        assert all(person.full_name in page for person in people_here) and page.count('value="300"') == 2
        fields = [f"present-{person.public_id}" for person in people_here]
        assert client.post(address, data={fields[0]: "301", fields[1]: "0"}).status_code == 422
        assert client.post(address, data={fields[0]: "250", fields[1]: "0"}).status_code == 303
        assert sorted(queries.attendances_of(event).values()) == [0, 250]
        listed = text(client.get("/taught-days"))
        assert "First day" in listed and "1 of 2 came" in listed

    def test_a_bad_day_comes_back_with_what_was_typed(self, client, cohort):
        answer = client.post(
            f"/cohorts/{cohort.public_id}/taught-days", data={"title": "Kept", "held_on": "", "minutes": "0"}
        )
        assert answer.status_code == 422
        assert 'value="Kept"' in text(answer) and "Enter a number from 1 to 720." in text(answer)

    def test_a_day_is_taken_out_of_the_plan(self, client, cohort):
        event = programmes.taught_day(cohort)
        db.session.commit()
        assert client.post(f"/taught-days/{event.public_id}/remove").status_code == 303
        db.session.expire(cohort)
        assert cohort.events == []

    def test_another_tutors_cohort_and_register_are_not_found(self, client, cohort):
        other = programmes.taught_day()
        db.session.commit()
        for address in (f"/cohorts/{other.cohort.public_id}", f"/taught-days/{other.public_id}/register"):
            assert client.get(address).status_code == 404
        assert client.post(f"/taught-days/{other.public_id}/remove").status_code == 404

    def test_a_tutor_runs_the_days_and_not_the_cohort(self, client, cohort):
        assert "Enrol people" not in text(client.get(f"/cohorts/{cohort.public_id}"))
        for path in ("change", "enrol", "register"):
            assert client.get(f"/cohorts/{cohort.public_id}/{path}").status_code == 404
        assert client.get("/programmes").status_code == 404

    def test_without_days_the_list_says_what_will_be_here(self, client, cohort):
        assert "No taught days yet" in text(client.get("/taught-days"))


def test_the_lead_iqa_reads_a_register_and_does_not_write_it(client, session):
    event = programmes.taught_day()
    person = enrolments.place(cohort=event.cohort).person
    people.sign_in(client, people.person(Role.lead_iqa))
    address = f"/taught-days/{event.public_id}/register"
    assert "The register was not taken yet." in text(client.get(address))
    assert client.post(address, data={f"present-{person.public_id}": "1"}).status_code == 404
    assert queries.attendances_of(event) == {}


def test_programmes_of_another_centre_are_not_found(client, session):
    event = programmes.taught_day()
    there = event.cohort.programme
    addresses = [
        f"/programmes/{there.public_id}",
        f"/cohorts/{event.cohort.public_id}",
        f"/cohorts/{event.cohort.public_id}/enrol",
        f"/taught-days/{event.public_id}/register",
    ]
    people.centre()
    people.sign_in(client, people.person(Role.centre_administrator))
    for address in addresses:
        assert client.get(address).status_code == 404
    assert there.name not in text(client.get("/programmes"))


@pytest.mark.parametrize("size", [2, 12])
def test_the_pages_ask_the_database_little_whatever_the_rows(client, session, size):
    cohort = programmes.cohort()
    tutor = programmes.tutor_of(cohort)
    people.grant(tutor, Role.centre_administrator)
    places = [enrolments.enrolment(cohort=cohort) for _ in range(size)]
    for _ in range(size):
        event = programmes.taught_day(cohort)
    people.sign_in(client, tutor)
    addresses = [
        "/programmes",
        f"/programmes/{cohort.programme.public_id}",
        f"/cohorts/{cohort.public_id}",
        f"/taught-days/{event.public_id}/register",
        "/taught-days",
    ]
    assert places
    for address in addresses:
        db.session.expire_all()
        with count_sql() as sent:
            assert client.get(address).status_code == 200
        assert len(sent) <= MOST, address + "\n" + "\n".join(sent)
