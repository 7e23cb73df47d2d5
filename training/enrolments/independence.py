"""Whether a member of staff is far enough from a trainee to assess, check or supervise (invariants 20 and 22)."""

from dataclasses import dataclass
from enum import StrEnum

from people.models import ConflictDecision
from training.enrolments.models import AllocationRole


class Objection(StrEnum):
    """Why a person may not work with a trainee in a role."""

    own_work = "own_work"
    role_not_held = "role_not_held"
    both_roles = "both_roles"
    judges = "judges"
    taught_or_observed = "taught_or_observed"
    supervises = "supervises"
    teaches = "teaches"
    manages = "manages"
    line_manager = "line_manager"
    conflict_open = "conflict_open"
    conflict_blocked = "conflict_blocked"


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What is known between a member of staff and a trainee today."""

    is_the_trainee: bool = False
    holds_role: bool = True
    assesses: bool = False
    checks: bool = False
    taught_or_observed: bool = False
    is_line_manager: bool = False
    conflicts: tuple[ConflictDecision, ...] = ()
    supervises: bool = False
    teaches: bool = False


JUDGING = (AllocationRole.assessor, AllocationRole.iqa)


def objection(role: AllocationRole, known: OnRecord) -> Objection | None:
    """The first thing that stands against this person in this role; None when nothing does.

    An assessor may observe the trainee, but neither supervise, manage nor teach them; who observed, supervises, manages
    or teaches is never the IQA. Those who judge do not supervise. Source: domain §4, invariants 20 and 22; §9, hard
    rules: a line manager holds no role over a report's portfolio unless it was declared.
    """
    if known.is_the_trainee:
        return Objection.own_work
    if not known.holds_role:
        return Objection.role_not_held
    if role in JUDGING:
        against = _too_close_to_judge(role, known)
    else:
        against = Objection.judges if known.assesses or known.checks else None
    if against is not None:
        return against
    if ConflictDecision.blocked in known.conflicts:
        return Objection.conflict_blocked
    if ConflictDecision.open in known.conflicts:
        return Objection.conflict_open
    if known.is_line_manager and not known.conflicts:
        return Objection.line_manager
    return None


def _too_close_to_judge(role: AllocationRole, known: OnRecord) -> Objection | None:
    other = known.assesses if role is AllocationRole.iqa else known.checks
    found = {
        Objection.both_roles: other,
        Objection.taught_or_observed: role is AllocationRole.iqa and known.taught_or_observed,
        Objection.supervises: known.supervises,
        Objection.teaches: known.teaches,
        Objection.manages: known.is_line_manager,
    }
    return next((each for each, stands in found.items() if stands), None)


def is_managed(known: OnRecord) -> bool:
    """Whether a conflict of interest was allowed with care: then every decision is sampled (invariant 22)."""
    return ConflictDecision.managed in known.conflicts
