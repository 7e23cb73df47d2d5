import pytest

from assessments.separation import queries
from people.models import ConflictDecision, ConflictDeclaration, Role
from tests import london
from tests.factories import enrolments, grading, people, portfolio, programmes, quality
from tests.sql_count import MOST, count_sql
from training.enrolments.independence import Objection
from training.enrolments.models import AllocationRole

pytestmark = pytest.mark.usefixtures("session")


def found():
    return [(each.person, each.role, each.against) for each in queries.clashes(london.today())]


def test_nobody_is_listed_who_stands_apart():
    grading.decision()
    quality.opened()
    enrolments.allocation(quality.place(), AllocationRole.supervisor)
    assert found() == []


def become_line_manager(place, person):
    place.person.line_manager = person


def become_tutor(place, person):
    place.cohort = programmes.cohort(version=place.award_version, tutor=None)
    place.cohort.tutor = person


def sign_supervision(place, person):
    portfolio.supervision(place.person, supervisor=person)


def lose_the_role(place, person):
    for grant in person.grants:
        grant.ends_on = grant.starts_on


def come_into_conflict(place, person):
    portfolio._stored(
        ConflictDeclaration(
            person=person,
            about=place.person,
            nature="friend",
            decision=ConflictDecision.open,
            declared_on=london.today(),
        )
    )


LATER = [
    (become_line_manager, Objection.manages),
    (become_tutor, Objection.teaches),
    (sign_supervision, Objection.supervises),
    (lose_the_role, Objection.role_not_held),
    (come_into_conflict, Objection.conflict_open),
]


@pytest.mark.parametrize(("later", "against"), LATER)
@pytest.mark.parametrize("role", [AllocationRole.assessor, AllocationRole.iqa])
def test_who_came_too_close_after_the_allocation_is_found(session, role, later, against):
    place = quality.place()
    person = enrolments.allocation(place, role).person
    later(place, person)
    session.flush()
    assert found() == [(person, role, against)]


def test_an_iqa_who_observed_since_is_found_and_an_assessor_who_did_is_not(session):
    place = quality.place()
    iqa = enrolments.allocation(place, AllocationRole.iqa).person
    assessor = enrolments.allocation(place, AllocationRole.assessor).person
    for person in (iqa, assessor):
        portfolio.observation(place.person, observer=person)
    assert found() == [(iqa, AllocationRole.iqa, Objection.taught_or_observed)]


def test_who_has_work_or_a_sample_in_hand_is_found_without_an_allocation(session):
    sent, sample = grading.allocated(), quality.opened()
    for row in sent.enrolment.allocations:
        session.delete(row)
    become_line_manager(sent.enrolment, sent.assessor)
    become_line_manager(sample.enrolment, sample.iqa)
    session.flush()
    session.expire_all()
    assert {(person, role) for person, role, _against in found()} == {
        (sent.assessor, AllocationRole.assessor),
        (sample.iqa, AllocationRole.iqa),
    }


@pytest.mark.parametrize("role", [Role.centre_administrator, Role.lead_iqa])
def test_the_page_lists_them_and_the_conflicts_that_wait(client, session, role):
    place = quality.place()
    person = enrolments.allocation(place, AllocationRole.assessor).person
    come_into_conflict(place, person)
    people.sign_in(client, people.person(role))
    with count_sql() as sent:
        page = client.get("/to-settle").text
    assert person.full_name in page and place.person.full_name in page
    assert "waits to be decided" in page and "Decide" in page
    assert len(sent) <= MOST


@pytest.mark.parametrize("role", [Role.assessor, Role.iqa, Role.hr, Role.tutor, Role.system_administrator])
def test_nobody_else_finds_the_page(client, role):
    people.sign_in(client, people.person(role))
    assert client.get("/to-settle").status_code == 404
