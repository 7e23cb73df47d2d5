"""What each type of requirement counts, what waits, and what is said of the rest."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.awards.facts import (
    FIRST_DAY,
    TODAY,
    account,
    finished_certificate,
    meeting,
    meetings,
    observation,
    practice_file,
    requirements_of,
    supervision,
)
from training.awards.requirements import (
    COUNTS,
    PARAMETERS,
    DiaryEntry,
    Exclusion,
    Feedback,
    Finding,
    PracticeFile,
    PracticeSetMeeting,
    PracticeTurn,
    Requirement,
    TaughtDay,
    UnknownRequirement,
    evaluate,
    months_before,
    word_range,
)
from training.practice.ledger import Cause, Rules


def ask(kind: str, file: PracticeFile, **parameters) -> Finding:
    return evaluate(Requirement("R", kind, parameters), file)


def codes(finding: Finding) -> list[tuple[str, str | None]]:
    return [(str(reason.code), reason.item_id) for reason in finding.not_counted]


def test_every_type_that_can_be_written_can_be_counted():
    assert list(COUNTS) == list(PARAMETERS)
    assert len(COUNTS) == 14


def test_a_type_that_is_not_known_is_refused_by_name():
    with pytest.raises(UnknownRequirement, match="'hours_of_sleep'"):
        ask("hours_of_sleep", practice_file(), min=8)


def test_a_requirement_without_its_number_is_refused():
    with pytest.raises(UnknownRequirement, match="needs min"):
        ask("taught_days", practice_file())


@pytest.mark.parametrize(
    ("percent", "present", "counts"),
    [(90, 378, True), (90, 377, False), (100, 420, True), (100, 419, False), (0, 0, True)],
)
def test_a_taught_day_counts_from_the_asked_share_of_its_minutes(percent, present, counts):
    file = practice_file(taught_days=(TaughtDay("d", FIRST_DAY, 420, present),))
    found = ask("taught_days", file, min=1, min_attendance_percent=percent)
    assert found.met is counts
    assert codes(found) == ([] if counts else [(Exclusion.attended_too_little, "d")])


def test_a_taught_day_without_minutes_was_not_attended():
    file = practice_file(taught_days=(TaughtDay("d", FIRST_DAY, 0, 0),))
    assert not ask("taught_days", file, min=1).met


def test_a_practice_turn_counts_when_confirmed_and_observed_where_asked():
    turns = (
        PracticeTurn("ok", TODAY, "confirmed", observed=True),
        PracticeTurn("alone", TODAY, "confirmed"),
        PracticeTurn("logged", TODAY, "logged", observed=True),
    )
    found = ask("practice_turns", practice_file(practice_turns=turns), min=2, observed=True)
    assert (found.have, found.pending, found.counted_ids) == (1, 1, ("ok",))
    assert codes(found) == [(Exclusion.no_observer, "alone"), (Cause.not_confirmed, "logged")]
    assert ask("practice_turns", practice_file(practice_turns=turns), min=2).met


def test_a_practice_set_counts_when_confirmed_and_long_enough():
    attended = tuple(
        PracticeSetMeeting(each, TODAY, state, minutes)
        for each, state, minutes in (
            ("ok", "confirmed", 120),
            ("used", "counted", 121),
            ("short", "confirmed", 119),
            ("logged", "logged", 120),
            ("void", "void", 120),
        )
    )
    found = ask("practice_sets", practice_file(practice_set_meetings=attended), min=3, minutes_each_min=120)
    assert (found.have, found.pending, found.counted_ids) == (2, 1, ("ok", "used"))
    assert codes(found) == [(Exclusion.too_short, "short"), (Cause.not_confirmed, "logged"), (Cause.void, "void")]


def test_only_the_roles_asked_for_count():
    held = (meeting(id="lead"), meeting(id="co", role="co"), meeting(id="watched", role="observer"))
    found = ask("facilitated_meetings", practice_file(meetings=held), min=3, roles=["lead"])
    assert found.counted_ids == ("lead",)
    assert codes(found) == [(Exclusion.role_not_counted, "co"), (Exclusion.role_not_counted, "watched")]


def test_a_meeting_that_two_lead_counts_as_co_led_and_says_so():
    file = practice_file(meetings=(meeting(120, id="m", other_leads=1),))
    found = ask("facilitated_minutes", file, min=120, co_factor=0.5)
    assert (found.have, codes(found)) == (60, [(Cause.two_leads, "m")])
    assert ask("facilitated_meetings", file, min=1, lead_min=1).part("lead_min").have == 0


def test_a_record_that_is_given_twice_counts_once():
    once = meeting(120, id="m")
    found = ask("facilitated_minutes", practice_file(meetings=(once, once)), min=240)
    assert (found.have, codes(found)) == (120, [(Cause.counted_once, "m")])


def test_each_co_led_meeting_is_rounded_down_on_its_own():
    file = practice_file(meetings=meetings((3, "co", 121)))
    assert ask("facilitated_minutes", file, min=1, co_factor=0.5).have == 180


@pytest.mark.parametrize("factor", [0.5, "0.5", Fraction(1, 2)])
def test_a_factor_is_taken_as_it_is_written(factor):
    assert ask("facilitated_minutes", practice_file(meetings=meetings((1, "co", 120))), min=60, co_factor=factor).met


def test_without_a_factor_in_the_award_the_centre_s_own_holds():
    file = practice_file(meetings=meetings((1, "co", 100)), rules=Rules(co_factor="0.8"))
    assert ask("facilitated_minutes", file, min=1).have == 80


def test_what_waits_to_be_confirmed_is_told_apart():
    file = practice_file(meetings=(*meetings((8, "lead", 120)), meeting(120, id="w", state="logged", role="co")))
    minutes = ask("facilitated_minutes", file, min=1080, co_factor=0.5)
    assert (minutes.have, minutes.pending) == (960, 60)
    held = ask("facilitated_meetings", file, min=9, lead_min=9)
    assert [(part.have, part.pending) for part in held.parts] == [(8, 1), (8, 0)]
    assert [reason.item_id for reason in held.reasons if reason.waiting] == ["w"]


def test_a_meeting_that_would_not_count_if_confirmed_does_not_wait():
    file = practice_file(meetings=(meeting(state="logged", present=2),))
    assert ask("facilitated_meetings", file, min=1).pending == 0


def test_a_meeting_used_before_counts_where_both_awards_permit_it_and_says_so():
    file = practice_file(meetings=(meeting(id="m", used_for_award=frozenset({"ALF-DA-L5"})),), award="ALF-CERT-L5")
    assert codes(ask("facilitated_meetings", file, min=1)) == [(Cause.used_for_other_award, "m")]
    shared = ask("facilitated_meetings", replace(file, shared_with=frozenset({"ALF-DA-L5"})), min=1)
    assert (shared.met, codes(shared)) == (True, [(Cause.previously_used, "m")])


def test_sets_are_counted_once_each_over_the_meetings_that_count():
    ids = ("a", "a", "b")
    held = (*(meeting(learning_set_id=each) for each in ids), meeting(learning_set_id="c", state="logged"))
    found = ask("distinct_sets", practice_file(meetings=held), min=3)
    assert (found.met, found.have, found.pending) == (False, 2, 1)


@pytest.mark.parametrize(("days", "span"), [([], 0), ([5], 0), ([0, 120], 120), ([120, 0, 60], 120)])
def test_the_span_is_from_the_first_meeting_to_the_last(days, span):
    held = tuple(meeting(day=FIRST_DAY + timedelta(days=day)) for day in days)
    found = ask("span_days", practice_file(meetings=held), min=120)
    assert (found.have, found.met) == (span, span >= 120)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2025, 11, 30), False),
        (date(2025, 12, 1), True),
        (date(2026, 12, 1), True),
        (date(2026, 12, 2), False),
    ],
)
def test_recent_time_runs_from_the_same_day_so_many_months_ago_to_today(day, counts):
    file = practice_file(meetings=(meeting(100, day=day),))
    file = replace(file, window=replace(file.window, opens_on=date(2025, 1, 1)))
    found = ask("recent_minutes", file, min=100, within_months=12)
    assert found.met is counts
    assert [reason.code for reason in found.not_counted] == ([Exclusion.too_old] if day < date(2025, 12, 1) else [])
    logged = replace(file, meetings=(replace(file.meetings[0], state="logged"),))
    assert ask("recent_minutes", logged, min=100, within_months=12).pending == (100 if counts else 0)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 12, 1), 12, date(2025, 12, 1)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_a_month_earlier_is_the_same_day_or_the_last_of_the_month(day, months, before):
    assert months_before(day, months) == before


def test_an_observation_by_somebody_whom_the_award_does_not_ask_for_does_not_count():
    held = meeting(id="m")
    seen = (observation(id="peer", observer_kind="peer"), observation(id="ok"))
    found = ask("observed_practice", practice_file(meetings=(held,), observations=seen), min=1, min_satisfactory=1)
    assert (found.met, found.counted_ids) == (True, ("ok",))
    assert codes(found) == [(Exclusion.observer_not_approved, "peer")]


def test_an_observation_that_was_not_yet_satisfactory_is_kept_and_does_not_count():
    file = practice_file(meetings=(meeting(id="m"),), observations=(observation("not_yet", id="o"),))
    found = ask("observed_practice", file, min=1, min_satisfactory=1)
    assert (found.part("min").have, found.part("min_satisfactory").have, found.counted_ids) == (1, 0, ())
    assert codes(found) == [(Exclusion.not_yet_satisfactory, "o")]


def test_an_observation_waits_for_its_signatures_and_for_its_meeting_to_be_confirmed():
    held = (meeting(id="m"), meeting(id="logged", state="logged"))
    seen = (observation(trainee_signed=False), observation(record_id="logged"), observation(record_id="gone"))
    found = ask("observed_practice", practice_file(meetings=held, observations=seen), min=2, min_satisfactory=2)
    assert [(part.have, part.pending) for part in found.parts] == [(0, 2), (0, 2)]


def test_supervision_counts_when_signed_in_the_formats_asked_for():
    held = (
        supervision(60, id="alone"),
        supervision(90, id="shared", format="group", attendees=9),
        supervision(30, id="unsigned", signed=False),
    )
    file = practice_file(supervision_meetings=held)
    found = ask("supervision_minutes", file, min=180, individual_min=90)
    assert [(part.have, part.pending) for part in found.parts] == [(120, 30), (60, 30)]
    only_individual = ask("supervision_minutes", file, min=60, formats=["individual"])
    assert (only_individual.have, codes(only_individual)[0]) == (60, (Exclusion.format_not_counted, "shared"))


def test_the_supervision_ratio_uses_raw_minutes_and_only_meetings_that_count():
    held = (*meetings((2, "co", 120)), meeting(480, state="logged"), meeting(480, role="observer"))
    file = practice_file(meetings=held, supervision_meetings=(supervision(23), supervision(60, signed=False)))
    found = ask("supervision_ratio", file, practice_minutes_per_supervision_minute_max=10)
    assert (found.met, found.have, found.need, found.pending) == (False, 23, 24, 60)


def test_there_is_no_supervision_ratio_before_there_is_supervision():
    assert not ask("supervision_ratio", practice_file(), practice_minutes_per_supervision_minute_max=10).met


@pytest.mark.parametrize(
    ("words_min", "words_max", "tolerance", "accepted"),
    [
        (1000, 1500, 10, (900, 1650)),
        (500, 1000, 10, (450, 1100)),
        (1500, 2000, 10, (1350, 2200)),
        (333, 333, 10, (300, 366)),
        (1, 1, 0, (1, 1)),
    ],
)
def test_the_accepted_range_is_rounded_inwards(words_min, words_max, tolerance, accepted):
    assert word_range(words_min, words_max, tolerance) == accepted


WORDS = {"words_min": 1000, "words_max": 1500}


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("ready", None),
        ("locked", None),
        ("accepted", None),
        ("draft", Exclusion.not_ready),
        ("reopened", Exclusion.not_ready),
        ("not_accepted", Exclusion.not_accepted),
    ],
)
def test_an_account_counts_from_ready_to_accepted(state, reason):
    found = ask("reflective_accounts", practice_file(accounts=(account(id="a", state=state),)), min=1, **WORDS)
    assert found.met is (reason is None)
    assert codes(found) == ([(reason, "a")] if reason else [])


@pytest.mark.parametrize("state", ["superseded", "withdrawn"])
def test_an_account_that_was_taken_back_is_not_mentioned(state):
    found = ask("reflective_accounts", practice_file(accounts=(account(state=state),)), min=1, **WORDS)
    assert (found.have, codes(found)) == (0, [])


@pytest.mark.parametrize(
    ("linked", "have", "pending", "reason"),
    [
        (["done"], 1, 0, None),
        (["used"], 1, 0, None),
        (["logged"], 0, 1, Exclusion.linked_not_confirmed),
        (["void"], 0, 0, Exclusion.too_few_linked),
        (["somebody else's"], 0, 0, Exclusion.too_few_linked),
        ([], 0, 0, Exclusion.too_few_linked),
    ],
)
def test_an_account_links_to_confirmed_meetings_of_its_author(linked, have, pending, reason):
    states = {"done": "confirmed", "used": "counted", "logged": "logged", "void": "void"}
    held = tuple(meeting(id=each, state=state) for each, state in states.items())
    file = practice_file(meetings=held, accounts=(account(meeting_ids=linked),))
    found = ask("reflective_accounts", file, min=1, linked_meetings_min=1, **WORDS)
    assert (found.have, found.pending) == (have, pending)
    assert [each.code for each in found.not_counted] == ([reason] if reason else [])


def test_no_meeting_serves_two_accounts_where_that_is_asked():
    held = tuple(meeting(id=each) for each in "abc")
    accounts = (
        account(id="wide", meeting_ids="ab"),
        account(id="one", meeting_ids="a"),
        account(id="two", meeting_ids="b"),
    )
    file = practice_file(meetings=held, accounts=accounts)
    distinct = {"min": 2, "distinct_meetings": True, **WORDS}
    assert ask("reflective_accounts", file, **distinct).counted_ids == ("one", "two")
    accepted = replace(accounts[0], state="accepted")
    found = ask("reflective_accounts", replace(file, accounts=(accepted, *accounts[1:])), **distinct)
    assert found.counted_ids == ("wide",)
    assert found.not_counted[0].values == {"meeting_id": "a", "account_id": "wide"}
    assert ask("reflective_accounts", file, min=3, **WORDS).met


@pytest.mark.parametrize(
    ("answers", "met", "have"),
    [
        ({"a": 3, "b": 3}, True, (6, 2)),
        ({"a": 4, "b": 2}, True, (6, 2)),
        ({"a": 6}, False, (6, 1)),
        ({"a": 6, "b": 0}, False, (6, 1)),
        ({"a": 3, "b": 2}, False, (3, 1)),
        ({"a": 2, "b": 2}, False, (0, 0)),
    ],
)
def test_member_feedback_counts_answers_and_sets_and_tells_no_small_numbers(answers, met, have):
    file = practice_file(feedback=tuple(Feedback(each, number) for each, number in answers.items()))
    found = ask("member_feedback", file, min_responses=6, distinct_sets=2)
    assert (found.met, tuple(part.have for part in found.parts)) == (met, have)


def test_the_diary_has_an_entry_for_each_meeting_that_counts():
    held = (meeting(id="written"), meeting(id="blank"), meeting(id="logged", state="logged"))
    entries = tuple(DiaryEntry(each, TODAY) for each in ("written", "logged"))
    found = ask(
        "learning_diary", practice_file(meetings=held, diary_entries=entries), entries_per_facilitated_meeting=1
    )
    assert (found.met, found.have, found.need, found.counted_ids) == (False, 1, 2, ("written",))
    assert codes(found) == [(Exclusion.no_diary_entry, "blank")]


def test_two_entries_for_one_meeting_do_not_stand_in_for_another():
    held = (meeting(id="one"), meeting(id="two"))
    entries = (DiaryEntry("one", TODAY), DiaryEntry("one", TODAY))
    file = practice_file(meetings=held, diary_entries=entries)
    assert ask("learning_diary", file, entries_per_facilitated_meeting=1).have == 1


def test_there_is_nothing_to_write_about_before_the_first_meeting():
    assert not ask("learning_diary", practice_file(), entries_per_facilitated_meeting=1).met


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("facilitated_meetings", {"min": 0, "lead_min": 2}),
        ("observed_practice", {"min": 0, "min_satisfactory": 2}),
        ("reflective_accounts", {"min": 0, **WORDS}),
        ("member_feedback", {"min_responses": 0, "distinct_sets": 2}),
        ("learning_diary", {"entries_per_facilitated_meeting": 0}),
    ],
)
def test_a_main_number_of_none_is_always_met_and_not_shown(kind, parameters):
    found = ask(kind, practice_file(), **parameters)
    assert (found.met, found.shown) == (True, False)


def test_what_is_short_is_a_reason_with_its_numbers():
    found = ask("taught_days", practice_file(), min=3)
    assert [(reason.code, dict(reason.values)) for reason in found.reasons] == [
        ("min", {"have": 0, "need": 3, "unit": "days"})
    ]


def test_a_number_that_nobody_asked_for_is_not_there():
    with pytest.raises(KeyError):
        ask("taught_days", practice_file(), min=3).part("lead_min")


FACILITATED = ("facilitated_meetings", "facilitated_minutes", "distinct_sets", "span_days", "recent_minutes")
HELD = st.builds(
    meeting,
    st.integers(1, 480),
    role=st.sampled_from(["lead", "co", "observer"]),
    state=st.sampled_from(["logged", "confirmed", "queried", "void"]),
    present=st.integers(0, 8),
    learning_set_id=st.sampled_from("abc"),
    day=st.dates(date(2025, 12, 1), date(2026, 12, 31)),
)


@given(st.lists(HELD, max_size=8), HELD, st.sampled_from(FACILITATED))
def test_one_more_meeting_never_lowers_what_has_been_reached(held, another, kind):
    parameters = {"min": 1} | ({"within_months": 6} if kind == "recent_minutes" else {})
    before = ask(kind, practice_file(meetings=tuple(held)), **parameters)
    after = ask(kind, practice_file(meetings=(*held, another)), **parameters)
    assert after.have >= before.have
    assert after.have + after.pending >= before.have + before.pending


@given(st.permutations(list(range(10))))
def test_the_order_in_which_things_were_entered_changes_nothing(order):
    file = finished_certificate()
    shuffled = replace(file, meetings=tuple(file.meetings[position] for position in order))
    for requirement in requirements_of("ALF-CERT-L5").values():
        assert evaluate(requirement, shuffled) == evaluate(requirement, file)
