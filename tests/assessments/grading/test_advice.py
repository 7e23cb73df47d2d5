"""Advice on comments: what is missing is named, and the answer is left to the trainee."""

import pytest

from assessments.grading.advice import Advice, advice_on

QUOTATION = " ".join(["word"] * 16)


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("", [Advice.says_little]),
        ("Too short.", [Advice.says_little]),
        ("Say how the group agreed what to do next.", []),
        (f"Write “{QUOTATION}” in the second paragraph.", [Advice.writes_answer]),
        (f'Write "{QUOTATION}" in the second paragraph.', [Advice.writes_answer]),
        (" ".join(["word"] * 120), []),
        (" ".join(["word"] * 121), [Advice.is_long]),
        ("You write “we all agreed”: how did you know that they did?", []),
        (f"“{QUOTATION}”", [Advice.writes_answer]),
    ],
)
def test_what_a_comment_on_a_criterion_not_met_might_do_better(comment: str, found: list[Advice]) -> None:
    assert advice_on(comment) == found
