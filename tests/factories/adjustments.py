"""Adjustments at every state, and those who decide them."""

from datetime import timedelta
from typing import Any

from assessments.adjustments import services
from assessments.adjustments.models import Adjustment
from assessments.adjustments.sealing import Words
from assessments.adjustments.services import NeedFile
from assessments.adjustments.terms import Basis, Kind, Terms
from core.db import db
from people.models import Person, Role
from tests import london
from tests.factories import people, sharing
from training.enrolments.models import Enrolment

NEED = "Marzipan letters swim before my eyes."
HELP = "Gooseberry recordings instead of pages."
TO_DO = "Record accounts instead of writing them."
REASON = "Persimmon: the reader’s report shows it well."
FILE = NeedFile("letter.txt", "text/plain", b"Quince report of a doctor.")

place = sharing.place


def lead(**fields: Any) -> Person:
    """A lead quality assurer of the centre."""
    return people.person(Role.lead_iqa, **fields)


def terms(**fields: Any) -> Terms:
    """Something to do from today on, that moves nothing."""
    return Terms(**{"need_to_do": TO_DO, "starts_on": london.today()} | fields)


def requested(row: Enrolment | None = None, kind: Kind = Kind.more_time, **fields: Any) -> Adjustment:
    """A request with a file, by its trainee."""
    row = row or place()
    given = {"file": FILE, "by": row.person} | fields
    made = services.ask(row, Basis.reasonable_adjustment, kind, Words(NEED, HELP), **given)
    db.session.refresh(row)
    return made


def special(row: Enrolment | None = None, kind: Kind = Kind.other, **fields: Any) -> Adjustment:
    """A request for special consideration, of what happened three days ago."""
    row = row or place()
    given = {"happened_on": london.today() - timedelta(days=3), "by": row.person} | fields
    return services.ask(row, Basis.special_consideration, kind, Words(NEED, HELP), **given)


def seen(row: Adjustment | None = None, *, by: Person | None = None, **fields: Any) -> Adjustment:
    """A request that a lead quality assurer has looked at."""
    row = row or requested(**fields)
    services.see_evidence(row, by=by or lead())
    return row


def referred(row: Adjustment | None = None, **fields: Any) -> Adjustment:
    """A request that the awarding organisation was asked about."""
    row = seen(row, **fields)
    services.refer(row, by=lead())
    return row


def approved(row: Adjustment | None = None, *, place: Enrolment | None = None, **of: Any) -> Adjustment:
    """One that was agreed: in force, unless its first day is still to come."""
    row = seen(row) if row else seen(row=requested(place))
    kind_of = {"extra_days": 10} if row.kind is Kind.more_time else {}
    services.approve(row, terms(**kind_of | of), REASON, by=lead())
    db.session.refresh(row.enrolment)
    return row


def declined(row: Adjustment | None = None) -> Adjustment:
    """One that was not agreed."""
    row = seen(row)
    services.decline(row, REASON, by=lead())
    return row


def ended() -> Adjustment:
    """One that the trainee needs no more."""
    row = approved()
    services.withdraw(row, by=row.enrolment.person)
    return row
