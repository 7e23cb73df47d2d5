"""Questions asked while marking: beside the criteria, under the signature, and in the way of it while unsigned."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from assessments.grading import questions, signed
from assessments.grading import services as grading
from assessments.grading.models import UnitDecision
from core import clock
from core.canonical import canonical_hash
from core.errors import MovedOn, RuleBroken
from core.filters import day
from people.models import Person, Role
from tests.factories import discussions as factory
from tests.factories import grading as grading_factory
from tests.factories import people
from tests.factories.signatures import without_triggers
from tests.training.discussions.conftest import at_no_page
from tests.training.portfolio.conftest import Visitor
from training.discussions import services
from training.discussions.models import Discussion

Visit = Callable[[Person], Visitor]

pytestmark = pytest.mark.usefixtures("session")


def intact(decision: UnitDecision) -> bool:
    return signed.is_as_signed(decision, grading.answers_of(decision), grading.scale_of(decision.submission))


@pytest.mark.parametrize("handed_over", [False, True])
def test_there_is_no_decision_while_a_record_waits_for_a_signature(handed_over: bool) -> None:
    sheet = grading_factory.mark_sheet()
    made = factory.asked(sheet.submission)
    waits_for = made.recorder
    if handed_over:
        services.hand_over(made, by=made.recorder)
        waits_for = made.enrolment.person
    with pytest.raises(RuleBroken) as refused:
        grading_factory.decision(sheet)
    assert refused.value.field == "password"
    assert day(made.held_on) in refused.value.message and waits_for.full_name in refused.value.message
    services.withdraw(made, by=made.recorder)
    assert grading_factory.decision(sheet).discussions == []


def test_a_decision_is_signed_with_the_hash_of_each_record_and_its_receipt_finds_them(session: Session) -> None:
    sheet = grading_factory.mark_sheet()
    without = signed.content_of(sheet, grading.Answers(), grading.Scale.pass_refer, "pass")
    made = [factory.finish(factory.asked(sheet.submission, code)) for code in ("1.1", "1.2")]
    content = signed.content_of(sheet, grading.Answers(), grading.Scale.pass_refer, "pass")
    assert without["discussions"] == []
    assert content == without | {"discussions": questions.content(sheet)}
    decision = grading_factory.decision(sheet)
    assert {each["record"]: each["hash"] for each in decision.discussions} == {
        str(each.public_id): each.content_hash for each in made
    }
    session.expire_all()
    assert intact(decision)
    assert [each.codes for each in questions.of_decision(decision)] == [["1.1"], ["1.2"]]


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE discussion SET answers = 'Something else.' WHERE id = :id",
        "UPDATE discussion SET submission_id = NULL WHERE id = :id",
        "DELETE FROM discussion WHERE id = :id",
    ],
)
def test_a_record_that_is_changed_moved_or_taken_away_breaks_the_receipt(session: Session, tampering: str) -> None:
    sheet = grading_factory.mark_sheet()
    made = factory.finish(factory.asked(sheet.submission))
    decision = grading_factory.decision(sheet)
    session.flush()
    assert intact(decision)
    without_triggers(session, "discussion")
    session.execute(text(tampering), {"id": made.id})
    session.expire_all()
    assert not intact(decision)


def test_a_record_that_is_signed_after_the_page_was_shown_is_not_signed_unseen() -> None:
    sheet = grading_factory.mark_sheet()
    shown = grading_factory.answers(sheet.submission)
    given = {code: grading.CriterionAnswer(True, None, f"Comment on {code}.") for code in ("1.1", "1.2", "1.3")}
    answers = grading.Answers(given, grading_factory.ALL_YES)
    content = canonical_hash(signed.content_of(sheet, answers, grading.Scale.pass_refer, "pass"))
    factory.finish(factory.asked(sheet.submission))
    with pytest.raises(MovedOn, match="Read it again"):
        grading.record_decision(sheet, shown, grading_factory.ALL_YES, shown_hash=content, by=sheet.assessor)


def test_what_was_asked_before_a_decision_was_sent_back_counts_in_the_next_one() -> None:
    decision = _decided_with_question(grading_factory.assessor(qualified=False))
    grading.countersign(decision, False, "Look at 1.1 again.", by=grading_factory.assessor())
    again = decision.submission.mark_sheets[-1]  # type: ignore[attr-defined]
    assert questions.content(again) == decision.discussions != []


def test_nothing_is_recorded_for_work_that_is_not_being_marked(visit: Visit) -> None:
    sheet = grading_factory.mark_sheet()
    decision = grading_factory.decision(sheet)
    page = visit(sheet.assessor).get(f"/discussions/while-marking/{decision.submission.public_id}")
    assert page.status_code == 403 and "not being marked now" in page.text
    for role in (Role.assessor, Role.tutor, Role.trainee, Role.lead_iqa):
        path = f"/discussions/while-marking/{decision.submission.public_id}"
        assert visit(people.person(role)).get(path).status_code == 404


def test_the_marking_page_leads_to_recording_and_shows_what_both_signed_beside_its_criteria(visit: Visit) -> None:
    sheet = grading_factory.mark_sheet()
    submission = sheet.submission
    assessor = visit(sheet.assessor)
    path = f"/marking/{submission.public_id}"
    assert f"/discussions/while-marking/{submission.public_id}" in assessor.get(path).text
    made = factory.asked(submission, "1.2")
    at_no_page(services.hand_over, made, by=made.recorder)
    page = assessor.get(path).text
    assert "waits for" in page and f"/discussions/{made.public_id}" in page
    assert factory.ANSWERS not in page
    at_no_page(services.sign, made, by=made.enrolment.person)
    page = assessor.get(path).text
    assert factory.ANSWERS in page and page.count(f'href="#asked-{made.public_id}"') == 1
    assert assessor.statements(path) <= 15


def test_the_refusal_stands_beside_the_criterion_and_beside_the_signature(visit: Visit) -> None:
    sheet = grading_factory.mark_sheet()
    submission, assessor = sheet.submission, sheet.assessor
    people.login(assessor, people.PASSWORD)
    made = factory.asked(submission, "1.2")
    at_no_page(services.hand_over, made, by=made.recorder)
    typed = {"version": str(sheet.version), **dict.fromkeys(grading_factory.ALL_YES, "yes")}
    keys = {criterion.code: criterion.public_id.hex for criterion in submission.unit.criteria}
    for key in keys.values():
        typed |= {f"outcome_{key}": "met", f"comment_{key}": "Seen."}
    visitor = visit(assessor)
    page = visitor.post(f"/marking/{submission.public_id}", data=typed)
    sentence = f"The record of {day(made.held_on)} waits for {made.enrolment.person.full_name}’s signature"
    assert page.status_code == 422
    assert f'href="#outcome_{keys["1.2"]}-0">{sentence}' in page.text
    assert visitor.post(f"/marking/{submission.public_id}", data=typed | {"save": "later"}).status_code == 303
    check = f"/marking/{submission.public_id}/check"
    page = visitor.post(check, data={"version": str(sheet.version), "password": people.PASSWORD})
    assert page.status_code == 422 and f'href="#password">{sentence}' in page.text
    at_no_page(services.sign, made, by=made.enrolment.person)
    page = visitor.get(check)
    assert page.status_code == 200 and "Questions asked while marking" in page.text
    assert visitor.statements(check) <= 15


def test_who_reads_the_decision_reads_what_was_asked_with_it(visit: Visit) -> None:
    decision = _decided_with_question(grading_factory.assessor(qualified=False))
    other = grading_factory.assessor()
    page = visit(other).get(f"/countersign/{decision.public_id}")
    assert factory.ANSWERS in page.text
    assert visit(other).statements(f"/countersign/{decision.public_id}") <= 15


def _decided_with_question(assessor: Person) -> "grading.UnitDecision":
    sheet = grading_factory.mark_sheet(by=assessor)
    made: Discussion = factory.asked(sheet.submission, held_on=clock.today())
    factory.finish(made)
    return grading_factory.decision(sheet)
