"""Supervision: logged by the trainee, signed by the supervisor; what it is worth (invariant 12) and who reads it."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import history
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.mail import Mail
from people.models import Person, Role
from tests import london
from tests.factories import enrolments, people
from training.enrolments.models import AllocationRole
from training.practice import supervision_services as services
from training.practice.models import SupervisionFormat, SupervisionMeeting, SupervisionState
from training.practice.supervision_queries import credit_of, signed_minutes_of, supervisees_of, supervisors_of
from training.practice.supervision_services import Talk
from training.practice.supervision_workflow import SUPERVISION, SupervisionAction

GROUP = SupervisionFormat.group


def yesterday() -> date:
    """A day on which people met."""
    return london.today() - timedelta(days=1)


def logged(trainee: Person | None = None, supervisor: Person | None = None, **changes: Any) -> Any:
    """A meeting of an hour that waits for a supervisor with an account."""
    trainee = trainee or people.person(Role.trainee)
    facts: dict[str, Any] = {"held_on": yesterday(), "minutes": 60} | changes
    if not facts.get("supervisor_email"):
        supervisor = supervisor or people.person(Role.supervisor)
    return services.log_supervision(trainee, supervisor, **facts, by=trainee)


def broken_field(**changes: Any) -> str | None:
    with pytest.raises(RuleBroken) as refused:
        logged(**changes)
    return refused.value.field


@pytest.mark.parametrize("state", SupervisionState)
@pytest.mark.parametrize("action", SupervisionAction)
def test_supervision_moves_only_along_its_table(state: SupervisionState, action: SupervisionAction) -> None:
    allowed = {("logged", "sign"), ("logged", "query"), ("logged", "change"), ("queried", "change")}
    assert SUPERVISION.allows(state, action) == ((state.value, action.value) in allowed)


@pytest.mark.parametrize(
    ("minutes", "observed", "attendees", "stored", "counted"),
    [
        (60, 0, 1, 60, 60),
        (90, 30, 1, 60, 60),
        (60, 0, 6, 60, 60),
        (60, 0, 7, 60, 51),
        (120, 20, 8, 100, 75),
    ],
)
def test_watching_is_left_out_and_large_groups_share_the_minutes(
    session: Session, minutes: int, observed: int, attendees: int, stored: int, counted: int
) -> None:
    meeting = logged(
        minutes=minutes,
        observed_minutes=observed,
        attendees=attendees,
        format=GROUP if attendees > 1 else SupervisionFormat.individual,
    )
    assert (meeting.minutes, credit_of(meeting)) == (stored, counted)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("held_on", {"held_on": london.today() + timedelta(days=1)}),
        ("minutes", {"minutes": 0}),
        ("minutes", {"minutes": 481}),
        ("observed_minutes", {"observed_minutes": 60}),
        ("observed_minutes", {"observed_minutes": -1}),
        ("attendees", {"format": GROUP, "attendees": 1}),
        ("topics", {"topics": ["gossip"]}),
        ("supervisor_name", {"supervisor_email": "ann@example.net"}),
        ("supervisor_email", {"supervisor_email": "ann", "supervisor_name": "Ann"}),
        ("supervisor_email", {"supervisor_email": "a@b.org\nBcc: c@d.org", "supervisor_name": "Ann"}),
        ("supervisor_email", {"supervisor_email": "@", "supervisor_name": "Ann"}),
    ],
)
def test_supervision_is_not_logged_like_this(session: Session, field: str, changes: dict[str, Any]) -> None:
    assert broken_field(**changes) == field


def test_a_trainee_cannot_name_themself_as_supervisor_without_an_account(session: Session) -> None:
    trainee = people.person(Role.trainee, email="me@example.org")
    changes: dict[str, Any] = {"supervisor_name": "Somebody", "supervisor_email": "ME@example.org"}
    assert broken_field(trainee=trainee, **changes) == "supervisor_email"


def test_only_those_with_the_role_or_an_allocation_supervise(session: Session) -> None:
    people.centre()
    here, there = people.organisation(), people.organisation()
    trainee = people.person(Role.trainee, organisation_id=here.id)
    near, far = people.person(Role.supervisor, scope=here), people.person(Role.supervisor, scope=there)
    given = enrolments.allocation(enrolments.enrolment(trainee), AllocationRole.supervisor).person
    own = people.grant(trainee, Role.supervisor).person
    assert set(supervisors_of(trainee)) == {near, given}
    for other in (own, far, people.person(Role.trainee)):
        assert broken_field(trainee=trainee, supervisor=other) == "supervisor"


def test_the_address_of_a_known_supervisor_is_that_supervisor(session: Session) -> None:
    supervisor = people.person(Role.supervisor, email="nia@example.org")
    meeting = logged(supervisor_name="Nia", supervisor_email="Nia@Example.org")
    assert (meeting.supervisor, meeting.supervisor_email) == (supervisor, "")


def test_the_same_meeting_is_logged_once(session: Session) -> None:
    first = logged()
    assert broken_field(trainee=first.trainee, supervisor=first.supervisor) == "held_on"
    assert logged(first.trainee, first.supervisor, minutes=45).minutes == 45
    outside: dict[str, Any] = {"supervisor_name": "Ann", "supervisor_email": "ann@example.net"}
    assert logged(first.trainee, **outside).supervisor is None
    assert broken_field(trainee=first.trainee, **outside) == "held_on"
    assert logged(first.trainee, **outside | {"supervisor_email": "bob@example.net"}).supervisor is None


def test_only_what_is_signed_counts_and_only_the_supervisor_signs(session: Session) -> None:
    meeting = logged()
    trainee, supervisor = meeting.trainee, meeting.supervisor
    assert signed_minutes_of(trainee) == 0
    for other in (trainee, people.person(Role.supervisor)):
        with pytest.raises(NotAllowed):
            services.sign_supervision(meeting, by=other)
    with pytest.raises(NotAllowed):
        services.sign_supervision(meeting, by=None)
    services.sign_supervision(meeting, by=supervisor)
    assert (meeting.state, signed_minutes_of(trainee)) == (SupervisionState.signed, 60)
    assert [(row.trainee, row.meetings, row.minutes) for row in supervisees_of(supervisor)] == [(trainee, 1, 60)]


def test_signing_twice_has_moved_on_and_what_is_signed_stays(session: Session) -> None:
    meeting = logged()
    services.sign_supervision(meeting, by=meeting.supervisor)
    with pytest.raises(MovedOn):
        services.sign_supervision(meeting, by=meeting.supervisor)
    with pytest.raises(MovedOn):
        services.query_supervision(meeting, ["date"], by=meeting.supervisor)
    with pytest.raises(MovedOn):
        services.change_supervision(meeting, Talk(meeting.supervisor, yesterday(), 90), by=meeting.trainee)
    session.refresh(meeting)
    assert meeting.minutes == 60


def test_a_change_after_the_page_was_opened_is_not_signed(session: Session) -> None:
    meeting = logged()
    opened = meeting.version
    services.change_supervision(meeting, Talk(meeting.supervisor, yesterday(), 300), by=meeting.trainee)
    with pytest.raises(MovedOn):
        services.sign_supervision(meeting, by=meeting.supervisor, version=opened)


def test_a_question_leads_back_to_the_trainee_and_a_change_back_to_the_supervisor(session: Session) -> None:
    meeting = logged()
    services.query_supervision(meeting, ["minutes"], by=meeting.supervisor)
    assert meeting.state is SupervisionState.queried
    with pytest.raises(MovedOn):
        services.sign_supervision(meeting, by=meeting.supervisor)
    services.change_supervision(meeting, Talk(meeting.supervisor, yesterday(), 45), by=meeting.trainee)
    services.sign_supervision(meeting, by=meeting.supervisor)
    assert signed_minutes_of(meeting.trainee) == 45
    assert [entry.verb for entry in history.timeline(meeting)] == ["logged", "queried", "changed", "signed"]
    recipients = [mail.recipient for mail in session.scalars(select(Mail).order_by(Mail.id))]
    assert recipients == [meeting.supervisor.email, meeting.trainee.email, meeting.supervisor.email]


def test_a_question_names_what_is_not_right(session: Session) -> None:
    meeting = logged()
    for wrong in ([], ["weather"]):
        with pytest.raises(RuleBroken):
            services.query_supervision(meeting, wrong, by=meeting.supervisor)


def test_topics_are_codes_and_stay_out_of_mail_and_history(session: Session) -> None:
    meeting = logged(topics=["own_reactions", "ethics"])
    assert meeting.topics == ["ethics", "own_reactions"]
    told = [mail.text + mail.subject for mail in session.scalars(select(Mail))]
    told += [str(entry.facts) for entry in history.timeline(meeting)]
    assert not [text for text in told if "reactions" in text or "ethics" in text.lower()]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("trainee", 200),
        ("its supervisor", 200),
        ("supervisor", 200),
        ("assessor", 200),
        ("iqa", 200),
        ("lead_iqa", 200),
        ("centre_administrator", 200),
        ("another supervisor", 404),
        ("another trainee", 404),
        ("tutor", 404),
        ("observer", 404),
        ("set_organiser", 404),
        ("hr", 404),
        ("system_administrator", 404),
        ("eqa", 404),
    ],
)
def test_who_reads_dates_and_minutes_of_supervision(
    client: FlaskClient, session: Session, who: str, status: int
) -> None:
    meeting = logged()
    if who == "trainee":
        person = meeting.trainee
    elif who == "its supervisor":
        person = meeting.supervisor
    elif who in {"assessor", "iqa", "supervisor"}:
        person = enrolments.allocation(enrolments.enrolment(meeting.trainee), AllocationRole(who)).person
    else:
        person = people.person(Role(who.removeprefix("another ")))
    people.sign_in(client, person)
    assert client.get(f"/supervision/{meeting.public_id}").status_code == status


def test_the_supervision_of_another_centre_is_not_found(client: FlaskClient, session: Session) -> None:
    meeting = logged()
    people.centre()
    people.sign_in(client, people.person(Role.centre_administrator))
    assert client.get(f"/supervision/{meeting.public_id}").status_code == 404


def test_a_trainee_logs_and_the_supervisor_signs_in_their_pages(client: FlaskClient, session: Session) -> None:
    trainee = people.person(Role.trainee, given_name="Ffion", family_name="Trahaearn-Ollerenshaw")
    supervisor = people.person(Role.supervisor)
    people.login(supervisor, people.PASSWORD)
    people.sign_in(client, trainee)
    assert "No supervision yet" in client.get("/supervision").text
    form: dict[str, Any] = {
        "held_on": yesterday().isoformat(),
        "minutes": "75",
        "observed_minutes": "15",
        "format": "individual",
        "topics": ["ethics", "group"],
        "supervisor": str(supervisor.public_id),
    }
    bad = client.post("/supervision/log", data=form | {"minutes": "many"})
    assert bad.status_code == 422
    assert "Enter a whole number, such as 5" in bad.text
    assert 'value="15"' in bad.text
    assert client.post("/supervision/log", data=form).status_code == 303
    meeting = session.scalars(select(SupervisionMeeting)).one()
    assert "60 once signed" in client.get("/supervision").text
    change = client.get(f"/supervision/{meeting.public_id}/change")
    assert change.status_code == 200
    assert 'value="60"' in change.text

    people.sign_in(client, supervisor)
    assert "Ffion Trahaearn-Ollerenshaw" in client.get("/supervising").text
    assert "1 meeting waits for your signature." in client.get("/supervising").text
    address = f"/supervision/{meeting.public_id}"
    assert "You sign as" in client.get(address).text
    assert client.post(f"{address}/question", data={"version": meeting.version}).status_code == 422
    assert client.post(f"{address}/sign", data={"version": meeting.version, "password": "guess"}).status_code == 422
    signature = {"version": meeting.version, "password": people.PASSWORD}
    assert client.post(f"{address}/sign", data=signature).status_code == 303
    page = client.get(address).text
    assert f"{supervisor.full_name}, supervisor, " in page
    assert client.post(f"{address}/sign", data=signature).status_code == 409
    assert client.get("/supervising").text.count("Look and sign") == 0


def test_a_supervisor_asks_for_a_change_in_their_page(client: FlaskClient, session: Session) -> None:
    meeting = logged()
    people.sign_in(client, meeting.supervisor)
    address = f"/supervision/{meeting.public_id}"
    asked = {"version": meeting.version, "wrong": ["date", "met"]}
    assert client.post(f"{address}/question", data=asked).status_code == 303
    people.sign_in(client, meeting.trainee)
    assert "says that something is not right: the date, whether they met." in client.get(address).text
    session.expire_all()
    corrected = {
        "version": meeting.version,
        "held_on": (yesterday() - timedelta(days=1)).isoformat(),
        "minutes": "60",
        "format": "individual",
        "supervisor": str(meeting.supervisor.public_id),
    }
    assert client.post(f"{address}/change", data=corrected).status_code == 303
    session.expire_all()
    assert meeting.state is SupervisionState.logged


def test_a_supervisor_of_another_centre_cannot_be_chosen(client: FlaskClient, session: Session) -> None:
    stranger = people.person(Role.supervisor)
    people.centre()
    trainee = people.person(Role.trainee)
    people.sign_in(client, trainee)
    sent = {"held_on": yesterday().isoformat(), "minutes": "60", "supervisor": str(stranger.public_id)}
    assert client.post("/supervision/log", data=sent).status_code == 422
    assert session.scalars(select(SupervisionMeeting)).all() == []


def test_only_the_trainee_changes_and_only_the_supervisor_signs(client: FlaskClient, session: Session) -> None:
    meeting = logged()
    address = f"/supervision/{meeting.public_id}"
    people.sign_in(client, meeting.supervisor)
    assert client.get(f"{address}/change").status_code == 403
    assert client.post(f"{address}/link").status_code == 403
    people.sign_in(client, meeting.trainee)
    assert client.post(f"{address}/sign", data={"version": meeting.version}).status_code == 403
