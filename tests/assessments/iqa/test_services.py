"""Draws that anyone can repeat, and the second look at a decision."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from assessments.claims import services as claims
from assessments.grading.models import Countersignature, Outcome, UnitDecision
from assessments.grading.queries import last_signed
from assessments.iqa import draw_facts, mapping, policy, queries, sampling, services
from assessments.iqa.models import DrawnDecision, IqaSample, SampleDraw, SampleJudgement, SampleOutcome, SampleState
from core import clock, history
from core.errors import MovedOn, NotAllowed, RuleBroken
from people.models import Person, Role
from tests import london
from tests.factories import enrolments, grading, people, portfolio, quality, signatures
from training.awards.models import AwardVersion
from training.enrolments.models import AllocationRole, EnrolmentState
from training.portfolio import services as work
from training.portfolio.models import SubmissionState
from training.portfolio.workflow import SubmissionAction

A_QUARTER_AGO = 92
SEED = "2026Q4-7F3A-91C2"


def make_established(assessor: Person, version: AwardVersion) -> None:
    """Ten decisions and more agreed in an earlier quarter; with that the award's first run is closed clean as well."""
    with clock.set_to(clock.now() - timedelta(days=A_QUARTER_AGO)):
        for _ in range(16):
            quality.decision(quality.place(version), assessor=assessor)
        quality.close_all(services.draw(services.current_plan(london.today()), by=quality.iqa()).samples)


def picked_by(drawn: SampleDraw) -> Counter[int]:
    return Counter(sample.decision.assessor_id for sample in drawn.samples)


# ---- Policy and plan ----


@pytest.mark.parametrize(
    ("day", "period", "first", "last"),
    [
        (date(2026, 1, 1), "2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), "2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2028, 2, 29), "2028-Q1", date(2028, 1, 1), date(2028, 3, 31)),
        (date(2026, 12, 31), "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_plan_is_a_calendar_quarter(day: date, period: str, first: date, last: date) -> None:
    assert services.quarter_of(day) == (period, first, last)


def test_the_first_plan_of_a_centre_writes_down_the_illustrative_policy(session: Session) -> None:
    people.centre()
    plan = services.current_plan(date(2026, 11, 3))
    assert (plan.period, plan.policy.number) == ("2026-Q4", 1)
    assert mapping.policy_of(plan.policy.settings) == sampling.DEFAULT_POLICY
    assert services.current_plan(date(2026, 12, 31)) is plan


# ---- Draw ----


def test_the_worked_draw_through_the_database_is_that_of_the_rule(session: Session) -> None:
    """Domain §6: C, 36 decisions -> 6; A, 4 -> 4; B, 9 -> 7."""
    version = quality.plain_award()
    established, unqualified, new = (people.person(Role.assessor) for _ in range(3))
    make_established(established, version)
    units = ["C5-1", "C5-2", "C5-3"]
    made: list[tuple[UnitDecision, sampling.Decision]] = []

    def decide(assessor: Person, band: sampling.Band, trainees: int, codes: list[str], **fields: Any) -> None:
        rows = [quality.place(version) for _ in range(trainees)]
        before = 16 if assessor is established else 0
        for row in rows:
            for code in codes:
                decision = quality.decision(row, code, assessor=assessor, **fields)
                nth = before + 1 + sum(each.assessor == str(assessor.public_id) for _, each in made)
                facts = sampling.Decision(
                    id=str(decision.public_id),
                    assessor=str(assessor.public_id),
                    award=f"{version.code} 1.0",
                    unit=code,
                    band=band,
                    nth=nth,
                )
                made.append((decision, facts))

    decide(established, sampling.Band.established, 12, units)
    decide(unqualified, sampling.Band.unqualified, 2, units[:2], qualified=False)
    decide(new, sampling.Band.new, 3, units)
    drawn = services.draw(quality.plan(), by=quality.iqa(), seed=SEED)

    assert picked_by(drawn) == {established.id: 6, unqualified.id: 4, new.id: 7}
    expected = sampling.draw(
        [facts for _, facts in made], sampling.DEFAULT_POLICY, SEED, methods=drawn.inputs["methods"]
    )
    assert {pick.decision_id for pick in expected.picks} == {str(sample.decision.public_id) for sample in drawn.samples}
    assert {pick.decision_id: pick.reason.code for pick in expected.picks} == {
        str(sample.decision.public_id): sample.reason["code"] for sample in drawn.samples
    }


def test_a_draw_repeated_from_what_was_kept_gives_the_same_picks(session: Session) -> None:
    row = quality.place()
    quality.passed_units(row)
    drawn = quality.draw()
    session.expire_all()
    assert services.is_repeatable(drawn)


def test_a_pick_that_was_not_drawn_shows_when_the_draw_is_repeated(session: Session) -> None:
    quality.decision()
    drawn = quality.draw()
    drawn.samples[0].reason = {"code": "rate", "values": {}}
    session.flush()
    assert not services.is_repeatable(drawn)


def test_a_draw_is_still_repeatable_after_a_pick_was_decided_again(session: Session) -> None:
    sample = reassessed()
    services.open_sample(sample, by=quality.iqa())
    assert sample.draw is not None
    assert services.is_repeatable(sample.draw)


def test_what_a_draw_was_made_over_never_changes(session: Session) -> None:
    quality.decision()
    quality.draw()
    with pytest.raises(DatabaseError, match="final"):
        session.execute(text("UPDATE sample_draw SET seed = 'x'"))


def test_drawing_twice_never_draws_a_decision_twice(session: Session) -> None:
    version = quality.plain_award()
    assessor = people.person(Role.assessor)
    for _ in range(8):
        quality.decision(quality.place(version), assessor=assessor)
    first = quality.draw()
    quality.close_all(first.samples)
    later = [quality.decision(quality.place(version), assessor=assessor) for _ in range(3)]
    second = quality.draw()
    rows = session.scalars(select(DrawnDecision.decision_id)).all()
    assert len(rows) == len(set(rows)) == 11
    assert {each.decision_id for each in second.decisions} == {each.id for each in later}
    assert len(second.inputs["decisions"]) == 11
    assert len(second.inputs["already_drawn"]) == 8
    assert services.is_repeatable(first) and services.is_repeatable(second)


def test_without_a_new_decision_there_is_nothing_to_draw(session: Session) -> None:
    quality.decision()
    quality.draw()
    with pytest.raises(RuleBroken, match="no final decision"):
        quality.draw()


def test_of_two_people_who_draw_at_once_the_second_is_told(session: Session) -> None:
    quality.decision()
    plan, seen = quality.plan(), 0
    services.draw(plan, by=quality.iqa(), draws_seen=seen)
    quality.decision()
    with pytest.raises(MovedOn):
        services.draw(plan, by=quality.iqa(), draws_seen=seen)


def test_a_draw_is_made_within_its_period(session: Session) -> None:
    quality.decision()
    plan = quality.plan(london.today() - timedelta(days=A_QUARTER_AGO))
    with pytest.raises(RuleBroken, match="within its period"):
        services.draw(plan, by=quality.iqa())


def test_a_pick_waits_for_a_second_look_and_the_others_are_confirmed(session: Session) -> None:
    version = quality.plain_award()
    assessor = people.person(Role.assessor)
    decisions = [quality.decision(quality.place(version), assessor=assessor) for _ in range(12)]
    drawn = quality.draw()
    picked = {sample.decision_id for sample in drawn.samples}
    assert len(picked) == 9  # 5 + ceil(7 x 50%)
    for decision in decisions:
        expected = SubmissionState.in_sample_pass if decision.id in picked else SubmissionState.confirmed_pass
        assert decision.submission.state is expected


def test_a_referral_is_drawn_as_well(session: Session) -> None:
    decision = quality.decision(outcome=Outcome.refer)
    sample = quality.sample(decision)
    assert decision.submission.state is SubmissionState.in_sample_refer
    quality.judged(services.open_sample(sample, by=quality.iqa()))
    assert decision.submission.state is SubmissionState.confirmed_refer


def test_a_decision_that_waits_for_its_countersignature_is_not_drawn(session: Session) -> None:
    quality.decision(state=SubmissionState.awaiting_countersign, qualified=False)
    with pytest.raises(RuleBroken):
        quality.draw()


def test_a_managed_conflict_of_interest_is_sampled_in_full(session: Session) -> None:
    version = quality.plain_award()
    assessor = people.person(Role.assessor)
    make_established(assessor, version)
    for _ in range(20):
        quality.decision(quality.place(version), assessor=assessor)
    decision = quality.decision(quality.place(version), assessor=assessor, managed_conflict=True)
    reasons = {sample.decision_id: sample.reason["code"] for sample in quality.draw().samples}
    assert reasons[decision.id] == "managed_conflict"


def test_a_new_version_of_an_award_is_looked_at_by_half_until_a_period_closed_clean(session: Session) -> None:
    version, newer = quality.plain_award(), quality.plain_award()
    assessor = people.person(Role.assessor)
    make_established(assessor, version)
    [known, unknown] = [quality.decision(quality.place(each), assessor=assessor) for each in (version, newer)]
    facts = {each.id: each for each in draw_facts.facts_of([known, unknown], quality.plan())}
    assert not facts[str(known.public_id)].first_run
    assert facts[str(unknown.public_id)].first_run


@pytest.mark.parametrize("outcome", [SampleOutcome.disagree, SampleOutcome.agree_with_action])
def test_an_overturned_decision_or_a_major_action_opens_a_concern(session: Session, outcome: SampleOutcome) -> None:
    version = quality.plain_award()
    assessor = people.person(Role.assessor)
    make_established(assessor, version)
    decision = quality.decision(quality.place(version), assessor=assessor)
    sample = quality.opened(decision)
    quality.judged(sample, outcome, is_major=outcome is SampleOutcome.agree_with_action)
    following = quality.decision(quality.place(version), assessor=assessor)
    [facts] = draw_facts.facts_of([following], quality.plan())
    assert facts.band is sampling.Band.concern


def test_each_assessor_is_counted_by_their_place_on_the_award(session: Session) -> None:
    version = quality.plain_award()
    assessor = people.person(Role.assessor)
    decisions = [quality.decision(quality.place(version), assessor=assessor) for _ in range(3)]
    quality.decision(quality.place(quality.plain_award()), assessor=assessor)
    assert [each.nth for each in draw_facts.facts_of(decisions, quality.plan())] == [1, 2, 3]


def test_the_kinds_of_evidence_and_the_site_are_what_was_sent_and_where_the_trainee_works(session: Session) -> None:
    from people.models import Site

    place = portfolio.enrolment()
    employer = people.organisation()
    site = Site(organisation=employer, name="Hull")
    session.add(site)
    place.person.organisation, place.person.site = employer, site
    session.flush()
    sheet = grading.mark_sheet(grading.allocated(place, "C5-1"))
    decision = grading.decision(sheet)
    [facts] = draw_facts.facts_of([decision], quality.plan())
    assert facts.methods == frozenset({"written_task"})
    assert facts.site == str(site.public_id)


def test_every_floor_is_met_or_missed_with_why(session: Session) -> None:
    """Invariant 25: of the kinds of evidence that the award asks for, none was decided."""
    quality.decision()
    drawn = quality.draw()
    assert {each["values"]["why"] for each in drawn.floors} == {"none_decided"}
    assert {each["code"] for each in drawn.floors} == {"method", "refer"}
    assert [each["picked"] for each in drawn.strata] == [1]


def test_another_centres_decisions_are_not_drawn(session: Session) -> None:
    quality.decision()
    session.commit()
    people.centre()
    with pytest.raises(RuleBroken):
        quality.draw()


# ---- Add, replace ----


def test_a_sample_is_added_with_a_reason_and_leaves_the_draw_as_it_was(session: Session) -> None:
    drawn_first = quality.sample()
    decision = quality.decision()
    lead = people.person(Role.lead_iqa)
    added = services.add_sample(decision, drawn_first.plan, because="First unit from the Hull site.", by=lead)
    assert decision.submission.state is SubmissionState.in_sample_pass
    assert added.draw is None and added.added_by is lead
    assert drawn_first.draw is not None and services.is_repeatable(drawn_first.draw)
    with pytest.raises(RuleBroken, match="no final decision"):
        quality.draw()


def test_a_decision_that_a_draw_passed_over_is_added_until_it_is_past_being_changed(session: Session) -> None:
    version, assessor = quality.plain_award(), people.person(Role.assessor)
    decisions = [quality.decision(quality.place(version), assessor=assessor) for _ in range(12)]
    drawn = quality.draw()
    passed_over = [each for each in decisions if each.submission.state is SubmissionState.confirmed_pass]
    assert set(session.scalars(queries.addable(drawn.plan))) == set(passed_over)

    passed_over[0].submission.enrolment.state = EnrolmentState.completed
    session.flush()
    assert set(session.scalars(queries.addable(drawn.plan))) == set(passed_over[1:])

    services.add_sample(passed_over[1], drawn.plan, because="The trainee changed site.", by=quality.iqa())
    assert passed_over[1].submission.state is SubmissionState.in_sample_pass
    assert services.is_repeatable(drawn)


def test_an_external_quality_assurer_reads_of_a_draw_the_awards_of_their_visit(session: Session) -> None:
    mine, other = quality.plain_award(), quality.plain_award()
    quality.decision(quality.place(mine))
    quality.decision(quality.place(other))
    drawn = quality.draw()
    quality.close_all(drawn.samples)
    eqa = people.person(Role.eqa)
    assert policy.listed_for(eqa, drawn) == []
    quality.visit(mine, eqa)
    assert {each["award"] for each in policy.listed_for(eqa, drawn)} == {f"{mine.code} {mine.number}"}
    assert len(policy.listed_for(quality.iqa(), drawn)) == 2


def test_a_sample_is_not_added_without_a_reason(session: Session) -> None:
    decision = quality.decision()
    with pytest.raises(RuleBroken) as broken:
        services.add_sample(decision, quality.plan(), because="  yes ", by=quality.iqa())
    assert broken.value.field == "because"


def test_a_decision_is_not_added_twice(session: Session) -> None:
    sample = quality.sample()
    with pytest.raises(MovedOn):
        services.add_sample(sample.decision, sample.plan, because="I would like to see it.", by=quality.iqa())


def test_only_the_lead_replaces_a_sample_and_both_stay_on_record(session: Session) -> None:
    sample, other = quality.sample(), quality.decision()
    because = "The assessor of the first one is on long leave."
    with pytest.raises(NotAllowed):
        services.replace_sample(sample, other, because=because, by=quality.iqa())
    added = services.replace_sample(sample, other, because=because, by=people.person(Role.lead_iqa))
    assert (sample.state, added.state) == (SampleState.cancelled, SampleState.planned)
    assert sample.decision.submission.state is SubmissionState.confirmed_pass
    assert added.added_because == because


# ---- The second look ----


def test_a_decision_that_is_agreed_is_confirmed(session: Session) -> None:
    sample = quality.judged()
    assert sample.state is SampleState.closed
    assert sample.decision.submission.state is SubmissionState.confirmed_pass
    verbs = [entry.verb for entry in history.timeline(sample)]
    assert verbs == ["planned", "opened", "agreed", "closed"]


def test_an_action_is_done_by_the_assessor_and_signed_by_the_iqa_before_the_decision_is_confirmed(
    session: Session,
) -> None:
    sample = quality.judged(outcome=SampleOutcome.agree_with_action)
    assessor, iqa = sample.decision.assessor, sample.iqa
    assert iqa is not None
    assert sample.decision.submission.state is SubmissionState.in_sample_pass
    with pytest.raises(RuleBroken, match="not said"):
        services.close_action(sample, by=iqa)
    with pytest.raises(NotAllowed):
        services.finish_action(sample, by=people.person(Role.assessor))
    services.finish_action(sample, by=assessor)
    with pytest.raises(MovedOn):
        services.finish_action(sample, by=assessor)
    with pytest.raises(NotAllowed):
        services.close_action(sample, by=quality.iqa())
    services.close_action(sample, by=iqa)
    assert sample.state is SampleState.closed
    assert sample.decision.submission.state is SubmissionState.confirmed_pass


def test_an_action_needs_words_and_a_day(session: Session) -> None:
    sample = quality.opened()
    given: dict[str, Any] = {"outcome": SampleOutcome.agree_with_action, "feedback": quality.FEEDBACK, "by": sample.iqa}
    with pytest.raises(RuleBroken) as broken:
        services.judge(sample, action=" ", action_due_on=london.today(), **given)
    assert broken.value.field == "action"
    with pytest.raises(RuleBroken) as broken:
        services.judge(sample, action="Name it.", action_due_on=london.today() - timedelta(days=1), **given)
    assert broken.value.field == "action_due_on"


@pytest.mark.parametrize("outcome", SampleOutcome)
def test_feedback_to_the_assessor_is_written_whatever_the_outcome(session: Session, outcome: SampleOutcome) -> None:
    sample = quality.opened()
    assert sample.iqa is not None
    with pytest.raises(RuleBroken) as broken:
        services.judge(sample, outcome, feedback=" ok ", by=sample.iqa)
    assert broken.value.field == "feedback"


def reassessed() -> IqaSample:
    """A sample that was disagreed with and whose decision its assessor has made again."""
    sample = quality.judged(outcome=SampleOutcome.disagree)
    submission = sample.decision.submission
    assert submission.state is SubmissionState.returned_to_assessor
    work.move(submission, SubmissionAction.reassess, by=submission.assessor)
    quality.decided(submission, assessor=sample.decision.assessor)
    work.move(submission, SubmissionAction.decide_pass, by=submission.assessor)
    return sample


def test_a_disagreement_returns_the_decision_and_the_new_one_is_looked_at_again(session: Session) -> None:
    sample = reassessed()
    first, submission = sample.decision_id, sample.decision.submission
    assert sample.state is SampleState.returned
    with pytest.raises(RuleBroken):
        quality.draw()  # the new decision belongs to the sample, not to a draw
    services.open_sample(sample, by=quality.iqa())
    assert (sample.state, submission.state) == (SampleState.open, SubmissionState.in_sample_pass)
    assert sample.decision_id != first
    quality.judged(sample)
    assert submission.state is SubmissionState.confirmed_pass
    assert [said.outcome for said in sample.judgements] == [SampleOutcome.disagree, SampleOutcome.agree]


def test_a_decision_that_a_sample_waits_for_is_not_added_as_another(session: Session) -> None:
    sample = reassessed()
    again = last_signed(sample.decision.submission)
    assert again is not None and again.id != sample.decision_id
    assert session.scalars(queries.addable(sample.plan)).all() == []
    with pytest.raises(MovedOn, match="already"):
        services.add_sample(again, sample.plan, because="I would like to see it.", by=quality.iqa())


def test_a_returned_decision_is_not_looked_at_before_it_was_made_again(session: Session) -> None:
    sample = quality.judged(outcome=SampleOutcome.disagree)
    with pytest.raises(MovedOn, match="not decided again"):
        services.open_sample(sample, by=quality.iqa())


def test_what_an_iqa_wrote_never_changes(session: Session) -> None:
    quality.judged()
    with pytest.raises(DatabaseError, match="final"):
        session.execute(text("UPDATE sample_judgement SET feedback = 'x'"))


def test_of_two_iqas_at_once_only_the_first_opens_a_sample(session: Session) -> None:
    sample = quality.sample()
    services.open_sample(sample, by=quality.iqa())
    with pytest.raises(MovedOn):
        services.open_sample(sample, by=quality.iqa())


def test_only_the_iqa_who_opened_a_sample_judges_it(session: Session) -> None:
    sample = quality.opened()
    with pytest.raises(NotAllowed):
        services.judge(sample, SampleOutcome.agree, feedback=quality.FEEDBACK, by=quality.iqa())


def test_a_sample_is_judged_once(session: Session) -> None:
    sample = quality.judged()
    assert sample.iqa is not None
    with pytest.raises(MovedOn):
        services.judge(sample, SampleOutcome.agree, feedback=quality.FEEDBACK, by=sample.iqa)
    assert session.scalar(select(func.count(SampleJudgement.id))) == 1


# ---- Invariant 20: who may not look ----


def both(*roles: Role) -> Person:
    """An IQA who holds other roles as well."""
    return people.person(Role.iqa, *roles)


def test_the_assessor_of_a_decision_does_not_look_at_it_again(session: Session) -> None:
    person = both(Role.assessor)
    with pytest.raises(NotAllowed, match="You made this decision"):
        services.open_sample(quality.sample(quality.decision(assessor=person)), by=person)


def test_the_assessor_of_an_earlier_decision_on_the_same_work_does_not_look_either(session: Session) -> None:
    person = both(Role.assessor)
    decision = quality.decision(assessor=person)
    newer = quality.decided(decision.submission, assessor=people.person(Role.assessor))
    with pytest.raises(NotAllowed, match="You made this decision"):
        services.open_sample(quality.sample(newer), by=person)


def test_the_countersigner_does_not_look_at_the_decision_again(session: Session) -> None:
    person = both(Role.assessor)
    decision = quality.decision(qualified=False)
    grading.credential(person)
    session.add(
        Countersignature(
            decision=decision,
            person=person,
            agreed=True,
            signed_at=clock.now(),
            signed_as="Assessor",
            signature=signatures.signature(person),
        )
    )
    session.flush()
    with pytest.raises(NotAllowed, match="You countersigned"):
        services.open_sample(quality.sample(decision), by=person)


def test_a_trainee_does_not_look_at_a_decision_on_their_own_work(session: Session) -> None:
    person = both()
    with pytest.raises(NotAllowed, match="your own work"):
        services.open_sample(quality.sample(quality.decision(quality.place(person=person))), by=person)


def test_who_assesses_the_trainee_does_not_look_at_another_units_decision(session: Session) -> None:
    person, row = both(Role.assessor), quality.place()
    enrolments.allocation(row, AllocationRole.assessor, person)
    with pytest.raises(NotAllowed, match="You assess this trainee"):
        services.open_sample(quality.sample(quality.decision(row)), by=person)


def test_who_observed_the_trainee_does_not_look(session: Session) -> None:
    person, row = both(Role.observer), quality.place()
    portfolio.observation(row.person, observer=person)
    with pytest.raises(NotAllowed, match="taught or observed"):
        services.open_sample(quality.sample(quality.decision(row)), by=person)


def test_who_taught_the_trainee_does_not_look(session: Session) -> None:
    from tests.factories import programmes

    person = both(Role.tutor)
    version = quality.plain_award()
    cohort = programmes.cohort(version, tutor=person)
    row = quality.place(version, cohort=cohort)
    with pytest.raises(NotAllowed, match="taught or observed"):
        services.open_sample(quality.sample(quality.decision(row)), by=person)


def test_an_iqa_of_another_organisation_does_not_look(session: Session) -> None:
    people.centre()
    elsewhere = people.organisation()
    person = people.person(Role.iqa, scope=elsewhere)
    row = quality.place(person=people.person(organisation=people.organisation()))
    with pytest.raises(NotAllowed, match="not a quality assurer"):
        services.open_sample(quality.sample(quality.decision(row)), by=person)


def test_an_iqa_who_has_no_part_in_it_may_look(session: Session) -> None:
    assert services.clash_of(quality.decision(), quality.iqa()) is None


# ---- Golden case 12 ----


def test_a_decision_that_was_selected_is_not_claimable_until_its_sample_is_closed(session: Session) -> None:
    """Golden case 12 and invariant 24."""
    row = quality.place(quality.plain_award())
    quality.passed_units(row)
    samples = quality.draw().samples
    iqa = quality.iqa()
    quality.close_all(samples[1:], by=iqa)

    def in_the_way() -> list[str]:
        return [blocker.code for blocker in claims.blockers_of(row)]

    assert in_the_way() == ["sample_open"]
    quality.judged(services.open_sample(samples[0], by=iqa), SampleOutcome.agree_with_action)
    assert in_the_way() == ["sample_action_open"]
    services.finish_action(samples[0], by=samples[0].decision.assessor)
    assert in_the_way() == ["sample_action_open"]
    services.close_action(samples[0], by=iqa)
    assert in_the_way() == []


def test_a_decision_that_no_draw_has_covered_is_not_claimable(session: Session) -> None:
    row = quality.place(quality.plain_award())
    quality.passed_units(row)
    assert {blocker.code for blocker in claims.blockers_of(row)} == {"sampling_not_drawn"}
