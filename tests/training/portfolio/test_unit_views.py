"""The pages of units: what is missing, sending, and what came of it."""

import re

import pytest
from sqlalchemy import select

from people.models import Role
from tests.factories import people, portfolio
from tests.training.portfolio.test_views import text_of
from training.enrolments import services as enrolments
from training.portfolio import services
from training.portfolio.models import AiUse, DeclarationKind, ReturnReason, Submission
from training.portfolio.workflow import SubmissionAction


@pytest.fixture
def place(session):
    row = portfolio.enrolment()
    people.login(row.person, people.PASSWORD)
    return row


@pytest.fixture
def visitor(visit, place):
    return visit(place.person)


def page(place, code="C5-3", action=""):
    return f"/units/{portfolio.unit(place, code).public_id}{action}"


def signed(**fields):
    return {"ai_use": "none", "statement_signed": "y", "password": people.PASSWORD} | fields


def sent(session):
    return list(session.scalars(select(Submission)))


def test_the_units_say_how_each_criterion_stands(visitor, place):
    portfolio.decided(place, "C5-4", refer=("1.3",))
    text = visitor.get("/units").text
    assert "Look again at 1.3" in text
    assert '1.1<span class="visually-hidden">: Met</span>' in text
    assert "Evidence is still needed for 1.1, 1.2, 2.1, 2.2." in text


def test_a_unit_says_what_is_missing_and_who_may_send_it(visitor, place):
    portfolio.fill(place, but=("2.2",))
    text = visitor.get(page(place)).text
    assert "2.2 has no evidence that is ready." in text
    assert 'aria-disabled="true"' in text


def test_a_unit_is_sent_with_declaration_and_signature(visitor, session, place):
    portfolio.fill(place)
    check = text_of(visitor.get(page(place, action="/send")))
    assert "This is my own work, in my own words." in check
    assert "What will be locked" in check
    assert "What the award asks beside the criteria" in check
    answer = visitor.post(page(place, action="/send"), data=signed(ai_use="spelling", ai_text="A grammar check."))
    assert answer.status_code == 303
    [submission] = sent(session)
    [declaration] = submission.declarations
    assert (declaration.kind, declaration.ai_use) == (DeclarationKind.trainee, AiUse.spelling)
    assert declaration.statement in check
    assert "With your assessor" in visitor.get(page(place)).text


def test_the_trainee_reads_what_the_unit_allows_of_ai_before_answering(visitor, place):
    portfolio.fill(place)
    check = text_of(visitor.get(page(place, action="/send")))
    assert "AI may help to find ideas and sources." in check
    assert "I used it to help me write (more than this unit allows)" in check
    assert "I used it to find ideas or sources (more" not in check


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"password": "not the right pass phrase"}, "This is not your password"),
        ({"password": ""}, "Type your password"),
        ({"statement_signed": ""}, "Tick the declaration"),
        ({"ai_use": ""}, "Say whether you used AI"),
        ({"ai_use": "wizardry"}, 'class="err"'),
        ({"ai_use": "research"}, "Say in a sentence what you used"),
        ({"ai_use": "assisted", "ai_text": "A chat tool."}, "You can still send it"),
    ],
)
def test_nothing_is_sent_without_password_declaration_and_ai_use(visitor, session, place, fields, said):
    portfolio.fill(place)
    given = {name: value for name, value in signed(**fields).items() if value}
    answer = visitor.post(page(place, action="/send"), data=given)
    assert answer.status_code == 422
    assert said in answer.text
    assert sent(session) == []


def test_a_unit_that_is_not_ready_is_not_sent_and_says_why(visitor, session, place):
    portfolio.fill(place, but=("1.2",))
    answer = visitor.post(page(place, action="/send"), data=signed())
    assert answer.status_code == 422
    assert "Not yet, because 1.2 has no evidence that is ready." in answer.text
    assert sent(session) == []


def test_pressing_send_twice_sends_once(visitor, session, place):
    portfolio.fill(place)
    assert visitor.post(page(place, action="/send"), data=signed()).status_code == 303
    assert visitor.post(page(place, action="/send"), data=signed()).status_code == 409
    assert len(sent(session)) == 1


def test_a_referral_says_what_to_look_at_and_by_when(visitor, place):
    portfolio.decided(place, refer=("1.1",))
    text = visitor.get(page(place)).text
    assert "Look again at 1.1." in text
    assert re.search(r"Send by \d+ \w+ \d{4}\.", text)
    assert "Met already and not sent again: 1.2, 2.1, 2.2." in text


def test_a_unit_sent_back_by_the_centre_says_why(visitor, place):
    submission = portfolio.submission(place)
    services.return_admin(submission, reason=ReturnReason.unreadable, by=None)
    text = visitor.get(page(place)).text
    assert "Your centre sent this back: a file cannot be read." in text
    assert "No attempt is used." in text


@pytest.mark.parametrize(
    ("actions", "shown", "hidden"),
    [
        ((SubmissionAction.decide_pass,), "Passed", "Quality assurance has it"),
        ((SubmissionAction.decide_pass, SubmissionAction.sample), "being checked", "Quality assurance has it"),
        ((SubmissionAction.ask_countersignature,), "Being checked", "countersign"),
    ],
)
def test_a_trainee_is_not_told_of_samples_and_countersignatures(visitor, place, actions, shown, hidden):
    submission = portfolio.allocated(place)
    for action in (SubmissionAction.start, *actions):
        services.move(submission, action, by=None)
    text = visitor.get(page(place)).text
    assert shown in text
    assert hidden not in text


def test_a_unit_that_the_trainee_does_not_take_is_not_found(visitor, place):
    assert visitor.get(page(place, "C5-5")).status_code == 404
    assert visitor.get(page(place, "C5-5", "/send")).status_code == 404


@pytest.mark.parametrize("role", [Role.hr, Role.assessor, Role.centre_administrator])
def test_no_other_role_opens_the_units_of_a_trainee(visit, place, role):
    visitor = visit(people.person(role))
    assert visitor.get(page(place)).status_code == 404
    assert visitor.get("/units").status_code == 404


def test_a_trainee_of_another_centre_finds_no_unit(visit, place):
    path = page(place)
    people.centre()
    assert visit(people.person(Role.trainee)).get(path).status_code == 404


def test_optional_units_are_chosen_on_the_page(visitor, session, place):
    path = f"/enrolments/{place.public_id}/units"
    assert visitor.post(path, data={"codes": ["C5-5"]}).status_code == 303
    session.expire_all()
    assert place.optional_units == ["C5-5"]


@pytest.mark.parametrize("codes", [[], ["C5-1"], ["nonsense"]])
def test_a_choice_that_the_award_does_not_give_is_refused(visitor, session, place, codes):
    answer = visitor.post(f"/enrolments/{place.public_id}/units", data={"codes": codes})
    assert answer.status_code == 422
    session.expire_all()
    assert place.optional_units == ["C5-4"]


def test_nobody_chooses_for_another(visitor):
    other = portfolio.enrolment()
    assert visitor.post(f"/enrolments/{other.public_id}/units", data={"codes": ["C5-5"]}).status_code == 404


def test_a_unit_stays_open_to_read_when_the_registration_has_ended(visitor, place):
    enrolments.suspend(place.registration, by=None)
    assert "your registration is not active" in visitor.get(page(place)).text


def test_no_page_of_units_needs_more_than_15_statements(visitor, session, place):
    portfolio.decided(place, refer=("1.1",))
    for _each in range(4):
        portfolio.fill(place, "C5-2")
        portfolio.ready(place, "C5-3 1.1")
    for path in ("/units", page(place), page(place, "C5-2"), page(place, "C5-2", "/send"), page(place, action="/send")):
        assert visitor.statements(path) <= 15, path
