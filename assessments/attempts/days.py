"""When a trainee is told of the day by which a referred unit comes back: the rule, in plain Python."""

from datetime import date, timedelta
from enum import StrEnum

NEAR_DAYS = 7
"""How many days before it."""

LATEST_DAYS = 14
"""How many days after it at the latest: who was told nothing until then, such as after a restore, is not written to."""


class Told(StrEnum):
    """What there is to say of a day."""

    near = "near"
    passed = "passed"


def to_tell(send_by: date, today: date) -> Told | None:
    """What there is to say today; None while there is time, and when it is long over. The day itself is not over."""
    if today <= send_by:
        return Told.near if send_by - today <= timedelta(days=NEAR_DAYS) else None
    return Told.passed if today - send_by <= timedelta(days=LATEST_DAYS) else None
