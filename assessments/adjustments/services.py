"""What happens to adjustments: asked for, looked at, decided, in force, ended. History holds no word of the need."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from flask_babel import gettext as _

from assessments.adjustments import letters, policy, queries, sealing, signed
from assessments.adjustments.models import Adjustment, AdjustmentAllowance, AdjustmentEvidence, AdjustmentState
from assessments.adjustments.sealing import Words
from assessments.adjustments.terms import KINDS, LEAST_WORDS, LONGEST_WORDS, Basis, Gap, Kind, Terms, gap_in, in_time
from assessments.adjustments.wording import GAPS
from assessments.adjustments.workflow import ADJUSTMENT, AdjustmentAction
from core import clock, history, keys
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.policy import require
from people import centre_clock
from people.factors.proof import Proof
from people.models import Person
from people.signatures import services as signatures
from training.allowances import services as allowances
from training.awards.models import EvidenceKind
from training.enrolments.models import Enrolment
from training.portfolio import services as portfolio
from training.portfolio.models import Submission
from training.practice.versions import unchanged

MOST_OPEN = 5
"""How many requests of one place can wait at a time."""


class NeedFile(NamedTuple):
    """A file that shows the need, read and found harmless."""

    name: str
    media_type: str
    content: bytes


def ask(
    enrolment: Enrolment,
    basis: Basis,
    kind: Kind,
    words: Words,
    *,
    units: Sequence[str] = (),
    happened_on: date | None = None,
    submission: Submission | None = None,
    file: NeedFile | None = None,
    public_id: UUID | None = None,
    by: Person,
) -> Adjustment:
    """Ask for an adjustment; what is written and handed in is sealed, and the lead quality assurer is told of it.

    Raises NotAllowed, MovedOn when too many wait, RuleBroken with what is missing or asked for too late.
    """
    require(policy.can_ask(by, enrolment), _("Only the trainee asks for an adjustment."))
    words = Words(words.need.strip(), words.would_help.strip())
    _check_request(enrolment, basis, kind, words, units, happened_on, submission)
    if sum(each.is_open for each in enrolment.adjustments) >= MOST_OPEN:  # type: ignore[attr-defined]
        raise MovedOn(_("Several requests of yours wait to be decided. Wait for the answers first."))
    key_name, sealed = sealing.seal_words(words)
    adjustment = Adjustment(
        public_id=public_id,
        enrolment=enrolment,
        basis=basis,
        kind=kind,
        asked_at=clock.now(),
        happened_on=happened_on if basis is Basis.special_consideration else None,
        submission=submission if basis is Basis.special_consideration else None,
        units=[submission.unit.code] if submission else list(units),
        key_name=key_name,
        sealed=sealed,
    )
    db.session.add(adjustment)
    if file is not None:
        name, content = sealing.seal_file(file.name, file.content)
        adjustment.evidence = AdjustmentEvidence(
            key_name=name, media_type=file.media_type, size=len(file.content), sealed=content
        )
    db.session.flush()
    history.record(adjustment, "adjustment_requested", by=by, result=adjustment.state, basis=basis.value)
    letters.say_one_waits(adjustment)
    return adjustment


def see_evidence(adjustment: Adjustment, *, version: int | None = None, by: Person) -> None:
    """Say that the need and what shows it were looked at: a decision comes after that, never before."""
    _refuse_unless_decides(adjustment, by)
    unchanged(adjustment, version)
    adjustment.seen_by_id, adjustment.seen_at = by.id, clock.now()
    _move(adjustment, AdjustmentAction.see_evidence, by=by)


def refer(adjustment: Adjustment, *, version: int | None = None, by: Person) -> None:
    """Ask the awarding organisation, where the centre may not decide by itself."""
    _refuse_unless_decides(adjustment, by)
    unchanged(adjustment, version)
    adjustment.referred_at = clock.now()
    _move(adjustment, AdjustmentAction.refer, by=by)
    letters.say_it_moved(adjustment)


def approve(
    adjustment: Adjustment,
    terms: Terms,
    reason: str,
    *,
    ao_reference: str = "",
    version: int | None = None,
    proved_by: Proof = Proof.password,
    by: Person,
) -> set[str]:
    """Agree: what others do is written down, days and kinds of evidence are moved, and the file is deleted.

    Of what the awarding organisation was asked, the answer is theirs, under their reference. Returns the names of keys
    to destroy: pass them to `sealing.destroy_unused` after the commit. Raises MovedOn, NotAllowed, RuleBroken.
    """
    _refuse_unless_decides(adjustment, by)
    unchanged(adjustment, version)
    ADJUSTMENT.next_state(adjustment.state, AdjustmentAction.approve)
    if gap := gap_in(terms, adjustment.kind, today=centre_clock.today()):
        raise RuleBroken(str(GAPS[gap]), "units" if gap is Gap.one_unit else gap.value)
    known = {unit.code: unit for unit in adjustment.enrolment.award_version.units}
    if set(terms.units) - known.keys():
        raise RuleBroken(_("Choose from the units listed."), "units")
    if adjustment.kind is Kind.attempt_not_counted and (
        adjustment.submission is None or terms.uncounted != adjustment.submission.attempt
    ):
        raise RuleBroken(_("Only the attempt that was asked about can be left uncounted."))
    _answer(adjustment, reason, ao_reference)
    adjustment.need_to_do = " ".join(terms.need_to_do.split())
    adjustment.tells_sets = terms.tells_sets
    adjustment.starts_on, adjustment.ends_on, adjustment.units = terms.starts_on, terms.ends_on, list(terms.units)
    adjustment.extra_days, adjustment.due_on = terms.extra_days, terms.due_on
    adjustment.instead_of = EvidenceKind(terms.instead_of) if terms.instead_of else None
    adjustment.accepts = EvidenceKind(terms.accepts) if terms.accepts else None
    _sign(adjustment, True, proved_by, by)
    moved = allowances.allow(
        adjustment.enrolment,
        [known[code] for code in terms.units],
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        extra_days=terms.extra_days,
        due_on=terms.due_on,
        attempt=terms.uncounted,
        instead_of=adjustment.instead_of,
        accepts=adjustment.accepts,
    )
    portfolio.put_off(adjustment.enrolment)
    retired = _delete_evidence(adjustment)
    _move(adjustment, AdjustmentAction.approve, by=by)
    db.session.add_all(AdjustmentAllowance(adjustment_id=adjustment.id, allowance_id=row.id) for row in moved)
    if terms.starts_on <= centre_clock.today():
        _move(adjustment, AdjustmentAction.begin, by=by)
    letters.say_it_moved(adjustment)
    return retired


def decline(
    adjustment: Adjustment,
    reason: str,
    *,
    ao_reference: str = "",
    version: int | None = None,
    proved_by: Proof = Proof.password,
    by: Person,
) -> set[str]:
    """Say no, with the reason; the file is deleted. Returns and raises what `approve` does."""
    _refuse_unless_decides(adjustment, by)
    unchanged(adjustment, version)
    ADJUSTMENT.next_state(adjustment.state, AdjustmentAction.decline)
    _answer(adjustment, reason, ao_reference)
    _sign(adjustment, False, proved_by, by)
    retired = _delete_evidence(adjustment)
    _move(adjustment, AdjustmentAction.decline, by=by)
    letters.say_it_moved(adjustment)
    return retired


def end(adjustment: Adjustment, *, version: int | None = None, by: Person) -> None:
    """End what is in force before its day: the lead quality assurer. What it moved is moved no more from today on."""
    _refuse_unless_decides(adjustment, by)
    unchanged(adjustment, version)
    _move(adjustment, AdjustmentAction.end, by=by)
    _stop_moving(adjustment)
    letters.say_it_moved(adjustment)


def withdraw(adjustment: Adjustment, *, by: Person) -> set[str]:
    """The trainee needs it no more. Returns the names of keys to destroy, as `approve` does."""
    require(policy.can_withdraw(by, adjustment), _("Only the trainee withdraws a request."))
    ADJUSTMENT.next_state(adjustment.state, AdjustmentAction.withdraw)
    retired = _delete_evidence(adjustment)
    _move(adjustment, AdjustmentAction.withdraw, by=by)
    _stop_moving(adjustment)
    return retired


def move_due(today: date) -> int:
    """Begin what was approved for today, end what is past its last day, in the centre that was entered; how many."""
    begun, over = queries.waiting_to_begin(today), queries.run_out(today)
    for adjustment in begun:
        _move(adjustment, AdjustmentAction.begin, by=None)
    for adjustment in over:
        _move(adjustment, AdjustmentAction.end, by=None)
    return len(begun) + len(over)


def _check_request(
    enrolment: Enrolment,
    basis: Basis,
    kind: Kind,
    words: Words,
    units: Sequence[str],
    happened_on: date | None,
    submission: Submission | None,
) -> None:
    if kind not in KINDS[basis]:
        raise RuleBroken(_("Choose from the list."), "kind")
    if len(words.need) < LEAST_WORDS:
        raise RuleBroken(_("Say in a sentence or two what makes it hard."), "need")
    if max(map(len, words)) > LONGEST_WORDS:
        raise RuleBroken(_("Use at most %(most)s characters.", most=LONGEST_WORDS), "need")
    if set(units) - set(enrolment.unit_codes):
        raise RuleBroken(_("Choose from the units listed."), "units")
    if basis is Basis.reasonable_adjustment:
        return
    if happened_on is None or happened_on > centre_clock.today():
        raise RuleBroken(_("Enter the day on which it happened."), "happened_on")
    days = enrolment.person.centre.special_consideration_days
    if not in_time(happened_on, centre_clock.today(), days):
        text = _("This is asked for within %(days)s days. Ask your centre what else is possible.", days=days)
        raise RuleBroken(text, "happened_on")
    if kind in {Kind.attempt_not_counted, Kind.later_date} and submission is None:
        raise RuleBroken(_("Choose the attempt that it is about."), "attempt")
    if submission is not None and submission.enrolment_id != enrolment.id:
        raise RuleBroken(_("Choose from the attempts listed."), "attempt")


def _answer(adjustment: Adjustment, reason: str, ao_reference: str) -> None:
    """In which words it is answered, and whose answer it is. Raises MovedOn, RuleBroken."""
    asked_ao = adjustment.state is AdjustmentState.referred_to_ao
    if len(reason := reason.strip()) < LEAST_WORDS:
        raise RuleBroken(_("Give the reason in a sentence. The trainee reads it."), "reason")
    if len(reason) > LONGEST_WORDS:
        raise RuleBroken(_("Use at most %(most)s characters.", most=LONGEST_WORDS), "reason")
    ao_reference = " ".join(ao_reference.split())
    if asked_ao and not ao_reference:
        raise RuleBroken(_("Enter the reference of the awarding organisation’s answer."), "ao_reference")
    try:
        adjustment.sealed_reason = sealing.seal_reason(adjustment, reason)
    except keys.KeyGone:
        raise MovedOn(_("The key of this request is gone. Ask the trainee to make it again.")) from None
    adjustment.by_ao, adjustment.ao_reference = asked_ao, ao_reference if asked_ao else ""


def _sign(adjustment: Adjustment, approved: bool, proved_by: Proof, by: Person) -> None:
    """Sign the answer that stands in the adjustment now, and let it be final."""
    signature = signatures.sign(
        adjustment,
        signed.APPROVED if approved else signed.DECLINED,
        signed.content_of(adjustment, approved),
        statement=signed.statement(adjustment, approved, by=by),
        signed_as=signed.signed_as(by),
        proved_by=proved_by,
        by=by,
    )
    adjustment.signature, adjustment.decided_by_id, adjustment.decided_at = signature, by.id, signature.signed_at


def _delete_evidence(adjustment: Adjustment) -> set[str]:
    """Delete the file that showed the need; the name of its key, to be destroyed after the commit."""
    evidence = adjustment.evidence
    if evidence is None:
        return set()
    adjustment.evidence, adjustment.evidence_deleted_at = None, clock.now()
    db.session.delete(evidence)
    return {evidence.key_name}


def _stop_moving(adjustment: Adjustment) -> None:
    allowances.end(queries.allowances_of(adjustment), centre_clock.today())


def _move(adjustment: Adjustment, action: AdjustmentAction, *, by: Person | None) -> None:
    """Change the state of an adjustment: the only place where that happens. Raises TransitionNotAllowed."""
    if ADJUSTMENT.next_state(adjustment.state, action) in {AdjustmentState.declined, AdjustmentState.ended}:
        adjustment.closed_at = clock.now()
    ADJUSTMENT.move(adjustment, action, by=by)


def _refuse_unless_decides(adjustment: Adjustment, by: Person) -> None:
    require(policy.can_decide(by, adjustment), _("Only the lead quality assurer decides."))
    if queries.marks(by, adjustment.enrolment):
        raise NotAllowed(_("You assess this trainee. Another lead quality assurer has to decide."))
