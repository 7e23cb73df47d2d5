"""Sign-in and security: adding, using and taking off factors; who must have one; and lost ones."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.history import HistoryEntry
from core.mail import Mail
from people.factors.models import Passkey, RecoveryCode
from people.models import Login, Person, Role, SignIn
from tests.factories import authenticators, people
from tests.people.browsing import enter, is_in


@pytest.fixture
def signed_in(client: FlaskClient, session: Session, assessor: Person) -> FlaskClient:
    """The assessor's browser."""
    return people.sign_in(client, assessor)


def add_a_passkey(client: FlaskClient, name: str = "work laptop") -> Any:
    device = authenticators.Authenticator()
    options = client.post("/me/security/passkeys/to-make").get_json()
    return client.post("/me/security/passkeys/add", data={"name": name, "passkey": device.make(options)})


def verbs(session: Session) -> list[str]:
    return list(session.scalars(select(HistoryEntry.verb).order_by(HistoryEntry.id)))


def seed_on(page: str) -> str:
    return page.split("<code>")[1].split("</code>")[0].replace(" ", "")


def test_the_first_factor_brings_ten_recovery_codes_once(
    signed_in: FlaskClient, session: Session, login: Login
) -> None:
    answer = add_a_passkey(signed_in)
    assert answer.status_code == 200
    assert answer.text.count("<li><code>") == 10
    page = signed_in.get("/me/security").text
    assert "work laptop" in page
    assert "not used yet" in page
    assert "10 codes are left." in page
    assert "<code>" not in page
    assert "added_passkey" in verbs(session)
    assert "second step was added" in session.scalars(select(Mail)).one().subject
    assert add_a_passkey(signed_in, "blue key").status_code == 303


def test_a_new_factor_ends_the_sign_ins_in_other_browsers(
    signed_in: FlaskClient, session: Session, app: Any, assessor: Person
) -> None:
    other = people.sign_in(app.test_client(), assessor)
    add_a_passkey(signed_in)
    assert not is_in(other)
    assert is_in(signed_in)


def test_an_app_is_connected_by_the_code_it_shows(signed_in: FlaskClient, session: Session, login: Login) -> None:
    seed = seed_on(signed_in.get("/me/security/app").text)
    assert signed_in.post("/me/security/app", data={"code": "000000"}).status_code == 422
    answer = signed_in.post("/me/security/app", data={"code": authenticators.code_now(seed)})
    assert answer.text.count("<li><code>") == 10
    assert login.has_second_factor
    assert seed not in str([row.stored for row in session.scalars(select(SignIn))])


@pytest.mark.parametrize(
    ("method", "page"),
    [
        ("GET", "/me/security/passkeys/add"),
        ("POST", "/me/security/passkeys/to-make"),
        ("GET", "/me/security/app"),
        ("POST", "/me/security/app/remove"),
        ("POST", "/me/security/recovery-codes"),
    ],
)
def test_after_five_minutes_a_change_asks_for_a_proof_again(
    signed_in: FlaskClient, session: Session, login: Login, at: Any, method: str, page: str
) -> None:
    authenticators.app(login)
    session.commit()
    at(minutes=6)
    answer = signed_in.open(page, method=method)
    assert answer.location.startswith("/me/security/prove")
    assert login.code_seed is not None
    assert signed_in.post(answer.location, data={"password": "another pass phrase"}).status_code == 422
    back = signed_in.post(answer.location, data={"password": people.PASSWORD}).location
    assert back == (page if method == "GET" else "/me/security")
    assert signed_in.open(page, method=method).status_code in {200, 303}


def test_a_passkey_is_a_fresh_proof_as_well(signed_in: FlaskClient, session: Session, login: Login, at: Any) -> None:
    device = authenticators.passkey(login)
    session.commit()
    at(minutes=6)
    sent = device.proves(signed_in, "/me/security/prove")
    assert signed_in.post("/me/security/prove", data={"passkey": sent}).location == "/me/security"


def test_a_factor_is_taken_off_and_the_codes_go_with_the_last(
    signed_in: FlaskClient, session: Session, login: Login
) -> None:
    add_a_passkey(signed_in)
    passkey = session.scalars(select(Passkey)).one()
    signed_in.post(f"/me/security/passkeys/{passkey.id}/remove")
    session.expire_all()
    assert not login.has_second_factor
    assert session.scalars(select(RecoveryCode)).all() == []
    assert verbs(session)[-1] == "removed_passkey"


def test_nobody_takes_off_the_passkey_of_another(signed_in: FlaskClient, session: Session, login: Login) -> None:
    authenticators.passkey(people.login(people.person()))
    session.commit()
    passkey = session.scalars(select(Passkey)).one()
    assert signed_in.post(f"/me/security/passkeys/{passkey.id}/remove").status_code == 404


def test_one_sign_in_in_another_browser_can_be_ended(
    signed_in: FlaskClient, session: Session, app: Any, assessor: Person
) -> None:
    other = people.sign_in(app.test_client(), assessor)
    rows = session.scalars(select(SignIn).where(SignIn.ended_at.is_(None)).order_by(SignIn.id)).all()
    assert signed_in.post(f"/me/security/sign-ins/{rows[0].id}/end").status_code == 404  # this one
    signed_in.post(f"/me/security/sign-ins/{rows[-1].id}/end")
    assert not is_in(other)
    assert is_in(signed_in)


# ---- Who must have one ----


@pytest.mark.parametrize(
    ("role", "must"),
    [
        (Role.trainee, False),
        (Role.set_organiser, False),
        (Role.supervisor, False),
        (Role.observer, False),
        (Role.tutor, False),
        (Role.assessor, True),
        (Role.iqa, True),
        (Role.lead_iqa, True),
        (Role.eqa, True),
        (Role.hr, True),
        (Role.centre_administrator, True),
        (Role.system_administrator, True),
    ],
)
def test_who_decides_about_others_is_led_to_set_up_a_second_step_and_opens_nothing_else(
    client: FlaskClient, session: Session, required: None, role: Role, must: bool
) -> None:
    people.sign_in(client, people.person(role))
    for page in ("/", "/me", "/me/security", "/queue", "/people", "/capacity"):
        assert (client.get(page).location == "/me/security/set-up") is must, page
    assert (client.post("/me/sign-out-elsewhere").location == "/me/security/set-up") is must
    assert client.get("/me/security/set-up").status_code == 200
    assert client.get("/me/security/app").status_code == 200


def test_with_a_second_factor_everything_opens(
    signed_in: FlaskClient, session: Session, required: None, login: Login
) -> None:
    assert signed_in.get("/queue").location == "/me/security/set-up"
    add_a_passkey(signed_in)
    assert signed_in.get("/queue").status_code == 200


def test_the_last_factor_stays_where_one_is_required(
    signed_in: FlaskClient, session: Session, required: None, login: Login
) -> None:
    authenticators.app(login)
    session.commit()
    page = signed_in.post("/me/security/app/remove", follow_redirects=True).text
    assert "Add another one first" in page
    assert login.has_second_factor


def test_a_role_that_has_ended_requires_nothing(client: FlaskClient, session: Session, required: None) -> None:
    from datetime import date

    person = people.person(Role.trainee)
    people.grant(person, Role.assessor, ends_on=date(2021, 1, 1))
    people.sign_in(client, person)
    assert client.get("/me").status_code == 200


# ---- Lost ----


@pytest.fixture
def administrator(client: FlaskClient, session: Session, assessor: Person) -> FlaskClient:
    """The browser of a centre administrator with a password."""
    person = people.person(Role.centre_administrator, email="ada@example.org")
    people.login(person, people.PASSWORD)
    return people.sign_in(client, person)


def test_an_administrator_takes_lost_factors_off(
    administrator: FlaskClient, session: Session, app: Any, assessor: Person, login: Login
) -> None:
    authenticators.passkey(login)
    authenticators.app(login)
    session.commit()
    theirs = people.sign_in(app.test_client(), assessor)
    page = f"/people/{assessor.public_id}/second-step"
    assert "Take the second step off" in administrator.get(f"/people/{assessor.public_id}").text
    assert administrator.post(page, data={"password": "another pass phrase"}).status_code == 422
    assert administrator.post(page, data={"password": people.PASSWORD}).status_code == 303
    session.expire_all()
    assert not login.has_second_factor
    assert session.scalars(select(Passkey)).all() == []
    assert not is_in(theirs)
    assert verbs(session)[-1] == "reset_factors"
    mail = session.scalars(select(Mail)).one()
    assert mail.recipient == "ruth@example.org"
    assert "because they were reported lost" in mail.text
    assert enter(app.test_client(), "ruth@example.org").location == "/"


def test_nobody_takes_off_their_own(administrator: FlaskClient, session: Session) -> None:
    own = session.scalars(select(Person).where(Person.email == "ada@example.org")).one()
    assert administrator.get(f"/people/{own.public_id}/second-step").status_code == 403


def test_an_assessor_takes_off_nobodys(signed_in: FlaskClient, session: Session, assessor: Person) -> None:
    other = people.person(Role.trainee)
    session.commit()
    assert signed_in.get(f"/people/{other.public_id}/second-step").status_code == 404


# ---- Signing ----


def test_a_page_that_signs_opens_in_no_frame(signed_in: FlaskClient) -> None:
    answer = signed_in.get("/me/security/prove", headers={"Sec-Fetch-Dest": "iframe"})
    assert answer.status_code == 403
    assert 'target="_blank"' in answer.text
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    full = signed_in.get("/me/security/prove", headers={"Sec-Fetch-Dest": "document"})
    assert full.status_code == 200
    assert "frame-ancestors 'none'" in full.headers["Content-Security-Policy"]
    assert full.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("what", ["another page", "another content", "used twice", "late", "no check of its owner"])
def test_a_passkeys_answer_is_good_for_one_page_once_and_five_minutes(
    signed_in: FlaskClient, session: Session, login: Login, at: Any, what: str
) -> None:
    device = authenticators.passkey(login, verifies=what != "no check of its owner")
    session.commit()
    page = "/me/security" if what == "another page" else "/me/security/prove"
    sent = device.proves(signed_in, page, about="something" if what == "another content" else "")
    if what == "used twice":
        assert signed_in.post("/me/security/prove", data={"passkey": sent}).status_code == 303
    if what == "late":
        at(minutes=6)
    assert signed_in.post("/me/security/prove", data={"passkey": sent}).status_code == 422
