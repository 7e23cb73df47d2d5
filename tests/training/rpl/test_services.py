"""Earlier learning is evidence: told, tested, frozen and marked like any other."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assessments.grading import services as grading
from assessments.grading.document import evidence_of
from core import clock
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.history import ReadEntry
from core.mail import Mail
from people.models import Person, Role
from tests.factories import grading as grading_factory
from tests.factories import people, portfolio
from tests.factories import rpl as factory
from tests.training.portfolio.conftest import Visitor
from training.awards.models import EvidenceKind
from training.portfolio import queries
from training.portfolio import services as portfolio_services
from training.portfolio.models import AiUse, EvidenceState
from training.portfolio.sending import checks_of
from training.rpl import services
from training.rpl.models import Recognition, RplClaim

pytestmark = pytest.mark.usefixtures("session")
Visit = Callable[[Person], Visitor]
WHY = "The certificate is for the same unit."


def missing(claim: RplClaim) -> list[str]:
    """What still stands in the way."""
    return [check.text for check in checks_of(claim.evidence_item) if not check.ok]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": " "}, "title"),
        ({"provider": ""}, "provider"),
        ({"learned": ""}, "learned"),
        ({"completed_on": clock.today() + timedelta(days=3)}, "completed_on"),
        ({"hours": 0}, "hours"),
        ({"credit": -1}, "credit"),
    ],
)
def test_a_claim_is_told_whole(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        factory.claim(**fields)
    assert refused.value.field == field


def test_nobody_tells_of_somebody_elses_learning_nor_of_other_evidence() -> None:
    item = factory.draft()
    with pytest.raises(NotAllowed):
        services.tell(item, factory.told(), by=people.person(Role.trainee))
    account = portfolio.draft(item.enrolment)
    with pytest.raises(NotAllowed):
        services.tell(account, factory.told(), by=item.enrolment.person)


def test_it_is_not_ready_before_it_is_told() -> None:
    item = factory.draft()
    with pytest.raises(RuleBroken, match="you have not said what the earlier learning was"):
        portfolio_services.make_ready(item, by=item.enrolment.person)
    claim = factory.claim(item)
    assert missing(claim) == []
    portfolio_services.make_ready(item, by=item.enrolment.person)
    with pytest.raises(MovedOn):
        services.tell(item, factory.told(), by=item.enrolment.person)


def test_an_award_can_leave_it_out() -> None:
    place = portfolio.enrolment()
    assert EvidenceKind.prior_learning in queries.kinds_for([place])
    with patch.dict(place.award_version.assessment_rules, {"prior_learning": "not_allowed"}):
        assert EvidenceKind.prior_learning not in queries.kinds_for([place])
        with pytest.raises(RuleBroken):
            factory.draft(place)


# ---- A whole unit ----


@pytest.mark.parametrize("kind", [Recognition.credit_transfer, Recognition.exemption])
def test_what_takes_the_place_of_a_unit_needs_certificate_all_criteria_and_agreement(kind: Recognition) -> None:
    claim = factory.claim(recognition=kind)
    assert missing(claim) == [
        "the certificate is missing. Credit transfer and exemption rest on it.",
        "credit transfer and exemption are of a whole unit. Choose all its criteria.",
        "the lead quality assurer has not agreed that it takes the place of the unit.",
    ]


def test_it_is_agreed_by_the_lead_quality_assurer_for_the_criteria_that_were_asked_about(session: Session) -> None:
    claim, lead = factory.transfer(), people.person(Role.lead_iqa)
    trainee = claim.evidence_item.enrolment.person
    with pytest.raises(NotAllowed):  # nobody was asked yet
        services.answer(claim, True, WHY, by=lead)
    services.ask_for_agreement(claim, by=trainee)
    mails = session.scalars(select(Mail).where(Mail.recipient == lead.email)).all()
    assert len(mails) == 1 and "coaching" not in mails[0].text
    services.answer(claim, True, WHY, by=lead)
    assert missing(claim) == []
    with pytest.raises(MovedOn):
        services.answer(claim, False, WHY, by=lead)
    place = claim.evidence_item.enrolment
    others = [f"C5-2 {each.code}" for each in portfolio.unit(place, "C5-2").criteria]
    portfolio_services.map_to(claim.evidence_item, portfolio.criteria(place, *others), [], by=trainee)
    assert missing(claim) == ["the lead quality assurer has not agreed that it takes the place of the unit."]


def test_a_change_takes_the_agreement_back() -> None:
    claim = factory.transfer()
    item = claim.evidence_item
    services.ask_for_agreement(claim, by=item.enrolment.person)
    services.answer(claim, True, WHY, by=people.person(Role.lead_iqa))
    services.tell(item, factory.told(recognition=Recognition.exemption), by=item.enrolment.person)
    assert claim.agreed is None and claim.asked_at is None and claim.attachment is not None


@pytest.mark.parametrize("change", ["agreed = NOT agreed", "answer = 'Another.'", "answered_by_id = NULL"])
def test_the_database_changes_no_signed_answer(session: Session, change: str) -> None:
    claim = factory.transfer()
    services.ask_for_agreement(claim, by=claim.evidence_item.enrolment.person)
    services.answer(claim, True, WHY, by=people.person(Role.lead_iqa))
    session.flush()
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(text(f"UPDATE rpl_claim SET {change} WHERE id = :id"), {"id": claim.id})


@pytest.mark.parametrize("role", [Role.assessor, Role.iqa, Role.centre_administrator, Role.tutor, Role.hr])
def test_nobody_else_agrees(role: Role) -> None:
    claim = factory.transfer()
    services.ask_for_agreement(claim, by=claim.evidence_item.enrolment.person)
    with pytest.raises(NotAllowed):
        services.answer(claim, True, WHY, by=people.person(role))


def test_a_lead_quality_assurer_agrees_to_nothing_for_whom_they_manage(session: Session) -> None:
    claim, manager = factory.transfer(), people.person(Role.lead_iqa)
    trainee = claim.evidence_item.enrolment.person
    services.ask_for_agreement(claim, by=trainee)
    trainee.line_manager_id = manager.id
    with pytest.raises(NotAllowed, match="manage"):
        services.answer(claim, True, WHY, by=manager)


def test_a_reason_is_a_sentence() -> None:
    claim = factory.transfer()
    services.ask_for_agreement(claim, by=claim.evidence_item.enrolment.person)
    with pytest.raises(RuleBroken) as refused:
        services.answer(claim, True, "ok", by=people.person(Role.lead_iqa))
    assert refused.value.field == "reason"


def test_a_unit_wholly_by_earlier_learning_is_sent_frozen_and_decided_like_any_other() -> None:
    assessor = grading_factory.assessor()
    claim = factory.transfer(completed_on=date(2015, 5, 5))
    item = claim.evidence_item
    place, trainee = item.enrolment, item.enrolment.person
    services.ask_for_agreement(claim, by=trainee)
    lead = people.person(Role.lead_iqa)
    services.answer(claim, True, WHY, by=lead)
    portfolio_services.make_ready(item, by=trainee)
    sent = portfolio_services.submit(place, portfolio.unit(place), ai_use=AiUse.none, statement_signed=True, by=trainee)
    [frozen] = [each.frozen for each in sent.items]
    assert frozen["record"]["is_current"] is False and frozen["record"]["agreed_by"] == lead.full_name
    assert frozen["file"]["name"] == "certificate.txt" and frozen["text"] == factory.WORDS
    [shown] = evidence_of(sent.items)
    assert "Not current unless shown otherwise" in dict(shown.facts)["Current"]
    assert factory.WORDS in [line for section in shown.sections for line in section.paragraphs]
    administrator = people.person(Role.centre_administrator)
    portfolio_services.allocate(sent, assessor, statement_signed=True, due_on=portfolio.due_on(), by=administrator)
    decision = grading_factory.decision(grading.start(sent, by=assessor), refer=("1.1",))
    assert decision.outcome == "refer" and item.state is EvidenceState.not_accepted
    new = portfolio_services.revise(item, by=trainee)
    assert new.claim.title == claim.title and new.claim.agreed is None  # type: ignore[attr-defined]


# ---- Pages ----


def test_a_trainee_tells_of_a_course_with_its_certificate(visit: Visit, session: Session) -> None:
    item = factory.draft()
    trainee, path = visit(item.enrolment.person), f"/accounts/{item.public_id}/earlier-learning"
    assert path in trainee.get(f"/accounts/{item.public_id}").text
    typed = {
        "recognition": "credit_transfer",
        "title": "Coaching",
        "provider": "Northmoor College",
        "learned": "Listening.",
        "completed_on": "2014-05-06",
        "credit": "6",
    }
    wrong = trainee.post(path, data=typed | {"provider": ""})
    assert wrong.status_code == 422 and "Say who provided it." in wrong.text and "Listening." in wrong.text

    sent = typed | {"file": (BytesIO(b"Northmoor College certifies."), "certificate.txt")}
    assert trainee.post(path, data=sent, content_type="multipart/form-data").status_code == 303
    claim = session.scalars(select(RplClaim)).one()
    assert claim.attachment is not None and claim.credit == 6
    page = trainee.get(f"/accounts/{item.public_id}").text
    assert "Not current unless shown otherwise" in page and "Credit transfer" in page
    assert trainee.get(f"{path}/certificate").get_data() == b"Northmoor College certifies."
    assert "Choose all criteria of the unit first" in trainee.client.post(f"{path}/ask", follow_redirects=True).text
    assert trainee.statements(f"/accounts/{item.public_id}") <= 15
    assert trainee.statements(path) <= 15


def test_the_lead_quality_assurer_reads_what_was_asked_and_the_reading_is_noted(visit: Visit, session: Session) -> None:
    claim, unasked = factory.transfer(), factory.transfer()
    services.ask_for_agreement(claim, by=claim.evidence_item.enrolment.person)
    holder = people.person(Role.lead_iqa)
    people.login(holder, people.PASSWORD)
    path, lead = f"/earlier-learning/{claim.public_id}", visit(holder)
    assert lead.get(f"/earlier-learning/{unasked.public_id}").status_code == 404
    page = lead.get(path)
    assert factory.WORDS in page.text and path in lead.get("/earlier-learning").text
    assert [each.reason for each in session.scalars(select(ReadEntry))] == [
        "earlier learning that is to take the place of a unit"
    ]
    assert lead.statements(path) <= 15
    [content] = re.findall(r'name="content"[^>]*value="(\w{64})"', page.text)
    typed = {"agreed": "yes", "reason": WHY, "version": str(claim.version), "content": content}
    assert lead.post(path, data=typed | {"password": "wrong"}).status_code == 422
    answered = lead.post(path, data=typed | {"password": people.PASSWORD})
    assert answered.status_code == 303
    session.expire_all()
    assert claim.agreed is True
    holder_reads, receipt = lead.get(path).text, answered.location
    assert receipt == f"/receipts/{claim.signature.public_id}" and receipt in holder_reads
    trainee = visit(claim.evidence_item.enrolment.person)
    assert receipt in trainee.get(f"/accounts/{claim.evidence_item.public_id}/earlier-learning").text
    assert trainee.get(receipt).status_code == 200


@pytest.mark.parametrize("role", [Role.trainee, Role.assessor, Role.iqa, Role.hr, Role.centre_administrator])
def test_others_do_not_find_a_claim(visit: Visit, role: Role) -> None:
    claim = factory.transfer()
    services.ask_for_agreement(claim, by=claim.evidence_item.enrolment.person)
    stranger = visit(people.person(role))
    for path in (f"/earlier-learning/{claim.public_id}", f"/accounts/{claim.evidence_item.public_id}/earlier-learning"):
        assert stranger.get(path).status_code == 404
