"""Signing in: the way in, the lock, the cookie, and every way out."""

import re
from collections.abc import Iterator
from datetime import timedelta
from time import perf_counter
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock
from core.history import HistoryEntry
from core.mail import Mail
from people import auth, passwords
from people.models import Centre, Login, Person, Role, SignIn
from tests.factories import people

NEW = "walnut ferry quilt sandbank"
OUR_WORDS = re.compile(r"\b(login|log in|user|invalid|failed?|session|submit)\b", re.I)


@pytest.fixture
def holder(session: Session) -> Person:
    """A centre administrator who can sign in."""
    people.centre(name="Alderbrook Academy")
    person = people.person(Role.centre_administrator, email="ada@example.org", given_name="Ada", family_name="Byrne")
    people.login(person, people.PASSWORD)
    session.commit()
    return person


@pytest.fixture
def protected(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anti-forgery tokens asked for, as outside tests."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Moves the clock: `at(minutes=31)` from now."""
    began = clock.now()

    def move(**ahead: int) -> None:
        monkeypatch.setattr(clock, "now", lambda: began + timedelta(**ahead))

    yield move


def enter(client: FlaskClient, email: str = "ada@example.org", password: str = people.PASSWORD, **more: str) -> Any:
    return client.post("/sign-in", data={"email": email, "password": password, **more})


def cookie(client: FlaskClient) -> str | None:
    found = client.get_cookie("sid", domain="localhost")
    return found.value if found else None


def is_in(client: FlaskClient) -> bool:
    return client.get("/me").status_code == 200


def words_read(page: str) -> str:
    """The text of a page as a person reads it: no tags, no attributes but labels."""
    body = re.sub(r"<(script|style|head).*?</\1>", " ", page, flags=re.S)
    labels = " ".join(re.findall(r'(?:aria-label|placeholder|title|alt)="([^"]*)"', body))
    return re.sub(r"<[^>]+>", " ", body) + labels


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
            token = people.login_of(holder).get_auth_token()
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
        assert cookie(client) not in str([vars(row) for row in rows])

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
        people.grant(holder, Role.hr, ends_on=clock.today())
        next_one = people.person(Role.centre_administrator, Role.tutor, email="next@example.org")
        people.login(next_one, people.PASSWORD)
        session.commit()
        enter(client)
        client.post("/role", data={"role": "centre_administrator"})
        client.post("/sign-out")
        enter(client, email="next@example.org")
        assert session.scalars(select(SignIn).order_by(SignIn.id.desc())).first().stored.get("role") is None

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
