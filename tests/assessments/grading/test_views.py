import io
import re
from datetime import timedelta

import pytest
from flask import render_template
from sqlalchemy import select

from assessments.grading import queries, services
from assessments.grading.answers import Answers
from assessments.grading.models import MarkSheet, UnitDecision
from assessments.iqa.models import SampleOutcome
from core.db import db
from core.history import HistoryEntry, ReadEntry
from people.models import ConflictDeclaration, Role
from tests import london
from tests.factories import awards, enrolments, grading, people, portfolio, programmes, quality
from tests.sql_count import MOST, count_sql
from training.awards.models import EvidenceKind
from training.enrolments.models import AllocationRole
from training.portfolio import services as portfolio_services
from training.portfolio.models import AiUse, SubmissionState
from training.portfolio.workflow import SubmissionAction

LISTS = ("mark", "countersign", "back", "decided")


def signed_in(client, person):
    people.login(person, people.PASSWORD)
    return people.sign_in(client, person)


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def typed(sheet, *, refer=(), **fields):
    """A marking form filled in full."""
    form = {"version": str(sheet.version), "tests_comment": "", "feedback": "Well done."}
    form |= dict.fromkeys(("valid", "authentic", "current", "sufficient", "reliable"), "yes")
    for criterion in queries.open_criteria(sheet.submission):
        key = criterion.public_id.hex
        form[f"outcome_{key}"] = "not_met" if criterion.code in refer else "met"
        form[f"comment_{key}"] = f"Typed on {criterion.code}."
    return form | fields


def begun(client, **fields):
    """A mark sheet whose assessor sits at the browser, and the address of its page."""
    sheet = grading.mark_sheet(**fields)
    signed_in(client, sheet.assessor)
    return sheet, f"/marking/{sheet.submission.public_id}"


def sign(client, sheet, address):
    """Sign what was typed and checked."""
    db.session.refresh(sheet)
    return client.post(f"{address}/check", data={"version": str(sheet.version), "password": people.PASSWORD})


# ---- What the trainee says of AI ----


def test_the_assessor_reads_what_was_used_and_whether_it_is_above_what_the_task_allows(client):
    said = "A chat tool rewrote the second paragraph of account 1."
    sent = portfolio.submission(ai_use=AiUse.assisted, ai_text=said)
    sent.assessor = grading.assessor()
    db.session.flush()
    text = text_of(signed_in(client, sent.assessor).get(f"/marking/{sent.public_id}"))
    assert f"I used it to help me write. “{said}”" in text
    assert "Above what the task allows" in text
    assert "Allowed: finding ideas and sources." in text


def test_what_the_task_allows_is_no_remark(client):
    _sheet, address = begun(client)
    text = text_of(client.get(address))
    assert "I did not use AI." in text
    assert "Above what the task allows" not in text


# ---- The queue ----


def test_the_queue_lists_my_work_the_soonest_due_first(client):
    assessor = grading.assessor()
    late, soon = grading.allocated(by=assessor), grading.allocated(by=assessor)
    soon.due_on, late.due_on = london.today(), london.today() + timedelta(days=9)
    grading.allocated()
    page = signed_in(client, assessor).get("/queue")
    text = text_of(page)
    assert page.status_code == 200
    assert "2 submissions to mark: 1 is due this week" in text
    assert "Due today" in text
    assert text.index(soon.enrolment.person.full_name) < text.index(late.enrolment.person.full_name)


def test_what_was_sent_again_stands_first_and_what_is_late_is_flagged(client):
    first = grading.decision(refer=("1.2",))
    again = grading.allocated(first.submission.enrolment, by=first.assessor)
    late = grading.allocated(by=first.assessor)
    again.due_on, late.due_on = london.today() + timedelta(days=20), london.today() - timedelta(days=14)
    page = signed_in(client, first.assessor).get("/queue")
    text = text_of(page)
    assert text.index(again.enrolment.person.full_name) < text.index(late.enrolment.person.full_name)
    assert "1 is late, 1 was sent again." in text
    assert "Your workload: 2 open units, target 8." in text
    assert "10 working days late" in text and "exclamation-octagon" in page.text


def test_the_queue_says_what_to_know_of_each_submission(client):
    sheet = grading.mark_sheet()
    sheet.submission.managed_conflict = True
    text = text_of(signed_in(client, sheet.assessor).get("/queue"))
    assert "Started, 0 of 4 criteria decided." in text
    assert "Managed conflict: will be sampled." in text


def test_the_queue_says_which_criteria_a_second_attempt_is_about(client):
    first = grading.decision(refer=("1.2", "2.1"))
    grading.allocated(first.submission.enrolment, by=first.assessor)
    assert "Only 1.2 and 2.1 are open." in text_of(signed_in(client, first.assessor).get("/queue"))


@pytest.mark.parametrize("show", LISTS)
def test_every_list_of_the_queue_may_be_empty(client, show):
    page = signed_in(client, grading.assessor()).get(f"/queue?show={show}")
    assert page.status_code == 200
    assert re.search("Nothing|No decision yet", text_of(page))


@pytest.mark.parametrize("show", LISTS)
def test_every_list_of_the_queue_shows_what_is_in_it(client, show):
    assessor = grading.assessor(given_name="Ann", family_name="A" * 100)
    match show:
        case "mark":
            found = grading.allocated(by=assessor)
        case "countersign":
            found = grading.waiting().submission
        case "decided":
            found = grading.decision(by=assessor).submission
        case "back":
            found = grading.decision(by=assessor).submission
            portfolio_services.move(found, SubmissionAction.sample, by=None)
            portfolio_services.move(found, SubmissionAction.disagree, by=None)
    page = signed_in(client, assessor).get(f"/queue?show={show}")
    assert page.status_code == 200
    assert found.enrolment.person.full_name in page.text


def test_the_queue_has_no_other_list(client):
    assert signed_in(client, grading.assessor()).get("/queue?show=everything").status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.assessor])
def test_the_queue_is_not_there_for_other_roles(client, role):
    assert signed_in(client, people.person(role)).get("/queue").status_code == 404


def test_the_queue_counts_this_centre_only(client):
    grading.waiting()
    people.centre()
    assert "To countersign 0" in text_of(signed_in(client, grading.assessor()).get("/queue?show=mark"))


def test_a_queue_of_two_pages_takes_fewer_than_fifteen_statements(client):
    assessor = grading.assessor()
    for _ in range(27):
        grading.allocated(by=assessor)
    signed_in(client, assessor)
    client.get("/queue")
    with count_sql() as sent:
        page = client.get("/queue")
    assert "27 submissions to mark." in page.text
    assert page.text.count("<tr>") == 26
    assert len(sent) <= MOST


# ---- Marking ----


def test_before_it_is_begun_the_work_can_be_read_and_nothing_changes(client):
    submission = grading.allocated()
    page = signed_in(client, submission.assessor).get(f"/marking/{submission.public_id}")
    assert page.status_code == 200
    assert "Start marking" in page.text
    db.session.refresh(submission)
    assert submission.state is SubmissionState.allocated
    assert db.session.scalars(select(MarkSheet)).all() == []


def test_every_reading_of_the_work_is_written_down_with_what_entitles_to_it(client):
    sheet, address = begun(client)
    client.get(address)
    client.get(address)
    entries = db.session.scalars(select(ReadEntry)).all()
    assert {(each.object_kind, each.object_id, each.reader_id) for each in entries} == {
        ("submission", sheet.submission.id, sheet.assessor.id)
    }
    assert [each.reason for each in entries] == ["allocated as assessor of this submission"] * 2


def test_marking_from_the_first_page_to_the_signed_decision(client):
    submission = grading.allocated()
    signed_in(client, submission.assessor)
    address = f"/marking/{submission.public_id}"
    assert client.post(f"{address}/start").status_code == 303
    db.session.expire_all()
    sheet = queries.open_mark_sheet(submission)
    page = client.get(address)
    assert page.status_code == 200
    assert "Not yet, because 1.1, 1.2, 2.1, 2.2 have no decision." in page.text
    answer = client.post(address, data=typed(sheet, refer=("1.2",)))
    assert (answer.status_code, answer.location) == (303, f"{address}/check")
    text = text_of(client.get(f"{address}/check"))
    assert "1.2 is not, so this is a referral" in text
    assert f"{submission.assessor.full_name}, assessor" in text
    assert "What will be locked" in text
    assert sign(client, sheet, address).status_code == 303
    decision = db.session.scalars(select(UnitDecision)).one()
    assert (decision.outcome, decision.feedback) == ("refer", "Well done.")
    assert decision.submission.state is SubmissionState.final_refer
    decided = client.get(address)
    assert decided.status_code == 200
    assert "Typed on 1.2." in decided.text
    assert "History" in decided.text


def test_saving_for_later_takes_half_an_answer(client):
    sheet, address = begun(client)
    key = sheet.submission.unit.criteria[0].public_id.hex
    form = {"version": str(sheet.version), f"comment_{key}": "Half a thought", "save": "later"}
    assert client.post(address, data=form).status_code == 303
    page = client.get(address)
    assert "Half a thought" in page.text
    assert db.session.scalars(select(UnitDecision)).all() == []


def test_a_decision_that_is_not_complete_keeps_what_was_typed_and_says_what_is_missing(client):
    sheet, address = begun(client)
    form = typed(sheet, feedback="Kept as typed")
    key = sheet.submission.unit.criteria[1].public_id.hex
    del form[f"outcome_{key}"]
    form[f"comment_{key}"] = ""
    form["current"] = ""
    form["valid"] = "no"
    page = client.post(address, data=form)
    text = text_of(page)
    assert page.status_code == 422
    assert "There is a problem" in text
    for sentence in ("Decide 1.2.", "Write a comment on 1.2.", "is the evidence current?", "Say why you answered no."):
        assert sentence in text
    assert "Kept as typed" in page.text
    assert "Typed on 1.1." in page.text
    assert db.session.scalars(select(UnitDecision)).all() == []


def test_a_criterion_that_is_not_open_here_is_refused(client):
    sheet, address = begun(client)
    foreign = awards.unit(sheet.submission.enrolment.award_version, "C5-1").criteria[0]
    page = client.post(address, data=typed(sheet) | {f"outcome_{foreign.public_id.hex}": "met"})
    assert page.status_code == 422
    assert "Only the open criteria of this unit can be decided" in text_of(page)


def test_a_second_window_is_told_that_the_sheet_was_changed(client):
    sheet, address = begun(client)
    form = typed(sheet)
    assert client.post(address, data=form | {"save": "later"}).status_code == 303
    assert client.post(address, data=form | {"save": "later", "feedback": "Another"}).status_code == 409


def test_a_check_page_that_is_out_of_date_signs_nothing(client):
    sheet, address = begun(client)
    client.post(address, data=typed(sheet))
    old = {"version": str(sheet.version - 1), "password": people.PASSWORD}
    assert client.post(f"{address}/check", data=old).status_code == 409
    assert db.session.scalars(select(UnitDecision)).all() == []


def test_a_wrong_password_signs_nothing(client):
    sheet, address = begun(client)
    client.post(address, data=typed(sheet))
    db.session.refresh(sheet)
    page = client.post(f"{address}/check", data={"version": str(sheet.version), "password": "not it"})
    assert page.status_code == 422
    assert db.session.scalars(select(UnitDecision)).all() == []


def test_there_is_nothing_to_check_before_everything_is_answered(client):
    _sheet, address = begun(client)
    answer = client.get(f"{address}/check")
    assert (answer.status_code, answer.location) == (303, address)


def test_after_the_decision_nothing_can_be_typed(client):
    decision = grading.decision()
    signed_in(client, decision.assessor)
    address = f"/marking/{decision.submission.public_id}"
    assert client.post(address, data={}).status_code == 409
    assert client.post(f"{address}/start").status_code == 409
    assert client.get(f"{address}/check").location == f"/receipts/{decision.signature.public_id}"


def test_on_a_second_attempt_met_criteria_are_closed(client):
    first = grading.decision(refer=("1.2",))
    sheet, address = begun(client, submission=grading.allocated(first.submission.enrolment, by=first.assessor))
    page = client.get(address)
    assert "Met in an earlier attempt, and stays met: 1.1, 2.1, 2.2" in page.text
    closed = next(each for each in sheet.submission.unit.criteria if each.code == "1.1")
    assert f"outcome_{closed.public_id.hex}" not in page.text


def test_an_award_with_marks_asks_for_marks(client):
    place = portfolio.enrolment(version=grading.marked_award())
    sheet, address = begun(client, submission=grading.allocated(place, "C5-2"))
    form = {name: value for name, value in typed(sheet).items() if not name.startswith("outcome_")}
    keys = [criterion.public_id.hex for criterion in sheet.submission.unit.criteria]
    assert f'name="marks_{keys[0]}"' in client.get(address).text
    marks = {f"marks_{key}": str(given) for key, given in zip(keys, (20, 20, 20, 9, 20, 20, 20), strict=True)}
    refused = client.post(address, data=form | marks | {f"marks_{keys[0]}": "21", f"marks_{keys[1]}": "ten"})
    assert refused.status_code == 422
    assert refused.text.count("Type a whole number from 0 to 20.") == 4
    assert client.post(address, data=form | marks).status_code == 303
    assert "Refer" in text_of(client.get(f"{address}/check"))
    assert sign(client, sheet, address).status_code == 303
    assert db.session.scalars(select(UnitDecision)).one().outcome == "refer"


@pytest.mark.parametrize("below", ["", "/check", "/requirements"])
def test_work_that_was_given_to_another_is_not_found(client, below):
    submission = grading.allocated()
    signed_in(client, grading.assessor())
    assert client.get(f"/marking/{submission.public_id}{below}").status_code == 404


def test_work_of_another_centre_is_not_found(client):
    submission = grading.allocated()
    people.centre()
    signed_in(client, grading.assessor())
    assert client.get(f"/marking/{submission.public_id}").status_code == 404
    assert client.post(f"/marking/{submission.public_id}/start").status_code == 404


def test_what_the_award_counts_can_be_read_beside_the_criteria(client):
    _sheet, address = begun(client)
    page = client.get(f"{address}/requirements")
    assert page.status_code == 200
    assert "These do not decide this unit." in page.text


def test_marking_twelve_items_takes_fifteen_statements_at_most(client):
    first = grading.decision(refer=("1.1", "1.2"))
    place, assessor = first.submission.enrolment, first.assessor
    for _ in range(11):
        portfolio.ready(place, "C5-3 1.1")
    submission = grading.allocated(place, by=assessor)
    assert len(submission.items) >= 12
    sheet, address = begun(client, submission=submission)
    client.get(address)
    with count_sql() as sent:
        page = client.get(address)
    assert page.text.count("<article") == len(sheet.submission.items)
    assert len(sent) <= MOST


@pytest.mark.parametrize("which", ["start", "check", "requirements", "decided", "countersign", "feedback"])
def test_no_other_page_takes_fifteen_statements_either(client, which):
    if which in {"countersign", "decided"}:
        decision = grading.waiting(refer=("1.2",))
        services.countersign(decision, False, "Once more.", by=grading.assessor())
        db.session.expire_all()
        decision = grading.decision(queries.open_mark_sheet(decision.submission))
        person = grading.assessor() if which == "countersign" else decision.assessor
        address = f"/countersign/{decision.public_id}"
        if which == "decided":
            address = f"/marking/{decision.submission.public_id}"
    elif which == "feedback":
        decision = grading.decision(refer=("1.2",))
        person, address = decision.submission.enrolment.person, f"/feedback-on/{decision.public_id}"
    elif which == "start":
        submission = grading.allocated()
        person, address = submission.assessor, f"/marking/{submission.public_id}"
    else:
        sheet = grading.mark_sheet()
        person, address = sheet.assessor, f"/marking/{sheet.submission.public_id}/{which}"
        services.save_draft(sheet, Answers.from_draft(complete(sheet)), by=sheet.assessor)
    signed_in(client, person)
    client.get(address)
    with count_sql() as sent:
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(sent) <= MOST, "\n".join(sent)


def complete(sheet):
    """A draft with every answer."""
    criteria = {
        criterion.code: {"met": True, "marks": None, "comment": "Clear."}
        for criterion in sheet.submission.unit.criteria
    }
    return {"criteria": criteria, "tests": grading.ALL_YES}


# ---- Evidence ----


def test_every_kind_of_evidence_can_be_read_as_it_was_sent(client):
    place = portfolio.enrolment()
    observation = portfolio.observation(place.person, narrative="First line.\n\nSecond line.", ratings={"space": "C"})
    kinds = {EvidenceKind.observation_record: (observation, "C5-2 2.2")}
    kinds[EvidenceKind.member_feedback] = (portfolio.feedback(place.person), "C5-2 3.1")
    for kind, (record, name) in kinds.items():
        portfolio_services.add_from_record(place, kind, record, portfolio.criteria(place, name), by=place.person)
    submission = grading.allocated(place, "C5-2")
    page = signed_in(client, submission.assessor).get(f"/marking/{submission.public_id}")
    text = text_of(page)
    assert "<p>First line.</p><p>Second line.</p>" in page.text
    for words in ("What the observer saw", "Satisfactory", "Holds the space", "Mostly", "Members there"):
        assert words in text
    assert "Members’ answers 3 answers" in text
    assert "Time was shared out fairly 4 of 5" in text


def test_a_file_comes_as_a_download_and_its_reading_is_written_down(client):
    place = portfolio.enrolment()
    attachment, extracted = portfolio_services.keep_upload(io.BytesIO(b"My own plan.\n"), "plan.txt", by=place.person)
    item = portfolio_services.upload_evidence(
        place, EvidenceKind.work_product, "Plan", attachment=attachment, text=extracted.text, by=place.person
    )
    portfolio_services.map_to(item, portfolio.criteria(place, "C5-2 1.1"), [], by=place.person)
    item.identifies_nobody = True
    portfolio_services.make_ready(item, by=place.person)
    submission = grading.allocated(place, "C5-2")
    position = next(each.position for each in submission.items if each.frozen["file"])
    without = next(each.position for each in submission.items if not each.frozen["file"])
    signed_in(client, submission.assessor)
    answer = client.get(f"/marking/{submission.public_id}/files/{position}")
    assert answer.data == b"My own plan.\n"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert db.session.scalars(select(ReadEntry)).one().object_id == submission.id
    assert client.get(f"/marking/{submission.public_id}/files/{without}").status_code == 404
    signed_in(client, grading.assessor())
    assert client.get(f"/marking/{submission.public_id}/files/{position}").status_code == 404


# ---- Countersigning ----


def test_countersigning_makes_the_decision_final(client):
    decision, countersigner = grading.waiting(), grading.assessor()
    signed_in(client, countersigner)
    address = f"/countersign/{decision.public_id}"
    page = client.get(address)
    assert page.status_code == 200
    assert "Comment on 1.1." in page.text
    entry = db.session.scalars(select(ReadEntry)).one()
    assert (entry.reader_id, entry.reason) == (countersigner.id, "countersigning the decision on this submission")
    assert client.post(address, data={"answer": "agree", "password": people.PASSWORD}).status_code == 303
    db.session.expire_all()
    assert decision.is_final
    assert client.get(address).location == f"/receipts/{decision.countersignature.signature.public_id}"


def test_sending_back_without_a_comment_keeps_the_page(client):
    decision = grading.waiting()
    signed_in(client, grading.assessor())
    page = client.post(f"/countersign/{decision.public_id}", data={"answer": "send_back", "password": people.PASSWORD})
    assert page.status_code == 422
    assert "Say what the assessor should look at again." in page.text
    db.session.expire_all()
    assert decision.countersignature is None


def test_the_assessor_reads_why_a_decision_came_back(client):
    decision = grading.waiting()
    services.countersign(decision, False, "Look at 1.2 with the plan beside it.", by=grading.assessor())
    page = signed_in(client, decision.assessor).get(f"/marking/{decision.submission.public_id}")
    assert "Look at 1.2 with the plan beside it." in page.text
    assert "Comment on 1.2." in page.text


def test_a_decision_of_another_centre_cannot_be_countersigned(client):
    decision = grading.waiting()
    people.centre()
    assert signed_in(client, grading.assessor()).get(f"/countersign/{decision.public_id}").status_code == 404


def test_the_assessor_of_the_decision_reads_why_they_cannot_countersign(client):
    decision = grading.waiting()
    page = signed_in(client, decision.assessor).get(f"/countersign/{decision.public_id}")
    assert page.status_code == 403
    assert "You made this decision." in page.text


# ---- Feedback ----


def test_a_trainee_reads_what_to_look_at_again_and_by_when(client):
    decision = grading.decision(refer=("1.2", "2.1"), feedback="Nearly there.")
    page = signed_in(client, decision.submission.enrolment.person).get(f"/feedback-on/{decision.public_id}")
    due = decision.due_back_on
    text = text_of(page)
    assert f"Look again at 1.2 and 2.1. Send by {due.day} {due:%B %Y}. The others stay met." in text
    assert "Comment on 1.2." in text
    assert "Nearly there." in text
    assert [each.reason for each in db.session.scalars(select(ReadEntry))] == ["trainee, for the first time"]


def test_a_trainee_reads_that_the_unit_is_passed(client):
    decision = grading.decision()
    page = signed_in(client, decision.submission.enrolment.person).get(f"/feedback-on/{decision.public_id}")
    assert "You have passed C5-3" in page.text


def test_a_tutor_reads_the_outcome_and_no_comment(client):
    decision, tutor = grading.decision(refer=("1.2",), feedback="Nearly there."), people.person(Role.tutor)
    enrolment = decision.submission.enrolment
    enrolment.cohort = programmes.cohort(enrolment.award_version, tutor=tutor)
    page = signed_in(client, tutor).get(f"/feedback-on/{decision.public_id}")
    assert page.status_code == 200
    assert "Look again at 1.2." in page.text
    assert "Comment on" not in page.text
    assert "Nearly there." not in page.text


def test_a_supervisor_finds_no_decision(client):
    decision, supervisor = grading.decision(), people.person(Role.supervisor)
    enrolments.allocation(decision.submission.enrolment, AllocationRole.supervisor, supervisor)
    assert signed_in(client, supervisor).get(f"/feedback-on/{decision.public_id}").status_code == 404


def test_a_decision_that_waits_is_not_found_by_its_trainee(client):
    decision = grading.waiting()
    signed_in(client, decision.submission.enrolment.person)
    assert client.get(f"/feedback-on/{decision.public_id}").status_code == 404
    assert client.get(f"/outcome-of/{decision.submission.public_id}").status_code == 404


def test_from_the_unit_the_trainee_is_led_to_its_decision(client):
    decision = grading.decision()
    signed_in(client, decision.submission.enrolment.person)
    answer = client.get(f"/outcome-of/{decision.submission.public_id}")
    assert (answer.status_code, answer.location) == (303, f"/feedback-on/{decision.public_id}")


def test_looking_changes_nothing(client):
    decision = grading.waiting()
    signed_in(client, grading.assessor())
    before = db.session.scalars(select(HistoryEntry.id)).all()
    for address in ("/queue", f"/countersign/{decision.public_id}"):
        assert client.get(address).status_code == 200
    assert db.session.scalars(select(HistoryEntry.id)).all() == before


@pytest.mark.parametrize(
    ("kind", "verb", "result", "facts", "words"),
    [
        ("mark_sheet", "opened", "in_assessment", {}, "Ruth Calloway opened a mark sheet."),
        ("unit_decision", "decided", "pass", {"attempt": 1, "waits": False}, "decided on attempt 1: pass."),
        (
            "unit_decision",
            "decided",
            "refer",
            {"attempt": 2, "waits": True},
            "refer. It waited for a countersignature.",
        ),
        ("countersignature", "agreed", "pass", {}, "Ruth Calloway countersigned the decision."),
        ("countersignature", "declined", "in_assessment", {}, "sent the decision back to the assessor."),
    ],
)
def test_everything_that_is_recorded_has_its_words(app, kind, verb, result, facts, words):
    entry = HistoryEntry(actor_name="Ruth Calloway", verb=verb, object_kind=kind, result=result, facts=facts)
    with app.test_request_context():
        assert words in " ".join(render_template(f"timeline/{kind}.html", entry=entry).split())


def test_a_conflict_declared_meanwhile_is_told_on_the_check_page(client):
    sheet, address = begun(client)
    client.post(address, data=typed(sheet))
    trainee = sheet.submission.enrolment.person
    db.session.add(
        ConflictDeclaration(
            person_id=sheet.assessor_id, about_id=trainee.id, nature="friend", declared_on=london.today()
        )
    )
    db.session.commit()
    page = sign(client, sheet, address)
    assert page.status_code == 422
    assert "A conflict of interest with this trainee is on record." in page.text
    assert db.session.scalars(select(UnitDecision)).all() == []


def test_the_check_page_asks_when_a_unit_passes_on_evidence_that_was_doubted(client):
    sheet, address = begun(client)
    client.post(address, data=typed(sheet, sufficient="no", tests_comment="Thin on 2.1."))
    text = text_of(client.get(f"{address}/check"))
    assert "You answered no to: sufficient. The unit passes all the same." in text
    assert "Thin on 2.1." in text


def test_an_action_of_quality_assurance_is_told_in_the_queue(client):
    decision = quality.decision()
    checker = quality.iqa(given_name="Owen", family_name="Vale")
    sample = quality.judged(quality.opened(decision, by=checker), SampleOutcome.agree_with_action)
    page = signed_in(client, decision.assessor).get("/queue?show=back")
    text = text_of(page)
    assert "1 item is back from quality assurance." in text
    assert "Owen Vale agrees, with an action. Name the paragraph that shows it." in text
    assert f"/decisions/{sample.public_id}" in page.text


def test_the_assessor_reads_why_quality_assurance_returned_a_decision(client):
    decision = grading.decision()
    checker = quality.iqa(given_name="Owen", family_name="Vale")
    quality.judged(quality.opened(decision, by=checker), SampleOutcome.disagree)
    address = f"/marking/{decision.submission.public_id}"
    signed_in(client, decision.assessor)
    text = text_of(client.get(address))
    assert "Owen Vale does not agree with the last decision." in text
    assert quality.FEEDBACK in text
    assert client.post(f"{address}/start").status_code == 303
    assert "Comment on 1.1." in client.get(address).text
