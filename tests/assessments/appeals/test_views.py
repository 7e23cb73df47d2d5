"""The pages of appeals, through the browser: who finds them, what they say, and the same thing done twice."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assessments.appeals.models import Appeal, AppealState, Part
from people.models import Role
from tests.assessments import readers
from tests.assessments.readers import text_of
from tests.factories import appeals, grading, people, portfolio
from training.portfolio.models import SubmissionState

WORDS = "Marmalade was read where the criterion says butter."


def address(row: Appeal, page: str = "") -> str:
    return f"/appeals/{row.public_id}{page}"


def test_a_trainee_raises_an_appeal_from_the_decision_and_follows_it(client: FlaskClient, session: Session) -> None:
    decision = appeals.decision()
    people.sign_in(client, decision.submission.enrolment.person)
    page = client.get(f"/feedback-on/{decision.public_id}")
    where = f"/feedback-on/{decision.public_id}/appeal"
    assert where in page.text
    assert "Answer within 10 working days." in text_of(client.get(where))
    missing = client.post(where, data={"words": WORDS})
    assert missing.status_code == 422 and WORDS in missing.text and "Choose at least one reason." in missing.text
    sent = client.post(where, data={"grounds": ["criteria"], "words": WORDS})
    assert sent.status_code == 303
    shown = text_of(client.get(sent.location))
    assert WORDS in shown and "You read the answer here by" in shown
    unit = client.get(f"/units/{decision.submission.unit.public_id}")
    assert sent.location in unit.text and "Appeal open" in unit.text


def test_a_doubled_post_raises_one_appeal_and_says_so(client: FlaskClient, session: Session) -> None:
    decision = appeals.decision()
    people.sign_in(client, decision.submission.enrolment.person)
    where, typed = f"/feedback-on/{decision.public_id}/appeal", {"grounds": ["other"], "words": WORDS}
    assert [client.post(where, data=typed).status_code for _ in range(2)] == [303, 409]
    assert session.scalar(select(func.count(Appeal.id))) == 1
    assert client.get(where).status_code == 303


def test_the_page_says_why_no_appeal_is_possible(client: FlaskClient, session: Session) -> None:
    place = portfolio.enrolment(person=people.person(Role.trainee))
    decision = grading.decision(grading.mark_sheet(grading.allocated(place)), refer=("1.1",))
    people.sign_in(client, place.person)
    assert "once the decision is confirmed" in text_of(client.get(f"/feedback-on/{decision.public_id}"))
    assert client.get(f"/feedback-on/{decision.public_id}/appeal").status_code == 403


def test_a_unit_under_appeal_is_not_sent_again(client: FlaskClient, session: Session) -> None:
    row = appeals.appeal()
    people.sign_in(client, appeals.trainee(row))
    unit = row.submission.unit
    assert client.get(f"/units/{unit.public_id}/send").status_code == 409
    assert "Your appeal about this unit is open" in text_of(client.get(f"/units/{unit.public_id}"))
    assert client.get("/").status_code == 200


def test_the_assessor_answers_once_and_the_trainee_goes_on(client: FlaskClient, session: Session) -> None:
    row = appeals.appeal(words=WORDS)
    people.sign_in(client, people.able_to_sign(row.decision.assessor))
    assert "Yours to answer" in client.get("/appeals").text
    page = client.get(address(row, "/answer"))
    assert WORDS in page.text
    typed = {"version": str(row.version), "answer": "dismissed", "reasons": appeals.REASONS}
    assert client.post(address(row, "/answer"), data=typed).status_code == 422
    typed["password"] = people.PASSWORD
    answers = [client.post(address(row, "/answer"), data=typed) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert "It counts once" in client.get(answers[1].location).text
    session.refresh(row)
    assert row.state is AppealState.stage1_dismissed
    trainee = appeals.trainee(row)
    people.sign_in(client, trainee)
    shown = text_of(client.get(address(row)))
    assert appeals.REASONS in shown and "You can go on to the next stage until" in shown
    gone = [client.post(address(row, "/go-on"), data={"words": "And there is more."}).status_code for _ in range(2)]
    assert gone == [303, 409]
    session.refresh(row)
    assert row.state is AppealState.stage2_iqa


def test_an_outdated_page_answers_nothing(client: FlaskClient, session: Session) -> None:
    row = appeals.at_stage(2)
    reviewer = row.who_is(Part.reviewer)
    assert reviewer is not None
    people.sign_in(client, people.able_to_sign(reviewer))
    seen = re.search(r'name="version"[^>]*value="(\d+)"', client.get(address(row, "/answer")).text)
    assert seen is not None
    people.sign_in(client, people.person(Role.centre_administrator))
    again = {"version": seen[1], "person": str(reviewer.public_id)}
    assert client.post(address(row, "/assign"), data=again).status_code == 303
    people.sign_in(client, reviewer)
    typed = {"version": seen[1], "answer": "dismissed", "reasons": appeals.REASONS, "password": people.PASSWORD}
    assert client.post(address(row, "/answer"), data=typed).status_code == 409
    session.refresh(row)
    assert row.state is AppealState.stage2_iqa


def test_upholding_later_asks_who_assesses_anew(client: FlaskClient, session: Session) -> None:
    row, another = appeals.at_stage(2), grading.assessor()
    reviewer = row.who_is(Part.reviewer)
    assert reviewer is not None
    people.sign_in(client, people.able_to_sign(reviewer))
    page = client.get(address(row, "/answer"))
    assert str(another.public_id) in page.text and str(row.decision.assessor.public_id) not in page.text
    typed = {"version": str(row.version), "answer": "upheld", "reasons": appeals.REASONS}
    typed["password"] = people.PASSWORD
    assert client.post(address(row, "/answer"), data=typed).status_code == 422
    typed |= {"assessor": str(another.public_id)}
    assert client.post(address(row, "/answer"), data=typed).status_code == 303
    session.refresh(row.submission)
    assert (row.submission.state, row.submission.assessor_id) == (SubmissionState.in_assessment, another.id)
    people.sign_in(client, another)
    assert client.get(f"/marking/{row.submission.public_id}").status_code == 200


def test_the_administrator_names_who_decides_and_reads_no_word(client: FlaskClient, session: Session) -> None:
    row, judge = appeals.appeal(words=WORDS), appeals.judge()
    people.sign_in(client, people.person(Role.centre_administrator))
    shown = client.get(address(row))
    assert shown.status_code == 200 and WORDS not in shown.text
    assert client.get(address(row, "/answer")).status_code == 404
    assert client.post(address(row, "/pass-on")).status_code == 303
    assert client.post(address(row, "/pass-on")).status_code == 409
    session.refresh(row)
    typed = {"version": str(row.version), "person": str(judge.public_id)}
    assert client.post(address(row, "/assign"), data=typed | {"version": "1"}).status_code == 409
    assert client.post(address(row, "/assign"), data=typed | {"person": "x"}).status_code == 422
    assert client.post(address(row, "/assign"), data=typed).status_code == 303
    session.refresh(row)
    assert row.who_is(Part.reviewer) is judge
    people.sign_in(client, judge)
    assert WORDS in client.get(address(row)).text


def test_who_reads_an_appeal_and_whose_reading_is_noted(client: FlaskClient, session: Session) -> None:
    row = appeals.appeal(appeals.decision(readers.taught_place()), words=WORDS)
    around = readers.everybody(row.submission.enrolment) | {"assessor": row.decision.assessor}
    expected = dict.fromkeys(around, "nothing") | {
        "trainee": "words",
        "assessor": "noted",
        "lead": "noted",
        "eqa in a visit": "noted",
        "administrator": "page",
    }
    assert readers.who_reads(client, session, around, row, address(row), WORDS) == expected


@pytest.mark.parametrize("role", [Role.hr, Role.tutor, Role.supervisor, Role.iqa])
def test_no_other_page_tells_that_there_is_an_appeal(client: FlaskClient, session: Session, role: Role) -> None:
    person, place = readers.around(role)
    appeals.appeal(appeals.decision(place))
    people.sign_in(client, person)
    for page in ("/", "/capacity", "/trainees", f"/trainees/{place.public_id}", "/appeals"):
        text = text_of(client.get(page)).replace("Appeals", "").replace("No appeal is open", "")
        text = text.replace("An appeal appears here for the people who answer it", "").replace("Closed appeals", "")
        assert "ppeal" not in text, page


def test_the_trainees_page_tells_the_administrator(client: FlaskClient, session: Session) -> None:
    row = appeals.appeal()
    people.sign_in(client, people.person(Role.centre_administrator))
    page = f"/trainees/{row.submission.enrolment.public_id}"
    assert "Appeal open" in client.get(page).text
    assert row.submission.enrolment.person.full_name in client.get("/appeals").text


def test_the_days_are_set_on_a_page_of_the_administrator(client: FlaskClient, session: Session) -> None:
    people.sign_in(client, people.person(Role.centre_administrator))
    names = ("raise_days", "go_on_days", "stage1_days", "stage2_days", "stage3_days", "stage4_days", "case_days")
    typed = dict.fromkeys(names, "15") | {"version": "0"}
    assert client.post("/settings/appeals", data=typed | {"raise_days": "2"}).status_code == 422
    assert client.post("/settings/appeals", data=typed).status_code == 303
    assert client.post("/settings/appeals", data=typed).status_code == 409
    assert client.get("/settings/appeals").text.count('value="15"') == len(names)
    people.sign_in(client, people.person(Role.lead_iqa))
    assert client.get("/settings/appeals").status_code == 404


@pytest.mark.parametrize("stage", [1, 3, 4])
def test_no_page_of_appeals_asks_the_database_much(client: FlaskClient, session: Session, stage: int) -> None:
    row = appeals.at_stage(stage)
    for _ in range(3):
        appeals.at_stage(2)
    lead = people.person(Role.lead_iqa)
    chair = row.decision.assessor if stage == 1 else row.who_is(Part.chair) or lead
    asked = [
        (appeals.trainee(row), [address(row), f"/feedback-on/{row.decision.public_id}"]),
        (lead, ["/appeals", address(row)] + ([address(row, "/assign")] if stage == 3 else [])),
        (lead if stage == 4 else chair, [address(row, "/answer")]),
    ]
    readers.refuse_many_statements(client, session, asked)
