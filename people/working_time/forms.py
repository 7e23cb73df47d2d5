"""What an administrator may type about working time."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional

from core.filters import long_day
from core.forms import AtMost, BoxesField, Form, VersionedForm, choices
from people.working_time.pasted import LONGEST_NAME
from people.working_time.public_holidays import regions
from people.working_time.wording import WEEKDAYS

LONGEST_LIST = 40_000


class WorkingTimeForm(VersionedForm):
    """When the centre works, and how long an assessor has."""

    weekdays = BoxesField(_l("On which days do you work?"), coerce=int)
    assessor_days = IntegerField(
        _l("How many working days does an assessor have?"),
        [
            InputRequired(_l("Type a number of days.")),
            NumberRange(1, 60, _l("Type a number from 1 to 60.")),
        ],
    )
    target = IntegerField(
        _l("How many open units at one time, for an assessor without a target of their own?"),
        [
            InputRequired(_l("Type a number of units.")),
            NumberRange(0, 200, _l("Type a number from 0 to 200.")),
        ],
    )
    minutes_each = IntegerField(
        _l("How many minutes does one unit take?"),
        [Optional(), NumberRange(5, 600, _l("Type a number from 5 to 600, or leave it empty."))],
    )
    region = SelectField(_l("Whose public holidays do you keep?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weekdays.choices = choices(WEEKDAYS)
        self.region.choices = choices(regions())

    def settings(self) -> dict[str, Any]:
        """What was typed, without the version of the page."""
        return {name: value for name, value in self.values().items() if name != "version"}


class HolidayForm(Form):
    """One day on which the centre does not work."""

    day = DateField(_l("Which day?"), [InputRequired(_l("Enter a date, such as 25 12 2026."))])
    name = StringField(
        _l("What is it called?"),
        [
            InputRequired(_l("Give the day a name.")),
            AtMost(LONGEST_NAME),
        ],
    )


class PasteForm(Form):
    """A list of holidays, a line each."""

    lines = TextAreaField(
        _l("Your list"),
        [
            InputRequired(_l("Paste your list here.")),
            AtMost(LONGEST_LIST),
        ],
    )


class PublicHolidaysForm(Form):
    """Which of the proposed days to take."""

    days = BoxesField(_l("Which days do you take?"))

    def offer(self, days: Mapping[date, str]) -> None:
        """Offer these days; all are ticked to begin with."""
        self.days.choices = choices({day.isoformat(): f"{long_day(day)}, {name}" for day, name in days.items()})
        if not self.is_submitted():
            self.days.data = [day.isoformat() for day in days]
