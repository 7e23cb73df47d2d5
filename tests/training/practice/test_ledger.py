"""Invariants 7 to 12 of the field's reference."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.training.awards.facts import WINDOW, meeting, observation
from training.practice.ledger import (
    Cause,
    Confirmation,
    Confirmer,
    Fault,
    RecordState,
    Rules,
    Standing,
    Window,
    credited_minutes,
    effective_role,
    faults,
    is_confirmed,
    overlaps,
    raw_minutes,
    standing_of,
    standing_of_observation,
    supervision_credit,
)

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
TEN = datetime(2026, 11, 18, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("role", "minutes", "breaks", "factor", "credited"),
    [
        ("lead", 120, 0, "0.5", 120),
        ("lead", 135, 15, "0.5", 120),
        ("co", 120, 0, "0.5", 60),
        ("co", 121, 0, "0.5", 60),
        ("co", 100, 0, 0.29, 29),
        ("co", 100, 0, "1/3", 33),
        ("co", 120, 0, 1, 120),
        ("observer", 120, 0, "0.5", 0),
        ("practice", 120, 0, "0.5", 0),
        ("lead", 30, 45, "0.5", 0),
    ],
)
def test_minutes_without_breaks_are_credited_by_role_and_rounded_down(role, minutes, breaks, factor, credited):
    assert credited_minutes(meeting(minutes, role=role, break_minutes=breaks), factor) == credited


def test_a_meeting_over_the_clock_change_has_the_minutes_that_passed():
    london = ZoneInfo("Europe/London")
    night = meeting(
        starts_at=datetime(2026, 10, 25, 0, 30, tzinfo=london), ends_at=datetime(2026, 10, 25, 2, 30, tzinfo=london)
    )
    assert raw_minutes(night) == 180


def test_a_meeting_is_held_on_the_day_of_its_own_zone():
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert meeting(starts_at=late).held_on == date(2026, 7, 1)
    assert meeting(starts_at=late, zone="UTC").held_on == date(2026, 6, 30)


def test_times_without_a_zone_are_refused():
    with pytest.raises(ValueError, match="zone"):
        meeting(starts_at=TEN, ends_at=datetime(2026, 11, 18, 12))  # noqa: DTZ001


def test_two_leads_of_one_meeting_both_count_as_co():
    contested = meeting(120, other_leads=1)
    assert effective_role(contested) == "co"
    assert credited_minutes(contested, "0.5") == 60
    assert effective_role(meeting(other_leads=0)) == "lead"
    assert effective_role(meeting(role="observer", other_leads=2)) == "observer"


@pytest.mark.parametrize(
    ("after_minutes", "shares_time"), [(-120, False), (-119, True), (0, True), (119, True), (120, False)]
)
def test_meetings_overlap_when_they_share_time_and_not_when_they_touch(after_minutes, shares_time):
    first, second = meeting(120, starts_at=TEN), meeting(120, starts_at=TEN + timedelta(minutes=after_minutes))
    assert overlaps(first, second) is shares_time
    assert overlaps(second, first) is shares_time


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({}, []),
        ({"minutes": 480}, []),
        ({"minutes": 510, "break_minutes": 30}, []),
        ({"minutes": 481}, [Fault.too_long]),
        ({"minutes": 0}, [Fault.ends_before_start]),
        ({"minutes": -30}, [Fault.ends_before_start]),
        ({"minutes": 60, "break_minutes": 60}, [Fault.breaks_too_long]),
        ({"starts_at": NOW - timedelta(minutes=120)}, []),
        ({"starts_at": NOW - timedelta(minutes=119)}, [Fault.in_future]),
        ({"starts_at": NOW + timedelta(days=1), "minutes": 500}, [Fault.in_future, Fault.too_long]),
    ],
)
def test_a_meeting_can_be_logged_when_it_is_over_and_of_a_possible_length(written, expected):
    found = faults(meeting(**{"starts_at": TEN} | written), now=NOW)
    assert [fault.code for fault in found] == expected


def test_one_persons_meetings_may_not_overlap():
    other = meeting(starts_at=TEN, learning_set_name="Set 11")
    (fault,) = faults(meeting(starts_at=TEN), others=[other], now=NOW)
    assert (fault.code, fault.item_id, fault.values["learning_set"]) == (Fault.overlaps, other.id, "Set 11")


@pytest.mark.parametrize("state", ["rejected", "void"])
def test_a_record_that_no_longer_stands_does_not_keep_another_from_being_logged(state):
    assert not faults(meeting(starts_at=TEN), others=[meeting(starts_at=TEN, state=state)], now=NOW)


def test_a_record_does_not_overlap_itself_when_it_is_changed():
    before, after = (meeting(id="one", starts_at=TEN, minutes=minutes) for minutes in (120, 90))
    assert not faults(after, others=[before], now=NOW)


def test_a_centre_sets_its_own_longest_meeting():
    assert faults(meeting(120, starts_at=TEN), now=NOW, rules=Rules(max_minutes=119))[0].values["limit"] == 119


OUTSIDE = {"opens_on": WINDOW.opens_on, "closes_on": WINDOW.closes_on}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({}, Standing()),
        ({"state": "counted"}, Standing()),
        ({"state": "logged"}, Standing(Cause.not_confirmed, waiting=True)),
        ({"state": "queried"}, Standing(Cause.queried)),
        ({"state": "rejected"}, Standing(Cause.rejected)),
        ({"state": "void"}, Standing(Cause.void)),
        ({"present": 3}, Standing()),
        ({"present": 2}, Standing(Cause.not_quorate, {"present": 2, "quorum": 3})),
        ({"present": 2, "state": "logged"}, Standing(Cause.not_quorate, {"present": 2, "quorum": 3})),
        ({"day": date(2026, 1, 12)}, Standing()),
        ({"day": date(2026, 1, 11)}, Standing(Cause.outside_window, OUTSIDE)),
        ({"day": date(2029, 1, 11)}, Standing()),
        ({"day": date(2029, 1, 12)}, Standing(Cause.outside_window, OUTSIDE)),
    ],
)
def test_a_record_counts_when_confirmed_quorate_and_inside_the_registration(record, expected):
    assert standing_of(meeting(**record), WINDOW) == expected


def test_every_state_of_a_record_has_a_standing():
    counting = {state for state in RecordState if standing_of(meeting(state=state), WINDOW).counts}
    assert counting == {RecordState.confirmed, RecordState.counted}


def test_nothing_counts_before_the_registration_but_all_after_one_without_an_end():
    assert standing_of(meeting(), None).cause == Cause.not_registered
    assert standing_of(meeting(day=date(2040, 1, 1)), Window(WINDOW.opens_on)).counts


def test_a_state_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="approved"):
        standing_of(meeting(state="approved"), WINDOW)


@pytest.mark.parametrize(
    ("confirmers", "enough"),
    [
        ([], False),
        ([(Confirmer.organiser, False)], True),
        ([(Confirmer.co_facilitator, False)], True),
        ([(Confirmer.observer, False)], True),
        ([(Confirmer.member, False)], False),
        ([(Confirmer.member, False), (Confirmer.member, False)], True),
        ([(Confirmer.observer, True)], False),
        ([(Confirmer.organiser, True)], False),
        ([(Confirmer.observer, True), (Confirmer.member, False)], False),
        ([(Confirmer.observer, True), (Confirmer.organiser, False)], True),
    ],
)
def test_an_organiser_a_co_facilitator_an_observer_or_two_members_confirm_never_the_assessor_alone(confirmers, enough):
    assert is_confirmed([Confirmation(by, is_assessor) for by, is_assessor in confirmers]) is enough


@pytest.mark.parametrize(
    ("used_for", "shared_with", "expected"),
    [
        (set(), set(), Standing()),
        ({"ALF-CERT-L5"}, set(), Standing()),
        ({"ALF-DA-L5"}, set(), Standing(Cause.used_for_other_award, {"awards": ("ALF-DA-L5",)})),
        ({"ALF-DA-L5"}, {"ALF-DA-L5"}, Standing(previously_used=("ALF-DA-L5",))),
        ({"ALF-DA-L5", "X"}, {"ALF-DA-L5"}, Standing(Cause.used_for_other_award, {"awards": ("X",)})),
    ],
)
def test_a_meeting_counts_for_a_second_award_only_where_both_permit_it(used_for, shared_with, expected):
    record = meeting(used_for_award=frozenset(used_for))
    assert standing_of(record, WINDOW, award="ALF-CERT-L5", shared_with=frozenset(shared_with)) == expected


@pytest.mark.parametrize(
    ("record", "facts", "cause", "waiting"),
    [
        ({}, {}, None, False),
        ({}, {"outcome": "not_yet"}, None, False),
        ({}, {"present_minutes": 96}, None, False),
        ({}, {"present_minutes": 95}, Cause.observer_absent, False),
        ({}, {"observer_signed": False}, Cause.observer_not_signed, True),
        ({}, {"trainee_signed": False}, Cause.trainee_not_signed, True),
        ({"state": "logged"}, {}, Cause.record_not_counted, True),
        ({"state": "void"}, {}, Cause.record_not_counted, False),
        ({"present": 1}, {}, Cause.record_not_counted, False),
        ({"state": "logged"}, {"present_minutes": 10}, Cause.observer_absent, False),
    ],
)
def test_an_observation_needs_a_record_four_fifths_of_the_meeting_and_both_signatures(record, facts, cause, waiting):
    seen = meeting(120, id="m", **record)
    found = standing_of_observation(observation(**facts), seen, standing_of(seen, WINDOW))
    assert (found.cause, found.waiting) == (cause, waiting)


def test_an_observation_without_a_practice_record_does_not_count():
    assert standing_of_observation(observation(record_id=None), None, None).cause == Cause.no_record


@pytest.mark.parametrize(
    ("minutes", "attendees", "observed", "credit"),
    [
        (90, 1, 0, 90),
        (90, 6, 0, 90),
        (90, 7, 0, 77),
        (90, 12, 0, 45),
        (90, 1, 60, 30),
        (90, 12, 30, 30),
        (90, 1, 120, 0),
    ],
)
def test_supervision_is_credited_in_full_to_six_then_shared_and_without_observed_practice(
    minutes, attendees, observed, credit
):
    assert supervision_credit(minutes, attendees, observed) == credit


def test_a_centre_sets_how_many_share_supervision_in_full():
    assert supervision_credit(90, 6, rules=Rules(group_supervision_full_credit=3)) == 45
