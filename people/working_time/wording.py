"""Working time in words: days of the week, and why a line of a pasted list is not taken."""

from typing import Any

from flask_babel import lazy_gettext as _l

from people.working_time.pasted import Wrong

WEEKDAYS: dict[int, Any] = {
    0: _l("Monday"),
    1: _l("Tuesday"),
    2: _l("Wednesday"),
    3: _l("Thursday"),
    4: _l("Friday"),
    5: _l("Saturday"),
    6: _l("Sunday"),
}

WRONG: dict[Wrong, Any] = {
    Wrong.no_date: _l("Begin with the date: 25 Dec 2026, 25/12/2026 or 2026-12-25."),
    Wrong.no_such_day: _l("There is no such day. Look at the day and the month."),
    Wrong.too_far: _l("This is more than 10 years away. Look at the year again."),
    Wrong.no_name: _l("Give the day a name, after the date."),
    Wrong.name_too_long: _l("Use at most 100 characters for the name."),
    Wrong.twice: _l("This day stands in your list twice."),
    Wrong.on_record: _l("This day is on the centre’s list already."),
    Wrong.too_many: _l("At most 400 lines at one time."),
}

SETTINGS: dict[str, Any] = {
    "weekdays": _l("working days"),
    "assessor_days": _l("days an assessor has"),
    "target": _l("target"),
    "minutes_each": _l("minutes for a unit"),
    "region": _l("country"),
}
