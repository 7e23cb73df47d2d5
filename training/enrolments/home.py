"""What a trainee's home shows, as plain values: what is left and why, the next step, and who acts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from core import clock
from core.db import db
from people.models import Person
from training.allowances import allowed
from training.awards import wording
from training.awards.models import AwardVersion, Unit
from training.awards.requirements import Finding
from training.discussions import queries as discussions
from training.enrolments import home_wording
from training.enrolments.acting import Doing, People, lacks, who_acts
from training.enrolments.home_wording import Notice, Words
from training.enrolments.lanes import Lanes, lanes_of
from training.enrolments.models import SET_ASIDE, Allocation, AllocationRole, Enrolment, EnrolmentState
from training.enrolments.next_step import Situation, Subject, shown
from training.enrolments.progress import Explained, Item, ItemKind, PlannedMeeting, Progress, explained, progress_of
from training.enrolments.workflow import IN_FORCE
from training.portfolio.models import AttemptGrant, EvidenceState, Submission, SubmissionState
from training.portfolio.queries import CriterionState, criteria_state
from training.portfolio.wording import TILES, Status, submission_status
from training.portfolio.workflow import AWAY, PASSED, REFERRED, WITH_ASSESSOR
from training.practice.models import ObservationState, PracticeState, SupervisionState
from training.programmes.models import Cohort

STEPS_SHOWN = 4
PRACTICE = {"facilitated_meetings", "facilitated_minutes", "distinct_sets", "span_days", "recent_minutes"}


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several places, to switch to."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A requirement that is not met, and who acts."""

    found: Explained
    acts: Doing


@dataclass(frozen=True, slots=True)
class Tile:
    """A criterion with the look of its tile."""

    number: str
    state: str
    url: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with its state in words and its criteria."""

    code: str
    title: str
    status: Status
    tiles: tuple[Tile, ...]
    url: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Ratio:
    """Supervision against practice, in minutes. `title` tells it: "Supervision ratio: 6.4 to 1"."""

    title: str
    met: bool
    limit: int
    practice: int
    supervision: int
    needed: int


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the page of one place."""

    enrolment: Enrolment
    notice: Notice | None
    requirements: tuple[int, int]
    criteria: tuple[int, int]
    passed: tuple[int, int]
    steps: tuple[Words, ...]
    planned: PlannedMeeting | None
    last: Item | None
    rows: tuple[Row, ...]
    met: tuple[str, ...]
    units: tuple[UnitRow, ...]
    to_choose: tuple[int, tuple[str, ...]] | None
    ratio: Ratio | None
    people: People
    lanes: Lanes | None


def places_of(person: Person) -> list[Enrolment]:
    """The trainee's places with award, registrations and the people who work with them; those in use first."""
    query = (
        select(Enrolment)
        .where(Enrolment.person_id == person.id, Enrolment.state.not_in(SET_ASIDE))
        .order_by(case((Enrolment.state == EnrolmentState.active, 0), else_=1), Enrolment.id)
        .options(
            joinedload(Enrolment.award_version).joinedload(AwardVersion.award),
            joinedload(Enrolment.cohort).joinedload(Cohort.tutor),
            joinedload(Enrolment.registrations),
            joinedload(Enrolment.allocations).joinedload(Allocation.person),
            joinedload(Enrolment.allowances),  # type: ignore[attr-defined]
        )
    )
    return list(db.session.scalars(query).unique())


def home_of(enrolment: Enrolment) -> Home:
    """All that the home shows of one of `places_of`."""
    progress = progress_of(enrolment)
    sent = _units_and_attempts(enrolment)
    states = criteria_state(enrolment)
    taken = [unit for unit in enrolment.award_version.units if unit.code in enrolment.unit_codes]
    units = [_unit_row(unit, states, sent.get(unit.id)) for unit in taken]
    people = _people(enrolment, progress)
    asked = [finding for finding in progress.findings if finding.shown]
    unmet = [finding for finding in asked if not finding.met]
    counted = [states[criterion.id] is CriterionState.met for unit in taken for criterion in unit.criteria]
    situation = _situation(enrolment, progress, taken, states, sent)
    doing = shown(situation, STEPS_SHOWN)
    return Home(
        enrolment=enrolment,
        notice=home_wording.notice(enrolment),
        requirements=(len(asked) - len(unmet), len(asked)),
        criteria=(sum(counted), len(counted)),
        passed=(sum(unit.passed for unit in units), len(units)),
        steps=tuple(home_wording.step(each, progress) for each in doing),
        planned=next((each for each in progress.planned if each.ends_at > clock.now()), None),
        last=_last_meeting(progress),
        rows=tuple(
            Row(found, who_acts(finding, progress, people))
            for finding, found in zip(unmet, explained(unmet, progress.describe), strict=True)
        ),
        met=tuple(wording.in_short(finding) for finding in asked if finding.met),
        units=tuple(units),
        to_choose=_to_choose(enrolment),
        ratio=next((_ratio(each) for each in asked if each.requirement.type == "supervision_ratio"), None),
        people=people,
        lanes=lanes_of(progress),
    )


def _units_and_attempts(enrolment: Enrolment) -> dict[int, Any]:
    """The last attempt at each unit by the unit's id.

    The units with their criteria come along in the same statement, and stand in the award version from then on.
    """
    last = (
        select(func.max(Submission.id))
        .where(Submission.enrolment_id == enrolment.id, Submission.unit_id == Unit.id)
        .correlate(Unit)
        .scalar_subquery()
    )
    granted = exists().where(
        AttemptGrant.enrolment_id == Submission.enrolment_id,
        AttemptGrant.unit_id == Submission.unit_id,
        AttemptGrant.attempt == Submission.attempt + 1,
    )
    query = (
        select(
            Unit,
            Submission.state,
            Submission.attempt,
            Submission.due_on,
            Submission.return_reason,
            Submission.send_by,
            granted.label("granted"),
            Person.given_name,
            Person.family_name,
        )
        .outerjoin(Submission, Submission.id == last)
        .outerjoin(Person, Person.id == Submission.assessor_id)
        .where(Unit.award_version_id == enrolment.award_version_id)
        .order_by(Unit.position)
        .options(joinedload(Unit.criteria))
    )
    rows = db.session.execute(query).unique().all()
    set_committed_value(enrolment.award_version, "units", [row.Unit for row in rows])
    return {row.Unit.id: row for row in rows if row.state is not None}


def _unit_row(unit: Unit, states: Mapping[int, CriterionState], sent: Any) -> UnitRow:
    url = url_for("portfolio.unit", public_id=unit.public_id)
    referred = [each.code for each in unit.criteria if states[each.id] is CriterionState.referred]
    return UnitRow(
        code=unit.code,
        title=unit.title,
        status=submission_status(sent.state if sent else None, referred),
        tiles=tuple(Tile(each.code, TILES[states[each.id]], url) for each in unit.criteria),
        url=url,
        passed=bool(sent) and sent.state in PASSED,
    )


def _people(enrolment: Enrolment, progress: Progress) -> People:
    today = progress.practice_file.today

    def allocated(role: AllocationRole) -> tuple[str, ...]:
        current = (each for each in enrolment.allocations if each.role is role and each.is_current(today))
        return tuple(dict.fromkeys(each.person.full_name for each in current))

    tutor = enrolment.cohort.tutor if enrolment.cohort else None
    return People(
        assessors=allocated(AllocationRole.assessor),
        supervisors=allocated(AllocationRole.supervisor),
        organisers=progress.organisers,
        tutor=tutor.full_name if tutor else "",
    )


def _ratio(finding: Finding) -> Ratio:
    limit = finding.requirement.parameters["practice_minutes_per_supervision_minute_max"]
    practice = finding.part("practice_minutes").have
    return Ratio(wording.in_short(finding), finding.met, limit, practice, finding.have, finding.need)


def _to_choose(enrolment: Enrolment) -> tuple[int, tuple[str, ...]] | None:
    """The credits and codes of the optional units, while none is chosen and the award asks for some."""
    rules = enrolment.award_version.rules_of_combination
    if not rules["optional_min_credits"] or enrolment.optional_units:
        return None
    return rules["optional_min_credits"], tuple(rules["optional"])


def _last_meeting(progress: Progress) -> Item | None:
    held = [item for item in progress.items.values() if item.kind is ItemKind.meeting]
    return max(held, key=lambda item: item.on, default=None)


def _situation(
    enrolment: Enrolment,
    progress: Progress,
    units: Sequence[Unit],
    states: Mapping[int, CriterionState],
    sent: Mapping[int, Any],
) -> Situation:
    registration = enrolment.registration
    in_force = registration is not None and registration.state in IN_FORCE
    items = progress.items.values()
    unmet = [finding for finding in progress.findings if not finding.met]
    passed = all(unit.id in sent and sent[unit.id].state in PASSED for unit in units)
    return Situation(
        questions=_subjects(items, ItemKind.meeting, PracticeState.queried),
        referrals=tuple(_referrals(enrolment, units, states, sent)),
        returned=tuple(
            Subject(str(unit.public_id), unit.code, kind=sent[unit.id].return_reason)
            for unit in units
            if unit.id in sent and sent[unit.id].state is SubmissionState.returned_admin
        ),
        to_sign=_subjects(items, ItemKind.observation, ObservationState.observer_signed),
        discussions=tuple(
            Subject(str(each.public_id), each.recorder.full_name, each.held_on)
            for each in discussions.waiting_for(enrolment)
        ),
        drafts=_subjects(items, ItemKind.account, EvidenceState.draft),
        ready_units=tuple(_ready_units(units, states, sent)) if in_force else (),
        unlogged=tuple(
            Subject(name=each.learning_set, on=each.on) for each in progress.planned if each.ends_at <= clock.now()
        ),
        undescribed=_undescribed(unmet, progress),
        missing=_missing(unmet, progress),
        bare_units=tuple(_bare_units(units, states, sent)),
        waiting=_waiting(progress, units, sent),
        may_log=in_force and any(finding.requirement.type in PRACTICE for finding in unmet),
        done=passed and not unmet and _to_choose(enrolment) is None,
    )


def _subjects(items: Iterable[Item], kind: ItemKind, state: str) -> tuple[Subject, ...]:
    return tuple(
        Subject(item.id, item.asked or item.name, item.on, number=item.words)
        for item in items
        if item.kind is kind and item.state == state
    )


def _referrals(
    enrolment: Enrolment, units: Sequence[Unit], states: Mapping[int, CriterionState], sent: Mapping[int, Any]
) -> Iterable[Subject]:
    for unit in units:
        row = sent.get(unit.id)
        codes = tuple(each.code for each in unit.criteria if states[each.id] is CriterionState.referred)
        if not codes or row is None or row.state not in REFERRED:
            continue
        used_up = row.attempt >= allowed.attempts_at(enrolment, unit) and not row.granted
        kept = sum(states[each.id] is CriterionState.met for each in unit.criteria)
        yield Subject(str(unit.public_id), unit.code, row.send_by, codes, kept, "used_up" if used_up else "")


def _ready_units(
    units: Sequence[Unit], states: Mapping[int, CriterionState], sent: Mapping[int, Any]
) -> Iterable[Subject]:
    """Units whose open criteria all have evidence that is ready."""
    for unit in units:
        found = [states[each.id] for each in unit.criteria]
        away = unit.id in sent and sent[unit.id].state in PASSED | AWAY
        if not away and CriterionState.ready in found and set(found) <= {CriterionState.ready, CriterionState.met}:
            yield Subject(str(unit.public_id), unit.code, number=len(found))


def _bare_units(
    units: Sequence[Unit], states: Mapping[int, CriterionState], sent: Mapping[int, Any]
) -> Iterable[Subject]:
    """Units that were never sent and have criteria without evidence that is ready."""
    for unit in units:
        bare = [c for c in unit.criteria if states[c.id] in {CriterionState.nothing, CriterionState.started}]
        if bare and unit.id not in sent:
            yield Subject(str(unit.public_id), unit.code, number=len(bare))


def _missing(unmet: Iterable[Finding], progress: Progress) -> tuple[Subject, ...]:
    """Requirements for which the trainee can begin something, one of each page that begins it."""
    drafts = any(item.state == EvidenceState.draft for item in progress.items.values())
    found: dict[str, Subject] = {}
    for finding in unmet:
        kind = finding.requirement.type
        begun = kind == "reflective_accounts" and drafts
        if kind in home_wording.BEGINNINGS and lacks(finding) and not begun:
            found.setdefault(home_wording.BEGINNINGS[kind][3], Subject(kind=kind))
    return tuple(found.values())


def _undescribed(unmet: Iterable[Finding], progress: Progress) -> tuple[Subject, ...]:
    """Meetings without the diary entry that the award asks for."""
    return tuple(
        Subject(reason.item_id or "", on=progress.items[reason.item_id or ""].on)
        for finding in unmet
        if finding.requirement.type == "learning_diary"
        for reason in finding.not_counted
        if reason.code == "no_diary_entry"
    )


def _waiting(progress: Progress, units: Sequence[Unit], sent: Mapping[int, Any]) -> tuple[Subject, ...]:
    """What lies with others: one subject for each person and sort of thing, since the oldest of them."""
    states = {
        ItemKind.meeting: PracticeState.logged,
        ItemKind.supervision: SupervisionState.logged,
        ItemKind.observation: ObservationState.planned,
    }
    found: dict[tuple[str, str], Subject] = {}
    for item in progress.items.values():
        if states.get(item.kind) == item.state:
            before = found.get((item.kind, item.asked), Subject(item.id, item.asked, item.since, kind=item.kind))
            since = min(filter(None, (before.on, item.since)), default=None)
            key = item.kind, item.asked
            found[key] = Subject(before.id, item.asked, since, number=before.number + 1, kind=item.kind)
    for unit in units:
        row = sent.get(unit.id)
        if row is not None and row.state in WITH_ASSESSOR:
            assessor = f"{row.given_name} {row.family_name}" if row.given_name else ""
            due_on = row.due_on if row.due_on and row.due_on >= progress.practice_file.today else None
            found["unit", unit.code] = Subject(str(unit.public_id), assessor, due_on, (unit.code,), kind="unit")
    return tuple(found.values())
