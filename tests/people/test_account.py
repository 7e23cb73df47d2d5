"""The pages about oneself, the first run, the settings of a centre and its mails."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import clock
from core.history import HistoryEntry
from core.mail import Mail
from people import centre
from people.models import Login, Person
from tests.factories import people
from tests.people.browsing import stored


class TestMe:
    def test_print_name_and_zone_are_mine_to_change(self, client: FlaskClient, session: Session, admin: Person) -> None:
        page = client.get("/me").text
        assert "This browser" in page and "Centre administrator" in page and "/privacy" in page
        client.post("/me", data={"print_name": "Zoe\u0308 Byrne", "zone": "Europe/Vienna", "family_name": "Other"})
        session.expire_all()
        assert (admin.print_name, admin.zone, admin.family_name) == ("Zoë Byrne", "Europe/Vienna", "Byrne")
        assert client.post("/me", data={"print_name": "", "zone": "Mars/Base"}).status_code == 422

    def test_who_holds_no_role_is_told_what_to_do(self, client: FlaskClient, session: Session) -> None:
        people.sign_in(client, people.person(given_name="Ben"))
        page = client.get("/").text
        assert "Welcome, Ben" in page and "You hold no role today" in page


class TestSettings:
    GOOD = {
        "name": "Alderbrook",
        "number": "C1",
        "head_name": "O. Bellerby",
        "zone": "Europe/London",
        "small_number": 8,
        "special_consideration_days": 20,
        "review_weeks": 12,
    }

    def test_the_administrator_changes_them(self, client: FlaskClient, session: Session, admin: Person) -> None:
        assert client.get("/settings").status_code == 200
        client.post("/settings", data=self.GOOD)
        session.expire_all()
        assert (admin.centre.name, admin.centre.small_number) == ("Alderbrook", 8)
        assert stored(session, HistoryEntry).verb == "changed_settings"
        assert "changed the settings" in client.get(f"/people/{admin.public_id}").text

    @pytest.mark.parametrize("wrong", [{"small_number": 4}, {"small_number": ""}, {"name": ""}, {"zone": "here"}])
    def test_a_group_shown_to_hr_is_never_under_five(
        self, client: FlaskClient, session: Session, admin: Person, wrong: dict[str, Any]
    ) -> None:
        assert client.post("/settings", data=self.GOOD | wrong).status_code == 422
        session.expire_all()
        assert admin.centre.small_number == 5


class TestMail:
    def test_mails_are_read_but_never_one_with_a_link(
        self, client: FlaskClient, session: Session, admin: Person
    ) -> None:
        assert "No mail yet" in client.get("/mail").text
        open_ = Mail(at=clock.now(), recipient="a@example.org", subject="A question", text="Read it here")
        secret = Mail(at=clock.now(), recipient="a@example.org", subject="A link", text="/reset/abc", secret=True)
        session.add_all([open_, secret])
        session.commit()
        page = client.get("/mail").text
        assert "A question" in page and "holds a one-time link" in page
        assert page.index("A link") < page.index("A question")
        assert "Read it here" in client.get(f"/mail/{open_.public_id}").text
        assert client.get(f"/mail/{secret.public_id}").status_code == 404
        assert "/reset/abc" not in page


class TestFirstRun:
    ANSWERS = {
        "centre_name": "Alderbrook Academy",
        "head_name": "Owain Bellerby",
        "given_name": "Ada",
        "family_name": "Byrne",
        "email": "ada@example.org",
        "password": "walnut ferry quilt sandbank",
        "again": "walnut ferry quilt sandbank",
    }

    def link(self, session: Session) -> str:
        token = centre.make_first_run_link()
        session.commit()
        return f"/setup/{token}"

    def test_it_leads_to_a_centre_with_its_administrator_once(self, client: FlaskClient, session: Session) -> None:
        address = self.link(session)
        assert "Set up your centre" in client.get(address).text
        assert client.post(address, data=self.ANSWERS).location == "/sign-in"
        assert "Your centre is ready" in client.get("/sign-in").text
        assert client.get(address).status_code == 404
        assert client.post(address, data=self.ANSWERS | {"email": "eve@example.org"}).status_code == 404
        form = {"email": "ada@example.org", "password": self.ANSWERS["password"]}
        assert client.post("/sign-in", data=form).location == "/"
        assert "Centre administrator" in client.get("/me").text
        assert session.scalar(select(func.count(Login.id))) == 1

    @pytest.mark.parametrize(
        "wrong", [{"again": "other"}, {"email": "ada"}, {"password": "short", "again": "short"}, {"centre_name": ""}]
    )
    def test_a_bad_answer_keeps_what_was_typed_and_the_link(
        self, client: FlaskClient, session: Session, wrong: dict[str, str]
    ) -> None:
        address = self.link(session)
        page = client.post(address, data=self.ANSWERS | wrong)
        assert page.status_code == 422
        assert "Owain Bellerby" in page.text
        assert "walnut" not in page.text
        assert client.post(address, data=self.ANSWERS).location == "/sign-in"

    def test_a_guess_is_not_found(self, client: FlaskClient, session: Session) -> None:
        self.link(session)
        assert client.get("/setup/" + "A" * 43).status_code == 404
