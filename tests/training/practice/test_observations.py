"""Observed practice: who observes, both signatures, what it counts for, who reads it (invariants 9 and 11)."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import history
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.mail import Mail
from people.models import Person, Role
from tests.factories import enrolments, people, practice
from training.enrolments.models import AllocationRole
from training.practice import behaviours, policy
from training.practice import observation_services as services
from training.practice import services as meetings
from training.practice.models import (
    ConfirmedAs,
    FacilitationRole,
    ObservationOutcome,
    ObservationState,
    ObservedPractice,
    ObserverKind,
    PracticeRecord,
    PracticeState,
)
from training.practice.observation_queries import observers_of
from training.practice.observation_wording import why_not
from training.practice.observation_workflow import OBSERVATIONS, ObservationAction

GOOD = {"contracting": "C", "questions": "D", "space": "B"}
NARRATIVE = "Opened on time, agreed the order of turns, asked open questions throughout."
SATISFACTORY = ObservationOutcome.satisfactory


def planned(record: PracticeRecord | None = None, observer: Person | None = None) -> ObservedPractice:
    """An observation that somebody was asked for."""
    record = record or practice.record()
    observer = observer or people.person(Role.observer)
    return services.plan_observation(record, observer, by=record.person)


def written(row: ObservedPractice | None = None, minutes: int = 120, **changes: Any) -> ObservedPractice:
    """An observation that the observer has signed."""
    row = row or planned()
    facts = {"ratings": GOOD, "narrative": NARRATIVE, "outcome": SATISFACTORY} | changes
    services.sign_as_observer(row, minutes, **facts, by=row.observer)
    return row


def signed(row: ObservedPractice | None = None, minutes: int = 120, **changes: Any) -> ObservedPractice:
    """An observation with both signatures."""
    row = written(row, minutes, **changes)
    services.sign_as_trainee(row, "I see it the same way.", by=row.practice_record.person)
    return row


@pytest.mark.parametrize("state", ObservationState)
@pytest.mark.parametrize("action", ObservationAction)
def test_an_observation_moves_only_along_its_table(state: ObservationState, action: ObservationAction) -> None:
    allowed = {
        ("planned", "write"),
        ("planned", "sign_as_observer"),
        ("planned", "cancel"),
        ("observer_signed", "sign_as_trainee"),
    }
    assert OBSERVATIONS.allows(state, action) == ((state.value, action.value) in allowed)


@pytest.mark.parametrize(
    ("ratings", "speaks_against"),
    [
        ({"space": "C", "questions": "D"}, False),
        ({"space": "C", "questions": "D", "method": "B"}, False),
        ({"space": "C", "questions": "D", "method": "A"}, True),
        ({"space": "C", "questions": "B", "method": "B"}, True),
        ({}, True),
    ],
)
def test_two_behaviours_at_c_or_d_and_none_at_a_make_it_satisfactory(
    ratings: dict[str, str], speaks_against: bool
) -> None:
    assert (behaviours.doubt(ratings) is not None) == speaks_against


def test_the_right_of_an_observer_follows_from_who_they_are(session: Session) -> None:
    trainee, tutor = people.person(Role.trainee), people.person(Role.tutor)
    observer = people.person(Role.observer)
    enrolment = enrolments.enrolment(trainee)
    assessor = enrolments.allocation(enrolment, AllocationRole.assessor).person
    assert observers_of(trainee) == {assessor: ObserverKind.assessor, observer: ObserverKind.approved_observer}
    people.grant(assessor, Role.observer)
    assert observers_of(trainee)[assessor] is ObserverKind.assessor
    assert tutor not in observers_of(trainee)


def test_an_observer_of_another_organisation_is_not_offered(session: Session) -> None:
    people.centre()
    here, there = people.organisation(), people.organisation()
    trainee = people.person(Role.trainee, organisation_id=here.id)
    near, far = people.person(Role.observer, scope=here), people.person(Role.observer, scope=there)
    assert list(observers_of(trainee)) == [near]
    with pytest.raises(RuleBroken) as refused:
        planned(practice.record(trainee), far)
    assert refused.value.field == "observer"


def test_a_quality_assurer_never_observes_their_own_trainee(session: Session) -> None:
    trainee = people.person(Role.trainee)
    iqa = enrolments.allocation(enrolments.enrolment(trainee), AllocationRole.iqa).person
    people.grant(iqa, Role.observer)
    assert iqa not in observers_of(trainee)


def test_nobody_observes_themself(session: Session) -> None:
    trainee = people.person(Role.trainee, Role.observer)
    with pytest.raises(RuleBroken):
        planned(practice.record(trainee), trainee)


def test_a_kind_that_the_observer_has_no_right_to_is_refused(session: Session) -> None:
    record, observer = practice.record(), people.person(Role.observer)
    with pytest.raises(RuleBroken):
        services.plan_observation(record, observer, ObserverKind.assessor, by=record.person)


@pytest.mark.parametrize("role", [FacilitationRole.member, FacilitationRole.observer])
def test_only_a_meeting_that_the_trainee_facilitated_is_observed(session: Session, role: FacilitationRole) -> None:
    with pytest.raises(RuleBroken):
        planned(practice.record(role=role))


@pytest.mark.parametrize("state", [PracticeState.rejected, PracticeState.void])
def test_a_meeting_that_does_not_stand_is_not_observed(session: Session, state: PracticeState) -> None:
    with pytest.raises(RuleBroken):
        planned(practice.record(state=state))


def test_a_trainee_asks_for_their_own_meetings_only(session: Session) -> None:
    record = practice.record()
    with pytest.raises(NotAllowed):
        services.plan_observation(record, people.person(Role.observer), by=people.person(Role.trainee))


def test_the_same_person_is_asked_once_about_a_meeting(session: Session) -> None:
    row = planned()
    with pytest.raises(RuleBroken):
        planned(row.practice_record, row.observer)
    services.cancel_observation(row, by=row.observer)
    assert planned(row.practice_record, row.observer).state is ObservationState.planned


def test_the_observer_is_told_by_mail_without_anything_of_the_meeting_but_its_day(session: Session) -> None:
    row = planned()
    mail = session.scalars(select(Mail).where(Mail.recipient == row.observer.email)).one()
    assert f"/observe/{row.public_id}" in mail.text
    assert row.practice_record.meeting.learning_set.name not in mail.text


def test_neither_mail_nor_history_holds_what_was_written(session: Session) -> None:
    row = signed(narrative="A sentence nobody else needs", outcome=ObservationOutcome.not_yet)
    told = [mail.text + mail.subject for mail in session.scalars(select(Mail))]
    told += [f"{entry.verb}{entry.result}{entry.facts}" for entry in history.timeline(row)]
    assert not [text for text in told if "A sentence" in text or "not_yet" in text]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("present_minutes", {"minutes": 0}),
        ("present_minutes", {"minutes": 121}),
        ("narrative", {"narrative": "  "}),
        ("outcome", {"outcome": None}),
        ("outcome", {"ratings": {"space": "A", "questions": "D", "method": "D"}}),
        ("rating_contracting", {"ratings": {}}),
        ("rating_space", {"ratings": {"space": "E"}}),
        ("rating_shoe_size", {"ratings": {"shoe_size": "A"}}),
    ],
)
def test_an_observation_is_not_signed_before_it_is_whole(session: Session, field: str, changes: dict[str, Any]) -> None:
    with pytest.raises(RuleBroken) as refused:
        written(**changes)
    assert refused.value.field == field


def test_what_is_saved_for_later_is_read_by_the_observer_alone(session: Session) -> None:
    row = planned()
    services.save_observation(row, 60, {"space": "C"}, "So far", by=row.observer)
    assert policy.can_read_observation(row.observer, row)
    assert not policy.can_read_observation(row.practice_record.person, row)
    assert row.state is ObservationState.planned


def test_only_the_observer_signs_as_observer_and_only_the_trainee_as_trainee(session: Session) -> None:
    row = planned()
    with pytest.raises(NotAllowed):
        services.sign_as_observer(row, 120, GOOD, NARRATIVE, SATISFACTORY, by=row.practice_record.person)
    written(row)
    with pytest.raises(NotAllowed):
        services.sign_as_trainee(row, "", by=row.observer)


def test_signing_twice_has_moved_on(session: Session) -> None:
    row = written()
    with pytest.raises(MovedOn):
        written(row)
    services.sign_as_trainee(row, "", by=row.practice_record.person)
    with pytest.raises(MovedOn):
        services.sign_as_trainee(row, "once more", by=row.practice_record.person)
    with pytest.raises(MovedOn):
        services.save_observation(row, 10, {}, "other", by=row.observer)
    with pytest.raises(MovedOn):
        services.cancel_observation(row, by=row.observer)
    assert row.narrative == NARRATIVE
    assert row.trainee_comment == ""


def test_the_trainee_cannot_sign_before_the_observer(session: Session) -> None:
    row = planned()
    with pytest.raises(MovedOn):
        services.sign_as_trainee(row, "", by=row.practice_record.person)


def test_what_was_changed_after_the_page_was_opened_is_not_signed(session: Session) -> None:
    row = planned()
    opened = row.version
    services.save_observation(row, 60, {}, "In another tab", by=row.observer)
    with pytest.raises(MovedOn):
        services.sign_as_observer(row, 120, GOOD, NARRATIVE, SATISFACTORY, by=row.observer, version=opened)


def test_a_signed_observation_confirms_the_meeting_as_observer(session: Session) -> None:
    row = written()
    assert row.practice_record.state is PracticeState.logged
    services.sign_as_trainee(row, "", by=row.practice_record.person)
    record = row.practice_record
    assert (record.state, record.confirmed_as) == (PracticeState.confirmed, ConfirmedAs.observer)
    assert record.confirmed_by_id == row.observer_id


def test_an_assessor_who_observes_does_not_confirm_alone(session: Session) -> None:
    trainee = people.person(Role.trainee)
    assessor = enrolments.allocation(enrolments.enrolment(trainee), AllocationRole.assessor).person
    row = signed(planned(practice.record(trainee), assessor))
    assert row.state is ObservationState.signed
    assert row.practice_record.state is PracticeState.logged


def test_an_observer_who_saw_too_little_confirms_nothing(session: Session) -> None:
    assert signed(minutes=95).practice_record.state is PracticeState.logged
    assert signed(minutes=96).practice_record.state is PracticeState.confirmed


def test_a_log_that_was_changed_after_the_observer_signed_is_not_confirmed_by_them(session: Session) -> None:
    record = practice.logged(present=2)
    row = written(planned(record))
    meeting = record.meeting
    facts = practice.facts(starts_at=meeting.starts_at) | {"present": 5}
    meetings.change_meeting(record, **facts, by=record.person)
    services.sign_as_trainee(row, "", by=record.person)
    assert (row.state, record.state) == (ObservationState.signed, PracticeState.logged)


def test_a_question_about_a_meeting_is_not_settled_by_an_observation(session: Session) -> None:
    assert signed(planned(practice.record(state=PracticeState.queried))).practice_record.state is PracticeState.queried


def test_the_page_says_why_an_observation_does_not_count(session: Session) -> None:
    assert "the observer saw 95 of 120 minutes" in why_not(signed(minutes=95))[0]
    assert "until observer and trainee have both signed" in why_not(written())[0]
    assert "not yet" in why_not(signed(outcome=ObservationOutcome.not_yet))[0]
    assert why_not(signed()) == []


def sign_in_as(client: FlaskClient, session: Session, who: str, row: ObservedPractice) -> None:
    """Sign in somebody who stands to this observation as `who` says."""
    trainee = row.practice_record.person
    if who in {"assessor", "iqa", "supervisor"}:
        person = people.person(Role(who))
        enrolments.allocation(enrolments.enrolment(trainee), AllocationRole(who), person)
    elif who == "trainee":
        person = trainee
    elif who == "observer":
        person = row.observer
    elif who == "another trainee":
        person = people.person(Role.trainee)
    elif who == "line manager":
        person = people.person(Role.trainee)
        trainee.line_manager_id = person.id
    elif who == "another assessor":
        person = people.person(Role.assessor)
    else:
        person = people.person(Role(who))
    people.sign_in(client, person)


@pytest.mark.parametrize(
    ("who", "status", "reads"),
    [
        ("trainee", 200, True),
        ("observer", 200, True),
        ("assessor", 200, True),
        ("iqa", 200, True),
        ("lead_iqa", 200, True),
        ("centre_administrator", 200, False),
        ("supervisor", 404, False),
        ("another assessor", 404, False),
        ("another trainee", 404, False),
        ("line manager", 404, False),
        ("tutor", 404, False),
        ("set_organiser", 404, False),
        ("hr", 404, False),
        ("system_administrator", 404, False),
        ("eqa", 404, False),
    ],
)
def test_who_reads_an_observation(client: FlaskClient, session: Session, who: str, status: int, reads: bool) -> None:
    row = signed()
    sign_in_as(client, session, who, row)
    page = client.get(f"/observations/{row.public_id}")
    assert page.status_code == status
    assert (NARRATIVE in page.text) == reads


def test_the_observation_of_another_centre_is_not_found(client: FlaskClient, session: Session) -> None:
    row = signed()
    people.centre()
    people.sign_in(client, people.person(Role.lead_iqa))
    assert client.get(f"/observations/{row.public_id}").status_code == 404
    assert client.get(f"/observe/{row.public_id}").status_code == 404


def test_a_trainee_asks_and_both_sign_in_their_pages(client: FlaskClient, session: Session) -> None:
    record = practice.record(people.person(Role.trainee, given_name="Ffion", family_name="Trahaearn-Ollerenshaw"))
    observer = people.person(Role.observer)
    trainee = record.person
    people.login(trainee, people.PASSWORD)
    people.login(observer, people.PASSWORD)
    people.sign_in(client, trainee)
    assert "No observed practice yet" in client.get("/observations").text
    asked = {"record": str(record.public_id), "observer": str(observer.public_id)}
    assert client.post("/observations/ask", data=asked).status_code == 303
    row = session.scalars(select(ObservedPractice)).one()
    assert "With the observer" in client.get("/observations").text

    people.sign_in(client, observer)
    assert "Trahaearn" in client.get("/observing").text
    form = {
        "version": row.version,
        "present_minutes": 120,
        "narrative": NARRATIVE,
        "outcome": "satisfactory",
        **{f"rating_{code}": rating for code, rating in GOOD.items()},
    }
    later = client.post(f"/observe/{row.public_id}", data=form | {"save": "yes"})
    assert later.status_code == 303
    page = client.get(f"/observe/{row.public_id}")
    assert NARRATIVE in page.text
    assert "approved observer" in page.text
    session.expire_all()
    form["version"] = row.version
    wrong = client.post(f"/observe/{row.public_id}", data=form | {"password": "not my password"})
    assert wrong.status_code == 422
    assert "This is not your password" in wrong.text
    assert NARRATIVE in wrong.text
    unsigned = client.post(f"/observe/{row.public_id}", data=form)
    assert "Type your password to sign" in unsigned.text
    assert client.post(f"/observe/{row.public_id}", data=form | {"password": people.PASSWORD}).status_code == 303
    assert client.get(f"/observe/{row.public_id}").status_code == 303

    people.sign_in(client, trainee)
    page = client.get(f"/observations/{row.public_id}")
    assert NARRATIVE in page.text
    session.expire_all()
    signature = {"version": row.version, "comment": "I would open more slowly.", "password": people.PASSWORD}
    assert client.post(f"/observations/{row.public_id}/sign", data=signature).status_code == 303
    final = client.get(f"/observations/{row.public_id}").text
    assert "I would open more slowly." in final
    assert "Ffion Trahaearn-Ollerenshaw, trainee, " in final
    assert "Signed by both" in client.get("/observations").text
    assert client.post(f"/observations/{row.public_id}/sign", data=signature).status_code == 409


def test_an_assessor_finds_what_others_signed_about_their_trainees(client: FlaskClient, session: Session) -> None:
    row = signed()
    assessor = people.person(Role.assessor)
    enrolments.allocation(enrolments.enrolment(row.practice_record.person), AllocationRole.assessor, assessor)
    unsigned = planned(practice.record(), people.person(Role.observer))
    people.sign_in(client, assessor)
    assert "Nothing to observe" in client.get("/observing").text
    page = client.get("/observing?show=trainees").text
    assert row.practice_record.person.full_name in page
    assert unsigned.practice_record.person.full_name not in page


def test_the_record_and_observer_of_somebody_else_cannot_be_chosen(client: FlaskClient, session: Session) -> None:
    trainee, other = people.person(Role.trainee), practice.record()
    own, observer = practice.record(trainee), people.person(Role.observer)
    people.sign_in(client, trainee)
    for record, person in [(other, observer), (own, other.person)]:
        sent = {"record": str(record.public_id), "observer": str(person.public_id)}
        assert client.post("/observations/ask", data=sent).status_code == 422
    assert session.scalars(select(ObservedPractice)).all() == []


def test_somebody_who_may_read_may_not_sign_for_another(client: FlaskClient, session: Session) -> None:
    row = written()
    people.sign_in(client, people.person(Role.lead_iqa))
    answer = client.post(f"/observations/{row.public_id}/sign", data={"version": row.version})
    assert answer.status_code == 403
    assert "Only the person who was observed signs here." in answer.text
    assert client.post(f"/observations/{row.public_id}/cancel").status_code == 403


def test_hr_reaches_no_list_of_observations(client: FlaskClient, session: Session) -> None:
    people.sign_in(client, people.person(Role.hr))
    for address in ("/observations", "/observations/ask", "/observing", "/supervision", "/supervising", "/diary"):
        assert client.get(address).status_code == 404
