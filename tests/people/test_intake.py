"""The people import: everything or nothing, by staff number, in few statements."""

import json
from collections import Counter
from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import history
from core.mail import Mail
from people import intake, queries
from people.models import Organisation, Person, Role, Site
from people.roster import Problem
from tests.factories import people
from tests.sql_count import count_sql

SAMPLES = Path(__file__).parents[1] / "samples" / "people"
LIST = (SAMPLES / "people.csv").read_bytes()
EXPECTED = json.loads((SAMPLES / "people_expected.json").read_text())["people.csv"]
HEADINGS = "person_id,first_name,last_name,email,site,region,department,phase,role,line_manager_id"


@pytest.fixture
def admin(session: Session) -> Person:
    return people.person(Role.centre_administrator)


@pytest.fixture
def employer(admin: Person) -> Organisation:
    return people.organisation(name="Brackenmoor Care")


def load(organisation: Organisation | None, *lines: str, by: Person | None = None, new_name: str = "") -> intake.Intake:
    content = "\n".join([HEADINGS, *lines]).encode()
    return intake.import_people(content, "list.csv", organisation=organisation, new_name=new_name, by=by)


def of(organisation: Organisation, session: Session) -> dict[str | None, Person]:
    query = select(Person).where(Person.organisation_id == organisation.id)
    return {person.staff_number: person for person in session.scalars(query)}


def test_the_care_providers_list_is_loaded_whole(session: Session, employer: Organisation, admin: Person) -> None:
    began = perf_counter()
    with count_sql() as sent:
        result = intake.import_people(LIST, "people.csv", organisation=employer, by=admin)
        session.flush()
    assert perf_counter() - began < 2
    assert len(sent) < 20
    assert (result.added, result.changed, result.errors) == (EXPECTED["rows"], 0, ())
    known = of(employer, session)
    managers = [person for person in known.values() if person.listed_as == "manager"]
    assert Counter(person.phase for person in managers) == EXPECTED["managers_by_phase"]
    assert Counter(person.site.name for person in managers if person.site) == EXPECTED["managers_by_site"]
    for number, above in EXPECTED["facilitator_line_managers"].items():
        assert known[number].line_manager is known[above]
    assert not session.scalars(select(Person).where(Person.grants.any(), Person.id != admin.id)).all()
    assert [entry.facts for entry in history.timeline(employer)] == [{"added": 108, "changed": 0}]
    assert [entry.verb for entry in history.timeline(known["M001"])] == ["imported"]


def test_one_bad_row_and_nothing_is_loaded(session: Session, employer: Organisation) -> None:
    before = session.scalar(select(func.count(Person.id)))
    lines = LIST.decode().splitlines()
    lines[50] = lines[50].replace("@", " at ")
    result = intake.import_people("\n".join(lines).encode(), "people.csv", organisation=employer, by=None)
    assert [(error.line, error.column, error.problem) for error in result.errors] == [
        (51, "email", Problem.malformed_email)
    ]
    assert session.scalar(select(func.count(Person.id))) == before
    assert not queries.sites(employer)
    assert not history.timeline(employer)


def test_the_same_list_again_changes_nothing(session: Session, employer: Organisation) -> None:
    intake.import_people(LIST, "people.csv", organisation=employer, by=None)
    again = intake.import_people(LIST, "people.csv", organisation=employer, by=None)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 108)


def test_people_on_record_are_known_by_their_number_and_keep_what_a_list_leaves_empty(
    session: Session, employer: Organisation
) -> None:
    load(employer, "A1,Ada,Byrne,ada@example.org,Leeds,North,Care,1,manager,")
    result = load(employer, "A1,Ada,Byrne-Hall,,,,,2,,", "A2,Ben,Ashe,,,,,,,A1")
    ada = of(employer, session)["A1"]
    assert (result.added, result.changed) == (1, 1)
    assert (ada.family_name, ada.email, ada.phase, ada.listed_as) == ("Byrne-Hall", "ada@example.org", "2", "manager")
    assert ada.site and (ada.site.name, ada.site.region) == ("Leeds", "North")
    assert ada.unit and ada.unit.name == "Care"
    assert of(employer, session)["A2"].line_manager is ada
    assert [entry.verb for entry in history.timeline(ada)] == ["imported", "changed_by_list"]


def test_a_line_manager_may_be_on_record_only(session: Session, employer: Organisation) -> None:
    load(employer, "A1,Ada,Byrne,,,,,,,")
    assert load(employer, "A2,Ben,Ashe,,,,,,,A1").errors == ()
    assert [error.problem for error in load(employer, "A3,Cy,Orr,,,,,,,ZZ").errors] == [Problem.unknown_manager]


def test_a_new_manager_alone_is_a_change(session: Session, employer: Organisation) -> None:
    load(employer, "A1,Ada,Byrne,,,,,,,", "A2,Ben,Ashe,,,,,,,")
    assert load(employer, "A2,Ben,Ashe,,,,,,,A1").changed == 1


def test_a_circle_through_people_on_record_is_refused(session: Session, employer: Organisation) -> None:
    load(employer, "A1,Ada,Byrne,,,,,,,A2", "A2,Ben,Ashe,,,,,,,")
    assert [error.problem for error in load(employer, "A2,Ben,Ashe,,,,,,,A1").errors] == [Problem.manager_cycle]


def test_a_site_is_in_one_region(session: Session, employer: Organisation) -> None:
    result = load(employer, "A1,Ada,Byrne,,Leeds,North,,,,", "A2,Ben,Ashe,,Leeds,South,,,,")
    assert [(error.line, error.problem) for error in result.errors] == [(3, Problem.region_differs)]


def test_an_address_of_somebody_else_is_refused(session: Session, employer: Organisation) -> None:
    people.person(email="ada@example.org", given_name="Ada", family_name="Byrne")
    result = load(employer, "A1,Ada,Byrne,ADA@example.org,,,,,,")
    assert [(error.column, error.problem) for error in result.errors] == [("email", Problem.duplicate_email)]
    assert "give them this staff number" in result.errors[0].reason


def test_a_new_address_moves_the_account_but_never_that_of_a_system_administrator(
    session: Session, employer: Organisation, admin: Person
) -> None:
    load(employer, "A1,Ada,Byrne,ada@example.org,,,,,,", "A2,Ben,Ashe,ben@example.org,,,,,,")
    ada, ben = of(employer, session)["A1"], of(employer, session)["A2"]
    login = people.login(ada)
    people.login(ben)
    people.grant(ben, Role.system_administrator)
    session.expire_all()
    refused = load(employer, "A2,Ben,Ashe,mine@example.org,,,,,,", by=admin)
    assert [error.column for error in refused.errors] == ["email"]
    assert load(employer, "A1,Ada,Byrne,ada.b@example.org,,,,,,", by=admin).changed == 1
    assert login.email == "ada.b@example.org"
    assert session.scalars(select(Mail.recipient)).all() == ["ada@example.org"]


def test_a_new_organisation_is_made_with_the_list_or_not_at_all(session: Session, admin: Person) -> None:
    assert load(None, "A1,Ada,,,,,,,,", new_name="New Trust").errors
    assert queries.organisation_named("New Trust") is None
    assert load(None, "A1,Ada,Byrne,,,,,,,", new_name="New Trust").added == 1
    made = queries.organisation_named("New Trust")
    assert made is not None
    assert list(of(made, session)) == ["A1"]


def test_numbers_of_another_organisation_or_centre_are_other_people(
    session: Session, employer: Organisation, admin: Person
) -> None:
    load(employer, "A1,Ada,Byrne,,Leeds,,,,,")
    load(people.organisation(), "A1,Other,Person,,Leeds,,,,,")
    people.centre()
    foreign = people.organisation()
    load(foreign, "A1,Third,Person,,Leeds,,,,,")
    assert of(foreign, session)["A1"].full_name == "Third Person"
    every = select(Person.given_name).where(Person.staff_number == "A1").execution_options(across_tenants=True)
    assert sorted(session.scalars(every)) == ["Ada", "Other", "Third"]
    assert len(session.scalars(select(Site)).all()) == 1
