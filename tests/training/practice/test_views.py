"""The pages of logged meetings: the trainee's, one meeting's, and the organiser's."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core import clock
from people.models import Person, Role
from tests import london
from tests.factories import enrolments, people, practice, sets
from tests.factories.practice import hours_ago
from tests.sql_count import MOST, count_sql
from training.enrolments.models import AllocationRole
from training.practice import services
from training.practice.models import ConfirmedAs, FacilitationRole, PracticeRecord, PracticeState
from training.sets.models import SetKind


def yesterday():
    return london.today() - timedelta(days=1)


def form(learning_set, **changes):
    return {
        "learning_set": str(learning_set.public_id),
        "role": "lead",
        "held_on": str(yesterday()),
        "starts": "10:00",
        "ends": "12:15",
        "break_minutes": "15",
        "present": "5",
        "actions": "4",
        "mode": "in_person",
        "methods": ["classic_airtime", "grow"],
        "turns-0": "28",
        "turns-1": "24",
        "turns-2": "",
        "turns-3": "",
    } | changes


@pytest.fixture
def trainee(session):
    return people.person(Role.trainee, given_name="Nerys")


@pytest.fixture
def learning_set(trainee):
    return sets.learning_set(trainee, name="Set 07")


def test_a_trainee_logs_a_meeting_and_reads_what_it_counts_for(client, trainee, learning_set):
    enrolments.enrolment(trainee)
    people.sign_in(client, trainee)
    page = client.get("/meetings/log").text
    assert 'value="lead" checked' in page and 'value="in_person" checked' in page
    assert "Set 07, meeting 1" in page and "No names are asked for" in page and "js/log.js" in page
    assert ">Practice<" not in page and 'name="practice_turns' not in page
    answer = client.post("/meetings/log", data=form(learning_set))
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "Meeting saved. The organiser is asked to confirm it." in page
    assert "120 minutes will count for ALF-CERT-L5 once it is confirmed." in page
    assert "Waiting to be confirmed" in page and "Classic airtime, GROW" in page
    assert "10:00 to 12:15" in page and "Turn 2" in page
    assert "120 minutes will count for ALF-CERT-L5 once it is confirmed." in client.get("/meetings").text


def test_times_are_those_of_the_trainees_own_clock(client, session):
    trainee = people.person(Role.trainee, zone="Europe/Vienna")
    people.sign_in(client, trainee)
    learning_set = sets.learning_set(trainee)
    session.commit()
    client.post("/meetings/log", data=form(learning_set))
    meeting = learning_set.meetings[0]
    assert clock.in_zone(meeting.starts_at, "Europe/Vienna").hour == 10 and meeting.zone == "Europe/Vienna"


def test_a_bad_form_says_what_to_do_and_keeps_what_was_typed(client, trainee, learning_set):
    people.sign_in(client, trainee)
    data = form(learning_set, ends="09:15", present="", **{"turns-4": "31", "turns-0": "lots"}, methods=["gossip"])
    answer = client.post("/meetings/log", data=data)
    assert answer.status_code == 422 and "<title>Error:" in answer.text
    assert answer.text.count("Enter how many members came") == 2
    assert 'href="#present"' in answer.text and "Enter a whole number, such as 5" in answer.text
    for typed in ('value="09:15"', 'value="10:00"', 'value="lots"', 'value="31"', 'value="gossip" checked'):
        assert typed in answer.text
    assert 'name="turns-4"' in answer.text


def test_a_rule_of_the_field_lands_beside_its_field_and_nothing_is_stored(client, session, trainee, learning_set):
    people.sign_in(client, trainee)
    answer = client.post("/meetings/log", data=form(learning_set, ends="09:15", **{"turns-5": "17"}))
    assert answer.status_code == 422
    assert answer.text.count("End time must be after the start time") == 2
    assert 'value="09:15"' in answer.text and 'value="17"' in answer.text
    assert session.scalar(select(func.count(PracticeRecord.id))) == 0


def test_turns_longer_than_the_meeting_are_kept_with_a_warning(client, trainee, learning_set):
    people.sign_in(client, trainee)
    answer = client.post("/meetings/log", data=form(learning_set, **{"turns-0": "100"}))
    assert "The turns come to 124 minutes, the meeting to 120" in client.get(answer.location).text


def test_thirteen_turns_are_refused_and_not_dropped(client, trainee, learning_set):
    people.sign_in(client, trainee)
    turns = {f"turns-{number}": "5" for number in range(13)}
    answer = client.post("/meetings/log", data=form(learning_set, **turns))
    assert answer.status_code == 422 and "at most 12 turns" in answer.text


@pytest.mark.parametrize("whose", ["nobody's", "somebody else's", "another centre's"])
def test_a_set_that_is_not_theirs_in_the_payload_is_refused(client, session, whose):
    foreign = sets.learning_set(people.person(Role.trainee))
    if whose == "another centre's":
        people.centre()
    trainee = people.person(Role.trainee)
    own = sets.learning_set(trainee)
    people.sign_in(client, trainee)
    data = form(foreign if whose != "nobody's" else own)
    if whose == "nobody's":
        data["learning_set"] = "6dc4d2a4-0000-4000-8000-000000000000"
    answer = client.post("/meetings/log", data=data)
    assert answer.status_code == 422
    assert session.scalar(select(func.count(PracticeRecord.id))) == 0


def test_in_a_practice_set_turns_of_ones_own_are_logged_with_who_watched(client, session, trainee):
    tutor, stranger = people.person(Role.tutor, given_name="Ottoline"), people.person(Role.trainee)
    learning_set = sets.learning_set(trainee, kind=SetKind.practice)
    people.sign_in(client, trainee)
    turn = {"practice_turns-0-minutes": "30", "practice_turns-0-observer": str(tutor.public_id)}
    assert "Ottoline" in client.get("/meetings/log").text
    wrong = client.post("/meetings/log", data=form(learning_set, role="practice"))
    assert wrong.status_code == 422 and "Enter the minutes of each turn that you facilitated" in wrong.text
    foreign = turn | {"practice_turns-0-observer": str(stranger.public_id)}
    assert client.post("/meetings/log", data=form(learning_set, role="practice", **foreign)).status_code == 422
    answer = client.post("/meetings/log", data=form(learning_set, role="practice", **turn))
    page = client.get(answer.location).text
    assert "It counts as a practice set meeting of 120 minutes once it is confirmed." in page
    assert "1 turn facilitated." in page and "observed by Ottoline" in page


def test_a_co_facilitator_adds_their_part_and_both_see_two_leads(client, session, trainee, learning_set):
    other = people.person(Role.trainee, given_name="Priya")
    sets.facilitator(learning_set, other)
    record = practice.logged(trainee, learning_set)
    people.sign_in(client, other)
    address = f"/meetings/join/{record.meeting.public_id}"
    assert address in client.get("/meetings/log").text
    assert "Add your part" in client.get(address).text
    assert client.post(address, data={}).status_code == 422
    answer = client.post(address, data={"role": "lead"})
    assert "Two people logged this meeting as lead" in client.get(answer.location).text
    assert client.get(address).status_code == 404
    people.sign_in(client, trainee)
    page = client.get(f"/meetings/{record.public_id}").text
    assert "Two people logged this meeting as lead" in page and "Priya" in page
    assert client.post(f"/meetings/{record.public_id}/role").status_code == 303
    assert "Two people logged" not in client.get(f"/meetings/{record.public_id}").text


def test_nobody_joins_a_meeting_of_a_set_they_do_not_facilitate(client, trainee, learning_set):
    record, stranger = practice.logged(trainee, learning_set), people.person(Role.trainee)
    people.sign_in(client, stranger)
    assert client.get(f"/meetings/join/{record.meeting.public_id}").status_code == 404


def test_the_writer_changes_the_log_and_a_confirmed_one_has_moved_on(client, session, trainee, learning_set):
    record = practice.logged(trainee, learning_set, starts_at=hours_ago(24 * 3))
    people.sign_in(client, trainee)
    address = f"/meetings/{record.public_id}/change"
    page = client.get(address).text
    assert 'value="30"' in page and 'value="15"' in page and 'value="grow" checked' in page
    data = form(learning_set, present="4", version=str(record.version))
    assert client.post(address, data=data | {"ends": "09:00"}).status_code == 422
    assert client.post(address, data=data).status_code == 303
    session.refresh(record.meeting)
    assert record.meeting.present == 4
    assert client.post(address, data=data).status_code == 409
    services.confirm(record, by=learning_set.organiser, as_=ConfirmedAs.organiser)
    session.commit()
    assert client.get(address).status_code == 409


def test_a_co_facilitator_changes_their_role_only(client, session, trainee, learning_set):
    other = people.person(Role.trainee)
    sets.facilitator(learning_set, other)
    record = practice.logged(trainee, learning_set)
    part = services.join_meeting(record.meeting, other, FacilitationRole.co, by=other)
    people.sign_in(client, other)
    page = client.get(f"/meetings/{part.public_id}/change").text
    assert "You can change your own part" in page and 'name="starts"' not in page
    data = {"role": "observer", "present": "1", "version": str(part.version)}
    assert client.post(f"/meetings/{part.public_id}/change", data=data).status_code == 303
    session.refresh(part)
    assert part.role is FacilitationRole.observer and part.meeting.present == 5
    assert client.get(f"/meetings/{record.public_id}/change").status_code == 404


def test_the_organiser_confirms_several_at_once(client, session, trainee, learning_set):
    records = [practice.record(trainee, learning_set) for _ in range(3)]
    people.sign_in(client, learning_set.organiser)
    page = client.get("/confirm-meetings").text
    assert "3 meetings wait for you" in page and "Nerys" in page
    empty = client.post("/confirm-meetings", data={})
    assert empty.status_code == 422 and "Tick the meetings that took place as logged" in empty.text
    ticked = [f"{record.public_id}:{record.version}" for record in records[:2]]
    assert client.post("/confirm-meetings", data={"records": ticked}).status_code == 303
    for record in records:
        session.refresh(record)
    assert [record.state.value for record in records] == ["confirmed", "confirmed", "logged"]
    assert client.post("/confirm-meetings", data={"records": ticked}).status_code == 409


def test_a_meeting_of_somebody_elses_set_among_the_ticked_confirms_none(client, session, trainee, learning_set):
    own, foreign = practice.record(trainee, learning_set), practice.record()
    people.sign_in(client, learning_set.organiser)
    for wrong in (f"{foreign.public_id}:1", "nonsense", f"{own.public_id}:x"):
        answer = client.post("/confirm-meetings", data={"records": [f"{own.public_id}:{own.version}", wrong]})
        assert answer.status_code == 422 and "Tick meetings of this list only" in answer.text
    session.refresh(own)
    assert own.state is PracticeState.logged


def test_the_list_withholds_own_and_assessed_meetings_and_notes_what_matters(client, session, trainee):
    organiser = people.person(Role.set_organiser, Role.trainee, Role.assessor)
    own_set = sets.learning_set(trainee, organiser, organiser=organiser)
    practice.record(organiser, own_set)
    enrolments.allocation(enrolments.enrolment(trainee), AllocationRole.assessor, organiser)
    practice.record(trainee, own_set, present=2)
    people.sign_in(client, organiser)
    page = client.get("/confirm-meetings").text
    assert "This is your own meeting" in page and "You assess this trainee" in page
    assert "Fewer than 3 members came" in page and 'type="checkbox"' not in page


def test_a_question_goes_to_the_trainee_and_comes_back_answered(client, session, trainee, learning_set):
    record = practice.logged(trainee, learning_set)
    address = f"/meetings/{record.public_id}"
    people.sign_in(client, learning_set.organiser)
    assert client.post(f"{address}/ask", data={"question": ""}).status_code == 422
    asked = {"question": "Which day <was> it?", "version": str(record.version)}
    assert client.post(f"{address}/ask", data=asked).status_code == 303
    assert "Question asked" in client.get(address).text
    assert "1 question waits for an answer" in client.get("/confirm-meetings?show=questions").text
    people.sign_in(client, trainee)
    page = client.get(address).text
    assert "Question to answer" in page and "Which day &lt;was&gt; it?" in page
    wrong = client.post(f"{address}/answer", data={"answer": ""})
    assert wrong.status_code == 422 and "Enter your answer" in wrong.text
    assert client.post(f"{address}/answer", data={"answer": "The third."}).status_code == 303
    assert client.post(f"{address}/answer", data={"answer": "Again."}).status_code == 409
    people.sign_in(client, learning_set.organiser)
    assert "Your question is answered" in client.get("/confirm-meetings").text
    assert "The third." in client.get(address).text


def test_after_a_question_a_meeting_may_be_refused_with_a_reason(client, session, trainee, learning_set):
    record = practice.logged(trainee, learning_set)
    address = f"/meetings/{record.public_id}"
    people.sign_in(client, learning_set.organiser)
    assert client.post(f"{address}/reject", data={"reason": "not_held"}).status_code == 409
    client.post(f"{address}/ask", data={"question": "Was it held?"})
    assert client.post(f"{address}/reject", data={}).status_code == 422
    assert client.post(f"{address}/reject", data={"reason": "not_held"}).status_code == 303
    people.sign_in(client, trainee)
    page = client.get(address).text
    assert "Does not count" in page and "The meeting was not held" in page
    assert "It does not count because the person who was asked did not confirm it." in page


def test_one_meeting_is_confirmed_on_its_page_once(client, session, trainee, learning_set):
    record = practice.logged(trainee, learning_set)
    address = f"/meetings/{record.public_id}"
    people.sign_in(client, learning_set.organiser)
    assert "Confirm meeting" in client.get(address).text
    seen = {"version": str(record.version)}
    assert client.post(f"{address}/confirm", data=seen).status_code == 303
    again = client.post(f"{address}/confirm", data=seen)
    assert again.status_code == 409 and "changed, confirmed or answered" in again.text
    page = client.get(address).text
    assert "as organiser of the set" in page and "Confirm meeting" not in page


def test_the_assessor_takes_a_confirmed_meeting_out(client, session, trainee, learning_set):
    assessor = enrolments.allocation(enrolments.enrolment(trainee), AllocationRole.assessor).person
    record = practice.record(trainee, learning_set, state=PracticeState.confirmed)
    people.sign_in(client, assessor)
    address = f"/meetings/{record.public_id}"
    assert "Take this meeting out" in client.get(address).text
    assert client.post(f"{address}/void", data={}).status_code == 422
    assert client.post(f"{address}/void", data={"reason": "not_there"}).status_code == 303
    assert "Taken out" in client.get(address).text
    assert client.post(f"{address}/confirm").status_code == 403


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("the trainee", 403),
        (Role.centre_administrator, 403),
        (Role.lead_iqa, 403),
        (Role.trainee, 404),
        (Role.set_organiser, 404),
        (Role.hr, 404),
        (Role.system_administrator, 404),
    ],
)
def test_who_may_not_confirm_is_told_why_or_finds_nothing(client, trainee, learning_set, who, status):
    record = practice.logged(trainee, learning_set)
    people.sign_in(client, trainee if who == "the trainee" else people.person(who))
    answer = client.post(f"/meetings/{record.public_id}/confirm")
    assert answer.status_code == status
    assert client.get(f"/meetings/{record.public_id}").status_code == (200 if status == 403 else 404)


def test_a_meeting_of_another_centre_is_not_found(client, session, trainee, learning_set):
    record = practice.logged(trainee, learning_set)
    address, joining = f"/meetings/{record.public_id}", f"/meetings/join/{record.meeting.public_id}"
    people.centre()
    people.sign_in(client, people.person(Role.centre_administrator, Role.set_organiser, Role.trainee))
    for page in (address, f"{address}/change", joining):
        assert client.get(page).status_code == 404
    assert client.post(f"{address}/confirm").status_code == 404
    assert client.post("/confirm-meetings", data={"records": f"{record.public_id}:1"}).status_code == 422


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.trainee])
def test_the_log_is_for_trainees(client, session, role):
    people.sign_in(client, people.person(role))
    assert client.get("/meetings").status_code == 404
    assert client.get("/meetings/log").status_code == 404
    assert client.get("/confirm-meetings").status_code == (200 if role is Role.set_organiser else 404)


def test_turn_minutes_are_not_the_organisers_to_read(client, trainee, learning_set):
    record = practice.logged(trainee, learning_set)
    people.sign_in(client, learning_set.organiser)
    assert "Presenter turns" not in client.get(f"/meetings/{record.public_id}").text
    people.sign_in(client, trainee)
    assert "Presenter turns" in client.get(f"/meetings/{record.public_id}").text


def test_sixty_meetings_take_no_more_statements_than_one(client, session, trainee, learning_set):
    assessors = enrolments.allocation(enrolments.enrolment(trainee), AllocationRole.assessor).person_id
    other = people.person(Role.trainee)
    sets.facilitator(learning_set, other)
    for state in list(PracticeState) * 10:
        record = practice.record(trainee, learning_set, state=state)
        practice.record(other, role=FacilitationRole.co, meeting=record.meeting)
    waiting = practice.logged(trainee, learning_set)
    own, others, organisers = trainee.id, other.id, learning_set.organiser_id
    looks = [
        (own, "/meetings"),
        (own, "/meetings?page=3"),
        (own, "/meetings/log"),
        (own, f"/meetings/{waiting.public_id}"),
        (own, f"/meetings/{waiting.public_id}/change"),
        (others, f"/meetings/join/{waiting.meeting.public_id}"),
        (organisers, "/confirm-meetings"),
        (organisers, f"/meetings/{waiting.public_id}"),
        (assessors, f"/meetings/{waiting.public_id}"),
    ]
    for person_id, address in looks:
        people.sign_in(client, session.get_one(Person, person_id))
        session.expunge_all()
        with count_sql() as sent:
            assert client.get(address).status_code == 200
        assert len(sent) <= MOST, (address, "\n\n".join(sent))


def test_tabs_show_one_part_of_the_list_each(client, trainee, learning_set):
    for state in PracticeState:
        practice.record(trainee, learning_set, state=state)
    people.sign_in(client, trainee)
    for show, rows in (("", 6), ("waiting", 1), ("confirmed", 2), ("questions", 1)):
        page = client.get(f"/meetings?show={show}").text
        assert page.count('<th scope="row">') == rows, show


def test_empty_lists_say_what_will_be_there_and_what_to_do(client, session, trainee):
    people.sign_in(client, trainee)
    assert "No meetings yet" in client.get("/meetings").text
    assert "You facilitate no set yet" in client.get("/meetings/log").text
    practice.record(trainee)
    session.commit()
    assert "None of your meetings is in this list" in client.get("/meetings?show=questions").text
    people.sign_in(client, people.person(Role.set_organiser))
    assert "Nothing to confirm" in client.get("/confirm-meetings").text
    assert "No question is open" in client.get("/confirm-meetings?show=questions").text
