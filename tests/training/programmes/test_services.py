from datetime import timedelta

import pytest

from core.db import db
from core.errors import RuleBroken
from core.history import timeline
from people.models import Role
from tests import london
from tests.factories import awards, enrolments, people, programmes
from training.enrolments import services as enrolment_services
from training.enrolments.models import AllocationRole
from training.programmes import queries, services

TODAY = london.today()


@pytest.fixture(autouse=True)
def centre(session):
    return people.centre()


def refused(call, *args, **kwargs) -> RuleBroken:
    with pytest.raises(RuleBroken) as caught:
        call(*args, **kwargs)
    return caught.value


def verbs(thing) -> list[str]:
    db.session.flush()
    return [entry.verb for entry in timeline(thing)]


class TestProgrammes:
    def test_a_programme_starts_for_one_organisation_or_for_several(self):
        organisation = people.organisation()
        one = services.start_programme(" Care  leaders ", organisation, TODAY, by=None)
        several = services.start_programme("Network", None, TODAY, by=None)
        assert (one.name, one.organisation, several.organisation) == ("Care leaders", organisation, None)
        assert verbs(one) == ["started"]

    def test_two_programmes_have_two_names(self):
        name = programmes.programme().name
        assert refused(programmes.programme, name=f" {name} ").field == "name"

    def test_a_programme_does_not_end_before_it_starts(self):
        broken = refused(programmes.programme, ends_on=TODAY - timedelta(days=501))
        assert broken.field == "ends_on"


class TestCohorts:
    def test_a_cohort_starts_on_a_published_award_only(self):
        draft = awards.award_version(published=False)
        assert refused(programmes.cohort, draft).field == "award_version"

    @pytest.mark.parametrize(("least", "most"), [(5, 4), (-1, 4), (0, 0)])
    def test_the_places_make_sense(self, least, most):
        assert refused(programmes.cohort, min_places=least, max_places=most).field == "max_places"

    def test_a_tutor_holds_the_role(self):
        assert refused(programmes.cohort, tutor=people.person(Role.assessor)).field == "tutor"
        assert programmes.cohort(tutor=people.person(Role.tutor)).tutor

    def test_two_cohorts_of_a_programme_have_two_names(self):
        cohort = programmes.cohort()
        assert refused(programmes.cohort, programme=cohort.programme, name=cohort.name).field == "name"
        assert programmes.cohort(name=cohort.name)

    def test_places_that_are_taken_stay(self):
        cohort = programmes.cohort()
        for _ in range(2):
            enrolments.place(cohort=cohort)
        change = {"tutor": None, "min_places": 1, "by": None}
        assert refused(services.change_cohort, cohort, max_places=1, **change).field == "max_places"
        services.change_cohort(cohort, max_places=2, **change)
        assert verbs(cohort) == ["opened", "changed"]

    def test_the_iqa_of_a_trainee_does_not_teach_the_cohort(self):
        cohort = programmes.cohort()
        iqa = people.person(Role.iqa, Role.tutor)
        allocation = enrolments.allocation(enrolments.enrolment(cohort=cohort), AllocationRole.iqa, iqa)
        change = {"tutor": iqa, "min_places": 1, "max_places": 12, "by": None}
        assert refused(services.change_cohort, cohort, **change).field == "tutor"
        enrolment_services.end_allocation(allocation, by=None)
        services.change_cohort(cohort, **change)
        assert cohort.tutor is iqa


class TestTaughtDays:
    @pytest.fixture
    def event(self):
        return programmes.taught_day()

    @pytest.mark.parametrize("minutes", [0, 721])
    def test_a_day_has_a_length(self, event, minutes):
        given = (event.cohort, "Day", TODAY, minutes)
        assert refused(services.plan_taught_day, *given, by=None).field == "minutes"

    def test_a_register_holds_minutes_and_can_be_put_right(self, event):
        came, stayed_away = enrolments.place(cohort=event.cohort), enrolments.place(cohort=event.cohort)
        services.take_register(event, {came.person_id: 360, stayed_away.person_id: 0}, by=None)
        services.take_register(event, {came.person_id: 200}, by=None)
        assert queries.attendances_of(event) == {came.person_id: 200, stayed_away.person_id: 0}
        assert queries.registers_taken([event]) == {event.id: (1, 2)}
        assert verbs(event) == ["planned", "register_taken", "register_taken"]

    def test_only_people_of_the_cohort_are_on_its_register(self, event):
        stranger = enrolments.place().person
        refused(services.take_register, event, {stranger.id: 10}, by=None)
        assert queries.attendances_of(event) == {}

    @pytest.mark.parametrize("minutes", [-1, 361])
    def test_nobody_is_present_longer_than_the_day(self, event, minutes):
        person = enrolments.place(cohort=event.cohort).person
        refused(services.take_register, event, {person.id: minutes}, by=None)

    def test_a_day_to_come_has_no_register(self):
        event = programmes.taught_day(held_on=TODAY + timedelta(days=1))
        refused(services.take_register, event, {}, by=None)

    def test_who_came_and_withdrew_stays_on_the_register(self, event):
        enrolment = enrolments.place(cohort=event.cohort)
        services.take_register(event, {enrolment.person_id: 100}, by=None)
        enrolment_services.withdraw(enrolment.registration, by=None)
        assert queries.people_of(event) == [enrolment.person]
        assert queries.people_of(programmes.taught_day(event.cohort)) == []

    def test_a_day_with_a_register_stays_in_the_plan(self, event):
        person = enrolments.place(cohort=event.cohort).person
        cohort, other = event.cohort, programmes.taught_day(event.cohort)
        services.take_register(event, {person.id: 100}, by=None)
        refused(services.remove_taught_day, event, by=None)
        services.remove_taught_day(other, by=None)
        db.session.expire(cohort)
        assert cohort.events == [event]
