import pytest

from assessments.grading.answers import Answers, CriterionAnswer, Gap
from assessments.grading.outcomes import EVIDENCE_TESTS, Scale

YES = dict.fromkeys(EVIDENCE_TESTS, True)
MET = CriterionAnswer(met=True, comment="Clear.")


@pytest.mark.parametrize(
    ("case", "answers", "expected"),
    [
        ("complete", Answers({"1.1": MET, "1.2": MET}, YES), []),
        ("no answer on one", Answers({"1.1": MET}, YES), [(Gap.decision, "1.2"), (Gap.comment, "1.2")]),
        (
            "met without comment",
            Answers({"1.1": MET, "1.2": CriterionAnswer(met=True)}, YES),
            [(Gap.comment, "1.2")],
        ),
        (
            "not met, and nothing is said to be missing",
            Answers({"1.1": MET, "1.2": CriterionAnswer(met=False)}, YES),
            [(Gap.missing, "1.2")],
        ),
        (
            "not met, and the comment says no more than that",
            Answers({"1.1": MET, "1.2": CriterionAnswer(met=False, comment=" Not yet. ")}, YES),
            [(Gap.missing, "1.2")],
        ),
        (
            "not met, with what is missing",
            Answers({"1.1": MET, "1.2": CriterionAnswer(met=False, comment="A second example.")}, YES),
            [],
        ),
        (
            "a blank comment",
            Answers({"1.1": MET, "1.2": CriterionAnswer(True, comment="  ")}, YES),
            [(Gap.comment, "1.2")],
        ),
        (
            "comment without answer",
            Answers({"1.1": MET, "1.2": CriterionAnswer(comment="Hm")}, YES),
            [(Gap.decision, "1.2")],
        ),
        ("a test open", Answers({"1.1": MET, "1.2": MET}, YES | {"current": None}), [(Gap.test, "current")]),
        ("a no unexplained", Answers({"1.1": MET, "1.2": MET}, YES | {"valid": False}), [(Gap.tests_comment, "")]),
        ("a no explained", Answers({"1.1": MET, "1.2": MET}, YES | {"valid": False}, "Off the point."), []),
    ],
)
def test_a_decision_takes_an_answer_and_a_comment_on_every_criterion_and_five_tests(case, answers, expected):
    assert answers.gaps(["1.1", "1.2"], Scale.pass_refer) == expected


def test_with_marks_only_the_marks_decide():
    answers = Answers({"1.1": CriterionAnswer(met=True, marks=9, comment="x"), "1.2": CriterionAnswer(met=True)}, YES)
    assert answers.decided(["1.1", "1.2"], Scale.marks) == {"1.1": False, "1.2": None}


def test_with_marks_too_a_criterion_below_half_takes_what_is_missing():
    answers = Answers({"1.1": CriterionAnswer(marks=9, comment="Half."), "1.2": MET}, YES)
    assert answers.gaps(["1.1"], Scale.marks) == [(Gap.missing, "1.1")]


@pytest.mark.parametrize(("marks", "met"), [(0, False), (9, False), (10, True), (20, True)])
def test_half_of_twenty_marks_is_met(marks, met):
    assert CriterionAnswer(marks=marks).is_met(Scale.marks) is met


@pytest.mark.parametrize("marks", [-1, 21])
def test_marks_beyond_the_scale_cannot_be_given(marks):
    with pytest.raises(ValueError, match="cannot be given"):
        CriterionAnswer(marks=marks).is_met(Scale.marks)


def test_a_draft_keeps_everything_that_was_answered():
    answers = Answers(
        {"1.1": MET, "1.2": CriterionAnswer(marks=7)}, YES | {"valid": False, "current": None}, "Why", "Well done"
    )
    assert Answers.from_draft(answers.as_draft()) == answers


def test_an_empty_draft_has_no_answer():
    answers = Answers.from_draft({})
    assert answers.decided(["1.1"], Scale.pass_refer) == {"1.1": None}
