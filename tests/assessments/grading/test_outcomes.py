from datetime import date

import pytest

from assessments.grading.outcomes import (
    EVIDENCE_TESTS,
    Answer,
    Credential,
    Scale,
    UnitOutcome,
    attempt_allowed,
    evidence_test_gaps,
    needs_countersignature,
    open_criteria,
    people_clash,
    unit_outcome,
)

MET, NOT_MET, OPEN = Answer(met=True), Answer(met=False), Answer()
CRITERIA = ("1.1", "1.2", "2.1")


def marks(*given: int, out_of: int = 20) -> dict[str, Answer]:
    return {f"1.{place}": Answer(marks=number, out_of=out_of) for place, number in enumerate(given, start=1)}


@pytest.mark.parametrize(
    ("case", "answers", "expected"),
    [
        ("all met", (MET, MET, MET), UnitOutcome("pass")),
        ("one not met", (MET, NOT_MET, MET), UnitOutcome("refer", ("1.2",))),
        ("none met", (NOT_MET, NOT_MET, NOT_MET), UnitOutcome("refer", CRITERIA)),
        ("one undecided", (MET, OPEN, MET), UnitOutcome(None, (), ("1.2",))),
        ("one not met, one undecided", (NOT_MET, OPEN, MET), UnitOutcome(None, ("1.1",), ("1.2",))),
        ("one left out", (MET, MET), UnitOutcome(None, (), ("2.1",))),
        ("nothing answered", (), UnitOutcome(None, (), CRITERIA)),
    ],
)
def test_a_unit_passes_only_when_every_criterion_is_met(case, answers, expected):
    assert unit_outcome(Scale.pass_refer, dict(zip(CRITERIA, answers, strict=False)), CRITERIA) == expected, case


@pytest.mark.parametrize(
    ("given", "outcome", "not_met"),
    [
        ((20, 20, 20, 9, 20, 20, 20), "refer", ("1.4",)),  # golden case 10: 92% in all
        ((20, 20, 20, 10, 20, 20, 20), "pass", ()),
        ((10, 10, 10), "pass", ()),
        ((0, 20, 20), "refer", ("1.1",)),
    ],
)
def test_with_marks_each_criterion_needs_half_whatever_the_total(given, outcome, not_met):
    answers = marks(*given)

    assert unit_outcome(Scale.marks, answers, list(answers)) == UnitOutcome(outcome, not_met)


def test_half_of_an_odd_maximum_is_rounded_up():
    assert unit_outcome(Scale.marks, marks(2, out_of=5), ["1.1"]).outcome == "refer"
    assert unit_outcome(Scale.marks, marks(3, out_of=5), ["1.1"]).outcome == "pass"


def test_with_marks_a_tick_is_no_answer():
    assert unit_outcome(Scale.marks, {"1.1": MET}, ["1.1"]) == UnitOutcome(None, (), ("1.1",))


def test_a_unit_without_criteria_never_passes():
    assert unit_outcome(Scale.pass_refer, {}, []).outcome is None


def test_an_answer_on_a_criterion_of_another_unit_is_refused():
    with pytest.raises(ValueError, match=r"9\.9"):
        unit_outcome(Scale.pass_refer, {"9.9": MET}, CRITERIA)


@pytest.mark.parametrize(("given", "out_of"), [(21, 20), (-1, 20), (0, 0)])
def test_marks_that_cannot_be_given_are_refused(given, out_of):
    with pytest.raises(ValueError, match="cannot be given"):
        unit_outcome(Scale.marks, marks(given, out_of=out_of), ["1.1"])


@pytest.mark.parametrize(
    ("case", "answers", "reopened", "expected"),
    [
        ("only the referred one", (MET, NOT_MET, MET), (), {"1.2"}),
        ("met ones stay met", (MET, MET, MET), (), set()),
        ("an IQA reopens one that was met", (MET, NOT_MET, MET), ("2.1",), {"1.2", "2.1"}),
        ("none was met", (NOT_MET, NOT_MET, NOT_MET), (), set(CRITERIA)),
    ],
)
def test_a_reattempt_is_about_the_referred_criteria_only(case, answers, reopened, expected):
    previous = dict(zip(CRITERIA, answers, strict=True))

    assert open_criteria(Scale.pass_refer, previous, reopened) == expected, case


def test_a_criterion_below_half_its_marks_opens_again():
    assert open_criteria(Scale.marks, marks(20, 9, 10)) == {"1.2"}


@pytest.mark.parametrize(
    ("attempt", "by_lead_iqa", "reason", "allowed"),
    [
        (1, False, "", True),
        (2, False, "", True),
        (3, False, "", False),
        (3, True, "", False),
        (3, True, "  ", False),
        (3, False, "ill on the day", False),
        (3, True, "ill on the day", True),
        (4, True, "ill on the day", False),
        (0, True, "ill on the day", False),
    ],
)
def test_of_two_attempts_a_third_needs_the_lead_iqa_and_a_reason(attempt, by_lead_iqa, reason, allowed):
    assert attempt_allowed(attempt, 2, exceptional_by_lead_iqa=by_lead_iqa, reason=reason) is allowed


@pytest.mark.parametrize(
    ("case", "people", "clashes"),
    [
        ("four people", {"countersigner": 3, "iqa": 4}, []),
        ("no countersigner, no IQA yet", {}, []),
        ("assessing oneself", {"assessor": 1}, ["trainee_is_assessor"]),
        ("countersigning one's own", {"countersigner": 2}, ["assessor_is_countersigner"]),
        ("the trainee countersigns", {"countersigner": 1}, ["trainee_is_countersigner"]),
        ("sampling one's own decision", {"iqa": 2}, ["assessor_is_iqa"]),
        ("sampling one's own work", {"iqa": 1}, ["trainee_is_iqa"]),
        ("sampling what one countersigned", {"countersigner": 3, "iqa": 3}, ["countersigner_is_iqa"]),
        ("an IQA who observed", {"iqa": 4, "observers": (5, 4)}, ["iqa_observed_trainee"]),
        ("an IQA who taught", {"iqa": 4, "tutors": (4,)}, ["iqa_taught_trainee"]),
        ("an assessor may observe and teach", {"iqa": 4, "observers": (2,), "tutors": (2,)}, []),
        ("no IQA yet, observers there", {"observers": (5,), "tutors": (6,)}, []),
        (
            "one person for everything",
            {"assessor": 1, "countersigner": 1, "iqa": 1},
            [
                "trainee_is_assessor",
                "trainee_is_countersigner",
                "trainee_is_iqa",
                "assessor_is_countersigner",
                "assessor_is_iqa",
                "countersigner_is_iqa",
            ],
        ),
    ],
)
def test_four_different_people_act_on_one_decision(case, people, clashes):
    assert people_clash(**{"trainee": 1, "assessor": 2} | people) == clashes, case


ON = date(2026, 11, 26)
BEFORE, AFTER = date(2025, 11, 26), date(2026, 11, 27)


@pytest.mark.parametrize(
    ("case", "credentials", "needed"),
    [
        ("none", [], True),
        ("TAQA", [Credential("TAQA", BEFORE)], False),
        ("CAVA", [Credential("cava", BEFORE)], False),
        ("A1", [Credential("a1", BEFORE)], False),
        ("an IQA award is no assessor's", [Credential("iqa", BEFORE)], True),
        ("competence alone", [Credential("occupational", BEFORE)], True),
        ("obtained that day", [Credential("taqa", ON)], False),
        ("obtained the day after", [Credential("taqa", AFTER)], True),
        ("its last day", [Credential("taqa", BEFORE, ON)], False),
        ("run out the day before", [Credential("taqa", BEFORE, date(2026, 11, 25))], True),
        ("one run out, one valid", [Credential("a1", BEFORE, BEFORE), Credential("taqa", BEFORE)], False),
    ],
)
def test_a_decision_waits_for_a_countersignature_without_a_credential_valid_that_day(case, credentials, needed):
    assert needs_countersignature(credentials, ON) is needed, case


ALL_YES = dict.fromkeys(EVIDENCE_TESTS, True)


@pytest.mark.parametrize(
    ("case", "answers", "comment", "gaps"),
    [
        ("five times yes", ALL_YES, "", []),
        ("a no with its reason", {**ALL_YES, "current": False}, "From 2019", []),
        ("a no without", {**ALL_YES, "current": False}, " ", ["comment"]),
        ("one left open", {**ALL_YES, "reliable": None}, "", ["reliable"]),
        ("one not there", dict.fromkeys(EVIDENCE_TESTS[1:], True), "", ["valid"]),
        ("nothing", {}, "A comment", list(EVIDENCE_TESTS)),
        ("a no without, and one open", {**ALL_YES, "valid": False, "current": None}, "", ["current", "comment"]),
    ],
)
def test_a_decision_needs_five_answers_and_a_comment_on_each_no(case, answers, comment, gaps):
    assert evidence_test_gaps(answers, comment) == gaps, case
