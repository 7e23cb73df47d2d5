"""By when something is answered, in working days of the centre: the one place where appeals and cases count them."""

from datetime import date

from people import centre_clock
from people.models import Centre
from people.working_time import queries as working_time


def due_in(working_days: int, centre: Centre) -> date:
    """The day that is so many working days after the present one, both of the centre's calendar."""
    return working_time.working_days().after(centre_clock.today(), working_days)
