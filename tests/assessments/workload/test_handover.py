"""One assessor takes over from another: what closes, what stays, and where it is refused."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from assessments.grading import policy, queries, services
from assessments.grading.answers import Answers, CriterionAnswer
from assessments.grading.handover import hand_over
from assessments.grading.models import MarkSheet
from assessments.iqa import services as iqa
from assessments.iqa.models import SampleOutcome
from core import clock, history
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.workflow import TransitionNotAllowed
from people.models import ConflictDecision, ConflictDeclaration, Role
from people.working_time.models import Absence
from tests import london
from tests.factories import grading, people, portfolio, quality
from training.portfolio.allocation import ReallocationReason
from training.portfolio.models import SubmissionState

NOTED = "Half a thought that is nobody’s but mine."


@pytest.fixture
def administrator(session):
    return people.person(Role.centre_administrator)


@pytest.fixture
def other(session):
    return grading.assessor()


def give(submission, to, **fields):
    by = fields.pop("by", None) or people.person(Role.centre_administrator)
    fields = {"reason": ReallocationReason.absence, "due_on": portfolio.due_on()} | fields
    return hand_over(submission, to, by=by, **fields)


def begun(**fields):
    """A sheet with something noted on it."""
    sheet = grading.mark_sheet(**fields)
    [first, *_rest] = queries.open_criteria(sheet.submission)
    services.save_draft(sheet, Answers({first.code: CriterionAnswer(True, None, NOTED)}), by=sheet.assessor)
    return sheet


def test_a_unit_that_nobody_began_goes_to_the_other_with_a_new_day(administrator, other):
    sent = grading.allocated()
    before, due_on = sent.assessor, london.today() + timedelta(days=20)
    give(sent, other, by=administrator, due_on=due_on)
    assert (sent.state, sent.assessor, sent.due_on) == (SubmissionState.allocated, other, due_on)
    [entry] = [entry for entry in history.timeline(sent) if entry.verb == "reallocated"]
    assert entry.actor_id == administrator.id
    assert entry.facts == {
        "reason": "absence",
        "from_id": before.id,
        "from_name": before.full_name,
        "to_id": other.id,
        "to_name": other.full_name,
        "due_on": due_on.isoformat(),
    }


def test_a_sheet_that_is_begun_is_closed_and_kept_and_the_new_one_is_empty(other):
    sheet = begun()
    sent = sheet.submission
    give(sent, other)
    assert (sheet.closed_at is not None, sheet.handed_over, sheet.decision) == (True, True, None)
    assert NOTED in str(sheet.draft)
    assert sent.state is SubmissionState.allocated
    db.session.expire(sent)
    fresh = services.start(sent, by=other)
    assert (fresh.assessor, fresh.draft) == (other, Answers().as_draft())
    assert NOTED not in str([entry.facts for entry in history.timeline(sheet, sent)])


def test_what_is_noted_is_passed_on_only_where_the_centre_says_so(other):
    sheet = begun()
    give(sheet.submission, other, with_draft=True)
    db.session.expire(sheet.submission)
    fresh = services.start(sheet.submission, by=other)
    assert NOTED in str(fresh.draft)


def test_what_one_noted_does_not_come_back_through_a_third(other):
    """Passed on to the second, not to the third: the third begins empty."""
    sheet, third = begun(), grading.assessor()
    sent = sheet.submission
    give(sent, other, with_draft=True)
    db.session.expire(sent)
    services.start(sent, by=other)
    give(sent, third)
    db.session.expire(sent)
    assert services.start(sent, by=third).draft == Answers().as_draft()


def test_the_assessor_before_neither_reads_nor_decides_any_more(other):
    sheet = begun()
    sent, before = sheet.submission, sheet.assessor
    give(sent, other)
    assert not policy.can_see_work(before, sent)
    with pytest.raises(MovedOn):
        services.save_draft(sheet, Answers(), by=before)
    with pytest.raises((MovedOn, NotAllowed)):
        grading.decision(sheet)
    with pytest.raises(NotAllowed):
        services.start(sent, by=before)


def test_the_new_assessor_decides_and_the_decision_is_theirs(other):
    sheet = begun()
    give(sheet.submission, other)
    db.session.expire(sheet.submission)
    decision = grading.decision(services.start(sheet.submission, by=other))
    assert decision.assessor is other
    assert decision.submission.state is SubmissionState.final_pass


def test_a_closed_sheet_never_changes(session, other):
    sheet = begun()
    give(sheet.submission, other)
    session.flush()
    for statement in ("UPDATE mark_sheet SET draft = '{}' WHERE id = :id", "DELETE FROM mark_sheet WHERE id = :id"):
        with pytest.raises(IntegrityError, match="final"), session.begin_nested():
            session.execute(text(statement), {"id": sheet.id})


def test_the_database_keeps_one_open_sheet_a_submission(session, other):
    sheet = grading.mark_sheet()
    session.add(MarkSheet(submission=sheet.submission, assessor=other, opened_at=clock.now()))
    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize(("column", "value"), [("handed_over", True), ("draft_passed_on", True)])
def test_an_open_sheet_is_not_handed_over(session, column, value):
    sheet = grading.mark_sheet()
    setattr(sheet, column, value)
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_decision_that_waits_for_a_countersignature_keeps_its_assessor(other):
    decision = grading.waiting()
    with pytest.raises(TransitionNotAllowed):
        give(decision.submission, other)
    assert decision.submission.assessor is decision.assessor


def test_a_unit_that_came_back_from_a_countersigner_goes_to_another_and_the_decision_stays(other):
    decision = grading.waiting()
    services.countersign(decision, False, "Look at 1.1 again.", by=grading.assessor())
    sent = decision.submission
    give(sent, other)
    db.session.expire(sent)
    assert policy.can_mark(other, sent)
    assert decision.assessor is not other
    second = grading.decision(services.start(sent, by=other))
    assert [each.assessor for each in queries.decisions_of(sent)] == [decision.assessor, other]
    assert second.is_final


def test_a_unit_that_quality_assurance_returned_goes_to_another(other):
    decision = quality.decision(state=SubmissionState.returned_to_assessor)
    sent = decision.submission
    give(sent, other)
    assert (sent.state, sent.assessor) == (SubmissionState.returned_to_assessor, other)
    assert queries.decisions_of(sent) == [decision]


def test_who_countersigned_or_checked_a_decision_does_not_take_the_unit_over(session):
    decision, countersigner = grading.waiting(), grading.assessor()
    services.countersign(decision, False, "Look at 1.1 again.", by=countersigner)
    with pytest.raises(RuleBroken, match="countersigned"):
        give(decision.submission, countersigner)
    sample = quality.judged()
    sent = sample.decision.submission
    people.grant(sample.iqa, Role.assessor)
    with pytest.raises(RuleBroken, match="checked"):
        give(sent, sample.iqa)


@pytest.mark.parametrize(
    "state",
    [
        state
        for state in SubmissionState
        if state not in {SubmissionState.allocated, SubmissionState.in_assessment, SubmissionState.returned_to_assessor}
    ],
)
def test_nothing_else_is_handed_over(state, other):
    sent = grading.allocated()
    sent.state = state
    if state is SubmissionState.returned_admin:
        sent.return_reason = "incomplete"
    with pytest.raises(TransitionNotAllowed):
        give(sent, other)


def test_a_managed_conflict_stays_on_the_unit_whoever_had_it(other):
    """Invariant 22: its decisions are sampled in full."""
    sent = grading.allocated()
    sent.managed_conflict = True
    assert give(sent, other).managed_conflict
    third = grading.assessor()
    declare(third, grading_trainee(sent), ConflictDecision.managed)
    assert give(grading.allocated(sent.enrolment, "C5-4"), third).managed_conflict


@pytest.mark.parametrize("decision", [ConflictDecision.open, ConflictDecision.blocked])
def test_a_conflict_that_is_not_settled_stops_it(other, decision):
    sent = grading.allocated()
    declare(other, grading_trainee(sent), decision)
    with pytest.raises(RuleBroken):
        give(sent, other)


def test_it_is_not_given_to_who_has_it_is_the_trainee_or_is_away(other):
    sent = grading.allocated()
    trainee = grading_trainee(sent)
    people.grant(trainee, Role.assessor)
    away = grading.assessor()
    today = london.today()
    db.session.add(Absence(person=away, starts_on=today, ends_on=today + timedelta(days=3)))
    db.session.flush()
    for person in (sent.assessor, trainee, away, people.person(Role.iqa)):
        with pytest.raises(RuleBroken):
            give(sent, person)
    with pytest.raises(NotAllowed):
        give(sent, other, by=trainee)
    with pytest.raises(RuleBroken):
        give(sent, other, due_on=today - timedelta(days=1))


def grading_trainee(submission):
    return submission.enrolment.person


def declare(person, about, decision):
    row = ConflictDeclaration(
        person=person, about=about, nature="friend", decision=decision, declared_on=london.today()
    )
    db.session.add(row)
    db.session.flush()


def test_nobody_takes_over_who_judged_it_before_another_looked(other):
    sample = quality.judged(quality.opened(grading.decision()), SampleOutcome.disagree)
    sent, first = sample.decision.submission, sample.iqa
    grading.decision(services.start(sent, by=sent.assessor))
    iqa.judge(
        iqa.open_sample(sample, by=quality.iqa()), SampleOutcome.disagree, feedback=quality.FEEDBACK, by=sample.iqa
    )
    assert sample.iqa is not first and sent.state is SubmissionState.returned_to_assessor
    people.grant(first, Role.assessor)
    with pytest.raises(RuleBroken, match="checked or countersigned"):
        give(sent, first)
    give(sent, other)
