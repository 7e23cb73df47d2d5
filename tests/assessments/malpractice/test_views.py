"""The pages of cases, through the browser: who finds them, what they say, and the same thing done twice."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assessments.malpractice.models import CaseState, MalpracticeCase
from people.models import Role
from tests.assessments import readers
from tests.assessments.readers import text_of
from tests.factories import appeals, people, portfolio, programmes
from training.portfolio.models import SubmissionState

NOTICED = "Turpentine stands in the second half and nowhere else."
QUESTION = "Please tell us where the word turpentine comes from."
ANSWER = "From the paint that the set talked about in March."
TOLD = "Thank you, that settles what we wanted to know."


def address(row: MalpracticeCase, page: str = "") -> str:
    return f"/paused/{row.public_id}{page}"


def test_an_assessor_asks_once_from_the_page_of_the_work(client: FlaskClient, session: Session) -> None:
    submission = appeals.assessed()
    assert submission.assessor is not None
    people.sign_in(client, submission.assessor)
    where = f"/sent/{submission.public_id}/question"
    assert where in client.get(f"/marking/{submission.public_id}").text
    assert "A question is not a finding" in client.get(where).text
    missing = client.post(where, data={"kind": "ai_use", "words": NOTICED})
    assert missing.status_code == 422 and NOTICED in missing.text
    typed = {"kind": "ai_use", "words": NOTICED, "question": QUESTION}
    assert [client.post(where, data=typed).status_code for _ in range(2)] == [303, 409]
    assert session.scalar(select(func.count(MalpracticeCase.id))) == 1
    page = client.get(f"/marking/{submission.public_id}")
    assert "The assessment is paused." in page.text and "Start marking" not in page.text
    assert client.post(f"/marking/{submission.public_id}/start").status_code == 409
    assert client.post(f"/marking/{submission.public_id}", data={"save": "later"}).status_code == 409


def test_the_trainee_reads_the_question_and_answers_once(client: FlaskClient, session: Session) -> None:
    row = appeals.case(words=NOTICED, question=QUESTION)
    people.sign_in(client, row.submission.enrolment.person)
    unit = client.get(f"/units/{row.submission.unit.public_id}")
    assert "Assessment paused" in unit.text and address(row) in unit.text
    page = client.get(address(row))
    assert QUESTION in page.text and NOTICED not in page.text
    for word in ("alpractice", "suspic", "accus", "cheat", "misconduct"):
        assert word not in page.text and word not in unit.text
    assert client.post(address(row), data={"answer": "No."}).status_code == 422
    assert [client.post(address(row), data={"answer": ANSWER}).status_code for _ in range(2)] == [303, 409]
    assert ANSWER in client.get(address(row)).text
    assert client.get(address(row, "/decide")).status_code == 404


@pytest.mark.parametrize("role", [Role.lead_iqa, Role.centre_administrator])
def test_the_lead_or_the_administrator_decides_once(client: FlaskClient, session: Session, role: Role) -> None:
    row = appeals.answered(appeals.case(words=NOTICED))
    people.sign_in(client, people.able_to_sign(people.person(role)))
    assert NOTICED in client.get(address(row, "/decide")).text
    typed = {"version": str(row.version), "outcome": "reminded", "words": TOLD}
    assert client.post(address(row, "/decide"), data=typed).status_code == 422
    typed["password"] = people.PASSWORD
    assert client.post(address(row, "/decide"), data=typed | {"version": "1"}).status_code == 409
    assert client.post(address(row, "/decide"), data=typed | {"words": ""}).status_code == 422
    answers = [client.post(address(row, "/decide"), data=typed) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    session.refresh(row)
    assert (row.state, row.submission.state) == (CaseState.reminded, SubmissionState.in_assessment)
    people.sign_in(client, row.submission.enrolment.person)
    shown = client.get(address(row))
    assert TOLD in shown.text and NOTICED not in shown.text


def test_who_asked_is_told_that_somebody_else_decides(client: FlaskClient, session: Session) -> None:
    asker = people.person(Role.lead_iqa)
    row = appeals.case(by=asker)
    people.sign_in(client, asker)
    assert client.get(address(row)).status_code == 200
    refused = client.get(address(row, "/decide"))
    assert refused.status_code == 403 and "somebody else decides" in refused.text


def test_before_an_answer_only_no_case_can_be_found(client: FlaskClient, session: Session) -> None:
    row = appeals.case()
    people.sign_in(client, people.able_to_sign(people.person(Role.lead_iqa)))
    typed = {"version": str(row.version), "outcome": "void", "words": TOLD, "password": people.PASSWORD}
    refused = client.post(address(row, "/decide"), data=typed)
    assert refused.status_code == 422 and "not answered yet" in refused.text
    assert client.post(address(row, "/decide"), data=typed | {"outcome": "no_case"}).status_code == 303


def test_who_reads_a_case_and_whose_reading_is_noted(client: FlaskClient, session: Session) -> None:
    row = appeals.case(appeals.assessed(readers.taught_place()), words=NOTICED)
    assert row.submission.assessor is not None
    around = readers.everybody(row.submission.enrolment) | {"assessor": row.submission.assessor}
    expected = dict.fromkeys(around, "nothing") | {
        "trainee": "page",
        "lead": "noted",
        "administrator": "noted",
        "eqa in a visit": "noted",
    }
    assert readers.who_reads(client, session, around, row, address(row), NOTICED) == expected


@pytest.mark.parametrize(
    ("role", "may_ask"), [(Role.tutor, True), (Role.iqa, True), (Role.lead_iqa, True), (Role.supervisor, False)]
)
def test_the_trainees_page_leads_to_asking(client: FlaskClient, session: Session, role: Role, may_ask: bool) -> None:
    person, place = readers.around(role)
    where = f"/sent/{appeals.assessed(place).public_id}/question"
    people.sign_in(client, person)
    assert (where in client.get(f"/trainees/{place.public_id}").text) is may_ask
    assert client.get(where).status_code == (200 if may_ask else 404)


@pytest.mark.parametrize("role", [Role.tutor, Role.iqa, Role.supervisor, Role.hr])
def test_no_other_page_tells_that_work_is_paused(client: FlaskClient, session: Session, role: Role) -> None:
    person, place = readers.around(role)
    appeals.case(appeals.assessed(place))
    people.sign_in(client, person)
    for page in ("/", "/trainees", f"/trainees/{place.public_id}", "/capacity"):
        assert "aused" not in text_of(client.get(page)), page


@pytest.mark.parametrize("state", ["void", "void_unused"])
def test_a_tutor_reads_of_a_void_attempt_that_it_came_back(client: FlaskClient, session: Session, state: str) -> None:
    tutor = people.person(Role.tutor)
    place = portfolio.enrolment(person=people.person(Role.trainee), cohort=programmes.cohort(tutor=tutor))
    row = appeals.answered(appeals.case(appeals.assessed(place)))
    lead = people.able_to_sign(people.person(Role.lead_iqa))
    people.sign_in(client, lead)
    typed = {"version": str(row.version), "outcome": state, "words": TOLD, "password": people.PASSWORD}
    assert client.post(address(row, "/decide"), data=typed).status_code == 303
    page = f"/trainees/{place.public_id}"
    assert "Void" in client.get(page).text
    people.sign_in(client, tutor)
    told = client.get(page).text
    assert "Returned to trainee" in told and "oid" not in text_of(client.get(page)).replace("avoid", "")
    people.sign_in(client, place.person)
    for own in ("/", "/units", f"/units/{row.submission.unit.public_id}", address(row)):
        assert client.get(own).status_code == 200, own


def test_no_page_of_cases_asks_the_database_much(client: FlaskClient, session: Session) -> None:
    for _ in range(3):
        appeals.case()
    row = appeals.answered()
    lead = people.person(Role.lead_iqa)
    asked = [
        (row.submission.enrolment.person, [address(row)]),
        (lead, ["/paused", address(row), address(row, "/decide")]),
    ]
    other = appeals.assessed()
    assert other.assessor is not None
    asked.append((other.assessor, [f"/sent/{other.public_id}/question"]))
    readers.refuse_many_statements(client, session, asked)
