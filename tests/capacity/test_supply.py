from datetime import date, timedelta

import pytest

from capacity.supply import HeldAward, PersonFacts, Settings, State, count_states, states

TODAY = date(2026, 11, 26)


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


IN_DATE = HeldAward(days(400))
OUT_OF_DATE = HeldAward(days(-1))
ON_LEAVE = HeldAward(days(400), paused=True)


@pytest.mark.parametrize(
    ("case", "person", "expected"),
    [
        ("nobody yet", PersonFacts(), ""),
        ("a trainee", PersonFacts(is_trainee=True), "in_training"),
        ("in date, no meeting yet", PersonFacts((IN_DATE,)), "trained current dormant"),
        ("a meeting today", PersonFacts((IN_DATE,), facilitated_on=(TODAY,)), "trained current active"),
        ("a meeting 180 days ago", PersonFacts((IN_DATE,), facilitated_on=(days(-180),)), "trained current active"),
        ("a meeting 181 days ago", PersonFacts((IN_DATE,), facilitated_on=(days(-181),)), "trained current dormant"),
        ("a meeting planned", PersonFacts((IN_DATE,), facilitated_on=(days(1),)), "trained current dormant"),
        ("91 days left", PersonFacts((HeldAward(days(91)),)), "trained current dormant"),
        ("90 days left", PersonFacts((HeldAward(days(90)),)), "trained current dormant due"),
        ("the last day", PersonFacts((HeldAward(TODAY),)), "trained current dormant due"),
        ("the day after", PersonFacts((OUT_OF_DATE,)), "trained lapsed"),
        ("an award that needs no renewal", PersonFacts((HeldAward(None),)), "trained current dormant"),
        ("one award due, one not", PersonFacts((HeldAward(days(10)), IN_DATE)), "trained current dormant"),
        ("one award out of date, one in", PersonFacts((OUT_OF_DATE, IN_DATE)), "trained current dormant"),
        ("on leave", PersonFacts((ON_LEAVE,)), "trained"),
        ("on leave from one, out of date in the other", PersonFacts((ON_LEAVE, OUT_OF_DATE)), "trained"),
        ("out of date, though running sets", PersonFacts((OUT_OF_DATE,), facilitated_on=(TODAY,)), "trained lapsed"),
        ("in date, training for more", PersonFacts((IN_DATE,), is_trainee=True), "trained current dormant in_training"),
        ("left", PersonFacts((IN_DATE,), is_trainee=True, has_left=True), ""),
    ],
)
def test_a_person_is_counted_in_each_state_that_holds_today(case, person, expected):
    assert states(person, TODAY) == {State(word) for word in expected.split()}, case


def test_the_windows_are_settings_of_the_centre():
    person = PersonFacts((HeldAward(days(45)),), facilitated_on=(days(-100),))

    assert states(person, TODAY, Settings(activity_days=60, due_days=30)) == {
        State.trained,
        State.current,
        State.dormant,
    }


def test_people_are_counted_by_place_and_every_state_has_a_count():
    counts = count_states([("north", PersonFacts((IN_DATE,))), ("north", PersonFacts(is_trainee=True))], TODAY)

    assert list(counts) == list(State)
    assert counts[State.current] == {"north": 1}
    assert counts[State.in_training] == {"north": 1}
    assert counts[State.lapsed] == {}
