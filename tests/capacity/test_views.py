"""HR sees the counts of its own organisation, and no name but those of current facilitators."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from people.models import Organisation, Role
from tests.factories import certificates, enrolments, people


@pytest.fixture
def employer(session: Session) -> Organisation:
    people.centre()
    return people.organisation(name="Brackenmoor Care")


def test_hr_reads_the_counts_with_a_chart_and_its_table(client: FlaskClient, employer: Organisation) -> None:
    for _ in range(6):
        certificates.certificate(people.person(organisation_id=employer.id))
    people.sign_in(client, people.person(Role.hr, scope=employer))
    page = client.get("/capacity")
    assert page.status_code == 200
    assert 'role="img"' in page.text
    assert "Show as a table" in page.text
    assert "Whole organisation" in page.text


def test_hr_reads_the_names_of_current_facilitators_and_of_nobody_else(
    client: FlaskClient, employer: Organisation
) -> None:
    certificates.certificate(people.person(organisation_id=employer.id, family_name="Current"))
    enrolments.enrolment(people.person(organisation_id=employer.id, family_name="Trainee"))
    people.sign_in(client, people.person(Role.hr, scope=employer))
    names = client.get("/facilitators").text
    assert "Current" in names
    assert "Family, Trainee" not in names
    assert "Given" in names
    for page in ("/capacity", "/facilitators"):
        assert "Trainee</th>" not in client.get(page).text


def test_hr_of_one_organisation_does_not_find_another(client: FlaskClient, employer: Organisation) -> None:
    other = people.organisation(name="Other Trust")
    people.sign_in(client, people.person(Role.hr, scope=employer))
    assert client.get(f"/capacity?organisation={other.public_id}").status_code == 404
    assert client.get(f"/facilitators?organisation={other.public_id}").status_code == 404
    assert "Other Trust" not in client.get("/capacity").text


@pytest.mark.parametrize("role", [Role.trainee, Role.assessor, Role.iqa, Role.eqa, Role.system_administrator])
def test_others_do_not_find_the_capacity_pages(client: FlaskClient, employer: Organisation, role: Role) -> None:
    people.sign_in(client, people.person(role))
    assert client.get("/capacity").status_code == 404
    assert client.get("/facilitators").status_code == 404


def test_without_an_organisation_the_page_says_what_to_do(client: FlaskClient, session: Session) -> None:
    people.centre()
    people.sign_in(client, people.person(Role.hr))
    assert "No organisation yet" in client.get("/capacity").text


@pytest.mark.parametrize("page", ["0", "-1", "999", "x"])
def test_a_page_that_is_not_there_is_not_found_or_the_first(
    client: FlaskClient, employer: Organisation, page: str
) -> None:
    people.sign_in(client, people.person(Role.hr, scope=employer))
    assert client.get(f"/facilitators?page={page}").status_code == (200 if page == "x" else 404)
