import pytest
from sqlalchemy import func, select

from core.db import db
from core.errors import RuleBroken
from people.models import Role
from tests import london
from tests.factories import enrolments, people, programmes
from training.enrolments import lists, pasted
from training.enrolments.models import Enrolment, RegistrationState


@pytest.fixture
def cohort(session):
    people.centre()
    return programmes.cohort(max_places=4)


def problems_of(call, *args, **kwargs) -> list[str]:
    with pytest.raises(lists.ListRefused) as caught:
        call(*args, **kwargs)
    return caught.value.problems


def places() -> int:
    return db.session.scalar(select(func.count(Enrolment.id)))


class TestEnrolling:
    def test_people_ticked_and_people_pasted_all_get_a_place(self, cohort):
        ticked, by_number = people.person(), people.person(staff_number="N1")
        by_address = people.person(email="ann@example.org")
        lines = pasted.lines("n1\nANN@example.org")
        enrolled = lists.enrol_all([ticked], cohort, lines=lines, by=None)
        assert [enrolment.person for enrolment in enrolled] == [ticked, by_number, by_address]

    def test_each_bad_line_is_told_and_nobody_is_enrolled(self, cohort):
        by = people.person(Role.centre_administrator, staff_number="ME")
        enrolments.place(people.person(staff_number="OLD"), cohort=cohort)
        people.person(staff_number="NEW")
        before = places()
        lines = pasted.lines("NEW\nnobody\nOLD\nnew\nME")
        problems = problems_of(lists.enrol_all, [], cohort, lines=lines, by=by)
        assert [problem.split(":")[0] for problem in problems] == ["Line 2", "Line 3", "Line 4", "Line 5"]
        assert places() == before

    def test_a_number_that_two_organisations_use_is_not_guessed(self, cohort):
        for _ in range(2):
            people.person(staff_number="7", organisation=people.organisation())
        (problem,) = problems_of(lists.enrol_all, [], cohort, lines=pasted.lines("7"), by=None)
        assert "email" in problem

    def test_a_number_means_the_person_of_the_programmes_organisation(self, cohort):
        ours = people.organisation()
        cohort = programmes.cohort(programme=programmes.programme(organisation=ours))
        people.person(staff_number="7", organisation=people.organisation())
        meant = people.person(staff_number="7", organisation=ours)
        (enrolment,) = lists.enrol_all([], cohort, lines=pasted.lines("7"), by=None)
        assert enrolment.person is meant

    def test_more_people_than_places_are_refused_together(self, cohort):
        with pytest.raises(RuleBroken, match="only 4 free places"):
            lists.enrol_all([people.person() for _ in range(5)], cohort, by=None)
        assert places() == 0

    def test_somebody_of_another_centre_is_not_found(self, cohort):
        here = cohort.tenant_id
        people.centre()
        people.person(email="away@example.org")
        from core.db import enter_tenant

        enter_tenant(here)
        assert problems_of(lists.enrol_all, [], cohort, lines=pasted.lines("away@example.org"), by=None)


class TestRegistering:
    def entered(self, text, cohort, *, asked=True):
        return lists.activate_all(
            pasted.lines(text), cohort, registered_on=london.today(), questions_asked=asked, by=None
        )

    def test_a_whole_list_is_registered(self, cohort):
        first = enrolments.place(people.person(staff_number="N1"), cohort=cohort)
        second = enrolments.place(people.person(staff_number="N2"), cohort=cohort)
        assert self.entered(f"N1,R1,{enrolments.uln()}\nN2;R2;{enrolments.uln()}", cohort) == 2
        assert [row.registration.state for row in (first, second)] == [RegistrationState.active] * 2
        assert second.registration.number == "R2"

    def test_each_bad_line_is_told(self, cohort):
        for number in ("A", "B", "C", "D"):
            enrolments.place(people.person(staff_number=number), cohort=cohort)
        people.person(staff_number="OUT")
        uln = enrolments.uln()
        problems = problems_of(
            self.entered, f"A,R1,{uln}\nB,R1,{enrolments.uln()}\nC,,{enrolments.uln()}\nD,R4,{uln}\nOUT,R5", cohort
        )
        assert [problem.split(":")[0] for problem in problems] == ["Line 2", "Line 3", "Line 4", "Line 5"]

    def test_the_two_questions_come_first(self, cohort):
        enrolments.place(people.person(staff_number="N1"), cohort=cohort)
        (problem,) = problems_of(self.entered, f"N1,R1,{enrolments.uln()}", cohort, asked=False)
        assert "questions" in problem
