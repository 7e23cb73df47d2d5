"""How long a trainee waits for the portfolio: the archive, and the print alone."""

from typing import Any

from flask import Flask
from sqlalchemy import func, select

from assessments.portfolios.making import archive_of, print_of
from core.db import db
from people.models import Person
from training.enrolments.models import Enrolment
from training.portfolio.models import EvidenceItem

SECONDS = 1000  # milliseconds in one


def measure(app: Flask, figures: dict[str, dict[str, Any]], timed: Any) -> None:
    """The portfolio of whoever has the most evidence; its centre is entered."""
    query = (
        select(Enrolment.person_id)
        .join(EvidenceItem, EvidenceItem.enrolment_id == Enrolment.id)
        .group_by(Enrolment.person_id)
        .order_by(func.count().desc(), Enrolment.person_id)
    )
    person = db.session.get_one(Person, db.session.scalars(query).first())
    with app.test_request_context():
        archive = timed(lambda: archive_of(person).close(), 1)
        printing = timed(lambda: print_of(person), 1)
    figures["portfolio_archive"] = {"value": archive / SECONDS, "unit": "s CPU"}
    figures["portfolio_print"] = {"value": printing / SECONDS, "unit": "s CPU"}
