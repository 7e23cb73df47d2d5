"""The day at the centre that the session has entered."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from core import clock
from core.db import TenantNotEntered, enter_tenant
from core.filters import moment
from people import centre, centre_clock, services
from people.models import Role
from tests.factories import people
from tests.sql_count import count_sql

LATE = datetime(2027, 1, 15, 23, 30, tzinfo=UTC)
EARLY = datetime(2027, 1, 15, 3, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "now", "day"),
    [
        ("Europe/London", LATE, date(2027, 1, 15)),
        ("Europe/Berlin", LATE, date(2027, 1, 16)),
        ("Pacific/Auckland", LATE, date(2027, 1, 16)),
        ("Pacific/Auckland", EARLY, date(2027, 1, 15)),
        ("America/New_York", LATE, date(2027, 1, 15)),
        ("America/New_York", EARLY, date(2027, 1, 14)),
    ],
)
def test_it_is_the_day_in_the_zone_of_the_centre(session: Session, zone: str, now: datetime, day: date) -> None:
    people.centre(zone=zone)
    with clock.set_to(now):
        assert (centre_clock.today(), centre_clock.day_of(now)) == (day, day)


def test_it_follows_the_session_into_another_centre_and_the_centre_into_another_zone(session: Session) -> None:
    auckland, london = people.centre(zone="Pacific/Auckland"), people.centre()
    with clock.set_to(LATE):
        assert centre_clock.today() == date(2027, 1, 15)
        enter_tenant(auckland.id)
        assert centre_clock.today() == date(2027, 1, 16)
        auckland.zone = london.zone
        assert centre_clock.today() == date(2027, 1, 15)


def test_the_centre_is_read_once(session: Session) -> None:
    people.centre()
    session.commit()
    session.expunge_all()
    with count_sql() as sent:
        for _time in range(3):
            centre_clock.today()
    assert len(sent) == 1


def test_without_a_centre_there_is_no_day(session: Session) -> None:
    with pytest.raises(TenantNotEntered):
        centre_clock.today()


def test_people_live_in_the_zone_of_their_centre_until_they_choose_another(session: Session) -> None:
    administrator = people.person(Role.centre_administrator)
    here = services.add_person(by=administrator, given_name="Una", family_name="Reid")
    abroad = services.add_person(by=administrator, given_name="Ida", family_name="Lund", zone="Europe/Oslo")
    elsewhere = people.centre()
    other = people.person()
    enter_tenant(administrator.tenant_id)
    told = {name: getattr(administrator.centre, name) for name in ("name", "number", "head_name")}
    centre.change_settings(administrator.centre, by=administrator, **told, zone="Pacific/Auckland")
    assert [each.zone for each in (administrator, here, abroad)] == ["Pacific/Auckland"] * 2 + ["Europe/Oslo"]
    assert services.add_person(by=administrator, given_name="Kiri", family_name="Hale").zone == "Pacific/Auckland"
    session.flush()
    enter_tenant(elsewhere.id)
    session.refresh(other)
    assert other.zone == clock.DEFAULT_ZONE


@pytest.mark.parametrize(
    ("zone", "worded"),
    [("Pacific/Auckland", "16 Jan 2027 at 12:30 NZDT"), ("Europe/London", "15 Jan 2027 at 23:30 GMT")],
)
def test_where_nobody_reads_times_are_those_of_the_centre(session: Session, zone: str, worded: str) -> None:
    assert moment(LATE) == "15 Jan 2027 at 23:30 GMT"
    people.centre(zone=zone)
    assert moment(LATE) == worded
