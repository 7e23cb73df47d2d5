"""Signing in: the way in, the lock, the cookie, and every way out."""

import re
from time import perf_counter
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from people import auth, passwords
from people.models import Person, Role, SignIn
from tests import london
from tests.factories import people
from tests.people.browsing import cookie, enter, is_in, words_read


class TestTheWayIn:
    def test_email_and_password_lead_home(self, client: FlaskClient, holder: Person) -> None:
        answer = enter(client)
        assert (answer.status_code, answer.location) == (302, "/")
        assert is_in(client)

    def test_case_and_spaces_of_the_address_do_not_matter(self, client: FlaskClient, holder: Person) -> None:
        assert enter(client, email=" ADA@Example.ORG ").status_code == 302

    def test_letters_of_a_password_may_be_composed_or_not(self, client: FlaskClient, session: Session) -> None:
        people.login(people.person(email="z@example.org"), passwords.normalised("Zoë läuft über Brücken"))
        session.commit()
        assert enter(client, email="z@example.org", password="Zoë läuft über Brücken").status_code == 302

    def test_a_page_asked_for_is_opened_after_signing_in(self, client: FlaskClient, holder: Person) -> None:
        asked = client.get("/me")
        assert (asked.status_code, asked.location) == (303, "/sign-in?next=/me")
        assert enter(client, next="/me").location == "/me"

    @pytest.mark.parametrize(
        "elsewhere",
        [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "///evil.example",
            "javascript:alert(1)",
            "\t//e.x",
        ],
    )
    def test_no_address_elsewhere_is_opened(self, client: FlaskClient, holder: Person, elsewhere: str) -> None:
        for answer in (
            enter(client, next=elsewhere),
            client.post("/sign-out")
            and client.post(
                "/sign-in",
                query_string={"next": elsewhere},
                data={"email": "ada@example.org", "password": people.PASSWORD},
            ),
        ):
            assert answer.status_code == 302
            assert re.match(r"/(?![/\\])", answer.location), answer.location

    def test_a_form_without_its_token_changes_nothing(
        self, client: FlaskClient, holder: Person, protected: None
    ) -> None:
        for address in ("/sign-in", "/reset", "/sign-out", "/role", "/me", "/verify"):
            assert (
                client.post(address, data={"email": "ada@example.org", "password": people.PASSWORD}).status_code == 400
            )
        assert not is_in(client)

    def test_the_real_forms_carry_their_token(self, client: FlaskClient, holder: Person, protected: None) -> None:
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/sign-in").text)
        assert token
        assert enter(client, csrf_token=token[1]).status_code == 302

    def test_there_is_no_way_in_by_token_or_json(self, client: FlaskClient, app: Flask, holder: Person) -> None:
        data = {"email": "ada@example.org", "password": people.PASSWORD}
        answer = client.post("/sign-in?include_auth_token", json=data)
        assert not answer.is_json
        assert "token" not in answer.text
        with app.test_request_context():
            token = str(people.login_of(holder).get_auth_token())
        stranger = app.test_client()
        assert stranger.get("/me", headers={"Authentication-Token": token}).status_code == 303
        assert stranger.get(f"/me?auth_token={token}").status_code == 303

    def test_nothing_remembers_a_browser_longer(self, client: FlaskClient, holder: Person) -> None:
        answer = enter(client, remember="y")
        assert [value.split("=")[0] for value in answer.headers.getlist("Set-Cookie")] == ["sid"]


class TestTheCookie:
    def test_its_value_changes_at_signing_in_and_the_old_one_is_dead(
        self, client: FlaskClient, app: Flask, session: Session, holder: Person
    ) -> None:
        client.get("/sign-in")
        planted = cookie(client)
        enter(client)
        assert planted and cookie(client) not in (None, planted)
        thief = app.test_client()
        thief.set_cookie("sid", planted, domain="localhost")
        assert not is_in(thief)

    def test_what_was_kept_before_signing_in_is_not_kept_after(
        self, client: FlaskClient, session: Session, holder: Person
    ) -> None:
        client.get("/sign-in")
        enter(client)
        row = session.scalars(select(SignIn).where(SignIn.login_id.is_not(None))).one()
        assert "csrf_token" not in row.stored

    def test_its_value_changes_when_the_password_is_proved_again(self, client: FlaskClient, holder: Person) -> None:
        enter(client)
        before = cookie(client)
        assert client.post("/verify", data={"password": people.PASSWORD}).location == "/"
        assert cookie(client) != before
        assert is_in(client)

    def test_its_value_changes_with_the_role(self, client: FlaskClient, session: Session, holder: Person) -> None:
        people.grant(holder, Role.assessor)
        session.commit()
        enter(client)
        before = cookie(client)
        client.post("/role", data={"role": "centre_administrator"})
        assert cookie(client) != before

    def test_script_and_other_sites_cannot_use_it(self, client: FlaskClient, holder: Person) -> None:
        given = enter(client).headers["Set-Cookie"]
        assert "HttpOnly" in given and "SameSite=Lax" in given and "Path=/" in given
        assert "Expires" not in given and "Max-Age" not in given

    def test_on_https_it_belongs_to_this_host_alone(
        self, app: Flask, client: FlaskClient, holder: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(app.config, "ON_HTTPS", True)
        monkeypatch.setitem(app.config, "SESSION_COOKIE_NAME", "__Host-sid")
        given = enter(client).headers["Set-Cookie"]
        assert given.startswith("__Host-sid=") and "Secure" in given and "Domain" not in given

    def test_only_a_hash_of_it_is_stored(self, client: FlaskClient, session: Session, holder: Person) -> None:
        enter(client)
        rows = session.scalars(select(SignIn)).all()
        assert auth.hashed(cookie(client) or "") in {row.id_hash for row in rows}
        assert (cookie(client) or "") not in str([vars(row) for row in rows])

    def test_health_and_files_neither_read_nor_take_it(self, client: FlaskClient, holder: Person) -> None:
        enter(client)
        for address in ("/healthz", "/static/css/theme.css"):
            assert "Set-Cookie" not in client.get(address).headers
        assert is_in(client)


class TestTheWayOut:
    def test_signing_out_ends_the_sign_in_and_takes_the_cookie(
        self, client: FlaskClient, app: Flask, session: Session, holder: Person
    ) -> None:
        enter(client)
        held = cookie(client)
        assert client.post("/sign-out").location == "/sign-in"
        assert not cookie(client)
        thief = app.test_client()
        thief.set_cookie("sid", held or "", domain="localhost")
        assert not is_in(thief)
        assert not session.scalars(select(SignIn).where(SignIn.login_id.is_not(None), SignIn.ended_at.is_(None))).all()

    def test_signing_out_is_never_a_link(self, client: FlaskClient, holder: Person) -> None:
        enter(client)
        assert client.get("/sign-out").status_code == 405
        assert is_in(client)

    def test_the_next_person_at_the_browser_starts_in_their_own_role(
        self, client: FlaskClient, session: Session, holder: Person
    ) -> None:
        people.grant(holder, Role.hr, ends_on=london.today())
        next_one = people.person(Role.centre_administrator, Role.tutor, email="next@example.org")
        people.login(next_one, people.PASSWORD)
        session.commit()
        enter(client)
        client.post("/role", data={"role": "centre_administrator"})
        client.post("/sign-out")
        enter(client, email="next@example.org")
        newest = session.scalars(select(SignIn).order_by(SignIn.id.desc()).limit(1)).one()
        assert newest.stored.get("role") is None

    @pytest.mark.parametrize(("ahead", "still"), [({"minutes": 29}, True), ({"minutes": 31}, False)])
    def test_thirty_idle_minutes_end_it(
        self, client: FlaskClient, holder: Person, at: Any, ahead: dict[str, int], still: bool
    ) -> None:
        enter(client)
        at(**ahead)
        assert is_in(client) is still

    def test_twelve_hours_end_it_however_busy(
        self, client: FlaskClient, session: Session, holder: Person, at: Any
    ) -> None:
        people.grant(holder, Role.assessor)
        session.commit()
        enter(client)
        for minutes in range(25, 12 * 60, 25):
            at(minutes=minutes)
            assert is_in(client), minutes
            if minutes == 250:  # another id is the same sign-in
                client.post("/role", data={"role": "centre_administrator"})
        at(minutes=12 * 60 + 1)
        assert not is_in(client)

    def test_an_account_that_is_closed_is_out_at_once(
        self, client: FlaskClient, session: Session, holder: Person
    ) -> None:
        enter(client)
        people.login_of(holder).active = False
        session.commit()
        assert not is_in(client)
        client.post("/sign-out")
        assert enter(client).status_code == 422

    def test_rows_of_passers_by_are_deleted_after_a_day(
        self, client: FlaskClient, app: Flask, session: Session, holder: Person, at: Any
    ) -> None:
        app.test_client().get("/sign-in")
        passer_by = session.scalars(select(SignIn.id_hash)).one()
        at(hours=25)
        client.get("/sign-in")
        assert passer_by not in session.scalars(select(SignIn.id_hash)).all()


class TestTheLock:
    def lock(self, client: FlaskClient) -> None:
        for _ in range(auth.WRONG_PASSWORDS):
            enter(client, password="not the password at all")

    def test_five_wrong_passwords_close_an_account_for_a_quarter_of_an_hour(
        self, client: FlaskClient, holder: Person, at: Any
    ) -> None:
        self.lock(client)
        assert enter(client).status_code == 422
        at(minutes=14)
        assert enter(client).status_code == 422
        at(minutes=16)
        assert enter(client).status_code == 302

    def test_four_do_not(self, client: FlaskClient, holder: Person) -> None:
        for _ in range(auth.WRONG_PASSWORDS - 1):
            enter(client, password="not the password at all")
        assert enter(client).status_code == 302

    def test_guessing_on_does_not_make_it_longer(self, client: FlaskClient, holder: Person, at: Any) -> None:
        self.lock(client)
        at(minutes=10)
        self.lock(client)
        at(minutes=16)
        assert enter(client).status_code == 302

    def test_nothing_tells_whether_an_account_exists_or_is_locked(
        self, client: FlaskClient, app: Flask, session: Session, holder: Person
    ) -> None:
        people.login(people.person(email="invited@example.org"))
        session.commit()
        answers = {
            "wrong password": enter(client, password="not the password at all"),
            "no account": enter(app.test_client(), email="nobody@example.org"),
            "no password yet": enter(app.test_client(), email="invited@example.org"),
        }
        self.lock(client)
        answers["locked"] = enter(app.test_client())
        pages = {words_read(answer.text) for answer in answers.values()}
        assert {answer.status_code for answer in answers.values()} == {422}
        assert len(pages) == 1
        assert "The email and password do not match" in pages.pop()

    @pytest.mark.usefixtures("hashed_as_installed")
    def test_an_account_that_does_not_exist_takes_as_long(self, client: FlaskClient, holder: Person) -> None:
        def seconds(email: str) -> float:
            began = perf_counter()
            enter(client, email=email, password="not the password at all")
            return perf_counter() - began

        known = min(seconds("ada@example.org") for _ in range(4))
        unknown = min(seconds("nobody@example.org") for _ in range(4))
        assert 0.4 < known / unknown < 2.5

    def test_who_is_signed_in_stays_so(self, client: FlaskClient, app: Flask, holder: Person) -> None:
        enter(client)
        self.lock(app.test_client())
        assert is_in(client)

    def test_another_account_stays_open(self, client: FlaskClient, session: Session, holder: Person) -> None:
        people.login(people.person(email="other@example.org"), people.PASSWORD)
        session.commit()
        self.lock(client)
        assert enter(client, email="other@example.org").status_code == 302

    def test_proving_the_password_again_counts_and_is_locked_too(self, client: FlaskClient, holder: Person) -> None:
        enter(client)
        for _ in range(auth.WRONG_PASSWORDS):
            assert client.post("/verify", data={"password": "not the password at all"}).status_code == 422
        assert client.post("/verify", data={"password": people.PASSWORD}).status_code == 422
