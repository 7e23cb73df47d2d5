"""What an assessor and a countersigner may type."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, IntegerField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Optional

from assessments.grading.answers import MARKS_EACH, Answers, CriterionAnswer, Gap
from assessments.grading.outcomes import EVIDENCE_TESTS, Scale
from assessments.grading.wording import TESTS, missing
from core.forms import AtMost, VersionedForm, choices
from people.signing import SealedForm, SigningForm
from training.awards.models import AssessmentCriterion

LONGEST_COMMENT = 4_000
PREFIXES = ("outcome_", "marks_", "comment_")
YES_NO = [("yes", _l("Yes")), ("no", _l("No"))]


def _words(label: Any) -> TextAreaField:
    return TextAreaField(label, validators=[Optional(), AtMost(LONGEST_COMMENT)])


def _yes_or_no(test: str) -> RadioField:
    return RadioField(TESTS[test][0], choices=choices(YES_NO), validators=[Optional()])


class MarksField(IntegerField):
    """Marks for one criterion. What is typed stays in the box."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a whole number within the scale; anything else says what to type."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = int(typed) if typed.isdecimal() and len(typed) <= 3 else None
        if typed and (self.data is None or self.data > MARKS_EACH):
            self.data = None
            raise ValueError(_("Type a whole number from 0 to %(most)s.", most=MARKS_EACH))


@dataclass(frozen=True, slots=True)
class Line:
    """One open criterion with its fields; `answer` is met or not, or marks."""

    criterion: AssessmentCriterion
    answer: Field
    comment: Field


class MarkingForm(VersionedForm):
    """All answers on one mark sheet; `marking_form` adds the fields of the open criteria."""

    open_criteria: Sequence[AssessmentCriterion] = ()
    scale: Scale = Scale.pass_refer

    page = HiddenField()
    valid = _yes_or_no("valid")
    authentic = _yes_or_no("authentic")
    current = _yes_or_no("current")
    sufficient = _yes_or_no("sufficient")
    reliable = _yes_or_no("reliable")
    tests_comment = _words(_l("Where you answered no: why?"))
    feedback = _words(_l("To the trainee, on the whole unit"))

    def lines(self) -> Iterator[Line]:
        """The open criteria with their fields, in the order of the unit."""
        kind = "marks" if self.scale is Scale.marks else "outcome"
        for criterion in self.open_criteria:
            key = criterion.public_id.hex
            yield Line(criterion, self[f"{kind}_{key}"], self[f"comment_{key}"])

    def tests(self) -> list[tuple[Field, Any]]:
        """The five tests of evidence with what each asks."""
        return [(self[test], TESTS[test][1]) for test in EVIDENCE_TESTS]

    def validate(self, extra_validators: Any = None) -> bool:
        """Also refuse answers on criteria that are not open here."""
        fine = super().validate(extra_validators)
        if any(name.startswith(PREFIXES) and name not in self for name in request.form):
            self.add_error(_("Only the open criteria of this unit can be decided. Open the page again."))
            return False
        return fine

    def answers(self) -> Answers:
        """What was typed."""
        given = {}
        for line in self.lines():
            answer = CriterionAnswer(comment=line.comment.data or "")
            if self.scale is Scale.marks:
                answer = CriterionAnswer(marks=line.answer.data, comment=answer.comment)
            elif line.answer.data:
                answer = CriterionAnswer(met=line.answer.data == "met", comment=answer.comment)
            given[line.criterion.code] = answer
        tests = {test: {"yes": True, "no": False}.get(self[test].data) for test in EVIDENCE_TESTS}
        return Answers(given, tests, self.tests_comment.data or "", self.feedback.data or "")

    def show(self, gaps: Iterable[tuple[Gap, str]]) -> None:
        """Put what is missing beside its field."""
        lines = {line.criterion.code: line for line in self.lines()}
        for gap, what in gaps:
            if gap in {Gap.decision, Gap.testimony}:
                self.add_error(missing(gap, what), lines[what].answer.name)
            elif gap in {Gap.comment, Gap.missing}:
                self.add_error(missing(gap, what), lines[what].comment.name)
            else:
                self.add_error(missing(gap, what), what or gap.value)

    def wait_for(self, waiting: Iterable[tuple[Sequence[str], str]]) -> None:
        """Say beside the first open criterion that an unsigned record covers why the decision waits."""
        for covers, sentence in waiting:
            codes = {name.rpartition(" ")[2] for name in covers}
            line = next((each for each in self.lines() if each.criterion.code in codes), None)
            self.add_error(sentence, line.answer.name if line else None)


def marking_form(criteria: Sequence[AssessmentCriterion], scale: Scale, answers: Answers, version: int) -> MarkingForm:
    """The form for these open criteria, filled with what is answered so far."""
    fields: dict[str, Any] = {"open_criteria": criteria, "scale": scale}
    start: dict[str, Any] = {
        "version": str(version),
        "tests_comment": answers.tests_comment,
        "feedback": answers.feedback,
    } | {test: {True: "yes", False: "no"}.get(answers.tests.get(test)) for test in EVIDENCE_TESTS}  # type: ignore[arg-type]
    for criterion in criteria:
        key, code = criterion.public_id.hex, criterion.code
        answer = answers.criteria.get(code, CriterionAnswer())
        if scale is Scale.marks:
            label = _l("Marks for %(code)s, of %(most)s", code=code, most=MARKS_EACH)
            fields[f"marks_{key}"] = MarksField(label, validators=[Optional()])
            start[f"marks_{key}"] = answer.marks
        else:
            fields[f"outcome_{key}"] = RadioField(
                _l("Is %(code)s met?", code=code),
                choices=choices([("met", _l("Met")), ("not_met", _l("Not met"))]),
                validators=[Optional()],
            )
            start[f"outcome_{key}"] = {True: "met", False: "not_met"}.get(answer.met)  # type: ignore[arg-type]
        fields[f"comment_{key}"] = _words(_l("Comment on %(code)s", code=code))
        start[f"comment_{key}"] = answer.comment
    return cast(MarkingForm, type("OpenMarkingForm", (MarkingForm,), fields)(data=start))


class SignDecisionForm(VersionedForm, SealedForm):
    """The signature under a decision, of the mark sheet as the page showed it."""


class CountersignForm(SigningForm):
    """Agree to a decision, or send it back."""

    answer = RadioField(
        _l("Do you agree with this decision?"),
        choices=choices([("agree", _l("I agree")), ("send_back", _l("I send it back"))]),
        validators=[InputRequired(_l("Say whether you agree."))],
    )
    comment = _words(_l("Comment for the assessor"))
