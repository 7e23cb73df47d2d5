"""The pages of testimonies."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from assessments.grading import services as grading
from people.models import Person, Role
from tests.factories import grading as grading_factory
from tests.factories import people
from tests.factories import testimony as factory
from tests.training.portfolio.conftest import Visitor
from tests.training.testimony.test_services import sent_on_testimony_alone
from training.testimony.models import ExpertWitness, WitnessTestimony

Visit = Callable[[Person], Visitor]

ASKED = {
    "witness": "ordinary",
    "name": "Wilma Ashgrove",
    "activity": "I led a meeting.",
    "held_on": factory.yesterday().isoformat(),
    "about": "How I dealt with silence.",
}
SAID = {
    "relationship": "We work in one team.",
    "post": "Team leader",
    "contact": "01234 567890",
    "statement": factory.SAW,
    "names_nobody": "y",
    "signed_name": "Wilma Ashgrove",
    "signed_on": factory.yesterday().isoformat(),
}


def test_a_witness_without_an_account_signs_once_on_the_link_that_the_trainee_handed_over(
    visit: Visit, client: FlaskClient, session: Session
) -> None:
    place = factory.place()
    trainee = visit(place.person)
    page = trainee.post("/testimonies/ask", data=ASKED | {"enrolment": str(place.public_id)})
    [address] = re.findall(r"<code>http://localhost(/witness/[\w-]{43,})</code>", page.text)
    testimony = session.scalars(select(WitnessTestimony)).one()
    assert address not in trainee.get(f"/testimonies/{testimony.public_id}").text
    client.post("/sign-out")
    client.delete_cookie("session")
    stranger = client.application.test_client()
    shown = stranger.get(address)
    assert shown.status_code == 200 and "I led a meeting." in shown.text
    assert "competent" not in shown.text  # asked of experts alone
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    wrong = stranger.post(address, data=SAID | {"names_nobody": ""})
    assert wrong.status_code == 422 and factory.SAW in wrong.text and "names" in wrong.text
    assert stranger.post(address, data=SAID).status_code == 303
    again = stranger.post(address, data=SAID)
    assert again.status_code == 404 and "If you have signed already" in again.text
    session.expire_all()
    assert testimony.state == "signed" and testimony.statement == factory.SAW
    assert factory.SAW in visit(place.person).get(f"/testimonies/{testimony.public_id}").text


def test_a_link_that_nobody_made_and_one_taken_back_give_the_same_page(client: FlaskClient, session: Session) -> None:
    testimony, path = factory.asked()
    factory.services.withdraw(testimony, by=testimony.enrolment.person)
    session.commit()
    assert client.get(path).get_data() == client.get("/witness/" + "a" * 43).get_data()


def test_the_trainee_does_not_sign_on_the_link(visit: Visit) -> None:
    testimony, path = factory.asked()
    page = visit(testimony.enrolment.person).post(path, data=SAID)
    assert page.status_code == 403 and "for your witness" in page.text


@pytest.mark.parametrize("role", [Role.trainee, Role.assessor, Role.tutor, Role.hr, Role.lead_iqa, Role.observer])
def test_a_testimony_is_read_where_it_is_sent_and_by_its_trainee_alone_before(visit: Visit, role: Role) -> None:
    testimony = factory.signed()
    assert visit(people.person(role)).get(f"/testimonies/{testimony.public_id}").status_code == 404


def test_own_address_is_refused_beside_its_field_and_nothing_typed_is_lost(visit: Visit, session: Session) -> None:
    place = factory.place()
    typed = ASKED | {"enrolment": str(place.public_id), "email": place.person.email or ""}
    page = visit(place.person).post("/testimonies/ask", data=typed)
    assert page.status_code == 422
    assert "own address" in page.text and "I led a meeting." in page.text
    assert session.scalars(select(WitnessTestimony)).all() == []


def test_an_assessor_names_an_expert_whom_the_trainee_can_choose(visit: Visit, session: Session) -> None:
    place = factory.place()
    assessor = visit(factory.assessor_of(place))
    named = {"name": "Edith Farrow", "email": "edith@example.net", "reason": "Twenty years of sets."}
    assert assessor.post(f"/trainees/{place.public_id}/experts", data=named).status_code == 303
    assert "Twenty years of sets." in assessor.get(f"/trainees/{place.public_id}/experts").text
    assert f"/trainees/{place.public_id}/experts" in assessor.get(f"/trainees/{place.public_id}").text
    expert = session.scalars(select(ExpertWitness)).one()
    page = visit(place.person).get("/testimonies/ask").text
    assert "Edith Farrow" in page and "Twenty years of sets." not in page and "edith@example.net" not in page
    typed = ASKED | {"witness": str(expert.public_id), "name": ""}
    answer = visit(place.person).post("/testimonies/ask", data=typed)
    assert answer.status_code == 303
    assert "/witness/" not in visit(place.person).get(answer.location).text


def test_others_do_not_find_the_page_of_experts(visit: Visit) -> None:
    place = factory.place()
    for role in (Role.assessor, Role.tutor, Role.hr, Role.trainee):
        assert visit(people.person(role)).get(f"/trainees/{place.public_id}/experts").status_code == 404


def test_marking_refuses_met_on_testimony_alone_beside_its_field(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    assessor = grading_factory.assessor()
    sent = sent_on_testimony_alone(monkeypatch, assessor, expert=False)
    sheet = grading.start(sent, by=assessor)
    typed = {"version": str(sheet.version), **dict.fromkeys(grading_factory.ALL_YES, "yes")}
    for criterion in sent.unit.criteria:
        typed |= {f"outcome_{criterion.public_id.hex}": "met", f"comment_{criterion.public_id.hex}": "Seen."}
    page = visit(assessor).post(f"/marking/{sent.public_id}", data=typed)
    [first] = [criterion for criterion in sent.unit.criteria if criterion.code == "1.1"]
    assert page.status_code == 422
    assert f'href="#outcome_{first.public_id.hex}-0">1.1 rests on witness testimony alone' in page.text


def test_the_pages_stay_within_their_statements(visit: Visit) -> None:
    testimony = factory.signed_by_expert()
    trainee = visit(testimony.enrolment.person)
    for path in ("/testimonies", "/testimonies/ask", f"/testimonies/{testimony.public_id}"):
        assert trainee.statements(path) <= 15
    assessor = visit(factory.assessor_of(testimony.enrolment))
    assert assessor.statements(f"/trainees/{testimony.enrolment.public_id}/experts") <= 15
