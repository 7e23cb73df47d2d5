"""A signature that comes twice, at once or late has one effect, and the page says what happened."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from assessments.attempts.models import MoreTime
from assessments.attempts.signed import asked
from assessments.grading.models import Countersignature, MarkSheet, UnitDecision
from core import clock
from core.canonical import canonical_hash
from core.db import db
from core.history import HistoryEntry
from people.models import Person, Role
from people.signatures.models import Signature
from tests.factories import appeals, grading, people, portfolio
from tests.faults.conftest import DRILLS, ready_to_sign
from training.portfolio.models import Submission

pytestmark = pytest.mark.database

ROUNDS = 100 if DRILLS else 3
Inside = Callable[[Callable[[], Any]], Any]


def text_of(answer: TestResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def browser_of(app: Flask, person: Person) -> FlaskClient:
    return people.sign_in(app.test_client(), person)


def at_once(*acts: Callable[[], TestResponse]) -> list[TestResponse]:
    """Do these at one moment, each in a thread of its own."""
    together = Barrier(len(acts))

    def act(each: Callable[[], TestResponse]) -> TestResponse:
        together.wait()
        return each()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(act, acts))


def waiting_sheet(app: Flask, inside: Inside, browsers: int = 1) -> tuple[str, dict[str, str], list[FlaskClient]]:
    """The address that signs a sheet, what is sent to it, and browsers of its assessor."""

    def make() -> tuple[str, dict[str, str], list[FlaskClient]]:
        sheet = ready_to_sign()
        address = f"/marking/{sheet.submission.public_id}/check"
        form = {"version": str(sheet.version), "password": people.PASSWORD}
        return address, form, [browser_of(app, sheet.assessor) for _ in range(browsers)]

    found: tuple[str, dict[str, str], list[FlaskClient]] = inside(make)
    return found


def effects(inside: Inside, address: str) -> tuple[int, int, int]:
    """Decisions, history rows of them, and closed mark sheets of a submission."""

    def count() -> tuple[int, int, int]:
        submission = db.session.scalars(
            select(Submission).where(Submission.public_id == UUID(address.split("/")[2]))
        ).one()
        ids = list(db.session.scalars(select(UnitDecision.id).where(UnitDecision.submission_id == submission.id)))
        rows = select(func.count(HistoryEntry.id)).where(
            HistoryEntry.object_kind == "unit_decision", HistoryEntry.object_id.in_(ids)
        )
        closed = select(func.count(MarkSheet.id)).where(
            MarkSheet.submission_id == submission.id, MarkSheet.closed_at.is_not(None)
        )
        return len(ids), db.session.scalar(rows) or 0, db.session.scalar(closed) or 0

    found: tuple[int, int, int] = inside(count)
    return found


def test_a_retry_after_a_lost_answer_shows_the_receipt_of_the_decision(standing: Flask, inside: Inside) -> None:
    address, form, [client] = waiting_sheet(standing, inside)
    first = client.post(address, data=form)
    again = client.post(address, data=form)
    assert (first.status_code, again.status_code) == (303, 303)
    assert first.location == again.location
    page = text_of(client.get(again.location))
    assert "It counts once; what was sent again changed nothing." in page
    assert "intact" in page
    assert effects(inside, address) == (1, 1, 1)


@pytest.mark.parametrize("browsers", [1, 2])
def test_the_same_signature_sent_twice_at_one_moment_counts_once(
    standing: Flask, inside: Inside, browsers: int
) -> None:
    for _round in range(ROUNDS):
        address, form, clients = waiting_sheet(standing, inside, browsers)
        keys = [client.get_cookie("sid", domain="localhost").value for client in clients]  # type: ignore[union-attr]

        def send(key: str, address: str = address, form: dict[str, str] = form) -> TestResponse:
            client = standing.test_client()
            client.set_cookie("sid", key, domain="localhost")
            return client.post(address, data=form)

        answers = at_once(partial(send, keys[0]), partial(send, keys[-1]))
        assert [each.status_code for each in answers] == [303, 303]
        assert answers[0].location == answers[1].location
        assert effects(inside, address) == (1, 1, 1)


def test_a_decision_on_an_outdated_sheet_is_not_given_and_nothing_typed_is_lost(
    standing: Flask, inside: Inside
) -> None:
    address, form, [client] = waiting_sheet(standing, inside)
    page = client.get(address.removesuffix("/check")).text
    names = re.findall(r'name="((?:outcome|comment)_\w+)"', page)
    other_window = {name: "not_met" if name.startswith("outcome") else "Not shown yet, as I see it." for name in names}
    other_window |= dict.fromkeys(("valid", "authentic", "current", "sufficient", "reliable"), "yes")
    saved = client.post(
        address.removesuffix("/check"), data=other_window | {"version": form["version"], "save": "later"}
    )
    assert saved.status_code == 303
    late = client.post(address, data=form)
    assert late.status_code == 409
    assert "changed in another window" in text_of(late)
    assert effects(inside, address) == (0, 0, 0)
    assert "Not shown yet, as I see it." in client.get(address).text


def test_who_lost_the_submission_to_another_assessor_decides_nothing_and_is_told(
    standing: Flask, inside: Inside
) -> None:
    address, form, [client] = waiting_sheet(standing, inside)

    def give_away() -> None:
        query = select(Submission).where(Submission.public_id == UUID(address.split("/")[2]))
        db.session.scalars(query).one().assessor = grading.assessor()

    inside(give_away)
    answer = client.post(address, data=form)
    assert answer.status_code == 403
    assert "given to somebody else" in text_of(answer)
    assert effects(inside, address) == (0, 0, 0)


def test_of_two_countersigners_at_one_moment_one_signs_and_the_other_reads_who(standing: Flask, inside: Inside) -> None:
    for _round in range(ROUNDS):

        def make() -> tuple[int, str, list[FlaskClient]]:
            decision = grading.waiting()
            signers = [grading.assessor(), grading.assessor()]
            for each in signers:
                people.login(each, people.PASSWORD)
            return decision.id, f"/countersign/{decision.public_id}", [browser_of(standing, each) for each in signers]

        decision_id, address, clients = inside(make)
        agrees = {"answer": "agree", "password": people.PASSWORD}
        returns = {"answer": "send_back", "comment": "Look at 1.2 again.", "password": people.PASSWORD}
        answers = at_once(
            partial(clients[0].post, address, data=agrees),
            partial(clients[1].post, address, data=returns),
        )
        assert sorted(each.status_code for each in answers) == [303, 409]
        late = next(each for each in answers if each.status_code == 409)
        assert "has signed this, on " in text_of(late)
        query = select(func.count(Countersignature.id)).where(Countersignature.decision_id == decision_id)
        assert inside(lambda: db.session.scalar(query)) == 1  # noqa: B023


def test_a_countersignature_that_is_sent_again_shows_its_receipt(standing: Flask, inside: Inside) -> None:
    def make() -> tuple[str, FlaskClient]:
        decision, signer = grading.waiting(), grading.assessor()
        people.login(signer, people.PASSWORD)
        return f"/countersign/{decision.public_id}", browser_of(standing, signer)

    address, client = inside(make)
    form = {"answer": "agree", "password": people.PASSWORD}
    first, again = client.post(address, data=form), client.post(address, data=form)
    assert (first.status_code, again.status_code) == (303, 303)
    assert "It counts once" in text_of(client.get(again.location))


@pytest.mark.parametrize("same", [True, False], ids=["one person, two browsers", "two people"])
def test_what_follows_from_a_question_is_signed_once_by_whoever_is_first(
    standing: Flask, inside: Inside, same: bool
) -> None:
    for _round in range(ROUNDS):

        def make() -> tuple[UUID, dict[str, str], list[FlaskClient]]:
            case = appeals.answered()
            signers = [people.able_to_sign(people.person(Role.lead_iqa)) for _each in range(1 if same else 2)]
            form = {"version": str(case.version), "outcome": "no_case", "words": appeals.REASONS}
            browsers = [browser_of(standing, signers[0]), browser_of(standing, signers[-1])]
            return case.public_id, form | {"password": people.PASSWORD}, browsers

        case_id, form, clients = inside(make)
        answers = at_once(*(partial(each.post, f"/paused/{case_id}/decide", data=form) for each in clients))
        assert sorted(each.status_code for each in answers) == [303, 303 if same else 409]
        query = select(func.count(Signature.id)).where(Signature.about == case_id)
        assert inside(lambda: db.session.scalar(query)) == 1  # noqa: B023
        if same:
            assert answers[0].location == answers[1].location
        else:
            assert "has signed this, on " in text_of(max(answers, key=lambda each: each.status_code))


@pytest.mark.parametrize("same", [True, False], ids=["the same lead, twice", "two leads"])
def test_more_time_for_one_day_is_given_once_by_whoever_is_first(standing: Flask, inside: Inside, same: bool) -> None:
    for _round in range(ROUNDS):

        def make() -> tuple[UUID, dict[str, str], list[FlaskClient]]:
            sent = portfolio.decided(refer=("1.1",))
            sent.send_by = clock.today() + timedelta(days=42)
            signers = [people.able_to_sign(people.person(Role.lead_iqa)) for _each in range(1 if same else 2)]
            form = {
                "until": (clock.today() + timedelta(days=60)).isoformat(),
                "reason": appeals.REASONS,
                "content": canonical_hash(asked(sent, sent.send_by)),
                "password": people.PASSWORD,
            }
            return sent.public_id, form, [browser_of(standing, signers[0]), browser_of(standing, signers[-1])]

        sent_id, form, clients = inside(make)
        answers = at_once(*(partial(each.post, f"/attempts/{sent_id}/more-time", data=form) for each in clients))
        assert sorted(each.status_code for each in answers) == [303, 303 if same else 409]
        given = select(func.count(MoreTime.id)).where(MoreTime.submission.has(public_id=sent_id))
        signed = select(func.count(Signature.id)).where(Signature.about == sent_id)
        assert inside(lambda: (db.session.scalar(given), db.session.scalar(signed))) == (1, 1)  # noqa: B023
