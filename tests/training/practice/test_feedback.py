"""Anonymous member feedback: shown in groups of three, never traced, never more answers than members."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import history
from core.errors import MovedOn, NotAllowed, RuleBroken
from people.auth import hashed
from people.models import Person, Role
from tests import london
from tests.factories import enrolments, people, sets
from training.enrolments.models import AllocationRole
from training.practice import feedback_services as services
from training.practice import links
from training.practice.models import FeedbackRequest, MemberFeedback
from training.practice.statements import STATEMENTS, results

FULLY = dict.fromkeys(STATEMENTS, 5)
PARTLY = dict.fromkeys(STATEMENTS, 3)
NOT_AT_ALL = dict.fromkeys(STATEMENTS, 1)


def asked(person: Person | None = None, **fields: Any) -> tuple[FeedbackRequest, str]:
    """A request that is open for two weeks, and its secret."""
    person = person or people.person(Role.trainee)
    learning_set = sets.learning_set(person, **fields)
    return services.ask_feedback(learning_set, person, london.today() + timedelta(days=14), by=person)


@pytest.mark.parametrize(("answers", "shown"), [(0, 0), (1, 0), (2, 0), (3, 3), (4, 3), (5, 3), (6, 6), (7, 6)])
def test_answers_are_shown_in_whole_groups_of_three(answers: int, shown: int) -> None:
    found = results([PARTLY] * answers, at_least=3)
    assert (found.answers, found.shown, bool(found.lines)) == (answers, shown, shown > 0)


def test_one_more_answer_cannot_be_worked_out_by_subtraction() -> None:
    before, after = results([FULLY] * 3, at_least=3), results([*[FULLY] * 3, NOT_AT_ALL], at_least=3)
    assert before.lines == after.lines


def test_counts_and_averages_are_by_statement() -> None:
    line = results([FULLY, PARTLY, NOT_AT_ALL | {"time": 5}], at_least=3).lines[1]
    assert (line.code, dict(line.counts)) == ("time", {1: 0, 2: 0, 3: 1, 4: 0, 5: 2})
    assert float(line.average) == pytest.approx(13 / 3)


def test_only_the_hash_of_the_address_is_stored(session: Session) -> None:
    request, token = asked()
    assert request.token_hash == hashed(token) != token


def test_only_a_set_that_one_facilitates_is_asked_and_only_once_at_a_time(session: Session) -> None:
    request, _token = asked()
    soon = london.today() + timedelta(days=3)
    with pytest.raises(RuleBroken):
        services.ask_feedback(request.learning_set, request.person, soon, by=request.person)
    with pytest.raises(RuleBroken):
        services.ask_feedback(sets.learning_set(), request.person, soon, by=request.person)
    with pytest.raises(NotAllowed):
        services.ask_feedback(request.learning_set, request.person, soon, by=people.person(Role.trainee))


@pytest.mark.parametrize(("days", "taken"), [(0, False), (1, True), (90, True), (91, False)])
def test_a_set_can_answer_for_up_to_ninety_days(session: Session, days: int, taken: bool) -> None:
    person = people.person(Role.trainee)
    learning_set, closes_on = sets.learning_set(person), london.today() + timedelta(days=days)
    if taken:
        assert services.ask_feedback(learning_set, person, closes_on, by=person)[0].closes_on == closes_on
    else:
        with pytest.raises(RuleBroken):
            services.ask_feedback(learning_set, person, closes_on, by=person)


def test_there_are_never_more_answers_than_members(session: Session) -> None:
    request, token = asked(members=3)
    for _member in range(3):
        assert links.open_request(token) is request
        services.answer_feedback(request, PARTLY)
    assert links.open_request(token) is None
    with pytest.raises(MovedOn):
        services.answer_feedback(request, PARTLY)


def test_nobody_answers_after_the_last_day(session: Session) -> None:
    request, token = asked()
    request.closes_on = london.today()
    assert links.open_request(token) is request
    request.closes_on = london.today() - timedelta(days=1)
    assert links.open_request(token) is None
    with pytest.raises(MovedOn):
        services.answer_feedback(request, PARTLY)


@pytest.mark.parametrize("ratings", [{}, FULLY | {"safe": 6}, FULLY | {"safe": 0}])
def test_an_answer_is_five_numbers_from_one_to_five(session: Session, ratings: dict[str, int]) -> None:
    request, _token = asked()
    with pytest.raises(RuleBroken) as refused:
        services.answer_feedback(request, ratings)
    assert refused.value.field == "safe"


def test_an_answer_leaves_no_trace_of_who_or_when(session: Session) -> None:
    request, _token = asked()
    answer = services.answer_feedback(request, FULLY | {"name": 1})
    assert answer.ratings == FULLY
    assert {column.key for column in MemberFeedback.__table__.columns} == {
        "id",
        "tenant_id",
        "public_id",
        "request_id",
        "answered_on",
        "ratings",
    }
    assert [entry.verb for entry in history.timeline(request)] == ["asked"]


def test_a_new_address_ends_the_old_one_and_keeps_the_answers(session: Session) -> None:
    request, old = asked()
    services.answer_feedback(request, PARTLY)
    with pytest.raises(NotAllowed):
        services.new_address(request, by=people.person(Role.trainee))
    new = services.new_address(request, by=request.person)
    assert links.open_request(old) is None
    assert links.open_request(new) is request
    assert services.results_of(request).answers == 1


@pytest.mark.parametrize(
    ("who", "status", "reads"),
    [
        ("facilitator", 200, True),
        ("organiser", 200, False),
        ("assessor", 200, False),
        ("supervisor", 200, False),
        ("iqa", 200, False),
        ("lead_iqa", 200, False),
        ("centre_administrator", 404, False),
        ("trainee", 404, False),
        ("observer", 404, False),
        ("tutor", 404, False),
        ("hr", 404, False),
        ("system_administrator", 404, False),
        ("eqa", 404, False),
    ],
)
def test_who_reads_the_answers_and_who_only_their_number(
    client: FlaskClient, session: Session, who: str, status: int, reads: bool
) -> None:
    request, _token = asked()
    for _member in range(3):
        services.answer_feedback(request, PARTLY)
    if who == "facilitator":
        person = request.person
    elif who == "organiser":
        person = request.learning_set.organiser
    elif who in set(AllocationRole):
        person = enrolments.allocation(enrolments.enrolment(request.person), AllocationRole(who)).person
    else:
        person = people.person(Role(who))
    people.sign_in(client, person)
    page = client.get(f"/feedback/asked/{request.public_id}")
    assert page.status_code == status
    assert ("3 answers." in page.text) == (status == 200)
    assert (str(STATEMENTS["safe"]) in page.text) == reads


def test_a_facilitator_asks_and_members_answer_without_an_account(client: FlaskClient, session: Session) -> None:
    person = people.person(Role.trainee)
    learning_set = sets.learning_set(person, name="Care homes of the whole of the West, set seven")
    people.sign_in(client, person)
    assert "Nobody asked yet" in client.get("/feedback/asked").text
    closes_on = (london.today() + timedelta(days=7)).isoformat()
    sent = {"learning_set": str(learning_set.public_id), "closes_on": closes_on}
    page = client.post("/feedback/new", data=sent)
    path = re.findall(r"http://localhost(/feedback/[\w-]{43})", page.text)[0]
    assert client.post("/feedback/new", data=sent).status_code == 422
    assert client.get(path).status_code == 403

    member = client.application.test_client()
    assert learning_set.name in member.get(path).text
    assert member.post(path, data=PARTLY | {"safe": ""}).status_code == 422
    assert member.post(path, data=PARTLY | {"safe": "9"}).status_code == 422
    for _member in range(2):
        assert member.post(path, data=PARTLY).status_code == 303
    request = session.scalars(select(FeedbackRequest)).one()
    results_page = f"/feedback/asked/{request.public_id}"
    assert "2 answers. Shown from 3 on." in client.get(results_page).text
    assert str(STATEMENTS["safe"]) not in client.get(results_page).text
    assert member.post(path, data=FULLY).status_code == 303
    found = client.get(results_page).text
    assert str(STATEMENTS["safe"]) in found
    assert "3.7" in found
    assert "Care homes of the whole of the West" in client.get("/feedback/asked").text

    new = client.post(f"{results_page}/address").text
    assert path not in new
    gone = member.get(path)
    assert gone.status_code == 404
    assert gone.text == member.get("/feedback/" + "x" * 43).text


def test_the_request_of_another_centre_is_not_found(client: FlaskClient, session: Session) -> None:
    request, _token = asked()
    people.centre()
    people.sign_in(client, people.person(Role.lead_iqa))
    assert client.get(f"/feedback/asked/{request.public_id}").status_code == 404


def test_a_set_that_somebody_else_facilitates_cannot_be_chosen(client: FlaskClient, session: Session) -> None:
    other = sets.learning_set(people.person(Role.trainee))
    people.sign_in(client, people.person(Role.trainee))
    sent = {"learning_set": str(other.public_id), "closes_on": (london.today() + timedelta(days=7)).isoformat()}
    assert client.post("/feedback/new", data=sent).status_code == 422


def test_only_the_facilitator_hands_out_a_new_address(client: FlaskClient, session: Session) -> None:
    request, _token = asked()
    people.sign_in(client, people.person(Role.lead_iqa))
    assert client.post(f"/feedback/asked/{request.public_id}/address").status_code == 403
