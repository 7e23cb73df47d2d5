"""The pages of adjustments: who reads what, doubled and outdated answers, and the read log."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assessments.adjustments.models import Adjustment, AdjustmentState
from assessments.adjustments.terms import Kind
from core.history import ReadEntry
from people.models import Person, Role
from tests import london
from tests.factories import adjustments as factory
from tests.factories import grading, people, portfolio, quality, sets, sharing
from tests.training.portfolio.conftest import Visitor

Visit = Callable[[Person], Visitor]
SECRETS = ("Marzipan", "Gooseberry", "Persimmon", "Quince")
ASKED: dict[str, Any] = {"kind": "breaks", "need": factory.NEED, "would_help": factory.HELP}


def reads(session: Session, person: Person) -> list[str]:
    """Why this person read adjustments, as the read log keeps it."""
    query = select(ReadEntry).where(ReadEntry.reader_id == person.id, ReadEntry.object_kind == "adjustment")
    return [each.reason for each in session.scalars(query.order_by(ReadEntry.id))]


def version_on(page: str) -> str:
    """The version that the page's form sends back."""
    return re.findall(r'name="version"[^>]*value="(\d+)"', page)[0]


def answer(page: str, **changed: Any) -> dict[str, Any]:
    """An answer that agrees, signed."""
    given = {
        "version": version_on(page),
        "answer": "approve",
        "reason": factory.REASON,
        "need_to_do": factory.TO_DO,
        "starts_on": london.today().isoformat(),
        "password": people.PASSWORD,
    }
    return given | changed


def lead_with_password() -> Person:
    lead = factory.lead()
    people.login(lead, people.PASSWORD)
    return lead


# ---- The trainee ----


def test_a_trainee_asks_with_a_file_and_finds_the_request(visit: Visit, session: Session) -> None:
    place = factory.place()
    trainee = visit(place.person)
    assert f"/adjustments/new/{place.public_id}" in trainee.get("/adjustments").text
    sent = ASKED | {"file": (io.BytesIO(b"Quince report of a doctor, dated today."), "letter.txt")}
    response = trainee.post(f"/adjustments/new/{place.public_id}", data=sent, content_type="multipart/form-data")
    assert response.status_code == 303
    page = trainee.get(response.location).text
    assert factory.NEED in page and "With the lead quality assurer" in page
    got = trainee.get(f"{response.location}/file")
    assert b"Quince" in got.data and got.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in got.headers["Content-Security-Policy"]
    assert reads(session, place.person) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"need": ""}, "Say in a sentence"),
        ({"need": "Tired."}, "Say in a sentence"),
        ({"kind": ""}, "Choose what you ask for"),
        ({"units": "D9-9"}, "Choose from the list"),
    ],
)
def test_what_is_missing_comes_back_with_what_was_typed(
    visit: Visit, session: Session, typed: dict[str, str], said: str
) -> None:
    place = factory.place()
    page = visit(place.person).post(f"/adjustments/new/{place.public_id}", data=ASKED | typed)
    assert page.status_code == 422
    assert said in page.text and "Gooseberry" in page.text
    assert session.scalars(select(Adjustment)).all() == []


def test_special_consideration_is_asked_for_with_its_day_and_attempt(visit: Visit, session: Session) -> None:
    place = factory.place()
    sent = portfolio.allocated(place)
    trainee, path = visit(place.person), f"/adjustments/new/{place.public_id}?basis=special_consideration"
    typed = {"kind": "attempt_not_counted", "need": factory.NEED, "attempt": str(sent.public_id)}
    assert "C5-3, attempt 1" in trainee.get(path).text
    assert trainee.post(path, data=typed | {"happened_on": "2020-01-01"}).status_code == 422
    day = london.today() - timedelta(days=1)
    assert trainee.post(path, data=typed | {"happened_on": day.isoformat()}).status_code == 303
    assert session.scalars(select(Adjustment)).one().submission is sent
    assert trainee.get(f"/adjustments/new/{place.public_id}?basis=other").status_code == 404


def test_taking_back_twice_has_one_effect(visit: Visit, session: Session) -> None:
    row = factory.requested()
    trainee, path = visit(row.enrolment.person), f"/adjustments/{row.public_id}/withdraw"
    assert trainee.post(path).status_code == 303
    assert trainee.post(path).status_code == 409
    assert "Ended" in trainee.get("/adjustments").text


# ---- Who decides ----


def test_a_lead_looks_decides_once_and_others_read_what_to_do(visit: Visit, session: Session) -> None:
    row, lead = factory.requested(), lead_with_password()
    decider, path = visit(lead), f"/adjustments/{row.public_id}"
    assert row.enrolment.person.full_name in decider.get("/adjustments/to-decide").text
    page = decider.get(path).text
    assert factory.NEED in page and decider.statements(path) <= 15
    assert decider.get(f"{path}/file").data == factory.FILE.content
    assert decider.get(f"{path}/decide").status_code == 409
    version = version_on(page)
    assert decider.post(f"{path}/seen", data={"version": "0"}).status_code == 409
    assert decider.post(f"{path}/seen", data={"version": version}).status_code == 303
    assert decider.post(f"{path}/seen", data={"version": version}).status_code == 409
    page = decider.get(f"{path}/decide").text
    assert decider.statements(f"{path}/decide") <= 15
    assert decider.post(f"{path}/decide", data=answer(page, password="other")).status_code == 422
    missing = decider.post(f"{path}/decide", data=answer(page, extra_days="0"))
    assert missing.status_code == 422 and "from 1 to 365" in missing.text and factory.TO_DO in missing.text
    given = answer(page, extra_days="10")
    assert decider.post(f"{path}/decide", data=given | {"version": "0"}).status_code == 409
    answers = [decider.post(f"{path}/decide", data=given) for _ in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    session.expire_all()
    assert row.state is AdjustmentState.in_force
    assert decider.get(f"{path}/file").status_code == 404
    assert "list of requests to decide" in reads(session, lead)
    assert {"deciding this request", "file, deciding this request"} <= set(reads(session, lead))
    tutor = sharing.staff(row.enrolment, "tutor")
    page = visit(tutor).get(f"/trainees/{row.enrolment.public_id}").text
    assert factory.TO_DO in page and not [secret for secret in SECRETS if secret in page]
    assert reads(session, tutor) == ["tutor of the cohort"]


def test_declining_needs_a_reason_alone(visit: Visit, session: Session) -> None:
    row = factory.seen()
    decider, path = visit(lead_with_password()), f"/adjustments/{row.public_id}/decide"
    page = decider.get(path).text
    declined = answer(page, answer="decline", need_to_do="", starts_on="")
    assert decider.post(path, data=declined | {"reason": "No."}).status_code == 422
    assert decider.post(path, data=declined).status_code == 303
    assert "Persimmon" in visit(row.enrolment.person).get(f"/adjustments/{row.public_id}").text


def test_without_a_decision_to_make_a_lead_says_why_they_read(visit: Visit, session: Session) -> None:
    row, lead = factory.approved(), factory.lead()
    reader, path = visit(lead), f"/adjustments/{row.public_id}"
    page = reader.get(path).text
    assert "Marzipan" not in page and "Persimmon" not in page
    assert reader.post(path, data={"why": "Curious."}).status_code == 422
    page = reader.post(path, data={"why": "The trainee asked me to look at it again."})
    assert page.status_code == 200 and "Marzipan" in page.text
    assert reads(session, lead) == ["The trainee asked me to look at it again."]


def test_an_answer_on_an_outdated_page_changes_nothing(visit: Visit, session: Session) -> None:
    row, lead = factory.seen(), lead_with_password()
    decider, path = visit(lead), f"/adjustments/{row.public_id}"
    page = decider.get(f"{path}/decide").text
    assert visit(factory.lead()).post(f"{path}/refer", data={"version": version_on(page)}).status_code == 303
    decider = visit(lead)
    assert decider.post(f"{path}/decide", data=answer(page, extra_days="3")).status_code in {409, 422}
    session.expire_all()
    assert row.state is AdjustmentState.referred_to_ao and row.need_to_do == ""
    page = decider.get(f"{path}/decide").text
    given = answer(page, extra_days="3")
    assert decider.post(f"{path}/decide", data=given).status_code == 422
    assert decider.post(f"{path}/decide", data=given | {"ao_reference": "AO 1"}).status_code == 303


# ---- Everybody else ----


def trainee_of_another(row: Adjustment) -> Person:
    return factory.place().person


def by_role(role: Role) -> Callable[[Adjustment], Person]:
    def made(row: Adjustment) -> Person:
        return people.person(role)

    made.__name__ = role.value
    return made


def works_with(part: str) -> Callable[[Adjustment], Person]:
    def found(row: Adjustment) -> Person:
        return sharing.staff(row.enrolment, part)

    found.__name__ = f"their_{part}"
    return found


def line_manager(row: Adjustment) -> Person:
    row.enrolment.person.line_manager = people.person(Role.assessor)
    return row.enrolment.person.line_manager


@pytest.mark.parametrize(
    "who",
    [
        trainee_of_another,
        line_manager,
        works_with("assessor"),
        works_with("tutor"),
        works_with("supervisor"),
        *[by_role(role) for role in Role if role not in {Role.trainee, Role.lead_iqa}],
    ],
)
def test_nobody_else_finds_the_need_its_file_or_its_answer(visit: Visit, session: Session, who: Any) -> None:
    row = factory.requested()
    visitor = visit(who(row))
    for path in ("", "/file", "/decide"):
        assert visitor.get(f"/adjustments/{row.public_id}{path}").status_code == 404
    for path in ("/seen", "/refer", "/end", "/withdraw", "/decide"):
        assert visitor.post(f"/adjustments/{row.public_id}{path}").status_code == 404


@pytest.mark.parametrize(
    ("role", "opens"),
    [(role, role in {Role.centre_administrator, Role.lead_iqa, Role.eqa}) for role in Role],
)
def test_the_list_of_states_tells_states_alone(visit: Visit, session: Session, role: Role, opens: bool) -> None:
    row = factory.approved()
    person = people.person(role)
    page = visit(person).get("/adjustments/states")
    assert page.status_code == (200 if opens else 404)
    named = opens and role is not Role.eqa
    assert (row.enrolment.person.full_name in page.text) is named
    assert not [word for word in (*SECRETS, factory.TO_DO, "More time") if word in page.text]
    assert len(reads(session, person)) == named


def test_an_external_quality_assurer_reads_states_in_their_visit(visit: Visit, session: Session) -> None:
    row = factory.approved()
    opened = quality.visit(row.enrolment.award_version)
    page = visit(opened.eqa).get("/adjustments/states").text
    assert row.enrolment.person.full_name in page and factory.TO_DO not in page
    assert reads(session, opened.eqa) == [f"visit {opened.public_id}"]


def test_a_quality_assurer_reads_what_they_sample(visit: Visit, session: Session) -> None:
    sample = quality.opened()
    row = factory.approved(place=sample.enrolment)
    path = f"/adjustments/{row.public_id}"
    assert visit(people.person(Role.iqa)).get(path).status_code == 404
    page = visit(sample.iqa).get(path).text
    assert "Marzipan" in page
    assert reads(session, sample.iqa) == [f"sample {sample.public_id}"]
    assert path in visit(sample.iqa).get(f"/decisions/{sample.public_id}").text


def test_the_assessor_reads_beside_the_marking_what_to_do_and_nothing_else(visit: Visit, session: Session) -> None:
    place = factory.place(assessor=grading.assessor())
    elsewhere = factory.requested(place, Kind.breaks)
    factory.approved(elsewhere, need_to_do="Pause after each quarter of an hour.", units=("C5-1",))
    row = factory.approved(place=place)
    sheet = grading.mark_sheet(portfolio.allocated(place, assessor=sharing.staff(place, "assessor")))
    marker = visit(sheet.assessor)
    path = f"/marking/{sheet.submission.public_id}"
    page = marker.get(path).text
    assert factory.TO_DO in page and "Pause after" not in page
    assert not [word for word in (*SECRETS, str(row.public_id)) if word in page]
    assert reads(session, sheet.assessor) == ["allocated as assessor of this submission"]
    assert marker.statements(path) <= 15


def test_those_who_run_a_set_read_what_they_are_to_be_told(visit: Visit, session: Session) -> None:
    place = factory.place()
    organiser = people.person(Role.set_organiser)
    learning_set = sets.learning_set(place.person, organiser=organiser)
    factory.approved(place=place)
    row = factory.requested(place, Kind.breaks)
    factory.approved(row, tells_sets=True, need_to_do="A pause in every hour, please.")
    path = f"/sets/{learning_set.public_id}"
    page = visit(organiser).get(path).text
    assert "A pause in every hour" in page and factory.TO_DO not in page
    assert reads(session, organiser) == ["organiser of the set"]
    assert "A pause in every hour" not in visit(people.person(Role.centre_administrator)).get(path).text
