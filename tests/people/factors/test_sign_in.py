"""Signing in with a second step, with a passkey alone, and with a recovery code."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.history import HistoryEntry
from core.mail import Mail
from people.factors import services
from people.factors.models import Passkey, RecoveryCode
from people.models import Login, Person
from tests.factories import authenticators, people
from tests.people.browsing import OUR_WORDS, cookie, enter, is_in, words_read

RUTH = "ruth@example.org"


def test_a_password_alone_signs_in_only_without_a_second_factor(client: FlaskClient, login: Login) -> None:
    assert enter(client, RUTH).location == "/"
    assert is_in(client)


def test_after_the_password_nobody_is_signed_in_until_the_second_step(
    client: FlaskClient, session: Session, login: Login
) -> None:
    seed = authenticators.app(login)
    session.commit()
    answer = enter(client, RUTH)
    assert answer.location == "/sign-in/second"
    for page in ("/", "/me", "/queue", "/me/security", "/me/security/set-up", "/people"):
        assert "/sign-in" in client.get(page).location, page
    answer = client.post("/sign-in/second", data={"code": authenticators.code_now(seed)})
    assert answer.location == "/"
    assert is_in(client)


def test_the_page_asked_for_opens_after_the_second_step(client: FlaskClient, session: Session, login: Login) -> None:
    seed = authenticators.app(login)
    session.commit()
    client.post("/sign-in?next=/queue", data={"email": RUTH, "password": people.PASSWORD, "next": "/queue"})
    answer = client.post("/sign-in/second", data={"code": authenticators.code_now(seed)})
    assert answer.location == "/queue"


def test_the_second_step_changes_the_id_of_the_sign_in(client: FlaskClient, session: Session, login: Login) -> None:
    seed = authenticators.app(login)
    session.commit()
    enter(client, RUTH)
    before = cookie(client)
    client.post("/sign-in/second", data={"code": authenticators.code_now(seed)})
    assert cookie(client) != before


def test_a_code_works_once(client: FlaskClient, session: Session, login: Login) -> None:
    seed = authenticators.app(login)
    session.commit()
    code = authenticators.code_now(seed)
    enter(client, RUTH)
    assert client.post("/sign-in/second", data={"code": code}).status_code == 303
    client.post("/sign-out")
    enter(client, RUTH)
    assert client.post("/sign-in/second", data={"code": code}).status_code == 422
    assert not is_in(client)


@pytest.mark.parametrize(("steps", "works"), [(-3, False), (-1, True), (0, True), (1, True), (3, False)])
def test_a_code_is_good_for_its_half_minute_and_the_one_before_and_after(
    session: Session, login: Login, steps: int, works: bool
) -> None:
    seed = authenticators.app(login)
    assert services.takes_app_code(login, authenticators.code_now(seed, steps=steps)) is works


def test_an_earlier_code_does_not_work_after_a_later_one(session: Session, login: Login) -> None:
    seed = authenticators.app(login)
    assert services.takes_app_code(login, authenticators.code_now(seed))
    assert not services.takes_app_code(login, authenticators.code_now(seed, steps=-1))


def test_the_seed_cannot_be_read_from_the_database(session: Session, login: Login) -> None:
    seed = authenticators.app(login)
    session.commit()
    assert login.code_seed is not None
    assert seed.encode() not in login.code_seed


def test_five_wrong_codes_lock_the_account(client: FlaskClient, session: Session, login: Login, at: Any) -> None:
    seed = authenticators.app(login)
    session.commit()
    enter(client, RUTH)
    for _each in range(5):
        assert client.post("/sign-in/second", data={"code": "000000"}).status_code == 422
    assert client.post("/sign-in/second", data={"code": authenticators.code_now(seed)}).status_code == 422
    at(minutes=16)
    enter(client, RUTH)
    assert client.post("/sign-in/second", data={"code": authenticators.code_now(seed)}).status_code == 303


def test_the_second_step_waits_ten_minutes(client: FlaskClient, session: Session, login: Login, at: Any) -> None:
    seed = authenticators.app(login)
    session.commit()
    enter(client, RUTH)
    at(minutes=11)
    answer = client.post("/sign-in/second", data={"code": authenticators.code_now(seed)})
    assert answer.location == "/sign-in"
    assert not is_in(client)


@pytest.mark.parametrize("page", ["/sign-in/second", "/sign-in/recovery"])
def test_the_second_step_needs_the_password_before(client: FlaskClient, login: Login, page: str) -> None:
    assert client.get(page).location == "/sign-in"
    assert client.post(page, data={"code": "000000"}).location == "/sign-in"


# ---- Passkeys ----


def asked(client: FlaskClient, page: str = "/sign-in") -> Any:
    return client.post("/sign-in/passkey-to-use", data={"page": page}).get_json()


def test_a_passkey_alone_signs_in(client: FlaskClient, session: Session, login: Login) -> None:
    device = authenticators.passkey(login)
    session.commit()
    answer = client.post("/sign-in/passkey", data={"passkey": device.use(asked(client)), "next": "/queue"})
    assert answer.location == "/queue"
    assert is_in(client)
    assert session.scalars(select(Passkey)).one().used_at is not None


def test_a_passkey_is_the_second_step_even_without_a_check_of_its_owner(
    client: FlaskClient, session: Session, login: Login
) -> None:
    device = authenticators.passkey(login, verifies=False)
    session.commit()
    enter(client, RUTH)
    answer = client.post("/sign-in/second", data={"passkey": device.use(asked(client, "/sign-in/second"))})
    assert answer.location == "/"
    assert is_in(client)


def test_wrong_passwords_of_others_close_no_passkey(client: FlaskClient, session: Session, login: Login) -> None:
    device = authenticators.passkey(login)
    session.commit()
    for _each in range(5):
        enter(client, RUTH, "another pass phrase")
    assert client.post("/sign-in/passkey", data={"passkey": device.use(asked(client))}).status_code == 303


@pytest.mark.parametrize(
    "what",
    ["no check of its owner", "another origin", "used twice", "another challenge", "unknown", "no answer", "late"],
)
def test_a_passkey_that_is_not_right_signs_nobody_in(
    client: FlaskClient, session: Session, login: Login, at: Any, what: str
) -> None:
    device = authenticators.passkey(
        login,
        verifies=what != "no check of its owner",
        origin="https://setwright.example.net" if what == "another origin" else "http://localhost",
    )
    session.commit()
    options = asked(client)
    sent = device.use(options | {"challenge": "AAAA"} if what == "another challenge" else options)
    if what == "used twice":
        client.post("/sign-in/passkey", data={"passkey": sent})
        client.post("/sign-out")
    if what == "unknown":
        sent = authenticators.Authenticator().use(options)
    if what == "no answer":
        sent = "nothing"
    if what == "late":
        at(minutes=6)
    answer = client.post("/sign-in/passkey", data={"passkey": sent})
    assert answer.status_code == 422
    assert not is_in(client)


def test_somebody_elses_passkey_is_no_second_step(client: FlaskClient, session: Session, login: Login) -> None:
    authenticators.passkey(login)
    other = authenticators.passkey(people.login(people.person(), people.PASSWORD), name="theirs")
    session.commit()
    enter(client, RUTH)
    answer = client.post("/sign-in/second", data={"passkey": other.use(asked(client, "/sign-in/second"))})
    assert answer.status_code == 422
    assert not is_in(client)


def test_a_closed_account_has_no_way_in_by_passkey(client: FlaskClient, session: Session, login: Login) -> None:
    device = authenticators.passkey(login)
    login.active = False
    session.commit()
    assert client.post("/sign-in/passkey", data={"passkey": device.use(asked(client))}).status_code == 422
    assert not is_in(client)


# ---- Recovery codes ----


def test_a_recovery_code_works_once_in_place_of_the_second_step(
    client: FlaskClient, session: Session, assessor: Person, login: Login
) -> None:
    authenticators.app(login)
    codes = services.new_recovery_codes(assessor, login)
    session.commit()
    assert len(set(codes)) == 10
    enter(client, RUTH)
    answer = client.post("/sign-in/recovery", data={"code": codes[3].upper()})
    assert answer.location == "/me/security"
    assert is_in(client)
    client.post("/sign-out")
    enter(client, RUTH)
    assert client.post("/sign-in/recovery", data={"code": codes[3]}).status_code == 422
    assert not is_in(client)
    assert session.scalars(select(HistoryEntry).where(HistoryEntry.verb == "used_recovery_code")).one()
    assert "recovery code" in session.scalars(select(Mail).order_by(Mail.id.desc())).first().subject  # type: ignore[union-attr]


def test_what_is_stored_of_recovery_codes_does_not_tell_them(session: Session, assessor: Person, login: Login) -> None:
    codes = services.new_recovery_codes(assessor, login)
    kept = "".join(row.code_hash for row in session.scalars(select(RecoveryCode)))
    assert all(code not in kept and code.replace("-", "") not in kept for code in codes)


def test_new_recovery_codes_take_the_place_of_those_before(session: Session, assessor: Person, login: Login) -> None:
    first = services.new_recovery_codes(assessor, login)
    second = services.new_recovery_codes(assessor, login)
    assert not services.takes_recovery_code(assessor, login, first[0])
    assert services.takes_recovery_code(assessor, login, second[0])
    assert services.recovery_codes_left(login) == 9


def test_the_code_of_one_person_is_worth_nothing_to_another(session: Session, assessor: Person, login: Login) -> None:
    codes = services.new_recovery_codes(assessor, login)
    other = people.person()
    assert not services.takes_recovery_code(other, people.login(other), codes[0])


def test_the_pages_speak_our_words(client: FlaskClient, session: Session, login: Login) -> None:
    authenticators.app(login)
    authenticators.passkey(login)
    session.commit()
    pages = [client.get(page).text for page in ("/sign-in", "/sign-in/passkey")]
    enter(client, RUTH)
    pages += [client.get(page).text for page in ("/sign-in/second", "/sign-in/recovery")]
    for page in pages:
        assert not OUR_WORDS.search(words_read(page))
        assert "<style" not in page
        assert 'style="' not in page
