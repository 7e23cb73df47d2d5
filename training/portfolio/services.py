"""What happens to evidence: written, uploaded, taken from the record, mapped to criteria, made ready, withdrawn.

What happens to a unit that is sent is in `submissions`; its verbs are named here too, as the services of the portfolio.
"""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _

from core import clock, history
from core.db import db
from core.errors import RuleBroken
from people.models import Person
from training.awards.models import AssessmentCriterion, EvidenceKind
from training.enrolments.models import Enrolment, EnrolmentState
from training.portfolio import files, queries, records
from training.portfolio.drafting import (
    autosave,
    bring_back,
    change_phrase,
    check_again,
    clean_title,
    keep_phrase,
    keep_version,
    refuse_unless_draft,
    save,
    think_again,
    write,
)
from training.portfolio.files import keep_upload
from training.portfolio.granting import grant_attempt
from training.portfolio.interruptions import give_to_another, let_stand, make_void
from training.portfolio.models import (
    Attachment,
    EvidenceCriterion,
    EvidenceItem,
    EvidenceMeeting,
    KeptPhrase,
    ReflectiveModel,
    VersionReason,
)
from training.portfolio.records import RECORD_KINDS, RECORD_ONLY, Record
from training.portfolio.sending import checks_of, decides_flags
from training.portfolio.submissions import (
    allocate,
    move,
    move_item,
    put_off,
    reallocate,
    return_admin,
    settle_criteria,
    settle_evidence,
    submit,
)
from training.portfolio.wordcount import count_words
from training.portfolio.workflow import EvidenceAction
from training.practice.models import PracticeRecord
from training.rpl.models import claim_of

__all__ = [
    "add_from_record",
    "allocate",
    "autosave",
    "bring_back",
    "change_phrase",
    "give_to_another",
    "grant_attempt",
    "keep_phrase",
    "keep_upload",
    "keep_version",
    "let_stand",
    "make_ready",
    "make_void",
    "map_to",
    "move",
    "put_off",
    "reallocate",
    "replace_file",
    "return_admin",
    "revise",
    "reword",
    "save",
    "settle_criteria",
    "settle_evidence",
    "submit",
    "take_back",
    "think_again",
    "upload_evidence",
    "withdraw",
    "write_evidence",
]


def write_evidence(
    enrolment: Enrolment,
    kind: EvidenceKind,
    title: str,
    *,
    parts: Mapping[str, str],
    model: ReflectiveModel = ReflectiveModel.none,
    by: Person,
) -> EvidenceItem:
    """Begin a draft in the page. `parts` are texts by the stages of `model`; with no model the one stage is `text`."""
    item = _draft(enrolment, kind, title, model=model)
    write(item, parts)
    return _added(item, "written", by=by)


def upload_evidence(
    enrolment: Enrolment,
    kind: EvidenceKind,
    title: str,
    *,
    attachment: Attachment,
    text: str,
    model: ReflectiveModel = ReflectiveModel.none,
    by: Person,
) -> EvidenceItem:
    """Begin a draft from a file that `by` uploaded (`keep_upload`).

    `text` is what was read from a document, what a picture shows, or what is said in a recording. Raises RuleBroken
    for a file of somebody else, one that other evidence holds, one that this kind does not take, or without text.
    """
    if kind is EvidenceKind.prior_learning:
        raise RuleBroken(_("Write it in the page. You add the certificate in the next step."), "way")
    _refuse_foreign(attachment, by)
    files.refuse_other_forms(kind, attachment)
    files.refuse_without_words(attachment, text)
    item = _draft(enrolment, kind, title, model=model)
    item.attachment = attachment
    item.text, item.words = text, count_words(text)
    return _added(item, "uploaded", by=by)


def add_from_record(
    enrolment: Enrolment, kind: EvidenceKind, record: Record, criteria: Sequence[AssessmentCriterion], *, by: Person
) -> EvidenceItem:
    """Let a record that stands already serve as evidence: ready at once, nothing uploaded again.

    A testimony in which a phrase might identify somebody stays a draft until its trainee has decided. Raises
    RuleBroken when it is not the trainee's own, not signed or confirmed, or in their evidence already.
    """
    if record not in records.free_records(enrolment, kind):
        raise RuleBroken(_("Choose from the records listed."), "records")
    item = _draft(enrolment, kind, records.title_of(record), from_record=True)
    setattr(item, RECORD_KINDS[kind], record)
    _added(item, "added", by=by)
    map_to(item, criteria, [], by=by)
    if not (item.criterion_links and item.open_flags and decides_flags(enrolment)):
        make_ready(item, by=by)
    return item


def replace_file(item: EvidenceItem, *, attachment: Attachment, text: str, by: Person) -> None:
    """Put another file in the place of the one a draft was uploaded with. Raises RuleBroken."""
    refuse_unless_draft(item)
    _refuse_foreign(attachment, by)
    files.refuse_other_forms(item.kind, attachment)
    files.refuse_without_words(attachment, text)
    item.attachment, item.text, item.words = attachment, text, count_words(text)
    item.written_at = clock.now()
    check_again(item)
    db.session.flush()
    history.record(item, "uploaded", by=by, result=item.state)
    keep_version(item, VersionReason.saved)


def reword(item: EvidenceItem, words: str) -> None:
    """Change what a picture is said to show, or the transcript of a recording. Raises RuleBroken when it is empty."""
    refuse_unless_draft(item)
    if item.attachment is not None:
        files.refuse_without_words(item.attachment, words)
    item.text, item.words = words, count_words(words)
    check_again(item)
    db.session.flush()


def map_to(
    item: EvidenceItem, criteria: Sequence[AssessmentCriterion], meetings: Sequence[PracticeRecord], *, by: Person
) -> None:
    """Say which criteria a draft shows and which meetings an account is about, in place of what was said before.

    Raises RuleBroken for a criterion that is not of the trainee's units, does not admit this kind or is not covered by
    the record of a discussion; for a meeting that is not the trainee's own or was turned down, and for one that serves
    another account (invariant 16).
    """
    refuse_unless_draft(item)
    admitted = {each.id for _unit, found in queries.criteria_for(item.enrolment, item.kind) for each in found}
    if any(criterion.id not in admitted for criterion in criteria):
        raise RuleBroken(_("Choose from the criteria listed."), "criteria")
    record = records.record_of(item)
    if any(not records.covers(record, criterion) for criterion in criteria):
        text = _("%(record)s covers %(codes)s. Choose from these.", record=item.title, codes=records.covered(record))
        raise RuleBroken(text, "criteria")
    if meetings and item.kind is not EvidenceKind.reflective_account:
        raise RuleBroken(_("Only a reflective account is about a meeting."), "meetings")
    for record in meetings:
        if record.person_id != item.enrolment.person_id or record.state not in queries.LINKABLE:
            raise RuleBroken(_("Choose from the meetings listed."), "meetings")
    rule = queries.account_rule(item.enrolment)
    if rule and rule.distinct_meetings and meetings:
        used = queries.records_used(item.enrolment, but=item)
        for record in meetings:
            if record.id in used:
                text = _("%(meeting)s serves another account of yours.", meeting=records.title_of(record))
                raise RuleBroken(text, "meetings")
    _relink(item, [criterion.id for criterion in criteria], [record.id for record in meetings])


def make_ready(item: EvidenceItem, *, by: Person) -> None:
    """Let a draft be sent with its units. Raises RuleBroken with the first thing that is missing."""
    check_again(item)
    missing = [check for check in checks_of(item) if not check.ok]
    if missing:
        raise RuleBroken(_("Not yet, because %(reason)s", reason=missing[0].text))
    keep_version(item, VersionReason.ready)
    move_item(item, EvidenceAction.make_ready, by=by)


def take_back(item: EvidenceItem, *, by: Person) -> None:
    """Open an item that is ready for changes."""
    move_item(item, EvidenceAction.take_back, by=by)


def withdraw(item: EvidenceItem, *, by: Person) -> None:
    """Take an item out of the portfolio. What was sent stays where it was sent."""
    move_item(item, EvidenceAction.withdraw, by=by)


def revise(item: EvidenceItem, *, by: Person) -> EvidenceItem:
    """Begin a new draft from evidence that was not accepted, with its text, file and mapping; it takes its place."""
    move_item(item, EvidenceAction.supersede, by=by)
    new = EvidenceItem(
        enrolment=item.enrolment,
        kind=item.kind,
        title=item.title,
        model=item.model,
        parts=dict(item.parts),
        text=item.text,
        words=item.words,
        attachment_id=item.attachment_id,
        practice_record_id=item.practice_record_id,
        observed_practice_id=item.observed_practice_id,
        supervision_meeting_id=item.supervision_meeting_id,
        feedback_request_id=item.feedback_request_id,
        witness_testimony_id=item.witness_testimony_id,
        discussion_id=item.discussion_id,
        facts_kept=item.facts_kept,
        kept_phrases=[
            KeptPhrase(text=each.text, kind=each.kind, reason=each.reason, decided_at=each.decided_at)
            for each in item.kept_phrases
        ],
        revises_id=item.id,
        written_at=clock.now(),
    )
    if claim := claim_of(item):
        new.claim = claim.copied()  # type: ignore[attr-defined]
    _added(new, "revised", by=by)
    _relink(
        new,
        [link.criterion_id for link in item.criterion_links],
        [link.practice_record_id for link in item.meeting_links],
    )
    return new


def _draft(
    enrolment: Enrolment,
    kind: EvidenceKind,
    title: str,
    *,
    model: ReflectiveModel = ReflectiveModel.none,
    from_record: bool = False,
) -> EvidenceItem:
    if enrolment.state is not EnrolmentState.active:
        raise RuleBroken(_("This place has ended."))
    taken = kind in RECORD_KINDS if from_record else kind not in RECORD_ONLY
    if kind not in queries.kinds_for([enrolment]) or not taken:
        raise RuleBroken(_("This award takes no evidence of this kind."), "kind")
    if kind is not EvidenceKind.reflective_account:
        model = ReflectiveModel.none
    return EvidenceItem(enrolment=enrolment, kind=kind, title=clean_title(title), model=model, parts={})


def _added(item: EvidenceItem, verb: str, *, by: Person) -> EvidenceItem:
    item.written_at = clock.now()
    check_again(item)
    db.session.add(item)
    db.session.flush()
    keep_version(item, VersionReason.saved)
    history.record(item, verb, by=by, result=item.state)
    return item


def _relink(item: EvidenceItem, criterion_ids: Sequence[int], record_ids: Sequence[int]) -> None:
    """Make the links those given. Links that stay are left alone, so that no row is written twice."""
    criteria = {link.criterion_id: link for link in item.criterion_links}
    meetings = {link.practice_record_id: link for link in item.meeting_links}
    item.criterion_links = [
        criteria.get(each) or EvidenceCriterion(criterion_id=each) for each in dict.fromkeys(criterion_ids)
    ]
    item.meeting_links = [
        meetings.get(each) or EvidenceMeeting(practice_record_id=each) for each in dict.fromkeys(record_ids)
    ]
    db.session.flush()


def _refuse_foreign(attachment: Attachment, by: Person) -> None:
    if queries.free_attachment(by, attachment.public_id) is None:
        raise RuleBroken(_("Choose the file again."), "file")
