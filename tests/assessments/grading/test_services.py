from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from assessments.grading import queries, services
from assessments.grading.answers import Answers, CriterionAnswer
from assessments.grading.models import Countersignature, Outcome
from assessments.grading.outcomes import is_overtaken
from assessments.iqa import queries as iqa_queries
from assessments.iqa import services as iqa
from assessments.iqa.models import SampleOutcome
from core import clock, history
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.mail import Mail
from people.models import ConflictDecision, ConflictDeclaration, CredentialKind, Role
from tests import london
from tests.factories import awards, enrolments, grading, people, portfolio, quality, signatures
from training.enrolments.models import AllocationRole
from training.portfolio import queries as portfolio_queries
from training.portfolio import services as portfolio_services
from training.portfolio.models import DeclarationKind, EvidenceState, SubmissionState
from training.portfolio.sending import prepare
from training.portfolio.workflow import SubmissionAction

pytestmark = pytest.mark.usefixtures("session")


def conflict(one, other, decision):
    row = ConflictDeclaration(
        person_id=one.id, about_id=other.id, nature="friend", decision=decision, declared_on=london.today()
    )
    db.session.add(row)
    db.session.flush()


def standing(submission):
    rows = portfolio_queries.standings_of(submission.enrolment).values()
    return {row.criterion.code: row.met for row in rows}


# ---- Invariant 17: the outcome ----


def test_a_unit_passes_when_every_criterion_is_met():
    decision = grading.decision()
    assert decision.outcome is Outcome.passed
    assert decision.submission.state is SubmissionState.final_pass
    assert decision.due_back_on is None
    assert set(standing(decision.submission).values()) == {True}


def test_one_criterion_not_met_refers_the_unit_and_gives_the_days_of_the_award():
    decision = grading.decision(refer=("1.2",))
    assert decision.outcome is Outcome.refer
    assert decision.submission.state is SubmissionState.final_refer
    assert decision.due_back_on == london.today() + timedelta(days=42)
    assert [code for code, met in standing(decision.submission).items() if not met] == ["1.2"]


def test_golden_case_10_one_criterion_under_half_its_marks_refers_whatever_the_total():
    place = portfolio.enrolment(version=grading.marked_award())
    sheet = grading.mark_sheet(grading.allocated(place, "C5-2"))
    codes = [criterion.code for criterion in sheet.submission.unit.criteria]
    marks = dict(zip(codes, (20, 20, 20, 9, 20, 20, 20), strict=True))
    decision = grading.decision(sheet, decisions=grading.answers(sheet.submission, marks=marks))
    assert decision.outcome is Outcome.refer
    assert [(each.marks, each.out_of, each.met) for each in sheet.criterion_decisions][3] == (9, 20, False)
    assert [each.criterion.code for each in sheet.criterion_decisions if not each.met] == [codes[3]]


def test_ten_of_twenty_on_each_criterion_passes():
    place = portfolio.enrolment(version=grading.marked_award())
    sheet = grading.mark_sheet(grading.allocated(place, "C5-2"))
    marks = {criterion.code: 10 for criterion in sheet.submission.unit.criteria}
    decision = grading.decision(sheet, decisions=grading.answers(sheet.submission, marks=marks))
    assert decision.outcome is Outcome.passed


@pytest.mark.parametrize("marks", [-1, 21])
def test_marks_beyond_the_scale_are_refused(marks):
    place = portfolio.enrolment(version=grading.marked_award())
    sheet = grading.mark_sheet(grading.allocated(place, "C5-2"))
    given = {criterion.code: 20 for criterion in sheet.submission.unit.criteria} | {"1.1": marks}
    with pytest.raises(RuleBroken, match="from 0 to 20"):
        grading.decision(sheet, decisions=grading.answers(sheet.submission, marks=given))


# ---- What a decision needs ----


def test_a_decision_needs_an_answer_on_every_open_criterion():
    sheet = grading.mark_sheet()
    given = grading.answers(sheet.submission)
    given.popitem()
    with pytest.raises(RuleBroken, match="Decide"):
        grading.decision(sheet, decisions=given)


def test_a_decision_needs_a_comment_on_every_open_criterion():
    sheet = grading.mark_sheet()
    given = {
        criterion_id: (met, marks, " ") for criterion_id, (met, marks, _) in grading.answers(sheet.submission).items()
    }
    with pytest.raises(RuleBroken, match="comment"):
        grading.decision(sheet, decisions=given)


def test_a_decision_needs_five_answers_on_the_evidence():
    sheet = grading.mark_sheet()
    with pytest.raises(RuleBroken, match="reliable"):
        grading.decision(sheet, tests=grading.ALL_YES | {"reliable": None})
    with pytest.raises(RuleBroken, match="why"):
        grading.decision(sheet, tests=grading.ALL_YES | {"sufficient": False})
    decision = grading.decision(sheet, tests=grading.ALL_YES | {"sufficient": False}, tests_comment="Thin on 2.1.")
    assert decision.sufficient is False


def test_a_criterion_of_another_unit_is_refused():
    sheet = grading.mark_sheet()
    foreign = awards.unit(sheet.submission.enrolment.award_version, "C5-1").criteria[0]
    given = grading.answers(sheet.submission) | {foreign.id: (True, None, "Not mine.")}
    with pytest.raises(RuleBroken, match="open criteria"):
        grading.decision(sheet, decisions=given)


def test_work_that_is_not_what_was_sent_is_not_decided(monkeypatch):
    sheet = grading.mark_sheet()
    monkeypatch.setattr(services, "is_intact", lambda submission: False)
    with pytest.raises(RuleBroken, match="not what was sent"):
        grading.decision(sheet)


def test_a_decision_names_the_bundle_it_is_about_and_who_signed_it():
    decision = grading.decision(by=grading.assessor(given_name="Ruth", family_name="Calloway"))
    assert decision.bundle_hash == decision.submission.bundle_hash
    assert decision.signed_as == "Ruth Calloway, assessor"


# ---- Invariant 14: no assessment without ----


@pytest.mark.parametrize(
    ("case", "kind", "instead"),
    [
        ("no declaration of the trainee", DeclarationKind.trainee, None),
        ("a declaration that says nothing of AI", DeclarationKind.trainee, SimpleNamespace(ai_use=None)),
        ("no statement of the centre", DeclarationKind.centre, None),
    ],
)
def test_nobody_assesses_without_both_statements_and_a_word_on_ai(monkeypatch, case, kind, instead):
    sent, read = grading.allocated(), queries.statement_of
    monkeypatch.setattr(queries, "statement_of", lambda of, asked: instead if asked is kind else read(of, asked))
    with pytest.raises(RuleBroken, match="statement is missing"):
        services.start(sent, by=sent.assessor)


# ---- Invariant 18: what a referral opens ----


def resubmitted(first):
    """The next attempt at the unit of a referred decision, being marked by the same assessor."""
    place = first.submission.enrolment
    return grading.mark_sheet(grading.allocated(place, first.submission.unit.code, by=first.assessor))


def test_on_the_next_attempt_only_referred_criteria_are_open_and_the_others_stay_met():
    first = grading.decision(refer=("1.2",))
    sheet = resubmitted(first)
    assert [criterion.code for criterion in queries.open_criteria(sheet.submission)] == ["1.2"]
    second = grading.decision(sheet)
    assert second.outcome is Outcome.passed
    carried = {each.criterion.code: (each.carried, each.met, each.comment) for each in sheet.criterion_decisions}
    assert carried["1.1"] == (True, True, "Comment on 1.1.")
    assert carried["1.2"] == (False, True, "Comment on 1.2.")
    assert set(standing(second.submission).values()) == {True}


def test_a_criterion_that_is_met_already_cannot_be_decided_again():
    first = grading.decision(refer=("1.2",))
    sheet = resubmitted(first)
    closed = next(each for each in sheet.submission.unit.criteria if each.code == "1.1")
    with pytest.raises(RuleBroken, match="open criteria"):
        grading.decision(sheet, decisions=grading.answers(sheet.submission) | {closed.id: (False, None, "No.")})


# ---- Invariant 19: attempts ----


def test_the_last_attempt_gives_no_day_to_send_it_again():
    second = grading.decision(resubmitted(grading.decision(refer=("1.2",))), refer=("1.2",))
    assert second.submission.attempt == 2
    assert second.due_back_on is None


# ---- Invariant 20: different people ----


def test_only_the_assessor_it_was_given_to_may_begin():
    with pytest.raises(NotAllowed):
        services.start(grading.allocated(), by=grading.assessor())


def test_a_trainee_never_decides_their_own_work():
    sent = grading.allocated()
    trainee = sent.enrolment.person
    people.grant(trainee, Role.assessor)
    with db.session.no_autoflush:  # the database does not take it either
        sent.assessor, sent.assessor_id = trainee, trainee.id
        with pytest.raises(NotAllowed, match="own work"):
            services.start(sent, by=trainee)
        db.session.expire(sent)


def test_the_iqa_of_the_trainee_does_not_decide():
    submission = grading.allocated()
    checker = submission.assessor
    people.grant(checker, Role.iqa)
    for row in submission.enrolment.allocations:
        row.role = AllocationRole.iqa
    db.session.flush()
    with pytest.raises(NotAllowed, match="check the decisions"):
        services.start(submission, by=checker)


def test_another_assessor_does_not_sign_on_my_sheet():
    sheet = grading.mark_sheet()
    given = grading.answers(sheet.submission)
    with pytest.raises(NotAllowed):
        services.record_decision(sheet, given, grading.ALL_YES, by=grading.assessor())


@pytest.mark.parametrize("decision", [ConflictDecision.open, ConflictDecision.blocked])
def test_a_conflict_declared_since_stops_the_decision(decision):
    sheet = grading.mark_sheet()
    conflict(sheet.assessor, sheet.submission.enrolment.person, decision)
    with pytest.raises(RuleBroken, match="conflict of interest"):
        grading.decision(sheet)


def test_a_managed_conflict_does_not_stop_the_assessor():
    sheet = grading.mark_sheet()
    conflict(sheet.assessor, sheet.submission.enrolment.person, ConflictDecision.managed)
    assert grading.decision(sheet).is_final


# ---- Invariant 21: countersignature ----


@pytest.mark.parametrize(
    ("case", "kind", "obtained", "expires", "waits"),
    [
        ("none", None, None, None, True),
        ("current", CredentialKind.cava, date(2020, 1, 1), None, False),
        ("run out yesterday", CredentialKind.taqa, date(2020, 1, 1), -1, True),
        ("runs out today", CredentialKind.taqa, date(2020, 1, 1), 0, False),
        ("of an IQA only", CredentialKind.iqa_award, date(2020, 1, 1), None, True),
        ("occupational only", CredentialKind.occupational, date(2020, 1, 1), None, True),
    ],
)
def test_a_decision_waits_unless_the_assessor_is_qualified_on_its_day(case, kind, obtained, expires, waits):
    assessor = grading.assessor(qualified=False)
    if kind:
        until = None if expires is None else london.today() + timedelta(days=expires)
        grading.credential(assessor, kind, obtained_on=obtained, expires_on=until)
    decision = grading.decision(by=assessor)
    assert decision.needs_countersignature is waits
    assert decision.is_final is not waits
    assert (decision.submission.state is SubmissionState.awaiting_countersign) is waits
    assert (standing(decision.submission) == {}) is waits


def test_nothing_is_settled_and_nobody_told_before_the_countersignature():
    decision = grading.waiting(refer=("1.2",))
    assert standing(decision.submission) == {}
    assert db.session.scalars(select(Mail)).all() == []
    assert {item.evidence_item.state for item in decision.submission.items} == {EvidenceState.locked}


@pytest.mark.parametrize(
    ("refer", "state"), [((), SubmissionState.final_pass), (("1.2",), SubmissionState.final_refer)]
)
def test_an_agreed_decision_becomes_final(refer, state):
    decision = grading.waiting(refer=refer)
    row = services.countersign(decision, True, by=grading.assessor())
    assert decision.is_final
    assert decision.submission.state is state
    assert row.signed_as.endswith(", assessor")
    assert all(met is (code not in refer) for code, met in standing(decision.submission).items())


def test_the_days_to_send_work_again_begin_with_the_countersignature(monkeypatch):
    decision = grading.waiting(refer=("1.2",))
    later = london.today() + timedelta(days=5)
    monkeypatch.setattr(clock, "today", lambda zone=None: later)
    services.countersign(decision, True, by=grading.assessor())
    assert decision.send_by == later + timedelta(days=42)


def test_a_decision_sent_back_is_marked_again_from_its_own_answers():
    decision = grading.waiting(refer=("1.2",))
    services.countersign(decision, False, "Look at 1.2 again.", by=grading.assessor())
    assert not decision.is_final
    assert decision.submission.state is SubmissionState.in_assessment
    db.session.expire(decision.submission)
    sheet = queries.open_mark_sheet(decision.submission)
    assert sheet.assessor_id == decision.assessor_id
    kept = Answers.from_draft(sheet.draft)
    assert kept.criteria["1.2"] == CriterionAnswer(met=False, comment="Comment on 1.2.")
    assert kept.tests == grading.ALL_YES
    again = grading.decision(sheet)
    assert again.outcome is Outcome.passed
    assert queries.latest_decision(decision.submission) is again


def test_sending_back_takes_a_comment():
    with pytest.raises(RuleBroken, match="look at again"):
        services.countersign(grading.waiting(), False, " ", by=grading.assessor())


def test_nobody_countersigns_their_own_decision():
    decision = grading.waiting()
    grading.credential(decision.assessor)
    with pytest.raises(NotAllowed, match="You made this decision"):
        services.countersign(decision, True, by=decision.assessor)


def test_the_trainee_does_not_countersign():
    decision = grading.waiting()
    trainee = decision.submission.enrolment.person
    people.grant(trainee, Role.assessor)
    grading.credential(trainee)
    with pytest.raises(NotAllowed):
        services.countersign(decision, True, by=trainee)


def test_the_iqa_of_the_trainee_does_not_countersign():
    decision = grading.waiting()
    checker = people.person(Role.iqa, Role.assessor)
    grading.credential(checker)
    enrolments.allocation(decision.submission.enrolment, AllocationRole.iqa, checker)
    with pytest.raises(NotAllowed, match="check the decisions"):
        services.countersign(decision, True, by=checker)


def test_an_unqualified_assessor_does_not_countersign():
    with pytest.raises(NotAllowed, match="qualification"):
        services.countersign(grading.waiting(), True, by=grading.assessor(qualified=False))


@pytest.mark.parametrize("found", [ConflictDecision.open, ConflictDecision.managed, ConflictDecision.blocked])
def test_a_countersigner_with_a_conflict_leaves_it_to_another(found):
    decision, countersigner = grading.waiting(), grading.assessor()
    conflict(countersigner, decision.submission.enrolment.person, found)
    with pytest.raises(RuleBroken, match="conflict of interest"):
        services.countersign(decision, True, by=countersigner)


def test_nobody_acts_twice_on_the_same_decision():
    decision, countersigner = grading.waiting(), grading.assessor()
    services.countersign(decision, True, by=countersigner)
    with pytest.raises(MovedOn):
        services.countersign(decision, False, "Second thoughts.", by=countersigner)
    with pytest.raises(MovedOn):
        grading.decision(decision.mark_sheet)


def test_the_database_holds_one_countersignature_for_a_decision():
    decision, countersigner = grading.waiting(), grading.assessor()
    services.countersign(decision, True, by=countersigner)
    second = Countersignature(
        decision_id=decision.id,
        person_id=countersigner.id,
        agreed=False,
        signed_at=clock.now(),
        signed_as="x",
        signature=signatures.signature(countersigner),
    )
    db.session.add(second)
    with pytest.raises(IntegrityError):
        db.session.flush()


# ---- Begin, keep, close ----


def test_beginning_moves_the_submission_and_opens_a_sheet():
    submission = grading.allocated()
    sheet = services.start(submission, by=submission.assessor)
    assert submission.state is SubmissionState.in_assessment
    assert sheet.is_open
    with pytest.raises(MovedOn):
        services.start(submission, by=submission.assessor)


def test_a_draft_is_kept_and_a_second_window_is_told():
    sheet = grading.mark_sheet()
    seen = sheet.version
    answers = Answers({"1.1": CriterionAnswer(met=True, comment="Clear.")})
    services.save_draft(sheet, answers, version=seen, by=sheet.assessor)
    assert Answers.from_draft(sheet.draft).criteria["1.1"].comment == "Clear."
    with pytest.raises(MovedOn):
        services.save_draft(sheet, Answers(), version=seen, by=sheet.assessor)
    with pytest.raises(MovedOn):
        grading.decision(sheet, version=seen)


@pytest.mark.parametrize("state", [state for state in SubmissionState if state is not SubmissionState.in_assessment])
def test_a_decision_is_given_only_on_a_submission_that_is_being_assessed(state):
    sheet = grading.mark_sheet()
    sheet.submission.state = state
    with pytest.raises(MovedOn), db.session.no_autoflush:
        grading.decision(sheet)


@pytest.mark.parametrize(
    "state",
    [s for s in SubmissionState if s not in {SubmissionState.allocated, SubmissionState.returned_to_assessor}],
)
def test_marking_begins_only_where_it_was_allocated_or_returned(state):
    submission = grading.allocated()
    submission.state = state
    with pytest.raises(MovedOn), db.session.no_autoflush:
        services.start(submission, by=submission.assessor)


def test_a_decision_returned_by_quality_assurance_is_made_again_and_supersedes():
    first = grading.decision()
    submission = first.submission
    portfolio_services.move(submission, SubmissionAction.sample, by=None)
    portfolio_services.move(submission, SubmissionAction.disagree, by=None)
    sheet = services.start(submission, by=first.assessor)
    assert Answers.from_draft(sheet.draft).criteria["1.1"].comment == "Comment on 1.1."
    second = grading.decision(sheet, refer=("1.1",))
    assert submission.state is SubmissionState.final_refer
    assert queries.final_decision(submission) is second
    assert standing(submission)["1.1"] is False
    assert [each.id for each in queries.decisions_of(submission)] == [first.id, second.id]


def test_a_later_attempt_that_still_refers_what_was_met_meanwhile_is_decided_again_to_a_pass():
    """Attempt 1 is looked at and decided anew while attempt 2 was on its way: the way out that the pages name."""
    lead, checker, plan = people.person(Role.lead_iqa), quality.iqa(), quality.plan()
    first = grading.decision(refer=("1.1",))
    place, unit = first.submission.enrolment, first.submission.unit
    sample = quality.opened(first, by=checker)
    second = grading.decision(resubmitted(first), refer=("1.1",))
    later = second.submission
    later.send_by = london.today()
    iqa.judge(sample, SampleOutcome.disagree, feedback=quality.FEEDBACK, by=checker)
    letters = select(Mail).where(Mail.recipient == lead.email)
    assert db.session.scalars(letters).all() == []
    grading.decision(services.start(first.submission, by=first.assessor))

    assert (first.submission.state, later.state) == (SubmissionState.final_pass, SubmissionState.final_refer)
    parcel = prepare(place, unit)
    assert not parcel.is_passed and later.send_by is None
    assert [each.text[:40] for each in parcel.missing] == ["the last decision still refers this unit"]
    [letter] = db.session.scalars(letters).all()
    assert str(later.public_id) in letter.text and "C5-3" in letter.subject
    for word in (place.person.family_name, "refer", "1.1", "met"):
        assert word not in letter.text + letter.subject

    assert second in db.session.scalars(iqa_queries.addable(plan)).all()
    added = iqa.add_sample(second, plan, because="Attempt 1 was decided anew and met it.", by=lead)
    iqa.open_sample(added, by=checker)
    iqa.judge(added, SampleOutcome.disagree, feedback=quality.FEEDBACK, by=checker)
    grading.decision(services.start(later, by=second.assessor))
    assert later.state is SubmissionState.final_pass
    assert prepare(place, unit).is_passed
    quality.judged(iqa.open_sample(added, by=checker))
    assert later.state is SubmissionState.confirmed_pass
    assert len(db.session.scalars(letters).all()) == 1


@pytest.mark.parametrize(
    ("met_before", "met_now", "later_refers", "overtaken"),
    [
        (False, True, True, True),
        (False, False, True, False),  # something is still open, and can be sent
        (False, True, False, False),  # an ordinary pass
        (True, True, True, False),  # it was so before: told once
    ],
)
def test_a_referral_is_overtaken_when_the_last_open_criterion_is_met_by_an_earlier_attempt(
    met_before, met_now, later_refers, overtaken
):
    assert is_overtaken(met_before=met_before, met_now=met_now, later_refers=later_refers) is overtaken


# ---- What follows ----


def test_a_pass_accepts_the_evidence_and_a_referral_only_what_serves_no_referred_criterion():
    assert {item.evidence_item.state for item in grading.decision().submission.items} == {EvidenceState.accepted}
    referred = grading.decision(refer=("1.2",)).submission
    for item in referred.items:
        expected = EvidenceState.not_accepted if "1.2" in item.frozen["criteria"] else EvidenceState.accepted
        assert item.evidence_item.state is expected


def test_the_trainee_is_told_that_there_is_a_decision_and_not_what_it_is():
    decision = grading.decision(refer=("1.2",), feedback="Say more about what you unlearned.")
    mail = db.session.scalars(select(Mail)).one()
    assert mail.recipient == decision.submission.enrolment.person.email
    assert mail.subject.startswith("Decision on C5-3, ")
    assert "There is a decision on C5-3. Sign in to read it." in mail.text
    assert f"/feedback-on/{decision.public_id}" in mail.text
    for hidden in ("refer", "1.2", "unlearned", "pass", "again"):
        assert hidden not in mail.text.replace("passing", "") and hidden not in mail.subject


def test_history_says_what_happened_and_holds_no_text():
    decision = grading.waiting(refer=("1.2",))
    row = services.countersign(decision, True, "Agreed in full.", by=grading.assessor())
    entries = history.timeline(decision.mark_sheet, decision, row)
    assert [(entry.verb, entry.result) for entry in entries] == [
        ("opened", "in_assessment"),
        ("decided", "refer"),
        ("agreed", "refer"),
    ]
    assert "Agreed in full" not in str([entry.facts for entry in entries])


@pytest.mark.parametrize("table", ["unit_decision", "criterion_decision", "countersignature"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET tenant_id = tenant_id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_was_decided(table, statement):
    services.countersign(grading.waiting(), True, by=grading.assessor())
    db.session.flush()
    with pytest.raises(DBAPIError, match="rows are final"):
        db.session.execute(text(statement.format(table)))
