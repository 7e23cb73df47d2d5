from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from core.db import db
from core.errors import RuleBroken
from core.history import timeline
from core.workflow import TransitionNotAllowed
from people.models import ConflictDecision, ConflictDeclaration, Role
from tests import london
from tests.factories import awards, enrolments, people, practice, programmes
from training.enrolments import queries, services
from training.enrolments.commands import expire_all
from training.enrolments.models import AllocationRole, Enrolment, EnrolmentState, Registration, RegistrationState
from training.practice.models import ObservationState, ObservedPractice, ObserverKind

TODAY = london.today()


def refused(call, *args, **kwargs) -> RuleBroken:
    with pytest.raises(RuleBroken) as caught:
        call(*args, **kwargs)
    return caught.value


def verbs(*things) -> list[str]:
    db.session.flush()
    return [entry.verb for entry in timeline(*things)]


@pytest.fixture(autouse=True)
def centre(session):
    return people.centre()


class TestEnrolling:
    def test_a_place_makes_a_trainee_with_a_draft_registration(self):
        person, by = people.person(), people.person(Role.centre_administrator)
        enrolment = services.enrol(person, awards.award_version(), cohort=None, by=by)
        assert [grant.role for grant in person.grants] == [Role.trainee]
        assert enrolment.registration.state is RegistrationState.draft
        assert enrolment.enrolled_on == TODAY
        assert verbs(enrolment) == ["enrolled"]
        assert verbs(person.grants[0]) == ["granted"]

    def test_who_is_a_trainee_already_gets_no_second_role(self):
        person = people.person(Role.trainee)
        enrolments.place(person)
        assert [grant.role for grant in person.grants] == [Role.trainee]

    def test_a_draft_award_takes_nobody(self):
        version = awards.award_version(published=False)
        refused(services.enrol, people.person(), version, cohort=None, by=None)

    def test_nobody_has_two_places_in_use_on_one_award(self):
        enrolment = enrolments.place()
        refused(enrolments.place, enrolment.person)
        services.withdraw(enrolment.registration, by=None)
        assert enrolments.place(enrolment.person).state is EnrolmentState.active

    def test_the_database_refuses_a_second_place_in_use_as_well(self):
        first = enrolments.place()
        db.session.add(Enrolment(person=first.person, award_version=first.award_version, enrolled_on=TODAY))
        with pytest.raises(Exception, match=r"(?i)unique"):
            db.session.flush()

    def test_a_full_cohort_takes_nobody_until_somebody_withdraws(self):
        cohort = programmes.cohort(max_places=1)
        first = enrolments.place(cohort=cohort)
        refused(enrolments.place, cohort=cohort)
        services.withdraw(first.registration, by=None)
        assert enrolments.place(cohort=cohort)

    def test_a_cohort_takes_people_for_its_own_award_only(self):
        cohort = programmes.cohort(awards.award_version("ALF-DA-L5"))
        refused(services.enrol, people.person(), awards.award_version(), cohort=cohort, by=None)

    def test_an_administrator_does_not_enrol_themself(self):
        by = people.person(Role.centre_administrator)
        refused(services.enrol, by, awards.award_version(), cohort=None, by=by)

    def test_who_has_left_gets_no_place(self):
        refused(enrolments.place, people.person(left_on=TODAY - timedelta(days=1)), on=TODAY)

    def test_the_places_in_use_are_found_and_ended_ones_are_not(self):
        person = people.person()
        kept = enrolments.place(person)
        ended = enrolments.place(person, awards.award_version("ALF-DA-L5"))
        services.withdraw(ended.registration, by=None)
        assert queries.active_enrolments(person) == [kept]


class TestUnits:
    def test_optional_units_are_kept_in_the_order_of_the_award(self):
        enrolment = enrolments.place()
        services.choose_units(enrolment, ["C5-5", "C5-4"], by=enrolment.person)
        assert enrolment.unit_codes == ["C5-1", "C5-2", "C5-3", "C5-4", "C5-5"]

    @pytest.mark.parametrize("codes", [[], ["C5-1"], ["C5-4", "C5-4"], ["C9-9"]])
    def test_the_choice_keeps_the_rule_of_combination(self, codes):
        enrolment = enrolments.place()
        assert refused(services.choose_units, enrolment, codes, by=None).field == "codes"


class TestRegistration:
    def test_a_registration_runs_for_the_months_of_its_award(self):
        enrolment = enrolments.place()
        registration = services.register(enrolment, by=None)
        uln = enrolments.uln()
        services.activate(registration, number=" R 1 ", registered_on=date(2026, 8, 31), uln=uln, by=None)
        assert (registration.number, registration.expires_on) == ("R 1", date(2029, 8, 31))
        assert enrolment.person.uln == uln
        assert verbs(registration) == ["requested", "activated"]

    @pytest.mark.parametrize(
        ("day", "months", "after"),
        [
            (date(2026, 8, 31), 6, date(2027, 2, 28)),
            (date(2027, 8, 31), 6, date(2028, 2, 29)),
            (date(2026, 12, 1), 1, date(2027, 1, 1)),
            (date(2026, 11, 30), 1, date(2026, 12, 30)),
            (date(2026, 1, 31), 11, date(2026, 12, 31)),
        ],
    )
    def test_months_end_on_the_same_day_or_the_last_of_the_month(self, day, months, after):
        assert services.months_after(day, months) == after

    @pytest.mark.parametrize("uln", [None, "9276308685", "0276308686", "927630868", "92763086860"])
    def test_an_award_that_asks_for_a_learner_number_gets_one_that_can_be(self, uln):
        registration = services.register(enrolments.place(), by=None)
        broken = refused(services.activate, registration, number="R1", registered_on=TODAY, uln=uln, by=None)
        assert broken.field == "uln"
        assert registration.state is RegistrationState.pending

    def test_the_golden_learner_number_is_taken(self):
        registration = services.register(enrolments.place(), by=None)
        services.activate(registration, number="R1", registered_on=TODAY, uln="9276308686", by=None)
        assert registration.enrolment.person.uln == "9276308686"

    def test_a_recognised_programme_asks_for_no_learner_number(self):
        registration = services.register(enrolments.place(version=awards.award_version("ALF-DA-L5")), by=None)
        services.activate(registration, number="R1", registered_on=TODAY, by=None)
        assert registration.state is RegistrationState.active

    def test_two_people_share_neither_registration_number_nor_learner_number(self):
        first = enrolments.enrolment()
        registration = services.register(enrolments.place(), by=None)
        number, uln = first.registration.number, first.person.uln
        given = {"registered_on": TODAY, "by": None}
        broken = refused(services.activate, registration, number=number, uln=enrolments.uln(), **given)
        assert broken.field == "number"
        assert refused(services.activate, registration, number="R-other", uln=uln, **given).field == "uln"

    def test_nobody_is_registered_in_the_future_or_without_a_number(self):
        registration = services.register(enrolments.place(), by=None)
        tomorrow = TODAY + timedelta(days=1)
        given = {"uln": enrolments.uln(), "by": None}
        broken = refused(services.activate, registration, number="R1", registered_on=tomorrow, **given)
        assert broken.field == "registered_on"
        assert refused(services.activate, registration, number=" ", registered_on=TODAY, **given).field == "number"

    def test_what_has_moved_on_is_not_done_twice(self):
        enrolment = enrolments.enrolment()
        with pytest.raises(TransitionNotAllowed):
            services.register(enrolment, by=None)
        with pytest.raises(TransitionNotAllowed):
            services.activate(enrolment.registration, number="R1", registered_on=TODAY, by=None)

    def test_a_break_ends_only_while_the_registration_lasts(self):
        enrolment = enrolments.enrolment()
        registration = enrolment.registration
        services.suspend(registration, by=None)
        services.resume(registration, by=None)
        services.suspend(registration, by=None)
        registration.expires_on = TODAY - timedelta(days=1)
        refused(services.resume, registration, by=None)
        refused(services.extend, registration, until=TODAY + timedelta(days=90), by=None)
        assert registration.state is RegistrationState.suspended

    def test_more_time_is_really_more(self):
        registration = enrolments.enrolment().registration
        last = registration.expires_on
        assert refused(services.extend, registration, until=last, by=None).field == "until"
        services.extend(registration, until=last + timedelta(days=90), by=None)
        assert (registration.state, registration.expires_on) == (
            RegistrationState.extended,
            last + timedelta(days=90),
        )

    def test_leaving_ends_the_place(self):
        enrolment = enrolments.enrolment()
        services.withdraw(enrolment.registration, reason="own_choice", by=enrolment.person)
        assert (enrolment.state, enrolment.ended_on) == (EnrolmentState.withdrawn, TODAY)
        assert enrolment.registration.reason == "own_choice"
        refused(services.register, enrolment, by=None)

    def test_a_certificate_completes_the_place(self):
        enrolment = enrolments.enrolment()
        services.complete(enrolment.registration, by=None)
        assert enrolment.state is EnrolmentState.completed
        assert verbs(enrolment)[-1] == "completed"

    def test_a_registration_runs_out_the_day_after_its_last_and_can_be_asked_for_again(self):
        enrolment = enrolments.enrolment()
        old = enrolment.registration
        assert services.expire_due(old.expires_on) == 0
        assert services.expire_due(old.expires_on + timedelta(days=1)) == 1
        assert (old.state, enrolment.state) == (RegistrationState.expired, EnrolmentState.active)
        new = services.register(enrolment, by=None)
        assert (new.state, enrolment.registrations) == (RegistrationState.pending, [old, new])

    def test_registrations_run_out_in_every_centre(self):
        here = enrolments.enrolment().registration
        here.expires_on = TODAY - timedelta(days=1)
        people.centre()
        there = enrolments.enrolment().registration
        there.expires_on = TODAY - timedelta(days=2)
        lasting = enrolments.enrolment().registration
        db.session.flush()
        ids = [here.id, there.id, lasting.id]
        assert expire_all() == 2
        states = dict(
            db.session.execute(
                select(Registration.id, Registration.state).where(Registration.id.in_(ids)),
                execution_options={"across_tenants": True},
            ).all()
        )
        assert [states[i].value for i in ids] == ["expired", "expired", "active"]


class TestAllocating:
    @pytest.fixture
    def enrolment(self):
        return enrolments.enrolment()

    def objection(self, enrolment, person, role, **given) -> str:
        return refused(services.allocate, enrolment, person, role, by=None, **given).message

    def test_who_is_allocated_is_found_for_the_trainee_and_for_the_unit(self, enrolment):
        unit = awards.unit(enrolment.award_version, "C5-1")
        for_all, for_one = people.person(Role.assessor), people.person(Role.assessor)
        services.allocate(enrolment, for_all, AllocationRole.assessor, by=None)
        services.allocate(enrolment, for_one, AllocationRole.assessor, unit=unit, by=None)
        assert queries.allocated(enrolment, AllocationRole.assessor, unit_id=unit.id) == [for_one, for_all]
        assert queries.allocated(enrolment, AllocationRole.iqa) == []

    def test_the_role_must_be_held_for_the_trainees_organisation(self, enrolment):
        ours, theirs = people.organisation(), people.organisation()
        enrolment.person.organisation = ours
        db.session.flush()
        assert self.objection(enrolment, people.person(Role.tutor), AllocationRole.assessor)
        assert self.objection(enrolment, people.person(Role.assessor, scope=theirs), AllocationRole.assessor)
        services.allocate(enrolment, people.person(Role.assessor, scope=ours), AllocationRole.assessor, by=None)

    def test_nobody_assesses_their_own_work(self, enrolment):
        people.grant(enrolment.person, Role.assessor)
        assert "own work" in self.objection(enrolment, enrolment.person, AllocationRole.assessor)

    @pytest.mark.parametrize("first", [AllocationRole.assessor, AllocationRole.iqa])
    def test_the_same_person_does_not_assess_and_check_one_trainee(self, enrolment, first):
        second = AllocationRole.iqa if first is AllocationRole.assessor else AllocationRole.assessor
        both = people.person(Role.assessor, Role.iqa)
        held = services.allocate(enrolment, both, first, by=None)
        assert "cannot assess this trainee and check" in self.objection(enrolment, both, second)
        services.end_allocation(held, by=None)
        assert services.allocate(enrolment, both, second, by=None)

    def test_the_iqa_has_not_taught_the_trainee(self):
        cohort = programmes.cohort()
        tutor = programmes.tutor_of(cohort)
        people.grant(tutor, Role.iqa)
        people.grant(tutor, Role.assessor)
        enrolment = enrolments.enrolment(cohort=cohort)
        assert "taught or observed" in self.objection(enrolment, tutor, AllocationRole.iqa)
        assert "teaches the trainee" in self.objection(enrolment, tutor, AllocationRole.assessor)

    def test_the_iqa_has_not_observed_the_trainee(self, enrolment):
        iqa = people.person(Role.iqa)
        planned = ObservedPractice(
            practice_record=practice.record(enrolment.person),
            observer=iqa,
            observer_kind=ObserverKind.approved_observer,
        )
        db.session.add(planned)
        db.session.flush()
        assert "taught or observed" in self.objection(enrolment, iqa, AllocationRole.iqa)
        planned.state = ObservationState.cancelled
        db.session.flush()
        assert services.allocate(enrolment, iqa, AllocationRole.iqa, by=None)

    @pytest.mark.parametrize("declared_by_staff", [True, False])
    @pytest.mark.parametrize(
        ("decision", "outcome"),
        [("open", "refused"), ("blocked", "refused"), ("managed", True), ("none", False)],
    )
    def test_a_conflict_blocks_until_it_is_decided_and_a_managed_one_is_carried(
        self, enrolment, decision, outcome, declared_by_staff
    ):
        assessor = people.person(Role.assessor)
        pair = (assessor, enrolment.person) if declared_by_staff else (enrolment.person, assessor)
        db.session.add(
            ConflictDeclaration(
                person=pair[0],
                about=pair[1],
                nature="friend",
                decision=ConflictDecision(decision),
                declared_on=TODAY,
            )
        )
        db.session.flush()
        if outcome == "refused":
            assert "conflict" in self.objection(enrolment, assessor, AllocationRole.assessor)
        else:
            allocation = services.allocate(enrolment, assessor, AllocationRole.assessor, by=None)
            assert allocation.managed_conflict is outcome

    def test_a_line_manager_supervises_once_it_was_declared_and_never_judges(self, enrolment):
        manager = people.person(Role.assessor, Role.iqa, Role.supervisor)
        enrolment.person.line_manager = manager
        db.session.flush()
        for role in AllocationRole:
            assert "line manager" in self.objection(enrolment, manager, role)
        db.session.add(
            ConflictDeclaration(
                person=manager,
                about=enrolment.person,
                nature="line_manager",
                decision=ConflictDecision.managed,
                declared_on=TODAY,
            )
        )
        for role in (AllocationRole.assessor, AllocationRole.iqa):
            assert "line manager" in self.objection(enrolment, manager, role)
        assert services.allocate(enrolment, manager, AllocationRole.supervisor, by=None).managed_conflict

    def test_an_allocation_ends_at_once_and_may_begin_again(self, enrolment):
        unit = awards.unit(enrolment.award_version, "C5-1")
        assessor = people.person(Role.assessor)
        first = services.allocate(enrolment, assessor, AllocationRole.assessor, unit=unit, by=None)
        assert "already" in self.objection(enrolment, assessor, AllocationRole.assessor, unit=unit)
        services.end_allocation(first, by=None)
        assert queries.allocated(enrolment, AllocationRole.assessor) == []
        refused(services.end_allocation, first, by=None)
        services.allocate(enrolment, assessor, AllocationRole.assessor, unit=unit, by=None)
        assert queries.allocated(enrolment, AllocationRole.assessor) == [assessor]
        assert verbs(enrolment)[-3:] == ["allocated", "ended_allocation", "allocated"]

    def test_a_unit_of_another_award_is_refused(self, enrolment):
        unit = awards.unit(awards.award_version("ALF-DA-L5"), awards.award_version("ALF-DA-L5").units[0].code)
        assert "another award" in self.objection(
            enrolment, people.person(Role.assessor), AllocationRole.assessor, unit=unit
        )


def test_a_place_of_another_centre_is_never_counted(session):
    cohort = programmes.cohort(max_places=2)
    enrolments.place(cohort=cohort)
    people.centre()
    enrolments.place()
    assert db.session.scalar(select(func.count(Enrolment.id))) == 1
