"""One-time links: used once, told to those who need them, and enough only in pairs (invariant 9)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from core.db import db
from core.errors import MovedOn, NotAllowed
from core.mail import Mail
from core.web import limiter
from people.auth import hashed
from people.models import Role
from tests import london
from tests.factories import enrolments, people, practice, sets
from tests.training.practice.test_supervision import logged, yesterday
from training.enrolments.models import AllocationRole
from training.practice import confirmation_services as services
from training.practice import links, supervision_services
from training.practice import services as practice_services
from training.practice.models import (
    ConfirmationLink,
    ConfirmedAs,
    FacilitationRole,
    PracticeRecord,
    PracticeState,
    SupervisionMeeting,
    SupervisionState,
)
from training.practice.supervision_services import Talk

OUTSIDE: dict[str, Any] = {"supervisor_name": "Ann Outside", "supervisor_email": "ann@example.net"}


def mailed_path(session: Session) -> str:
    """The path of the link that was mailed last."""
    mails = session.scalars(select(Mail).where(Mail.recipient == "ann@example.net").order_by(Mail.id)).all()
    return re.findall(r"http://localhost(/confirm/\S+)", mails[-1].text)[0]


def paths(record: PracticeRecord) -> list[str]:
    """New links of a meeting, as paths."""
    made = services.make_links(record, by=record.person)
    return [address.removeprefix("http://localhost") for address in made]


def answer(client: FlaskClient, path: str, said: str = "yes") -> int:
    """Open a link and press one of its buttons; the status of the answer."""
    page = client.get(path)
    if page.status_code != 200:
        return page.status_code
    version = re.findall(r'name="version" value="(\d+)"', page.text)[0]
    return client.post(path, data={"version": version, "answer": said}).status_code


def test_a_supervisor_without_an_account_signs_once(client: FlaskClient, session: Session) -> None:
    meeting = logged(**OUTSIDE)
    session.commit()
    path = mailed_path(session)
    page = client.get(path)
    assert meeting.trainee.full_name in page.text
    assert "60 minutes" in page.text
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert "no-store" in page.headers["Cache-Control"]
    session.expire_all()
    assert meeting.state is SupervisionState.logged
    assert answer(client, path) == 303
    session.expire_all()
    assert meeting.state is SupervisionState.signed
    used = client.get(path)
    unknown = client.get("/confirm/" + "x" * 43)
    assert (used.status_code, unknown.status_code) == (404, 404)
    assert used.text == unknown.text
    assert client.post(path, data={"version": "2", "answer": "no"}).status_code == 404


def test_a_no_leads_back_to_the_trainee(client: FlaskClient, session: Session) -> None:
    meeting = logged(**OUTSIDE)
    session.commit()
    assert answer(client, mailed_path(session), "no") == 303
    session.expire_all()
    assert meeting.state is SupervisionState.queried
    assert answer(client, mailed_path(session)) == 404


def test_only_the_hash_of_a_link_is_stored_and_its_mail_is_secret(session: Session) -> None:
    logged(**OUTSIDE)
    token = mailed_path(session).rsplit("/", 1)[1]
    link = session.scalars(select(ConfirmationLink)).one()
    assert link.token_hash == hashed(token) != token
    assert session.scalars(select(Mail)).one().secret


def test_the_trainee_never_reads_the_supervisors_link(client: FlaskClient, session: Session) -> None:
    meeting = logged(**OUTSIDE)
    session.commit()
    path = mailed_path(session)
    people.sign_in(client, meeting.trainee)
    for page in ("/supervision", f"/supervision/{meeting.public_id}", f"/supervision/{meeting.public_id}/change"):
        assert path.rsplit("/", 1)[1] not in client.get(page).text
    opened = client.get(path)
    assert opened.status_code == 403
    assert "you cannot confirm your own meeting" in opened.text


def test_a_link_works_to_its_last_day(session: Session) -> None:
    meeting = logged(**OUTSIDE)
    token = mailed_path(session).rsplit("/", 1)[1]
    link = links.open_link(token)
    assert link is not None
    assert link.expires_on == london.today() + timedelta(days=30)
    link.expires_on = london.today()
    assert links.open_link(token) is link
    link.expires_on = london.today() - timedelta(days=1)
    assert links.open_link(token) is None
    assert meeting.state is SupervisionState.logged


def test_a_new_link_replaces_the_old_one(client: FlaskClient, session: Session) -> None:
    meeting = logged(**OUTSIDE)
    session.commit()
    old = mailed_path(session)
    people.sign_in(client, meeting.trainee)
    assert client.post(f"/supervision/{meeting.public_id}/link").status_code == 303
    stranger = client.application.test_client()
    assert answer(stranger, old) == 404
    assert answer(stranger, mailed_path(session)) == 303


def test_a_change_replaces_the_link_and_a_page_opened_before_it_signs_nothing(
    client: FlaskClient, session: Session
) -> None:
    meeting = logged(**OUTSIDE)
    session.commit()
    old = mailed_path(session)
    supervision_services.change_supervision(meeting, Talk(None, yesterday(), 300, **OUTSIDE), by=meeting.trainee)
    session.commit()
    assert answer(client, old) == 404
    new = mailed_path(session)
    assert client.post(new, data={"version": "1", "answer": "yes"}).status_code == 409
    session.expire_all()
    assert meeting.state is SupervisionState.logged


def test_a_link_opens_its_own_centre_whoever_is_signed_in(client: FlaskClient, session: Session) -> None:
    logged(**OUTSIDE)
    session.commit()
    path = mailed_path(session)
    people.centre()
    people.sign_in(client, people.person(Role.lead_iqa))
    assert answer(client, path) == 303
    meeting = session.scalars(select(SupervisionMeeting).execution_options(across_tenants=True)).one()
    assert meeting.state is SupervisionState.signed


def test_an_answer_is_one_of_the_two_buttons(client: FlaskClient, session: Session) -> None:
    logged(**OUTSIDE)
    session.commit()
    assert client.post(mailed_path(session), data={"version": "1", "answer": "perhaps"}).status_code == 422


def test_an_answer_needs_the_token_against_forged_forms(app: Flask, client: FlaskClient, session: Session) -> None:
    logged(**OUTSIDE)
    session.commit()
    path = mailed_path(session)
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        assert client.post(path, data={"version": "1", "answer": "yes"}).status_code == 400
        page = client.get(path)
        token = re.findall(r'name="csrf_token" value="([^"]+)"', page.text)[0]
        form = {"version": "1", "answer": "yes", "csrf_token": token}
        assert client.post(path, data=form).status_code == 303
    finally:
        app.config["WTF_CSRF_ENABLED"] = False


@pytest.mark.parametrize("kind", ["confirm", "feedback", "shared"])
def test_pages_of_links_open_thirty_times_a_minute(app: Flask, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(limiter, "enabled", limiter.enabled)  # the application below switches it on for all
    limited = create_app({**app.config, "RATELIMIT_ENABLED": True})
    guesser = limited.test_client()
    answers = [guesser.get(f"/{kind}/{'x' * 42}{number % 10}").status_code for number in range(31)]
    with limited.app_context():
        db.engine.dispose()
    assert answers == [404] * 30 + [429]


def test_two_members_confirm_a_meeting_and_one_does_not(client: FlaskClient, session: Session) -> None:
    record = practice.record()
    first, second, *others = paths(record)
    session.commit()
    assert len(others) == 2
    assert answer(client, first) == 303
    session.expire_all()
    assert record.state is PracticeState.logged
    assert answer(client, first) == 404
    assert answer(client, second) == 303
    session.expire_all()
    assert (record.state, record.confirmed_as) == (PracticeState.confirmed, ConfirmedAs.members)
    assert record.confirmed_by is None
    assert answer(client, others[0]) == 404


def test_a_member_who_says_no_takes_back_every_yes(client: FlaskClient, session: Session) -> None:
    record = practice.record()
    first, second, third, fourth = paths(record)
    session.commit()
    assert [answer(client, first), answer(client, second, "no"), answer(client, third)] == [303, 303, 303]
    session.expire_all()
    assert record.state is PracticeState.logged
    told = {mail.recipient for mail in session.scalars(select(Mail))}
    assert told == {record.person.email, record.meeting.learning_set.organiser.email}
    assert answer(client, fourth) == 303
    session.expire_all()
    assert record.state is PracticeState.confirmed


def test_a_yes_to_what_was_changed_since_does_not_count(client: FlaskClient, session: Session) -> None:
    record = practice.record()
    first, second, third, _fourth = paths(record)
    session.commit()
    assert answer(client, first) == 303
    practice_services.change_part(record, FacilitationRole.co, by=record.person)
    session.commit()
    assert answer(client, second) == 303
    session.expire_all()
    assert record.state is PracticeState.logged
    assert answer(client, third) == 303
    session.expire_all()
    assert record.state is PracticeState.confirmed


def test_making_links_again_keeps_a_yes_and_replaces_the_others(client: FlaskClient, session: Session) -> None:
    record = practice.record()
    first, second, *_others = paths(record)
    session.commit()
    answer(client, first)
    again = paths(record)
    session.commit()
    assert len(again) == 3
    assert answer(client, second) == 404
    assert answer(client, again[0]) == 303
    session.expire_all()
    assert record.state is PracticeState.confirmed


def test_the_person_whose_meeting_it_is_cannot_open_a_members_link(client: FlaskClient, session: Session) -> None:
    record = practice.record()
    first, *_others = paths(record)
    people.sign_in(client, record.person)
    assert client.get(first).status_code == 403


def test_links_are_made_by_the_trainee_and_the_organiser_while_the_meeting_waits(session: Session) -> None:
    record = practice.record()
    with pytest.raises(NotAllowed):
        services.make_links(record, by=people.person(Role.trainee))
    organiser = record.meeting.learning_set.organiser
    assert len(services.make_links(record, by=organiser)) == 4
    practice_services.confirm(record, by=organiser, as_=ConfirmedAs.organiser)
    with pytest.raises(MovedOn):
        services.make_links(record, by=record.person)


def test_an_organiser_who_assesses_the_trainee_hands_out_no_links(session: Session) -> None:
    trainee, organiser = people.person(Role.trainee), people.person(Role.set_organiser, Role.assessor)
    record = practice.logged(trainee, sets.learning_set(trainee, organiser=organiser))
    enrolments.allocation(enrolments.enrolment(trainee), AllocationRole.assessor, organiser)
    with pytest.raises(NotAllowed):
        services.make_links(record, by=organiser)


def test_the_addresses_are_shown_once_on_the_page_that_makes_them(client: FlaskClient, session: Session) -> None:
    trainee = people.person(Role.trainee)
    record = practice.record(trainee, sets.learning_set(trainee, name="A set with a rather long name for a page"))
    people.sign_in(client, trainee)
    address = f"/meetings/{record.public_id}/links"
    assert "/confirm/" not in client.get(address).text
    assert session.scalars(select(ConfirmationLink)).all() == []
    assert client.post(address).text.count("http://localhost/confirm/") == 4
    assert "/confirm/" not in client.get(address).text
    people.sign_in(client, people.person(Role.trainee))
    assert client.get(address).status_code == 404
    people.sign_in(client, people.person(Role.centre_administrator))
    assert client.post(address).status_code == 403
    people.sign_in(client, people.person(Role.hr))
    assert client.get(address).status_code == 404


def test_the_thank_you_page_holds_no_secret(client: FlaskClient, session: Session) -> None:
    assert client.get("/confirm/thank-you").status_code == 200
    assert client.get("/feedback/thank-you").status_code == 200
