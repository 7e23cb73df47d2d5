"""What a trainee's allowances come to, for the pages and rules that count days, attempts and kinds of evidence."""

from datetime import date

from people import centre_clock
from training.allowances import effects
from training.allowances.effects import Effect
from training.allowances.models import Allowance
from training.awards.models import AssessmentCriterion, EvidenceKind, Unit
from training.enrolments.models import Enrolment


def effects_of(enrolment: Enrolment) -> list[Effect]:
    """What the place's allowances move."""
    rows: list[Allowance] = enrolment.allowances  # type: ignore[attr-defined]
    return [row.effect for row in rows]


def due_back(enrolment: Enrolment, unit: Unit, referred_on: date) -> date:
    """By when a unit that was referred on this day comes back."""
    days: int = enrolment.award_version.assessment_rules["resubmission_days"]
    return effects.due_day(referred_on, days, effects_of(enrolment), unit.code)


def put_off(enrolment: Enrolment, unit: Unit, counts_from: date, holds: date | None) -> date:
    """The same once something more was allowed; never nearer than the day that `holds`."""
    days: int = enrolment.award_version.assessment_rules["resubmission_days"]
    return effects.put_off(holds, counts_from, days, effects_of(enrolment), unit.code)


def attempts_at(enrolment: Enrolment, unit: Unit) -> int:
    """How many attempts the trainee has at a unit, before the lead quality assurer allows another."""
    most: int = enrolment.award_version.assessment_rules["max_attempts"]
    return effects.attempts(most, effects_of(enrolment), unit.code)


def admits(enrolment: Enrolment, unit: Unit, criterion: AssessmentCriterion, kind: EvidenceKind) -> bool:
    """Whether evidence of this kind may show a criterion today."""
    return effects.admits(criterion.evidence_kinds, kind.value, effects_of(enrolment), unit.code, centre_clock.today())


def also_taken(enrolment: Enrolment) -> set[str]:
    """The kinds of evidence that are taken today beside those the award names."""
    today = centre_clock.today()
    return {
        each.accepts for each in effects_of(enrolment) if each.accepts and effects.holds_between(each, today, today)
    }
