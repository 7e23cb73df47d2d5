"""What would be sent if a unit were sent now: its open criteria, the evidence for them, and what is missing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from people import centre_clock
from training.allowances import allowed
from training.awards.models import AssessmentCriterion, EvidenceKind, Unit
from training.enrolments.models import Enrolment, EnrolmentState
from training.enrolments.workflow import IN_FORCE
from training.portfolio import queries, records, sole_basis
from training.portfolio.models import (
    CriterionStanding,
    EvidenceItem,
    EvidenceState,
    ScanState,
    Submission,
    SubmissionState,
)
from training.portfolio.readiness import (
    AccountRule,
    Check,
    EarlierLearning,
    ItemFacts,
    LinkedMeeting,
    UnitFacts,
    item_checks,
    unit_checks,
)
from training.portfolio.workflow import AWAY, PASSED, REFERRED, UNDER_APPEAL, UNUSED
from training.rpl.models import RplClaim, claim_of

SENDABLE = {EvidenceState.ready, EvidenceState.locked, EvidenceState.accepted}


@dataclass(frozen=True, slots=True)
class Line:
    """One evidence item, with the open criteria of the unit that it shows."""

    item: EvidenceItem
    criteria: list[AssessmentCriterion]

    @property
    def codes(self) -> list[str]:
        """The codes of the criteria, in the order of the unit."""
        return [criterion.code for criterion in self.criteria]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A unit as it would go now. `attempt` is used up by sending; `round` counts what came back unread.

    `evidence` is all that the place has, but for what was withdrawn or replaced; `standings` are those of its decided
    criteria, by the id of the criterion.
    """

    enrolment: Enrolment
    unit: Unit
    latest: Submission | None
    attempt: int
    round: int
    open_criteria: list[AssessmentCriterion]
    carried: list[AssessmentCriterion]
    lines: list[Line]
    checks: list[Check]
    standings: dict[int, CriterionStanding]
    evidence: list[EvidenceItem]

    @property
    def is_with_assessor(self) -> bool:
        """Whether somebody else has the unit at present."""
        return self.latest is not None and self.latest.state in AWAY

    @property
    def is_under_appeal(self) -> bool:
        """Whether the trainee has asked for the last decision to be looked at again."""
        return self.latest is not None and self.latest.state in UNDER_APPEAL

    @property
    def is_passed(self) -> bool:
        """Whether the unit needs no further attempt."""
        return self.latest is not None and self.latest.state in PASSED

    def items_for(self, criterion: AssessmentCriterion) -> list[EvidenceItem]:
        """The evidence that is there for a criterion, in whatever state."""
        return [
            item for item in self.evidence if any(link.criterion_id == criterion.id for link in item.criterion_links)
        ]

    def state_of(self, criterion: AssessmentCriterion) -> queries.CriterionState:
        """How a criterion of the unit stands."""
        has = {item.state for item in self.items_for(criterion)}
        return queries.state_of(self.standings.get(criterion.id), self.latest, has)

    @property
    def missing(self) -> list[Check]:
        """What stands in the way; empty when the unit can be sent."""
        return [check for check in self.checks if not check.ok]


def prepare(enrolment: Enrolment, unit: Unit) -> Parcel:
    """The unit with the evidence that is ready for its open criteria.

    Evidence that another unit was sent with may serve here too, unless this unit was sent with it before and the
    criterion is still open: then it was not enough.
    """
    submissions = queries.submissions_of(enrolment, unit)
    standings = {each.criterion_id: each for each in queries.standings_of(enrolment).values()}
    met = {criterion_id for criterion_id, standing in standings.items() if standing.met}
    open_criteria = [criterion for criterion in unit.criteria if criterion.id not in met]
    looked_at = [each for each in submissions if each.state not in UNUSED]
    already_sent = {item.evidence_item_id for each in looked_at for item in each.items}
    items = queries.items_of(enrolment)
    faults, lines = faults_of([item for item in items if item.state in records.LIVE], enrolment), []
    for item in items:
        mapped = {link.criterion_id for link in item.criterion_links}
        shown = [criterion for criterion in open_criteria if criterion.id in mapped]
        fresh = item.state is EvidenceState.ready or (item.state in SENDABLE and item.id not in already_sent)
        if shown and fresh:
            lines.append(Line(item, shown))
    attempt, round_ = next_attempt([(each.attempt, each.state) for each in submissions])
    max_attempts = allowed.attempts_at(enrolment, unit)
    covered = {criterion.id for line in lines for criterion in line.criteria}
    facts = UnitFacts(
        open_criteria=[criterion.code for criterion in open_criteria],
        uncovered=[criterion.code for criterion in open_criteria if criterion.id not in covered],
        registered=is_registered(enrolment),
        attempt=attempt,
        max_attempts=max_attempts,
        attempt_granted=attempt > max_attempts and queries.attempt_grant(enrolment, unit, attempt) is not None,
        day_passed=day_passed(submissions[-1] if submissions else None),
        on_testimony_alone=_on_testimony_alone(lines, open_criteria),
        still_referred=bool(submissions) and submissions[-1].state in REFERRED,
        broken_items=[(line.item.title, faults[line.item.id]) for line in lines if line.item.id in faults],
    )
    return Parcel(
        enrolment,
        unit,
        latest=submissions[-1] if submissions else None,
        attempt=attempt,
        round=round_,
        open_criteria=open_criteria,
        carried=[criterion for criterion in unit.criteria if criterion.id in met],
        lines=lines,
        checks=unit_checks(facts),
        standings=standings,
        evidence=items,
    )


def day_passed(latest: Submission | None) -> date | None:
    """The day by which a unit that was referred had to come back, once it is over; None before, and when there is none.

    Nothing is lost with it: no attempt is used and what was met stays met, until the lead IQA gives another day.
    """
    if latest is None or latest.state not in REFERRED or latest.send_by is None:
        return None
    return latest.send_by if latest.send_by < centre_clock.today() else None


def _on_testimony_alone(lines: Sequence[Line], open_criteria: Sequence[AssessmentCriterion]) -> list[str]:
    kinds = sole_basis.kinds_by_criterion((line.item.kind.value, line.codes) for line in lines)
    alone = set(sole_basis.on_testimony_alone(kinds))
    return [criterion.code for criterion in open_criteria if criterion.code in alone]


def next_attempt(sent: Sequence[tuple[int, SubmissionState]]) -> tuple[int, int]:
    """The numbers of the attempt to come and of its round, from the attempts so far and their states.

    One that an administrator sent back uses up no attempt: the same number goes again, in another round.
    """
    attempt = 1 + max((number for number, state in sent if state not in UNUSED), default=0)
    return attempt, 1 + sum(number == attempt for number, state in sent if state in UNUSED)


def is_registered(enrolment: Enrolment) -> bool:
    """Whether work may be sent: the place is in use and its registration in force and not run out."""
    registration = enrolment.registration
    if enrolment.state is not EnrolmentState.active or registration is None or registration.state not in IN_FORCE:
        return False
    return registration.expires_on is None or registration.expires_on >= centre_clock.today()


def checks_of(item: EvidenceItem) -> list[Check]:
    """What an item still needs to be ready, read from the database."""
    rule = queries.account_rule(item.enrolment)
    used = queries.records_used(item.enrolment, but=item) if rule and rule.distinct_meetings else set()
    return item_checks(facts_of(item, rule, used))


def facts_of(item: EvidenceItem, rule: AccountRule | None, used: set[int]) -> ItemFacts:
    """An item as the gate looks at it; `used` are ids of practice records that other accounts are about."""
    claim = claim_of(item)
    file = claim.attachment if claim else item.attachment
    return ItemFacts(
        words=item.words,
        criteria=len(item.criterion_links),
        identifies_nobody=item.identifies_nobody,
        open_flags=len(item.open_flags) if decides_flags(item.enrolment) else 0,
        from_record=records.is_from_record(item),
        rule=rule if item.kind is EvidenceKind.reflective_account else None,
        meetings=[
            LinkedMeeting(records.title_of(record), record.state in records.CONFIRMED, record.id in used)
            for record in item.meetings
        ],
        file_held=file is not None and file.scan is ScanState.held,
        file_removed=file is not None and file.scan is ScanState.infected,
        earlier=_earlier_learning(item, claim) if item.kind is EvidenceKind.prior_learning else None,
    )


def _earlier_learning(item: EvidenceItem, claim: RplClaim | None) -> EarlierLearning:
    if claim is None:
        return EarlierLearning(told=False)
    if not claim.needs_agreement:
        return EarlierLearning(told=True)
    return EarlierLearning(
        told=True,
        whole_unit=True,
        certificate=claim.attachment is not None,
        covers_units=claim.covers_units,
        agreed=claim.is_agreed,
    )


def decides_flags(enrolment: Enrolment) -> bool:
    """Whether the award wants each phrase that might identify somebody decided before work is sent."""
    return enrolment.award_version.assessment_rules.get("identification_check") != "advise"


def faults_of(items: Sequence[EvidenceItem], enrolment: Enrolment) -> dict[int, str]:
    """Why items that were ready are not any more, such as a meeting made void since, by the id of the item.

    `items` are all that live in the place, so that meetings used twice are seen.
    """
    rule = queries.account_rule(enrolment)
    uses = Counter(link.practice_record_id for item in items for link in item.meeting_links)
    twice = {record_id for record_id, times in uses.items() if times > 1}
    faults = {}
    for item in items:
        record = records.record_of(item)
        if record is not None and not records.is_sound(record):
            faults[item.id] = _("it is no longer confirmed.")
        elif missing := [check for check in item_checks(facts_of(item, rule, twice)) if not check.ok]:
            faults[item.id] = missing[0].text
    return faults
