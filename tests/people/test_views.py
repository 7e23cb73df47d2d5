"""The pages of people and their roles, as people walk them, and from another centre."""

import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import mail
from core.history import HistoryEntry
from core.mail import Mail
from people import services
from people.models import CredentialKind, Organisation, Person, Role, Site
from tests import london
from tests.factories import people
from tests.people.browsing import LIST, LONG, NOWHERE, stored
from tests.sql_count import MOST, count_sql


class TestTheList:
    def test_everybody_is_listed_in_pages(self, client: FlaskClient, session: Session, admin: Person) -> None:
        for _ in range(30):
            people.person(Role.trainee, organisation_id=people.organisation().id)
        session.commit()
        with count_sql() as sent:
            page = client.get("/people")
        assert len(sent) <= MOST
        assert "31 people are on record" in page.text
        assert page.text.count('<th scope="row"') == 25
        assert client.get("/people?page=2").text.count('<th scope="row"') == 6
        assert client.get("/people?page=3").status_code == 404

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("q=zoe", ["Zoe Marsh"]),
            ("q=marsh+zoe", ["Zoe Marsh"]),
            ("q=quite@", ["Ben Orr"]),
            ("q=M007", ["Ben Orr"]),
            ("q=%25", []),
            ("role=tutor", ["Zoe Marsh"]),
            ("organisation={employer}", ["Ben Orr"]),
            ("organisation={employer}&role=tutor", []),
            ("organisation=nonsense&role=nonsense", ["Ada Byrne", "Ben Orr", "Zoe Marsh"]),
        ],
    )
    def test_it_is_searched_and_narrowed(
        self, client: FlaskClient, session: Session, employer: Organisation, asked: str, found: list[str]
    ) -> None:
        people.person(Role.tutor, given_name="Zoe", family_name="Marsh")
        people.person(
            given_name="Ben",
            family_name="Orr",
            email="quite@example.org",
            staff_number="M007",
            organisation_id=employer.id,
        )
        session.commit()
        page = client.get("/people?" + asked.format(employer=employer.public_id)).text
        assert sorted(re.findall(r'<a href="/people/[0-9a-f-]{36}">([^<]+)</a>', page)) == found
        if not found:
            assert "Nobody found" in page


class TestOnePerson:
    def test_the_page_shows_everything_in_few_statements(
        self, client: FlaskClient, session: Session, ada: Person
    ) -> None:
        address = f"/people/{ada.public_id}"
        with count_sql() as sent:
            page = client.get(address)
        assert len(sent) <= MOST
        for words in (LONG, "Assessor", "Can sign in", "Ran out on", "Family", "Managed", "gave the role Tutor"):
            assert words in page.text
        assert "ended the role Tutor" in page.text

    def test_an_empty_record_says_what_is_missing(self, client: FlaskClient, session: Session, admin: Person) -> None:
        nobody = people.person(email=None)
        session.commit()
        page = client.get(f"/people/{nobody.public_id}").text
        for words in (
            "No role yet",
            "Without an email address nobody can sign in",
            "None declared",
            "Nothing is written",
        ):
            assert words in page

    def test_the_system_administrator_sees_the_account_and_not_the_work(
        self, client: FlaskClient, session: Session, ada: Person
    ) -> None:
        people.sign_in(client, people.person(Role.system_administrator))
        page = client.get(f"/people/{ada.public_id}").text
        assert "Signing in" in page
        for words in ("Credentials", "Conflicts of interest", "conflict of interest", "credential:"):
            assert words not in page

    def test_others_see_only_themselves(self, client: FlaskClient, session: Session, ada: Person) -> None:
        one = people.person(Role.hr)
        people.sign_in(client, one)
        assert client.get(f"/people/{ada.public_id}").status_code == 404
        assert client.get("/people").status_code == 404
        assert client.get(f"/people/{one.public_id}").status_code == 200

    def test_a_person_is_added_with_their_place(
        self, client: FlaskClient, session: Session, admin: Person, employer: Organisation
    ) -> None:
        site = session.scalars(select(Site)).one()
        form = {
            "given_name": "Ben",
            "family_name": "Ashe",
            "email": "Ben@Example.org",
            "organisation": employer.public_id,
            "unit": "",
            "site": site.public_id,
            "staff_number": "A2",
            "line_manager": admin.email,
        }
        answer = client.post("/people/add", data=form)
        person = stored(session, Person)
        assert answer.location == f"/people/{person.public_id}"
        assert (person.email, person.site_id, person.line_manager_id) == ("ben@example.org", site.id, admin.id)
        assert "Saved" in client.get(answer.location).text

    def test_a_bad_form_comes_back_with_what_was_typed(
        self, client: FlaskClient, session: Session, admin: Person
    ) -> None:
        for form, words in (
            ({"given_name": "Ben", "family_name": ""}, "Type the last name"),
            ({"given_name": "Ben", "family_name": "Ashe", "email": "nowhere"}, "Type an email address"),
            ({"given_name": "Ben", "family_name": "Ashe", "line_manager": "ZZ9"}, "Nobody on record"),
        ):
            page = client.post("/people/add", data=NOWHERE | form)
            assert page.status_code == 422
            assert words in page.text
            assert 'value="Ben"' in page.text
        assert session.scalar(select(func.count(Person.id))) == 1

    def test_details_are_changed(self, client: FlaskClient, session: Session, ada: Person) -> None:
        address = f"/people/{ada.public_id}/edit"
        assert LONG in client.get(address).text
        form = {"given_name": "Ada", "family_name": "Short", "email": ada.email}
        answer = client.post(address, data=NOWHERE | form)
        assert answer.location == f"/people/{ada.public_id}"
        session.expire_all()
        assert ada.full_name == "Ada Short"


class TestHowTheySignIn:
    def test_an_invited_person_chooses_a_password_and_comes_in(
        self, client: FlaskClient, app: Flask, session: Session, admin: Person
    ) -> None:
        new = people.person(Role.observer, email="new@example.org")
        session.commit()
        client.post(f"/people/{new.public_id}/invite")
        assert "Has not chosen a password yet" in client.get(f"/people/{new.public_id}").text
        browser = app.test_client()
        browser.post("/reset", data={"email": "new@example.org"})
        link = re.search(r"http://localhost(/reset/\S+)", stored(session, Mail).text)
        assert link
        password = "walnut ferry quilt sandbank"
        browser.post(link[1], data={"password": password, "password_confirm": password})
        assert browser.post("/sign-in", data={"email": "new@example.org", "password": password}).location == "/"
        assert browser.get("/me").status_code == 200
        client.post(f"/people/{new.public_id}/sign-out")
        assert browser.get("/me").status_code == 303

    def test_an_account_is_closed_and_opened(self, client: FlaskClient, session: Session, ada: Person) -> None:
        client.post(f"/people/{ada.public_id}/close")
        assert "Cannot sign in" in client.get(f"/people/{ada.public_id}").text
        client.post(f"/people/{ada.public_id}/open")
        assert "Can sign in" in client.get(f"/people/{ada.public_id}").text

    def test_a_system_administrators_account_is_refused_with_the_reason(
        self, client: FlaskClient, session: Session, admin: Person
    ) -> None:
        other = people.person(Role.system_administrator)
        session.commit()
        for verb in ("invite", "close", "sign-out"):
            answer = client.post(f"/people/{other.public_id}/{verb}")
            assert answer.status_code == 403
            assert "Only a system administrator" in answer.text
        assert client.post(f"/people/{admin.public_id}/close").status_code == 403


class TestRoles:
    def test_a_role_is_given_and_ended(
        self, client: FlaskClient, session: Session, employer: Organisation, ada: Person
    ) -> None:
        address = f"/people/{ada.public_id}/roles"
        page = client.get(address).text
        assert 'value="assessor"' in page
        assert 'value="centre_administrator"' not in page
        form = {"role": "supervisor", "scope": employer.public_id, "starts_on": london.today().isoformat()}
        assert client.post(address, data=form).location == f"/people/{ada.public_id}"
        session.expire_all()
        held = ada.grants[-1]
        assert (held.role, held.scope_id) == (Role.supervisor, employer.id)
        assert "Brackenmoor Care" in client.get(f"/people/{ada.public_id}").text
        client.post(f"/roles/{held.public_id}/end")
        session.expire_all()
        assert not held.is_current(london.today())

    @pytest.mark.parametrize(
        "form",
        [
            {"role": "centre_administrator", "scope": "centre", "starts_on": "2026-01-01"},
            {"role": "assessor", "scope": "centre", "starts_on": ""},
            {"role": "lead_iqa", "scope": "{employer}", "starts_on": "2026-01-01"},
            {"role": "assessor", "scope": "{foreign}", "starts_on": "2026-01-01"},
        ],
    )
    def test_what_may_not_be_given_is_refused(
        self, client: FlaskClient, session: Session, employer: Organisation, form: dict[str, str]
    ) -> None:
        person = people.person()
        home = person.tenant_id
        people.centre()
        foreign = people.organisation()
        people.enter_tenant(home)
        session.commit()
        form["scope"] = form["scope"].format(employer=employer.public_id, foreign=foreign.public_id)
        assert client.post(f"/people/{person.public_id}/roles", data=form).status_code == 422
        session.expire_all()
        assert not person.grants

    def test_nobody_reaches_the_form_for_themselves(self, client: FlaskClient, admin: Person) -> None:
        answer = client.get(f"/people/{admin.public_id}/roles")
        assert answer.status_code == 403
        assert "Nobody can give roles to themselves" in answer.text

    def test_the_last_administrator_cannot_be_ended_and_the_page_says_so(
        self, client: FlaskClient, session: Session, admin: Person
    ) -> None:
        people.sign_in(client, people.person(Role.system_administrator))
        answer = client.post(f"/roles/{admin.grants[0].public_id}/end", follow_redirects=True)
        assert "last one of its kind" in answer.text

    def test_a_person_works_in_the_role_they_choose(self, client: FlaskClient, session: Session, admin: Person) -> None:
        people.grant(admin, Role.system_administrator)
        session.commit()
        assert client.post("/role", data={"role": "system_administrator"}).location == "/"
        entry = stored(session, HistoryEntry)
        assert (entry.verb, entry.result, entry.actor_id) == ("chose_role", "system_administrator", admin.id)
        assert "Accounts" in client.get("/people").text
        for role in ("assessor", "", "nonsense"):
            assert client.post("/role", data={"role": role}).status_code == 404


class TestCredentialsAndConflicts:
    def test_a_credential_is_added(self, client: FlaskClient, session: Session, ada: Person) -> None:
        address = f"/people/{ada.public_id}/credentials"
        assert client.get(address).status_code == 200
        form = {"kind": "cava", "obtained_on": "2024-05-01", "expires_on": "2024-04-01"}
        assert client.post(address, data=form).status_code == 422
        assert client.post(address, data=form | {"expires_on": ""}).location == f"/people/{ada.public_id}"
        session.expire_all()
        assert [credential.kind for credential in ada.credentials] == [CredentialKind.taqa, CredentialKind.cava]

    def test_an_assessor_declares_and_an_administrator_decides(
        self, client: FlaskClient, app: Flask, session: Session, admin: Person
    ) -> None:
        assessor, trainee = people.person(Role.assessor), people.person(Role.trainee)
        browser = people.sign_in(app.test_client(), assessor)
        address = f"/people/{assessor.public_id}/conflicts"
        assert browser.get(address).status_code == 200
        assert browser.post(address, data={"about": "who", "nature": "friend"}).status_code == 422
        assert browser.post(address, data={"about": trainee.email, "nature": "friend"}).status_code == 303
        decide = re.search(r"/conflicts/[0-9a-f-]{36}", client.get(f"/people/{assessor.public_id}").text)
        assert decide
        assert browser.post(decide[0], data={"decision": "none"}).status_code == 404
        assert client.get(decide[0]).status_code == 200
        assert client.post(decide[0], data={}).status_code == 422
        assert client.post(decide[0], data={"decision": "blocked"}).status_code == 303
        assert "Blocked" in browser.get(f"/people/{assessor.public_id}").text


class TestCentresAreApart:
    def test_nothing_of_one_centre_is_found_from_another(
        self, client: FlaskClient, session: Session, ada: Person, employer: Organisation
    ) -> None:
        site = session.scalars(select(Site)).one()
        held = ada.grants[0]
        mail.write(ada.email, "Theirs", "people/password_changed", centre=ada.centre)
        session.commit()
        message = stored(session, Mail)
        conflict = session.scalars(select(services.ConflictDeclaration)).one()
        people.centre(name="Elsewhere")
        stranger = people.person(Role.centre_administrator, Role.lead_iqa, Role.system_administrator)
        people.sign_in(client, stranger)
        for address in (
            f"/people/{ada.public_id}",
            f"/people/{ada.public_id}/edit",
            f"/people/{ada.public_id}/roles",
            f"/people/{ada.public_id}/credentials",
            f"/people/{ada.public_id}/conflicts",
            f"/organisations/{employer.public_id}",
            f"/organisations/{employer.public_id}/units",
            f"/organisations/{employer.public_id}/sites",
            f"/sites/{site.public_id}",
            f"/conflicts/{conflict.public_id}",
            f"/mail/{message.public_id}",
        ):
            assert client.get(address).status_code == 404, address
        for address in (
            *(f"/people/{ada.public_id}/{verb}" for verb in ("invite", "sign-out", "close", "open")),
            f"/roles/{held.public_id}/end",
        ):
            assert client.post(address).status_code == 404, address
        for address in ("/people", f"/people?q={LONG[:9]}", f"/people?organisation={employer.public_id}", "/mail"):
            page = client.get(address).text
            assert LONG not in page and "Theirs" not in page, address
        assert "Brackenmoor" not in client.get("/organisations").text

    def test_a_form_cannot_point_into_another_centre(
        self, client: FlaskClient, session: Session, ada: Person, employer: Organisation
    ) -> None:
        site = session.scalars(select(Site)).one()
        people.centre(name="Elsewhere")
        people.sign_in(client, people.person(Role.centre_administrator))
        names = NOWHERE | {"given_name": "Eve", "family_name": "Orr"}
        assert client.post("/people/add", data=names).status_code == 303
        for reference in (
            {"organisation": employer.public_id},
            {"site": site.public_id},
            {"line_manager": ada.email},
        ):
            assert client.post("/people/add", data=names | reference).status_code == 422
        file = (io.BytesIO(LIST), "people.csv")
        assert client.post("/people/import", data={"organisation": employer.public_id, "file": file}).status_code == 422
