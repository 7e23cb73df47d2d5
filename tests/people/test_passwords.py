"""Choosing a password: by a mailed link, by hand, and which ones are taken. And the words of these pages."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.history import HistoryEntry
from core.mail import Mail
from people import auth, passwords
from people.models import Centre, Login, Person, Role
from tests.factories import people
from tests.people.browsing import NEW, OUR_WORDS, cookie, enter, is_in, words_read


class TestAForgottenPassword:
    def link(self, client: FlaskClient, session: Session, email: str = "ada@example.org") -> str:
        assert client.post("/reset", data={"email": email}).status_code == 200
        mail = session.scalars(select(Mail).order_by(Mail.id.desc())).first()
        assert mail is not None
        return re.search(r"http://localhost(/reset/\S+)", mail.text)[1]  # type: ignore[index]

    def test_a_link_comes_by_mail_and_works_once(self, client: FlaskClient, session: Session, holder: Person) -> None:
        address = self.link(client, session)
        assert client.get(address).status_code == 200
        answer = client.post(address, data={"password": NEW, "password_confirm": NEW})
        assert answer.location == "/sign-in"
        assert "Your new password is saved" in client.get("/sign-in").text
        assert client.post(address, data={"password": NEW, "password_confirm": NEW}).location == "/reset"
        assert "too old" in client.get("/reset").text
        assert enter(client).status_code == 422
        assert enter(client, password=NEW).status_code == 302

    def test_the_mail_is_secret_and_of_the_right_centre(
        self, client: FlaskClient, session: Session, holder: Person
    ) -> None:
        self.link(client, session)
        mail = session.scalars(select(Mail)).one()
        assert (mail.secret, mail.tenant_id, mail.recipient) == (True, holder.tenant_id, "ada@example.org")
        assert "Alderbrook Academy" in mail.text

    def test_the_link_names_the_public_address_whatever_host_was_asked(
        self, client: FlaskClient, session: Session, holder: Person
    ) -> None:
        client.post("/reset", data={"email": "ada@example.org"}, headers={"Host": "localhost:6666"})
        assert "6666" not in session.scalars(select(Mail)).one().text

    def test_it_is_dead_after_a_quarter_of_an_hour(
        self, client: FlaskClient, session: Session, holder: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        address = self.link(client, session)
        import itsdangerous.timed as timed

        later = timed.time.time() + 16 * 60
        monkeypatch.setattr(timed.time, "time", lambda: later)
        assert client.get(address).location == "/reset"

    def test_every_sign_in_ends_and_a_lock_opens(
        self, client: FlaskClient, app: Flask, session: Session, holder: Person
    ) -> None:
        enter(client)
        stranger = app.test_client()
        for _ in range(auth.WRONG_PASSWORDS):
            enter(stranger, password="not the password at all")
        address = self.link(stranger, session)
        stranger.post(address, data={"password": NEW, "password_confirm": NEW})
        assert not is_in(client)
        assert enter(stranger, password=NEW).status_code == 302
        told = session.scalars(select(Mail).where(~Mail.secret)).one()
        assert "was changed" in told.subject

    def test_the_page_says_the_same_for_an_address_nobody_has(
        self, client: FlaskClient, app: Flask, session: Session, holder: Person
    ) -> None:
        pages = [
            app.test_client().post("/reset", data={"email": email})
            for email in ("ada@example.org", "nobody@example.org", "no address")
        ]
        assert {page.status_code for page in pages} == {200}
        texts = {re.sub(r'value="[^"]*"', "", page.text) for page in pages}
        assert len(texts) == 1
        assert len(session.scalars(select(Mail)).all()) == 1

    def test_no_more_than_three_links_an_hour_go_out(
        self, client: FlaskClient, session: Session, holder: Person, at: Any
    ) -> None:
        for _ in range(5):
            client.post("/reset", data={"email": "ada@example.org"})
        assert len(session.scalars(select(Mail)).all()) == 3
        at(minutes=61)
        client.post("/reset", data={"email": "ada@example.org"})
        assert len(session.scalars(select(Mail)).all()) == 4

    @pytest.mark.parametrize(
        ("password", "again", "said"),
        [
            ("too short", "too short", "at least 12"),
            ("Ada Byrne Alderbrook", "Ada Byrne Alderbrook", "easy to guess"),
            ("password password", "password password", "easy to guess"),
            ("x" * 129, "x" * 129, "at most 128"),
            (NEW, NEW + "s", "differ"),
        ],
    )
    def test_a_weak_password_is_not_taken(
        self, client: FlaskClient, session: Session, holder: Person, password: str, again: str, said: str
    ) -> None:
        address = self.link(client, session)
        answer = client.post(address, data={"password": password, "password_confirm": again})
        assert answer.status_code == 422
        assert said in answer.text
        assert enter(client).status_code == 302

    def test_a_link_asked_for_while_signed_in_to_another_centre_stays_in_its_own(
        self, client: FlaskClient, session: Session, holder: Person
    ) -> None:
        people.centre(name="Elsewhere")
        people.sign_in(client, people.person(Role.assessor, email="other@example.org"))
        assert client.post("/reset", data={"email": "ada@example.org"}).status_code == 200
        query = select(Mail).execution_options(across_tenants=True)
        assert session.scalars(query).one().tenant_id == holder.tenant_id


class TestThePasswordRule:
    @pytest.mark.parametrize(
        ("password", "taken"),
        [
            ("walnut ferry quilt", True),
            ("short one 1", False),
            ("aaaaaaaaaaaaaaaa", False),
            ("qwertyuiop12345", False),
            ("Setwright2026!", False),
            ("Brackenmoor1", False),
            ("walnut ferry quilt sandbank " * 4, True),
            ("walnut ferry quilt" * 8, False),
        ],
    )
    def test_length_and_strength_decide(self, password: str, taken: bool, app: Flask) -> None:
        with app.test_request_context():
            assert (passwords.objection(password, words=["Ada Byrne", "Brackenmoor Care"]) is None) is taken

    def test_no_more_than_two_are_hashed_at_a_time(self) -> None:
        from concurrent.futures import ThreadPoolExecutor
        from threading import Lock
        from time import sleep

        class Counting:
            now = most = 0
            lock = Lock()

            def verify(self, password: str, stored: str) -> bool:
                with self.lock:
                    self.now += 1
                    self.most = max(self.most, self.now)
                sleep(0.01)
                with self.lock:
                    self.now -= 1
                return True

        counting = Counting()
        few = passwords.FewAtOnce(counting)
        with ThreadPoolExecutor(8) as crowd:
            assert all(crowd.map(lambda _: few.verify("", ""), range(16)))
        assert counting.most == 2

    @pytest.mark.usefixtures("hashed_as_installed")
    def test_stored_passwords_are_argon2_with_46_mib(self, session: Session, holder: Person) -> None:
        assert (people.login_of(holder).password or "").startswith("$argon2id$v=19$m=47104,t=1,p=1$")


class TestMyPassword:
    def test_it_is_changed_with_the_current_one_and_ends_the_others(
        self, client: FlaskClient, app: Flask, session: Session, holder: Person
    ) -> None:
        other = app.test_client()
        enter(other)
        enter(client)
        before = cookie(client)
        data = {"current": people.PASSWORD, "password": NEW, "again": NEW}
        assert client.post("/me/password", data=data).location == "/me"
        assert cookie(client) != before
        assert is_in(client)
        assert not is_in(other)
        assert session.scalars(select(HistoryEntry.verb)).all() == ["changed_password"]

    @pytest.mark.parametrize(
        ("current", "password", "again"),
        [("not the password at all", NEW, NEW), (people.PASSWORD, "short", "short"), (people.PASSWORD, NEW, "other")],
    )
    def test_a_wrong_or_weak_one_changes_nothing(
        self, client: FlaskClient, holder: Person, current: str, password: str, again: str
    ) -> None:
        enter(client)
        data = {"current": current, "password": password, "again": again}
        assert client.post("/me/password", data=data).status_code == 422
        client.post("/sign-out")
        assert enter(client).status_code == 302

    def test_other_browsers_are_signed_out_at_a_press(self, client: FlaskClient, app: Flask, holder: Person) -> None:
        other = app.test_client()
        enter(other)
        enter(client)
        assert "Sign out everywhere else" in client.get("/me").text
        client.post("/me/sign-out-elsewhere")
        assert is_in(client)
        assert not is_in(other)


class TestReadingChangesNothing:
    def test_opening_pages_writes_only_the_sign_in(
        self, client: FlaskClient, session: Session, holder: Person, at: Any
    ) -> None:
        enter(client)
        at(minutes=5)
        before = contents(session)
        for address in ("/me", "/people", f"/people/{holder.public_id}", "/settings", "/mail", "/organisations"):
            assert client.get(address).status_code == 200, address
        client.post("/sign-out")
        for address in ("/sign-in", "/reset", "/reset/nothing", "/setup/nothing"):
            client.get(address)
        assert contents(session) == before

    def test_messages_survive_the_way_to_the_next_page(self, client: FlaskClient, holder: Person) -> None:
        assert "Sign in to open this page" in client.get("/me", follow_redirects=True).text


def contents(session: Session) -> list[Any]:
    """Everything in the tables that a page might write, but for sign-ins."""
    session.expire_all()
    rows = []
    for kind in (Login, Person, Centre, HistoryEntry, Mail):
        for row in session.scalars(select(kind).execution_options(across_tenants=True)):
            rows.append({column.name: getattr(row, column.name) for column in type(row).__table__.columns})
    return rows


class TestWords:
    def test_no_page_of_signing_in_uses_words_of_machines(
        self, client: FlaskClient, session: Session, holder: Person
    ) -> None:
        read = [client.get("/me", follow_redirects=True).text]
        read.append(enter(client, email="", password="").text)
        read.append(enter(client, password="not the password at all").text)
        read += [client.get("/reset").text, client.post("/reset", data={"email": "ada@example.org"}).text]
        address = TestAForgottenPassword().link(client, session)
        read += [client.get(address).text, client.post(address, data={"password": "a", "password_confirm": "b"}).text]
        read += [client.get("/reset/nothing", follow_redirects=True).text]
        enter(client)
        read += [client.get("/verify").text, client.post("/verify", data={"password": "x"}).text]
        read += [client.post("/me/password", data={}).text, client.get("/me").text]
        read += [mail.subject + mail.text for mail in session.scalars(select(Mail))]
        for page in read:
            assert not (found := OUR_WORDS.search(words_read(page))), (found, page)
