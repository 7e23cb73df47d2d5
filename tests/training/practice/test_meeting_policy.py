"""Who may do what with a logged meeting, as a table (domain §9 and invariant 9)."""

import pytest

from core.db import db
from people.models import Role
from tests.factories import enrolments, people, practice, sets
from training.enrolments.models import AllocationRole
from training.practice import policy
from training.practice.models import FacilitationRole, ObservedPractice, ObserverKind
from training.programmes.models import Cohort, Programme

pytestmark = pytest.mark.usefixtures("session")

ACTIONS = ("see", "see_turns", "see_question", "confirm", "query", "reject", "void", "answer", "change")
TABLE = {
    "the trainee": "see see_turns see_question answer change",
    "the organiser": "see see_question confirm query reject",
    "a co-facilitator": "see see_turns see_question confirm query reject",
    "a facilitator who was not there": "",
    "an observer of the set who was there": "",
    "the observer of that meeting": "see",
    "the assessor": "see see_turns see_question query void",
    "the assessor who organises the set": "see see_turns see_question query void",
    "the quality assurer": "see see_turns void",
    "the supervisor": "see see_turns",
    "the tutor": "see",
    "a centre administrator": "see",
    "a lead quality assurer": "see see_turns",
    "another organiser": "",
    "another trainee": "",
    "another assessor": "",
    "an EQA": "",
    "HR": "",
    "a system administrator": "",
}
ROLES = {
    "a centre administrator": Role.centre_administrator,
    "a lead quality assurer": Role.lead_iqa,
    "another organiser": Role.set_organiser,
    "another trainee": Role.trainee,
    "another assessor": Role.assessor,
    "an EQA": Role.eqa,
    "HR": Role.hr,
    "a system administrator": Role.system_administrator,
}
ALLOCATED = {
    "the assessor": AllocationRole.assessor,
    "the quality assurer": AllocationRole.iqa,
    "the supervisor": AllocationRole.supervisor,
}


def scene(who):
    """A meeting that a trainee logged, and the person whom `who` names."""
    trainee = people.person(Role.trainee)
    organiser = people.person(Role.set_organiser, Role.assessor)
    record = practice.logged(trainee, sets.learning_set(trainee, organiser=organiser))
    enrolment = enrolments.enrolment(trainee)
    learning_set = record.meeting.learning_set
    if who == "the trainee":
        return trainee, record
    if who == "the organiser":
        return organiser, record
    if who == "the assessor who organises the set":
        enrolments.allocation(enrolment, AllocationRole.assessor, organiser)
        return organiser, record
    if who in ALLOCATED:
        return enrolments.allocation(enrolment, ALLOCATED[who]).person, record
    if who in ROLES:
        return people.person(ROLES[who]), record
    if who == "the tutor":
        tutor = people.person(Role.tutor)
        programme = Programme(name="Spring", starts_on=enrolment.enrolled_on)
        version = enrolment.award_version
        cohort = Cohort(
            programme=programme, award_version=version, name="A", starts_on=enrolment.enrolled_on, tutor_id=tutor.id
        )
        db.session.add(cohort)
        enrolment.cohort = cohort
        db.session.flush()
        return tutor, record
    if who == "the observer of that meeting":
        observer = people.person(Role.observer)
        kind = ObserverKind.approved_observer
        db.session.add(ObservedPractice(practice_record=record, observer=observer, observer_kind=kind))
        db.session.flush()
        return observer, record
    other = people.person(Role.trainee)
    sets.facilitator(learning_set, other)
    if who == "a co-facilitator":
        practice.record(other, meeting=record.meeting, role=FacilitationRole.co)
    if who == "an observer of the set who was there":
        practice.record(other, meeting=record.meeting, role=FacilitationRole.observer)
    return other, record


@pytest.mark.parametrize("who", TABLE)
def test_who_may_do_what_with_a_logged_meeting(who):
    person, record = scene(who)
    may = [action for action in ACTIONS if getattr(policy, f"can_{action}")(person, record)]
    assert may == TABLE[who].split()


def test_an_assessor_whose_allocation_has_ended_no_longer_sees_the_meeting():
    trainee = people.person(Role.trainee)
    record = practice.logged(trainee)
    allocation = enrolments.allocation(enrolments.enrolment(trainee), AllocationRole.assessor)
    assert policy.can_see(allocation.person, record)
    allocation.starts_on = allocation.ends_on = allocation.enrolment.enrolled_on
    db.session.flush()
    assert not policy.can_see(allocation.person, record)
