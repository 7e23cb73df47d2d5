from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from assessments.attempts import policy, queries, services
from assessments.attempts.policy import Depth, reading_of
from assessments.iqa.models import SampleOutcome
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.history import HistoryEntry
from core.mail import Mail
from people.models import Role
from tests import london
from tests.factories import enrolments, grading, people, portfolio, programmes, quality
from training.enrolments.models import AllocationRole
from training.portfolio import services as portfolio_services
from training.portfolio.policy import can_grant_attempt
from training.portfolio.sending import prepare

pytestmark = pytest.mark.usefixtures("session")

REASON = "The set did not meet in August, so there was nothing to write about."


def referred(place=None, refer=("2.2",)):
    return grading.decision(grading.mark_sheet(grading.allocated(place)), refer=refer).submission


def more_time(sent, *, by=None, days=60, reason=REASON):
    until = london.today() + timedelta(days=days)
    return services.give_more_time(sent, until=until, reason=reason, by=by or people.person(Role.lead_iqa))


# ---- The day ----


def test_a_referral_says_by_when_the_unit_comes_back():
    assert referred().send_by == london.today() + timedelta(days=42)


def test_a_passed_unit_has_no_day():
    assert grading.decision().submission.send_by is None


def test_after_the_day_nothing_is_sent_and_nothing_is_lost(session):
    sent = referred()
    place, unit = sent.enrolment, sent.unit
    before = prepare(place, unit)
    portfolio.fill(place, but=("1.1", "1.2", "2.1"))
    sent.send_by = london.today() - timedelta(days=1)
    session.flush()
    parcel = prepare(place, unit)
    assert [check.text for check in parcel.missing if "the day for sending" in check.text]
    assert parcel.attempt == before.attempt
    assert [each.code for each in parcel.carried] == ["1.1", "1.2", "2.1"]
    with pytest.raises(RuleBroken, match="the day for sending"):
        portfolio.submission(place)
    more_time(sent)
    assert not prepare(place, unit).missing


def test_on_the_day_itself_it_can_be_sent(session):
    sent = referred()
    sent.send_by = london.today()
    session.flush()
    assert portfolio.submission(sent.enrolment).attempt == 2


def test_the_lead_gives_more_time_with_a_reason_and_the_trainee_is_told_the_day(session):
    sent, lead = referred(), people.person(Role.lead_iqa)
    given = more_time(sent, by=lead)
    assert (given.was, given.send_by) == (london.today() + timedelta(days=42), sent.send_by)
    entry = session.scalars(select(HistoryEntry).where(HistoryEntry.verb == "more_time_given")).one()
    assert (entry.actor_id, entry.facts) == (lead.id, {"until": sent.send_by.isoformat()})
    mail = session.scalars(select(Mail).order_by(Mail.id.desc())).first()
    assert mail.recipient == sent.enrolment.person.email
    assert REASON not in mail.text and "C5-3" in mail.text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.lead_iqa])
def test_nobody_but_the_lead_gives_more_time(role):
    with pytest.raises(NotAllowed):
        more_time(referred(), by=people.person(role))


def test_the_lead_gives_themself_no_more_time():
    sent = referred()
    people.grant(sent.enrolment.person, Role.lead_iqa)
    with pytest.raises(NotAllowed):
        more_time(sent, by=sent.enrolment.person)


@pytest.mark.parametrize("can", [policy.can_give_more_time, can_grant_attempt])
@pytest.mark.parametrize("is_close", ["assesses", "assesses this unit", "manages", "teaches", "supervises", "no"])
def test_a_lead_who_stands_close_to_the_trainee_decides_neither_more_time_nor_another_attempt(session, is_close, can):
    lead = people.person(Role.lead_iqa, Role.assessor, Role.tutor, Role.supervisor)
    place = portfolio.enrolment(cohort=programmes.cohort(tutor=lead) if is_close == "teaches" else None)
    sent = referred(place)
    if is_close == "assesses":
        enrolments.allocation(place, AllocationRole.assessor, lead)
    elif is_close == "assesses this unit":
        sent.assessor = lead
    elif is_close == "manages":
        place.person.line_manager = lead
    elif is_close == "supervises":
        enrolments.allocation(place, AllocationRole.supervisor, lead)
    session.flush()
    session.refresh(place)
    answer = can(lead, sent)
    assert answer is True if is_close == "no" else "Another lead quality assurer has to decide." in answer.reason
    if is_close != "no":
        with pytest.raises(NotAllowed, match="Another lead quality assurer has to decide"):
            more_time(sent, by=lead)


@pytest.mark.parametrize(
    ("days", "reason", "field"), [(42, REASON, "until"), (-1, REASON, "until"), (60, "ok", "reason")]
)
def test_more_time_is_later_and_has_a_reason(days, reason, field):
    with pytest.raises(RuleBroken) as refused:
        more_time(referred(), days=days, reason=reason)
    assert refused.value.field == field


def test_a_unit_that_was_sent_again_gets_no_more_time():
    sent = referred()
    portfolio.submission(sent.enrolment)
    with pytest.raises(MovedOn):
        more_time(sent)


def test_more_time_never_changes(session):
    more_time(referred())
    with pytest.raises(DBAPIError, match="final"):
        session.execute(text("UPDATE more_time SET send_by = '2030-01-01'"))


def test_another_attempt_comes_with_a_day_and_a_letter(session):
    place = portfolio.enrolment()
    referred(place)
    second = referred(place)
    assert second.send_by is None
    portfolio_services.grant_attempt(second, reason=REASON, by=people.person(Role.lead_iqa))
    assert second.send_by == london.today() + timedelta(days=42)
    mail = session.scalars(select(Mail).order_by(Mail.id.desc())).first()
    assert mail.recipient == place.person.email and REASON not in mail.text


def test_what_waits_is_listed_once_with_those_without_an_attempt_left(session):
    place = portfolio.enrolment()
    first, other = referred(place), referred()
    today = london.today()
    assert list(session.scalars(queries.waiting(today))) == [first, other]
    assert list(session.scalars(queries.waiting(today, late_only=True))) == []
    other.send_by = today - timedelta(days=1)
    second = referred(place)
    session.flush()
    assert list(session.scalars(queries.waiting(today, late_only=True))) == [other, second]


# ---- Who reads the attempts ----


def test_each_reads_of_the_attempts_what_their_part_lets_them():
    cohort = programmes.cohort()
    tutor = programmes.tutor_of(cohort)
    place = portfolio.enrolment(cohort=cohort)
    decision = grading.decision(grading.mark_sheet(grading.allocated(place)))
    sent = decision.submission
    sample = quality.judged(quality.opened(decision))
    allocated = enrolments.allocation(place, AllocationRole.assessor, grading.assessor()).person
    visit = quality.visit(place.award_version)

    def depth(person):
        reading = reading_of(person, sent)
        return (reading.depth, bool(reading.reason)) if reading else None

    assert depth(place.person) == (Depth.own, False)
    assert depth(decision.assessor) == depth(allocated) == (Depth.everything, True)
    assert depth(sample.iqa) == depth(visit.eqa) == (Depth.everything, True)
    assert depth(people.person(Role.centre_administrator)) == depth(tutor) == (Depth.outcome, False)
    for role in (Role.assessor, Role.iqa, Role.eqa, Role.tutor, Role.supervisor, Role.observer, Role.hr):
        assert depth(people.person(role)) is None, role


def test_the_lead_without_a_sample_reads_outcomes_until_they_say_why():
    lead, sent = people.person(Role.lead_iqa), referred()
    assert reading_of(lead, sent).depth is Depth.outcome


def test_the_record_holds_superseded_decisions_and_what_quality_assurance_said(session):
    decision = grading.decision()
    sample = quality.judged(quality.opened(decision), SampleOutcome.disagree)
    sent = decision.submission
    again = grading.decision(grading.services.start(sent, by=sent.assessor), refer=("1.1",))
    session.expire_all()
    record = queries.record_of(sent)
    assert record.decisions[sent.id] == [decision, again]
    assert [each.judgements for each in record.decisions[sent.id][0].samples] == [sample.judgements]
