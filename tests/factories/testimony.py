"""Testimonies that were asked for and signed, and experts."""

from datetime import date, timedelta
from typing import Any

from core.db import db
from people.models import Person, Role
from tests import london
from tests.factories import enrolments, people, portfolio
from training.awards.models import EvidenceKind
from training.enrolments.models import AllocationRole, Enrolment
from training.portfolio import services as portfolio_services
from training.portfolio.models import EvidenceItem
from training.testimony import services
from training.testimony.models import ExpertWitness, WitnessTestimony
from training.testimony.services import Asked, Said

SAW = "She opened the meeting, named the time for each turn, and waited through two long silences without a word."


def place(assessor: Person | None = None) -> Enrolment:
    """A trainee's place with an assessor."""
    row = portfolio.enrolment(person=people.person(Role.trainee))
    enrolments.allocation(row, AllocationRole.assessor, assessor or people.person(Role.assessor))
    db.session.refresh(row)
    return row


def assessor_of(row: Enrolment) -> Person:
    """Who assesses."""
    return next(each.person for each in row.allocations if each.role is AllocationRole.assessor)


def about(**fields: Any) -> Asked:
    """What a trainee tells a witness."""
    given = {"activity": "I led a meeting of a set.", "held_on": yesterday(), "about": "How I dealt with silence."}
    return Asked(**{**given, **fields})


def asked(
    row: Enrolment | None = None, *, name: str = "Wilma Ashgrove", email: str = ""
) -> tuple[WitnessTestimony, str]:
    """A request to somebody who was there, and the path of its link."""
    row = row or place()
    testimony, token = services.ask(row, about(), name=name, email=email, by=row.person)
    return testimony, f"/witness/{token}"


def said(**fields: Any) -> Said:
    """What a witness states."""
    given: dict[str, Any] = {
        "relationship": "We work in one team.",
        "post": "Team leader",
        "contact": "wilma@example.net",
        "statement": SAW,
        "names_nobody": True,
        "signed_name": "Wilma Ashgrove",
        "signed_on": london.today(),
    }
    return Said(**{**given, **fields})


def signed(row: Enrolment | None = None, **fields: Any) -> WitnessTestimony:
    """A testimony of an ordinary witness."""
    testimony, _path = asked(row)
    services.sign(testimony, said(**fields))
    return testimony


def expert(row: Enrolment | None = None, **fields: Any) -> ExpertWitness:
    """An expert whom the assessor named."""
    row = row or place()
    given = {"name": "Edith Farrow", "email": "edith@example.net", "reason": "Twenty years of sets."}
    return services.name_expert(row, **{**given, "by": assessor_of(row), **fields})


def signed_by_expert(row: Enrolment | None = None) -> WitnessTestimony:
    """A testimony of an expert."""
    named = expert(row)
    testimony = services.ask_expert(named, about(), by=named.enrolment.person)
    words = {"competence": "CPF since 2009.", "knows_units": "I taught C5-3.", "signed_name": named.name}
    services.sign(testimony, said(contact="01234 567890", **words))
    return testimony


def as_evidence(row: Enrolment, *names: str, of: WitnessTestimony | None = None) -> EvidenceItem:
    """A signed testimony in the trainee's evidence, for criteria such as "C5-3 1.1"."""
    return portfolio_services.add_from_record(
        row,
        EvidenceKind.witness_testimony,
        of or signed(row),
        portfolio.criteria(row, *names),
        by=row.person,
    )


def yesterday() -> date:
    """A day that has been."""
    return london.today() - timedelta(days=1)
