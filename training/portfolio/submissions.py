"""What happens to a unit: sent as a frozen bundle, returned, allocated, decided. `services` gives these verbs out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from core import clock, history
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.filters import day as day_text
from core.policy import require
from people.models import Person
from people.working_time import queries as working_time
from training.allowances import allowed
from training.awards.models import Unit
from training.enrolments import queries as enrolments
from training.enrolments.independence import is_managed, objection
from training.enrolments.models import AllocationRole, Enrolment
from training.enrolments.wording import OBJECTIONS
from training.portfolio import declarations, notes, queries
from training.portfolio.ai_use import TEXT_LENGTH, AiStatement, is_above, lacks_words
from training.portfolio.allocation import ReallocationReason
from training.portfolio.bundle import bundle_hash
from training.portfolio.document import frozen_item, manifest_of
from training.portfolio.models import (
    AiUse,
    AuthenticityDeclaration,
    CriterionStanding,
    DeclarationKind,
    EvidenceItem,
    EvidenceState,
    ReturnReason,
    Submission,
    SubmissionItem,
    SubmissionState,
)
from training.portfolio.policy import can_allocate
from training.portfolio.sending import prepare
from training.portfolio.workflow import (
    EVIDENCE,
    REFERRED,
    SUBMISSION,
    EvidenceAction,
    SubmissionAction,
)
from training.practice.models import PracticeRecord, PracticeState
from training.practice.services import count
from training.similarity import services as similarity

WHEN_SENT: list[Callable[[Submission, Person], None]] = []
"""What else happens in the transaction that sends a unit, added by packages that this one does not know."""

REASON_LENGTH = 20
"""The fewest characters of the reason for a further attempt: more than "yes" or "ok"."""


def move_item(item: EvidenceItem, action: EvidenceAction, *, by: Person | None) -> None:
    """Change the state of an evidence item: the only place where that happens. Raises TransitionNotAllowed."""
    EVIDENCE.move(item, action, by=by)


def move(submission: Submission, action: SubmissionAction, *, by: Person | None, **facts: object) -> Submission:
    """Change the state of a submission: the only place where that happens. Raises TransitionNotAllowed, MovedOn.

    `facts` are codes and numbers that history keeps with the change.
    """
    if submission.enrolment.was_brought_in:
        raise MovedOn(_("Another centre assessed this unit. It was brought in to be read."))
    SUBMISSION.move(submission, action, by=by, **facts)
    if action in {SubmissionAction.reassess, SubmissionAction.uphold}:
        for item in evidence_of(submission):
            if item.state in {EvidenceState.accepted, EvidenceState.not_accepted}:
                move_item(item, EvidenceAction.reassess, by=by)
    return submission


def submit(
    enrolment: Enrolment, unit: Unit, *, ai_use: AiUse | None, ai_text: str = "", statement_signed: bool, by: Person
) -> Submission:
    """Send a unit: freeze its evidence under a hash, lock it, sign the declaration, count the attempt.

    Only open criteria are needed; met ones are carried (invariant 18). Raises MovedOn when the unit is with the
    assessor or passed, so that pressing twice sends once; RuleBroken when something is missing (invariants 14 to 19).
    """
    parcel = prepare(enrolment, unit)
    if parcel.is_with_assessor or parcel.is_passed:
        raise MovedOn(_("Unit %(code)s was sent already.", code=unit.code))
    if by.id != enrolment.person_id:
        raise NotAllowed(_("Only the trainee can send their own work."))
    if ai_use is None:
        raise RuleBroken(_("Say whether you used AI."), "ai_use")
    ai = _ai_statement(enrolment, unit, ai_use, ai_text)
    if not statement_signed:
        raise RuleBroken(_("Tick the declaration. Without it the unit cannot be assessed."), "statement_signed")
    if parcel.missing:
        raise RuleBroken(_("Not yet, because %(reason)s", reason=parcel.missing[0].text))
    statement = str(declarations.TRAINEE)
    submission = Submission(
        enrolment=enrolment,
        unit=unit,
        attempt=parcel.attempt,
        round=parcel.round,
        submitted_at=clock.now(),
    )
    items = [frozen_item(line.item, line.codes) for line in parcel.lines]
    carried = [criterion.code for criterion in parcel.carried]
    submission.manifest = manifest_of(submission, items, carried=carried, statement=statement, ai=ai)
    submission.bundle_hash = bundle_hash(submission.manifest)
    db.session.add(submission)
    try:
        db.session.flush()
    except IntegrityError:
        raise MovedOn(_("Unit %(code)s was sent already.", code=unit.code)) from None
    for position, (line, frozen) in enumerate(zip(parcel.lines, items, strict=True), 1):
        submission.items.append(SubmissionItem(evidence_item=line.item, position=position, frozen=frozen))
        if line.item.state is EvidenceState.ready:
            move_item(line.item, EvidenceAction.lock, by=by)
    submission.declarations.append(
        AuthenticityDeclaration(
            kind=DeclarationKind.trainee,
            signed_by_id=by.id,
            signed_at=submission.submitted_at,
            statement=statement,
            ai_use=ai.use,
            ai_permission=ai.permission,
            ai_text=ai.text,
        )
    )
    notes.delete_after_sending([line.item for line in parcel.lines])
    db.session.flush()
    for sent in submission.items:
        similarity.index(sent)
    history.record(
        submission, "submitted", by=by, result=submission.state, attempt=submission.attempt, hash=submission.bundle_hash
    )
    for follow in WHEN_SENT:
        follow(submission, by)
    return submission


def _ai_statement(enrolment: Enrolment, unit: Unit, use: AiUse, text: str) -> AiStatement:
    """What is said of AI. More than the unit allows stops nothing, but it has to be told. Raises RuleBroken."""
    permission = enrolment.award_version.ai_permission(unit.code)
    text = text.strip()[:TEXT_LENGTH] if use is not AiUse.none else ""
    if lacks_words(use, permission, text):
        raise RuleBroken(str(declarations.SAY_MORE if is_above(use, permission) else declarations.SAY_WHAT), "ai_text")
    return AiStatement(use, permission, text)


def return_admin(submission: Submission, *, reason: ReturnReason, by: Person | None) -> Submission:
    """Give a unit back to its trainee before anybody assesses it: no attempt is used, its evidence is open again."""
    require(by is None or can_allocate(by, submission), _("Only the centre administrator gives units back."))
    SUBMISSION.next_state(submission.state, SubmissionAction.return_admin)
    submission.return_reason = reason
    move(submission, SubmissionAction.return_admin, by=by, reason=reason.value)
    release_evidence(submission, EvidenceAction.unlock, by=by)
    return submission


def release_evidence(submission: Submission, action: EvidenceAction, *, by: Person | None) -> None:
    """Take the evidence of an attempt without a decision from its assessor: `action`, but for what another decided."""
    elsewhere = queries.items_elsewhere(submission)
    for item in evidence_of(submission):
        if item.state is not EvidenceState.locked or item.id in elsewhere:
            continue
        verdict = _verdict(item, submission.enrolment)
        if verdict is None:
            move_item(item, action, by=by)
        else:
            _settle(item, verdict, by=by)


def allocate(
    submission: Submission,
    assessor: Person,
    *,
    statement_signed: bool,
    managed_conflict: bool = False,
    due_on: date,
    statement: str | None = None,
    by: Person,
) -> Submission:
    """Give a unit to an assessor, with the centre's statement (invariant 14); `statement` are its words, if others.

    A conflict of interest that is open or blocked stops it; a managed one is kept on the submission and forces
    sampling in full (invariant 22). Raises RuleBroken.
    """
    _check_given(submission, due_on, by)
    if not statement_signed:
        raise RuleBroken(_("Sign the centre’s statement. Without it the unit cannot be assessed."), "statement_signed")
    managed = check_assessor(submission, assessor, due_on)
    move(submission, SubmissionAction.allocate, by=by, due_on=due_on.isoformat())
    submission.assessor, submission.due_on = assessor, due_on
    submission.managed_conflict = managed_conflict or managed
    submission.declarations.append(
        AuthenticityDeclaration(
            kind=DeclarationKind.centre,
            signed_by_id=by.id,
            signed_at=clock.now(),
            statement=statement or str(declarations.CENTRE),
        )
    )
    db.session.flush()
    return submission


def reallocate(
    submission: Submission, assessor: Person, *, reason: ReallocationReason, due_on: date, by: Person
) -> Submission:
    """Give a unit that an assessor has to another one, with the day by which that one answers.

    A managed conflict of interest stays on the submission, whoever had it: its decisions are sampled in full
    (invariant 22). Its open mark sheet is not known here: call `hand_over` of grading. Raises RuleBroken, MovedOn.
    """
    _check_given(submission, due_on, by)
    before = submission.assessor
    if before is not None and before.id == assessor.id:
        raise RuleBroken(_("%(name)s has it already.", name=assessor.full_name), "assessor")
    managed = check_assessor(submission, assessor, due_on)
    move(
        submission,
        SubmissionAction.reallocate,
        by=by,
        reason=reason.value,
        from_id=before.id if before else None,
        from_name=before.full_name if before else "",
        to_id=assessor.id,
        to_name=assessor.full_name,
        due_on=due_on.isoformat(),
    )
    submission.assessor, submission.due_on = assessor, due_on
    submission.managed_conflict = submission.managed_conflict or managed
    db.session.flush()
    return submission


def settle_criteria(submission: Submission, met: Mapping[int, bool], *, by: Person | None) -> None:
    """Write down how the criteria stand after a decision: id of the criterion -> met.

    A criterion that an earlier attempt met stays met, carried or not (invariant 18). Raises RuleBroken.
    """
    criteria = {criterion.id: criterion for criterion in submission.unit.criteria}
    if foreign := met.keys() - criteria.keys():
        raise RuleBroken(_("%(n)s criteria are not of this unit.", n=len(foreign)))
    standings = queries.standings_of(submission.enrolment)
    for criterion_id, is_met in met.items():
        standing = standings.get((submission.enrolment_id, criterion_id))
        if standing is None:
            standing = CriterionStanding(enrolment_id=submission.enrolment_id, criterion_id=criterion_id)
            db.session.add(standing)
        elif standing.met and standing.submission_id != submission.id:
            if not is_met:
                code = criteria[criterion_id].code
                raise RuleBroken(_("%(code)s was met in an earlier attempt and stays met.", code=code))
            continue
        standing.submission_id, standing.met, standing.settled_at = submission.id, is_met, clock.now()
    submission.send_by = None if all(met.values()) else send_by_after(submission, clock.today())
    db.session.flush()
    codes = [
        criteria[criterion_id].code
        for criterion_id in sorted(met, key=lambda each: criteria[each].position)
        if not met[criterion_id]
    ]
    history.record(submission, "settled", by=by, result=submission.state, referred=codes)


def forget_criteria(submission: Submission) -> None:
    """Let nothing count that was decided about criteria in this attempt; each of them is open again."""
    for standing in queries.standings_of(submission.enrolment).values():
        if standing.submission_id == submission.id:
            db.session.delete(standing)
    submission.send_by = None
    db.session.flush()


def send_by_after(submission: Submission, day: date, *, granted: bool = False) -> date | None:
    """By when a unit comes back that was referred on `day`; None when the award has no attempt left.

    `granted`: the lead IQA has just allowed one more.
    """
    place, unit = submission.enrolment, submission.unit
    granted = granted or bool(queries.attempt_grant(place, unit, submission.attempt + 1))
    if submission.attempt >= allowed.attempts_at(place, unit) and not granted:
        return None
    return allowed.due_back(place, unit, day)


def put_off(enrolment: Enrolment) -> None:
    """Let what a trainee was allowed since move the days by which referred units come back. None comes nearer."""
    settled: dict[int, datetime] = {}
    for standing in queries.standings_of(enrolment).values():
        known = settled.get(standing.submission_id)
        settled[standing.submission_id] = max(known, standing.settled_at) if known else standing.settled_at
    for submission in queries.latest_submissions(enrolment).values():
        waits = submission.state in REFERRED or submission.state is SubmissionState.under_appeal_refer
        if waits and submission.id in settled:
            day = clock.in_zone(settled[submission.id], enrolment.person.zone).date()
            later = send_by_after(submission, day)
            submission.send_by = max(filter(None, (submission.send_by, later)), default=None)
    db.session.flush()


def settle_evidence(submission: Submission, *, accepted: bool, by: Person | None) -> None:
    """Accept the evidence of a decided submission, or not; meetings that accepted evidence rests on are counted.

    Call it after `settle_criteria`. An item is accepted when every criterion it was sent for is met, so that on a
    referral only what served a referred criterion comes back. One that another unit has with an assessor waits.
    """
    elsewhere = queries.items_elsewhere(submission)
    for item in evidence_of(submission):
        if item.state is EvidenceState.locked and item.id not in elsewhere:
            verdict = _verdict(item, submission.enrolment)
            _settle(item, accepted if verdict is None else verdict, by=by)


def _check_given(submission: Submission, due_on: date, by: Person) -> None:
    require(can_allocate(by, submission), _("Only the centre administrator gives units to assessors."))
    if due_on < clock.today():
        raise RuleBroken(_("Choose a day that is still to come."), "due_on")


def check_assessor(submission: Submission, assessor: Person, due_on: date) -> bool:
    """Whether a conflict of interest is managed; RuleBroken when this person may not assess this trainee."""
    known = enrolments.on_record(submission.enrolment, assessor, AllocationRole.assessor)
    checks = assessor in enrolments.allocated(submission.enrolment, AllocationRole.iqa, unit_id=submission.unit_id)
    against = objection(AllocationRole.assessor, replace(known, checks=checks))
    if against is not None:
        raise RuleBroken(_("%(name)s: %(reason)s", name=assessor.full_name, reason=OBJECTIONS[against]), "assessor")
    if away := working_time.away_on(assessor, clock.today(), due_on):
        text = _(
            "%(name)s is away from %(first)s to %(last)s.",
            name=assessor.full_name,
            first=day_text(away.starts_on),
            last=day_text(away.ends_on),
        )
        raise RuleBroken(text, "assessor")
    today = clock.today()
    return is_managed(known) or any(
        row.managed_conflict
        for row in submission.enrolment.allocations
        if row.person_id == assessor.id and row.role is AllocationRole.assessor and row.is_current(today)
    )


def evidence_of(submission: Submission) -> list[EvidenceItem]:
    """The evidence that a submission was made of, as it stands now."""
    return [item.evidence_item for item in submission.items]


def _verdict(item: EvidenceItem, enrolment: Enrolment) -> bool | None:
    """Whether all criteria that were decided with this item are met; None when none was."""
    sent_with = queries.submissions_with(item)
    standings = queries.standings_of(enrolment)
    decided = [
        standing
        for link in item.criterion_links
        if (standing := standings.get((enrolment.id, link.criterion_id))) is not None
        and standing.submission_id in sent_with
    ]
    return all(standing.met for standing in decided) if decided else None


def _settle(item: EvidenceItem, accepted: bool, *, by: Person | None) -> None:
    move_item(item, EvidenceAction.accept if accepted else EvidenceAction.not_accept, by=by)
    if accepted:
        count(_meetings_behind(item), by=by)


def _meetings_behind(item: EvidenceItem) -> list[PracticeRecord]:
    """The confirmed meetings that an item rests on: its own, those an account is about, the one observed."""
    found = [*item.meetings, item.practice_record, item.observed_practice and item.observed_practice.practice_record]
    return [record for record in dict.fromkeys(found) if record and record.state is PracticeState.confirmed]
