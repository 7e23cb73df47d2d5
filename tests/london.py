"""Where the centres of the tests are, unless a test puts one elsewhere."""

from datetime import date

from core import clock


def today() -> date:
    """The calendar day it is there."""
    return clock.today(clock.DEFAULT_ZONE)
