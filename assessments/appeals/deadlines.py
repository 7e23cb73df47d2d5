"""By when something is answered, in working days of the centre: the one place where appeals and cases count them."""

from datetime import date

from training.portfolio.allocation import due_after


def working_days_after(day: date, working_days: int) -> date:
    """The day that is so many working days after `day`."""
    return due_after(day, working_days)
