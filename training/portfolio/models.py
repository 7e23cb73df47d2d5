"""Evidence, and its submission as a frozen bundle."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from core.db import Tenanted, Versioned, reference
from core.history import refuse_changes
from core.row_rules import refuse_rows
from core.sweeping import STORED_FILE
from people.models import Person
from people.signatures.models import Signature
from training.awards.ai_permission import AiPermission
from training.awards.models import AssessmentCriterion, EvidenceKind, Unit
from training.discussions.models import Discussion
from training.enrolments import separation
from training.enrolments.models import Enrolment
from training.portfolio.ai_use import AiUse, is_above
from training.practice.models import FeedbackRequest, ObservedPractice, PracticeRecord, SupervisionMeeting
from training.testimony.models import WitnessTestimony


class EvidenceState(StrEnum):
    """Domain §5, Evidence item."""

    draft = "draft"
    ready = "ready"
    locked = "locked"
    accepted = "accepted"
    not_accepted = "not_accepted"
    superseded = "superseded"
    withdrawn = "withdrawn"


class ReflectiveModel(StrEnum):
    """The structure of an account; the stages are `training.portfolio.reflection`'s."""

    none = "none"
    gibbs = "gibbs"
    kolb = "kolb"
    driscoll = "driscoll"
    brookfield = "brookfield"
    schoen = "schoen"
    rolfe = "rolfe"
    unlearning = "unlearning"


class FileForm(StrEnum):
    """What a file is to those who read it."""

    document = "document"
    picture = "picture"
    recording = "recording"


class ScanState(StrEnum):
    """What is known of harm in a file. Without a scanner it is not scanned, and can be used."""

    not_scanned = "not_scanned"
    held = "held"  # there is a scanner, and it has not said anything yet
    clean = "clean"
    infected = "infected"  # the file is removed; the row says that there was one


class Attachment(Tenanted):
    """A file that was handed in; the bytes lie in the file store under `key`, and `sha256` is theirs.

    A document is kept as it came; of a picture and a recording, what we made of it. What stays as it was uploaded
    is never written again, but for what a scanner says.
    """

    __tablename__ = "attachment"

    name: Mapped[str] = mapped_column(String(150))
    media_type: Mapped[str] = mapped_column(String(100))
    key: Mapped[str] = mapped_column(String(80), unique=True, info=STORED_FILE)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    pages: Mapped[int | None]  # of a PDF
    seconds: Mapped[int | None]  # of a recording
    width: Mapped[int | None]  # of a picture, in pixels
    height: Mapped[int | None]
    shape: Mapped[list[str]] = mapped_column(default=list)  # what each paragraph of a document is: core/shape.py
    hidden: Mapped[list[Any]] = mapped_column(default=list)  # {where, text}: confidential, for its owner alone
    carries: Mapped[dict[str, Any]] = mapped_column(default=dict)  # how many of each kind travel hidden in it
    scan: Mapped[ScanState] = mapped_column(default=ScanState.not_scanned)
    scan_tried_at: Mapped[datetime | None]
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int] = reference("person")

    @property
    def form(self) -> FileForm:
        """What it is to those who read it."""
        head = self.media_type.partition("/")[0]
        return {"image": FileForm.picture, "audio": FileForm.recording}.get(head, FileForm.document)

    @property
    def is_open(self) -> bool:
        """Whether anybody may open it."""
        return self.scan in {ScanState.clean, ScanState.not_scanned}


class EvidenceItem(Versioned):
    """Anything mapped to criteria: written in the page, uploaded, or a record that already stands in Setwright."""

    __tablename__ = "evidence_item"
    __table_args__ = (
        Index("ix_evidence_item_enrolment_state", "tenant_id", "enrolment_id", "state"),
        CheckConstraint("words >= 0", name="words"),
    )

    enrolment_id: Mapped[int] = reference("enrolment")
    kind: Mapped[EvidenceKind]
    state: Mapped[EvidenceState] = mapped_column(default=EvidenceState.draft)
    title: Mapped[str] = mapped_column(String(200))
    model: Mapped[ReflectiveModel] = mapped_column(default=ReflectiveModel.none)
    parts: Mapped[dict[str, Any]] = mapped_column(default=dict)  # text by stage of the model, when written in the page
    text: Mapped[str] = mapped_column(Text, default="")  # the whole text, written or read from the file
    words: Mapped[int] = mapped_column(default=0)
    attachment_id: Mapped[int | None] = reference("attachment")
    practice_record_id: Mapped[int | None] = reference("practice_record")
    observed_practice_id: Mapped[int | None] = reference("observed_practice")
    supervision_meeting_id: Mapped[int | None] = reference("supervision_meeting")
    feedback_request_id: Mapped[int | None] = reference("feedback_request")
    witness_testimony_id: Mapped[int | None] = reference("witness_testimony")
    discussion_id: Mapped[int | None] = reference("discussion")
    facts_kept: Mapped[str] = mapped_column(String(300), default="")  # where the facts can be looked up, without them
    flags: Mapped[list[Any]] = mapped_column(default=list)  # what the last check found in title, text and facts_kept
    revises_id: Mapped[int | None] = reference("evidence_item")  # the version that this one took the place of
    identifies_nobody: Mapped[bool] = mapped_column(default=False)  # the author's signed statement
    written_at: Mapped[datetime]
    written_in: Mapped[str] = mapped_column(String(36), default="")  # the open page that saved last

    enrolment: Mapped[Enrolment] = relationship(foreign_keys=[enrolment_id])
    attachment: Mapped[Attachment | None] = relationship(foreign_keys=[attachment_id])
    practice_record: Mapped[PracticeRecord | None] = relationship(foreign_keys=[practice_record_id])
    observed_practice: Mapped[ObservedPractice | None] = relationship(foreign_keys=[observed_practice_id])
    supervision_meeting: Mapped[SupervisionMeeting | None] = relationship(foreign_keys=[supervision_meeting_id])
    feedback_request: Mapped[FeedbackRequest | None] = relationship(foreign_keys=[feedback_request_id])
    witness_testimony: Mapped[WitnessTestimony | None] = relationship(foreign_keys=[witness_testimony_id])
    discussion: Mapped[Discussion | None] = relationship(foreign_keys=[discussion_id])
    criterion_links: Mapped[list["EvidenceCriterion"]] = relationship(
        foreign_keys="EvidenceCriterion.evidence_item_id", cascade="all, delete-orphan"
    )
    meeting_links: Mapped[list["EvidenceMeeting"]] = relationship(
        foreign_keys="EvidenceMeeting.evidence_item_id", cascade="all, delete-orphan"
    )
    kept_phrases: Mapped[list["KeptPhrase"]] = relationship(
        foreign_keys="KeptPhrase.evidence_item_id", cascade="all, delete-orphan", order_by="KeptPhrase.id"
    )

    working_note: Mapped["WorkingNote | None"] = relationship(
        foreign_keys="WorkingNote.evidence_item_id", back_populates="evidence_item"
    )

    @property
    def criteria(self) -> list[AssessmentCriterion]:
        """The criteria it is mapped to."""
        return [link.criterion for link in self.criterion_links]

    @property
    def meetings(self) -> list[PracticeRecord]:
        """The practice records it is about."""
        return [link.practice_record for link in self.meeting_links]

    @property
    def reasons(self) -> list["KeptPhrase"]:
        """The phrases that stay, with their reasons: those that the text still holds."""
        found = {flag["text"] for flag in self.flags}
        return [phrase for phrase in self.kept_phrases if phrase.text in found]

    @property
    def open_flags(self) -> list[dict[str, Any]]:
        """What the check found and its author has not decided to keep."""
        kept = {phrase.text for phrase in self.kept_phrases}
        return [flag for flag in self.flags if flag["text"] not in kept]


class EvidenceCriterion(Tenanted):
    """An evidence item is mapped to a criterion."""

    __tablename__ = "evidence_criterion"
    __table_args__ = (UniqueConstraint("tenant_id", "evidence_item_id", "criterion_id"),)

    evidence_item_id: Mapped[int] = reference("evidence_item")
    criterion_id: Mapped[int] = reference("assessment_criterion")

    criterion: Mapped[AssessmentCriterion] = relationship(foreign_keys=[criterion_id])


class EvidenceMeeting(Tenanted):
    """An account is about a meeting that its author facilitated."""

    __tablename__ = "evidence_meeting"
    __table_args__ = (UniqueConstraint("tenant_id", "evidence_item_id", "practice_record_id"),)

    evidence_item_id: Mapped[int] = reference("evidence_item")
    practice_record_id: Mapped[int] = reference("practice_record")

    practice_record: Mapped[PracticeRecord] = relationship(foreign_keys=[practice_record_id])


class VersionReason(StrEnum):
    """Why a version was kept."""

    paused = "paused"  # writing went on for a while, or had paused
    saved = "saved"
    changed = "changed"  # before phrases were changed or an earlier version was brought back
    shared = "shared"
    ready = "ready"


class AccountVersion(Tenanted):
    """A draft as it stood once, with what the check found in it then. Its author lets others read it."""

    __tablename__ = "account_version"
    __table_args__ = (UniqueConstraint("tenant_id", "evidence_item_id", "number"),)

    evidence_item_id: Mapped[int] = reference("evidence_item")
    number: Mapped[int]
    reason: Mapped[VersionReason]
    kept_at: Mapped[datetime]
    title: Mapped[str] = mapped_column(String(200))
    model: Mapped[ReflectiveModel]
    parts: Mapped[dict[str, Any]]
    text: Mapped[str] = mapped_column(Text)
    words: Mapped[int]
    facts_kept: Mapped[str] = mapped_column(String(300))
    flags: Mapped[list[Any]]  # each with its reason, where the author kept it

    evidence_item: Mapped[EvidenceItem] = relationship(foreign_keys=[evidence_item_id])


EvidenceItem.versions_kept = column_property(
    select(func.count(AccountVersion.id))
    .where(
        AccountVersion.tenant_id == EvidenceItem.tenant_id,
        AccountVersion.evidence_item_id == EvidenceItem.id,
    )
    .correlate_except(AccountVersion)
    .scalar_subquery(),
    deferred=True,
)


class KeptPhrase(Tenanted):
    """A phrase that might identify somebody, which the author decided to keep, and why."""

    __tablename__ = "kept_phrase"
    __table_args__ = (UniqueConstraint("tenant_id", "evidence_item_id", "text"),)

    evidence_item_id: Mapped[int] = reference("evidence_item")
    text: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(300))
    decided_at: Mapped[datetime]


class WorkingNote(Tenanted):
    """An author's private notes on a piece, sealed with the author's own key, which is not in the database."""

    __tablename__ = "working_note"
    __table_args__ = (UniqueConstraint("tenant_id", "evidence_item_id"),)

    evidence_item_id: Mapped[int] = reference("evidence_item")
    key_name: Mapped[str] = mapped_column(String(32))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    written_at: Mapped[datetime]
    delete_on: Mapped[date | None]  # set when the piece is sent

    evidence_item: Mapped[EvidenceItem] = relationship(foreign_keys=[evidence_item_id], back_populates="working_note")


class SubmissionState(StrEnum):
    """Domain §5, Submission attempt. What is appealed against keeps its outcome in its state, like what is sampled."""

    submitted = "submitted"
    returned_admin = "returned_admin"
    allocated = "allocated"
    in_assessment = "in_assessment"
    awaiting_countersign = "awaiting_countersign"
    final_pass = "final_pass"
    final_refer = "final_refer"
    in_sample_pass = "in_sample_pass"
    in_sample_refer = "in_sample_refer"
    returned_to_assessor = "returned_to_assessor"
    confirmed_pass = "confirmed_pass"
    confirmed_refer = "confirmed_refer"
    under_appeal_pass = "under_appeal_pass"
    under_appeal_refer = "under_appeal_refer"
    paused_malpractice = "paused_malpractice"
    void = "void"
    void_unused = "void_unused"  # void, and no attempt used


class ReturnReason(StrEnum):
    """Why an administrator sends a unit back; no attempt is used."""

    incomplete = "incomplete"
    unreadable = "unreadable"
    wrong_unit = "wrong_unit"
    identifies_someone = "identifies_someone"


class Submission(Versioned):
    """One attempt at one unit: a frozen bundle with its number. `manifest` is what `bundle_hash` was made of."""

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("tenant_id", "enrolment_id", "unit_id", "attempt", "round"),
        CheckConstraint("attempt >= 1", name="attempt"),
        CheckConstraint("(state = 'returned_admin') = (return_reason IS NOT NULL)", name="return_reason"),
    )

    enrolment_id: Mapped[int] = reference("enrolment")
    unit_id: Mapped[int] = reference("unit")
    attempt: Mapped[int]
    round: Mapped[int] = mapped_column(default=1)  # counts administrative returns, which use up no attempt
    state: Mapped[SubmissionState] = mapped_column(default=SubmissionState.submitted)
    submitted_at: Mapped[datetime]
    due_on: Mapped[date | None]  # the assessor's
    assessor_id: Mapped[int | None] = reference("person")
    managed_conflict: Mapped[bool] = mapped_column(default=False)
    send_by: Mapped[date | None]  # the trainee's, of one that was referred; the lead IQA may put it off
    return_reason: Mapped[ReturnReason | None]  # why it came back without being looked at
    manifest: Mapped[dict[str, Any]]
    bundle_hash: Mapped[str] = mapped_column(String(64))

    enrolment: Mapped[Enrolment] = relationship(foreign_keys=[enrolment_id])
    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])
    assessor: Mapped[Person | None] = relationship(foreign_keys=[assessor_id])
    items: Mapped[list["SubmissionItem"]] = relationship(
        foreign_keys="SubmissionItem.submission_id", back_populates="submission", order_by="SubmissionItem.position"
    )
    declarations: Mapped[list["AuthenticityDeclaration"]] = relationship(
        foreign_keys="AuthenticityDeclaration.submission_id", order_by="AuthenticityDeclaration.id"
    )


class SubmissionItem(Tenanted):
    """One evidence item as it was when sent. `frozen` holds its text, file hash and mapping."""

    __tablename__ = "submission_item"

    submission_id: Mapped[int] = reference("submission")
    evidence_item_id: Mapped[int] = reference("evidence_item")
    position: Mapped[int]
    frozen: Mapped[dict[str, Any]]

    submission: Mapped[Submission] = relationship(foreign_keys=[submission_id], back_populates="items")
    evidence_item: Mapped[EvidenceItem] = relationship(foreign_keys=[evidence_item_id])


class DeclarationKind(StrEnum):
    """Whose statement it is."""

    trainee = "trainee"
    centre = "centre"


class AuthenticityDeclaration(Tenanted):
    """A signed statement on one submission (invariant 14)."""

    __tablename__ = "authenticity_declaration"
    __table_args__ = (
        UniqueConstraint("tenant_id", "submission_id", "kind"),
        CheckConstraint(
            "(kind = 'trainee') = (ai_use IS NOT NULL) AND (kind = 'trainee') = (ai_permission IS NOT NULL)",
            name="ai_use",
        ),
    )

    submission_id: Mapped[int] = reference("submission")
    kind: Mapped[DeclarationKind]
    signed_by_id: Mapped[int] = reference("person")
    signed_at: Mapped[datetime]
    statement: Mapped[str] = mapped_column(Text)  # the words that were signed
    ai_use: Mapped[AiUse | None]
    ai_permission: Mapped[AiPermission | None]  # what the unit allowed when it was sent
    ai_text: Mapped[str] = mapped_column(Text, default="")  # what was used, and for what

    signed_by: Mapped[Person] = relationship(foreign_keys=[signed_by_id])

    @property
    def is_above_allowed(self) -> bool:
        """Whether the trainee says that they used more AI than the unit allowed."""
        return bool(self.ai_use and self.ai_permission and is_above(self.ai_use, self.ai_permission))


class CriterionStanding(Tenanted):
    """How a criterion stands for a trainee after the last attempt that was decided. Met stays met (invariant 18)."""

    __tablename__ = "criterion_standing"
    __table_args__ = (UniqueConstraint("tenant_id", "enrolment_id", "criterion_id"),)

    enrolment_id: Mapped[int] = reference("enrolment")
    criterion_id: Mapped[int] = reference("assessment_criterion")
    submission_id: Mapped[int] = reference("submission")  # the attempt that decided it
    met: Mapped[bool]
    settled_at: Mapped[datetime]

    criterion: Mapped[AssessmentCriterion] = relationship(foreign_keys=[criterion_id])
    submission: Mapped[Submission] = relationship(foreign_keys=[submission_id])


class AttemptGrant(Tenanted):
    """The lead IQA allows one attempt beyond those of the award, with a reason (invariant 19)."""

    __tablename__ = "attempt_grant"
    __table_args__ = (UniqueConstraint("tenant_id", "enrolment_id", "unit_id", "attempt"),)

    enrolment_id: Mapped[int] = reference("enrolment")
    unit_id: Mapped[int] = reference("unit")
    attempt: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    granted_by_id: Mapped[int] = reference("person")
    granted_at: Mapped[datetime]
    signature_id: Mapped[int] = reference("signature", unique=True)  # on the submission that was referred

    granted_by: Mapped[Person] = relationship(foreign_keys=[granted_by_id])
    signature: Mapped[Signature] = relationship(foreign_keys=[signature_id])


for _table in (AccountVersion, SubmissionItem, AuthenticityDeclaration, AttemptGrant):
    refuse_changes(_table.__table__)
refuse_changes(
    Submission.__table__, columns=("enrolment_id", "unit_id", "attempt", "submitted_at", "manifest", "bundle_hash")
)

refuse_rows(
    Submission.__table__,
    "people",
    separation.MAY_NOT_ASSESS,
    says="this person is too close to the trainee to assess",
    columns=("assessor_id",),
    changed="OLD.assessor_id IS NULL OR NEW.assessor_id <> OLD.assessor_id",
)
