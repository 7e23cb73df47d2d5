"""What happens to logged meetings: logging, joining, changing, confirming, questions, and taking out.

Invariants 6 to 9 of the field's reference; the pure rules are in `ledger`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm.attributes import flag_modified

from core import clock, history
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.policy import require
from people.models import Person
from training.enrolments.models import AllocationRole
from training.practice import checks, ledger, letters, policy, queries
from training.practice.checks import PracticeTurns
from training.practice.mapping import live_records_of, other_leads
from training.practice.models import ConfirmedAs, FacilitationRole, PracticeRecord, PracticeState, PracticeTurn
from training.practice.workflow import (
    CONFIRMED,
    MAY_CHANGE,
    RECORDS,
    PracticeAction,
    RejectReason,
    VoidReason,
)
from training.sets.models import LearningSet, MeetingMode, MeetingState, PresenterTurn, SetMeeting, SetMethod
from training.sets.workflow import MEETINGS, MeetingAction

CONFIRMERS = {
    ConfirmedAs.organiser: ledger.Confirmer.organiser,
    ConfirmedAs.co_facilitator: ledger.Confirmer.co_facilitator,
    ConfirmedAs.observer: ledger.Confirmer.observer,
    ConfirmedAs.members: ledger.Confirmer.member,
}


def log_meeting(
    learning_set: LearningSet,
    person: Person,
    role: FacilitationRole,
    starts_at: datetime,
    ends_at: datetime,
    break_minutes: int,
    present: int,
    mode: MeetingMode,
    methods: Sequence[SetMethod],
    turns: Sequence[int],
    actions: int,
    *,
    by: Person,
    practice_turns: PracticeTurns = (),
) -> PracticeRecord:
    """The next meeting of a set, as the person who facilitated it or took part logs it; the organiser is told.

    `turns` are the minutes of each presenter's turn, those of nothing left out; `practice_turns` the turns that the
    person facilitated in a practice set, with who observed. Raises RuleBroken, with the form field it is about, when
    the meeting cannot be logged like this.
    """
    _own_hand(person, by)
    _one_at_a_time(person, learning_set)
    number = queries.last_numbers([learning_set]).get(learning_set.id, 0) + 1
    fact = checks.proposed(starts_at, ends_at, break_minutes, person.zone)
    checks.check_set(learning_set, number)
    checks.check_times(fact, person)
    checks.check_set_is_free(fact, learning_set)
    checks.check_counts(learning_set, present, turns)
    checks.check_part(person, learning_set, fact, role, practice_turns)
    meeting = SetMeeting(
        learning_set=learning_set,
        number=number,
        state=MeetingState.held,
        starts_at=starts_at,
        ends_at=ends_at,
        break_minutes=break_minutes,
        zone=person.zone,
        mode=mode,
        methods=[method.value for method in methods],
        present=present,
        actions=actions,
        turns=_numbered(turns),
    )
    db.session.add(meeting)
    db.session.flush()
    history.record(meeting, "held", by=by, result=meeting.state, number=number)
    return _log_part(meeting, person, role, practice_turns, by=by)


def join_meeting(
    meeting: SetMeeting,
    person: Person,
    role: FacilitationRole,
    *,
    by: Person,
    practice_turns: PracticeTurns = (),
) -> PracticeRecord:
    """A co-facilitator's, or another participant's, own part in a meeting that is on record; the organiser is told."""
    _own_hand(person, by)
    _one_at_a_time(person, meeting.learning_set)
    if not policy.can_join(person, meeting):
        raise MovedOn(_("Your part in this meeting is on record already, or the meeting no longer stands."))
    fact = _fact_of(meeting)
    checks.check_times(fact, person, but=meeting)
    checks.check_part(person, meeting.learning_set, fact, role, practice_turns)
    return _log_part(meeting, person, role, practice_turns, by=by)


def change_meeting(
    record: PracticeRecord,
    *,
    role: FacilitationRole,
    starts_at: datetime,
    ends_at: datetime,
    break_minutes: int,
    present: int,
    mode: MeetingMode,
    methods: Sequence[SetMethod],
    turns: Sequence[int],
    actions: int,
    by: Person,
    practice_turns: PracticeTurns = (),
    version: int | None = None,
) -> None:
    """Correct a log while nobody has confirmed it: by the person who wrote it, for all who were there.

    Raises RuleBroken once somebody else's part in the same meeting is confirmed: what was confirmed does not change.
    """
    _check_changeable(record, by, version)
    meeting = record.meeting
    if not policy.keeps_times(record):
        raise NotAllowed(_("A co-facilitator logged the times of this meeting. You can change your own role."))
    if any(other.state in CONFIRMED for other in live_records_of(meeting)):
        raise RuleBroken(_("A co-facilitator’s part in this meeting is confirmed, so its times and counts stay."))
    _one_at_a_time(record.person, meeting.learning_set)
    fact = checks.proposed(starts_at, ends_at, break_minutes, meeting.zone)
    for part in live_records_of(meeting):
        checks.check_times(fact, part.person, but=meeting)
    checks.check_set_is_free(fact, meeting.learning_set, but=meeting)
    checks.check_counts(meeting.learning_set, present, turns)
    checks.check_part(record.person, meeting.learning_set, fact, role, practice_turns)
    meeting.starts_at, meeting.ends_at, meeting.break_minutes = starts_at, ends_at, break_minutes
    meeting.present, meeting.actions, meeting.mode = present, actions, mode
    meeting.methods = [method.value for method in methods]
    if [turn.minutes for turn in meeting.turns] != list(turns):
        meeting.turns.clear()
        db.session.flush()  # the numbers of the old turns are free before the new ones take them
        meeting.turns.extend(_numbered(turns))
    for part in live_records_of(meeting):
        flag_modified(part, "state")  # a page that showed the old times is out of date: their versions go up
    history.record(meeting, "changed", by=by)
    _replace_part(record, role, practice_turns, by=by)


def change_part(
    record: PracticeRecord,
    role: FacilitationRole,
    *,
    by: Person,
    practice_turns: PracticeTurns = (),
    version: int | None = None,
) -> None:
    """Correct one's own role and practice turns while nobody has confirmed them."""
    _check_changeable(record, by, version)
    fact = _fact_of(record.meeting)
    checks.check_part(record.person, record.meeting.learning_set, fact, role, practice_turns)
    _replace_part(record, role, practice_turns, by=by)


def give_up_lead(record: PracticeRecord, *, by: Person) -> None:
    """Say that of two leads the other one led: this record is co-led, as it counted already (invariant 8)."""
    if (
        record.role is not FacilitationRole.lead
        or not other_leads(record)
        or record.state
        in (
            PracticeState.rejected,
            PracticeState.void,
            PracticeState.counted,
        )
    ):
        raise MovedOn(_("This meeting no longer has two leads."))
    require(policy.can_change(by, record))
    record.role = FacilitationRole.co
    history.record(record, "gave_up_lead", by=by, result=record.state)
    db.session.flush()


def confirm(record: PracticeRecord, *, by: Person | None, as_: ConfirmedAs, version: int | None = None) -> None:
    """Somebody who may says that the meeting took place as logged (invariant 9).

    `by` is None when members of the set confirmed through their one-time links. Raises NotAllowed for the trainee
    themself, for their assessor, and for those who have no right of that kind; MovedOn when it is confirmed already.
    """
    state = _next(record, PracticeAction.confirm, version)
    _check_confirmer(record, by, as_)
    record.state = state
    record.confirmed_by_id = by.id if by else None
    record.confirmed_as = as_
    record.confirmed_at = clock.now()
    history.record(record, "confirmed", by=by, result=state, confirmed_as=as_.value)
    db.session.flush()
    meeting = record.meeting
    if meeting.state is MeetingState.held and all(part.state in CONFIRMED for part in live_records_of(meeting)):
        meeting.state = MEETINGS.next_state(meeting.state, MeetingAction.confirm)
        history.record(meeting, "confirmed", by=by, result=meeting.state)
        db.session.flush()


def query(record: PracticeRecord, question: str, *, by: Person, version: int | None = None) -> None:
    """Ask the trainee something before confirming. The mail says only that there is a question."""
    state = _next(record, PracticeAction.query, version)
    require(policy.can_query(by, record))
    record.state, record.question, record.answer = state, question, ""
    history.record(record, "queried", by=by, result=state)
    letters.ask(record)
    db.session.flush()


def answer(record: PracticeRecord, answer: str, *, by: Person, version: int | None = None) -> None:
    """Answer the question; the meeting waits to be confirmed again and the organiser is told."""
    state = _next(record, PracticeAction.answer, version)
    require(policy.can_answer(by, record))
    record.state, record.answer = state, answer
    history.record(record, "answered", by=by, result=state)
    letters.say_it_waits(record, answered=True)
    db.session.flush()


def reject(record: PracticeRecord, reason: RejectReason, *, by: Person, version: int | None = None) -> None:
    """Say, after a question, that the meeting is not confirmed. The trainee may log what is right as a new one."""
    state = _next(record, PracticeAction.reject, version)
    require(policy.can_reject(by, record))
    record.state = state
    history.record(record, "rejected", by=by, result=state, reason=reason.value)
    letters.say_it_does_not_count(record)
    db.session.flush()


def void(record: PracticeRecord, reason: VoidReason, *, by: Person, version: int | None = None) -> None:
    """Take a confirmed meeting out: by the trainee's assessor or quality assurer."""
    state = _next(record, PracticeAction.void, version)
    require(policy.can_void(by, record))
    record.state = state
    history.record(record, "voided", by=by, result=state, reason=reason.value)
    letters.say_it_does_not_count(record)
    db.session.flush()


def count(records: Iterable[PracticeRecord], by: Person | None = None) -> None:
    """Note that confirmed meetings stand in an accepted submission. Those counted before stay as they are."""
    for record in records:
        if record.state is not PracticeState.counted:
            record.state = _next(record, PracticeAction.use)
            history.record(record, "counted", by=by, result=record.state)
    db.session.flush()


def _own_hand(person: Person, by: Person) -> None:
    if person.id != by.id:
        raise NotAllowed(_("You log your own meetings only."))


def _one_at_a_time(person: Person, learning_set: LearningSet) -> None:
    """Two logs at the same moment wait for each other, so that neither misses the other's times and number."""
    db.session.get(Person, person.id, with_for_update={"of": Person})
    db.session.get(LearningSet, learning_set.id, with_for_update={"of": LearningSet})


def _fact_of(meeting: SetMeeting) -> ledger.Meeting:
    return checks.proposed(meeting.starts_at, meeting.ends_at, meeting.break_minutes, meeting.zone)


def _log_part(
    meeting: SetMeeting, person: Person, role: FacilitationRole, practice_turns: PracticeTurns, *, by: Person
) -> PracticeRecord:
    record = PracticeRecord(
        meeting_id=meeting.id, person_id=person.id, role=role, state=PracticeState.logged, logged_at=clock.now()
    )
    record.turns.extend(_as_rows(practice_turns))
    db.session.add(record)
    db.session.flush()
    db.session.expire(meeting, ["practice_records"])
    history.record(record, "logged", by=by, result=record.state, role=role.value)
    letters.say_it_waits(record)
    if role is FacilitationRole.lead:
        _tell_of_two_leads(record)
    db.session.flush()
    return record


def _tell_of_two_leads(record: PracticeRecord) -> None:
    if leads := other_leads(record):
        letters.say_there_are_two_leads([record, *leads])
        for lead in (record, *leads):
            history.record(lead, "two_leads", by=None)


def _replace_part(record: PracticeRecord, role: FacilitationRole, practice_turns: PracticeTurns, *, by: Person) -> None:
    was_lead = record.role is FacilitationRole.lead
    record.role = role
    wanted = [(minutes, observer.id if observer else None) for minutes, observer in practice_turns]
    if [(turn.minutes, turn.observer_id) for turn in record.turns] != wanted:
        record.turns[:] = _as_rows(practice_turns)
        flag_modified(record, "state")  # turns are rows of their own, and the record's version says that it changed
    history.record(record, "changed", by=by, result=record.state)
    if role is FacilitationRole.lead and not was_lead:
        _tell_of_two_leads(record)
    db.session.flush()


def _numbered(turns: Sequence[int]) -> list[PresenterTurn]:
    return [PresenterTurn(number=number, minutes=minutes) for number, minutes in enumerate(turns, start=1)]


def _as_rows(practice_turns: PracticeTurns) -> list[PracticeTurn]:
    return [
        PracticeTurn(minutes=minutes, observer_id=observer.id if observer else None)
        for minutes, observer in practice_turns
    ]


def _check_changeable(record: PracticeRecord, by: Person, version: int | None) -> None:
    require(policy.can_change(by, record))
    if record.state not in MAY_CHANGE or (version is not None and version != record.version):
        raise MovedOn(_("This meeting has been confirmed or taken out, or you changed it in another tab."))


def _check_confirmer(record: PracticeRecord, by: Person | None, as_: ConfirmedAs) -> None:
    if by is None:
        given = [ledger.Confirmation(CONFIRMERS[as_])] * queries.members_confirming(record)
        if as_ is not ConfirmedAs.members or not ledger.is_confirmed(given):
            raise NotAllowed(_("Two members of the set confirm a meeting together."))
        return
    if policy.is_own(by, record):
        raise NotAllowed(_("You cannot confirm your own meeting. The organiser of the set or a co-facilitator does."))
    has_right = {
        ConfirmedAs.organiser: lambda: policy.is_organiser(by, record.meeting.learning_set),
        ConfirmedAs.co_facilitator: lambda: policy.is_co_facilitator(by, record),
        ConfirmedAs.observer: lambda: queries.has_observed(by, record),
        ConfirmedAs.members: lambda: False,
    }
    if not has_right[as_]():
        raise NotAllowed(_("The organiser of the set or a co-facilitator of the meeting confirms it."))
    assesses = AllocationRole.assessor in queries.roles_towards(by, record.person_id)
    if not ledger.is_confirmed([ledger.Confirmation(CONFIRMERS[as_], is_assessor=assesses)]):
        raise NotAllowed(_("You assess this trainee, so somebody else confirms the meeting."))


def _next(record: PracticeRecord, action: PracticeAction, version: int | None = None) -> PracticeState:
    stale = version is not None and version != record.version
    if stale or not RECORDS.allows(record.state, action):
        raise MovedOn(_("This meeting has been changed, confirmed or answered in the meantime."))
    return RECORDS.next_state(record.state, action)
