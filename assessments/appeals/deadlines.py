"""By when something is answered, in working days of the centre: the one place where appeals and cases count them."""

from datetime import date

from people.working_time import queries as working_time


def working_days_after(day: date, working_days: int) -> date:
    """The day that is so many working days after `day`."""
    return working_time.working_days().after(day, working_days)
