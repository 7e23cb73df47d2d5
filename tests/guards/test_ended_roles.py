"""A role that has ended ends everything that was done in it, also where the work was given out before."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from core import clock
from core.errors import NotAllowed
from people.models import Person, Role
from tests import london
from tests.factories import enrolments, people, practice
from training.enrolments.models import AllocationRole
from training.practice import observation_services, policy, supervision_services
from training.practice.models import ObservationOutcome, ObservedPractice, PracticeState, SupervisionMeeting
from training.practice.observation_queries import observers_of
from training.practice.supervision_queries import supervisors_of


def end_roles(person: Person) -> None:
    """Let yesterday be the last day of every role of this person."""
    for grant in person.grants:
        grant.ends_on = london.today() - timedelta(days=1)


def planned_by(observer: Person) -> ObservedPractice:
    record = practice.record()
    return observation_services.plan_observation(record, observer, by=record.person)


def sign(observation: ObservedPractice) -> None:
    observation_services.sign_as_observer(
        observation,
        120,
        {"contracting": "C", "questions": "D"},
        "Asked open questions throughout.",
        ObservationOutcome.satisfactory,
        by=observation.observer,
    )


def supervised_by(supervisor: Person) -> SupervisionMeeting:
    trainee = people.person(Role.trainee)
    return supervision_services.log_supervision(trainee, supervisor, london.today(), 60, by=trainee)


@pytest.mark.parametrize("role", [AllocationRole.assessor, AllocationRole.iqa])
def test_a_judge_whose_role_ended_takes_no_meeting_out_and_reads_no_observation(
    session: Session, role: AllocationRole
) -> None:
    observation = planned_by(people.person(Role.observer))
    sign(observation)
    record = observation.practice_record
    record.state, record.confirmed_at = PracticeState.confirmed, clock.now()
    judge = enrolments.allocation(enrolments.enrolment(record.person), role).person
    assert policy.can_void(judge, record) and policy.can_read_observation(judge, observation)
    end_roles(judge)
    people.grant(judge, Role.supervisor)  # another role does not bring it back
    assert not policy.can_void(judge, record)
    assert not policy.can_see_turns(judge, record)
    assert not policy.can_read_observation(judge, observation)


def test_an_observer_whose_role_ended_does_not_sign(session: Session) -> None:
    observation = planned_by(people.person(Role.observer))
    end_roles(observation.observer)
    with pytest.raises(NotAllowed):
        sign(observation)
    assert not policy.can_write_observation(observation.observer, observation)


def test_a_supervisor_whose_role_ended_does_not_sign(session: Session) -> None:
    meeting = supervised_by(people.person(Role.supervisor))
    assert meeting.supervisor is not None
    end_roles(meeting.supervisor)
    with pytest.raises(NotAllowed):
        supervision_services.sign_supervision(meeting, by=meeting.supervisor)


@pytest.mark.parametrize("role", [AllocationRole.assessor, AllocationRole.supervisor])
def test_who_is_still_allocated_but_holds_the_role_no_more_is_not_offered(
    session: Session, role: AllocationRole
) -> None:
    place = enrolments.enrolment(people.person(Role.trainee))
    member = enrolments.allocation(place, role).person
    offered = observers_of if role is AllocationRole.assessor else supervisors_of
    assert member in offered(place.person)
    end_roles(member)
    assert member not in offered(place.person)
