"""All rows of one trainee's portfolio, in a number of statements that does not grow with them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from assessments.certificates.models import Certificate
from assessments.comments.models import AnchoredComment
from assessments.credentials.models import CredentialFile
from assessments.grading.models import CriterionDecision, MarkSheet, UnitDecision
from assessments.portfolios import told
from assessments.portfolios.models import BroughtPortfolio, CertificateElsewhere
from assessments.portfolios.sheets import HISTORIES, SHEETS
from core.db import Tenanted, db
from core.history import HistoryEntry
from people.models import Person
from training.awards.models import AssessmentCriterion, AwardVersion, Unit
from training.discussions.models import Discussion, DiscussionState
from training.enrolments.models import Allocation, AllocationRole, Enrolment, Registration
from training.portfolio.models import (
    AccountVersion,
    Attachment,
    AuthenticityDeclaration,
    CriterionStanding,
    EvidenceCriterion,
    EvidenceItem,
    EvidenceMeeting,
    KeptPhrase,
    Submission,
    WorkingNote,
)
from training.portfolio.notes import opened_note
from training.portfolio.workflow import WITH_ASSESSOR
from training.practice.models import (
    DiaryEntry,
    FeedbackRequest,
    MemberFeedback,
    ObservedPractice,
    PracticeRecord,
    PracticeTurn,
    SupervisionMeeting,
)
from training.programmes.models import Cohort, EventAttendance, Programme, TaughtEvent
from training.rpl.models import RplClaim
from training.sets.models import LearningSet, PresenterTurn, SetFacilitator, SetMeeting
from training.testimony.models import ExpertWitness, WitnessTestimony

Row = TypeVar("Row", bound=Tenanted)

# A trainee's places come with people who work with them; who checks the decisions is not told.
TOLD_ROLES = (AllocationRole.assessor, AllocationRole.supervisor)


@dataclass
class Gathered:
    """The rows of a portfolio by sheet, with what names units and criteria and what was brought in before."""

    person: Person
    rows: dict[str, list[Any]] = field(default_factory=dict)
    versions: list[AwardVersion] = field(default_factory=list)
    codes: dict[tuple[str, int], str] = field(default_factory=dict)  # (table, id) -> code of a version, unit, criterion
    history: list[HistoryEntry] = field(default_factory=list)
    brought: list[BroughtPortfolio] = field(default_factory=list)


def gather(person: Person) -> Gathered:
    """Everything of the portfolio that its trainee may read (domain §9), oldest rows first."""
    found = Gathered(person)
    rows = found.rows
    _add_places(rows, person)
    _add_practice(rows, person)
    _add_work(rows, person)
    _add_awards(found)
    _add_shared(rows)
    _add_people(rows, person)
    found.brought = _all(BroughtPortfolio, BroughtPortfolio.person_id == person.id)
    found.history = _history(rows)
    return found


def brought_in(person: Person) -> list[BroughtPortfolio]:
    """The portfolios that a person brought from other centres, the earliest first."""
    return _all(BroughtPortfolio, BroughtPortfolio.person_id == person.id)


def certificates_elsewhere(person: Person) -> list[CertificateElsewhere]:
    """The certificates that other centres issued to a person."""
    return _all(CertificateElsewhere, CertificateElsewhere.person_id == person.id)


def _all(model: type[Row], *conditions: Any) -> list[Row]:
    return list(db.session.scalars(select(model).where(*conditions).order_by(model.id)))


def _ids(rows: Iterable[Any], column: str = "id") -> set[int]:
    return {each for row in rows if (each := getattr(row, column)) is not None}


def _add_places(rows: dict[str, list[Any]], person: Person) -> None:
    rows["enrolments"] = _all(Enrolment, Enrolment.person_id == person.id)
    places = _ids(rows["enrolments"])
    rows["registrations"] = _all(Registration, Registration.enrolment_id.in_(places))
    rows["allocations"] = _all(Allocation, Allocation.enrolment_id.in_(places), Allocation.role.in_(TOLD_ROLES))
    rows["attendance"] = _all(EventAttendance, EventAttendance.person_id == person.id)


def _add_practice(rows: dict[str, list[Any]], person: Person) -> None:
    rows["practice_records"] = _all(PracticeRecord, PracticeRecord.person_id == person.id)
    rows["diary"] = _all(DiaryEntry, DiaryEntry.person_id == person.id)
    records = _ids(rows["practice_records"])
    rows["practice_turns"] = _all(PracticeTurn, PracticeTurn.practice_record_id.in_(records))
    rows["observations"] = _all(ObservedPractice, ObservedPractice.practice_record_id.in_(records))
    rows["supervision"] = _all(SupervisionMeeting, SupervisionMeeting.trainee_id == person.id)
    rows["set_places"] = _all(SetFacilitator, SetFacilitator.person_id == person.id)
    rows["feedback"] = _all(FeedbackRequest, FeedbackRequest.person_id == person.id)


def answers(requests: Iterable[FeedbackRequest]) -> dict[int, list[dict[str, int]]]:
    """The ratings that members gave to each of these requests, oldest first, by its id."""
    found: dict[int, list[dict[str, int]]] = {}
    for row in _all(MemberFeedback, MemberFeedback.request_id.in_([request.id for request in requests])):
        found.setdefault(row.request_id, []).append(row.ratings)
    return found


def _add_work(rows: dict[str, list[Any]], person: Person) -> None:
    places = _ids(rows["enrolments"])
    rows["testimonies"] = _all(WitnessTestimony, WitnessTestimony.enrolment_id.in_(places))
    rows["discussions"] = _all(
        Discussion, Discussion.enrolment_id.in_(places), Discussion.state == DiscussionState.signed
    )
    rows["experts"] = _all(ExpertWitness, ExpertWitness.id.in_(_ids(rows["testimonies"], "expert_witness_id")))
    rows["evidence"] = _all(EvidenceItem, EvidenceItem.enrolment_id.in_(places))
    items = _ids(rows["evidence"])
    rows["earlier_learning"] = _all(RplClaim, RplClaim.evidence_item_id.in_(items))
    rows["evidence_criteria"] = _all(EvidenceCriterion, EvidenceCriterion.evidence_item_id.in_(items))
    rows["evidence_meetings"] = _all(EvidenceMeeting, EvidenceMeeting.evidence_item_id.in_(items))
    rows["versions"] = _all(AccountVersion, AccountVersion.evidence_item_id.in_(items))
    rows["kept_phrases"] = _all(KeptPhrase, KeptPhrase.evidence_item_id.in_(items))
    notes = _all(WorkingNote, WorkingNote.evidence_item_id.in_(items))
    rows["notes"] = [note for note in notes if opened_note(note) is not None]
    used = _ids([*rows["evidence"], *rows["earlier_learning"]], "attachment_id")
    of_staff = select(CredentialFile.attachment_id)  # a certificate of staff belongs to no portfolio
    own = and_(Attachment.uploaded_by_id == person.id, Attachment.id.not_in(of_staff))
    rows["attachments"] = _all(Attachment, or_(own, Attachment.id.in_(used)))
    rows["submissions"] = _all(Submission, Submission.enrolment_id.in_(places))
    sent = _ids(rows["submissions"])
    rows["declarations"] = _all(AuthenticityDeclaration, AuthenticityDeclaration.submission_id.in_(sent))
    decided = [each for each in _all(UnitDecision, UnitDecision.submission_id.in_(sent)) if each.is_final]
    sheets = _ids(decided, "mark_sheet_id")
    rows["decisions"] = decided
    rows["mark_sheets"] = _all(MarkSheet, MarkSheet.id.in_(sheets))
    rows["criterion_decisions"] = _all(CriterionDecision, CriterionDecision.mark_sheet_id.in_(sheets))
    rows["comments"] = _all(AnchoredComment, AnchoredComment.mark_sheet_id.in_(sheets))
    waiting = {each.id for each in rows["submissions"] if each.state in WITH_ASSESSOR}
    rows["standings"] = _all(
        CriterionStanding,
        CriterionStanding.enrolment_id.in_(places),
        CriterionStanding.submission_id.not_in(waiting),  # nothing is told of an attempt that is being assessed
    )
    rows["certificates"] = [
        *_all(Certificate, Certificate.person_id == person.id),
        *_all(CertificateElsewhere, CertificateElsewhere.person_id == person.id),
    ]


def _add_awards(found: Gathered) -> None:
    """The award versions that anything names, and what their units and criteria are called."""
    rows = found.rows
    rows["taught_days"] = _all(TaughtEvent, TaughtEvent.id.in_(_ids(rows["attendance"], "event_id")))
    cohorts = _ids(rows["enrolments"], "cohort_id") | _ids(rows["taught_days"], "cohort_id")
    rows["cohorts"] = _all(Cohort, Cohort.id.in_(cohorts))
    wanted = _ids([*rows["enrolments"], *rows["cohorts"], *rows["certificates"]], "award_version_id")
    query = select(AwardVersion).where(AwardVersion.id.in_(wanted)).order_by(AwardVersion.id)
    found.versions = list(db.session.scalars(query.options(joinedload(AwardVersion.award))))
    for version in found.versions:
        found.codes["award_version", version.id] = f"{version.code}@{version.number}"
    units = db.session.execute(
        select(Unit.id, Unit.award_version_id, Unit.code).where(Unit.award_version_id.in_(wanted))
    ).all()
    for unit_id, version_id, code in units:
        found.codes["unit", unit_id] = f"{found.codes['award_version', version_id]}/{code}"
    criteria = select(AssessmentCriterion.id, AssessmentCriterion.unit_id, AssessmentCriterion.code).where(
        AssessmentCriterion.unit_id.in_([unit.id for unit in units])
    )
    for criterion_id, unit_id, code in db.session.execute(criteria):
        found.codes["assessment_criterion", criterion_id] = f"{found.codes['unit', unit_id]}/{code}"


def _add_shared(rows: dict[str, list[Any]]) -> None:
    """Programmes, sets and meetings that the trainee's own rows name."""
    rows["programmes"] = _all(Programme, Programme.id.in_(_ids(rows["cohorts"], "programme_id")))
    meetings = _ids(rows["practice_records"], "meeting_id") | _ids(rows["diary"], "meeting_id")
    rows["meetings"] = _all(SetMeeting, SetMeeting.id.in_(meetings))
    rows["presenter_turns"] = _all(PresenterTurn, PresenterTurn.meeting_id.in_(meetings))
    sets = _ids([*rows["meetings"], *rows["set_places"], *rows["feedback"]], "learning_set_id")
    rows["sets"] = _all(LearningSet, LearningSet.id.in_(sets))


def _add_people(rows: dict[str, list[Any]], person: Person) -> None:
    """Those whose names the trainee reads beside a signature, an answer or a date; never the members of a set."""
    wanted: set[int] = set()
    for sheet in SHEETS:
        for name in sheet.columns:
            if sheet.refers_to(name) == "person":
                wanted |= _ids(rows[sheet.name], name)
    rows["people"] = _all(Person, Person.id.in_(wanted - {person.id}))


def _history(rows: dict[str, list[Any]]) -> list[HistoryEntry]:
    kinds = {
        kind: _ids(each for each in rows[sheet] if each.__tablename__ == kind) for kind, sheet in HISTORIES.items()
    }
    about = or_(
        *(and_(HistoryEntry.object_kind == kind, HistoryEntry.object_id.in_(ids)) for kind, ids in kinds.items())
    )
    query = select(HistoryEntry).where(about).order_by(HistoryEntry.at, HistoryEntry.id)
    return [each for each in db.session.scalars(query) if told.is_told(each.object_kind, each.verb, each.facts)]
