"""The golden cases of the field's reference that concern requirements, on the award files as they are shipped."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.training.awards.facts import (
    FIRST_DAY,
    TODAY,
    account,
    finished_certificate,
    meetings,
    observation,
    practice_file,
    requirements_of,
    supervision,
)
from training.awards.requirements import Exclusion, Finding, PracticeFile, PracticeSetMeeting, evaluate, evaluate_all


def find(requirement: str, file: PracticeFile, award: str = "ALF-CERT-L5") -> Finding:
    return evaluate(requirements_of(award)[requirement], file)


def numbers(finding: Finding) -> dict[str, tuple[int, int]]:
    return {part.parameter: (part.have, part.need) for part in finding.parts}


def test_a_finished_certificate_meets_every_requirement():
    findings = evaluate_all(requirements_of("ALF-CERT-L5").values(), finished_certificate())
    assert [finding.requirement.id for finding in findings if not finding.met] == []
    assert len(findings) == 12
    assert all(finding.shown for finding in findings)


def test_nothing_is_met_before_anything_is_done():
    findings = evaluate_all(requirements_of("ALF-CERT-L5").values(), practice_file())
    assert [finding.requirement.id for finding in findings if finding.met] == []


def test_case_1_seven_led_and_four_co_led_meetings_of_two_hours_are_just_enough():
    file = practice_file(meetings=meetings((7, "lead", 120), (4, "co", 120)))
    r2, r3 = find("R2", file), find("R3", file)
    assert (r2.met, numbers(r2)) == (True, {"min": (11, 9), "lead_min": (7, 6)})
    assert (r3.met, r3.have, r3.need) == (True, 1080, 1080)


def test_case_2_nine_led_meetings_of_110_minutes_are_90_short():
    r3 = find("R3", practice_file(meetings=meetings((9, "lead", 110))))
    assert (r3.met, r3.have, r3.headline.missing) == (False, 990, 90)


def test_case_3_five_led_meetings_are_one_too_few_whatever_the_time():
    file = practice_file(meetings=meetings((5, "lead", 150), (6, "co", 150)))
    r2, r3 = find("R2", file), find("R3", file)
    assert (r2.met, numbers(r2)) == (False, {"min": (11, 9), "lead_min": (5, 6)})
    assert [reason.code for reason in r2.reasons] == ["lead_min"]
    assert r2.headline.parameter == "lead_min"
    assert (r3.met, r3.have) == (True, 1200)


def observed(*kinds: tuple[str, str]) -> PracticeFile:
    (held,) = meetings((1, "lead", 120))
    seen = tuple(
        observation(outcome, observer_kind=kind, record_id=held.id, observed_on=FIRST_DAY + timedelta(days=position))
        for position, (outcome, kind) in enumerate(kinds)
    )
    return practice_file(meetings=(held,), observations=seen)


SAT, NOT_YET = "satisfactory", "not_yet"
ASSESSOR, OBSERVER = "assessor", "approved_observer"


@pytest.mark.parametrize(
    ("kinds", "short"),
    [
        pytest.param([(SAT, ASSESSOR), (SAT, OBSERVER), (NOT_YET, OBSERVER)], ["last_must_be_satisfactory"], id="4"),
        pytest.param([(NOT_YET, OBSERVER), (SAT, OBSERVER), (SAT, OBSERVER)], ["by_assessor_min"], id="5"),
        pytest.param([(NOT_YET, OBSERVER), (SAT, ASSESSOR), (SAT, OBSERVER)], [], id="met"),
        pytest.param([(NOT_YET, ASSESSOR), (SAT, OBSERVER), (SAT, OBSERVER)], ["by_assessor_min"], id="assessor's own"),
        pytest.param([(SAT, ASSESSOR), (SAT, OBSERVER)], ["min"], id="two"),
        pytest.param([(NOT_YET, OBSERVER), (NOT_YET, OBSERVER), (SAT, ASSESSOR)], ["min_satisfactory"], id="one good"),
    ],
)
def test_cases_4_and_5_three_observations_two_satisfactory_one_by_an_assessor_and_the_last_satisfactory(kinds, short):
    r7 = find("R7", observed(*kinds))
    assert r7.met is not bool(short)
    assert [reason.code for reason in r7.reasons if reason.item_id is None] == short


def test_the_last_observation_is_the_last_by_date_not_the_last_entered():
    file = observed((SAT, ASSESSOR), (NOT_YET, OBSERVER), (SAT, OBSERVER))
    assert find("R7", file).met
    assert find("R7", replace(file, observations=file.observations[::-1])).met


@pytest.mark.parametrize(("supervised", "met"), [(180, False), (199, False), (200, True)])
def test_case_6_2000_raw_minutes_need_200_minutes_of_supervision(supervised, met):
    held = meetings((4, "lead", 250), (4, "co", 250))
    r9 = find("R9", practice_file(meetings=held, supervision_meetings=(supervision(supervised),)))
    assert (r9.met, r9.have, r9.need, r9.part("practice_minutes").have) == (met, supervised, 200, 2000)


@pytest.mark.parametrize(
    ("words", "reason"),
    [(899, Exclusion.too_few_words), (900, None), (1650, None), (1651, Exclusion.too_many_words)],
)
def test_case_7_an_account_may_have_900_to_1650_words(words, reason):
    held = meetings((1, "lead", 120))
    r10 = find("R10", practice_file(meetings=held, accounts=(account(words, [held[0].id]),)))
    assert r10.have == (reason is None)
    assert [each.code for each in r10.not_counted] == ([reason] if reason else [])


def test_case_8_two_accounts_on_the_same_meeting_count_as_one():
    held = meetings((2, "lead", 120))
    accounts = [account(meeting_ids=[held[0].id]) for _ in range(2)] + [account(meeting_ids=[held[1].id])]
    r10 = find("R10", practice_file(meetings=held, accounts=tuple(accounts)))
    assert (r10.met, r10.have) == (False, 2)
    assert [(each.code, each.item_id) for each in r10.not_counted] == [(Exclusion.meeting_already_used, accounts[1].id)]


def test_case_14_time_of_more_than_a_year_ago_is_not_recent():
    held = meetings((10, "lead", 120))
    recent = tuple(replace(each, id=f"recent-{each.id}") for each in meetings((2, "lead", 100)))
    later = [
        replace(each, starts_at=each.starts_at + timedelta(days=500), ends_at=each.ends_at + timedelta(days=500))
        for each in recent
    ]
    file = finished_certificate(meetings=(*held, *later), today=FIRST_DAY + timedelta(days=540))
    r6 = find("R6", file)
    assert (r6.met, r6.have, r6.need) == (False, 200, 240)
    assert find("R3", file).met
    assert {reason.code for reason in r6.not_counted} == {Exclusion.too_old}


def test_the_development_award_does_not_count_a_practice_set_of_110_minutes():
    lengths = (120, 120, 120, 110)
    attended = tuple(PracticeSetMeeting(f"p{n}", TODAY, "confirmed", minutes) for n, minutes in enumerate(lengths))
    r2 = find("R2", practice_file(practice_set_meetings=attended), "ALF-DA-L5")
    assert (r2.met, r2.have, r2.need, r2.counted_ids) == (False, 3, 4, ("p0", "p1", "p2"))
    fifth = PracticeSetMeeting("p4", TODAY, "confirmed", 120)
    assert find("R2", practice_file(practice_set_meetings=(*attended, fifth)), "ALF-DA-L5").met


def test_the_development_award_is_met_exactly_by_three_led_meetings_of_two_hours():
    file = practice_file(meetings=meetings((3, "lead", 120)))
    r3, r4 = find("R3", file, "ALF-DA-L5"), find("R4", file, "ALF-DA-L5")
    assert (r3.met, r3.have, r3.need) == (True, 3, 3)
    assert (r4.met, r4.have, r4.need) == (True, 360, 360)


def test_a_requirement_of_none_is_met_and_not_shown():
    findings = evaluate_all(requirements_of("ALF-DA-L3").values(), practice_file())
    assert {finding.requirement.id: (finding.met, finding.shown) for finding in findings} == {
        "R1": (False, True),
        "R2": (False, True),
        "R3": (False, True),
        "R4": (True, False),
        "R5": (True, False),
    }


@pytest.mark.parametrize("award", ["ALF-CERT-L5", "ALF-DA-L3", "ALF-DA-L5"])
def test_every_shipped_requirement_can_be_evaluated(award):
    findings = evaluate_all(requirements_of(award).values(), finished_certificate(today=date(2027, 1, 1)))
    assert [finding.requirement.id for finding in findings] == list(requirements_of(award))
