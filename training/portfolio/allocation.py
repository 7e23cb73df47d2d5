"""By when an assessor answers, and whether a conflict of interest stands in the way."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from people.working_time.working_days import WorkingDays

WORKING_DAYS = 10
"""How long an assessor has, in working days, where a centre has set nothing else."""


class Conflict(StrEnum):
    """What declared conflicts of interest mean for an allocation (invariant 22)."""

    clear = "clear"
    managed = "managed"
    blocked = "blocked"


class ReallocationReason(StrEnum):
    """Why another assessor takes over. A code alone: that somebody is away says nothing of why."""

    absence = "absence"
    left = "left"
    role_ended = "role_ended"
    shared_out = "shared_out"


def due_after(day: date, working_days: int = WORKING_DAYS, calendar: WorkingDays | None = None) -> date:
    """The day that is so many working days after `day`: of the centre's calendar, else Monday to Friday."""
    return (calendar or WorkingDays()).after(day, working_days)


def conflict_of(decisions: Iterable[str], *, line_manager: bool = False) -> Conflict:
    """What the decisions on declared conflicts between two people come to.

    One that is open or blocked blocks (invariant 22). A line manager has to declare it (domain §2.2): without a
    declaration there is no decision, and that blocks as well.
    """
    found = set(decisions)
    if found & {"open", "blocked"} or (line_manager and not found):
        return Conflict.blocked
    return Conflict.managed if "managed" in found else Conflict.clear
