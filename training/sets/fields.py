"""Fields for counts, days and times of day whose messages say what to type."""

from typing import Any

from flask_babel import gettext as _
from wtforms import DateField, IntegerField, TimeField


class CountField(IntegerField):
    """A whole number."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        _reworded(super().process_formdata, valuelist, _("Enter a whole number, such as 5"))


class DayField(DateField):
    """A calendar day."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        _reworded(super().process_formdata, valuelist, _("Enter a date, such as 3 12 2026"))


class ClockField(TimeField):
    """A time of day, as the clock on the wall shows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"format": ["%H:%M", "%H:%M:%S"]} | kwargs))

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        _reworded(super().process_formdata, valuelist, _("Enter a time, such as 10:00"))


def _reworded(read: Any, typed: list[str], message: str) -> None:
    try:
        read(typed)
    except ValueError:
        raise ValueError(message) from None
