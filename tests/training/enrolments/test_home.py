"""A trainee's home, from rows to the page."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from core import clock
from core.db import db
from people.models import Role
from tests import london
from tests.factories import awards, enrolments, people, portfolio, practice, sets
from tests.sql_count import MOST, count_sql
from training.enrolments import home_wording, services
from training.enrolments.home import Home, home_of, places_of
from training.enrolments.models import AllocationRole, Enrolment
from training.enrolments.next_step import Do, Step, Subject
from training.enrolments.progress import Item, ItemKind, progress_of
from training.portfolio.models import EvidenceState
from training.practice.models import (
    DiaryEntry,
    FacilitationRole,
    ObservationOutcome,
    ObservationState,
    PracticeRecord,
    PracticeState,
    SupervisionState,
)
from training.sets.models import LearningSet, MeetingState, SetMeeting

NEVER_SAID = re.compile(r"\b(fail\w*|submit\w*|invalid\w*|users?|sessions?|learners?|students?|candidates?)\b", re.I)
_days = count(1)
_circles = count(1)


@pytest.fixture
def place(session: Session) -> Enrolment:
    """A trainee of ALF-CERT-L5, registered 400 days ago, with an optional unit and nothing else yet."""
    return portfolio.enrolment(person=people.person(Role.trainee))


def days_ago(days: int) -> date:
    return london.today() - timedelta(days=days)


def a_set(place: Enrolment, **fields: Any) -> LearningSet:
    """A set that the trainee facilitates, under a name that no other factory gives."""
    return sets.learning_set(place.person, **{"name": f"Circle {next(_circles)}"} | fields)


def held(place: Enrolment, learning_set: LearningSet, **fields: Any) -> PracticeRecord:
    starts_at = practice.hours_ago(24 * (next(_days) % 200 + 1))
    usual: dict[str, Any] = {"state": PracticeState.confirmed, "starts_at": starts_at}
    return practice.record(place.person, learning_set, **usual | fields)


def planned(learning_set: LearningSet, *, in_days: int) -> None:
    starts_at = practice.hours_ago(-24 * in_days)
    meeting = SetMeeting(
        learning_set=learning_set,
        number=3,
        state=MeetingState.planned,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        zone=clock.DEFAULT_ZONE,
        mode=learning_set.mode,
    )
    db.session.add(meeting)
    db.session.flush()


def home(place: Enrolment) -> Home:
    db.session.flush()
    db.session.expire_all()
    shown = next(each for each in places_of(place.person) if each.id == place.id)
    with db.session.no_autoflush:
        return home_of(shown)


@pytest.fixture
def request_context(app: Any, session: Session) -> Any:
    with app.test_request_context():
        yield


def titles(place: Enrolment) -> list[str]:
    return [step.title for step in home(place).steps]


pytestmark = pytest.mark.usefixtures("request_context")


def test_a_question_on_a_meeting_comes_before_everything_else(place: Enrolment):
    leeds = a_set(place, name="Leeds")
    portfolio.draft(place, title="My first set")
    held(place, leeds, state=PracticeState.queried)
    first, second = home(place).steps[:2]
    assert first.title.startswith("Answer a question about the meeting on ")
    assert first.title.endswith(" with Leeds")
    assert leeds.organiser.full_name in first.sentence
    assert second.title == "Finish the account “My first set”"


def test_a_referral_names_its_criteria_and_the_day_it_is_due(place: Enrolment):
    portfolio.decided(place, "C5-4", refer=("1.3",))
    shown = home(place)
    assert shown.steps[0].title == "Look again at 1.3 in unit C5-4"
    due = london.today() + timedelta(days=42)
    assert f"by {due.day} {due:%b} {due.year}. The other 2 criteria stay met." in shown.steps[0].sentence
    (unit,) = [each for each in shown.units if each.code == "C5-4"]
    assert (unit.status.text, [tile.state for tile in unit.tiles]) == ("Look again at 1.3", ["met", "met", "refer"])
    assert (shown.criteria, shown.passed) == ((2, 19), (0, 4))


def test_when_no_attempt_is_left_no_day_is_promised(place: Enrolment):
    for _attempt in range(2):
        sent = portfolio.decided(place, "C5-4", refer=("1.3",))
    assert sent.attempt == 2
    sentence = home(place).steps[0].sentence
    assert sentence.startswith("No attempt is left")
    assert "Send it again" not in sentence


def test_a_passed_unit_is_counted_and_asks_for_nothing(place: Enrolment):
    portfolio.decided(place, "C5-4")
    shown = home(place)
    assert (shown.passed, shown.criteria) == ((1, 4), (3, 19))
    assert not any("C5-4" in step.title for step in shown.steps)


def test_an_observation_that_the_observer_signed_is_the_trainees_to_sign(place: Enrolment):
    leeds = a_set(place)
    portfolio.observation(
        place.person,
        practice_record=held(place, leeds),
        state=ObservationState.observer_signed,
        trainee_signed_at=None,
        observer=people.person(Role.observer, given_name="Asha", family_name="Lindqvist"),
    )
    shown = home(place)
    assert shown.steps[0].title.startswith("Read and sign the observation on ")
    assert shown.steps[0].title.endswith(" by Asha Lindqvist")


def test_a_unit_whose_criteria_all_have_ready_evidence_can_be_sent(place: Enrolment):
    portfolio.fill(place, "C5-4", but=("1.3",))
    assert "Send unit C5-4 to your assessor" not in titles(place)
    portfolio.ready(place, "C5-4 1.3")
    assert titles(place)[0] == "Send unit C5-4 to your assessor"
    assert place.registration
    services.suspend(place.registration, by=None)
    assert "Send unit C5-4 to your assessor" not in titles(place)


def test_a_planned_meeting_that_is_over_is_to_be_logged_and_the_next_one_is_shown(place: Enrolment):
    leeds = a_set(place, name="Leeds")
    assert titles(place)[0] == "Log your next meeting"
    planned(leeds, in_days=-2)
    planned(leeds, in_days=5)
    shown = home(place)
    assert shown.steps[0].title.startswith("Log the meeting on ")
    assert shown.planned is not None
    assert shown.planned.on == clock.in_zone(practice.hours_ago(-24 * 5), clock.DEFAULT_ZONE).date()
    (time,) = [row for row in shown.rows if row.found.name == "Time facilitated"]
    assert time.acts.sentence.startswith("You, on ")


def test_what_waits_for_others_is_told_last_as_nothing_to_do(place: Enrolment):
    leeds = a_set(place, organiser=people.person(given_name="Imogen", family_name="Sadler"))
    for _ in range(2):
        held(place, leeds, state=PracticeState.logged)
    told = home(place).steps
    assert [step.waits for step in told] == [False, False, False, True]
    assert told[-1].title == "Nothing to do:"
    assert told[-1].sentence.startswith("2 meetings are waiting for Imogen Sadler to confirm them, the first since ")


def test_only_what_others_hold_back_is_theirs_to_do(place: Enrolment):
    leeds = a_set(place, organiser=people.person(given_name="Imogen", family_name="Sadler"))
    for _ in range(7):
        held(place, leeds)
    waiting = held(place, leeds, state=PracticeState.logged)
    (meetings,) = [row for row in home(place).rows if row.found.name == "Meetings facilitated"]
    assert meetings.acts.sentence.startswith(
        "You: agree the next meeting with Imogen Sadler, your set organiser. Waiting for Imogen Sadler, "
    )
    waiting.state, waiting.confirmed_at = PracticeState.confirmed, clock.now()
    (meetings,) = [row for row in home(place).rows if row.found.name == "Meetings facilitated"]
    assert meetings.acts.sentence == "You: agree the next meeting with Imogen Sadler, your set organiser."
    held(place, leeds, state=PracticeState.logged)
    (meetings,) = [row for row in home(place).rows if row.found.name == "Meetings facilitated"]
    assert meetings.acts.sentence.startswith("Waiting for Imogen Sadler, the set organiser, since ")
    assert meetings.acts.icon == "hourglass-split"
    assert meetings.found.why.endswith("with " + leeds.name + " will complete this once it is confirmed.")


def every_step(item_id: str) -> list[Step]:
    """Each thing to do, in each of its kinds."""
    kinds: dict[Do, list[str]] = {
        Do.look_again: ["", "used_up"],
        Do.send_again: list(home_wording.RETURNED),
        Do.begin: list(home_wording.BEGINNINGS),
        Do.wait: list(home_wording.WAITING),
        Do.nothing: ["", "done"],
    }
    about = Subject(item_id, "Leeds", days_ago(3), ("1.3",), 2)
    return [Step(do, replace(about, kind=kind), more=2) for do in Do for kind in kinds.get(do, [""])]


def test_every_step_has_plain_words_and_leads_to_a_page_unless_others_act(place: Enrolment):
    progress = progress_of(place)
    item = Item(str(place.public_id), ItemKind.meeting, days_ago(3), "logged", "Leeds")
    told = [
        (each.do, home_wording.step(each, replace(progress, items={item.id: item}))) for each in every_step(item.id)
    ]
    assert set(home_wording.STEPS) == set(Do)
    for do, words in told:
        assert words.title and words.sentence
        assert not NEVER_SAID.search(f"{words.title} {words.sentence} {words.label}")
        assert (words.url is None) == words.waits == (do in {Do.wait, Do.nothing})
        assert bool(words.label) == bool(words.url)


def test_optional_units_are_asked_for_until_they_are_chosen(session: Session):
    place = enrolments.enrolment(people.person(Role.trainee))
    assert home(place).to_choose == (3, ("C5-4", "C5-5"))
    assert home(portfolio.enrolment(person=people.person(Role.trainee))).to_choose is None


def test_the_people_are_those_who_work_with_the_trainee_without_quality_assurers(place: Enrolment):
    assessor = enrolments.allocation(place, AllocationRole.assessor).person
    supervisor = enrolments.allocation(place, AllocationRole.supervisor).person
    enrolments.allocation(place, AllocationRole.iqa)
    leeds = a_set(place)
    names = home(place).people
    assert (names.assessors, names.supervisors) == ((assessor.full_name,), (supervisor.full_name,))
    assert names.organisers == (leeds.organiser.full_name,)


def test_the_lanes_say_in_words_what_they_draw(place: Enrolment):
    leeds = a_set(place)
    seen = held(place, leeds)
    held(place, leeds, role=FacilitationRole.co)
    held(place, leeds, state=PracticeState.logged)
    planned(leeds, in_days=3)
    portfolio.observation(place.person, practice_record=seen, outcome=ObservationOutcome.not_yet)
    lanes = home(place).lanes
    assert lanes is not None
    assert re.search(r"Meetings: \d counted, 1 waiting, 1 planned. Observed: 1 not yet satisfactory.", lanes.label)
    assert [mark.small for mark in lanes.lanes[0].marks].count(True) == 1
    assert all(0 <= mark.at <= 1 for mark in lanes.marks)
    account = portfolio.draft(place)
    lanes = home(place).lanes
    assert lanes is not None
    assert [(mark.look, mark.status) for mark in lanes.lanes[-1].marks] == [("planned", "Draft")]
    account.state = EvidenceState.withdrawn
    lanes = home(place).lanes
    assert lanes is not None
    assert lanes.lanes[-1].marks == ()
    assert home(portfolio.enrolment(person=people.person(Role.trainee))).lanes is None


def crowded(place: Enrolment) -> None:
    """Sixty meetings and everything else that a page could ask the database for one by one."""
    leeds, york = a_set(place), a_set(place)
    for number in range(60):
        record = held(place, (leeds, york)[number % 2], state=list(PracticeState)[number % 6])
        entry = DiaryEntry(
            person_id=place.person_id, meeting=record.meeting, held_on=days_ago(1), text="x", written_at=clock.now()
        )
        db.session.add(entry)
        portfolio.observation(place.person, practice_record=record)
    for state in (SupervisionState.signed, SupervisionState.logged):
        signed_at = clock.now() if state is SupervisionState.signed else None
        portfolio.supervision(place.person, state=state, signed_at=signed_at)
    portfolio.feedback(place.person, 4, learning_set=leeds)
    for _ in range(5):
        portfolio.draft(place)
    portfolio.decided(place, "C5-4", refer=("1.3",))
    portfolio.decided(place, "C5-3")
    enrolments.enrolment(place.person, awards.award_version("ALF-DA-L5"))
    db.session.flush()


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.split("<main", 1)[1].split(">", 1)[1]))


def test_the_page_says_all_of_it_within_fifteen_statements_and_reads_no_diary(client: FlaskClient, place: Enrolment):
    crowded(place)
    people.sign_in(client, place.person)
    db.session.expire_all()
    with count_sql() as sent:
        page = client.get("/")
    assert page.status_code == 200
    assert len(sent) <= MOST
    assert not any("diary_entry.text" in statement or "narrative" in statement for statement in sent)
    words = text_of(page.text)
    for said in ("What is left, and why", "Not yet, because", "What does not count, and why", "HR sees counts only."):
        assert said in words
    assert "Level 5 Development Award" in words
    assert not NEVER_SAID.search(words), NEVER_SAID.search(words)
    assert page.text.count('role="img"') == 2


def test_a_new_trainee_reads_what_happens_next(client: FlaskClient, session: Session):
    place = enrolments.place(people.person(Role.trainee))
    people.sign_in(client, place.person)
    words = text_of(client.get("/").text)
    assert "You are not registered yet." in words
    assert "your centre registers you" in words
    assert "0 of 12 practice requirements met" in words
    assert "No meeting is planned or logged yet." in words


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (services.suspend, "Your registration is paused."),
        (services.expire, "Your registration ended on"),
    ],
)
def test_the_state_of_the_registration_is_said_first(client: FlaskClient, place: Enrolment, change: Any, said: str):
    change(place.registration, by=None)
    people.sign_in(client, place.person)
    words = text_of(client.get("/").text)
    assert words.index(said) < words.index("Do next" if "Do next" in words else "With others")


def test_a_finished_award_leads_to_the_certificate_and_to_nothing_else(
    client: FlaskClient, session: Session, place: Enrolment
):
    services.complete(place.registration, by=None)
    people.sign_in(client, place.person)
    page = client.get("/").text
    words = text_of(page)
    assert "All done You have finished this award. Your certificate is issued. See your certificates" in words
    assert "Do next" not in words and "With others" not in words
    assert page.count("btn-primary") == 1


def test_without_a_place_the_page_says_so(client: FlaskClient, session: Session):
    people.sign_in(client, people.person(Role.trainee))
    page = client.get("/")
    assert page.status_code == 200
    assert "You have no place on an award yet" in page.text


def test_a_place_is_chosen_from_ones_own_and_never_from_anybody_elses(client: FlaskClient, place: Enrolment):
    second = enrolments.enrolment(place.person, awards.award_version("ALF-DA-L5"))
    other = enrolments.enrolment(people.person(Role.trainee))
    people.sign_in(client, place.person)
    assert "DA5-1" in client.get(f"/?enrolment={second.public_id}").text
    assert "C5-1" in client.get(f"/?enrolment={place.public_id}").text
    assert client.get(f"/?enrolment={other.public_id}").status_code == 404
    assert client.get("/?enrolment=nonsense").status_code == 404
