"""A claim needs everything invariant 26 names, when it is raised, signed, released and issued."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assessments.certificates import queries as certificates
from assessments.certificates import services as register
from assessments.certificates.models import Certificate
from assessments.claims import queries, services
from assessments.claims.eligibility import Blocker
from assessments.claims.models import CertificateClaim, ClaimState, PrintedBy
from assessments.grading.models import Countersignature
from assessments.iqa.models import IqaSample, SampleState
from core import clock, history
from core.errors import MovedOn, NotAllowed, RuleBroken
from people.models import Person, Role
from tests import london
from tests.factories import enrolments, grading, people, portfolio, quality, signatures
from training.awards.models import AwardVersion
from training.enrolments import services as enrolment_services
from training.enrolments.models import AllocationRole, Enrolment, EnrolmentState, RegistrationState
from training.portfolio.models import SubmissionState
from training.practice.models import PracticeState

SUPERVISION = "{id: R1, type: supervision_minutes, min: 60, formats: [individual, group]}"
MEETINGS = "{id: R1, type: facilitated_meetings, min: 1, roles: [lead, co]}"


def administrator() -> Person:
    return people.person(Role.centre_administrator)


def signed(claim: CertificateClaim | None = None) -> CertificateClaim:
    claim = claim or quality.claim()
    services.sign(claim, by=quality.iqa())
    return claim


def released(claim: CertificateClaim | None = None) -> CertificateClaim:
    claim = signed(claim)
    visit = quality.visit(claim.enrolment.award_version)
    services.release(claim, by=visit.eqa)
    return claim


def with_ao(claim: CertificateClaim | None = None) -> CertificateClaim:
    claim = released(claim)
    services.send_to_ao(claim, by=administrator())
    return claim


def codes(row: Enrolment) -> list[str]:
    return [blocker.code for blocker in services.blockers_of(row)]


# ---- Invariant 26: what a claim needs ----


def test_nothing_stands_in_the_way_when_all_is_met(session: Session) -> None:
    assert services.blockers_of(quality.claimable()) == []


def test_a_claim_needs_a_registration_in_force(session: Session) -> None:
    row = quality.claimable()
    assert row.registration is not None
    enrolment_services.suspend(row.registration, by=None)
    assert codes(row) == ["registration_not_active"]


def test_an_extended_registration_behaves_as_active(session: Session) -> None:
    row = quality.claimable()
    assert row.registration is not None and row.registration.expires_on is not None
    until = row.registration.expires_on + timedelta(days=30)
    enrolment_services.extend(row.registration, until=until, by=None)
    assert codes(row) == []


@pytest.mark.parametrize(("uln", "reason"), [(None, "missing"), ("9276308685", "check_digit_wrong")])
def test_a_claim_needs_a_valid_learner_number_where_the_award_asks_for_one(
    session: Session, uln: str | None, reason: str
) -> None:
    row = quality.claimable()
    row.person.uln = uln
    session.flush()
    assert services.blockers_of(row) == [Blocker("uln_refused", {"reason": reason})]


def test_a_recognised_programme_asks_for_no_learner_number(session: Session) -> None:
    row = quality.claimable(quality.plain_award("ALF-DA-L5"))
    row.person.uln = None
    session.flush()
    assert codes(row) == []


def test_a_claim_needs_the_rule_of_combination(session: Session) -> None:
    row = quality.place(quality.plain_award())
    for code in ("C5-1", "C5-2"):
        quality.decision(row, code)
    quality.close_all(quality.draw().samples)
    assert services.blockers_of(row) == [
        Blocker("mandatory_unit_missing", {"unit": "C5-3"}),
        Blocker("optional_credits_short", {"have": 0, "need": 3, "short": 3}),
    ]


def test_a_referred_unit_is_not_a_passed_one(session: Session) -> None:
    row = quality.claimable()
    decision = session.scalars(select(queries.UnitDecision)).first()
    assert decision is not None
    decision.submission.state = SubmissionState.confirmed_refer
    session.flush()
    assert codes(row) == ["mandatory_unit_missing"]


def test_a_claim_needs_every_requirement(session: Session) -> None:
    row = quality.claimable(quality.plain_award("ALF-DA-L5", SUPERVISION))
    assert services.blockers_of(row) == [Blocker("requirement_not_met", {"requirement": "R1"})]
    portfolio.supervision(row.person)
    assert codes(row) == []


def test_a_claim_needs_every_decision_final(session: Session) -> None:
    row = quality.claimable()
    decision = session.scalars(select(queries.UnitDecision)).first()
    assert decision is not None
    decision.submission.state = SubmissionState.awaiting_countersign
    session.flush()
    assert codes(row) == ["decision_not_final"]


def test_a_disagreement_after_the_claim_was_raised_pauses_it(session: Session) -> None:
    """Invariant 28: the unit goes back to its assessor, and nobody signs or issues meanwhile."""
    claim = quality.claim()
    first = session.scalars(select(IqaSample)).first()
    assert first is not None
    submission = first.decision.submission
    session.add(
        IqaSample(
            plan=first.plan,
            decision=quality.decided(submission, assessor=first.decision.assessor),
            state=SampleState.returned,
            iqa=first.iqa,
            added_by=first.iqa,
            reason={"code": "added", "values": {}},
        )
    )
    submission.state = SubmissionState.returned_to_assessor
    session.flush()
    assert codes(claim.enrolment) == ["decision_returned"]
    with pytest.raises(RuleBroken, match="did not agree"):
        services.sign(claim, by=quality.iqa())


# ---- Raise ----


def test_what_was_found_is_frozen_with_the_claim(session: Session) -> None:
    version = quality.plain_award("ALF-DA-L5", SUPERVISION)
    row = quality.place(version)
    meeting = portfolio.supervision(row.person)
    quality.passed_units(row)
    quality.close_all(quality.draw().samples)
    claim = quality.claim(row)
    portfolio.supervision(row.person)
    session.expire(claim)
    [finding] = claim.findings
    assert (finding["code"], finding["met"], finding["have"], finding["need"]) == ("R1", True, 60, 60)
    assert finding["counted"] == [str(meeting.public_id)]
    assert finding["line"] == "Supervision: 60 of 60 minutes"


def test_a_claim_is_not_raised_while_something_stands_in_the_way(session: Session) -> None:
    with pytest.raises(RuleBroken, match="Unit C5-1 is not passed"):
        services.raise_claim(quality.place(quality.plain_award()), by=administrator())


def test_there_is_one_claim_at_a_time(session: Session) -> None:
    claim = quality.claim()
    with pytest.raises(MovedOn):
        services.raise_claim(claim.enrolment, by=administrator())
    services.cancel(claim, by=administrator())
    assert services.raise_claim(claim.enrolment, by=administrator()).state is ClaimState.claim_raised


def test_the_database_refuses_a_second_open_claim(session: Session) -> None:
    claim = quality.claim()
    session.add(CertificateClaim(enrolment=claim.enrolment, raised_by=claim.raised_by, raised_at=clock.now()))
    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize("role", [Role.assessor, Role.iqa, Role.lead_iqa, Role.eqa, Role.hr, Role.trainee])
def test_only_the_centre_administrator_raises_a_claim(session: Session, role: Role) -> None:
    row = quality.claimable()
    with pytest.raises(NotAllowed):
        services.raise_claim(row, by=people.person(role))


def test_nobody_raises_a_claim_for_themselves(session: Session) -> None:
    row = quality.claimable()
    people.grant(row.person, Role.centre_administrator)
    session.refresh(row.person)
    with pytest.raises(NotAllowed, match="your own"):
        services.raise_claim(row, by=row.person)


# ---- Sign ----


def test_the_claimants_assessor_does_not_sign(session: Session) -> None:
    person = people.person(Role.assessor, Role.iqa)
    claim = quality.claim(quality.claimable(assessor=person))
    with pytest.raises(NotAllowed, match="You assessed this trainee"):
        services.sign(claim, by=person)


def test_who_is_allocated_as_assessor_does_not_sign(session: Session) -> None:
    person, claim = people.person(Role.assessor, Role.iqa), quality.claim()
    enrolments.allocation(claim.enrolment, AllocationRole.assessor, person)
    with pytest.raises(NotAllowed, match="You assessed this trainee"):
        services.sign(claim, by=person)


def test_who_countersigned_does_not_sign(session: Session) -> None:
    person, claim = people.person(Role.assessor, Role.iqa), quality.claim()
    decision = session.scalars(select(queries.UnitDecision)).first()
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
    with pytest.raises(NotAllowed, match="You assessed this trainee"):
        services.sign(claim, by=person)


def test_an_iqa_of_another_organisation_does_not_sign(session: Session) -> None:
    claim = quality.claim()
    with pytest.raises(NotAllowed):
        services.sign(claim, by=people.person(Role.iqa, scope=people.organisation()))


def test_a_claim_is_signed_once(session: Session) -> None:
    claim = signed()
    with pytest.raises(MovedOn):
        services.sign(claim, by=quality.iqa())


def test_without_direct_claims_status_or_a_release_a_claim_waits_for_the_eqa(session: Session) -> None:
    """Golden case 13."""
    claim = signed()
    assert claim.state is ClaimState.awaiting_eqa
    with pytest.raises(MovedOn):
        services.send_to_ao(claim, by=administrator())


def test_under_direct_claims_status_a_signed_claim_is_released(session: Session) -> None:
    version = quality.plain_award()
    services.grant_direct_claims(version, starts_on=london.today(), by=administrator())
    claim = signed(quality.claim(quality.claimable(version)))
    assert claim.state is ClaimState.released
    assert claim.eqa is None


def test_a_direct_claims_status_that_is_over_releases_nothing(session: Session) -> None:
    version = quality.plain_award()
    today = london.today()
    services.grant_direct_claims(
        version, starts_on=today - timedelta(days=90), ends_on=today - timedelta(days=1), by=administrator()
    )
    assert signed(quality.claim(quality.claimable(version))).state is ClaimState.awaiting_eqa


def test_direct_claims_status_of_another_award_releases_nothing(session: Session) -> None:
    services.grant_direct_claims(quality.plain_award(), starts_on=london.today(), by=administrator())
    assert signed().state is ClaimState.awaiting_eqa


# ---- Release and hold ----


def test_the_release_names_the_trainee_and_who_gave_it(session: Session) -> None:
    claim = released()
    assert claim.state is ClaimState.released
    assert claim.eqa is not None and claim.eqa_decided_at is not None


def outside(case: str, version: AwardVersion) -> Person:
    """Somebody who may not release a claim of this award."""
    today = london.today()
    if case == "window over":
        return quality.visit(version, starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1)).eqa
    if case == "window to come":
        return quality.visit(version, starts_on=today + timedelta(days=1), ends_on=today + timedelta(days=2)).eqa
    if case == "another award":
        return quality.visit(quality.plain_award()).eqa
    if case == "role ended":
        return quality.visit(version, people.person()).eqa
    return people.person(Role.lead_iqa)


@pytest.mark.parametrize("case", ["window over", "window to come", "another award", "role ended", "lead IQA"])
def test_only_an_eqa_in_a_visit_for_the_award_releases(session: Session, case: str) -> None:
    claim = signed()
    with pytest.raises(NotAllowed):
        services.release(claim, by=outside(case, claim.enrolment.award_version))


def test_a_claim_that_is_held_is_signed_again_before_it_is_released(session: Session) -> None:
    claim = signed()
    eqa = quality.visit(claim.enrolment.award_version).eqa
    with pytest.raises(RuleBroken):
        services.hold(claim, "  ", by=eqa)
    services.hold(claim, "Show the record of the standardisation meeting.", by=eqa)
    assert claim.state is ClaimState.held
    with pytest.raises(MovedOn):
        services.release(claim, by=eqa)
    services.sign(claim, by=quality.iqa())
    services.release(claim, by=eqa)
    verbs = [entry.verb for entry in history.timeline(claim)]
    assert verbs == ["raised", "signed", "asked_eqa", "held", "signed", "asked_eqa", "released"]


# ---- Issue ----


def test_issue_gives_a_certificate_and_completes_the_place(session: Session) -> None:
    claim = with_ao()
    certificate = services.issue(claim, by=administrator())
    assert claim.state is ClaimState.issued
    assert certificate.claim_id == claim.id
    assert claim.iqa is not None
    assert certificate.facts["signatories"][-1]["name"] == claim.iqa.full_name
    assert claim.enrolment.state is EnrolmentState.completed
    assert claim.enrolment.registration is not None
    assert claim.enrolment.registration.state is RegistrationState.completed
    assert queries.certificate_of(claim) is certificate


def test_a_recognised_programme_is_issued_from_the_signature(session: Session) -> None:
    claim = signed(quality.claim(quality.claimable(quality.plain_award("ALF-DA-L5"))))
    assert claim.state is ClaimState.iqa_signed
    services.issue(claim, by=administrator())
    assert claim.state is ClaimState.issued


def test_every_requirement_is_looked_at_again_when_the_certificate_is_issued(session: Session) -> None:
    row = quality.place(quality.plain_award("ALF-DA-L5", MEETINGS))
    meeting = portfolio.meeting(row.person)
    quality.passed_units(row)
    quality.close_all(quality.draw().samples)
    claim = signed(quality.claim(row))
    meeting.state = PracticeState.void
    session.flush()
    with pytest.raises(RuleBroken, match="Requirement R1 is not met"):
        services.issue(claim, by=administrator())
    assert session.scalars(select(Certificate)).all() == []


def test_the_meetings_that_the_requirements_rest_on_are_counted(session: Session) -> None:
    row = quality.place(quality.plain_award("ALF-DA-L5", MEETINGS))
    used = portfolio.meeting(row.person)
    waiting = portfolio.meeting(row.person, PracticeState.logged)
    quality.passed_units(row)
    quality.close_all(quality.draw().samples)
    services.issue(signed(quality.claim(row)), by=administrator())
    assert (used.state, waiting.state) == (PracticeState.counted, PracticeState.logged)


def test_direct_claims_status_that_has_ended_since_needs_a_release(session: Session) -> None:
    version, by = quality.plain_award(), administrator()
    today = london.today()
    services.grant_direct_claims(version, starts_on=today - timedelta(days=5), by=by)
    claim = signed(quality.claim(quality.claimable(version)))
    services.send_to_ao(claim, by=by)
    services.end_direct_claims(version, on=today, by=by)
    services.queries.direct_claims(version)[0].ends_on = today - timedelta(days=1)
    session.flush()
    with pytest.raises(RuleBroken, match="Direct claims status has ended"):
        services.issue(claim, by=by)


def test_a_claim_is_issued_once(session: Session) -> None:
    claim = with_ao()
    services.issue(claim, by=administrator())
    with pytest.raises(MovedOn):
        services.issue(claim, by=administrator())


def test_nobody_issues_their_own_certificate(session: Session) -> None:
    claim = with_ao()
    people.grant(claim.enrolment.person, Role.centre_administrator)
    session.refresh(claim.enrolment.person)
    with pytest.raises(NotAllowed, match="your own"):
        services.issue(claim, by=claim.enrolment.person)


def test_what_the_awarding_organisation_prints_is_entered_with_its_number_and_date(session: Session) -> None:
    version = quality.plain_award()
    services.set_printing(version, PrintedBy.awarding_organisation, by=administrator())
    claim = with_ao(quality.claim(quality.claimable(version)))
    day = london.today() - timedelta(days=3)
    with pytest.raises(RuleBroken) as broken:
        services.issue(claim, ao_issued_on=day, by=administrator())
    assert broken.value.field == "ao_number"
    with pytest.raises(RuleBroken) as broken:
        services.issue(claim, ao_number="X 1", ao_issued_on=london.today() + timedelta(days=1), by=administrator())
    assert broken.value.field == "ao_issued_on"
    certificate = services.issue(claim, ao_number=" ILM  1234567 ", ao_issued_on=day, by=administrator())
    assert (certificate.number, certificate.issued_on, certificate.pdf_key) == ("ILM 1234567", day, None)
    assert claim.ao_number == "ILM 1234567"
    assert certificate.facts["signatories"] == []
    assert certificates.by_number_and_name("ILM 1234567", claim.enrolment.person.full_name) is certificate


def test_a_number_stands_in_the_register_once_and_is_never_one_of_ours(session: Session) -> None:
    row = quality.place(quality.plain_award())
    given: dict[str, Any] = {"claim_id": None, "issued_on": date(2026, 1, 5), "by": administrator()}
    register.enter_in_register(row, number="ILM 77", **given)
    other = quality.place(quality.plain_award())
    for number in ("ILM 77", "ILM  77", "SW-2026-0041-K7", "sw 2026 0041 k7", "9" * 41):
        with pytest.raises(RuleBroken) as broken:
            register.enter_in_register(other, number=number, **given)
        assert broken.value.field == "ao_number"


def test_the_centre_prints_its_recognised_programmes_itself(session: Session) -> None:
    with pytest.raises(NotAllowed):
        services.set_printing(quality.plain_award("ALF-DA-L5"), PrintedBy.awarding_organisation, by=administrator())


# ---- How an award is claimed ----


def test_direct_claims_status_does_not_hold_twice_on_one_day(session: Session) -> None:
    version, by, today = quality.plain_award(), administrator(), london.today()
    services.grant_direct_claims(version, starts_on=today, ends_on=today + timedelta(days=10), by=by)
    with pytest.raises(RuleBroken, match="already"):
        services.grant_direct_claims(version, starts_on=today + timedelta(days=10), by=by)
    services.grant_direct_claims(version, starts_on=today + timedelta(days=11), by=by)


@pytest.mark.parametrize("role", [Role.assessor, Role.iqa, Role.eqa, Role.hr])
def test_only_the_centre_administrator_and_the_lead_note_direct_claims_status(session: Session, role: Role) -> None:
    with pytest.raises(NotAllowed):
        services.grant_direct_claims(quality.plain_award(), starts_on=london.today(), by=people.person(role))


def test_the_claim_of_a_trainee_is_the_one_that_was_not_cancelled(session: Session) -> None:
    claim = quality.claim()
    assert queries.claim_of(claim.enrolment) is claim
    services.cancel(claim, by=administrator())
    assert queries.claim_of(claim.enrolment) is None
