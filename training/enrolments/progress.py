"""A trainee's practice as plain facts, and what the requirements of the award find in it, with words to explain it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from core import clock
from people import centre_clock
from training.awards import wording
from training.awards.practice_file import (
    Account,
    DiaryEntry,
    Feedback,
    PracticeFile,
    PracticeSetMeeting,
    PracticeTurn,
    TaughtDay,
)
from training.awards.requirements import Finding, Requirement, evaluate_all
from training.enrolments import practice_rows
from training.enrolments.models import Enrolment
from training.enrolments.practice_rows import Rows
from training.portfolio.models import EvidenceState
from training.practice import ledger
from training.practice.models import FacilitationRole, SupervisionState
from training.practice.standing import rules_of
from training.sets.models import SetKind

PRACTISING = {FacilitationRole.practice, FacilitationRole.member}
OWN_UNTIL_SENT = {EvidenceState.draft, EvidenceState.ready, EvidenceState.withdrawn}


class ItemKind(StrEnum):
    """What a requirement can be about."""

    meeting = "meeting"
    practice_turn = "practice_turn"
    taught_day = "taught_day"
    observation = "observation"
    supervision = "supervision"
    account = "account"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a requirement looks at, with what pages say of it; `id` is its public id.

    `name` is that of the set, or the title of an account. `asked` confirms or signs it, and knows of it since `since`.
    """

    id: str
    kind: ItemKind
    on: date
    state: str
    name: str = ""
    asked: str = ""
    since: date | None = None
    role: str = ""
    minutes: int = 0
    words: int = 0
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A meeting that a set of the trainee has planned and that nobody has logged. `on` is the day in its own zone."""

    on: date
    starts_at: datetime
    ends_at: datetime
    number: int
    learning_set: str
    members: int


@dataclass(frozen=True, slots=True)
class Progress:
    """What a trainee has, needs and lacks. `organisers` are those of their sets; `taught_next` the next taught day."""

    practice_file: PracticeFile
    findings: tuple[Finding, ...]
    items: Mapping[str, Item]
    planned: tuple[PlannedMeeting, ...]
    organisers: tuple[str, ...]
    taught_next: date | None

    def describe(self, item_id: str) -> str:
        """The words that begin a sentence about an item, for the trainee: "The meeting on 3 March with Set 07"."""
        item = self.items[item_id]
        if item.kind is ItemKind.account:
            return _("The account “%(title)s”", title=item.name)
        return self.describe_to_staff(item_id)

    def describe_to_staff(self, item_id: str) -> str:
        """The same for those who work with the trainee: an account's title is its author's alone until it is sent."""
        item = self.items[item_id]
        if item.kind is ItemKind.account and item.state not in OWN_UNTIL_SENT:
            return self.describe(item_id)
        return BEGINNINGS[item.kind](day_and_month(item.on, self.practice_file.today), item)


@dataclass(frozen=True, slots=True)
class Explained:
    """A finding as any page shows it: what is asked, figures for the bar and in words, why not yet, what is out."""

    name: str
    asks: str
    met: bool
    have: int
    need: int
    pending: int
    have_text: str
    need_text: str
    why: str
    not_counted: tuple[str, ...]


def explained(findings: Iterable[Finding], describe: Callable[[str], str]) -> list[Explained]:
    """The findings that ask for something, in words. `describe`: `Progress.describe` or, for staff, its other form."""
    return [
        Explained(
            name=wording.name(finding.requirement),
            asks=wording.in_plain_words(finding.requirement),
            met=finding.met,
            have=finding.headline.have,
            need=finding.headline.need,
            pending=finding.headline.pending,
            have_text=wording.have_text(finding),
            need_text=f"{wording.need_text(finding)} {wording.unit_text(finding)}",
            why=wording.shortfall(finding, describe),
            not_counted=tuple(wording.not_counted(reason, describe) for reason in finding.not_counted),
        )
        for finding in findings
        if finding.shown
    ]


BEGINNINGS: dict[ItemKind, Callable[[str, Item], str]] = {
    ItemKind.meeting: lambda on, item: _("The meeting on %(on)s with %(name)s", on=on, name=item.name),
    ItemKind.practice_turn: lambda on, item: _("The practice turn on %(on)s with %(name)s", on=on, name=item.name),
    ItemKind.taught_day: lambda on, item: _("The taught day on %(on)s", on=on),
    ItemKind.observation: lambda on, item: _("The observation on %(on)s by %(name)s", on=on, name=item.asked),
    ItemKind.supervision: lambda on, item: _("The supervision meeting on %(on)s", on=on),
    ItemKind.account: lambda on, item: _("The account begun on %(on)s", on=on),
}


def day_and_month(on: date, today: date) -> str:
    """3 March; 3 March 2025 when it is not this year."""
    return f"{on.day} {on:%B}" if on.year == today.year else f"{on.day} {on:%B %Y}"


def practice_file(enrolment: Enrolment, today: date | None = None) -> PracticeFile:
    """All that is known of a trainee's practice, as facts. `today` is the day of asking, or of the claim."""
    return _read(enrolment, today).practice_file()


def findings(enrolment: Enrolment, today: date | None = None) -> list[Finding]:
    """What every requirement finds, in the award's order; one that asks for nothing is met and not `shown`."""
    return list(progress_of(enrolment, today).findings)


def progress_of(enrolment: Enrolment, today: date | None = None) -> Progress:
    """The findings with all that is needed to explain them."""
    read = _read(enrolment, today)
    file = read.practice_file()
    requirements = [Requirement.from_row(row) for row in enrolment.award_version.content["requirements"]]
    return Progress(
        practice_file=file,
        findings=tuple(evaluate_all(requirements, file)),
        items=read.items,
        planned=tuple(read.planned),
        organisers=tuple(dict.fromkeys(reversed(read.organisers))),
        taught_next=read.taught_next,
    )


def _read(enrolment: Enrolment, today: date | None) -> "_Reading":
    rules = rules_of(enrolment)
    reading = _Reading(today or centre_clock.today(), rules.window, rules.code)
    for rows in practice_rows.sets_and_meetings(enrolment):
        reading.take_set(rows[0])
        reading.take_meeting(rows)
    for row in practice_rows.taught_days(enrolment):
        reading.take_taught_day(row)
    for row in practice_rows.supervision(enrolment):
        reading.take_supervision(row)
    for rows in practice_rows.accounts(enrolment):
        reading.take_account(rows)
    return reading


@dataclass(slots=True)
class _Reading:
    """Facts and items, as they are read row by row."""

    today: date
    window: ledger.Window | None
    award: str
    items: dict[str, Item] = field(default_factory=dict)
    planned: list[PlannedMeeting] = field(default_factory=list)
    organisers: list[str] = field(default_factory=list)
    taught_next: date | None = None
    meetings: list[ledger.Meeting] = field(default_factory=list)
    practice_turns: list[PracticeTurn] = field(default_factory=list)
    practice_set_meetings: list[PracticeSetMeeting] = field(default_factory=list)
    observations: list[ledger.Observation] = field(default_factory=list)
    taught_days: list[TaughtDay] = field(default_factory=list)
    supervision_meetings: list[ledger.SupervisionMeeting] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    feedback: dict[str, Feedback] = field(default_factory=dict)
    diary_entries: list[DiaryEntry] = field(default_factory=list)

    def practice_file(self) -> PracticeFile:
        return PracticeFile(
            today=self.today,
            window=self.window,
            meetings=tuple(self.meetings),
            taught_days=tuple(self.taught_days),
            practice_turns=tuple(self.practice_turns),
            practice_set_meetings=tuple(self.practice_set_meetings),
            observations=tuple(self.observations),
            supervision_meetings=tuple(self.supervision_meetings),
            accounts=tuple(self.accounts),
            feedback=tuple(self.feedback.values()),
            diary_entries=tuple(self.diary_entries),
            award=self.award,
        )

    def take_set(self, row: Any) -> None:
        self.organisers.append(_full_name(row.organiser_given_name, row.organiser_family_name))
        if row.answers:
            learning_set = str(row.learning_set_id)
            self.feedback[learning_set] = Feedback(learning_set, row.answers)

    def take_meeting(self, rows: Rows) -> None:
        row = rows[0]
        organiser = _full_name(row.organiser_given_name, row.organiser_family_name)
        if row.meeting_id is None:
            return
        if row.record_id is None:
            on = clock.in_zone(row.starts_at, row.zone).date()
            self.planned.append(
                PlannedMeeting(on, row.starts_at, row.ends_at, row.number, row.learning_set, row.members)
            )
            return
        meeting = _meeting(row)
        held_on, minutes = meeting.held_on, ledger.raw_minutes(meeting)
        since = clock.in_zone(row.logged_at, row.zone).date()
        about = {"on": held_on, "name": row.learning_set, "since": since, "minutes": minutes}
        self._note(meeting.id, ItemKind.meeting, row.state, asked=organiser, role=row.role, **about)
        for each in _each(rows, "turn_id"):
            self._note(str(each.turn_id), ItemKind.practice_turn, row.state, asked=organiser, **about)
            observed = each.turn_observer_id is not None
            self.practice_turns.append(PracticeTurn(str(each.turn_id), held_on, row.state, observed))
        seen = [_observation(each, meeting) for each in _each(rows, "observation_id")]
        for each, observation in zip(_each(rows, "observation_id"), seen, strict=True):
            observer = _full_name(each.observer_given_name, each.observer_family_name)
            outcome = observation.outcome
            self._note(
                observation.id, ItemKind.observation, each.observation_state, asked=observer, outcome=outcome, **about
            )
        self.observations += seen
        in_practice_set = row.set_kind is SetKind.practice or row.role in PRACTISING
        if in_practice_set:
            self.practice_set_meetings.append(PracticeSetMeeting(meeting.id, held_on, row.state, minutes))
        if seen or not in_practice_set:  # an observation needs the meeting that it is of
            self.meetings.append(meeting)
        self.diary_entries += [DiaryEntry(meeting.id, row.diary_held_on)] * (row.diary_entries or 0)

    def take_taught_day(self, row: Any) -> None:
        if row.present_minutes is not None:
            day_id = self._note(str(row.public_id), ItemKind.taught_day, "held", on=row.held_on, minutes=row.minutes)
            self.taught_days.append(TaughtDay(day_id, row.held_on, row.minutes, row.present_minutes))
        elif row.held_on >= self.today and self.taught_next is None:
            self.taught_next = row.held_on

    def take_supervision(self, row: Any) -> None:
        supervisor = row.supervisor_name or _full_name(row.given_name, row.family_name)
        meeting_id = self._note(
            str(row.public_id),
            ItemKind.supervision,
            row.state,
            on=row.held_on,
            asked=supervisor,
            since=row.held_on,
            minutes=row.minutes,
        )
        signed = row.state is SupervisionState.signed
        self.supervision_meetings.append(
            ledger.SupervisionMeeting(
                meeting_id, row.held_on, row.minutes, row.format, row.attendees, observed_minutes=0, signed=signed
            )
        )

    def take_account(self, rows: Rows) -> None:
        row = rows[0]
        account_id = self._note(
            str(row.public_id),
            ItemKind.account,
            row.state,
            on=centre_clock.day_of(row.written_at),
            name=row.title,
            words=row.words,
        )
        meeting_ids = frozenset(str(each.record_id) for each in rows if each.record_id is not None)
        self.accounts.append(Account(account_id, row.state, row.words, meeting_ids))

    def _note(self, item_id: str, kind: ItemKind, state: str, **about: Any) -> str:
        self.items[item_id] = Item(item_id, kind, state=state, **about)
        return item_id


def _meeting(row: Any) -> ledger.Meeting:
    # The ledger knows no members: whoever takes a seat in a practice set practises.
    role = FacilitationRole.practice if row.role is FacilitationRole.member else row.role
    return ledger.Meeting(
        id=str(row.record_id),
        state=row.state,
        role=role,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        break_minutes=row.break_minutes,
        present=row.present,
        learning_set_id=str(row.learning_set_id),
        learning_set_name=row.learning_set,
        other_leads=row.other_leads,
        used_for_award=frozenset({row.used_for} if row.used_for else ()),
        zone=row.zone,
    )


def _observation(row: Any, meeting: ledger.Meeting) -> ledger.Observation:
    # How long the observer saw is known once they sign; until then the observation waits, and is not too short.
    present = ledger.raw_minutes(meeting) if row.present_minutes is None else row.present_minutes
    return ledger.Observation(
        id=str(row.observation_id),
        record_id=meeting.id,
        observed_on=meeting.held_on,
        observer_kind=row.observer_kind,
        outcome=row.outcome or "",
        present_minutes=present,
        observer_signed=row.observer_signed_at is not None,
        trainee_signed=row.trainee_signed_at is not None,
    )


def _each(rows: Rows, column: str) -> Sequence[Any]:
    """One row for each value of a column, empty ones left out: two joined lists multiply each other's rows."""
    return list({getattr(row, column): row for row in rows if getattr(row, column) is not None}.values())


def _full_name(given: str | None, family: str | None) -> str:
    return f"{given or ''} {family or ''}".strip()
