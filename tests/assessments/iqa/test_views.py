"""The pages of sampling: who may open them, what they say, what they write down."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from assessments.iqa import services
from assessments.iqa.models import IqaSample, SampleOutcome, SampleState, SamplingPlan
from core.history import ReadEntry
from people.models import Person, Role
from tests import london
from tests.factories import grading, people, portfolio, quality
from tests.sql_count import MOST, count_sql

ROLES = [role for role in Role if role not in {Role.iqa, Role.lead_iqa}]


def signer(*roles: Role) -> Person:
    """Somebody with a password to sign with."""
    person = people.person(*roles)
    people.login(person, people.PASSWORD)
    return person


def with_work() -> IqaSample:
    """A planned sample of a decision with the work behind it."""
    decision = grading.decision(grading.mark_sheet(grading.allocated(portfolio.enrolment(), "C5-1")))
    return quality.sample(decision)


# ---- Plan and draw ----


def test_an_iqa_starts_the_plan_draws_and_reads_why_each_was_picked(client: FlaskClient, session: Session) -> None:
    version = quality.plain_award()
    assessor = people.person(Role.assessor, given_name="Nadia", family_name="Featherstow")
    for _ in range(9):
        quality.decision(quality.place(version), assessor=assessor)
    people.sign_in(client, quality.iqa())
    assert "No plan for these months yet" in client.get("/sampling").text
    started = client.post("/sampling/start")
    assert started.status_code == 303
    check = client.get(f"{started.location}/draw")
    assert "9 final decisions have not been drawn yet" in check.text
    assert "The first 5 all, then 50%. New to this award." in check.text
    assert client.post(f"{started.location}/draw", data={"draws_seen": "0"}).status_code == 303
    page = client.get("/sampling").text
    assert "9 decisions by one assessor, 7 to sample. 7 are left." in page
    assert re.search(r"Nadia Featherstow: 9 decisions, 7 picked, 0 done", page)
    assert "number 3 of the first 5 by this assessor." in page
    assert "Not yet:" in page and "interim samples" in page
    plan = session.scalars(select(SamplingPlan)).one()
    assert plan.draws[0].seed in page


def test_looking_at_sampling_changes_nothing(client: FlaskClient, session: Session) -> None:
    people.sign_in(client, quality.iqa())
    client.get("/sampling")
    assert session.scalars(select(SamplingPlan)).all() == []


def test_a_draw_repeated_on_the_page_says_truly_whether_the_picks_are_the_same(
    client: FlaskClient, session: Session
) -> None:
    quality.decision()
    drawn = quality.draw()
    session.commit()
    people.sign_in(client, quality.iqa())
    assert "The same 1 decision was picked" in client.get(f"/draws/{drawn.public_id}/repeat").text
    drawn.samples[0].reason = {"code": "rate", "values": {}}
    session.commit()
    assert "The picks are not the same" in client.get(f"/draws/{drawn.public_id}/repeat").text


def test_who_draws_after_somebody_else_did_is_told(client: FlaskClient, session: Session) -> None:
    quality.decision()
    drawn = quality.draw()
    quality.decision()
    people.sign_in(client, quality.iqa())
    answer = client.post(f"/sampling/{drawn.plan.public_id}/draw", data={"draws_seen": "0"})
    assert answer.status_code == 409


def test_the_plans_page_stays_within_its_statements_with_60_decisions(client: FlaskClient, session: Session) -> None:
    version = quality.plain_award()
    for number in range(6):
        assessor = people.person(Role.assessor, family_name=f"Long-Family-Name-{number}" * 4)
        for _ in range(10):
            quality.decision(quality.place(version), assessor=assessor)
    drawn = quality.draw()
    quality.close_all(drawn.samples[:6])
    people.sign_in(client, quality.iqa())
    address = f"/sampling/{drawn.plan.public_id}"
    client.get(address)
    session.expunge_all()
    for shown in (address, f"{address}?show=done"):
        with count_sql() as sent:
            assert client.get(shown).status_code == 200
        assert len(sent) <= MOST, "\n".join(sent)
    assert "Still to do" in client.get(f"{address}?page=2").text


@pytest.mark.parametrize("role", ROLES)
def test_sampling_is_not_found_by_other_roles(client: FlaskClient, session: Session, role: Role) -> None:
    quality.decision()
    drawn = quality.draw()
    people.sign_in(client, people.person(role))
    for address in (
        "/sampling",
        f"/sampling/{drawn.plan.public_id}",
        f"/sampling/{drawn.plan.public_id}/draw",
        f"/draws/{drawn.public_id}/repeat",
        f"/sampling/{drawn.plan.public_id}/add",
        f"/decisions/{drawn.samples[0].public_id}",
    ):
        assert client.get(address).status_code == 404, address


def test_another_centres_plan_draw_and_sample_are_not_found(client: FlaskClient, session: Session) -> None:
    sample = quality.sample()
    plan, drawn = sample.plan, sample.draw
    assert drawn is not None
    ids = plan.public_id, drawn.public_id, sample.public_id
    session.commit()
    people.centre()
    people.sign_in(client, people.person(Role.iqa, Role.lead_iqa))
    for address in (f"/sampling/{ids[0]}", f"/draws/{ids[1]}/repeat", f"/decisions/{ids[2]}"):
        assert client.get(address).status_code == 404
    assert client.post(f"/decisions/{ids[2]}/open").status_code == 404


# ---- Add ----


def test_a_decision_is_added_with_a_reason(client: FlaskClient, session: Session) -> None:
    quality.sample()
    decision, plan = quality.decision(), quality.plan()
    people.sign_in(client, quality.iqa())
    address = f"/sampling/{plan.public_id}/add"
    bad = client.post(address, data={"decision": str(decision.public_id), "because": "x"})
    assert bad.status_code == 422 and "Give the reason in a sentence" in bad.text
    good = client.post(address, data={"decision": str(decision.public_id), "because": "The first unit from Hull."})
    assert good.status_code == 303
    assert "The first unit from Hull." in client.get(good.location).text


def test_a_decision_that_was_not_offered_is_not_added(client: FlaskClient, session: Session) -> None:
    mine = quality.sample()
    plan_id = mine.plan.public_id
    session.commit()
    first_centre = mine.tenant_id
    people.centre()
    foreign = quality.decision().public_id
    session.commit()
    from core.db import enter_tenant

    enter_tenant(first_centre)
    people.sign_in(client, quality.iqa())
    data = {"decision": str(foreign), "because": "It belongs to somebody else."}
    assert client.post(f"/sampling/{plan_id}/add", data=data).status_code == 422


# ---- The second look ----


def test_an_iqa_opens_reads_and_agrees(client: FlaskClient, session: Session) -> None:
    sample = with_work()
    iqa = signer(Role.iqa)
    people.sign_in(client, iqa)
    address = f"/decisions/{sample.public_id}"
    before = client.get(address).text
    assert "Open the decision" in before and "Comment on 1.1." not in before
    assert session.scalars(select(ReadEntry)).all() == []
    assert client.post(f"{address}/open").status_code == 303
    opened = client.get(address).text
    assert "Comment on 1.1." in opened and "word word word" in opened
    [entry] = session.scalars(select(ReadEntry)).all()
    assert (entry.reader_id, entry.object_kind, entry.object_id) == (
        iqa.id,
        "submission",
        sample.decision.submission_id,
    )
    assert entry.reason == f"sample {sample.public_id}"
    data = {"outcome": "agree", "feedback": quality.FEEDBACK, "password": people.PASSWORD}
    assert client.post(address, data=data).status_code == 303
    session.refresh(sample)
    assert sample.state is SampleState.closed
    assert quality.FEEDBACK in client.get(address).text


def test_what_was_typed_stays_when_the_password_is_wrong(client: FlaskClient, session: Session) -> None:
    iqa = signer(Role.iqa)
    sample = services.open_sample(with_work(), by=iqa)
    people.sign_in(client, iqa)
    data = {"outcome": "disagree", "feedback": "Criterion 1.2 is not shown.", "password": "not my password"}
    answer = client.post(f"/decisions/{sample.public_id}", data=data)
    assert answer.status_code == 422
    assert "Criterion 1.2 is not shown." in answer.text and "This is not your password" in answer.text
    session.refresh(sample)
    assert sample.state is SampleState.open


def test_of_two_iqas_at_once_the_second_gets_the_page_that_says_so(client: FlaskClient, session: Session) -> None:
    sample = with_work()
    services.open_sample(sample, by=quality.iqa())
    people.sign_in(client, quality.iqa())
    assert client.post(f"/decisions/{sample.public_id}/open").status_code == 409


def test_a_judgement_about_a_state_that_is_past_is_refused(client: FlaskClient, session: Session) -> None:
    iqa = signer(Role.iqa)
    sample = services.open_sample(with_work(), by=iqa)
    people.sign_in(client, iqa)
    data = {"outcome": "agree", "feedback": quality.FEEDBACK, "password": people.PASSWORD, "version": "1"}
    assert client.post(f"/decisions/{sample.public_id}", data=data).status_code == 409


def test_who_had_a_part_in_a_decision_reads_why_they_cannot_look(client: FlaskClient, session: Session) -> None:
    person = people.person(Role.assessor, Role.iqa)
    sample = quality.sample(quality.decision(assessor=person))
    people.sign_in(client, person)
    page = client.get(f"/decisions/{sample.public_id}")
    assert "You made this decision. Another quality assurer has to look at it." in page.text
    refused = client.post(f"/decisions/{sample.public_id}/open")
    assert refused.status_code == 403 and "You made this decision" in refused.text


def test_the_assessor_reads_feedback_and_says_that_the_action_is_done(client: FlaskClient, session: Session) -> None:
    iqa = signer(Role.iqa)
    sample = services.open_sample(with_work(), by=iqa)
    address = f"/decisions/{sample.public_id}"
    assessor = sample.decision.assessor
    people.sign_in(client, assessor)
    assert client.get(address).status_code == 404
    quality.judged(sample, SampleOutcome.agree_with_action)
    session.commit()
    page = client.get(address).text
    assert "Name the paragraph that shows it." in page and "Action done" in page
    assert "Comment on 1.1." not in page  # the mark sheet has its own page for its assessor
    assert sample.code in client.get("/feedback").text
    assert client.post(f"{address}/action-done").status_code == 303
    assert client.post(f"{address}/action-done").status_code == 409
    people.sign_in(client, iqa)
    assert client.post(f"{address}/close", data={"password": "wrong"}).status_code == 422
    assert client.post(f"{address}/close", data={"password": people.PASSWORD}).status_code == 303
    session.refresh(sample)
    assert sample.state is SampleState.closed


def test_the_trainee_never_finds_a_sample(client: FlaskClient, session: Session) -> None:
    sample = quality.judged(services.open_sample(with_work(), by=quality.iqa()))
    people.grant(sample.decision.submission.enrolment.person, Role.iqa)
    people.sign_in(client, sample.decision.submission.enrolment.person)
    assert client.get(f"/decisions/{sample.public_id}").status_code == 404


def test_an_iqa_of_another_organisation_does_not_find_a_sample(client: FlaskClient, session: Session) -> None:
    sample = with_work()
    people.sign_in(client, people.person(Role.iqa, scope=people.organisation()))
    assert client.get(f"/decisions/{sample.public_id}").status_code == 404


def test_only_who_opened_a_sample_and_the_lead_read_the_work(client: FlaskClient, session: Session) -> None:
    sample = services.open_sample(with_work(), by=quality.iqa())
    address = f"/decisions/{sample.public_id}"
    people.sign_in(client, quality.iqa())
    assert "Comment on 1.1." not in client.get(address).text
    assert session.scalars(select(ReadEntry)).all() == []
    people.sign_in(client, people.person(Role.lead_iqa))
    assert "Comment on 1.1." in client.get(address).text
    assert len(session.scalars(select(ReadEntry)).all()) == 1


def test_the_lead_replaces_a_planned_sample(client: FlaskClient, session: Session) -> None:
    sample, other = quality.sample(), quality.decision()
    people.sign_in(client, quality.iqa())
    address = f"/decisions/{sample.public_id}/replace"
    assert client.get(address).status_code == 403
    people.sign_in(client, people.person(Role.lead_iqa))
    data = {"decision": str(other.public_id), "because": "The assessor is on long leave."}
    assert client.post(address, data=data).status_code == 303
    session.refresh(sample)
    assert sample.state is SampleState.cancelled


def test_a_sample_page_stays_within_its_statements(client: FlaskClient, session: Session) -> None:
    iqa = quality.iqa()
    sample = services.open_sample(with_work(), by=iqa)
    people.sign_in(client, iqa)
    address = f"/decisions/{sample.public_id}"
    client.get(address)
    session.expunge_all()
    with count_sql() as sent:
        assert client.get(address).status_code == 200
    assert len(sent) <= MOST, "\n".join(sent)


def test_the_periods_before_are_still_open_to_read(client: FlaskClient, session: Session) -> None:
    people.centre()
    plan = services.current_plan(london.today() - timedelta(days=92))
    people.sign_in(client, quality.iqa())
    assert f"/sampling/{plan.public_id}" in client.get("/sampling").text
    assert "Make a draw" not in client.get(f"/sampling/{plan.public_id}").text
