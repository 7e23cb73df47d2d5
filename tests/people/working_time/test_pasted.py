"""A pasted list of holidays: all of it is read, or every wrong line is named."""

from datetime import date

import pytest

from people.working_time.pasted import MOST_LINES, Wrong, read

TODAY = date(2026, 11, 22)
CHRISTMAS = date(2026, 12, 25)


@pytest.mark.parametrize(
    "line",
    [
        "2026-12-25 Christmas Day",
        "25/12/2026\tChristmas Day",
        "25.12.2026; Christmas Day",
        "25 Dec 2026 - Christmas Day",
        "25th December 2026, Christmas   Day ",
        "Friday 25 December 2026: Christmas Day",
        "Fri, 25 dec. 2026 – Christmas Day",
    ],
)
def test_a_day_is_written_in_many_ways(line):
    assert read(line, today=TODAY).days == {CHRISTMAS: "Christmas Day"}


def test_days_stand_before_months():
    assert read("1/2/2027 Founders", today=TODAY).days == {date(2027, 2, 1): "Founders"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Christmas Day", Wrong.no_date),
        ("25 Dec Christmas Day", Wrong.no_date),
        ("31/02/2027 Never", Wrong.no_such_day),
        ("12/25/2026 Christmas Day", Wrong.no_such_day),
        ("25 Foo 2026 Christmas Day", Wrong.no_such_day),
        ("25/12/2062 Christmas Day", Wrong.too_far),
        ("25/12/0226 Christmas Day", Wrong.too_far),
        ("25/12/2026", Wrong.no_name),
        ("25/12/2026 ;", Wrong.no_name),
        (f"25/12/2026 {'x' * 101}", Wrong.name_too_long),
        ("24/12/2026 Eve", Wrong.on_record),
        ("26/12/2026 Boxing Day, again", Wrong.twice),
    ],
)
def test_one_wrong_line_stops_the_list_and_is_named_with_its_reason(line, reason):
    found = read(f"26/12/2026 Boxing Day\n\n{line}\n", today=TODAY, known={date(2026, 12, 24)})
    assert found.days == {}
    assert [(each.number, each.reason) for each in found.wrong] == [(3, reason)]


def test_every_wrong_line_is_named_at_once():
    found = read("one\n25/12/2026 Christmas Day\ntwo", today=TODAY)
    assert [each.number for each in found.wrong] == [1, 3]


def test_a_list_of_more_lines_than_a_calendar_has_is_refused():
    lines = [f"{1 + each % 28}/{1 + each // 28 % 12}/{2027 + each // 336} Day {each}" for each in range(MOST_LINES)]
    assert len(read("\n".join(lines), today=TODAY).days) == MOST_LINES
    found = read("\n".join([*lines, "1/1/2030 One more"]), today=TODAY)
    assert [each.reason for each in found.wrong] == [Wrong.too_many]
