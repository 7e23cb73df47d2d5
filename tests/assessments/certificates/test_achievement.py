"""What a certificate says it took, and its numbers."""

from types import SimpleNamespace

import pytest

from assessments.certificates import achievement, numbers


def asked(kind: str, **parameters: object) -> SimpleNamespace:
    return SimpleNamespace(type=kind, parameters=parameters)


def test_a_recognised_programme_says_in_one_sentence_what_it_took() -> None:
    requirements = [
        asked("taught_days", min=3, min_attendance_percent=90),
        asked("practice_sets", min=4, minutes_each_min=120),
        asked("facilitated_meetings", min=3),
        asked("observed_practice", min=1, min_satisfactory=1),
        asked("supervision_minutes", min=120),
    ]
    assert achievement.what_it_took(requirements) == (
        "Three taught days, four practice sets, three set meetings facilitated, one meeting observed as satisfactory "
        "and two hours of supervision."
    )


@pytest.mark.parametrize(
    ("requirements", "sentence"),
    [
        ([], ""),
        ([asked("facilitated_meetings", min=0)], ""),
        ([asked("span_days", min=120)], ""),
        ([asked("taught_days", min=1)], "One taught day."),
        ([asked("facilitated_minutes", min=1080)], "18 hours of facilitation."),
        ([asked("supervision_minutes", min=90)], "90 minutes of supervision."),
    ],
)
def test_what_counts_nothing_is_left_out(requirements: list[SimpleNamespace], sentence: str) -> None:
    assert achievement.what_it_took(requirements) == sentence


def test_a_recognised_programme_is_never_taken_for_a_qualification() -> None:
    kind = achievement.kind_of_award(
        regulated=False, tqt_hours=60, credits=None, units=2, awarding_organisation="An organisation"
    )
    assert "not a regulated qualification" in kind
    assert "no credit" in kind


def test_a_number_ends_in_two_characters_that_notice_a_wrong_digit() -> None:
    right = numbers.number(2026, 41)
    assert right.startswith("SW-2026-0041-")
    endings = {numbers.check_characters(2026, sequence) for sequence in range(1, 98)}
    assert len(endings) == 97


@pytest.mark.parametrize(
    "typed", ["sw-2026-0041-{end}", " SW 2026 0041 {end} ", "SW–2026–0041–{end}", "sw20260041{end}"]
)
def test_a_number_is_read_as_people_type_it(typed: str) -> None:
    right = numbers.number(2026, 41)
    assert numbers.typed(typed.format(end=right[-2:])) == right
    assert numbers.sequence_of(right) == 41
