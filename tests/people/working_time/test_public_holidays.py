"""Public holidays by region, as the library has them."""

from datetime import date

import pytest

from people.working_time.public_holidays import public_holidays, regions


def test_england_and_wales_keep_the_same_days():
    england = public_holidays("GB-ENG", [2026, 2027])
    assert england == public_holidays("GB-WLS", [2026, 2027])
    assert england[date(2027, 3, 29)] == "Easter Monday"
    assert len([day for day in england if day.year == 2026 and day.weekday() < 5]) == 8


def test_a_holiday_on_a_weekend_brings_its_substitute_day():
    assert date(2026, 12, 28) in public_holidays("GB-ENG", [2026])


def test_scotland_has_days_of_its_own():
    assert date(2026, 11, 30) in public_holidays("GB-SCT", [2026])
    assert date(2026, 4, 6) not in public_holidays("GB-SCT", [2026])


def test_the_parts_of_the_united_kingdom_come_first():
    names = list(regions())
    assert names[:4] == ["GB-ENG", "GB-WLS", "GB-SCT", "GB-NIR"]
    assert "GB" not in names
    assert regions()["DE"] == "Germany"
    with pytest.raises(KeyError):
        public_holidays("GB", [2026])
