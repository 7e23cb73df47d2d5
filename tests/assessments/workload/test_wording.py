"""Late, near and full, in words."""

from datetime import date

import pytest
from flask import Flask

from assessments.grading.wording import due
from assessments.workload import wording
from assessments.workload.document import Load, load_of
from assessments.workload.proposal import Against, Because
from assessments.workload.queries import OpenWork
from people.working_time.working_days import WorkingDays
from training.portfolio.allocation import ReallocationReason

CALENDAR = WorkingDays(holidays=frozenset({date(2026, 12, 25), date(2026, 12, 28)}))
THURSDAY = date(2026, 12, 24)


@pytest.fixture(autouse=True)
def words(app: Flask):
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("due_on", "today", "look", "text"),
    [
        (None, THURSDAY, None, ""),
        (THURSDAY, THURSDAY, "todo", "Due today"),
        (date(2026, 12, 29), THURSDAY, "todo", "1 working day left"),  # Christmas, a weekend and a holiday between
        (date(2026, 12, 30), THURSDAY, "todo", "2 working days left"),
        (date(2026, 12, 31), THURSDAY, None, "3 working days left"),
        (THURSDAY, date(2026, 12, 26), "refer", "Late since the last working day"),
        (THURSDAY, date(2026, 12, 29), "refer", "1 working day late"),
        (THURSDAY, date(2026, 12, 30), "refer", "2 working days late"),
    ],
)
def test_a_due_day_is_told_in_working_days_and_late_has_word_and_icon(due_on, today, look, text):
    found = due(due_on, today, CALENDAR)
    assert (found[0], found[2]) == (look, text)
    assert bool(found[1]) == bool(look)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((0, 0, 0, 0), "Nothing to mark."),
        ((3, 0, 0, 0), "3 submissions to mark."),
        ((1, 1, 0, 0), "1 submission to mark: 1 is late."),
        ((6, 2, 1, 1), "6 submissions to mark: 2 are late, 1 is due this week, 1 was sent again."),
    ],
)
def test_a_queue_is_told_in_one_sentence(numbers, text):
    assert wording.sentence(Load(*numbers, target=8, minutes_each=None)) == text


@pytest.mark.parametrize(
    ("minutes_each", "text"),
    [(None, "6 open units, target 8"), (45, "6 open units, target 8, about 270 minutes of work")],
)
def test_minutes_are_told_where_the_centre_counts_them(minutes_each, text):
    assert wording.load_words(Load(6, 0, 0, 0, target=8, minutes_each=minutes_each)) == text


def test_due_this_week_is_from_today_to_sunday():
    days = [date(2026, 11, day) for day in (16, 18, 20, 22, 23)]
    work = [OpenWork(1, each, day, is_again=False, is_back=False) for each, day in enumerate(days)]
    load = load_of([*work, OpenWork(1, 9, None, is_again=True, is_back=False)], date(2026, 11, 18), 5, None)
    assert (load.open, load.late, load.this_week, load.again, load.is_over) == (6, 1, 3, 1, True)


@pytest.mark.parametrize(
    ("codes", "labels"),
    [(Against, wording.AGAINST), (Because, wording.BECAUSE), (ReallocationReason, wording.REASONS)],
)
def test_every_code_has_words(codes, labels):
    assert set(labels) == set(codes)
