"""Whatever happens in whatever order, the services do what a simple model says, and what must never happen does not."""

import os
from collections.abc import Callable
from typing import Any, ClassVar

import hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from assessments.grading import queries, services
from assessments.grading.handover import hand_over
from assessments.grading.models import Countersignature, CriterionDecision, MarkSheet, UnitDecision
from assessments.iqa import services as iqa
from assessments.iqa.models import IqaSample, SampleJudgement, SampleOutcome, SampleState
from assessments.malpractice import services as malpractice
from assessments.malpractice.models import CaseKind, CaseState, MalpracticeCase
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.workflow import TransitionNotAllowed
from people import services as people_services
from people.models import ConflictDecision, Person, Role
from tests import london
from tests.assessments.grading.reference import TRAINEE, Attempt, Unit
from tests.factories import enrolments, grading, people, portfolio
from training.awards.models import EvidenceKind
from training.enrolments import services as enrolment_services
from training.enrolments.models import AllocationRole, Enrolment
from training.portfolio import services as portfolio_services
from training.portfolio.allocation import ReallocationReason
from training.portfolio.document import is_intact
from training.portfolio.models import AiUse, ReturnReason, Submission, SubmissionItem

UNIT = "C5-5"  # three criteria, each shown by a work product
REFUSALS = (RuleBroken, NotAllowed, MovedOn, TransitionNotAllowed)
STAFF = "ABCDN"  # N is not qualified, and no quality assurer
LONG = bool(os.environ.get("DRILLS"))

a_person = st.sampled_from(STAFF)
some_criteria = st.frozensets(st.sampled_from(["1.1", "1.2", "1.3"]))
anybody = st.sampled_from(STAFF + TRAINEE)


class World:
    """The people and the place that every sequence begins with; what a sequence does is undone at its end."""

    def __init__(self) -> None:
        people.centre()
        self.administrator = people.person(Role.centre_administrator)
        self.lead = people.person(Role.lead_iqa)
        self.staff: dict[str, Person] = {}
        for name in STAFF:
            roles = [Role.assessor, Role.supervisor] + ([] if name == "N" else [Role.iqa])
            self.staff[name] = people.person(*roles, given_name=name)
            if name != "N":
                grading.credential(self.staff[name])
        self.place: Enrolment = enrolments.enrolment(optional_units=[UNIT])
        people.grant(self.place.person, Role.assessor)
        people.grant(self.place.person, Role.iqa)
        self.staff[TRAINEE] = self.place.person
        db.session.flush()
        db.session.expire_all()


class Grading(RuleBasedStateMachine):
    """Each step is a verb of a service, by anybody; the model says beforehand whether it may happen."""

    world: ClassVar[World]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = db.session.begin_nested()
        self.place = self.world.place
        self.unit = portfolio.unit(self.place, UNIT)
        self.ids = {each.code: each.id for each in self.unit.criteria}
        self.model = Unit(frozenset(self.ids), frozenset("ABCD"), frozenset("ABCD" + TRAINEE))
        self.submissions: list[Submission] = []
        self.frozen: dict[tuple[str, int], Any] = {}

    def teardown(self) -> None:
        self.savepoint.rollback()
        db.session.expire_all()

    def person(self, name: str) -> Person:
        return self.world.staff[name]

    def tries(self, may: bool, act: Callable[[], Any]) -> Any:
        """Do it, and compare with what the model says. A refusal undoes the step; the database itself never refuses."""
        step = db.session.begin_nested()
        try:
            done = act()
            db.session.flush()
        except REFUSALS as refusal:
            step.rollback()
            assert not may, f"refused, though it may happen: {refusal}"
            return None
        step.commit()
        assert may, "it happened, though it may not"
        return done

    @property
    def last(self) -> tuple[Attempt | None, Submission | None]:
        return (self.model.latest, self.submissions[-1]) if self.submissions else (None, None)

    def chosen(self, which: int) -> tuple[Attempt, Submission]:
        place = which % len(self.submissions)
        return self.model.attempts[place], self.submissions[place]

    # ---- Around the work ----

    @rule(person=a_person)
    def declare_conflict(self, person: str) -> None:
        declared = self.tries(
            person not in self.model.conflicts,
            lambda: people_services.declare_conflict(
                self.person(person), self.place.person, "friend", by=self.person(person)
            ),
        )
        if declared:
            self.model.conflicts[person] = "open"

    @precondition(lambda self: self.model.conflicts)
    @rule(which=st.integers(0, 9), decision=st.sampled_from(["none", "managed", "blocked"]))
    def decide_conflict(self, which: int, decision: str) -> None:
        person = sorted(self.model.conflicts)[which % len(self.model.conflicts)]
        [conflict] = [
            each
            for each in people_services.queries.conflicts_of(self.place.person)
            if each.person_id == self.person(person).id
        ]
        people_services.decide_conflict(conflict, ConflictDecision(decision), by=self.world.administrator)
        db.session.flush()
        self.model.conflicts[person] = decision

    @rule(person=st.sampled_from([*STAFF, None, None, None]))
    def change_line_manager(self, person: str | None) -> None:
        manager = self.person(person) if person else None
        people_services.change_person(self.place.person, line_manager=manager, by=self.world.administrator)
        self.model.manager = person

    @rule(person=anybody, role=st.sampled_from(["assessor", "iqa", "supervisor"]))
    def allocate_to_the_trainee(self, person: str, role: str) -> None:
        may = person != TRAINEE and self.model.may_be(person, role)
        act = lambda: enrolment_services.allocate(  # noqa: E731
            self.place, self.person(person), AllocationRole(role), by=self.world.administrator
        )
        if self.tries(may, act):
            self.model.roles[person] = role

    @precondition(lambda self: self.model.roles)
    @rule(which=st.integers(0, 9))
    def end_allocation(self, which: int) -> None:
        person = sorted(self.model.roles)[which % len(self.model.roles)]
        today = london.today()
        [row] = [
            each
            for each in self.place.allocations
            if each.person_id == self.person(person).id and each.is_current(today)
        ]
        enrolment_services.end_allocation(row, by=self.world.administrator)
        del self.model.roles[person]

    @rule(person=a_person)
    def observe(self, person: str) -> None:
        if self.model.roles.get(person) != "iqa":
            portfolio.observation(self.place.person, observer=self.person(person))
            self.model.observers.add(person)

    # ---- The work ----

    @rule()
    def send(self) -> None:
        may = self.model.may_send()
        if may:
            codes = [f"{UNIT} {code}" for code in sorted(self.model.criteria - self.model.carried)]
            portfolio.ready(self.place, *codes, kind=EvidenceKind.work_product)
        sent = self.tries(
            may,
            lambda: portfolio_services.submit(
                self.place, self.unit, ai_use=AiUse.none, statement_signed=True, by=self.place.person
            ),
        )
        if sent:
            attempt = self.model.send()
            self.submissions.append(sent)
            assert sent.attempt == attempt.number
            assert set(sent.manifest["carried"]) == attempt.carried

    @precondition(lambda self: self.submissions)
    @rule()
    def return_to_the_trainee(self) -> None:
        attempt, sent = self.model.latest, self.submissions[-1]
        done = self.tries(
            attempt.state == "submitted",
            lambda: portfolio_services.return_admin(sent, reason=ReturnReason.incomplete, by=self.world.administrator),
        )
        if done:
            attempt.state = "returned_admin"

    @precondition(lambda self: self.submissions)
    @rule(person=anybody)
    def give_to(self, person: str) -> None:
        attempt, sent = self.model.latest, self.submissions[-1]
        done = self.tries(
            attempt.state == "submitted" and self.model.may_judge(person),
            lambda: portfolio_services.allocate(
                sent,
                self.person(person),
                statement_signed=True,
                due_on=portfolio.due_on(),
                by=self.world.administrator,
            ),
        )
        if done:
            attempt.state, attempt.assessor = "allocated", person
            attempt.managed = self.model.conflicts.get(person) == "managed"

    @precondition(lambda self: self.submissions)
    @rule(which=st.integers(0, 3), person=anybody, with_draft=st.booleans())
    def hand_over_to(self, which: int, person: str, with_draft: bool) -> None:
        attempt, sent = self.chosen(which)
        done = self.tries(
            attempt.state in {"allocated", "in_assessment", "returned_to_assessor"}
            and person != attempt.assessor
            and person not in attempt.signed
            and self.model.may_judge(person, attempt),
            lambda: hand_over(
                sent,
                self.person(person),
                reason=ReallocationReason.absence,
                with_draft=with_draft,
                due_on=portfolio.due_on(),
                by=self.world.administrator,
            ),
        )
        if done:
            attempt.state = attempt.state.replace("in_assessment", "allocated")
            attempt.assessor, attempt.sheet_of = person, None
            attempt.managed = attempt.managed or self.model.conflicts.get(person) == "managed"

    @precondition(lambda self: self.submissions)
    @rule(which=st.integers(0, 3), answered=st.booleans())
    def ask_how_it_was_made(self, which: int, answered: bool) -> None:
        attempt, sent = self.chosen(which)
        words = "The second half is written in another voice than the first."
        case = self.tries(
            attempt.state == "in_assessment",
            lambda: malpractice.raise_case(
                sent, CaseKind.authenticity, words, "How did you write it?", by=self.world.administrator
            ),
        )
        if case:
            attempt.state, attempt.answered = "paused_malpractice", answered
            if answered:
                malpractice.answer(case, "I wrote it on the train, from my notes.", by=self.place.person)

    @precondition(lambda self: self.submissions)
    @rule(which=st.integers(0, 3), outcome=st.sampled_from(["no_case", "reminded", "void", "void_unused"]))
    def settle_how_it_was_made(self, which: int, outcome: str) -> None:
        attempt, sent = self.chosen(which)
        case = db.session.scalars(
            select(MalpracticeCase)
            .where(MalpracticeCase.submission_id == sent.id)
            .order_by(MalpracticeCase.id.desc())
            .limit(1)
        ).first()
        if case is None:
            return

        def settle() -> MalpracticeCase:
            malpractice.decide(case, CaseState(outcome), "We compared both halves.", by=self.world.lead)
            return case

        may = attempt.state == "paused_malpractice" and (attempt.answered or outcome == "no_case")
        done = self.tries(may, settle)
        if done and outcome in {"no_case", "reminded"}:
            attempt.state = "in_assessment"
        elif done:
            self.model.make_void(attempt, outcome)

    @precondition(lambda self: self.submissions)
    @rule(which=st.integers(0, 3), stranger=st.none() | anybody)
    def start(self, which: int, stranger: str | None) -> None:
        attempt, sent = self.chosen(which)
        person = stranger or attempt.assessor or "A"
        may = (
            attempt.state in {"allocated", "returned_to_assessor"}
            and attempt.assessor == person
            and self.model.may_judge(person, attempt)
        )
        if self.tries(may, lambda: services.start(sent, by=self.person(person))):
            attempt.state, attempt.sheet_of = "in_assessment", person

    @precondition(lambda self: self.open_now)
    @rule(
        which=st.integers(0, 3),
        stranger=st.none() | anybody,
        referred=some_criteria,
        carried_too=st.integers(0, 9),
    )
    def decide(self, which: int, stranger: str | None, referred: frozenset[str], carried_too: int) -> None:
        attempt = self.open_now[which % len(self.open_now)]
        sent = self.submissions[self.model.attempts.index(attempt)]
        person = stranger or attempt.sheet_of or "A"
        reaches = carried_too == 0 and bool(attempt.carried)  # tries to decide what is not open as well
        codes = self.model.criteria if reaches else self.model.criteria - attempt.carried
        refers = (referred & codes) - (frozenset() if reaches else attempt.carried)
        given = {self.ids[code]: (code not in refers, None, f"An example of {code}.") for code in codes}
        sheet = queries.open_mark_sheet(sent)
        waits = person not in self.model.qualified
        may = (
            attempt.sheet_of == person
            and self.model.may_judge(person, attempt)
            and not reaches
            and (waits or self.model.may_settle(attempt, refers))
        )
        decision = self.tries(
            may,
            lambda: services.record_decision(sheet, given, grading.ALL_YES, by=self.person(person)),
        )
        if decision:
            attempt.decided.add(person)
            attempt.managed = attempt.managed or self.model.conflicts.get(person) == "managed"
            assert decision.needs_countersignature is waits
            if waits:
                attempt.state, attempt.waits = "awaiting_countersign", (person, refers)
            else:
                self.model.settle(attempt, refers)

    @precondition(lambda self: self.submissions)
    @rule(which=st.integers(0, 3), person=anybody, agrees=st.booleans())
    def countersign(self, which: int, person: str, agrees: bool) -> None:
        attempt, sent = self.chosen(which)
        decision = queries.latest_decision(sent)
        if decision is None:
            return
        decider, refers = attempt.waits or ("", frozenset())
        may = (
            attempt.state == "awaiting_countersign"
            and person in self.model.qualified
            and person != decider
            and self.model.may_judge(person, attempt)
            and self.model.conflicts.get(person) != "managed"
            and (not agrees or self.model.may_settle(attempt, refers))
        )
        done = self.tries(
            may, lambda: services.countersign(decision, agrees, "Look at 1.1 again.", by=self.person(person))
        )
        if done:
            attempt.signed.add(person)
            attempt.waits = None
            if agrees:
                self.model.settle(attempt, refers)
            else:
                attempt.state, attempt.sheet_of = "in_assessment", decider

    @rule()
    def grant_attempt(self) -> None:
        sent = self.last[1]
        if sent is None:
            return
        reason = "The referral letter went to a wrong address."
        done = self.tries(
            self.model.may_grant(),
            lambda: portfolio_services.grant_attempt(sent, reason=reason, by=self.world.lead),
        )
        if done:
            self.model.granted = True

    # ---- Quality assurance ----

    @rule()
    def draw(self) -> None:
        try:
            iqa.draw(iqa.current_plan(london.today()), by=self.world.lead, seed="0")
        except RuleBroken:
            return
        for attempt, sent in zip(self.model.attempts, self.submissions, strict=True):
            if attempt.state in {"final_pass", "final_refer"}:
                _final, outcome = attempt.state.split("_")
                assert sent.state.value in {attempt.state, f"in_sample_{outcome}", f"confirmed_{outcome}"}
                assert not (attempt.managed and sent.state.value == f"confirmed_{outcome}"), "it was not sampled"
                attempt.state = sent.state.value

    @precondition(lambda self: self.submissions)
    @rule(which=st.integers(0, 3), person=anybody)
    def open_sample(self, which: int, person: str) -> None:
        attempt, sent = self.chosen(which)
        sample = self.sample_of(sent)
        if sample is None or sample.state not in {SampleState.planned, SampleState.returned}:
            return
        again = sample.state is SampleState.returned
        may = self.model.may_check(person, attempt) and (not again or attempt.state in {"final_pass", "final_refer"})
        if self.tries(may, lambda: iqa.open_sample(sample, by=self.person(person))):
            attempt.checks_now = person
            attempt.checked.add(person)
            if again:
                attempt.state = attempt.state.replace("final", "in_sample")

    @precondition(lambda self: any(each.checks_now for each in self.model.attempts))
    @rule(which=st.integers(0, 3), stranger=st.none() | anybody, agrees=st.booleans())
    def judge(self, which: int, stranger: str | None, agrees: bool) -> None:
        attempt, sent = self.chosen(which)
        sample = self.sample_of(sent)
        if sample is None or sample.state is not SampleState.open:
            return
        person = stranger or attempt.checks_now or "A"
        outcome = SampleOutcome.agree if agrees else SampleOutcome.disagree
        done = self.tries(
            person == attempt.checks_now and self.model.may_check(person, attempt),
            lambda: iqa.judge(sample, outcome, feedback="The comments say what is missing.", by=self.person(person)),
        )
        if done:
            attempt.checks_now = None
            attempt.state = attempt.state.replace("in_sample", "confirmed") if agrees else "returned_to_assessor"

    def sample_of(self, sent: Submission) -> IqaSample | None:
        query = (
            select(IqaSample)
            .join(IqaSample.decision)
            .where(UnitDecision.submission_id == sent.id, IqaSample.state != SampleState.cancelled)
            .order_by(IqaSample.id.desc())
        )
        return db.session.scalars(query).first()

    # ---- The usual way, so that sequences get far ----

    def goes_on(self, which: int, first: str, yes: bool, referred: frozenset[str]) -> None:
        """Whatever comes next for one of the attempts, by somebody who may."""
        if not self.submissions or self.model.may_send():
            return self.send()
        if self.model.may_grant():
            return self.grant_attempt()
        attempt, sent = self.chosen(which)
        order = STAFF[STAFF.index(first) :] + STAFF[: STAFF.index(first)]
        checks = next((each for each in order if self.model.may_check(each, attempt)), first)
        qualified = [each for each in order if each in self.model.qualified - attempt.decided]
        signs = next((each for each in qualified if self.model.may_judge(each, attempt)), first)
        gives = next((each for each in order if self.model.may_judge(each)), first)
        sample = self.sample_of(sent)
        looks = sample is not None and sample.state in {SampleState.planned, SampleState.returned}
        act: dict[str, Callable[[], None]] = {
            "submitted": lambda: self.give_to(person=gives),
            "allocated": lambda: self.start(which=which, stranger=None),
            "returned_to_assessor": lambda: self.start(which=which, stranger=None),
            "in_assessment": lambda: self.decide(
                which=self.open_now.index(attempt), stranger=None, referred=referred, carried_too=9
            ),
            "paused_malpractice": lambda: self.settle_how_it_was_made(which=which, outcome="no_case"),
            "awaiting_countersign": lambda: self.countersign(which=which, person=signs, agrees=yes),
            "final": lambda: self.open_sample(which=which, person=checks) if looks else self.draw(),
            "in_sample": lambda: (
                self.open_sample(which=which, person=checks)
                if looks
                else self.judge(which=which, stranger=None, agrees=yes)
            ),
        }
        state = attempt.state.removesuffix("_pass").removesuffix("_refer")
        if state in act:
            act[state]()
        return None

    @property
    def open_now(self) -> list[Attempt]:
        return [each for each in self.model.attempts if each.state == "in_assessment"]

    @rule(which=st.integers(0, 3), first=a_person, yes=st.booleans(), referred=some_criteria)
    def goes_on_with_a_referral_or_not(self, which: int, first: str, yes: bool, referred: frozenset[str]) -> None:
        self.goes_on(which, first, yes, referred)

    @rule(first=a_person, referred=some_criteria)
    def goes_on_and_agrees(self, first: str, referred: frozenset[str]) -> None:
        self.goes_on(len(self.submissions) - 1, first, True, referred)

    @rule(first=a_person, which=st.integers(0, 3))
    def goes_on_and_disagrees(self, first: str, which: int) -> None:
        self.goes_on(which, first, False, frozenset(["1.1"]))

    @rule(first=a_person, yes=st.booleans())
    def goes_on_and_refers(self, first: str, yes: bool) -> None:
        self.goes_on(len(self.submissions) - 1, first, yes, frozenset(["1.2"]))

    @initialize(first=a_person)
    def begins(self, first: str) -> None:
        """Sent, given to somebody, started."""
        for _step in range(3):
            self.goes_on(0, first, True, frozenset())

    # ---- What must never happen ----

    @invariant()
    def the_states_are_those_of_the_model(self) -> None:
        assert [each.state.value for each in self.submissions] == [each.state for each in self.model.attempts]

    @invariant()
    def no_decision_is_without_the_bundle_that_was_sent(self) -> None:
        for decision in db.session.scalars(select(UnitDecision)):
            assert decision.bundle_hash == decision.submission.bundle_hash
            assert is_intact(decision.submission)
            assert decision.submission_id in {each.id for each in self.submissions}

    @invariant()
    def nothing_that_was_sent_or_signed_changes(self) -> None:
        seen = 0
        for model in LOCKED:
            columns = [each for each in model.__table__.columns if model is not Submission or each.name in SENT]
            for row in db.session.execute(select(model.id, *columns)):
                now = tuple(row)
                assert self.frozen.setdefault((model.__tablename__, row[0]), now) == now
                seen += 1
        assert len(self.frozen) == seen, "a row is gone"

    @invariant()
    def a_sheet_is_open_where_somebody_assesses_and_nowhere_else(self) -> None:
        for attempt, sent in zip(self.model.attempts, self.submissions, strict=True):
            sheets = db.session.scalars(select(MarkSheet).where(MarkSheet.submission_id == sent.id)).all()
            open_now = [sheet.assessor_id for sheet in sheets if sheet.is_open]
            assessed = attempt.state in {"in_assessment", "paused_malpractice"}
            assert open_now == ([self.person(attempt.sheet_of or "").id] if assessed else [])
            closed = [sheet for sheet in sheets if not sheet.is_open]
            assert all(bool(sheet.decision) + sheet.handed_over + sheet.voided == 1 for sheet in closed)

    @invariant()
    def nobody_has_two_parts_in_one_decision(self) -> None:
        for decision in db.session.scalars(select(UnitDecision)):
            signer = decision.countersignature.person_id if decision.countersignature else None
            judged = select(SampleJudgement.iqa_id).where(SampleJudgement.decision_id == decision.id)
            parts = [decision.submission.enrolment.person_id, decision.assessor_id, signer]
            named = [each for each in parts if each is not None]
            assert len(set(named)) == len(named)
            assert not set(named) & set(db.session.scalars(judged))

    @invariant()
    def what_was_met_stays_met(self) -> None:
        standings = portfolio_services.queries.standings_of(self.place)
        stands = {each.criterion.code: each.met for each in standings.values()}
        assert stands == {code: met for code, (met, _attempt) in self.model.met.items()}
        for attempt, sent in zip(self.model.attempts, self.submissions, strict=True):
            asked = {code for item in sent.items for code in item.frozen["criteria"]}
            assert not asked & attempt.carried, "a criterion that was met was asked for again"

    @invariant()
    def there_are_no_more_attempts_than_the_award_and_the_lead_allow(self) -> None:
        assert all(each.attempt <= 2 + self.model.granted for each in self.submissions)


LOCKED = (SubmissionItem, CriterionDecision, UnitDecision, Countersignature, SampleJudgement, Submission)
SENT = {"id", "enrolment_id", "unit_id", "attempt", "submitted_at", "manifest", "bundle_hash"}


def test_whatever_happens_in_whatever_order_the_rules_of_a_decision_hold(session: Session) -> None:
    """At length in the drills: 300 sequences of 60 steps."""
    Grading.world = World()
    examples, steps = (300, 60) if LONG else (8, 40)
    run_state_machine_as_test(
        Grading,
        settings=hypothesis.settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=not LONG,
            suppress_health_check=list(hypothesis.HealthCheck),
        ),
    )
