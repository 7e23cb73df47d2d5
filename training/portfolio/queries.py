"""What to read of evidence and submissions."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import defer, joinedload, selectinload, undefer
from sqlalchemy.orm.interfaces import ORMOption

from core.db import db
from people.models import Person, Role, RoleGrant
from training.allowances import allowed
from training.awards.models import ALWAYS_TAKEN, AssessmentCriterion, AwardVersion, EvidenceKind, Unit
from training.awards.requirements import Requirement
from training.enrolments.models import SET_ASIDE, Enrolment, EnrolmentState
from training.portfolio.models import (
    AccountVersion,
    Attachment,
    AttemptGrant,
    CriterionStanding,
    EvidenceCriterion,
    EvidenceItem,
    EvidenceMeeting,
    EvidenceState,
    Submission,
    SubmissionItem,
    SubmissionState,
)
from training.portfolio.readiness import AccountRule
from training.portfolio.records import CONFIRMED, LIVE
from training.portfolio.workflow import WITH_ASSESSOR
from training.practice.models import PracticeRecord, PracticeState
from training.rpl.models import RplClaim
from training.sets.models import LearningSet, SetMeeting

LINKABLE = {PracticeState.logged, *CONFIRMED}


class CriterionState(StrEnum):
    """How a criterion stands for its trainee."""

    met = "met"
    with_assessor = "with_assessor"
    ready = "ready"
    referred = "referred"
    started = "started"
    nothing = "nothing"


# ---- Enrolments, units, criteria ----


def own_enrolments(person: Person) -> list[Enrolment]:
    """A person's places with their awards, units and criteria; those in use first, then the latest first."""
    query = (
        select(Enrolment)
        .where(Enrolment.person_id == person.id, Enrolment.state.not_in(SET_ASIDE))
        .order_by(case((Enrolment.state == EnrolmentState.active, 0), else_=1), Enrolment.id.desc())
        .options(
            joinedload(Enrolment.award_version).joinedload(AwardVersion.award),
            joinedload(Enrolment.award_version).selectinload(AwardVersion.units).joinedload(Unit.criteria),
            joinedload(Enrolment.person),
            joinedload(Enrolment.cohort),
            joinedload(Enrolment.registrations),
            joinedload(Enrolment.allowances),  # type: ignore[attr-defined]
        )
    )
    return list(db.session.scalars(query).unique())


def own_enrolment(person: Person, unit: Unit) -> Enrolment | None:
    """The person's place that this unit belongs to; None when they do not take it."""
    for enrolment in own_enrolments(person):
        if enrolment.award_version_id == unit.award_version_id and unit.code in enrolment.unit_codes:
            return enrolment
    return None


def units_of(enrolment: Enrolment) -> list[Unit]:
    """The units that a trainee takes, in the order of the award."""
    taken = set(enrolment.unit_codes)
    return [unit for unit in enrolment.award_version.units if unit.code in taken]


def criteria_for(enrolment: Enrolment, kind: EvidenceKind) -> list[tuple[Unit, list[AssessmentCriterion]]]:
    """The criteria, by unit, that evidence of this kind may show. Units without one are left out."""
    found = [
        (
            unit,
            [
                each
                for each in unit.criteria
                if allowed.admits(enrolment, unit, each, kind) or takes_always(enrolment, kind)
            ],
        )
        for unit in units_of(enrolment)
    ]
    return [(unit, criteria) for unit, criteria in found if criteria]


def kinds_for(enrolments: Iterable[Enrolment]) -> list[EvidenceKind]:
    """The kinds of evidence that these awards name, always take or take instead, in a fixed order."""
    enrolments = list(enrolments)
    named = {
        kind
        for enrolment in enrolments
        for unit in units_of(enrolment)
        for c in unit.criteria
        for kind in c.evidence_kinds
    }
    named |= {kind for enrolment in enrolments for kind in allowed.also_taken(enrolment)}
    named |= {kind for enrolment in enrolments for kind in ALWAYS_TAKEN if takes_always(enrolment, kind)}
    return [kind for kind in EvidenceKind if kind.value in named]


def takes_always(enrolment: Enrolment, kind: EvidenceKind) -> bool:
    """Whether a kind may support any criterion of this place's award: an award can leave prior learning out."""
    if kind is EvidenceKind.prior_learning:
        return enrolment.award_version.assessment_rules.get("prior_learning") != "not_allowed"
    return kind in ALWAYS_TAKEN


def account_rule(enrolment: Enrolment) -> AccountRule | None:
    """What the award asks of each reflective account; None when it asks for none."""
    for row in enrolment.award_version.content["requirements"]:
        if row["type"] == "reflective_accounts":
            return AccountRule.of(Requirement.from_row(row).parameters)
    return None


# ---- Evidence ----


def evidence_of(person: Person, states: Iterable[EvidenceState] = EvidenceState) -> Select[EvidenceItem]:
    """A person's evidence in these states: accounts first, then the other kinds; the latest first."""
    is_account = EvidenceItem.kind == EvidenceKind.reflective_account
    return (
        select(EvidenceItem)
        .join(Enrolment, Enrolment.id == EvidenceItem.enrolment_id)
        .where(Enrolment.person_id == person.id, EvidenceItem.state.in_(list(states)))
        .order_by(case((is_account, 0), else_=1), EvidenceItem.written_at.desc(), EvidenceItem.id.desc())
        .options(
            selectinload(EvidenceItem.criterion_links)
            .joinedload(EvidenceCriterion.criterion)
            .joinedload(AssessmentCriterion.unit)
        )
    )


def evidence_counts(person: Person) -> dict[EvidenceState, int]:
    """How many items a person has in each state."""
    query = (
        select(EvidenceItem.state, func.count().label("number"))
        .join(Enrolment, Enrolment.id == EvidenceItem.enrolment_id)
        .where(Enrolment.person_id == person.id)
        .group_by(EvidenceItem.state)
    )
    return {row.state: row.number for row in db.session.execute(query)}


def _whole_items() -> tuple[ORMOption, ...]:
    """Two statements, however many items there are."""
    return (
        joinedload(EvidenceItem.criterion_links)
        .joinedload(EvidenceCriterion.criterion)
        .joinedload(AssessmentCriterion.unit),
        selectinload(EvidenceItem.meeting_links)
        .joinedload(EvidenceMeeting.practice_record)
        .joinedload(PracticeRecord.meeting)
        .joinedload(SetMeeting.learning_set),
        joinedload(EvidenceItem.attachment),
        joinedload(EvidenceItem.kept_phrases),
        joinedload(EvidenceItem.working_note),
        joinedload(EvidenceItem.practice_record),
        joinedload(EvidenceItem.observed_practice),
        joinedload(EvidenceItem.supervision_meeting),
        joinedload(EvidenceItem.feedback_request),
        joinedload(EvidenceItem.witness_testimony),
        joinedload(EvidenceItem.discussion),
        joinedload(EvidenceItem.claim).joinedload(RplClaim.attachment),  # type: ignore[attr-defined]
    )


def whole_item(item: EvidenceItem) -> EvidenceItem:
    """The item again with all that its page shows: award, units, criteria, links, file and record."""
    version = joinedload(EvidenceItem.enrolment).joinedload(Enrolment.award_version)
    query = (
        select(EvidenceItem)
        .where(EvidenceItem.id == item.id)
        .options(
            *_whole_items(),
            undefer(EvidenceItem.versions_kept),  # type: ignore[attr-defined]
            joinedload(EvidenceItem.enrolment).joinedload(Enrolment.allowances),  # type: ignore[attr-defined]
            version.joinedload(AwardVersion.award),
            version.selectinload(AwardVersion.units).joinedload(Unit.criteria),
        )
    )
    return db.session.scalars(query).unique().one()


def items_of(enrolment: Enrolment) -> list[EvidenceItem]:
    """The evidence of a place that has not been withdrawn or replaced, oldest first."""
    query = (
        select(EvidenceItem)
        .where(EvidenceItem.enrolment_id == enrolment.id, EvidenceItem.state.in_({*LIVE, EvidenceState.not_accepted}))
        .order_by(EvidenceItem.id)
        .options(*_whole_items())
    )
    return list(db.session.scalars(query).unique())


def linkable_records(person: Person) -> list[PracticeRecord]:
    """A person's own meetings that an account may be about: confirmed, or waiting for it; the latest first."""
    query = (
        select(PracticeRecord)
        .join(SetMeeting, SetMeeting.id == PracticeRecord.meeting_id)
        .join(SetMeeting.learning_set)
        .where(
            PracticeRecord.person_id == person.id,
            PracticeRecord.state.in_(LINKABLE),
            LearningSet.brought_from == "",
        )
        .order_by(SetMeeting.starts_at.desc(), PracticeRecord.id.desc())
        .options(joinedload(PracticeRecord.meeting).joinedload(SetMeeting.learning_set))
    )
    return list(db.session.scalars(query))


def records_used(enrolment: Enrolment, *, but: EvidenceItem | None = None) -> set[int]:
    """Ids of the practice records that live accounts of this place are about, those of `but` left out."""
    query = (
        select(EvidenceMeeting.practice_record_id)
        .join(EvidenceItem, EvidenceItem.id == EvidenceMeeting.evidence_item_id)
        .where(EvidenceItem.enrolment_id == enrolment.id, EvidenceItem.state.in_(LIVE))
    )
    if but is not None:
        query = query.where(EvidenceItem.id != but.id)
    return set(db.session.scalars(query))


def versions_of(item: EvidenceItem) -> Select[AccountVersion]:
    """The versions of an item that were kept, the latest first, without their text."""
    return (
        select(AccountVersion)
        .where(AccountVersion.evidence_item_id == item.id)
        .order_by(AccountVersion.number.desc())
        .options(defer(AccountVersion.text), defer(AccountVersion.parts))
    )


def latest_version(item: EvidenceItem) -> AccountVersion | None:
    """The last version of an item that was kept."""
    query = select(AccountVersion).where(AccountVersion.evidence_item_id == item.id)
    return db.session.scalar(query.order_by(AccountVersion.number.desc()).limit(1))


def version_of(item: EvidenceItem, number: int) -> AccountVersion | None:
    """One version of an item, by its number."""
    return db.session.scalar(
        select(AccountVersion).where(AccountVersion.evidence_item_id == item.id, AccountVersion.number == number)
    )


def free_attachment(person: Person, public_id: UUID | None) -> Attachment | None:
    """A file that this person uploaded and that belongs to no evidence and no claim yet."""
    if public_id is None:
        return None
    query = select(Attachment).where(
        Attachment.public_id == public_id,
        Attachment.uploaded_by_id == person.id,
        ~select(EvidenceItem.id).where(EvidenceItem.attachment_id == Attachment.id).exists(),
        ~select(RplClaim.id).where(RplClaim.attachment_id == Attachment.id).exists(),
    )
    return db.session.scalar(query)


# ---- Submissions ----


def submissions_of(enrolment: Enrolment, unit: Unit) -> list[Submission]:
    """The attempts at a unit, first to last; those sent back by an administrator among them."""
    query = (
        select(Submission)
        .where(Submission.enrolment_id == enrolment.id, Submission.unit_id == unit.id)
        .order_by(Submission.id)
        .options(
            defer(Submission.manifest),
            joinedload(Submission.assessor),
            joinedload(Submission.items).load_only(SubmissionItem.evidence_item_id),
        )
    )
    return list(db.session.scalars(query).unique())


def latest_submission(enrolment: Enrolment, unit: Unit) -> Submission | None:
    """The last attempt at a unit, if it was ever sent."""
    return next(reversed(submissions_of(enrolment, unit)), None)


def latest_submissions(*enrolments: Enrolment) -> dict[tuple[int, int], Submission]:
    """The last attempt at each unit, by the ids of place and unit."""
    query = (
        select(Submission)
        .where(Submission.enrolment_id.in_([each.id for each in enrolments]))
        .order_by(Submission.id)
        .options(defer(Submission.manifest))
    )
    return {(each.enrolment_id, each.unit_id): each for each in db.session.scalars(query)}


def standings_of(*enrolments: Enrolment) -> dict[tuple[int, int], CriterionStanding]:
    """How each decided criterion stands, by the ids of place and criterion."""
    query = select(CriterionStanding).where(CriterionStanding.enrolment_id.in_([each.id for each in enrolments]))
    return {(each.enrolment_id, each.criterion_id): each for each in db.session.scalars(query)}


def attempt_grant(enrolment: Enrolment, unit: Unit, attempt: int) -> AttemptGrant | None:
    """The lead IQA's leave for this attempt, if it was given."""
    return db.session.scalar(
        select(AttemptGrant).where(
            AttemptGrant.enrolment_id == enrolment.id, AttemptGrant.unit_id == unit.id, AttemptGrant.attempt == attempt
        )
    )


def grant_after(submission: Submission) -> AttemptGrant | None:
    """The leave for one more attempt after a submission, with its signature and who gave it."""
    query = select(AttemptGrant).where(
        AttemptGrant.enrolment_id == submission.enrolment_id,
        AttemptGrant.unit_id == submission.unit_id,
        AttemptGrant.attempt == submission.attempt + 1,
    )
    return db.session.scalar(query.options(joinedload(AttemptGrant.granted_by), joinedload(AttemptGrant.signature)))


def submissions_with(item: EvidenceItem) -> set[int]:
    """Ids of the submissions that hold this item."""
    return set(
        db.session.scalars(select(SubmissionItem.submission_id).where(SubmissionItem.evidence_item_id == item.id))
    )


def items_elsewhere(submission: Submission) -> set[int]:
    """Ids of this submission's evidence that another submission has with an assessor as well."""
    other = (
        select(SubmissionItem.evidence_item_id)
        .join(Submission, Submission.id == SubmissionItem.submission_id)
        .where(
            Submission.enrolment_id == submission.enrolment_id,
            Submission.id != submission.id,
            Submission.state.in_(WITH_ASSESSOR),
        )
    )
    return set(db.session.scalars(other))


def criteria_state(enrolment: Enrolment) -> dict[int, CriterionState]:
    """How each criterion of the trainee's units stands, by its id."""
    return criteria_states([enrolment])[enrolment.id]


def criteria_states(enrolments: Sequence[Enrolment]) -> dict[int, dict[int, CriterionState]]:
    """How each criterion stands, by the id of the place and then of the criterion, in three queries for all places.

    While a unit is with its assessor nothing that was decided about this attempt is told.
    """
    evidence: defaultdict[tuple[int, int], set[EvidenceState]] = defaultdict(set)
    query = (
        select(EvidenceItem.enrolment_id, EvidenceCriterion.criterion_id, EvidenceItem.state)
        .join(EvidenceItem, EvidenceItem.id == EvidenceCriterion.evidence_item_id)
        .where(EvidenceItem.enrolment_id.in_([each.id for each in enrolments]), EvidenceItem.state.in_(LIVE))
    )
    for enrolment_id, criterion_id, state in db.session.execute(query):
        evidence[enrolment_id, criterion_id].add(state)
    latest, standings = latest_submissions(*enrolments), standings_of(*enrolments)

    return {
        place.id: {
            criterion.id: state_of(
                standings.get((place.id, criterion.id)),
                latest.get((place.id, unit.id)),
                evidence[place.id, criterion.id],
            )
            for unit in units_of(place)
            for criterion in unit.criteria
        }
        for place in enrolments
    }


def state_of(
    standing: CriterionStanding | None, sent: Submission | None, has: Container[EvidenceState]
) -> CriterionState:
    """How a criterion stands, from its last decision, the last attempt at its unit and the states of its evidence."""
    waits = sent is not None and sent.state in WITH_ASSESSOR
    if standing and standing.met and not (waits and sent and standing.submission_id == sent.id):
        return CriterionState.met
    if waits:
        return CriterionState.with_assessor
    if EvidenceState.ready in has:
        return CriterionState.ready
    if standing and not standing.met:
        return CriterionState.referred
    started = any(state in has for state in LIVE)
    return CriterionState.started if started else CriterionState.nothing


# ---- Allocation ----


def to_allocate(person: Person) -> Select[Submission]:
    """Units of the person's centre that were sent and that nobody assesses yet, the longest waiting first."""
    return (
        select(Submission)
        .join(Submission.enrolment)
        .where(
            Submission.tenant_id == person.tenant_id,
            Submission.state == SubmissionState.submitted,
            Enrolment.state != EnrolmentState.brought_in,
        )
        .order_by(Submission.submitted_at, Submission.id)
        .options(
            joinedload(Submission.unit),
            joinedload(Submission.enrolment).joinedload(Enrolment.person),
            joinedload(Submission.enrolment).joinedload(Enrolment.award_version).joinedload(AwardVersion.award),
        )
    )


def assessors() -> list[Person]:
    """Everyone with a grant as assessor, whether it holds today or not, by name; with their grants."""
    query = (
        select(Person)
        .where(
            Person.id.in_(select(RoleGrant.person_id).where(RoleGrant.role == Role.assessor)), Person.left_on.is_(None)
        )
        .order_by(Person.family_name, Person.given_name, Person.id)
        .options(selectinload(Person.grants))
    )
    return list(db.session.scalars(query))
