"""Shared drafts, and drafts that are read before a unit is sent."""

from datetime import datetime, timedelta
from typing import Any

from core import clock
from core.db import db
from people.models import Person, Role
from tests.factories import awards, enrolments, people, portfolio, programmes
from training.awards.models import EvidenceKind
from training.enrolments.models import AllocationRole, Enrolment
from training.portfolio import services as portfolio_services
from training.portfolio.models import EvidenceItem
from training.sharing import review_services, services
from training.sharing.models import DraftReview, DraftShare

TEXT = "Cobblestone thoughts that nobody else wrote."
TITLE = "Quagmire at the second meeting"


def place(**roles: Person) -> Enrolment:
    """A trainee's place with a tutor, an assessor and a supervisor; `assessor=…` names one of them."""
    tutor = roles.get("tutor") or people.person(Role.tutor)
    cohort = programmes.cohort(awards.award_version(), tutor=tutor)
    row = portfolio.enrolment(person=people.person(Role.trainee), cohort=cohort)
    for role in (AllocationRole.assessor, AllocationRole.supervisor):
        enrolments.allocation(row, role, roles.get(role.value))
    db.session.refresh(row)
    return row


def staff(row: Enrolment, role: str) -> Person:
    """Who is this to the trainee: tutor, assessor, supervisor."""
    if role == "tutor":
        assert row.cohort is not None and row.cohort.tutor is not None
        return row.cohort.tutor
    return next(each.person for each in row.allocations if each.role.value == role)


def draft(row: Enrolment | None = None, *criteria: str, **fields: Any) -> EvidenceItem:
    """A draft with a text that can be told from any other, for these criteria: "C5-3 1.1"."""
    row = row or place()
    item = portfolio.draft(row, EvidenceKind.reflective_account, **{"title": TITLE, "text": TEXT} | fields)
    if criteria:
        portfolio_services.map_to(item, portfolio.criteria(row, *criteria), [], by=row.person)
    db.session.refresh(item)
    return item


def in_days(days: float) -> datetime:
    """An instant that is still to come."""
    return clock.now() + timedelta(days=days)


def shared(item: EvidenceItem | None = None, reader: Person | None = None, **fields: Any) -> DraftShare:
    """A draft that the trainee's tutor may read for a week."""
    item = item or draft()
    reader = reader or staff(item.enrolment, "tutor")
    return services.share_with(item, reader, **{"ends_at": in_days(7), "by": item.enrolment.person} | fields)


def link(item: EvidenceItem | None = None, **fields: Any) -> tuple[DraftShare, str]:
    """A link to a draft, for a week, and the path of its address."""
    item = item or draft()
    given = {"made_for": "A critical friend", "ends_at": in_days(7), "by": item.enrolment.person} | fields
    share, token = services.share_by_link(item, **given)
    return share, f"/shared/{token}"


def asked(row: Enrolment | None = None, code: str = "C5-3") -> DraftReview:
    """A review of one draft for the first account criterion of a unit, asked of the trainee's assessor."""
    row = row or place()
    if not portfolio_services.queries.items_of(row):
        draft(row, account_criterion(row, code))
    return review_services.ask(row, portfolio.unit(row, code), by=row.person)


def reading(row: Enrolment | None = None, code: str = "C5-3") -> DraftReview:
    """A review that its reader has begun."""
    review = asked(row, code)
    review_services.begin(review, by=review.reader)
    return review


def returned(
    row: Enrolment | None = None, code: str = "C5-3", words: str = "Say more of what you unlearned."
) -> DraftReview:
    """A review that came back with guidance."""
    review = reading(row, code)
    review_services.return_guidance(review, words, {}, by=review.reader)
    return review


def account_criterion(row: Enrolment, code: str = "C5-3") -> str:
    """The first criterion of a unit that an account can show: "C5-3 1.1"."""
    kind = EvidenceKind.reflective_account.value
    return next(f"{code} {each.code}" for each in portfolio.unit(row, code).criteria if kind in each.evidence_kinds)
