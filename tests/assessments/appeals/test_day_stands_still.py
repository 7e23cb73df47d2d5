"""While an appeal is open the day by which the unit comes back stands still."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from assessments.appeals import services
from assessments.appeals.models import Appeal
from assessments.appeals.windows import sent_again_by
from core import clock, history
from tests import london
from tests.factories import appeals, people
from training.allowances import services as allowances
from training.portfolio import services as portfolio

RAISED = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("send_by", "closed_on", "expected"),
    [
        (date(2027, 3, 20), date(2027, 3, 1), date(2027, 3, 20)),  # taken back on the day
        (date(2027, 3, 20), date(2027, 3, 11), date(2027, 3, 30)),
        (date(2027, 3, 20), date(2027, 4, 30), date(2027, 5, 19)),  # open beyond the day itself
        (date(2027, 3, 1), date(2027, 3, 11), date(2027, 3, 11)),  # raised on the last day
        (date(2027, 2, 28), date(2027, 3, 11), date(2027, 2, 28)),  # over before it was raised
        (None, date(2027, 3, 11), None),  # no attempt is left, or the unit is passed
    ],
)
def test_the_days_of_an_appeal_do_not_count(send_by: date | None, closed_on: date, expected: date | None) -> None:
    assert sent_again_by(send_by, RAISED, closed_on) == expected


def _stop(row: Appeal) -> None:
    services.stop(row, by=appeals.trainee(row))


def _dismiss_and_stop(row: Appeal) -> None:
    appeals.dismissed(row, by=row.decision.assessor)
    services.stop(row, by=appeals.trainee(row))


def _lapse(row: Appeal) -> None:
    appeals.dismissed(row, by=row.decision.assessor)
    assert services.lapse_due(london.today() + timedelta(days=30)) == 1


@pytest.mark.parametrize("close", [_stop, _dismiss_and_stop, _lapse])
def test_however_it_closes_the_day_moves_by_as_many_days(session: Session, close: Callable[[Appeal], None]) -> None:
    row = appeals.appeal()
    before = row.submission.send_by
    assert before is not None
    with clock.set_to(clock.now() + timedelta(days=9)):
        close(row)
    assert row.submission.send_by == before + timedelta(days=9)
    said = [each.facts for each in history.timeline(row.submission) if each.verb == "appeal_dismissed"]
    assert said == [{"until": (before + timedelta(days=9)).isoformat()}]


def test_its_days_are_counted_at_the_centre_wherever_the_trainee_is(session: Session) -> None:
    people.centre(zone="Pacific/Auckland")
    with clock.set_to(datetime(2027, 1, 15, 10, 30, tzinfo=UTC)):  # half an hour before midnight there
        row = appeals.appeal()
    before = row.submission.send_by
    assert before is not None and row.submission.enrolment.person.zone == "Europe/London"
    with clock.set_to(datetime(2027, 1, 15, 11, 30, tzinfo=UTC)):
        _stop(row)
    assert row.submission.send_by == before + timedelta(days=1)


def test_where_nothing_moves_history_names_no_day(session: Session) -> None:
    row = appeals.appeal()
    _stop(row)
    [entry] = [each for each in history.timeline(row.submission) if each.verb == "appeal_dismissed"]
    assert entry.facts == {}


def test_an_appeal_against_a_pass_has_no_day_to_move(session: Session) -> None:
    row = appeals.appeal(appeals.decision(refer=()))
    with clock.set_to(clock.now() + timedelta(days=9)):
        _stop(row)
    assert row.submission.send_by is None


def test_more_days_allowed_while_it_is_open_come_on_top(session: Session) -> None:
    row = appeals.appeal()
    place, before = row.submission.enrolment, row.submission.send_by
    assert before is not None
    allowances.allow(place, [row.submission.unit], starts_on=london.today(), extra_days=7)
    session.expire(place, ["allowances"])
    portfolio.put_off(place)
    assert row.submission.send_by == before + timedelta(days=7)
    with clock.set_to(clock.now() + timedelta(days=9)):
        _stop(row)
    assert row.submission.send_by == before + timedelta(days=16)


def test_more_days_allowed_after_it_was_closed_come_on_top(session: Session) -> None:
    row = appeals.appeal()
    place, before = row.submission.enrolment, row.submission.send_by
    assert before is not None
    with clock.set_to(clock.now() + timedelta(days=9)):
        _stop(row)
    allowances.allow(place, [row.submission.unit], starts_on=london.today(), extra_days=7)
    session.expire(place, ["allowances"])
    for _twice in range(2):
        portfolio.put_off(place)
        assert row.submission.send_by == before + timedelta(days=16)
