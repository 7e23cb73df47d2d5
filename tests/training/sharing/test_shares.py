"""The rule of shares as tables, without a database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from training.sharing.shares import Over, Period, ShareFacts, end_of, why_over

NOW = datetime(2026, 3, 28, 10, 0, tzinfo=UTC)  # the day before clocks go forward in London
TODAY = date(2026, 3, 28)


@pytest.mark.parametrize(
    ("period", "day", "zone", "ends_at"),
    [
        (Period.day, None, "Europe/London", datetime(2026, 3, 29, 10, 0, tzinfo=UTC)),
        (Period.week, None, "Europe/London", datetime(2026, 4, 4, 10, 0, tzinfo=UTC)),
        (Period.fortnight, None, "Europe/London", datetime(2026, 4, 11, 10, 0, tzinfo=UTC)),
        (Period.fortnight, TODAY, "Europe/London", datetime(2026, 4, 11, 10, 0, tzinfo=UTC)),
        (Period.date, TODAY, "Europe/London", datetime(2026, 3, 28, 23, 59, 59, tzinfo=UTC)),
        (Period.date, date(2026, 3, 29), "Europe/London", datetime(2026, 3, 29, 22, 59, 59, tzinfo=UTC)),
        (Period.date, TODAY, "Pacific/Auckland", datetime(2026, 3, 28, 10, 59, 59, tzinfo=UTC)),
        (Period.date, TODAY + timedelta(days=90), "Europe/London", datetime(2026, 6, 26, 22, 59, 59, tzinfo=UTC)),
        (Period.date, TODAY + timedelta(days=91), "Europe/London", None),
        (Period.date, TODAY - timedelta(days=1), "Europe/London", None),
        (Period.date, None, "Europe/London", None),
    ],
)
def test_a_share_ends_after_its_time_or_with_the_day_in_the_authors_zone(
    period: Period, day: date | None, zone: str, ends_at: datetime | None
) -> None:
    assert end_of(period, day, now=NOW, zone=zone) == ends_at


IN_AN_HOUR, NOW_EXACTLY, PAST = NOW + timedelta(hours=1), NOW, NOW - timedelta(seconds=1)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (ShareFacts(IN_AN_HOUR), None),
        (ShareFacts(NOW_EXACTLY), Over.run_out),
        (ShareFacts(PAST), Over.run_out),
        (ShareFacts(IN_AN_HOUR, withdrawn=True), Over.withdrawn),
        (ShareFacts(IN_AN_HOUR, sent=True), Over.sent),
        (ShareFacts(IN_AN_HOUR, is_being_written=False), Over.gone),
        (ShareFacts(PAST, withdrawn=True), Over.withdrawn),
        (ShareFacts(PAST, sent=True, is_being_written=False), Over.sent),
    ],
)
def test_a_share_is_over_when_its_author_or_the_clock_says_so(facts: ShareFacts, why: Over | None) -> None:
    assert why_over(facts, NOW) is why
