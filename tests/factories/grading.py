"""Submissions being marked, decisions, and those who make them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from assessments.grading import queries, services
from assessments.grading.models import MarkSheet, UnitDecision
from assessments.grading.outcomes import EVIDENCE_TESTS
from core.db import db, tenant_of
from people.models import CredentialKind, Person, Role, StaffCredential
from tests.factories import awards, people, portfolio
from training.awards import services as award_services
from training.awards.models import AwardVersion
from training.enrolments.models import Enrolment
from training.portfolio.models import Submission

ALL_YES = dict.fromkeys(EVIDENCE_TESTS, True)


def credential(
    holder: Person,
    kind: CredentialKind = CredentialKind.taqa,
    *,
    obtained_on: date = date(2020, 1, 1),
    expires_on: date | None = None,
) -> StaffCredential:
    """An assessor's qualification, since long ago and without an end."""
    row = StaffCredential(person_id=holder.id, kind=kind, obtained_on=obtained_on, expires_on=expires_on)
    db.session.add(row)
    db.session.flush()
    db.session.expire(holder, ["credentials"])
    return row


def assessor(*, qualified: bool = True, **fields: Any) -> Person:
    """An assessor of the centre."""
    row = people.person(Role.assessor, **fields)
    if qualified:
        credential(row)
    return row


def allocated(
    place: Enrolment | None = None, code: str = "C5-3", *, by: Person | None = None, text: str | None = None
) -> Submission:
    """A unit that was sent and given to a qualified assessor."""
    return portfolio.allocated(place, code, assessor=by or assessor(), text=text)


def mark_sheet(submission: Submission | None = None, *, by: Person | None = None) -> MarkSheet:
    """A mark sheet on a unit whose marking has begun."""
    submission = submission or allocated(by=by)
    assert submission.assessor is not None
    return services.start(submission, by=submission.assessor)


def answers(
    submission: Submission, *, refer: tuple[str, ...] = (), marks: Mapping[str, int] | None = None
) -> dict[int, services.Decided]:
    """An answer and a comment on every open criterion: met, but for the codes in `refer`; or these marks."""
    return {
        criterion.id: (
            None if marks else criterion.code not in refer,
            marks[criterion.code] if marks else None,
            f"Comment on {criterion.code}.",
        )
        for criterion in queries.open_criteria(submission)
    }


def decision(
    sheet: MarkSheet | None = None, *, by: Person | None = None, refer: tuple[str, ...] = (), **fields: Any
) -> UnitDecision:
    """A signed decision: a pass, or a referral in the criteria with these codes."""
    sheet = sheet or mark_sheet(by=by)
    given = {"decisions": answers(sheet.submission, refer=refer), "tests": ALL_YES} | fields
    return services.record_decision(sheet, by=sheet.assessor, **given)


def waiting(*, refer: tuple[str, ...] = (), place: Enrolment | None = None) -> UnitDecision:
    """A decision of an assessor without a qualification, which waits for a countersignature."""
    unqualified = assessor(qualified=False)
    return decision(mark_sheet(allocated(place, by=unqualified)), refer=refer)


def marked_award() -> AwardVersion:
    """The Level 5 certificate with marks for its criteria instead of met and not met."""
    if tenant_of(db.session) is None:
        people.centre()
    text = awards.award_file().replace("scale: pass_refer", "scale: marks")
    version = award_services.import_award(text, "marked.yaml", by=None)
    award_services.publish(version, by=None)
    return version
