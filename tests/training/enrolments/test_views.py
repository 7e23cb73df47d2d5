from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core import clock
from core.db import db, enter_tenant
from people.models import Role
from tests.factories import awards, enrolments, people, programmes
from tests.sql_count import MOST, count_sql
from training.enrolments.models import Allocation, AllocationRole, Enrolment, EnrolmentState, RegistrationState
from training.enrolments.wording import ALLOCATION_ROLES, REGISTRATION_STATES, WITHDRAWAL_REASONS

TODAY = clock.today()


def text(answer) -> str:
    return answer.get_data(as_text=True)


def address(enrolment, action: str = "") -> str:
    return f"/trainees/{enrolment.public_id}" + (f"/{action}" if action else "")


@pytest.fixture
def administrator(client):
    person = people.person(Role.centre_administrator)
    people.sign_in(client, person)
    return person


@pytest.fixture
def enrolment(administrator):
    row = enrolments.enrolment(cohort=programmes.cohort())
    db.session.commit()
    return row


class TestRegistering:
    def test_a_trainee_is_requested_registered_paused_and_ended_on_the_pages(self, client, administrator):
        enrolment = enrolments.place()
        db.session.commit()
        assert "Not registered yet" in text(client.get(address(enrolment)))
        assert client.get(address(enrolment, "request")).status_code == 200
        answers = {"conflict": "no", "adjustment": "no"}
        assert client.post(address(enrolment, "request"), data=answers).status_code == 303
        assert client.get(address(enrolment, "activate")).status_code == 200
        data = {"number": "WG-1", "registered_on": str(TODAY), "uln": "9276308686"}
        assert client.post(address(enrolment, "activate"), data=data).status_code == 303
        page = text(client.get(address(enrolment)))
        assert "WG-1" in page and "9276308686" in page and "entered the registration. Its last day is" in page
        assert client.post(address(enrolment, "suspend")).status_code == 303
        assert "On a break" in text(client.get(address(enrolment)))
        assert client.post(address(enrolment, "resume")).status_code == 303
        until = enrolment.registration.expires_on + timedelta(days=30)
        assert client.get(address(enrolment, "extend")).status_code == 200
        assert client.post(address(enrolment, "extend"), data={"until": str(until)}).status_code == 303
        assert enrolment.registration.state is RegistrationState.extended
        assert "What will be locked" in text(client.get(address(enrolment, "withdraw")))
        assert client.post(address(enrolment, "withdraw"), data={"reason": "own_choice"}).status_code == 303
        page = text(client.get(address(enrolment)))
        assert "Withdrawn" in page and str(WITHDRAWAL_REASONS["own_choice"]) in page
        assert enrolment.state is EnrolmentState.withdrawn

    def test_both_questions_are_asked(self, client, administrator):
        enrolment = enrolments.place()
        db.session.commit()
        answer = client.post(address(enrolment, "request"), data={"conflict": "yes"})
        assert answer.status_code == 422 and "Answer yes or no." in text(answer)
        assert enrolment.registration.state is RegistrationState.draft

    def test_a_conflict_that_was_named_and_not_declared_is_kept_in_sight(self, client, administrator):
        enrolment = enrolments.place()
        db.session.commit()
        answers = {"conflict": "yes", "adjustment": "yes"}
        page = text(client.post(address(enrolment, "request"), data=answers, follow_redirects=True))
        assert "Declare the conflict of interest" in page and "Agree the adjustment" in page
        assert "Declare it on their page" in text(client.get(address(enrolment)))

    def test_a_learner_number_that_cannot_be_is_told_beside_its_field(self, client, administrator):
        enrolment = enrolments.place()
        db.session.commit()
        client.post(address(enrolment, "request"), data={"conflict": "no", "adjustment": "no"})
        data = {"number": "WG-1", "registered_on": str(TODAY), "uln": "9276308685"}
        answer = client.post(address(enrolment, "activate"), data=data)
        assert answer.status_code == 422
        assert "The last digit does not fit the others." in text(answer) and 'value="WG-1"' in text(answer)

    @pytest.mark.parametrize("action", ["activate", "resume"])
    def test_what_has_moved_on_says_so(self, client, enrolment, action):
        assert client.post(address(enrolment, action)).status_code == 409

    def test_a_bad_last_day_comes_back(self, client, enrolment):
        answer = client.post(address(enrolment, "extend"), data={"until": str(TODAY)})
        assert answer.status_code == 422
        assert "The new last day must be after the present one." in text(answer)

    def test_a_break_that_outlasted_the_registration_does_not_end(self, client, enrolment):
        client.post(address(enrolment, "suspend"))
        enrolment.registration.expires_on = TODAY - timedelta(days=1)
        db.session.commit()
        page = text(client.post(address(enrolment, "resume"), follow_redirects=True))
        assert "This registration has run out." in page

    def test_optional_units_are_chosen_by_the_rule(self, client, enrolment):
        page = text(client.get(address(enrolment, "units")))
        assert "C5-4 Facilitating virtual sets, 3 credits" in page
        answer = client.post(address(enrolment, "units"), data={})
        assert answer.status_code == 422 and "at least 3 credits" in text(answer)
        assert client.post(address(enrolment, "units"), data={"codes": ["C5-9"]}).status_code == 422
        assert client.post(address(enrolment, "units"), data={"codes": ["C5-4"]}).status_code == 303
        assert enrolment.optional_units == ["C5-4"]


class TestAllocating:
    def test_somebody_is_allocated_and_ended(self, client, enrolment):
        assessor = people.person(Role.assessor)
        unit = awards.unit(enrolment.award_version, "C5-1")
        db.session.commit()
        assert f"{assessor.full_name} (Assessor)" in text(client.get(address(enrolment, "allocate")))
        data = {"role": "assessor", "person": str(assessor.public_id), "unit": str(unit.public_id)}
        assert client.post(address(enrolment, "allocate"), data=data).status_code == 303
        page = text(client.get(address(enrolment)))
        assert assessor.full_name in page and f"allocated {assessor.full_name} as assessor for C5-1" in page
        allocation = db.session.scalars(select(Allocation)).one()
        assert client.post(f"/allocations/{allocation.public_id}/end").status_code == 303
        assert not allocation.is_current(TODAY)

    def test_an_objection_stands_beside_the_person(self, client, enrolment):
        iqa = people.person(Role.iqa, Role.assessor)
        enrolments.allocation(enrolment, AllocationRole.assessor, iqa)
        db.session.commit()
        data = {"role": "iqa", "person": str(iqa.public_id), "unit": ""}
        answer = client.post(address(enrolment, "allocate"), data=data)
        assert answer.status_code == 422
        assert "cannot assess this trainee and check" in text(answer)

    def test_nobody_of_another_centre_and_no_foreign_unit_can_be_chosen(self, client, enrolment):
        here = enrolment.tenant_id
        people.centre()
        stranger = people.person(Role.assessor)
        enter_tenant(here)
        other_award = awards.award_version("ALF-DA-L5").units[0]
        assessor = people.person(Role.assessor)
        db.session.commit()
        for person, unit in ((stranger.public_id, ""), (assessor.public_id, other_award.public_id)):
            data = {"role": "assessor", "person": str(person), "unit": str(unit)}
            assert client.post(address(enrolment, "allocate"), data=data).status_code == 422
        assert db.session.scalar(select(func.count(Allocation.id))) == 0


class TestEnrolling:
    @pytest.fixture
    def cohort(self, administrator):
        row = programmes.cohort(max_places=4)
        db.session.commit()
        return row

    def test_people_are_found_ticked_and_pasted(self, client, cohort):
        found = people.person(given_name="Siân", family_name="Prytherch-Wolstenholme of the Long Name")
        pasted = people.person(staff_number="S-77")
        db.session.commit()
        where = f"/cohorts/{cohort.public_id}/enrol?find=prytherch"
        page = text(client.get(where))
        assert found.full_name in page and pasted.full_name not in page
        data = {"people": [str(found.public_id)], "pasted": "s-77"}
        assert client.post(where, data=data).status_code == 303
        assert {row.person for row in db.session.scalars(select(Enrolment))} == {found, pasted}
        assert "has a place on this award already" in text(client.get(where))

    def test_each_bad_line_is_told_and_the_list_stays(self, client, cohort):
        people.person(staff_number="S-77")
        db.session.commit()
        where = f"/cohorts/{cohort.public_id}/enrol"
        answer = client.post(where, data={"pasted": "S-77\nnobody"})
        assert answer.status_code == 422
        assert "Line 2: Nobody here has the staff number or address nobody." in text(answer)
        assert "S-77\nnobody" in text(answer)
        assert db.session.scalar(select(func.count(Enrolment.id))) == 0

    def test_nobody_chosen_is_told(self, client, cohort):
        answer = client.post(f"/cohorts/{cohort.public_id}/enrol", data={})
        assert answer.status_code == 422 and "at least one person" in text(answer)

    def test_a_search_that_finds_nobody_says_so(self, client, cohort):
        assert "Nobody found" in text(client.get(f"/cohorts/{cohort.public_id}/enrol?find=zzzz"))

    def test_somebody_of_another_centre_cannot_be_ticked(self, client, cohort):
        here = cohort.tenant_id
        people.centre()
        stranger = people.person()
        enter_tenant(here)
        db.session.commit()
        answer = client.post(f"/cohorts/{cohort.public_id}/enrol", data={"people": [str(stranger.public_id)]})
        assert answer.status_code == 422

    def test_registrations_come_in_as_a_list(self, client, cohort):
        place = enrolments.place(people.person(staff_number="S-1"), cohort=cohort)
        db.session.commit()
        where = f"/cohorts/{cohort.public_id}/register"
        assert client.get(where).status_code == 200
        data = {"registered_on": str(TODAY), "lines": "S-1,WG-9,123", "questions_asked": "y"}
        answer = client.post(where, data=data)
        assert answer.status_code == 422 and "Line 1: A learner number has 10 digits" in text(answer)
        assert place.registration.state is RegistrationState.draft
        assert client.post(where, data=data | {"lines": "S-1,WG-9,9276308686"}).status_code == 303
        assert place.registration.number == "WG-9"


class TestWhoReadsWhat:
    @pytest.fixture
    def known(self, client):
        """A registered trainee with somebody of every kind around them."""
        cohort = programmes.cohort()
        tutor = programmes.tutor_of(cohort)
        enrolment = enrolments.enrolment(people.person(Role.trainee), cohort=cohort)
        staff = {
            role: enrolments.allocation(enrolment, role, people.person(Role(role.value))).person
            for role in AllocationRole
        }
        everyone = {
            "trainee": enrolment.person,
            "tutor": tutor,
            "administrator": people.person(Role.centre_administrator),
            "lead": people.person(Role.lead_iqa),
            **{role.value: person for role, person in staff.items()},
        }
        db.session.commit()
        return enrolment, everyone

    @pytest.mark.parametrize(
        ("who", "sees_number", "sees_uln"),
        [
            ("trainee", True, True),
            ("administrator", True, True),
            ("lead", True, True),
            ("assessor", True, False),
            ("iqa", True, False),
            ("tutor", True, False),
            ("supervisor", False, False),
        ],
    )
    def test_the_learner_number_and_the_registration_are_shown_to_those_who_may_read_them(
        self, client, known, who, sees_number, sees_uln
    ):
        enrolment, everyone = known
        people.sign_in(client, everyone[who])
        page = text(client.get(address(enrolment)))
        assert enrolment.person.full_name in page
        assert (enrolment.registration.number in page) is sees_number
        assert (enrolment.person.uln in page) is sees_uln
        assert ("Nothing sent yet" in page) is sees_number
        assert ("Note a break" in page) is (who == "administrator")

    @pytest.mark.parametrize("role", [Role.assessor, Role.iqa, Role.tutor, Role.hr, Role.system_administrator])
    def test_a_trainee_whom_one_does_not_work_with_is_not_found(self, client, known, role):
        enrolment, _everyone = known
        people.sign_in(client, people.person(role))
        assert client.get(address(enrolment)).status_code == 404
        for action in ("request", "activate", "extend", "withdraw", "units", "allocate"):
            assert client.get(address(enrolment, action)).status_code == 404
        assert client.post(address(enrolment, "suspend")).status_code == 404

    @pytest.mark.parametrize("who", ["assessor", "iqa", "tutor", "supervisor", "trainee"])
    def test_only_the_centre_registers_and_allocates(self, client, known, who):
        enrolment, everyone = known
        people.sign_in(client, everyone[who])
        for action in ("request", "activate", "allocate", "extend"):
            assert client.get(address(enrolment, action)).status_code == 404
        for action in ("suspend", "resume"):
            assert client.post(address(enrolment, action)).status_code == 404
        allocation = enrolment.allocations[0]
        assert client.post(f"/allocations/{allocation.public_id}/end").status_code == 404
        assert allocation.is_current(TODAY)

    @pytest.mark.parametrize("who", ["assessor", "iqa", "tutor"])
    def test_the_list_holds_ones_own_trainees_only(self, client, known, who):
        enrolment, everyone = known
        other = enrolments.enrolment(people.person(family_name="Somebodyelse"))
        people.sign_in(client, everyone[who])
        page = text(client.get("/trainees"))
        assert enrolment.person.full_name in page and "Somebodyelse" not in page
        assert client.get(address(other)).status_code == 404

    def test_a_trainee_ends_their_own_place_and_chooses_units(self, client, known):
        enrolment, everyone = known
        people.sign_in(client, everyone["trainee"])
        assert client.post(address(enrolment, "units"), data={"codes": ["C5-5"]}).status_code == 303
        assert client.post(address(enrolment, "withdraw"), data={"reason": "other"}).status_code == 303
        assert enrolment.state is EnrolmentState.withdrawn

    def test_a_place_of_another_centre_is_not_found(self, client, known):
        enrolment, _everyone = known
        allocation = enrolment.allocations[0].public_id
        where = address(enrolment)
        people.centre()
        people.sign_in(client, people.person(Role.centre_administrator))
        assert client.get(where).status_code == 404
        assert client.get(f"{where}/activate").status_code == 404
        assert client.post(f"/allocations/{allocation}/end").status_code == 404


class TestList:
    def test_the_list_is_narrowed_in_its_address(self, client, enrolment):
        draft = enrolments.place(people.person(family_name="Draftsman"))
        db.session.commit()
        both = text(client.get("/trainees"))
        assert "Draftsman" in both and enrolment.person.full_name in both
        assert "Draftsman" not in text(client.get(f"/trainees?cohort={enrolment.cohort.public_id}"))
        narrowed = text(client.get("/trainees?state=draft&named=draft"))
        assert "Draftsman" in narrowed and enrolment.person.full_name not in narrowed
        assert "No trainee found" in text(client.get("/trainees?state=expired"))
        assert "No trainee found" in text(client.get("/trainees?named=%25"))
        assert client.get("/trainees?state=nonsense&cohort=nonsense").status_code == 200
        assert draft.registration.state is RegistrationState.draft

    def test_only_the_latest_registration_says_how_a_trainee_stands(self, client, enrolment):
        from training.enrolments import services

        services.expire(enrolment.registration)
        services.register(enrolment, by=None)
        db.session.commit()
        assert enrolment.person.full_name in text(client.get("/trainees?state=pending"))
        assert "No trainee found" in text(client.get("/trainees?state=expired"))

    def test_an_empty_list_says_what_will_be_here(self, client, administrator):
        assert "No trainees yet" in text(client.get("/trainees"))

    @pytest.mark.parametrize("size", [1, 30])
    def test_the_pages_ask_the_database_little_whatever_the_rows(self, client, enrolment, size):
        cohort = programmes.cohort(max_places=40)
        for _ in range(size):
            row = enrolments.enrolment(cohort=cohort)
            enrolments.allocation(row, AllocationRole.assessor)
        db.session.commit()
        pages = ["/trainees", address(row), address(row, "allocate"), f"/cohorts/{cohort.public_id}/enrol"]
        for page in pages:
            db.session.expire_all()
            with count_sql() as sent:
                assert client.get(page).status_code == 200
            assert len(sent) <= MOST, page + "\n" + "\n".join(sent)


def test_every_state_and_role_has_its_words():
    assert set(REGISTRATION_STATES) == set(RegistrationState)
    assert set(ALLOCATION_ROLES) == set(AllocationRole)
