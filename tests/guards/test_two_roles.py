"""One person, two roles: what they may do for others they never do for themselves, nor twice for one trainee."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from assessments.claims import services as claims
from assessments.iqa import policy as iqa_policy
from assessments.iqa import queries as iqa_queries
from assessments.iqa import services as iqa
from core.errors import NotAllowed, RuleBroken
from people.models import Role
from tests import london
from tests.factories import enrolments, people, programmes, quality
from training.enrolments import policy as enrolment_policy
from training.portfolio.models import SubmissionState
from training.programmes import services as programme_services

OTHER_UNIT = "Another unit of this assessor, since this file is damaged."


@pytest.mark.parametrize("page", ["request", "activate", "extend", "allocate"])
def test_an_administrator_does_not_run_their_own_place(client: FlaskClient, session: Session, page: str) -> None:
    me = people.person(Role.centre_administrator, Role.lead_iqa)
    place = enrolments.place(me)
    other = enrolments.place(people.person(), place.award_version)
    people.sign_in(client, me)
    assert client.get(f"/trainees/{place.public_id}").status_code == 200
    assert client.post(f"/trainees/{place.public_id}/{page}").status_code == 404
    assert client.post(f"/trainees/{other.public_id}/{page}").status_code in {409, 422}
    assert not enrolment_policy.can_register(me, place)


def test_a_trainee_does_not_read_that_a_unit_is_sampled(client: FlaskClient, session: Session) -> None:
    decision = quality.decision(state=SubmissionState.in_sample_pass)
    place = decision.submission.enrolment
    address = f"/trainees/{place.public_id}"
    own = people.sign_in(client, place.person).get(address).text
    assert "In sample" not in own and "Passed, being checked" in own
    assert "In sample" in people.sign_in(client, people.person(Role.lead_iqa)).get(address).text


def test_nobody_writes_down_their_own_time_in_a_register(session: Session) -> None:
    event = programmes.taught_day()
    me = people.person(Role.tutor)
    enrolments.place(me, cohort=event.cohort)
    with pytest.raises(RuleBroken):
        programme_services.take_register(event, {me.id: 360}, by=me)
    programme_services.take_register(event, {me.id: 360}, by=people.person(Role.tutor))


def test_a_quality_assurer_finds_neither_their_own_work_nor_that_out_of_reach(session: Session) -> None:
    me = people.person(Role.iqa)
    own = quality.decision(quality.place(person=me))
    here, there = people.organisation(), people.organisation()
    version = own.submission.enrolment.award_version
    near = quality.decision(quality.place(version, people.person(organisation=here)))
    far = quality.decision(quality.place(version, people.person(organisation=there)))
    plan = quality.draw().plan
    found = set(session.scalars(iqa_queries.samples_of(plan, me, done=False)))
    assert {sample.decision for sample in found} == {near, far}
    scoped = people.person(Role.iqa, scope=here)
    found = set(session.scalars(iqa_queries.samples_of(plan, scoped, done=False)))
    assert {sample.decision for sample in found} == {near}
    assert not iqa_policy.quality_assures(me, own.submission.enrolment)


def test_a_lead_who_made_a_decision_does_not_take_it_out_of_the_sample(session: Session) -> None:
    me = people.person(Role.assessor, Role.lead_iqa)
    sample = quality.sample(quality.decision(assessor=me))
    replacement = quality.decision(quality.place(sample.enrolment.award_version))
    with pytest.raises(NotAllowed):
        iqa.replace_sample(sample, replacement, because=OTHER_UNIT, by=me)
    assert sample.decision.submission.state is SubmissionState.in_sample_pass


def test_one_person_does_not_raise_and_sign_a_claim(session: Session) -> None:
    me = people.person(Role.centre_administrator, Role.iqa)
    claim = quality.claim(by=me)
    with pytest.raises(NotAllowed):
        claims.sign(claim, by=me)


@pytest.mark.parametrize("role", [Role.iqa, Role.assessor])
def test_who_signed_the_claim_or_assessed_the_trainee_does_not_release_it(session: Session, role: Role) -> None:
    me = people.person(role, Role.eqa)
    claim = quality.claim(quality.claimable(assessor=me if role is Role.assessor else None))
    claims.sign(claim, by=me if role is Role.iqa else quality.iqa())
    quality.visit(claim.enrolment.award_version, me)
    with pytest.raises(NotAllowed):
        claims.release(claim, by=me)


def test_a_registration_that_ran_out_carries_no_claim_before_the_nightly_command_says_so(session: Session) -> None:
    place = quality.claimable()
    assert place.registration is not None
    place.registration.expires_on = london.today() - timedelta(days=1)
    assert [blocker.code for blocker in claims.blockers_of(place)] == ["registration_not_active"]
