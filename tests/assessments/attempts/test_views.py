import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from core import clock
from core.history import ReadEntry
from people.models import Role
from tests.assessments.attempts.test_services import REASON, more_time, referred
from tests.factories import grading, people, portfolio, quality
from tests.sql_count import MOST, count_sql

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def two_attempts():
    place = portfolio.enrolment()
    waiting = grading.waiting(place=place, refer=("1.1",))
    grading.services.countersign(waiting, False, "Read 2.1 once more.", by=grading.assessor())
    sheet = grading.queries.open_mark_sheet(waiting.submission)
    again = grading.decision(sheet, refer=("1.1",))
    grading.services.countersign(again, True, by=grading.assessor())
    more_time(again.submission)
    return [waiting.submission, grading.decision(grading.mark_sheet(grading.allocated(place))).submission]


def opened(client, person, sent):
    return people.sign_in(client, person).get(f"/attempts-at/{sent.public_id}")


def test_the_trainee_reads_both_attempts_without_what_was_never_final(client, two_attempts):
    first, last = two_attempts
    page = opened(client, first.enrolment.person, first).text
    assert "Attempt 1" in page and "Attempt 2" in page
    assert "Comment on 1.1." in page and "gave more time" in page
    assert "Read 2.1 once more." not in page and "Sent back by" not in page
    assert REASON not in page
    assert not reads(last)


def test_the_assessor_reads_everything_and_the_read_log_says_so(client, two_attempts, session):
    first, last = two_attempts
    page = opened(client, last.assessor, first).text
    assert "Read 2.1 once more." in page and REASON in page
    assert [entry.reason for entry in reads(last)] == ["allocation as assessor"]


def test_the_administrator_reads_outcomes_alone(client, two_attempts):
    page = opened(client, people.person(Role.centre_administrator), two_attempts[0]).text
    assert "Look again" in page and "Passed" in page
    assert "Comment on 1.1." not in page and REASON not in page and "Why do you read it?" not in page


def test_the_lead_says_why_before_reading_the_comments(client, two_attempts):
    first, last = two_attempts
    lead = people.person(Role.lead_iqa)
    page = opened(client, lead, first)
    assert "Comment on 1.1." not in page.text and "Why do you read it?" in page.text
    address = f"/attempts-at/{first.public_id}"
    assert client.post(address, data={"why": "hm"}).status_code == 422
    assert not reads(last)
    page = client.post(address, data={"why": "A complaint about the second attempt."})
    assert page.status_code == 200 and "Comment on 1.1." in page.text
    assert [entry.reason for entry in reads(last)] == ["A complaint about the second attempt."]


def test_an_administrator_cannot_say_why(client, two_attempts):
    people.sign_in(client, people.person(Role.centre_administrator))
    answer = client.post(f"/attempts-at/{two_attempts[0].public_id}", data={"why": "I should like to read it."})
    assert answer.status_code == 404


def test_the_page_of_attempts_stays_within_its_statements(client, two_attempts):
    people.sign_in(client, two_attempts[1].assessor)
    address = f"/attempts-at/{two_attempts[0].public_id}"
    assert client.get(address).status_code == 200
    with count_sql() as sent:
        client.get(address)
    assert len(sent) <= MOST, "\n".join(sent)


@pytest.mark.parametrize("who", ["iqa", "eqa", "lead"])
def test_the_page_stays_within_its_statements_for_who_samples(client, session, who):
    decision = grading.decision(refer=("1.1",))
    sample = quality.judged(quality.opened(decision))
    visit = quality.visit(decision.submission.enrolment.award_version)
    person = {"iqa": sample.iqa, "eqa": visit.eqa, "lead": people.person(Role.lead_iqa)}[who]
    people.sign_in(client, person)
    address = f"/attempts-at/{decision.submission.public_id}"
    client.get(address)
    session.expire_all()
    with count_sql() as sent:
        assert client.get(address).status_code == 200
    assert len(sent) <= MOST, "\n".join(each[:90] for each in sent)


def test_the_lead_gives_more_time_on_the_page(client):
    sent, lead = referred(), people.person(Role.lead_iqa)
    people.login(lead, people.PASSWORD)
    people.sign_in(client, lead)
    address, until = f"/attempts/{sent.public_id}/more-time", clock.today() + timedelta(days=60)
    content = content_on(client.get(address).text)
    given = {"until": until.isoformat(), "reason": REASON, "password": people.PASSWORD, "content": content}
    assert client.post(address, data=given | {"password": "wrong"}).status_code == 422
    assert client.post(address, data=given | {"reason": "ok"}).status_code == 422
    answer = client.post(address, data=given)
    assert answer.status_code == 303 and sent.send_by == until
    assert client.post(address, data=given | {"until": "2031-01-01"}).location == answer.location
    assert sent.send_by == until and len(sent.more_time) == 1
    again = content_on(client.get(address).text)
    later = given | {"until": (until + timedelta(days=5)).isoformat(), "content": again}
    assert again != content and client.post(address, data=later).location != answer.location
    assert len(sent.more_time) == 2


@pytest.mark.parametrize("role", [Role.centre_administrator, Role.assessor, Role.tutor])
def test_others_do_not_find_the_page_of_more_time(client, role):
    sent = referred()
    people.sign_in(client, people.person(role))
    assert client.get(f"/attempts/{sent.public_id}/more-time").status_code == 404


@pytest.mark.parametrize("role", [Role.centre_administrator, Role.lead_iqa])
def test_the_list_shows_whose_day_is_over(client, role, session):
    sent = referred()
    people.sign_in(client, people.person(role))
    assert "Nothing waits here" in client.get("/attempts?show=late").text
    assert sent.enrolment.person.full_name in client.get("/attempts").text
    sent.send_by = clock.today() - timedelta(days=2)
    session.commit()
    page = client.get("/attempts?show=late").text
    assert sent.enrolment.person.full_name in page and "Over since" in page


def test_the_trainee_reads_on_the_unit_that_the_day_is_over_and_nothing_lost(client, session):
    sent = referred()
    sent.send_by = clock.today() - timedelta(days=2)
    people.sign_in(client, sent.enrolment.person)
    page = client.get(f"/units/{sent.unit.public_id}").text
    assert "The day for sending this again was" in page and "Nothing is lost" in page
    assert f"/attempts-at/{sent.public_id}" in page


def content_on(page):
    return re.search(r'name="content"[^>]*value="(\w{64})"', page)[1]


def reads(sent):
    from core.db import db

    query = select(ReadEntry).where(ReadEntry.object_kind == "submission", ReadEntry.object_id == sent.id)
    return list(db.session.scalars(query))
