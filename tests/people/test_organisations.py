"""The pages of organisations and of the people import."""

import io
import re
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from people.models import Organisation, Person, Role, Site
from tests.factories import people
from tests.people.browsing import LIST, stored


class TestOrganisations:
    def test_units_sites_and_regions_are_kept(
        self, client: FlaskClient, session: Session, employer: Organisation
    ) -> None:
        assert "Brackenmoor Care" in client.get("/organisations").text
        address = f"/organisations/{employer.public_id}"
        page = client.get(address).text
        assert all(words in page for words in ("Aldgarth", "North", "Night", "added a unit"))
        assert client.get(f"{address}/units").status_code == 200
        assert client.post(f"{address}/units", data={"name": "Day", "parent": ""}).location == address
        assert client.post(f"{address}/units", data={"name": "day", "parent": ""}).status_code == 422
        assert client.post(f"{address}/sites", data={"name": "Dunmere", "region": ""}).location == address
        site = stored(session, Site)
        assert client.get(f"/sites/{site.public_id}").status_code == 200
        client.post(f"/sites/{site.public_id}", data={"name": "Dunmere", "region": "South"})
        assert stored(session, Site).region == "South"

    def test_the_first_is_added(self, client: FlaskClient, session: Session, admin: Person) -> None:
        assert "No organisation yet" in client.get("/organisations").text
        answer = client.post("/organisations/add", data={"name": "New Trust"})
        page = client.get(answer.location).text
        assert "New Trust" in page and "No units yet" in page and "No sites yet" in page
        assert client.post("/organisations/add", data={"name": "new trust"}).status_code == 422


class TestTheImport:
    def send(self, client: FlaskClient, content: bytes = LIST, **form: Any) -> Any:
        return client.post("/people/import", data=form | {"file": (io.BytesIO(content), "people.csv")})

    def test_a_list_is_checked_then_loaded(self, client: FlaskClient, session: Session, employer: Organisation) -> None:
        assert client.get(f"/people/import?organisation={employer.public_id}").status_code == 200
        page = self.send(client, organisation=employer.public_id, check="yes")
        assert page.status_code == 200
        assert "Nothing was loaded" in page.text and "108 people new" in page.text
        assert f'value="{employer.public_id}"' in re.search(r"<option selected[^>]*>", page.text)[0]  # type: ignore[index]
        assert session.scalar(select(func.count(Person.id))) == 1
        page = self.send(client, organisation=employer.public_id)
        assert "The list was loaded" in page.text
        assert session.scalar(select(func.count(Person.id))) == 109

    def test_a_bad_row_is_shown_with_its_reason_and_nothing_is_loaded(
        self, client: FlaskClient, session: Session, employer: Organisation
    ) -> None:
        content = LIST.replace(b"rhodri.ravencombe@", b"<b>rhodri</b>")
        page = self.send(client, content, organisation=employer.public_id)
        assert page.status_code == 422
        assert "1 thing to put right" in page.text
        assert "&lt;b&gt;rhodri&lt;/b&gt;" in page.text and "not an e-mail address" in page.text
        assert session.scalar(select(func.count(Person.id))) == 1

    def test_a_new_organisation_is_named(self, client: FlaskClient, session: Session, admin: Person) -> None:
        assert "Type the name of the new organisation" in self.send(client, organisation="new").text
        assert "The list was loaded" in self.send(client, organisation="new", new_name="Brackenmoor").text
        assert stored(session, Organisation).name == "Brackenmoor"

    def test_a_file_is_needed(self, client: FlaskClient, employer: Organisation) -> None:
        page = client.post("/people/import", data={"organisation": str(employer.public_id)})
        assert page.status_code == 422
        assert "Choose a file" in page.text

    def test_only_the_centre_administrator_imports(self, client: FlaskClient, session: Session, admin: Person) -> None:
        for role in (Role.lead_iqa, Role.system_administrator, Role.hr):
            people.sign_in(client, people.person(role))
            assert client.get("/people/import").status_code == 404
            assert self.send(client, organisation="new", new_name="X").status_code == 404
