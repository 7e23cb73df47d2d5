"""How long the parts of an appeal may take: days to raise it, to answer it, and to go on to the next stage."""

from dataclasses import dataclass
from datetime import date, timedelta

STAGES = (1, 2, 3, 4)
"""The assessor, the reviewer, the panel, the awarding organisation (domain §5)."""

LAST_STAGE = STAGES[-1]


@dataclass(frozen=True, slots=True)
class Windows:
    """What a centre has set. Days to raise and to go on are days of the calendar, those to answer working days.

    The values here hold where a centre has set none: within what was seen at centres (domain §2.2: 5 to 21 days to
    raise, 5 to 30 working days to answer). `case_days` are the working days in which a trainee may answer a question
    about how their work was made.
    """

    raise_days: int = 21
    go_on_days: int = 10
    stage1_days: int = 10
    stage2_days: int = 10
    stage3_days: int = 20
    stage4_days: int = 30
    case_days: int = 10

    def answer_days(self, stage: int) -> int:
        """The working days in which a stage, 1 to 4, is answered."""
        return {1: self.stage1_days, 2: self.stage2_days, 3: self.stage3_days, 4: self.stage4_days}[stage]


def last_day(confirmed_on: date, days: int) -> date:
    """The last day of a window that opens on a day: that many days after it, the last one included."""
    return confirmed_on + timedelta(days=days)


def is_open(until: date, today: date) -> bool:
    """Whether a window that ends with the day `until` is open; the last day counts."""
    return today <= until


def is_overdue(due_on: date, today: date) -> bool:
    """Whether an answer that is due on a day is late: from the day after."""
    return today > due_on


def sent_again_by(send_by: date | None, raised_on: date, closed_on: date) -> date | None:
    """By when a referred unit comes back once an appeal about it is closed: the days it was open do not count.

    A day that was over before the appeal was raised stays over; where there was none, there is none.
    """
    if send_by is None or send_by < raised_on:
        return send_by
    return send_by + (closed_on - raised_on)
