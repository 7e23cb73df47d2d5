"""A unit that is sent: frozen, counted, allocated, decided, sent again."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.errors import MovedOn, NotAllowed, RuleBroken
from core.history import timeline
from core.workflow import TransitionNotAllowed
from people.models import ConflictDecision, ConflictDeclaration, Role
from tests import london
from tests.factories import enrolments as places
from tests.factories import people, portfolio
from training.awards.ai_permission import AiPermission
from training.awards.models import EvidenceKind
from training.enrolments import services as enrolments
from training.enrolments.models import AllocationRole
from training.portfolio import queries, services
from training.portfolio.bundle import bundle_hash
from training.portfolio.document import is_intact
from training.portfolio.models import (
    AiUse,
    DeclarationKind,
    EvidenceState,
    ReturnReason,
    SubmissionState,
)
from training.portfolio.queries import CriterionState
from training.portfolio.sending import prepare
from training.portfolio.workflow import SubmissionAction
from training.practice.models import PracticeState

REASON = "The trainee was in hospital between the two attempts."


@pytest.fixture
def place(session):
    return portfolio.enrolment()


def states_of(place, code="C5-3"):
    found = queries.criteria_state(place)
    return {each.code: found[each.id].value for each in portfolio.unit(place, code).criteria}


def allocate(submission, assessor, **fields):
    given = {"statement_signed": True, "due_on": portfolio.due_on(), "by": people.person(Role.centre_administrator)}
    return services.allocate(submission, assessor, **(given | fields))


def declare(one, other, decision):
    row = ConflictDeclaration(person=one, about=other, nature="friend", decision=decision, declared_on=london.today())
    portfolio.db.session.add(row)
    portfolio.db.session.flush()


# ---- Invariant 13: frozen by hash ----


def test_what_is_sent_is_frozen_under_its_hash(place):
    sent = portfolio.submission(place)
    assert (sent.state, sent.attempt, sent.round) == (SubmissionState.submitted, 1, 1)
    assert sent.bundle_hash == bundle_hash(sent.manifest)
    assert [item.frozen for item in sent.items] == sent.manifest["items"]
    assert {item.evidence_item.state for item in sent.items} == {EvidenceState.locked}
    account = next(item.frozen for item in sent.items if item.frozen["kind"] == "reflective_account")
    assert account["criteria"] == ["1.1", "1.2", "2.1"]
    assert (account["words"], len(account["meetings"])) == (1000, 1)
    assert is_intact(sent)


def test_a_later_change_of_the_evidence_leaves_the_bundle_alone(place):
    sent = portfolio.submission(place)
    item = sent.items[0].evidence_item
    before = sent.items[0].frozen["text"]
    item.text, item.title = "something else", "Another title"
    portfolio.db.session.flush()
    portfolio.db.session.expire(sent)
    assert sent.items[0].frozen["text"] == before
    assert is_intact(sent)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE submission_item SET frozen = '{}'",
        "DELETE FROM submission_item",
        "UPDATE authenticity_declaration SET statement = ''",
        "DELETE FROM authenticity_declaration",
        "UPDATE submission SET bundle_hash = 'x'",
        "UPDATE submission SET manifest = '{}'",
        "UPDATE submission SET attempt = 7",
    ],
)
def test_the_database_refuses_to_change_what_was_sent(session, place, statement):
    portfolio.submission(place)
    with pytest.raises(DBAPIError, match="final"):
        session.execute(text(statement))


def test_the_file_goes_into_the_bundle_by_its_hash(place):
    import io

    attachment, extracted = services.keep_upload(io.BytesIO(b"A plan with measures."), "plan.txt", by=place.person)
    item = services.upload_evidence(
        place, EvidenceKind.work_product, "Plan", attachment=attachment, text=extracted.text, by=place.person
    )
    services.map_to(item, portfolio.criteria(place, "C5-3 2.2"), [], by=place.person)
    item.identifies_nobody = True
    services.make_ready(item, by=place.person)
    portfolio.fill(place, but=("2.2",))
    sent = services.submit(place, portfolio.unit(place), ai_use=AiUse.none, statement_signed=True, by=place.person)
    frozen = next(each.frozen for each in sent.items if each.frozen["file"])
    assert frozen["file"]["sha256"] == attachment.sha256
    assert frozen["text"] == "A plan with measures."


# ---- Invariant 14: declarations ----


def test_nothing_is_sent_without_the_trainees_declaration_and_a_word_on_ai(place):
    portfolio.fill(place)
    unit = portfolio.unit(place)
    with pytest.raises(RuleBroken) as refused:
        services.submit(place, unit, ai_use=AiUse.none, statement_signed=False, by=place.person)
    assert refused.value.field == "statement_signed"
    with pytest.raises(RuleBroken) as refused:
        services.submit(place, unit, ai_use=None, statement_signed=True, by=place.person)
    assert refused.value.field == "ai_use"
    with pytest.raises(RuleBroken, match="what you used") as refused:
        services.submit(place, unit, ai_use=AiUse.research, statement_signed=True, by=place.person)
    assert refused.value.field == "ai_text"
    said = "A chat tool, to find two articles."
    sent = services.submit(place, unit, ai_use=AiUse.research, ai_text=said, statement_signed=True, by=place.person)
    [declaration] = sent.declarations
    assert (declaration.kind, declaration.ai_use) == (DeclarationKind.trainee, AiUse.research)
    assert "my own work" in declaration.statement
    assert (declaration.ai_permission, declaration.ai_text) == (AiPermission.research, said)
    assert not declaration.is_above_allowed
    frozen = sent.manifest["declaration"]
    assert (frozen["ai_use"], frozen["ai_permission"], frozen["ai_text"]) == ("research", "research", said)


def test_more_ai_than_the_unit_allows_is_told_and_stops_nothing(session, place):
    portfolio.fill(place)
    given = {"ai_use": AiUse.assisted, "statement_signed": True, "by": place.person}
    with pytest.raises(RuleBroken, match="more than this unit allows"):
        services.submit(place, portfolio.unit(place), ai_text="A chat tool.", **given)
    said = "A chat tool rewrote the second and third paragraph of account 1."
    sent = services.submit(place, portfolio.unit(place), ai_text=said, **given)
    assert sent.declarations[0].is_above_allowed
    assert is_intact(sent)


def test_nobody_sends_the_work_of_another(place):
    portfolio.fill(place)
    with pytest.raises(NotAllowed):
        services.submit(
            place, portfolio.unit(place), ai_use=AiUse.none, statement_signed=True, by=people.person(Role.trainee)
        )


def test_nothing_is_allocated_without_the_centres_statement(place):
    sent, assessor = portfolio.submission(place), people.person(Role.assessor)
    with pytest.raises(RuleBroken) as refused:
        allocate(sent, assessor, statement_signed=False)
    assert refused.value.field == "statement_signed"
    allocate(sent, assessor)
    assert [each.kind for each in sent.declarations] == [DeclarationKind.trainee, DeclarationKind.centre]


# ---- What a unit needs ----


def test_every_open_criterion_needs_evidence_that_is_ready(place):
    portfolio.fill(place, but=("2.2",))
    portfolio.draft(place, EvidenceKind.work_product)
    with pytest.raises(RuleBroken, match=r"2\.2 has no evidence"):
        services.submit(place, portfolio.unit(place), ai_use=AiUse.none, statement_signed=True, by=place.person)


def test_a_unit_is_not_sent_while_the_registration_is_not_in_force(place):
    portfolio.fill(place)
    enrolments.suspend(place.registration, by=None)
    given = {"ai_use": AiUse.none, "statement_signed": True, "by": place.person}
    with pytest.raises(RuleBroken, match="registration"):
        services.submit(place, portfolio.unit(place), **given)
    enrolments.resume(place.registration, by=None)
    assert services.submit(place, portfolio.unit(place), **given)


def test_a_unit_is_not_sent_after_the_registration_has_run_out(place):
    portfolio.fill(place)
    place.registration.expires_on = london.today() - timedelta(days=1)
    with pytest.raises(RuleBroken, match="registration"):
        services.submit(place, portfolio.unit(place), ai_use=AiUse.none, statement_signed=True, by=place.person)


def test_a_meeting_made_void_since_stops_the_account_about_it(place):
    """Invariant 16."""
    items = portfolio.fill(place)
    [account] = [item for item in items if item.kind is EvidenceKind.reflective_account]
    account.meetings[0].state = PracticeState.void
    with pytest.raises(RuleBroken, match="has not been confirmed"):
        services.submit(place, portfolio.unit(place), ai_use=AiUse.none, statement_signed=True, by=place.person)


def test_a_record_made_void_since_stops_its_unit(place):
    items = portfolio.fill(place, "C5-2")
    [log] = [item for item in items if item.kind is EvidenceKind.meeting_log]
    log.practice_record.state = PracticeState.void
    with pytest.raises(RuleBroken, match="no longer confirmed"):
        services.submit(place, portfolio.unit(place, "C5-2"), ai_use=AiUse.none, statement_signed=True, by=place.person)


def test_pressing_twice_sends_once(place):
    sent = portfolio.submission(place)
    with pytest.raises(MovedOn):
        services.submit(place, sent.unit, ai_use=AiUse.none, statement_signed=True, by=place.person)
    assert queries.submissions_of(place, sent.unit) == [sent]


def test_a_passed_unit_is_not_sent_again(place):
    portfolio.decided(place)
    with pytest.raises(MovedOn):
        services.submit(place, portfolio.unit(place), ai_use=AiUse.none, statement_signed=True, by=place.person)


def test_evidence_that_another_unit_was_sent_with_serves_here_too(place):
    item = portfolio.ready(place, "C5-3 1.1", "C5-3 1.2", "C5-3 2.1", "C5-2 2.4")
    portfolio.fill(place, "C5-3", but=("1.1", "1.2", "2.1"))
    given = {"ai_use": AiUse.none, "statement_signed": True, "by": place.person}
    services.submit(place, portfolio.unit(place, "C5-3"), **given)
    portfolio.fill(place, "C5-2", but=("2.4",))
    sent = services.submit(place, portfolio.unit(place, "C5-2"), **given)
    assert item in [each.evidence_item for each in sent.items]


# ---- Returned by an administrator ----


def test_a_returned_unit_uses_no_attempt_and_opens_its_evidence(place):
    sent = portfolio.submission(place)
    services.return_admin(sent, reason=ReturnReason.incomplete, by=people.person(Role.centre_administrator))
    assert (sent.state, sent.return_reason) == (SubmissionState.returned_admin, ReturnReason.incomplete)
    assert {item.evidence_item.state for item in sent.items} == {EvidenceState.ready}
    again = services.submit(place, sent.unit, ai_use=AiUse.none, statement_signed=True, by=place.person)
    assert (again.attempt, again.round) == (1, 2)


def test_evidence_that_is_with_the_assessor_of_another_unit_stays_locked_when_one_is_returned(place):
    item = portfolio.ready(place, "C5-3 1.1", "C5-3 1.2", "C5-3 2.1", "C5-2 2.4")
    portfolio.fill(place, "C5-3", but=("1.1", "1.2", "2.1"))
    portfolio.fill(place, "C5-2", but=("2.4",))
    given = {"ai_use": AiUse.none, "statement_signed": True, "by": place.person}
    first = services.submit(place, portfolio.unit(place, "C5-3"), **given)
    second = services.submit(place, portfolio.unit(place, "C5-2"), **given)
    services.return_admin(first, reason=ReturnReason.incomplete, by=None)
    assert item.state is EvidenceState.locked
    services.return_admin(second, reason=ReturnReason.incomplete, by=None)
    assert item.state is EvidenceState.ready


# ---- Invariants 18 and 19: attempts ----


def test_on_a_reattempt_only_referred_criteria_are_open(place):
    sent = portfolio.decided(place, refer=("1.1",))
    assert states_of(place) == {"1.1": "referred", "1.2": "met", "2.1": "met", "2.2": "met"}
    parcel = prepare(place, sent.unit)
    assert [each.code for each in parcel.open_criteria] == ["1.1"]
    assert [each.code for each in parcel.carried] == ["1.2", "2.1", "2.2"]
    again = portfolio.submission(place)
    assert (again.attempt, again.manifest["carried"]) == (2, ["1.2", "2.1", "2.2"])
    assert {code for item in again.items for code in item.frozen["criteria"]} == {"1.1"}


def test_a_met_criterion_stays_met(place):
    first = portfolio.decided(place, refer=("1.1",))
    second = portfolio.submission(place)
    met = {each.code: each.id for each in first.unit.criteria}
    with pytest.raises(RuleBroken, match=r"1\.2 was met"):
        services.settle_criteria(second, {met["1.2"]: False}, by=None)
    services.settle_criteria(second, {met["1.1"]: True, met["1.2"]: True}, by=None)
    standings = queries.standings_of(place)
    assert standings[place.id, met["1.2"]].submission_id == first.id
    assert standings[place.id, met["1.1"]].met


def test_a_criterion_of_another_unit_cannot_be_settled(place):
    sent = portfolio.submission(place)
    [foreign] = portfolio.criteria(place, "C5-2 1.1")
    with pytest.raises(RuleBroken):
        services.settle_criteria(sent, {foreign.id: True}, by=None)


def test_there_are_no_more_attempts_than_the_award_gives(place):
    portfolio.decided(place, refer=("1.1",))
    portfolio.decided(place, refer=("1.1",))
    portfolio.ready(place, "C5-3 1.1")
    with pytest.raises(RuleBroken, match="all 2 attempts"):
        services.submit(place, portfolio.unit(place), ai_use=AiUse.none, statement_signed=True, by=place.person)


def test_the_lead_iqa_allows_one_attempt_more_with_a_reason(place):
    portfolio.decided(place, refer=("1.1",))
    second = portfolio.decided(place, refer=("1.1",))
    lead = people.person(Role.lead_iqa)
    with pytest.raises(RuleBroken) as refused:
        services.grant_attempt(second, reason="  ok  ", by=lead)
    assert refused.value.field == "reason"
    grant = services.grant_attempt(second, reason=REASON, by=lead)
    assert (grant.attempt, grant.granted_by_id) == (3, lead.id)
    third = portfolio.decided(place, refer=("1.1",))
    assert third.attempt == 3
    with pytest.raises(MovedOn):
        services.grant_attempt(third, reason=REASON, by=lead)


@pytest.mark.parametrize("role", [Role.iqa, Role.centre_administrator, Role.assessor])
def test_nobody_but_the_lead_iqa_allows_another_attempt(place, role):
    portfolio.decided(place, refer=("1.1",))
    second = portfolio.decided(place, refer=("1.1",))
    with pytest.raises(NotAllowed):
        services.grant_attempt(second, reason=REASON, by=people.person(role))


def test_another_attempt_is_not_allowed_before_all_are_used(place):
    first = portfolio.decided(place, refer=("1.1",))
    with pytest.raises(MovedOn):
        services.grant_attempt(first, reason=REASON, by=people.person(Role.lead_iqa))


def test_the_grant_of_an_attempt_never_changes(session, place):
    portfolio.decided(place, refer=("1.1",))
    second = portfolio.decided(place, refer=("1.1",))
    services.grant_attempt(second, reason=REASON, by=people.person(Role.lead_iqa))
    with pytest.raises(DBAPIError, match="final"):
        session.execute(text("UPDATE attempt_grant SET attempt = 9"))


# ---- Allocation ----


def test_an_allocated_unit_has_its_assessor_and_day(place):
    sent, assessor = portfolio.submission(place), people.person(Role.assessor)
    allocate(sent, assessor)
    assert (sent.state, sent.assessor, sent.due_on) == (SubmissionState.allocated, assessor, portfolio.due_on())
    assert not sent.managed_conflict
    with pytest.raises(TransitionNotAllowed):
        allocate(sent, assessor)


@pytest.mark.parametrize("decision", [ConflictDecision.open, ConflictDecision.blocked])
def test_an_unsettled_conflict_of_interest_blocks_the_allocation_whoever_declared_it(place, decision):
    """Invariant 22."""
    sent, one, other = portfolio.submission(place), people.person(Role.assessor), people.person(Role.assessor)
    declare(one, place.person, decision)
    declare(place.person, other, decision)
    for assessor in (one, other):
        with pytest.raises(RuleBroken) as refused:
            allocate(sent, assessor)
        assert refused.value.field == "assessor"


def test_a_managed_conflict_is_kept_on_the_submission(place):
    """Invariant 22."""
    sent, assessor = portfolio.submission(place), people.person(Role.assessor)
    declare(assessor, place.person, ConflictDecision.managed)
    assert allocate(sent, assessor, managed_conflict=False).managed_conflict


def test_a_line_manager_never_assesses_even_when_it_was_declared(place):
    sent, manager = portfolio.submission(place), people.person(Role.assessor)
    place.person.line_manager_id = manager.id
    declare(manager, place.person, ConflictDecision.managed)
    with pytest.raises(RuleBroken, match="line manager"):
        allocate(sent, manager)


def test_only_an_assessor_of_the_trainees_organisation_is_given_a_unit(place):
    elsewhere = people.person(Role.assessor, scope=people.organisation())
    sent = portfolio.submission(place)
    for person in (people.person(Role.iqa), elsewhere):
        with pytest.raises(RuleBroken) as refused:
            allocate(sent, person)
        assert refused.value.field == "assessor"


def test_nobody_assesses_or_allocates_their_own_work(place):
    """Invariant 20."""
    people.grant(place.person, Role.assessor)
    people.grant(place.person, Role.centre_administrator)
    sent = portfolio.submission(place)
    with pytest.raises(RuleBroken, match="own work"):
        allocate(sent, place.person)
    with pytest.raises(NotAllowed):
        allocate(sent, people.person(Role.assessor), by=place.person)


def test_the_iqa_of_a_trainee_does_not_assess_them(place):
    """Invariant 20."""
    both = people.person(Role.assessor, Role.iqa)
    sent = portfolio.submission(place)
    places.allocation(place, AllocationRole.iqa, both)
    portfolio.db.session.refresh(place)
    with pytest.raises(RuleBroken, match="assess this trainee and check"):
        allocate(sent, both)


def test_an_answer_is_due_on_a_day_to_come(place):
    with pytest.raises(RuleBroken) as refused:
        allocate(portfolio.submission(place), people.person(Role.assessor), due_on=london.today() - timedelta(days=1))
    assert refused.value.field == "due_on"


# ---- Decided ----


def test_accepted_evidence_counts_the_meetings_it_rests_on(place):
    sent = portfolio.decided(place, "C5-2")
    assert {item.evidence_item.state for item in sent.items} == {EvidenceState.accepted}
    logs = [item.evidence_item for item in sent.items if item.evidence_item.kind is EvidenceKind.meeting_log]
    observed = [item.evidence_item for item in sent.items if item.evidence_item.kind is EvidenceKind.observation_record]
    assert logs[0].practice_record.state is PracticeState.counted
    assert observed[0].observed_practice.practice_record.state is PracticeState.counted


def test_on_a_referral_only_what_served_a_referred_criterion_comes_back(place):
    sent = portfolio.decided(place, refer=("2.2",))
    states = {item.frozen["kind"]: item.evidence_item.state for item in sent.items}
    assert states == {
        "reflective_account": EvidenceState.accepted,
        "work_product": EvidenceState.not_accepted,
    }
    account = next(item.evidence_item for item in sent.items if item.frozen["kind"] == "reflective_account")
    assert {record.state for record in account.meetings} == {PracticeState.counted}


def test_what_was_not_enough_does_not_serve_the_same_unit_again(place):
    item = portfolio.ready(place, "C5-2 2.4", "C5-3 1.1", "C5-3 1.2", "C5-3 2.1")
    portfolio.fill(place, "C5-2", but=("2.4",))
    portfolio.fill(place, "C5-3", but=("1.1", "1.2", "2.1"))
    given = {"ai_use": AiUse.none, "statement_signed": True, "by": place.person}
    first = services.submit(place, portfolio.unit(place, "C5-2"), **given)
    services.submit(place, portfolio.unit(place, "C5-3"), **given)
    allocate(first, people.person(Role.assessor))
    for action in (SubmissionAction.start, SubmissionAction.decide_refer):
        services.move(first, action, by=None)
    services.settle_criteria(first, {each.id: each.code != "2.4" for each in first.unit.criteria}, by=None)
    services.settle_evidence(first, accepted=False, by=None)
    assert item.state is EvidenceState.locked
    assert [each.code for each in prepare(place, first.unit).open_criteria] == ["2.4"]
    assert prepare(place, first.unit).lines == []


def test_a_decision_sent_back_by_quality_assurance_is_made_about_the_same_evidence(place):
    sent = portfolio.decided(place)
    for action in (SubmissionAction.sample, SubmissionAction.disagree, SubmissionAction.reassess):
        services.move(sent, action, by=None)
    assert {item.evidence_item.state for item in sent.items} == {EvidenceState.locked}
    services.move(sent, SubmissionAction.decide_refer, by=None)
    services.settle_criteria(sent, {each.id: each.code != "2.2" for each in sent.unit.criteria}, by=None)
    services.settle_evidence(sent, accepted=False, by=None)
    assert states_of(place)["2.2"] == "referred"


def test_a_decision_on_this_attempt_is_not_told_while_it_waits_for_a_countersignature(place):
    sent = portfolio.allocated(place)
    for action in (SubmissionAction.start, SubmissionAction.ask_countersignature):
        services.move(sent, action, by=None)
    services.settle_criteria(sent, {each.id: True for each in sent.unit.criteria}, by=None)
    assert set(states_of(place).values()) == {"with_assessor"}


def test_a_criterion_goes_from_nothing_to_met(place):
    assert set(states_of(place).values()) == {"nothing"}
    item = portfolio.draft(place, EvidenceKind.work_product)
    services.map_to(item, portfolio.criteria(place, "C5-3 2.2"), [], by=place.person)
    assert states_of(place)["2.2"] == CriterionState.started
    item.identifies_nobody = True
    services.make_ready(item, by=place.person)
    assert states_of(place)["2.2"] == CriterionState.ready
    portfolio.fill(place, but=("2.2",))
    services.submit(place, portfolio.unit(place), ai_use=AiUse.none, statement_signed=True, by=place.person)
    assert set(states_of(place).values()) == {"with_assessor"}


def test_history_holds_one_row_for_each_change_and_no_text(place):
    sent = portfolio.decided(place, refer=("1.1",))
    entries = timeline(sent)
    assert [entry.verb for entry in entries] == ["submitted", "allocated", "started", "referred", "settled"]
    assert entries[-1].facts == {"referred": ["1.1"]}
    assert all("word word" not in str(entry.facts) for entry in entries)
