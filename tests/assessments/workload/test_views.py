"""The pages of workload: the table, one desk, absences, and units given out together."""

import re
from datetime import timedelta

import pytest

from assessments.grading.answers import Answers
from assessments.grading.services import save_draft
from assessments.workload import services
from core import clock
from people.models import Role
from people.working_time import queries as working_time
from people.working_time import services as working_time_services
from tests import london
from tests.factories import grading, people, portfolio
from tests.training.portfolio.test_views import text_of
from training.portfolio.allocation import ReallocationReason
from training.portfolio.models import DeclarationKind, SubmissionState

TODAY = london.today()
PROPOSAL = "/to-allocate/proposal"


@pytest.fixture
def administrator(session):
    person = people.person(Role.centre_administrator)
    people.login(person, people.PASSWORD)
    return person


@pytest.fixture
def visitor(visit, administrator):
    return visit(administrator)


def filled(page, **fields):
    """The form of a proposal as the page suggests it."""
    rows = dict(re.findall(r'<select[^>]*name="(row_\w+)".*?<option selected value="([^"]*)"', page, re.DOTALL))
    [listed] = re.findall(r'name="listed"[^>]*value="([^"]*)"', page)
    due_on = re.findall(r'name="due_on"[^>]*value="([^"]*)"', page)[0]
    typed = {"listed": listed, "due_on": due_on, "statement_signed": "y", "password": people.PASSWORD}
    return typed | rows | fields


def row(submission):
    return f"row_{submission.public_id.hex}"


# ---- Units that wait ----


def test_units_that_wait_are_given_out_as_proposed_or_as_changed(visitor, session, administrator):
    one, two = portfolio.submission(), portfolio.submission()
    ruth, omar = grading.assessor(family_name="Aa"), grading.assessor(family_name="Bb")
    assert PROPOSAL in visitor.get("/to-allocate").text
    page = visitor.get(PROPOSAL)
    assert "has the most room" in text_of(page) and "Then 1 of 8" in text_of(page)
    typed = filled(page.text)
    assert typed[row(one)] == str(ruth.public_id) and typed[row(two)] == str(omar.public_id)
    answer = visitor.post(PROPOSAL, data=typed | {row(two): str(ruth.public_id)})
    assert answer.status_code == 303, text_of(answer)
    session.expire_all()
    assert (one.assessor, two.assessor) == (ruth, ruth)
    statement = next(each for each in one.declarations if each.kind is DeclarationKind.centre)
    assert statement.statement in text_of(page)
    assert "2 units given out" in visitor.get("/to-allocate").text
    assert visitor.post(PROPOSAL, data=typed).status_code == 409
    session.expire_all()
    assert two.assessor is ruth


def test_a_unit_that_is_left_waits_on(visitor, session):
    one, two = portfolio.submission(), portfolio.submission()
    grading.assessor()
    typed = filled(visitor.get(PROPOSAL).text) | {row(one): ""}
    assert visitor.post(PROPOSAL, data=typed).status_code == 303
    session.expire_all()
    assert (one.state, two.state) == (SubmissionState.submitted, SubmissionState.allocated)


@pytest.mark.parametrize("name", ["statement_signed", "password", "due_on"])
def test_nothing_is_given_out_while_something_is_missing(visitor, session, name):
    sent = portfolio.submission()
    grading.assessor()
    typed = filled(visitor.get(PROPOSAL).text)
    del typed[name]
    answer = visitor.post(PROPOSAL, data=typed)
    assert answer.status_code == 422 and 'class="err"' in answer.text
    session.expire_all()
    assert sent.state is SubmissionState.submitted


def test_somebody_who_was_not_offered_is_refused_and_no_password_is_counted(visitor, session, administrator):
    sent = portfolio.submission()
    grading.assessor()
    typed = filled(visitor.get(PROPOSAL).text, password="not it")
    answer = visitor.post(PROPOSAL, data=typed | {row(sent): str(sent.enrolment.person.public_id)})
    assert answer.status_code == 422 and 'class="err"' in answer.text
    assert visitor.post(PROPOSAL, data=typed | {"listed": str(grading.allocated().public_id)}).status_code == 409
    session.expire_all()
    assert people.login_of(administrator).wrong_passwords == 0
    assert visitor.post(PROPOSAL, data=typed).status_code == 422
    session.expire_all()
    assert people.login_of(administrator).wrong_passwords == 1
    assert sent.state is SubmissionState.submitted


def test_one_row_that_cannot_be_done_stops_all_and_has_its_reason_beside_it(visitor, session):
    one, two = portfolio.submission(), portfolio.submission()
    there, away_later = grading.assessor(family_name="Aa"), grading.assessor(family_name="Bb")
    typed = filled(visitor.get(PROPOSAL).text)
    day = TODAY + timedelta(days=60)
    working_time_services.record_absence(away_later, day, day, by=people.person(Role.centre_administrator))
    chosen = {"due_on": day.isoformat(), row(one): str(there.public_id), row(two): str(away_later.public_id)}
    answer = visitor.post(PROPOSAL, data=typed | chosen)
    assert answer.status_code == 422
    assert "1 row cannot be done. Nothing was changed." in text_of(answer)
    assert f"{away_later.full_name} is away from" in text_of(answer)
    session.expire_all()
    assert {one.state, two.state} == {SubmissionState.submitted}


def test_nobody_free_is_said_with_what_stands_against_each(visitor):
    sent = portfolio.submission()
    busy = grading.assessor()
    services.set_target(busy, 0, by=people.person(Role.centre_administrator))
    people.grant(sent.enrolment.person, Role.assessor)
    page = text_of(visitor.get(PROPOSAL))
    assert "Nobody is free." in page
    assert f"{busy.full_name}: takes no new work" in page
    assert f"{sent.enrolment.person.full_name}: it is their own work" in page


def test_ones_own_work_is_left_to_another_administrator(visit, session):
    sent = portfolio.submission()
    grading.assessor()
    people.grant(sent.enrolment.person, Role.centre_administrator)
    assert "Nothing to allocate" in text_of(visit(sent.enrolment.person).get(PROPOSAL))


def test_the_proposal_shows_none_of_the_text(visitor):
    sent = portfolio.submission()
    page = text_of(visitor.get(PROPOSAL))
    assert sent.enrolment.person.full_name in page
    assert "word word" not in page
    for item in sent.items:
        assert item.frozen["title"] not in page


def test_the_days_of_the_centre_say_by_when(visitor):
    by = people.person(Role.centre_administrator)
    working_time_services.change(
        weekdays=list(range(7)), assessor_days=3, target=2, minutes_each=None, region="GB-ENG", by=by
    )
    working_time_services.add_holidays({TODAY + timedelta(days=2): "Closed"}, by=by)
    sent = portfolio.submission()
    due_on = (TODAY + timedelta(days=4)).isoformat()
    for path in (PROPOSAL, f"/to-allocate/{sent.public_id}"):
        assert f'value="{due_on}"' in visitor.get(path).text


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])  # never the same day: 25 hours apart
def test_days_are_those_of_the_centre_wherever_the_administrator_is(visitor, administrator, zone):
    administrator.centre.zone = zone
    working_time_services.change(
        weekdays=list(range(7)), assessor_days=1, target=2, minutes_each=None, region="GB-ENG", by=administrator
    )
    sent = portfolio.submission()
    due_on = (clock.today(zone) + timedelta(days=1)).isoformat()
    for path in (PROPOSAL, f"/to-allocate/{sent.public_id}"):
        assert f'value="{due_on}"' in visitor.get(path).text


# ---- The table and one desk ----


def test_the_table_counts_what_is_open_late_and_with_how_many_trainees(visitor):
    person = grading.assessor(qualified=False)
    late, fresh = grading.allocated(by=person), grading.allocated(by=person)
    late.due_on, fresh.due_on = TODAY - timedelta(days=1), TODAY
    services.set_target(person, 1, by=people.person(Role.centre_administrator))
    page = text_of(visitor.get("/workload"))
    line = " ".join(re.sub(r"<[^>]+>", " ", page[page.index(f">{person.full_name}<") + 1 :]).split())
    assert re.match(rf"{person.full_name}\s+2, over\s+1 own\s+1\s+1\s+Countersigning needed\s+2", line), line[:200]
    assert "2 units are open with assessors. 1 is late." in page
    assert "word word" not in page


def test_a_desk_lists_units_and_days_and_a_target_is_set(visitor, session):
    sent = grading.allocated()
    path = f"/workload/{sent.assessor.public_id}"
    page = text_of(visitor.get(path))
    assert sent.enrolment.person.full_name in page and "working days left" in page
    assert visitor.post(f"{path}/target", data={"units": "201"}).status_code == 422
    assert visitor.post(f"{path}/target", data={"units": "3"}).status_code == 303
    assert "1 open unit, target 3" in text_of(visitor.get(path))


@pytest.mark.parametrize("role", [Role.assessor, Role.iqa, Role.hr, Role.trainee, Role.tutor])
def test_nobody_else_sees_the_workload(visit, role):
    sent = grading.allocated()
    visitor = visit(people.person(role))
    desk = f"/workload/{sent.assessor.public_id}"
    for path in ("/workload", desk, f"{desk}/target", f"{desk}/away", f"{desk}/hand-over", PROPOSAL):
        assert visitor.get(path).status_code == 404, path


def test_the_lead_iqa_sees_the_workload_and_sets_targets_but_gives_nothing_out(visit):
    sent = grading.allocated()
    visitor, desk = visit(people.person(Role.lead_iqa)), f"/workload/{sent.assessor.public_id}"
    assert desk in visitor.get("/workload").text
    assert visitor.get(f"{desk}/target").status_code == 200
    assert "hand-over" not in visitor.get(desk).text
    assert [visitor.get(f"{desk}/{page}").status_code for page in ("away", "hand-over")] == [404, 404]
    assert visitor.get(f"/workload/{sent.enrolment.person.public_id}").status_code == 404


# ---- Absence and hand-over ----


def test_an_absence_leads_to_handing_over_and_both_are_told(visitor, session):
    sheet = grading.mark_sheet()
    save_draft(sheet, Answers(feedback="Nobody else’s thought."), by=sheet.assessor)
    sent, before, cover = sheet.submission, sheet.assessor, grading.assessor()
    desk = f"/workload/{before.public_id}"
    typed = {"starts_on": TODAY.isoformat(), "ends_on": (TODAY + timedelta(days=9)).isoformat()}
    answer = visitor.post(f"{desk}/away", data=typed | {"cover": str(cover.public_id)})
    assert answer.headers["Location"].endswith(f"{desk}/hand-over"), text_of(answer)
    page = visitor.get(f"{desk}/hand-over")
    assert "named as cover" in text_of(page)
    assert "thought" not in page.text
    typed = filled(page.text, reason="absence")
    assert visitor.post(f"{desk}/hand-over", data=typed).status_code == 303
    session.expire_all()
    assert (sent.assessor, sent.state, sheet.handed_over) == (cover, SubmissionState.allocated, True)
    assert visitor.post(f"{desk}/hand-over", data=typed).status_code == 409
    page = text_of(visitor.get(f"/to-allocate/{sent.public_id}"))
    assert f"from {before.full_name} to {cover.full_name}" in page
    [absence] = working_time.absences_since(TODAY)[before.id]
    assert visitor.post(f"/absences/{absence.public_id}/end").status_code == 303
    assert visitor.post(f"/absences/{absence.public_id}/end").status_code == 409


def test_the_new_assessor_finds_it_in_the_queue_and_begins_empty(visit, session):
    sheet = grading.mark_sheet()
    save_draft(sheet, Answers(feedback="Nobody else’s thought."), by=sheet.assessor)
    sent, other = sheet.submission, grading.assessor()
    services.hand_over_all(
        [services.Giving(sent, other)],
        before=sheet.assessor,
        reason=ReallocationReason.absence,
        due_on=portfolio.due_on(),
        by=people.person(Role.centre_administrator),
    )
    session.expire_all()
    visitor, path = visit(other), f"/marking/{sent.public_id}"
    assert "Taken over from another assessor." in text_of(visitor.get("/queue"))
    assert visitor.post(f"{path}/start").status_code == 303
    assert "thought" not in visitor.get(path).text


def test_work_of_who_has_left_is_still_found_and_handed_over(visitor, session):
    sent = grading.allocated()
    sent.assessor.left_on = TODAY
    other = grading.assessor()
    desk = f"/workload/{sent.assessor.public_id}"
    assert "Assesses no more" in text_of(visitor.get("/workload"))
    page = visitor.get(f"{desk}/hand-over")
    assert re.search(r'value="left"\s+checked', page.text)
    assert visitor.post(f"{desk}/hand-over", data=filled(page.text, reason="left")).status_code == 303
    session.expire_all()
    assert sent.assessor is other
    assert "Assesses no more" not in text_of(visitor.get("/workload"))


def test_a_decision_that_waits_for_a_countersignature_is_named_and_stays(visitor):
    decision = grading.waiting()
    grading.assessor()
    page = text_of(visitor.get(f"/workload/{decision.assessor.public_id}/hand-over"))
    assert "Nothing to hand over" in page and "Stays where it is" in page


def test_an_absence_that_makes_no_sense_is_refused_beside_its_field(visitor):
    person = grading.assessor()
    typed = {"starts_on": TODAY.isoformat(), "ends_on": (TODAY - timedelta(days=1)).isoformat(), "cover": ""}
    assert visitor.post(f"/workload/{person.public_id}/away", data=typed).status_code == 422
    assert visitor.post(f"/workload/{person.public_id}/away", data={"cover": ""}).status_code == 422
    assert working_time.absences_since(TODAY) == {}


def test_no_page_needs_more_than_15_statements(visitor, session):
    first = portfolio.decided(refer=("1.1",))
    portfolio.submission(first.enrolment)
    person = grading.assessor()
    grading.allocated(portfolio.decided(refer=("1.1",)).enrolment, by=person)
    for _each in range(3):
        portfolio.submission()
        grading.allocated(by=person)
        grading.assessor()
    returned = grading.waiting()
    desk = f"/workload/{person.public_id}"
    paths = ("/workload", desk, f"{desk}/target", f"{desk}/away", f"{desk}/hand-over", PROPOSAL)
    counted = {path: visitor.statements(path) for path in paths}
    assert max(counted.values()) <= 15, counted
    assert returned.needs_countersignature
