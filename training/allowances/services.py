"""What happens to allowances: given for as long as they are needed, and ended."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.db import db
from training.allowances.models import Allowance
from training.awards.models import EvidenceKind, Unit
from training.enrolments.models import Enrolment


def allow(
    enrolment: Enrolment,
    units: Sequence[Unit],
    *,
    starts_on: date,
    ends_on: date | None = None,
    extra_days: int = 0,
    due_on: date | None = None,
    attempt: int | None = None,
    instead_of: EvidenceKind | None = None,
    accepts: EvidenceKind | None = None,
) -> list[Allowance]:
    """Let a trainee do otherwise than the award says, on these units; none of them named: on all.

    Nothing is stored where nothing is moved. Whoever decides it records it in history, with the reason kept there.
    """
    if not (extra_days or due_on or attempt or accepts):
        return []
    about: list[Unit | None] = [*units] or [None]
    rows = [
        Allowance(
            enrolment=enrolment,
            unit=unit,
            starts_on=starts_on,
            ends_on=ends_on,
            extra_days=extra_days,
            due_on=due_on,
            attempt=attempt,
            instead_of=instead_of,
            accepts=accepts,
        )
        for unit in about
    ]
    db.session.add_all(rows)
    db.session.flush()
    return rows


def end(rows: Sequence[Allowance], on: date) -> None:
    """Let allowances hold no longer than the day before `on`; one that never held ends with its first day."""
    for row in rows:
        last = max(row.starts_on, on - timedelta(days=1))
        row.ends_on = min(row.ends_on, last) if row.ends_on else last
    db.session.flush()
