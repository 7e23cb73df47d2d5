"""What a portfolio holds, as a list of tables: which columns of each travel, and in which order they are read back.

A column that is not named here never leaves the centre. References name rows of other sheets by their public id, units
and criteria by their codes; nobody's integer key travels.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import Column

from assessments.comments.models import AnchoredComment
from assessments.grading.models import CriterionDecision, MarkSheet, UnitDecision
from assessments.portfolios.models import CertificateElsewhere
from core.db import Tenanted
from people.models import Person
from training.discussions.models import Discussion
from training.enrolments.models import Allocation, Enrolment, Registration
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
from training.practice.models import (
    DiaryEntry,
    FeedbackRequest,
    ObservedPractice,
    PracticeRecord,
    PracticeTurn,
    SupervisionMeeting,
)
from training.programmes.models import Cohort, EventAttendance, Programme, TaughtEvent
from training.rpl.models import RplClaim
from training.sets.models import LearningSet, PresenterTurn, SetFacilitator, SetMeeting
from training.testimony.models import ExpertWitness, WitnessTestimony

SCHEMA = 1
"""The value of `setwright_portfolio`; a reader refuses any other."""


class Sharing(StrEnum):
    """Whether a row may stand here already, from a colleague's portfolio of the same centre."""

    own = "own"  # the trainee's alone: always a new row
    root = "root"  # a person, programme or set that several portfolios name
    part = "part"  # of such a programme or set


@dataclass(frozen=True)
class Sheet:
    """One table of a portfolio. `columns` are its values; `owner` is the column that names the trainee.

    `file` names the columns that say where a file lies in the store and what its SHA-256 is; `called` gives a column
    another name in the file.
    """

    name: str
    model: type[Tenanted]
    columns: tuple[str, ...]
    owner: str | None = None
    sharing: Sharing = Sharing.own
    file: tuple[str, str] | None = None
    constants: dict[str, Any] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)

    def column(self, name: str) -> Column[Any]:
        """The column of the table under this name."""
        return cast("Column[Any]", self.model.__table__.columns[name])

    def refers_to(self, name: str) -> str | None:
        """The table that a column refers to, if any."""
        target: str | None = self.column(name).info.get("refers_to")
        return target

    @property
    def keys(self) -> dict[str, str]:
        """What each value is called in the file -> its column: a reference without its `_id`."""
        return {
            self.called.get(name) or (name.removesuffix("_id") if self.refers_to(name) else name): name
            for name in self.columns
        }


_ROOT, _PART = Sharing.root, Sharing.part

PERSON = Sheet("person", Person, ("given_name", "family_name", "print_name", "email", "job_title", "zone", "uln"))
"""The trainee. One row, outside the list."""

SHEETS: tuple[Sheet, ...] = (
    Sheet("people", Person, ("given_name", "family_name"), sharing=_ROOT),
    Sheet("programmes", Programme, ("name", "starts_on", "ends_on"), sharing=_ROOT),
    Sheet("cohorts", Cohort, ("programme_id", "award_version_id", "name", "starts_on", "tutor_id"), sharing=_PART),
    Sheet("taught_days", TaughtEvent, ("cohort_id", "title", "held_on", "minutes"), sharing=_PART),
    Sheet("attendance", EventAttendance, ("event_id", "present_minutes"), owner="person_id"),
    Sheet(
        "enrolments",
        Enrolment,
        ("award_version_id", "cohort_id", "state", "enrolled_on", "ended_on", "optional_units"),
        owner="person_id",
    ),
    Sheet("registrations", Registration, ("enrolment_id", "state", "number", "registered_on", "expires_on", "reason")),
    Sheet("allocations", Allocation, ("enrolment_id", "unit_id", "role", "person_id", "starts_on", "ends_on")),
    Sheet("sets", LearningSet, ("name", "kind", "state", "organiser_id", "mode", "members"), sharing=_ROOT),
    Sheet("set_places", SetFacilitator, ("learning_set_id", "starts_on", "ends_on"), owner="person_id"),
    Sheet(
        "meetings",
        SetMeeting,
        (
            "learning_set_id",
            "number",
            "state",
            "starts_at",
            "ends_at",
            "break_minutes",
            "zone",
            "mode",
            "methods",
            "present",
            "actions",
        ),
        sharing=_PART,
    ),
    Sheet("presenter_turns", PresenterTurn, ("meeting_id", "number", "minutes"), sharing=_PART),
    Sheet(
        "practice_records",
        PracticeRecord,
        (
            "meeting_id",
            "role",
            "state",
            "logged_at",
            "confirmed_by_id",
            "confirmed_as",
            "confirmed_at",
            "question",
            "answer",
        ),
        owner="person_id",
    ),
    Sheet("practice_turns", PracticeTurn, ("practice_record_id", "minutes", "observer_id")),
    Sheet(
        "observations",
        ObservedPractice,
        (
            "practice_record_id",
            "observer_id",
            "observer_kind",
            "state",
            "present_minutes",
            "ratings",
            "narrative",
            "trainee_comment",
            "outcome",
            "observer_signed_at",
            "trainee_signed_at",
        ),
    ),
    Sheet(
        "supervision",
        SupervisionMeeting,
        (
            "supervisor_id",
            "supervisor_name",
            "held_on",
            "minutes",
            "format",
            "attendees",
            "topics",
            "state",
            "signed_at",
        ),
        owner="trainee_id",
    ),
    Sheet("diary", DiaryEntry, ("meeting_id", "held_on", "text", "written_at"), owner="person_id"),
    Sheet(
        "feedback",
        FeedbackRequest,
        ("learning_set_id", "asked_on", "closes_on", "brought_results"),
        owner="person_id",
    ),
    # Why an expert was named, and at which address, is not the trainee's to read.
    Sheet(
        "experts",
        ExpertWitness,
        ("enrolment_id", "name", "named_by_id", "named_at", "ended_at"),
        constants={"email": "", "reason": ""},
    ),
    Sheet(
        "testimonies",
        WitnessTestimony,
        (
            "enrolment_id",
            "expert_witness_id",
            "state",
            "witness_name",
            "email",
            "activity",
            "held_on",
            "about",
            "asked_at",
            "relationship_stated",
            "post",
            "contact",
            "statement",
            "competence",
            "knows_units",
            "names_nobody",
            "signed_name",
            "signed_on",
            "signed_at",
        ),
    ),
    # Signed ones alone. That one belonged to the marking of an attempt is in the decision, which does not travel whole.
    Sheet(
        "discussions",
        Discussion,
        (
            "enrolment_id",
            "recorder_id",
            "state",
            "kind",
            "way",
            "held_on",
            "minutes",
            "covers",
            "questions",
            "answers",
            "remarks",
            "written_at",
            "handed_over_at",
            "signed_elsewhere",  # here, too, what stands under a record of this centre
        ),
        called={"signed_elsewhere": "signatures"},
    ),
    Sheet(
        "attachments",
        Attachment,
        (
            "name",
            "media_type",
            "sha256",
            "size",
            "uploaded_at",
            "pages",
            "seconds",
            "width",
            "height",
            "shape",
            "hidden",
            "carries",
        ),
        owner="uploaded_by_id",
        file=("key", "sha256"),
    ),
    Sheet(
        "evidence",
        EvidenceItem,
        (
            "enrolment_id",
            "kind",
            "state",
            "title",
            "model",
            "parts",
            "text",
            "words",
            "attachment_id",
            "practice_record_id",
            "observed_practice_id",
            "supervision_meeting_id",
            "feedback_request_id",
            "witness_testimony_id",
            "discussion_id",
            "facts_kept",
            "flags",
            "identifies_nobody",
            "written_at",
        ),
    ),
    Sheet(
        "earlier_learning",
        RplClaim,
        (
            "evidence_item_id",
            "recognition",
            "title",
            "provider",
            "learned",
            "level",
            "hours",
            "credit",
            "completed_on",
            "certificate_number",
            "kept_up",
            "attachment_id",
            "asked_at",
            "covers",
            "agreed",
            "answered_by_id",
            "answered_at",
            "answer",
        ),
    ),
    Sheet(
        "versions",
        AccountVersion,
        (
            "evidence_item_id",
            "number",
            "reason",
            "kept_at",
            "title",
            "model",
            "parts",
            "text",
            "words",
            "facts_kept",
            "flags",
        ),
    ),
    Sheet("kept_phrases", KeptPhrase, ("evidence_item_id", "text", "kind", "reason", "decided_at")),
    # The text of notes travels opened, in their author's own portfolio; it is sealed anew where it is read back.
    Sheet(
        "notes",
        WorkingNote,
        ("evidence_item_id", "sealed", "written_at", "delete_on"),
        called={"sealed": "text"},
    ),
    Sheet("evidence_criteria", EvidenceCriterion, ("evidence_item_id", "criterion_id")),
    Sheet("evidence_meetings", EvidenceMeeting, ("evidence_item_id", "practice_record_id")),
    Sheet(
        "submissions",
        Submission,
        (
            "enrolment_id",
            "unit_id",
            "attempt",
            "round",
            "state",
            "submitted_at",
            "due_on",
            "assessor_id",
            "return_reason",
            "manifest",
            "bundle_hash",
        ),
    ),
    Sheet(
        "declarations",
        AuthenticityDeclaration,
        ("submission_id", "kind", "signed_by_id", "signed_at", "statement", "ai_use", "ai_permission", "ai_text"),
    ),
    Sheet("mark_sheets", MarkSheet, ("submission_id", "assessor_id", "opened_at", "closed_at")),
    Sheet(
        "criterion_decisions",
        CriterionDecision,
        ("mark_sheet_id", "criterion_id", "met", "marks", "out_of", "comment", "carried"),
    ),
    Sheet(
        "comments",
        AnchoredComment,
        (
            "mark_sheet_id",
            "criterion_id",
            "key",
            "position",
            "exact",
            "prefix",
            "suffix",
            "start_at",
            "end_at",
            "text",
            "written_at",
            "closed_at",
        ),
    ),
    Sheet(
        "decisions",
        UnitDecision,
        (
            "submission_id",
            "mark_sheet_id",
            "assessor_id",
            "outcome",
            "decided_at",
            "valid",
            "authentic",
            "current",
            "sufficient",
            "reliable",
            "feedback",
            "due_back_on",
            "signed_as",
            "bundle_hash",
        ),
        constants={"needs_countersignature": False},  # whether one was needed is not told to the trainee
    ),
    Sheet("standings", CriterionStanding, ("enrolment_id", "criterion_id", "submission_id", "met", "settled_at")),
    Sheet(
        "certificates",
        CertificateElsewhere,
        (
            "award_version_id",
            "enrolment_id",
            "number",
            "code",
            "issued_on",
            "issued_at",
            "facts",
            "pdf_sha256",
            "shows_holder",
            "revoked_on",
            "revocation_reason",
        ),
        owner="person_id",
        file=("pdf_key", "pdf_sha256"),
    ),
)

BY_NAME = {sheet.name: sheet for sheet in SHEETS}

# The table that a reference names -> the sheet that holds its rows. Units, criteria and awards go by their codes.
SHEET_OF = {sheet.model.__tablename__: sheet.name for sheet in SHEETS}

# The kinds of thing whose history a trainee reads -> the sheet of the thing.
HISTORIES = {
    "enrolment": "enrolments",
    "registration": "registrations",
    "practice_record": "practice_records",
    "set_meeting": "meetings",
    "observed_practice": "observations",
    "supervision_meeting": "supervision",
    "feedback_request": "feedback",
    "witness_testimony": "testimonies",
    "discussion": "discussions",
    "rpl_claim": "earlier_learning",
    "evidence_item": "evidence",
    "submission": "submissions",
    "certificate": "certificates",
}
