"""What an assessor has answered so far: kept while it is half done, and complete before it is a decision."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from assessments.grading.advice import says_what_is_missing
from assessments.grading.outcomes import EVIDENCE_TESTS, Answer, Scale, evidence_test_gaps, is_met

MARKS_EACH = 20
"""The most marks for one criterion, where an award is marked (ILM scale; golden case 10, domain §8)."""


@dataclass(frozen=True, slots=True)
class CriterionAnswer:
    """The answer on one criterion: met or not, or marks where the award has marks; None where it is still open."""

    met: bool | None = None
    marks: int | None = None
    comment: str = ""

    def as_answer(self, scale: Scale) -> Answer:
        """As the rules of outcomes read it. Marks decide alone where the award has marks."""
        if scale is Scale.pass_refer:
            return Answer(met=self.met)
        return Answer(marks=self.marks, out_of=MARKS_EACH)

    def is_met(self, scale: Scale) -> bool | None:
        """Whether the criterion is met; None while it is open. Raises ValueError for marks that cannot be given."""
        return is_met(scale, self.as_answer(scale))


class Gap(StrEnum):
    """What is missing before a decision can be given."""

    decision = "decision"
    comment = "comment"
    missing = "missing"  # not met, and the comment does not say what is missing
    test = "test"
    tests_comment = "tests_comment"
    testimony = "testimony"  # met, though the criterion rests on witness testimony alone


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers on one mark sheet: by code of the criterion, the five tests of evidence, and words to the trainee."""

    criteria: Mapping[str, CriterionAnswer] = field(default_factory=dict)
    tests: Mapping[str, bool | None] = field(default_factory=dict)
    tests_comment: str = ""
    feedback: str = ""

    def gaps(
        self, open_codes: Collection[str], scale: Scale, on_testimony_alone: Collection[str] = ()
    ) -> list[tuple[Gap, str]]:
        """What is missing, with the code of the criterion or the name of the test.

        A decision takes an answer and a comment on every open criterion and five answers on the evidence (domain §5).
        Where a criterion is not met, the comment says what is missing. One `on_testimony_alone` cannot be met.
        """
        found: list[tuple[Gap, str]] = []
        for code in open_codes:
            answer = self.criteria.get(code, CriterionAnswer())
            met = answer.is_met(scale)
            if met is None:
                found.append((Gap.decision, code))
            elif met and code in on_testimony_alone:
                found.append((Gap.testimony, code))
            if met is False and not says_what_is_missing(answer.comment):
                found.append((Gap.missing, code))
            elif not answer.comment.strip():
                found.append((Gap.comment, code))
        for test in evidence_test_gaps(self.tests, self.tests_comment):
            found.append((Gap.tests_comment, "") if test == "comment" else (Gap.test, test))
        return found

    def decided(self, open_codes: Collection[str], scale: Scale) -> dict[str, bool | None]:
        """Whether each open criterion is met so far, by code."""
        return {code: self.criteria.get(code, CriterionAnswer()).is_met(scale) for code in open_codes}

    def as_draft(self) -> dict[str, Any]:
        """As it is kept on a mark sheet."""
        return {
            "criteria": {
                code: {"met": answer.met, "marks": answer.marks, "comment": answer.comment}
                for code, answer in self.criteria.items()
            },
            "tests": {test: self.tests.get(test) for test in EVIDENCE_TESTS},
            "tests_comment": self.tests_comment,
            "feedback": self.feedback,
        }

    @classmethod
    def from_draft(cls, draft: Mapping[str, Any]) -> "Answers":
        """As it was kept; an empty draft has no answer."""
        return cls(
            criteria={code: CriterionAnswer(**kept) for code, kept in draft.get("criteria", {}).items()},
            tests=dict(draft.get("tests", {})),
            tests_comment=draft.get("tests_comment", ""),
            feedback=draft.get("feedback", ""),
        )
