"""Research projects, and accounts that were decided about: rows, not the whole way there."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from core import clock
from core.db import db, tenant_of
from people.models import Person, Role
from tests import london
from tests.factories import awards, people
from training.awards.models import AwardVersion, EvidenceKind
from training.enrolments.models import Enrolment, EnrolmentState
from training.portfolio.models import (
    EvidenceItem,
    EvidenceState,
    ReflectiveModel,
    Submission,
    SubmissionItem,
    SubmissionState,
)
from training.research import services
from training.research.models import ResearchConsent, ResearchProject

STATEMENT = "I agree that my accounts are read for this research.\n\nI know that I can withdraw."
_numbers = count(1)


def project(**fields: Any) -> ResearchProject:
    """A project that runs from last month to next year. Makes a centre if needed."""
    if tenant_of(db.session) is None:
        people.centre()
    today = london.today()
    given: dict[str, Any] = {
        "name": f"What facilitators learn {next(_numbers)}",
        "purpose": "To learn how people learn to facilitate.",
        "run_by": "Dr Unwin, School of Education",
        "ethics_reference": "REC 2026/117",
        "starts_on": today - timedelta(days=30),
        "ends_on": today + timedelta(days=365),
        "statement": STATEMENT,
        "statement_version": "1.2",
    } | fields
    return services.open_project(**given, by=None)


def over(**fields: Any) -> ResearchProject:
    """A project whose last day was yesterday."""
    today = london.today()
    with clock.set_to(clock.now() - timedelta(days=100)):
        return project(starts_on=today - timedelta(days=90), ends_on=today - timedelta(days=1), **fields)


def trainee(**fields: Any) -> Person:
    """Somebody who may be asked."""
    return people.person(Role.trainee, **fields)


def accounts(
    authors: list[Person],
    texts: list[str],
    *,
    version: AwardVersion | None = None,
    state: SubmissionState = SubmissionState.confirmed_pass,
    item_state: EvidenceState = EvidenceState.accepted,
    sent_at: datetime | None = None,
    kind: EvidenceKind = EvidenceKind.reflective_account,
) -> list[EvidenceItem]:
    """An account of each author, sent for unit C5-3 and decided about, in a few statements for all of them."""
    version = version or awards.award_version()
    unit, sent_at = awards.unit(version, "C5-3"), sent_at or clock.now() - timedelta(days=20)
    places = [
        Enrolment(person=each, award_version=version, state=EnrolmentState.completed, enrolled_on=date(2024, 1, 8))
        for each in authors
    ]
    items = [
        EvidenceItem(
            enrolment=place,
            kind=kind,
            state=item_state,
            title=f"Account {next(_numbers)}",
            model=ReflectiveModel.gibbs,
            text=text,
            written_at=sent_at,
        )
        for place, text in zip(places, texts, strict=True)
    ]
    for place, item in zip(places, items, strict=True):
        sent = Submission(
            enrolment=place, unit=unit, attempt=1, state=state, submitted_at=sent_at, manifest={}, bundle_hash="0" * 64
        )
        frozen = {"kind": kind.value, "model": "gibbs", "text": item.text, "title": item.title}
        sent.items.append(SubmissionItem(evidence_item=item, position=1, frozen=frozen))
        db.session.add(sent)
    db.session.flush()
    return items


def account(author: Person, text: str = "I waited, and nothing was lost.", **fields: Any) -> EvidenceItem:
    """One account that was decided about."""
    return accounts([author], [text], **fields)[0]


def consent(project: ResearchProject, person: Person) -> ResearchConsent:
    """The person agrees, with all accounts decided so far."""
    return services.give_consent(project, person, agreed=True)
