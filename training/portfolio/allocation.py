"""By when an assessor answers."""

from datetime import date
from enum import StrEnum

from people.working_time.working_days import WorkingDays

WORKING_DAYS = 10
"""How long an assessor has, in working days, where a centre has set nothing else."""


class ReallocationReason(StrEnum):
    """Why another assessor takes over. A code alone: that somebody is away says nothing of why."""

    absence = "absence"
    left = "left"
    role_ended = "role_ended"
    shared_out = "shared_out"


def due_after(day: date, working_days: int = WORKING_DAYS, calendar: WorkingDays | None = None) -> date:
    """The day that is so many working days after `day`: of the centre's calendar, else Monday to Friday."""
    return (calendar or WorkingDays()).after(day, working_days)
