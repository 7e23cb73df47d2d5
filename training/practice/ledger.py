"""What practice counts, how much of it, and why the rest does not.

Pure rules over plain facts: invariants 7 to 12 of the field's reference. Durations are whole minutes.
Answers are codes with values; `training.awards.wording` puts them into words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

Number = int | float | str | Fraction


class RecordState(StrEnum):
    """Where a practice record stands (state machine "Practice record")."""

    logged = "logged"
    confirmed = "confirmed"
    queried = "queried"
    rejected = "rejected"
    counted = "counted"
    void = "void"


class FacilitationRole(StrEnum):
    """What somebody did in one meeting; `practice` is a trainee's turn in a practice set."""

    lead = "lead"
    co = "co"
    observer = "observer"
    practice = "practice"


class Confirmer(StrEnum):
    """In which capacity somebody confirms that a meeting took place."""

    organiser = "organiser"
    co_facilitator = "co_facilitator"
    member = "member"
    observer = "observer"


class Cause(StrEnum):
    """Why a practice record, an observation or a supervision meeting does not count as it stands.

    `two_leads` and `previously_used` are told of records that do count.
    """

    not_confirmed = "not_confirmed"
    queried = "queried"
    rejected = "rejected"
    void = "void"
    not_registered = "not_registered"
    outside_window = "outside_window"
    not_quorate = "not_quorate"
    used_for_other_award = "used_for_other_award"
    counted_once = "counted_once"
    two_leads = "two_leads"
    previously_used = "previously_used"
    no_record = "no_record"
    record_not_counted = "record_not_counted"
    observer_absent = "observer_absent"
    observer_not_signed = "observer_not_signed"
    trainee_not_signed = "trainee_not_signed"
    supervisor_not_signed = "supervisor_not_signed"


class Fault(StrEnum):
    """Why a meeting cannot be logged as it is written."""

    ends_before_start = "ends_before_start"
    breaks_too_long = "breaks_too_long"
    in_future = "in_future"
    too_long = "too_long"
    overlaps = "overlaps"


@dataclass(frozen=True, slots=True)
class Rules:
    """Limits of the field that a centre may set.

    All defaults are illustrative, [I] in the field's reference: a centre's own values take their place.
    """

    quorum: int = 3
    """Members present beside the facilitators, invariant 9."""
    max_minutes: int = 480
    """The longest meeting that can be logged, breaks not counted, invariant 8."""
    co_factor: Number = "0.5"
    """Share of a co-led minute that is credited where the award names none, invariant 7."""
    observer_present_percent: int = 80
    """Share of the meeting that the observer must have seen, invariant 11."""
    group_supervision_full_credit: int = 6
    """Supervisees who each get the full minutes of a group meeting, invariant 12."""
    confirming_members: int = 2
    """Set members who together confirm a meeting, invariant 9."""
    feedback_shown_from: int = 3
    """Answers that a set must have given before they are shown, so that nobody is recognised."""


ILLUSTRATIVE = Rules()


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a registration is open, both included; `closes_on` None while no end is known."""

    opens_on: date
    closes_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the registration is open on this day."""
        return self.opens_on <= day and (self.closes_on is None or day <= self.closes_on)


@dataclass(frozen=True, slots=True)
class Reason:
    """One machine-readable reason; `item_id` is the item that it is about, None when it is about the whole.

    `waiting` says that the item will count once it is confirmed or signed.
    """

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)
    item_id: str | None = None
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """One person's practice record: what they did in one set meeting.

    `present` counts the members beside the facilitators. `other_leads` counts the other people who logged the same
    meeting as lead. `used_for_award` holds the codes of awards it was already counted for. `zone` says on which
    calendar day the meeting was held.
    """

    id: str
    state: str
    role: str
    starts_at: datetime
    ends_at: datetime
    break_minutes: int = 0
    present: int = 0
    learning_set_id: str = ""
    learning_set_name: str = ""
    other_leads: int = 0
    used_for_award: frozenset[str] = frozenset()
    zone: str = "Europe/London"

    def __post_init__(self) -> None:
        """Refuse times without a zone: their difference is not a duration."""
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise ValueError("A meeting's times need a zone")

    @property
    def held_on(self) -> date:
        """The calendar day in the meeting's own zone."""
        return self.starts_at.astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True, slots=True)
class Observation:
    """Somebody watched the trainee facilitate; `record_id` is the `Meeting` that they saw.

    `observer_kind` is `assessor`, `approved_observer` or any other word; `outcome` is `satisfactory` or `not_yet`.
    """

    id: str
    record_id: str | None
    observed_on: date
    observer_kind: str
    outcome: str
    present_minutes: int
    observer_signed: bool = True
    trainee_signed: bool = True


@dataclass(frozen=True, slots=True)
class SupervisionMeeting:
    """A talk about practice. `attendees` counts the supervisees; `format` is `individual` or `group`.

    `observed_minutes` are those in which the trainee was watched facilitating: they are observed practice.
    """

    id: str
    held_on: date
    minutes: int
    format: str = "individual"
    attendees: int = 1
    observed_minutes: int = 0
    signed: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an item counts; if not, `cause` and `values` say why, and `waiting` that only a confirmation is missing.

    `previously_used` names the other awards that the item was counted for, where both permit it.
    """

    cause: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    waiting: bool = False
    previously_used: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """True when nothing speaks against it."""
        return self.cause is None


def exact(number: Number) -> Fraction:
    """A factor as it is written: 0.1 is one tenth, not the nearest binary fraction."""
    return number if isinstance(number, Fraction) else Fraction(str(number))


def raw_minutes(meeting: Meeting) -> int:
    """Whole minutes from start to end without breaks, never below 0. Clock changes are allowed for."""
    net = _length(meeting) - timedelta(minutes=meeting.break_minutes)
    return max(0, net // timedelta(minutes=1))


def effective_role(meeting: Meeting) -> str:
    """The role that counts: with two leads in one meeting both are co, until one changes theirs (invariant 8)."""
    if meeting.role == FacilitationRole.lead and meeting.other_leads:
        return FacilitationRole.co
    return meeting.role


def credited_minutes(meeting: Meeting, co_factor: Number) -> int:
    """Raw minutes times the role factor, rounded down: lead 1, co `co_factor`, any other role 0 (invariant 7)."""
    factors = {FacilitationRole.lead: Fraction(1), FacilitationRole.co: exact(co_factor)}
    return int(raw_minutes(meeting) * factors.get(FacilitationRole(effective_role(meeting)), Fraction(0)))


def overlaps(a: Meeting, b: Meeting) -> bool:
    """Whether two meetings share any time; meetings that only touch do not."""
    return _instant(a.starts_at) < _instant(b.ends_at) and _instant(b.starts_at) < _instant(a.ends_at)


def faults(
    meeting: Meeting, *, others: Iterable[Meeting] = (), now: datetime, rules: Rules = ILLUSTRATIVE
) -> tuple[Reason, ...]:
    """Everything that keeps a meeting from being logged (invariant 8); empty when it can be.

    `others` are the same person's records; rejected and void ones do not stand in the way, nor does the record itself.
    """
    length = _length(meeting)
    if length <= timedelta(0):
        return (Reason(Fault.ends_before_start),)
    found = []
    if timedelta(minutes=meeting.break_minutes) >= length:
        minutes = length // timedelta(minutes=1)
        found.append(Reason(Fault.breaks_too_long, {"break_minutes": meeting.break_minutes, "minutes": minutes}))
    if _instant(meeting.ends_at) > _instant(now):
        found.append(Reason(Fault.in_future, {"ends_at": meeting.ends_at}))
    if raw_minutes(meeting) > rules.max_minutes:
        found.append(Reason(Fault.too_long, {"minutes": raw_minutes(meeting), "limit": rules.max_minutes}))
    for other in others:
        gone = other.state in (RecordState.rejected, RecordState.void)
        if other.id != meeting.id and not gone and overlaps(meeting, other):
            found.append(Reason(Fault.overlaps, {"learning_set": other.learning_set_name}, other.id))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One person says that the meeting took place as logged; an observer's signed observation is one too."""

    by: Confirmer
    is_assessor: bool = False


def is_confirmed(confirmations: Iterable[Confirmation], rules: Rules = ILLUSTRATIVE) -> bool:
    """Whether these are enough (invariant 9): an organiser, a co-facilitator, an observer, or two members.

    What the trainee's own assessor says is left out, in whatever capacity: they never confirm alone.
    """
    capacities = [confirmation.by for confirmation in confirmations if not confirmation.is_assessor]
    members = capacities.count(Confirmer.member)
    return len(capacities) > members or members >= rules.confirming_members


def standing_of(
    meeting: Meeting,
    window: Window | None,
    rules: Rules = ILLUSTRATIVE,
    *,
    award: str = "",
    shared_with: frozenset[str] = frozenset(),
) -> Standing:
    """Whether a practice record counts for an award (invariants 9 and 10), before any requirement looks at it.

    `window` is None while nobody is registered. `shared_with` holds the awards with which this one may share a
    meeting. A record that only lacks its confirmation is `waiting`.
    """
    state = RecordState(meeting.state)
    if state in (RecordState.queried, RecordState.rejected, RecordState.void):
        return Standing(Cause(state))
    if window is None:
        return Standing(Cause.not_registered)
    if not window.holds(meeting.held_on):
        return Standing(Cause.outside_window, {"opens_on": window.opens_on, "closes_on": window.closes_on})
    if meeting.present < rules.quorum:
        return Standing(Cause.not_quorate, {"present": meeting.present, "quorum": rules.quorum})
    others = meeting.used_for_award - {award}
    if others - shared_with:
        return Standing(Cause.used_for_other_award, {"awards": tuple(sorted(others - shared_with))})
    shown = tuple(sorted(others))
    if state == RecordState.logged:
        return Standing(Cause.not_confirmed, waiting=True, previously_used=shown)
    return Standing(previously_used=shown)


def standing_of_observation(
    observation: Observation, meeting: Meeting | None, standing: Standing | None, rules: Rules = ILLUSTRATIVE
) -> Standing:
    """Whether an observation is complete (invariant 11), whatever its outcome.

    `meeting` and `standing` are of the practice record that it names, None when there is none. It waits while only a
    signature or the record's confirmation is missing.
    """
    if meeting is None or standing is None:
        return Standing(Cause.no_record)
    if not standing.counts and not standing.waiting:
        return Standing(Cause.record_not_counted, {"cause": standing.cause, **standing.values})
    if observation.present_minutes * 100 < rules.observer_present_percent * raw_minutes(meeting):
        values = {"present": observation.present_minutes, "minutes": raw_minutes(meeting)}
        return Standing(Cause.observer_absent, values | {"percent": rules.observer_present_percent})
    if not observation.observer_signed:
        return Standing(Cause.observer_not_signed, waiting=True)
    if not observation.trainee_signed:
        return Standing(Cause.trainee_not_signed, waiting=True)
    if standing.waiting:
        return Standing(Cause.record_not_counted, {"cause": standing.cause}, waiting=True)
    return Standing()


def supervision_credit(minutes: int, attendees: int = 1, observed_minutes: int = 0, rules: Rules = ILLUSTRATIVE) -> int:
    """Minutes of supervision that each supervisee is credited with, rounded down (invariant 12).

    Up to six supervisees get all of them, a larger group shares six times the minutes. Observed practice is left out.
    """
    full = rules.group_supervision_full_credit
    minutes = max(0, minutes - observed_minutes)
    return minutes if attendees <= full else minutes * full // attendees


def _instant(moment: datetime) -> datetime:
    """Two times of one zone are compared by the clock on the wall; in UTC they are compared as instants."""
    return moment.astimezone(UTC)


def _length(meeting: Meeting) -> timedelta:
    return _instant(meeting.ends_at) - _instant(meeting.starts_at)
