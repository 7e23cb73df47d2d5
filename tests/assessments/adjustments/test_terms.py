"""What can be decided, and by when special consideration is asked for, as tables."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from assessments.adjustments.terms import Gap, Kind, Terms, gap_in, in_time

TODAY = date(2026, 3, 2)
GOOD: dict[str, Any] = {"need_to_do": "Twenty-five per cent more time.", "starts_on": TODAY}


@pytest.mark.parametrize(
    ("kind", "changed", "gap"),
    [
        (Kind.breaks, {}, None),
        (Kind.breaks, {"need_to_do": "More time."}, Gap.need_to_do),
        (Kind.breaks, {"need_to_do": " " * 40}, Gap.need_to_do),
        (Kind.breaks, {"ends_on": date(2026, 3, 1)}, Gap.starts_on),
        (Kind.breaks, {"ends_on": TODAY}, None),
        (Kind.breaks, {"starts_on": date(2026, 2, 1), "ends_on": date(2026, 3, 1)}, Gap.ends_on),
        (Kind.more_time, {}, Gap.extra_days),
        (Kind.more_time, {"extra_days": 1}, None),
        (Kind.more_time, {"extra_days": 366}, Gap.extra_days),
        (Kind.breaks, {"extra_days": -1}, Gap.extra_days),
        (Kind.more_time, {"due_on": date(2026, 3, 9), "units": ("C5-3",)}, None),
        (Kind.later_date, {"units": ("C5-3",)}, Gap.due_on),
        (Kind.later_date, {"due_on": date(2026, 3, 1), "units": ("C5-3",)}, Gap.due_on),
        (Kind.later_date, {"due_on": date(2026, 3, 9), "units": ("C5-3",)}, None),
        (Kind.later_date, {"due_on": date(2026, 3, 9)}, Gap.one_unit),
        (Kind.later_date, {"due_on": date(2026, 3, 9), "units": ("C5-3", "C5-4")}, Gap.one_unit),
        (Kind.other_format, {"instead_of": "written_task"}, Gap.accepts),
        (Kind.other_format, {"accepts": "written_task"}, Gap.accepts),
        (Kind.other_format, {"instead_of": "written_task", "accepts": "written_task"}, Gap.accepts),
        (Kind.other_format, {"instead_of": "written_task", "accepts": "professional_discussion"}, None),
        (Kind.attempt_not_counted, {}, Gap.one_unit),
        (Kind.attempt_not_counted, {"units": ("C5-3",)}, None),
    ],
)
def test_what_can_be_decided(kind: Kind, changed: dict[str, Any], gap: Gap | None) -> None:
    assert gap_in(Terms(**GOOD | changed), kind, today=TODAY) is gap


@pytest.mark.parametrize(
    ("happened_on", "fine"),
    [(TODAY, True), (date(2026, 2, 10), True), (date(2026, 2, 9), False), (date(2026, 3, 3), False)],
)
def test_special_consideration_is_asked_for_within_the_window(happened_on: date, fine: bool) -> None:
    assert in_time(happened_on, TODAY, 20) is fine


def test_no_term_reaches_a_criterion() -> None:
    """Invariant 23: how evidence is given, and when. A new field here has to be argued for."""
    assert {each.name for each in fields(Terms)} == {
        "need_to_do",
        "starts_on",
        "ends_on",
        "units",
        "extra_days",
        "due_on",
        "instead_of",
        "accepts",
        "uncounted",
        "tells_sets",
    }
