"""What to read of claims, and of the trainees for whom one might be raised."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from assessments.certificates.models import Certificate
from assessments.claims.models import AwardPrinting, CertificateClaim, ClaimState, DirectClaimsStatus, PrintedBy
from assessments.claims.workflow import OPEN
from assessments.grading.models import Countersignature, UnitDecision
from core.db import db
from people.models import Person, Role
from training.awards.combination import CombinationRule, combination_gaps
from training.awards.models import AwardVersion, Unit
from training.enrolments.models import Allocation, AllocationRole, Enrolment, EnrolmentState
from training.enrolments.queries import reached_by
from training.portfolio.models import Submission, SubmissionState
from training.portfolio.workflow import PASSED

READERS = (Role.centre_administrator, Role.iqa, Role.lead_iqa)


# ---- Who can be claimed for ----


@dataclass(frozen=True, slots=True)
class LastAttempt:
    """The last attempt at a unit: its submission and where that stands."""

    submission_id: int
    state: SubmissionState


@dataclass(slots=True)
class Waiting:
    """The trainees without a claim whom a person may see: last attempts by unit, and who has passed enough units."""

    attempts: dict[int, dict[str, LastAttempt]] = field(default_factory=lambda: defaultdict(dict))
    all_ids: list[int] = field(default_factory=list)
    passed_ids: list[int] = field(default_factory=list)


def waiting(person: Person) -> Waiting:
    """Everyone in training without a claim, in three statements whatever their number.

    Whether their requirements are met is not asked here: that reads a trainee's whole practice.
    """
    found = Waiting()
    rows = db.session.execute(select(Enrolment.id, Enrolment.award_version_id).where(*_unclaimed(person))).all()
    found.all_ids = [enrolment_id for enrolment_id, _version in rows]
    for enrolment_id, code, attempt in _attempts(select(Enrolment.id).where(*_unclaimed(person))):
        found.attempts[enrolment_id][code] = attempt
    query = select(AwardVersion).where(AwardVersion.id.in_({version_id for _id, version_id in rows}))
    versions = {version.id: version for version in db.session.scalars(query)}
    for enrolment_id, version_id in rows:
        passed = [code for code, attempt in found.attempts[enrolment_id].items() if attempt.state in PASSED]
        if not combination_gaps(rule_of(versions[version_id]), credits_of(versions[version_id]), passed):
            found.passed_ids.append(enrolment_id)
    return found


def attempts_of(enrolment: Enrolment) -> dict[str, LastAttempt]:
    """The last attempt at each unit of a trainee, by the unit's code."""
    ids = select(Enrolment.id).where(Enrolment.id == enrolment.id)
    return {code: attempt for _id, code, attempt in _attempts(ids)}


def _attempts(enrolment_ids: Any) -> Iterable[tuple[int, str, LastAttempt]]:
    query = (
        select(Submission.enrolment_id, Unit.code, Submission.id, Submission.state)
        .join(Unit, Unit.id == Submission.unit_id)
        .where(Submission.enrolment_id.in_(enrolment_ids))
        .order_by(Submission.id)
    )
    for enrolment_id, code, submission_id, state in db.session.execute(query):
        yield enrolment_id, code, LastAttempt(submission_id, state)


def rule_of(version: AwardVersion) -> CombinationRule:
    """The award's rule of combination."""
    rules = version.rules_of_combination
    return CombinationRule(tuple(rules["mandatory"]), rules["optional_min_credits"], tuple(rules["optional"]))


def credits_of(version: AwardVersion) -> dict[str, int | None]:
    """The credits of each unit of an award, by its code."""
    return {unit["code"]: unit["credits"] for unit in version.content["units"]}


def trainees(person: Person, ids: Sequence[int], *, among: bool) -> Select[Enrolment]:
    """Trainees without a claim, by name, for a paged list: those of `ids`, or all others."""
    chosen = Enrolment.id.in_(ids) if among else Enrolment.id.not_in(ids)
    return (
        select(Enrolment)
        .join(Enrolment.person)
        .where(*_unclaimed(person), chosen)
        .options(
            joinedload(Enrolment.person),
            joinedload(Enrolment.award_version).joinedload(AwardVersion.award),
            selectinload(Enrolment.registrations),
        )
        .order_by(Person.family_name, Person.given_name, Enrolment.id)
    )


def enrolment_for_page(enrolment: Enrolment) -> Enrolment:
    """The trainee's place with person, award and registrations, in one statement."""
    query = (
        select(Enrolment)
        .where(Enrolment.id == enrolment.id)
        .options(
            joinedload(Enrolment.person),
            joinedload(Enrolment.award_version).joinedload(AwardVersion.award),
            joinedload(Enrolment.registrations),
        )
    )
    return db.session.scalars(query).unique().one()


def _unclaimed(person: Person) -> tuple[ColumnElement[bool], ...]:
    claimed = select(CertificateClaim.id).where(
        CertificateClaim.enrolment_id == Enrolment.id, CertificateClaim.state != ClaimState.cancelled
    )
    return Enrolment.state == EnrolmentState.active, ~claimed.exists(), in_reach(person)


def in_reach(person: Person) -> ColumnElement[bool]:
    """The trainees of the organisations that a person's roles cover; goes into a `where` on Enrolment."""
    return Enrolment.person.has(reached_by(person, *READERS))


# ---- Claims ----


def claims_in(person: Person, states: Iterable[ClaimState]) -> Select[CertificateClaim]:
    """The claims in these states that a person may see, oldest first, for a paged list."""
    return (
        select(CertificateClaim)
        .join(CertificateClaim.enrolment)
        .where(CertificateClaim.state.in_(list(states)), in_reach(person))
        .options(
            joinedload(CertificateClaim.enrolment).options(
                joinedload(Enrolment.person), joinedload(Enrolment.award_version).joinedload(AwardVersion.award)
            ),
            joinedload(CertificateClaim.raised_by),
        )
        .order_by(CertificateClaim.raised_at, CertificateClaim.id)
    )


def counts(person: Person) -> dict[ClaimState, int]:
    """How many claims of each state a person may see."""
    query = (
        select(CertificateClaim.state, func.count())
        .join(CertificateClaim.enrolment)
        .where(in_reach(person))
        .group_by(CertificateClaim.state)
    )
    return dict(db.session.execute(query).all())


def claim_for_page(claim: CertificateClaim) -> CertificateClaim:
    """The claim with trainee, award, registrations and who acted."""
    query = (
        select(CertificateClaim)
        .where(CertificateClaim.id == claim.id)
        .options(
            joinedload(CertificateClaim.enrolment).options(
                joinedload(Enrolment.person),
                joinedload(Enrolment.award_version).joinedload(AwardVersion.award),
                selectinload(Enrolment.registrations),
            ),
            joinedload(CertificateClaim.raised_by),
            joinedload(CertificateClaim.iqa),
            joinedload(CertificateClaim.eqa),
            joinedload(CertificateClaim.iqa_signature),
            joinedload(CertificateClaim.eqa_signature),
        )
    )
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def claim_of(enrolment: Enrolment) -> CertificateClaim | None:
    """The claim of a trainee's place that was not cancelled: while it is open, the certificate is on its way."""
    query = select(CertificateClaim).where(
        CertificateClaim.enrolment_id == enrolment.id, CertificateClaim.state != ClaimState.cancelled
    )
    return db.session.scalar(query)


def certificate_of(claim: CertificateClaim) -> Certificate | None:
    """The certificate that came of a claim, the latest where it was replaced."""
    query = select(Certificate).where(Certificate.claim_id == claim.id).order_by(Certificate.id.desc())
    return db.session.scalars(query.limit(1)).first()


def is_open(claim: CertificateClaim) -> bool:
    """Whether somebody still has to act."""
    return claim.state in OPEN


def awaiting_release(version: AwardVersion) -> Select[CertificateClaim]:
    """The claims of an award that wait for an external quality assurer, oldest first."""
    return (
        select(CertificateClaim)
        .join(CertificateClaim.enrolment)
        .where(
            CertificateClaim.state == ClaimState.awaiting_eqa,
            Enrolment.award_version_id == version.id,
        )
        .options(joinedload(CertificateClaim.enrolment).joinedload(Enrolment.person))
        .order_by(CertificateClaim.raised_at, CertificateClaim.id)
    )


def deciders_of(enrolment: Enrolment) -> set[int]:
    """Everyone who decided or countersigned a unit of this trainee, or assesses them, by the person's id."""
    decided = (
        select(UnitDecision.assessor_id, Countersignature.person_id)
        .join(UnitDecision.submission)
        .outerjoin(Countersignature, Countersignature.decision_id == UnitDecision.id)
        .where(Submission.enrolment_id == enrolment.id)
    )
    allocated = select(Allocation.person_id).where(
        Allocation.enrolment_id == enrolment.id, Allocation.role == AllocationRole.assessor
    )
    both = {person_id for row in db.session.execute(decided) for person_id in row if person_id is not None}
    return both | set(db.session.scalars(allocated))


# ---- How an award is claimed ----


def direct_claims(version: AwardVersion) -> list[DirectClaimsStatus]:
    """The periods of direct claims status of an award, the latest first."""
    query = select(DirectClaimsStatus).where(DirectClaimsStatus.award_version_id == version.id)
    return list(db.session.scalars(query.order_by(DirectClaimsStatus.starts_on.desc(), DirectClaimsStatus.id.desc())))


def has_direct_claims(version: AwardVersion, on: date) -> bool:
    """Whether the centre may claim this award without a release on that day."""
    return any(status.is_active(on) for status in direct_claims(version))


def printing_of(version: AwardVersion) -> AwardPrinting | None:
    """The setting of who prints this award's certificates."""
    return db.session.scalar(select(AwardPrinting).where(AwardPrinting.award_version_id == version.id))


def printed_by(version: AwardVersion) -> PrintedBy:
    """Who prints this award's certificates; where nothing was set, the centre."""
    setting = printing_of(version)
    return setting.printed_by if setting else PrintedBy.centre


def all_direct_claims() -> dict[int, list[DirectClaimsStatus]]:
    """The periods of direct claims status by award version."""
    found: defaultdict[int, list[DirectClaimsStatus]] = defaultdict(list)
    for status in db.session.scalars(select(DirectClaimsStatus).order_by(DirectClaimsStatus.id)):
        found[status.award_version_id].append(status)
    return found


def all_printing() -> dict[int, PrintedBy]:
    """Who prints, by award version, where it was set."""
    return {row.award_version_id: row.printed_by for row in db.session.scalars(select(AwardPrinting))}
