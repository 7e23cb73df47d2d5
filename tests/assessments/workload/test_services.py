"""Units given out and handed over together: all rows or none, once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from assessments.workload import facts, queries, services
from assessments.workload.proposal import Against, Because
from assessments.workload.services import Giving, RowsRefused
from core import history
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.mail import Mail
from people.models import ConflictDecision, ConflictDeclaration, Role
from people.working_time.models import Absence
from tests import london
from tests.factories import enrolments, grading, people, portfolio, programmes
from training.enrolments import queries as enrolment_queries
from training.enrolments.models import AllocationRole
from training.portfolio import services as portfolio_services
from training.portfolio.allocation import ReallocationReason
from training.portfolio.models import DeclarationKind, ReturnReason, SubmissionState
from training.portfolio.queries import latest_submission

TODAY = london.today()


@pytest.fixture
def administrator(session):
    return people.person(Role.centre_administrator)


def give_out(givings, by, **fields):
    services.give_out(givings, **{"due_on": portfolio.due_on(), "statement_signed": True, "by": by} | fields)


def letters_to(person):
    return [mail.text for mail in db.session.scalars(select(Mail).where(Mail.recipient == person.email))]


def suggested(*submissions, **fields):
    found = facts.suggest(submissions, today=TODAY, **fields)
    return {proposal.piece.key: proposal for proposal in found.proposals}


# ---- Given out ----


def test_one_signature_stands_on_every_unit_of_the_list_and_says_so(administrator):
    one, two = portfolio.submission(), portfolio.submission()
    ruth, omar = grading.assessor(), grading.assessor()
    give_out([Giving(one, ruth), Giving(two, omar)], administrator)
    for sent, assessor in ((one, ruth), (two, omar)):
        assert (sent.state, sent.assessor) == (SubmissionState.allocated, assessor)
        [statement] = [each for each in sent.declarations if each.kind is DeclarationKind.centre]
        assert statement.signed_by_id == administrator.id
        assert statement.statement == services.statement()
        assert "all units of this list" in statement.statement


def test_each_assessor_gets_one_letter_with_the_units(administrator):
    one, two, ruth = portfolio.submission(), portfolio.submission(), grading.assessor()
    give_out([Giving(one, ruth), Giving(two, ruth)], administrator)
    [text] = letters_to(ruth)
    for sent in (one, two):
        assert f"{sent.unit.code} of {sent.enrolment.person.full_name}" in text


def test_one_row_that_cannot_be_done_stops_all_and_is_named_with_its_reason(session, administrator):
    one, two, ruth = portfolio.submission(), portfolio.submission(), grading.assessor()
    session.commit()
    with pytest.raises(RowsRefused) as refused, session.begin_nested():
        give_out([Giving(one, ruth), Giving(two, people.person(Role.iqa))], administrator)
    [(row, reason)] = refused.value.rows
    assert row is two and "does not hold this role" in reason
    session.rollback()
    assert {one.state, two.state} == {SubmissionState.submitted}
    assert letters_to(ruth) == []


@pytest.mark.parametrize(("fields", "field"), [({"statement_signed": False}, "statement_signed")])
def test_without_the_statement_nothing_is_given_out(administrator, fields, field):
    with pytest.raises(RuleBroken) as refused:
        give_out([Giving(portfolio.submission(), grading.assessor())], administrator, **fields)
    assert refused.value.field == field


def test_giving_out_nothing_is_refused(administrator):
    with pytest.raises(RuleBroken):
        give_out([], administrator)


def test_giving_out_twice_gives_once(administrator):
    givings = [Giving(portfolio.submission(), grading.assessor())]
    give_out(givings, administrator)
    with pytest.raises(MovedOn):
        give_out(givings, administrator)
    [_letter] = letters_to(givings[0].assessor)
    assert len([each for each in history.timeline(givings[0].submission) if each.verb == "allocated"]) == 1


# ---- Handed over ----


def test_both_get_a_letter_and_the_reason_is_a_code_in_history(administrator):
    one, two, other = grading.allocated(), grading.allocated(), grading.assessor()
    two.assessor = before = one.assessor
    db.session.flush()
    services.hand_over_all(
        [Giving(one, other), Giving(two, other)],
        before=before,
        reason=ReallocationReason.left,
        due_on=portfolio.due_on(),
        by=administrator,
    )
    [given], [taken] = letters_to(other), letters_to(before)
    assert "take over" in given and one.unit.code in given
    assert other.full_name in taken and "left" not in taken
    entry = history.timeline(one)[-1]
    assert (entry.verb, entry.facts["reason"]) == ("reallocated", "left")


def test_handing_over_twice_does_it_once(administrator):
    sent, other = grading.allocated(), grading.assessor()
    given = {"before": sent.assessor, "reason": ReallocationReason.absence, "due_on": portfolio.due_on()}
    services.hand_over_all([Giving(sent, other)], **given, by=administrator)
    with pytest.raises(MovedOn):
        services.hand_over_all([Giving(sent, grading.assessor())], **given, by=administrator)
    assert sent.assessor is other


def test_a_row_that_waits_for_a_countersignature_stops_the_others(session, administrator):
    decision, other = grading.waiting(), grading.assessor()
    free = grading.allocated(by=decision.assessor)
    with pytest.raises(RowsRefused) as refused, session.begin_nested():
        services.hand_over_all(
            [Giving(free, other), Giving(decision.submission, other)],
            before=decision.assessor,
            reason=ReallocationReason.absence,
            due_on=portfolio.due_on(),
            by=administrator,
        )
    assert [row for row, _reason in refused.value.rows] == [decision.submission]


# ---- Whatever door is used ----


@pytest.mark.parametrize("role", [Role.assessor, Role.iqa, Role.trainee])
def test_what_the_pages_refuse_the_services_refuse_too(session, role):
    by, sent, assessor = people.person(role), portfolio.submission(), grading.assessor()
    due = {"due_on": portfolio.due_on(), "by": by}
    for refused in (
        lambda: give_out([Giving(sent, assessor)], by),
        lambda: services.hand_over_all([], before=assessor, reason=ReallocationReason.left, **due),
        lambda: services.set_target(assessor, 3, by=by),
        lambda: portfolio_services.allocate(sent, assessor, statement_signed=True, **due),
        lambda: portfolio_services.return_admin(sent, reason=ReturnReason.incomplete, by=by),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert sent.state is SubmissionState.submitted


# ---- Targets ----


def test_an_own_target_takes_the_place_of_the_centres_until_it_is_taken_back(administrator):
    person = grading.assessor()
    for units in (3, 4, None):
        services.set_target(person, units, by=administrator)
        assert queries.crew()[person].target == units
    services.set_target(person, None, by=administrator)
    sets = [entry for entry in history.timeline(person) if entry.verb == "target_set"]
    assert [entry.facts["units"] for entry in sets] == [3, 4, None]
    with pytest.raises(RuleBroken):
        services.set_target(person, 201, by=administrator)


# ---- What the proposal is worked out from ----


def stand(kind, sent, person):
    """Let this stand between a member of staff and the trainee."""
    place, trainee = sent.enrolment, sent.enrolment.person
    if kind == "supervises":
        people.grant(person, Role.supervisor)
        enrolments.allocation(place, AllocationRole.supervisor, person)
    elif kind == "supervised":
        portfolio.supervision(trainee, supervisor=person)
    elif kind == "both_roles":
        people.grant(person, Role.iqa)
        enrolments.allocation(place, AllocationRole.iqa, person)
    elif kind == "teaches":
        place.cohort.tutor = person
    elif kind == "manages":
        trainee.line_manager_id = person.id
    elif kind in {"conflict_open", "conflict_blocked"}:
        decision = ConflictDecision(kind.removeprefix("conflict_"))
        about = {"person": trainee, "about": person, "nature": "friend", "declared_on": TODAY}
        db.session.add(ConflictDeclaration(**about, decision=decision))
    elif kind in {"away", "away_then"}:
        first = TODAY if kind == "away" else facts_due()
        db.session.add(Absence(person=person, starts_on=first, ends_on=first))
    db.session.flush()
    db.session.expire_all()


def facts_due():
    return facts.suggest([], today=TODAY).due_on


@pytest.mark.parametrize(
    ("kind", "against"),
    [
        ("supervises", Against.supervises),
        ("supervised", Against.supervises),
        ("both_roles", Against.both_roles),
        ("teaches", Against.teaches),
        ("manages", Against.manages),
        ("conflict_open", Against.conflict_open),
        ("conflict_blocked", Against.conflict_blocked),
        ("away", Against.away),
        ("away_then", Against.away),
    ],
)
def test_what_stands_between_two_people_is_found_for_all_at_once(session, kind, against):
    cohort = programmes.cohort()
    sent = portfolio.submission(portfolio.enrolment(cohort=cohort))
    free, bound = grading.assessor(), grading.assessor()
    stand(kind, sent, bound)
    proposal = suggested(sent)[sent.id]
    assert proposal.against == {bound.id: against}
    assert proposal.desk.key == free.id


def test_the_trainee_and_those_without_reach_are_passed_over(session):
    sent = portfolio.submission()
    people.grant(sent.enrolment.person, Role.assessor)
    elsewhere = people.person(Role.assessor, scope=people.organisation())
    db.session.expire_all()
    proposal = suggested(sent)[sent.id]
    assert proposal.desk is None
    assert proposal.against == {
        sent.enrolment.person.id: Against.own_work,
        elsewhere.id: Against.role_not_held,
    }


def test_who_has_left_or_holds_the_role_no_more_is_not_asked(session):
    sent = portfolio.submission()
    grading.assessor(left_on=TODAY)
    ended = people.person()
    people.grant(ended, Role.assessor, ends_on=TODAY - timedelta(days=1))
    assert suggested(sent)[sent.id].against == {}


def test_an_observer_may_assess_and_a_managed_conflict_is_noted(session):
    sent = portfolio.submission()
    person = grading.assessor()
    portfolio.observation(sent.enrolment.person, observer=person)
    row = ConflictDeclaration(
        person=person, about=sent.enrolment.person, nature="friend", decision="managed", declared_on=TODAY
    )
    db.session.add(row)
    db.session.flush()
    found = facts.suggest([sent], today=TODAY)
    assert found.proposals[0].desk.key == person.id
    assert found.managed == {(sent.id, person.id)}


def test_who_assessed_the_attempt_before_comes_first_then_who_works_with_the_trainee(session):
    first = portfolio.decided(refer=("1.1",))
    works_with = grading.assessor()
    enrolments.allocation(first.enrolment, AllocationRole.assessor, works_with)
    again = portfolio.submission(first.enrolment)
    assert latest_submission(first.enrolment, first.unit) is again
    db.session.expire_all()
    proposal = suggested(again)[again.id]
    assert (proposal.desk.key, proposal.because) == (first.assessor_id, Because.assessed_before)
    services.set_target(first.assessor, 0, by=people.person(Role.centre_administrator))
    proposal = suggested(again)[again.id]
    assert (proposal.desk.key, proposal.because) == (works_with.id, Because.works_with)


def test_open_work_counts_and_what_waits_for_a_countersignature_does_not(session):
    decision = grading.waiting()
    grading.allocated(by=decision.assessor)
    loads = {desk.key: desk.open for desk in facts.suggest([], today=TODAY).desks.values()}
    assert loads[decision.assessor_id] == 1


def test_named_cover_is_proposed_unless_something_stands_against_it(session):
    sent, cover = grading.allocated(), grading.assessor()
    grading.assessor()
    db.session.add(Absence(person=sent.assessor, starts_on=TODAY, ends_on=TODAY, cover=cover))
    db.session.flush()
    proposal = suggested(sent, instead_of=sent.assessor)[sent.id]
    assert (proposal.desk.key, proposal.because) == (cover.id, Because.cover)
    assert proposal.against[sent.assessor_id] is Against.has_it


@pytest.mark.parametrize(
    "kind", ["nothing", "supervises", "both_roles", "teaches", "manages", "conflict_open", "conflict_blocked"]
)
def test_what_is_read_for_all_at_once_is_what_is_read_for_one_pair(session, administrator, kind):
    sent = portfolio.submission(portfolio.enrolment(cohort=programmes.cohort()))
    person = grading.assessor()
    stand(kind, sent, person)
    decisions = list(enrolment_queries.conflicts_between(sent.enrolment.person, person))
    known = facts.known_of(sent, person, TODAY, decisions, supervises=False)
    alone = enrolment_queries.on_record(sent.enrolment, person, AllocationRole.assessor)
    # Observing and teaching bar an IQA, and only teaching an assessor: asked beside.
    assert replace(alone, taught_or_observed=False) == known


@pytest.mark.parametrize("kind", ["both_roles", "manages", "conflict_open", "conflict_blocked", "away", "away_then"])
def test_whom_the_proposal_passes_over_the_service_refuses_as_well(session, administrator, kind):
    sent, bound = portfolio.submission(), grading.assessor()
    stand(kind, sent, bound)
    with pytest.raises(RowsRefused):
        give_out([Giving(sent, bound)], administrator, due_on=facts_due())
