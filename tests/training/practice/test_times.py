"""When a meeting was, over the days on which the clock changes. Britain: 29 March and 25 October 2026."""

from datetime import UTC, date, datetime, time

import pytest

from core.errors import RuleBroken
from training.practice.times import instants

LONDON = "Europe/London"


def utc(*parts):
    return datetime(2026, *parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "starts", "ends", "zone", "begun", "ended"),
    [
        ((12, 3), (10, 0), (12, 15), LONDON, utc(12, 3, 10), utc(12, 3, 12, 15)),
        ((7, 1), (10, 0), (12, 0), LONDON, utc(7, 1, 9), utc(7, 1, 11)),
        ((7, 1), (10, 0), (12, 0), "Europe/Vienna", utc(7, 1, 8), utc(7, 1, 10)),
        # The hour from 1 to 2 is missing: from midnight to three are two hours.
        ((3, 29), (0, 0), (3, 0), LONDON, utc(3, 29, 0), utc(3, 29, 2)),
        # The hour from 1 to 2 comes twice: the first is meant …
        ((10, 25), (0, 30), (1, 30), LONDON, utc(10, 24, 23, 30), utc(10, 25, 0, 30)),
        # … unless the meeting would end before it began.
        ((10, 25), (1, 45), (1, 15), LONDON, utc(10, 25, 0, 45), utc(10, 25, 1, 15)),
    ],
)
def test_clock_times_become_instants(app, day, starts, ends, zone, begun, ended):
    with app.app_context():
        assert instants(date(2026, *day), time(*starts), time(*ends), zone) == (begun, ended)


def test_an_end_before_the_start_stays_one_on_any_other_day(app):
    with app.app_context():
        begun, ended = instants(date(2026, 12, 3), time(10), time(9, 15), LONDON)
    assert ended < begun


@pytest.mark.parametrize(("starts", "ends", "field"), [((1, 30), (3, 0), "starts"), ((0, 30), (1, 30), "ends")])
def test_a_time_that_the_clock_never_showed_is_refused(app, session, starts, ends, field):
    with pytest.raises(RuleBroken) as broken:
        instants(date(2026, 3, 29), time(*starts), time(*ends), LONDON)
    assert broken.value.field == field
