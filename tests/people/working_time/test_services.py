"""Settings of working time, holidays and absences, as they are stored."""

from datetime import date, timedelta

import pytest

from core import history
from core.errors import MovedOn, NotAllowed, RuleBroken
from people.models import Role
from people.working_time import queries, services
from people.working_time.models import Absence
from tests import london
from tests.factories import people

TODAY = london.today()
LATER = TODAY + timedelta(days=40)
SETTINGS = {"weekdays": [0, 1, 2, 3], "assessor_days": 12, "target": 5, "minutes_each": 45, "region": "GB-SCT"}


@pytest.fixture
def administrator(session):
    return people.person(Role.centre_administrator)


def absence(person, first=0, last=7, **fields):
    by = people.person(Role.centre_administrator)
    return services.record_absence(person, TODAY + timedelta(days=first), TODAY + timedelta(days=last), by=by, **fields)


def test_a_centre_that_set_nothing_works_monday_to_friday(administrator):
    time = queries.working_time()
    assert (time.assessor_days, time.target, time.minutes_each, time.region) == (10, 8, None, "GB-ENG")
    assert queries.working_days().weekdays == frozenset(range(5))
    assert queries.stored() is None


def test_what_is_set_is_kept_with_what_changed(administrator):
    services.change(**SETTINGS, by=administrator)
    time = queries.stored()
    assert {name: getattr(time, name) for name in SETTINGS} == SETTINGS
    services.change(**SETTINGS | {"target": 6}, by=administrator)
    assert [entry.facts["fields"] for entry in history.timeline(time)] == [[*SETTINGS], ["target"]]


@pytest.mark.parametrize(("name", "value"), [("weekdays", []), ("region", "GB-XXX")])
def test_a_setting_that_makes_no_sense_is_refused(administrator, name, value):
    with pytest.raises(RuleBroken) as refused:
        services.change(**SETTINGS | {name: value}, by=administrator)
    assert refused.value.field == name


def test_another_centre_has_a_calendar_of_its_own(administrator):
    services.add_holidays({LATER: "Closed"}, by=administrator)
    assert queries.working_days().holidays == {LATER}
    people.centre()
    assert queries.working_days().holidays == frozenset()


def test_holidays_are_added_all_or_none_and_removed_again(administrator):
    services.add_holidays({LATER: "Closed"}, by=administrator)
    with pytest.raises(RuleBroken, match="already"):
        services.add_holidays({LATER + timedelta(days=1): "Too", LATER: "Again"}, by=administrator)
    time = queries.stored()
    assert [each.day for each in time.holidays] == [LATER]
    services.remove_holiday(time.holidays[0], by=administrator)
    assert queries.working_days().holidays == frozenset()
    assert [entry.verb for entry in history.timeline(time)] == ["holidays_added", "holiday_removed"]
    assert "Closed" not in str([entry.facts for entry in history.timeline(time)])


@pytest.mark.parametrize("role", [Role.lead_iqa, Role.assessor, Role.trainee])
def test_nobody_but_the_administrator_changes_when_people_work_by_any_door(session, role):
    by, away = people.person(role), absence(people.person())
    services.add_holidays({LATER: "Closed"}, by=None)
    for refused in (
        lambda: services.change(**SETTINGS, by=by),
        lambda: services.add_holidays({TODAY: "Closed"}, by=by),
        lambda: services.remove_holiday(queries.stored().holidays[0], by=by),
        lambda: services.record_absence(by, TODAY, TODAY, by=by),
        lambda: services.end_absence(away, by=by),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_somebody_is_away_from_the_first_day_to_the_last(administrator):
    person = people.person(Role.assessor)
    row = absence(person, 1, 3)
    away = [queries.away_on(person, TODAY + timedelta(days=each)) for each in range(5)]
    assert away == [None, row, row, row, None]


@pytest.mark.parametrize(
    ("first", "last", "field"), [(3, 2, "ends_on"), (-9, -1, "ends_on"), (5, 9, "starts_on"), (0, 9000, "ends_on")]
)
def test_an_absence_that_makes_no_sense_is_refused(administrator, first, last, field):
    person = people.person(Role.assessor)
    absence(person, 9, 12)
    with pytest.raises(RuleBroken) as refused:
        absence(person, first, last)
    assert refused.value.field == field


def test_cover_is_somebody_else_who_is_there(administrator):
    person, cover = people.person(Role.assessor), people.person(Role.assessor)
    with pytest.raises(RuleBroken):
        absence(person, cover=person)
    absence(cover, 7, 9)
    with pytest.raises(RuleBroken, match="is away"):
        absence(person, 0, 7, cover=cover)
    assert absence(person, 0, 6, cover=cover).cover is cover


def test_who_is_back_early_is_there_from_today_on(administrator, session):
    person = people.person(Role.assessor)
    begun, coming = absence(person, -3, 4), absence(person, 8, 9)
    services.end_absence(begun, by=administrator)
    services.end_absence(coming, by=administrator)
    assert begun.ends_on == TODAY - timedelta(days=1)
    assert coming.called_off_at is not None
    assert queries.absences_since(TODAY) == {}
    for row in (begun, coming):
        with pytest.raises(MovedOn):
            services.end_absence(row, by=administrator)


def test_an_absence_keeps_no_reason():
    columns = {"id", "tenant_id", "public_id", "person_id", "starts_on", "ends_on", "cover_id", "called_off_at"}
    assert set(Absence.__table__.columns.keys()) == columns


def test_the_days_an_absence_names_are_dates(administrator):
    row = absence(people.person(Role.assessor))
    assert isinstance(row.starts_on, date)
    [entry] = history.timeline(row)
    assert entry.facts["starts_on"] == TODAY.isoformat()
