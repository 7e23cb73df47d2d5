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
    taught_or_observed = "taught_or_observed"
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


def objection(role: AllocationRole, known: OnRecord) -> Objection | None:
    """The first thing that stands against this person in this role; None when nothing does.

    Source: domain §4, invariants 20 (IQA did not teach or observe that trainee) and 22; §9, hard rules: a line manager
    holds no role over a report's portfolio unless it was declared.
    """
    if known.is_the_trainee:
        return Objection.own_work
    if not known.holds_role:
        return Objection.role_not_held
    if (role is AllocationRole.iqa and known.assesses) or (role is AllocationRole.assessor and known.checks):
        return Objection.both_roles
    if role is AllocationRole.iqa and known.taught_or_observed:
        return Objection.taught_or_observed
    if ConflictDecision.blocked in known.conflicts:
        return Objection.conflict_blocked
    if ConflictDecision.open in known.conflicts:
        return Objection.conflict_open
    if known.is_line_manager and not known.conflicts:
        return Objection.line_manager
    return None


def is_managed(known: OnRecord) -> bool:
    """Whether a conflict of interest was allowed with care: then every decision is sampled (invariant 22)."""
    return ConflictDecision.managed in known.conflicts
