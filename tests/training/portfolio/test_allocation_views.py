"""The pages of the centre administrator and the lead IQA about units that were sent."""

import re

import pytest

from core import clock
from people.models import Role
from tests.factories import enrolments as places
from tests.factories import people, portfolio
from tests.training.portfolio.test_views import text_of
from training.enrolments.models import AllocationRole
from training.portfolio.allocation import due_after
from training.portfolio.models import DeclarationKind, SubmissionState

REASON = "The trainee was in hospital between the two attempts."


@pytest.fixture
def place(session):
    return portfolio.enrolment()


@pytest.fixture
def administrator(session, place):
    person = people.person(Role.centre_administrator)
    people.login(person, people.PASSWORD)
    return person


@pytest.fixture
def visitor(visit, administrator):
    return visit(administrator)


def given(assessor, **fields):
    typed = {
        "assessor": str(assessor.public_id),
        "due_on": portfolio.due_on().isoformat(),
        "statement_signed": "y",
        "password": people.PASSWORD,
    }
    return typed | fields


def test_units_that_were_sent_wait_in_the_list(visitor, place):
    assert "Nothing to allocate" in visitor.get("/to-allocate").text
    portfolio.submission(place)
    page = visitor.get("/to-allocate").text
    assert place.person.full_name in page
    assert "1 unit waits for an assessor." in page


def test_the_assessor_of_the_unit_is_suggested_before_the_one_of_all_units(visitor, place):
    general, special = people.person(Role.assessor), people.person(Role.assessor)
    places.allocation(place, AllocationRole.assessor, general)
    places.allocation(place, AllocationRole.assessor, special, unit=portfolio.unit(place))
    sent = portfolio.submission(place)
    page = visitor.get(f"/to-allocate/{sent.public_id}").text
    assert f'<option selected value="{special.public_id}">' in page
    assert due_after(clock.today()).isoformat() in page


def test_the_page_shows_counts_and_none_of_the_text(visitor, place):
    sent = portfolio.submission(place)
    page = text_of(visitor.get(f"/to-allocate/{sent.public_id}"))
    assert "Reflective account: 1" in page
    assert "I did not use AI" in page
    for item in sent.items:
        assert item.frozen["title"] not in page
    assert "word word" not in page


def test_a_unit_is_allocated_with_the_centres_statement(visitor, session, place, administrator):
    sent, assessor = portfolio.submission(place), people.person(Role.assessor)
    page = text_of(visitor.get(f"/to-allocate/{sent.public_id}"))
    answer = visitor.post(f"/to-allocate/{sent.public_id}", data=given(assessor))
    assert answer.status_code == 303, text_of(answer)
    session.expire_all()
    assert (sent.state, sent.assessor) == (SubmissionState.allocated, assessor)
    statement = next(each for each in sent.declarations if each.kind is DeclarationKind.centre)
    assert statement.signed_by_id == administrator.id
    assert statement.statement in page


@pytest.mark.parametrize("left_out", ["assessor", "due_on", "statement_signed", "password"])
def test_nothing_is_allocated_while_something_is_missing(visitor, session, place, left_out):
    sent, assessor = portfolio.submission(place), people.person(Role.assessor)
    typed = {name: value for name, value in given(assessor).items() if name != left_out}
    answer = visitor.post(f"/to-allocate/{sent.public_id}", data=typed)
    assert answer.status_code == 422
    assert 'class="err"' in answer.text
    session.expire_all()
    assert sent.state is SubmissionState.submitted


def test_somebody_who_was_not_offered_cannot_be_chosen(visitor, session, place):
    sent = portfolio.submission(place)
    for person in (people.person(Role.iqa), place.person):
        assert visitor.post(f"/to-allocate/{sent.public_id}", data=given(person)).status_code == 422
    session.expire_all()
    assert sent.state is SubmissionState.submitted


def test_a_unit_is_returned_with_a_reason(visitor, session, place):
    sent = portfolio.submission(place)
    path = f"/to-allocate/{sent.public_id}/return"
    assert visitor.post(path, data={}).status_code == 422
    assert visitor.post(path, data={"reason": "incomplete"}).status_code == 303
    session.expire_all()
    assert sent.state is SubmissionState.returned_admin
    assert visitor.post(path, data={"reason": "incomplete"}).status_code == 409


@pytest.mark.parametrize("role", [Role.hr, Role.assessor, Role.iqa, Role.trainee, Role.lead_iqa])
def test_nobody_else_allocates(visit, place, role):
    sent = portfolio.submission(place)
    visitor = visit(people.person(role))
    for path in ("/to-allocate", f"/to-allocate/{sent.public_id}"):
        assert visitor.get(path).status_code == 404
    assert visitor.post(f"/to-allocate/{sent.public_id}/return", data={"reason": "incomplete"}).status_code == 404


def test_an_administrator_does_not_allocate_their_own_work(visit, place):
    people.grant(place.person, Role.centre_administrator)
    sent = portfolio.submission(place)
    answer = visit(place.person).get(f"/to-allocate/{sent.public_id}")
    assert answer.status_code == 403
    assert "This is your own work" in answer.text


def test_an_administrator_of_another_centre_finds_nothing(visit, place):
    sent = portfolio.submission(place)
    people.centre()
    visitor = visit(people.person(Role.centre_administrator))
    assert visitor.get(f"/to-allocate/{sent.public_id}").status_code == 404
    assert "Nothing to allocate" in visitor.get("/to-allocate").text


def test_the_lead_iqa_allows_another_attempt_on_the_page(visit, session, place):
    portfolio.decided(place, refer=("1.1",))
    second = portfolio.decided(place, refer=("1.1",))
    lead = people.person(Role.lead_iqa)
    people.login(lead, people.PASSWORD)
    visitor, path = visit(lead), f"/attempts/{second.public_id}"
    assert path in visitor.get(f"/trainees/{second.enrolment.public_id}").text
    assert visitor.post(path, data={"reason": "no", "password": people.PASSWORD}).status_code == 422
    content = re.search(r'name="content"[^>]*value="(\w{64})"', visitor.get(path).text)[1]
    given = visitor.post(path, data={"reason": REASON, "password": people.PASSWORD, "content": content})
    assert given.status_code == 303 and given.location in visitor.get(path).text
    page = text_of(visitor.get(path))
    assert f"Attempt 3 was allowed by {lead.full_name}" in page
    assert REASON in page


def test_nobody_else_opens_the_page_of_attempts(visit, place):
    sent = portfolio.decided(place, refer=("1.1",))
    for role in (Role.iqa, Role.centre_administrator, Role.hr):
        assert visit(people.person(role)).get(f"/attempts/{sent.public_id}").status_code == 404


def test_no_page_of_allocation_needs_more_than_15_statements(visitor, session, place):
    for _each in range(4):
        people.person(Role.assessor)
    sent = portfolio.submission(place)
    portfolio.submission()
    for path in ("/to-allocate", f"/to-allocate/{sent.public_id}"):
        assert visitor.statements(path) <= 15, path
