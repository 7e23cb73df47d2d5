"""Testimonies are asked for, signed once, and support other evidence without ever standing alone."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from assessments.grading import queries as grading_queries
from assessments.grading import services as grading
from core import clock
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.mail import Mail
from people.models import Person, Role
from tests import london
from tests.factories import grading as grading_factory
from tests.factories import people, portfolio
from tests.factories import testimony as factory
from training.awards.models import EvidenceKind
from training.portfolio import queries, sending
from training.portfolio import services as portfolio_services
from training.portfolio.models import AiUse, Submission
from training.testimony import services

pytestmark = pytest.mark.usefixtures("session")


# ---- Asking ----


@pytest.mark.parametrize(
    ("name", "address", "field"),
    [
        ("Wilma Ashgrove", "{trainee}", "email"),
        ("Wilma Ashgrove", "{assessor}", "email"),
        ("{name}", "", "name"),
        ("", "", "name"),
        ("Wilma Ashgrove", "nobody", "email"),
    ],
)
def test_who_cannot_be_a_witness_is_not_asked(name: str, address: str, field: str) -> None:
    place = factory.place()
    given = {
        "trainee": place.person.email,
        "assessor": factory.assessor_of(place).email,
        "name": place.person.full_name,
    }
    with pytest.raises(RuleBroken) as refused:
        factory.asked(place, name=name.format(**given), email=address.format(**given))
    assert refused.value.field == field


def test_nobody_asks_for_somebody_else() -> None:
    place = factory.place()
    with pytest.raises(NotAllowed):
        services.ask(place, factory.about(), name="Wilma", by=people.person(Role.trainee))


def test_a_meeting_that_is_still_to_come_has_no_witness() -> None:
    place = factory.place()
    with pytest.raises(RuleBroken) as refused:
        asked = factory.about(held_on=london.today() + timedelta(days=2))
        services.ask(place, asked, name="Wilma", by=place.person)
    assert refused.value.field == "held_on"


def test_the_mail_says_who_asks_and_nothing_of_what_was_done(session: Session) -> None:
    testimony, path = factory.asked(email="wilma@example.net")
    mail = session.scalars(select(Mail).where(Mail.recipient == "wilma@example.net")).one()
    assert path in mail.text and mail.secret
    assert testimony.enrolment.person.full_name in mail.text
    assert testimony.activity not in mail.text and testimony.about not in mail.text


# ---- Signing ----


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"statement": "  "}, "statement"),
        ({"statement": "It was good."}, "statement"),
        ({"relationship": ""}, "relationship"),
        ({"post": ""}, "post"),
        ({"contact": ""}, "contact"),
        ({"signed_name": ""}, "signed_name"),
        ({"names_nobody": False}, "names_nobody"),
        ({"signed_on": london.today() + timedelta(days=3)}, "signed_on"),
        ({"signed_on": london.today() - timedelta(days=30)}, "signed_on"),
    ],
)
def test_a_testimony_is_signed_whole_or_not_at_all(said: dict[str, Any], field: str) -> None:
    testimony, _path = factory.asked()
    with pytest.raises(RuleBroken) as refused:
        services.sign(testimony, factory.said(**said))
    assert refused.value.field == field
    assert testimony.state == "asked"


@pytest.mark.parametrize(("key", "field"), [("contact", "contact"), ("signed_name", "signed_name")])
def test_the_trainee_does_not_sign_under_their_own_name_or_address(key: str, field: str) -> None:
    testimony, _path = factory.asked()
    trainee = testimony.enrolment.person
    own = {"contact": trainee.email, "signed_name": trainee.full_name}
    with pytest.raises(RuleBroken) as refused:
        services.sign(testimony, factory.said(**{key: own[key]}))
    assert refused.value.field == field


def test_what_was_signed_cannot_be_signed_again_or_taken_back() -> None:
    testimony = factory.signed()
    with pytest.raises(MovedOn):
        services.sign(testimony, factory.said())
    with pytest.raises(MovedOn):
        services.withdraw(testimony, by=testimony.enrolment.person)


def test_the_database_keeps_what_was_signed(session: Session) -> None:
    testimony = factory.signed()
    testimony.statement = "Something else."
    with pytest.raises(DatabaseError):
        session.flush()


def test_a_link_works_until_it_is_signed_taken_back_renewed_or_late(monkeypatch: pytest.MonkeyPatch) -> None:
    first, path = factory.asked()
    token = path.rsplit("/", 1)[1]
    assert services.open_link(token) is first
    newer = services.ask_again(first, by=first.enrolment.person)
    assert services.open_link(token) is None and services.open_link(newer) is first
    with clock.set_to(clock.now() + timedelta(days=31)):
        assert services.open_link(newer) is None
    services.withdraw(first, by=first.enrolment.person)
    assert services.open_link(newer) is None


# ---- Experts ----


@pytest.mark.parametrize("role", [Role.tutor, Role.centre_administrator, Role.hr, Role.assessor, Role.iqa])
def test_an_expert_is_named_by_the_assessor_or_the_lead_iqa_and_nobody_else(role: Role) -> None:
    place = factory.place()
    with pytest.raises(NotAllowed):
        factory.expert(place, by=people.person(role))
    assert factory.expert(place, by=people.person(Role.lead_iqa)).named_by.full_name


def test_nobody_names_an_expert_for_themselves() -> None:
    place = factory.place()
    person = people.person(Role.lead_iqa)
    place.person = person
    with pytest.raises(NotAllowed):
        factory.expert(place, by=person)


def test_an_expert_is_neither_the_trainee_nor_who_judges() -> None:
    place = factory.place()
    for email in (place.person.email, factory.assessor_of(place).email):
        with pytest.raises(RuleBroken):
            factory.expert(place, email=email)


def test_an_expert_says_what_they_know_and_the_trainee_never_has_their_link(session: Session) -> None:
    expert = factory.expert()
    trainee = expert.enrolment.person
    testimony = services.ask_expert(expert, factory.about(), by=trainee)
    assert services.ask_again(testimony, by=trainee) == ""
    assert {mail.recipient for mail in session.scalars(select(Mail).where(Mail.secret.is_(True)))} == {expert.email}
    with pytest.raises(RuleBroken) as refused:
        services.sign(testimony, factory.said())
    assert refused.value.field == "competence"


def test_ending_a_naming_takes_back_what_waits_and_leaves_what_was_signed() -> None:
    signed = factory.signed_by_expert()
    expert = signed.expert
    assert expert is not None
    waiting = services.ask_expert(expert, factory.about(), by=expert.enrolment.person)
    services.end_naming(expert, by=factory.assessor_of(expert.enrolment))
    assert (signed.state, waiting.state) == ("signed", "withdrawn")
    with pytest.raises(RuleBroken):
        services.ask_expert(expert, factory.about(), by=expert.enrolment.person)


# ---- As evidence ----


def sent_on_testimony_alone(monkeypatch: pytest.MonkeyPatch, assessor: Person, *, expert: bool) -> Submission:
    """A unit that came through though its 1.1 rests on testimony alone."""
    place = factory.place(assessor)
    portfolio.fill(place, but=("1.1",))
    factory.as_evidence(place, "C5-3 1.1", of=factory.signed_by_expert(place) if expert else None)
    monkeypatch.setattr(sending, "unit_checks", lambda facts: [])
    sent = portfolio_services.submit(
        place, portfolio.unit(place), ai_use=AiUse.none, statement_signed=True, by=place.person
    )
    administrator = people.person(Role.centre_administrator)
    return portfolio_services.allocate(
        sent, assessor, statement_signed=True, due_on=portfolio.due_on(), by=administrator
    )


def test_a_testimony_may_support_any_criterion_of_any_award() -> None:
    place = factory.place()
    offered = [c for _unit, found in queries.criteria_for(place, EvidenceKind.witness_testimony) for c in found]
    assert offered == [c for unit in queries.units_of(place) for c in unit.criteria]
    assert not any("witness_testimony" in criterion.evidence_kinds for criterion in offered)


def test_a_unit_with_a_criterion_on_testimony_alone_is_not_sent() -> None:
    place = factory.place()
    portfolio.fill(place, but=("1.1",))
    factory.as_evidence(place, "C5-3 1.1")
    with pytest.raises(RuleBroken, match=r"1\.1 rests on witness testimony alone"):
        portfolio_services.submit(
            place, portfolio.unit(place), ai_use=AiUse.none, statement_signed=True, by=place.person
        )


@pytest.mark.parametrize("expert", [False, True])
def test_no_assessor_finds_met_what_rests_on_testimony_alone(monkeypatch: pytest.MonkeyPatch, expert: bool) -> None:
    assessor = grading_factory.assessor()
    sent = sent_on_testimony_alone(monkeypatch, assessor, expert=expert)
    assert grading_queries.on_testimony_alone(sent) == ["1.1"]
    sheet = grading.start(sent, by=assessor)
    with pytest.raises(RuleBroken, match=r"1\.1 rests on witness testimony alone"):
        grading_factory.decision(sheet)
    assert grading_factory.decision(sheet, refer=("1.1",)).outcome == "refer"


def test_beside_other_evidence_testimony_is_frozen_and_the_criterion_can_be_met() -> None:
    assessor = grading_factory.assessor()
    place = factory.place(assessor)
    factory.as_evidence(place, "C5-3 1.1")
    sent = grading_factory.allocated(place, by=assessor)
    [frozen] = [item.frozen for item in sent.items if item.frozen["kind"] == "witness_testimony"]
    assert frozen["record"]["statement"] == factory.SAW and frozen["record"]["mailed"] is False
    assert grading_factory.decision(grading.start(sent, by=assessor)).outcome == "pass"
