"""Logging, confirming and questioning meetings: invariants 6 to 9 of the field's reference."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from core import clock, history
from core.db import db
from core.errors import MovedOn, NotAllowed, RuleBroken
from core.mail import Mail
from people.models import Role
from tests import london
from tests.factories import enrolments, people, practice, sets
from tests.factories.practice import facts, hours_ago
from training.enrolments.models import AllocationRole
from training.practice import queries, services
from training.practice.ledger import Cause, credited_minutes, standing_of
from training.practice.mapping import as_ledger, has_two_leads
from training.practice.models import (
    ConfirmationLink,
    ConfirmationPurpose,
    ConfirmedAs,
    FacilitationRole,
    ObservedPractice,
    ObserverKind,
    PracticeState,
)
from training.practice.standing import rules_of
from training.practice.workflow import RejectReason, VoidReason
from training.sets.models import MeetingState, SetKind, SetState

pytestmark = pytest.mark.usefixtures("session")
R = FacilitationRole


@pytest.fixture
def trainee(session):
    return people.person(Role.trainee)


@pytest.fixture
def learning_set(trainee):
    return sets.learning_set(trainee)


def mails():
    return list(db.session.scalars(select(Mail).order_by(Mail.id)))


def verbs(record):
    return [entry.verb for entry in history.timeline(record)]


def broken_field(call, *args, **kwargs):
    with pytest.raises(RuleBroken) as broken:
        call(*args, **kwargs)
    return broken.value.field


def as_organiser(record):
    return {"by": record.meeting.learning_set.organiser, "as_": ConfirmedAs.organiser}


def join(record, person, role=R.co, **kwargs):
    return services.join_meeting(record.meeting, person, role, by=person, **kwargs)


# Logging


def test_a_logged_meeting_waits_and_its_organiser_is_told_once_and_nothing_of_its_content(trainee, learning_set):
    record = practice.logged(trainee, learning_set)
    assert record.state is PracticeState.logged and record.meeting.state is MeetingState.held
    assert record.meeting.number == 1 and [turn.minutes for turn in record.meeting.turns] == [30, 25]
    assert verbs(record) == ["logged"]
    (mail,) = mails()
    assert mail.recipient == learning_set.organiser.email
    assert mail.subject.startswith(f"To confirm: {learning_set.name}, ")
    assert "/confirm-meetings" in mail.text
    assert trainee.family_name not in mail.text and "30" not in mail.text


def test_meetings_of_a_set_are_numbered_and_one_that_nobody_confirmed_gives_its_number_back(trainee, learning_set):
    first = practice.logged(trainee, learning_set, starts_at=hours_ago(72))
    second = practice.logged(trainee, learning_set, starts_at=hours_ago(48))
    assert (first.meeting.number, second.meeting.number) == (1, 2)
    services.query(second, "Was it?", by=learning_set.organiser)
    services.reject(second, RejectReason.not_held, by=learning_set.organiser)
    assert practice.logged(trainee, learning_set, starts_at=hours_ago(48)).meeting.number == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_at": hours_ago(24), "ends_at": hours_ago(25)}, "ends"),
        ({"break_minutes": 135}, "break_minutes"),
        ({"starts_at": hours_ago(1), "ends_at": hours_ago(-1)}, "held_on"),
        ({"starts_at": hours_ago(33), "ends_at": hours_ago(24), "break_minutes": 0}, "ends"),
        ({"present": 7}, "present"),
        ({"present": -1}, "present"),
        ({"turns": [5] * 13}, "turns"),
        ({"role": R.practice}, "role"),
        ({"role": R.member}, "role"),
    ],
)
def test_a_meeting_that_cannot_have_been_is_refused_beside_its_field(trainee, learning_set, changes, field):
    assert broken_field(practice.logged, trainee, learning_set, **changes) == field


def test_a_meeting_of_480_minutes_without_breaks_can_be_logged(trainee, learning_set):
    starts_at = hours_ago(33)
    record = practice.logged(
        trainee, learning_set, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=540), break_minutes=60
    )
    assert record.id


def test_one_persons_meetings_never_overlap_whatever_the_set(trainee, learning_set):
    other_set = sets.learning_set(trainee)
    first = practice.logged(trainee, learning_set, starts_at=hours_ago(50))
    assert broken_field(practice.logged, trainee, other_set, starts_at=hours_ago(49)) == "starts"
    assert practice.logged(trainee, other_set, starts_at=first.meeting.ends_at).id


def test_a_set_meets_once_at_a_time_so_the_second_facilitator_adds_their_part(trainee, learning_set):
    other = people.person(Role.trainee)
    sets.facilitator(learning_set, other)
    record = practice.logged(trainee, learning_set)
    assert broken_field(practice.logged, other, learning_set) == "learning_set"
    assert join(record, other).meeting is record.meeting


def test_a_person_logs_their_own_meetings_of_sets_they_facilitate_on_that_day(trainee, learning_set):
    stranger = people.person(Role.trainee)
    assert broken_field(practice.logged, stranger, learning_set) == "held_on"
    sets.facilitator(learning_set, stranger, ends_on=london.today() - timedelta(days=10))
    assert broken_field(practice.logged, stranger, learning_set) == "held_on"
    with pytest.raises(NotAllowed):
        services.log_meeting(learning_set, trainee, **facts(), by=stranger)


@pytest.mark.parametrize("state", [SetState.forming, SetState.cancelled])
def test_no_meeting_before_a_set_is_confirmed(trainee, state):
    row = sets.learning_set(trainee, state=state)
    assert broken_field(practice.logged, trainee, row) == "learning_set"


def test_only_the_first_meeting_before_the_ways_of_working_are_agreed(trainee):
    row = sets.learning_set(trainee, state=SetState.contracting)
    practice.logged(trainee, row, starts_at=hours_ago(72))
    assert broken_field(practice.logged, trainee, row, starts_at=hours_ago(48)) == "learning_set"
    row.state = SetState.running
    assert practice.logged(trainee, row, starts_at=hours_ago(48)).meeting.number == 2


# Practice sets


def test_a_practice_turn_has_minutes_and_an_observer(trainee):
    row, observer = sets.learning_set(trainee, kind=SetKind.practice), people.person(Role.tutor)
    record = practice.logged(trainee, row, role=R.practice, practice_turns=[(30, observer), (20, None)])
    assert [(turn.minutes, turn.observer) for turn in record.turns] == [(30, observer), (20, None)]


@pytest.mark.parametrize(
    ("role", "turns", "field"),
    [
        (R.practice, [], "practice_turns"),
        (R.member, [(30, None)], "practice_turns"),
        (R.practice, [(100, None), (30, None)], "practice_turns"),
        (R.lead, [], "role"),
        (R.co, [], "role"),
    ],
)
def test_a_practice_set_takes_turns_of_those_who_practise_only(trainee, role, turns, field):
    row = sets.learning_set(trainee, kind=SetKind.practice)
    assert broken_field(practice.logged, trainee, row, role=role, practice_turns=turns) == field


# Invariant 7


@pytest.mark.parametrize(("role", "credited"), [(R.lead, 120), (R.co, 60), (R.observer, 0)])
def test_minutes_are_credited_by_role_for_the_award(trainee, learning_set, role, credited):
    rules = rules_of(enrolments.enrolment(trainee))
    record = practice.logged(trainee, learning_set, role=role)
    assert rules.credited(as_ledger(record)) == credited


# Invariant 8: two leads


def test_two_leads_both_count_as_co_and_both_are_told_until_one_changes(trainee, learning_set):
    other = people.person(Role.trainee)
    sets.facilitator(learning_set, other)
    first = practice.logged(trainee, learning_set)
    second = join(first, other, R.lead)
    assert has_two_leads(first) and has_two_leads(second)
    assert [credited_minutes(as_ledger(one), "0.5") for one in (first, second)] == [60, 60]
    told = {mail.recipient for mail in mails() if mail.subject.startswith("Two leads")}
    assert told == {trainee.email, other.email}
    assert "two_leads" in verbs(first) and "two_leads" in verbs(second)
    services.give_up_lead(second, by=other)
    assert [credited_minutes(as_ledger(one), "0.5") for one in (first, second)] == [120, 60]
    with pytest.raises(MovedOn):
        services.give_up_lead(first, by=trainee)


def test_two_leads_are_told_when_a_role_is_changed_to_lead_later(trainee, learning_set):
    other = people.person(Role.trainee)
    sets.facilitator(learning_set, other)
    first = practice.logged(trainee, learning_set)
    second = join(first, other)
    services.change_part(second, R.lead, by=other)
    assert has_two_leads(first)
    assert sum(mail.subject.startswith("Two leads") for mail in mails()) == 2


def test_a_lead_who_was_not_confirmed_is_no_second_lead(trainee, learning_set):
    other = people.person(Role.trainee)
    sets.facilitator(learning_set, other)
    first = practice.logged(trainee, learning_set)
    second = join(first, other, R.lead)
    services.query(second, "You?", by=learning_set.organiser)
    services.reject(second, RejectReason.not_there, by=learning_set.organiser)
    assert not has_two_leads(first)


def test_a_co_facilitator_joins_once_and_not_over_another_meeting_of_theirs(trainee, learning_set):
    other = people.person(Role.trainee)
    sets.facilitator(learning_set, other)
    record = practice.logged(trainee, learning_set, starts_at=hours_ago(50))
    elsewhere = practice.logged(other, starts_at=hours_ago(49))
    assert broken_field(join, record, other) == "starts"
    services.query(elsewhere, "Was it?", by=elsewhere.meeting.learning_set.organiser)
    services.reject(elsewhere, RejectReason.not_held, by=elsewhere.meeting.learning_set.organiser)
    join(record, other)
    with pytest.raises(MovedOn):
        join(record, other)


def test_a_meeting_is_offered_by_the_day_it_was_held_on_where_it_was(learning_set):
    """In the morning in Auckland it is the day before in UTC."""
    first = people.person(Role.trainee, zone="Pacific/Auckland")
    morning = datetime(2026, 3, 4, 21, 0, tzinfo=UTC)  # 10:00 on 5 March there
    meeting = practice.record(first, learning_set, starts_at=morning).meeting
    for day, is_offered in ((4, False), (5, True)):
        until = people.person(Role.trainee)
        sets.facilitator(learning_set, until, ends_on=date(2026, 3, day))
        assert (queries.joinable_by(until) == [meeting]) is is_offered
    for day, is_offered in ((5, True), (6, False)):
        since = people.person(Role.trainee)
        sets.facilitator(learning_set, since, starts_on=date(2026, 3, day))
        assert (queries.joinable_by(since) == [meeting]) is is_offered


def test_somebody_who_does_not_facilitate_the_set_cannot_join(trainee, learning_set):
    with pytest.raises(MovedOn):
        join(practice.logged(trainee, learning_set), people.person(Role.trainee))


# Changing


def test_the_writer_changes_the_log_while_nobody_has_confirmed_it(trainee, learning_set):
    record = practice.logged(trainee, learning_set)
    seen = record.version
    services.change_meeting(record, **facts(present=4, turns=[20, 20, 20]), by=trainee, version=seen)
    assert record.meeting.present == 4 and [turn.minutes for turn in record.meeting.turns] == [20, 20, 20]
    services.confirm(record, **as_organiser(record))
    with pytest.raises(MovedOn):
        services.change_meeting(record, **facts(), by=trainee)


def test_a_change_is_held_to_the_same_rules_as_a_log(trainee, learning_set):
    record = practice.logged(trainee, learning_set, starts_at=hours_ago(50))
    practice.logged(trainee, learning_set, starts_at=hours_ago(80))
    assert broken_field(services.change_meeting, record, **facts(starts_at=hours_ago(80)), by=trainee) == "starts"


def test_a_change_does_not_push_a_co_facilitator_over_another_meeting_of_theirs(trainee, learning_set):
    other = people.person(Role.trainee)
    sets.facilitator(learning_set, other)
    record = practice.logged(trainee, learning_set, starts_at=hours_ago(50))
    join(record, other)
    practice.logged(other, starts_at=hours_ago(80))
    assert broken_field(services.change_meeting, record, **facts(starts_at=hours_ago(80)), by=trainee) == "starts"


def test_a_co_facilitator_changes_their_own_part_only(trainee, learning_set):
    other = people.person(Role.trainee)
    sets.facilitator(learning_set, other)
    record = practice.logged(trainee, learning_set)
    part = join(record, other)
    with pytest.raises(NotAllowed):
        services.change_meeting(part, **facts(present=3), by=other)
    with pytest.raises(NotAllowed):
        services.change_part(part, R.observer, by=trainee)
    services.change_part(part, R.observer, by=other)
    assert part.role is R.observer


def test_what_is_confirmed_for_one_does_not_change_by_the_other(trainee, learning_set):
    other = people.person(Role.trainee)
    sets.facilitator(learning_set, other)
    record = practice.logged(trainee, learning_set)
    services.confirm(join(record, other), **as_organiser(record))
    with pytest.raises(RuleBroken):
        services.change_meeting(record, **facts(present=3), by=trainee)


# Invariant 9


def test_the_organiser_confirms_and_the_meeting_is_confirmed_when_all_of_it_is(trainee, learning_set):
    other = people.person(Role.trainee)
    sets.facilitator(learning_set, other)
    record = practice.logged(trainee, learning_set)
    part = join(record, other)
    services.confirm(record, **as_organiser(record))
    assert record.state is PracticeState.confirmed and record.confirmed_by is learning_set.organiser
    assert record.meeting.state is MeetingState.held
    services.confirm(part, **as_organiser(record))
    assert record.meeting.state is MeetingState.confirmed


def test_a_co_facilitator_of_the_same_meeting_confirms(trainee, learning_set):
    other = people.person(Role.trainee)
    sets.facilitator(learning_set, other)
    record = practice.logged(trainee, learning_set)
    with pytest.raises(NotAllowed):
        services.confirm(record, by=other, as_=ConfirmedAs.co_facilitator)
    join(record, other)
    services.confirm(record, by=other, as_=ConfirmedAs.co_facilitator)
    assert record.confirmed_as is ConfirmedAs.co_facilitator


def test_one_who_only_observed_does_not_confirm_as_co_facilitator(trainee, learning_set):
    other = people.person(Role.trainee)
    sets.facilitator(learning_set, other)
    record = practice.logged(trainee, learning_set)
    join(record, other, R.observer)
    with pytest.raises(NotAllowed):
        services.confirm(record, by=other, as_=ConfirmedAs.co_facilitator)


def test_nobody_confirms_their_own_meeting_even_as_organiser_of_the_set():
    both = people.person(Role.trainee, Role.set_organiser)
    record = practice.logged(both, sets.learning_set(both, organiser=both))
    assert mails() == []
    for right in ConfirmedAs:
        with pytest.raises(NotAllowed):
            services.confirm(record, by=both, as_=right)


def test_the_trainees_assessor_never_confirms_alone(trainee):
    assessor = people.person(Role.set_organiser, Role.assessor)
    record = practice.logged(trainee, sets.learning_set(trainee, organiser=assessor))
    enrolments.allocation(enrolments.enrolment(trainee), AllocationRole.assessor, assessor)
    with pytest.raises(NotAllowed, match="You assess this trainee"):
        services.confirm(record, by=assessor, as_=ConfirmedAs.organiser)


def test_an_observer_confirms_by_a_signed_observation_of_that_meeting_only(trainee, learning_set):
    record, observer = practice.logged(trainee, learning_set), people.person(Role.observer)
    observation = ObservedPractice(
        practice_record=record, observer=observer, observer_kind=ObserverKind.approved_observer
    )
    db.session.add(observation)
    db.session.flush()
    with pytest.raises(NotAllowed):
        services.confirm(record, by=observer, as_=ConfirmedAs.observer)
    observation.observer_signed_at, observation.outcome = clock.now(), "satisfactory"
    db.session.flush()
    services.confirm(record, by=observer, as_=ConfirmedAs.observer)
    assert record.confirmed_as is ConfirmedAs.observer


def test_two_members_confirm_together_and_one_does_not(trainee, learning_set):
    record = practice.logged(trainee, learning_set)

    def say_yes(number):
        db.session.add(
            ConfirmationLink(
                purpose=ConfirmationPurpose.meeting,
                practice_record_id=record.id,
                token_hash=str(number),
                expires_on=london.today(),
                used_at=clock.now(),
                accepted=True,
            )
        )
        db.session.flush()

    say_yes(1)
    with pytest.raises(NotAllowed):
        services.confirm(record, by=None, as_=ConfirmedAs.members)
    say_yes(2)
    services.confirm(record, by=None, as_=ConfirmedAs.members)
    assert record.state is PracticeState.confirmed and record.confirmed_by is None


def test_a_stranger_confirms_nothing(trainee, learning_set):
    record, stranger = practice.logged(trainee, learning_set), people.person(Role.set_organiser)
    for right in ConfirmedAs:
        with pytest.raises(NotAllowed):
            services.confirm(record, by=stranger, as_=right)
    with pytest.raises(NotAllowed):
        services.query(record, "Who are you?", by=stranger)


def test_a_meeting_is_confirmed_once(trainee, learning_set):
    record = practice.logged(trainee, learning_set)
    services.confirm(record, **as_organiser(record))
    with pytest.raises(MovedOn):
        services.confirm(record, **as_organiser(record))


def test_nobody_confirms_a_log_that_has_changed_since_they_read_it(trainee, learning_set):
    record = practice.logged(trainee, learning_set)
    seen = record.version
    services.query(record, "Was it?", by=learning_set.organiser)
    services.answer(record, "Yes.", by=trainee)
    with pytest.raises(MovedOn):
        services.confirm(record, **as_organiser(record), version=seen)


def test_changed_times_make_a_page_that_showed_the_old_ones_stale(trainee, learning_set):
    record = practice.logged(trainee, learning_set)
    seen = record.version
    services.change_meeting(record, **facts(break_minutes=0), by=trainee)
    with pytest.raises(MovedOn):
        services.confirm(record, **as_organiser(record), version=seen)


@pytest.mark.parametrize(
    ("state", "present", "cause"),
    [
        (PracticeState.confirmed, 3, None),
        (PracticeState.counted, 3, None),
        (PracticeState.confirmed, 2, Cause.not_quorate),
        (PracticeState.logged, 3, Cause.not_confirmed),
        (PracticeState.queried, 3, Cause.queried),
        (PracticeState.rejected, 3, Cause.rejected),
        (PracticeState.void, 3, Cause.void),
    ],
)
def test_a_record_counts_when_confirmed_quorate_and_within_the_registration(trainee, state, present, cause):
    rules = rules_of(enrolments.enrolment(trainee))
    record = practice.record(trainee, state=state, present=present, starts_at=hours_ago(48))
    assert standing_of(as_ledger(record), rules.window, award=rules.code).cause == cause


def test_a_meeting_before_the_registration_does_not_count(trainee):
    rules = rules_of(enrolments.enrolment(trainee))
    record = practice.record(trainee, state=PracticeState.confirmed, starts_at=hours_ago(24 * 402))
    assert standing_of(as_ledger(record), rules.window).cause == Cause.outside_window


# Questions, and taking out


def test_a_question_is_answered_and_stays_out_of_the_mails(trainee, learning_set):
    record, organiser = practice.logged(trainee, learning_set), learning_set.organiser
    services.query(record, "Did Maureen really stay until noon?", by=learning_set.organiser)
    assert record.state is PracticeState.queried
    services.answer(record, "Yes, until noon.", by=trainee)
    assert record.state is PracticeState.logged and record.answer == "Yes, until noon."
    assert verbs(record) == ["logged", "queried", "answered"]
    assert [mail.recipient for mail in mails()] == [organiser.email, trainee.email, organiser.email]
    assert not any("Maureen" in mail.text + mail.subject or "noon" in mail.text for mail in mails())


def test_only_the_trainee_answers(trainee, learning_set):
    record = practice.logged(trainee, learning_set)
    services.query(record, "Was it?", by=learning_set.organiser)
    with pytest.raises(NotAllowed):
        services.answer(record, "Yes.", by=learning_set.organiser)


def test_a_meeting_is_rejected_after_a_question_only_with_its_reason_in_history(trainee, learning_set):
    record = practice.logged(trainee, learning_set)
    with pytest.raises(MovedOn):
        services.reject(record, RejectReason.not_held, by=learning_set.organiser)
    services.query(record, "Was it?", by=learning_set.organiser)
    services.reject(record, RejectReason.not_held, by=learning_set.organiser)
    entry = history.timeline(record)[-1]
    assert (entry.verb, entry.result, entry.facts) == ("rejected", "rejected", {"reason": "not_held"})


@pytest.mark.parametrize("role", [AllocationRole.assessor, AllocationRole.iqa])
def test_the_allocated_assessor_or_quality_assurer_takes_a_confirmed_meeting_out(trainee, learning_set, role):
    enrolment = enrolments.enrolment(trainee)
    judge = enrolments.allocation(enrolment, role).person
    record = practice.logged(trainee, learning_set)
    services.confirm(record, **as_organiser(record))
    for other in (trainee, learning_set.organiser, people.person(Role(role.value))):
        with pytest.raises(NotAllowed):
            services.void(record, VoidReason.not_held, by=other)
    services.void(record, VoidReason.not_held, by=judge)
    assert record.state is PracticeState.void
    assert history.timeline(record)[-1].facts == {"reason": "not_held"}


def test_the_supervisor_takes_nothing_out(trainee, learning_set):
    supervisor = enrolments.allocation(enrolments.enrolment(trainee), AllocationRole.supervisor).person
    record = practice.record(trainee, learning_set, state=PracticeState.confirmed)
    with pytest.raises(NotAllowed):
        services.void(record, VoidReason.not_held, by=supervisor)


def test_confirmed_meetings_are_counted_once_and_others_not(trainee, learning_set):
    confirmed = practice.record(trainee, learning_set, state=PracticeState.confirmed)
    counted = practice.record(trainee, learning_set, state=PracticeState.counted)
    services.count([confirmed, counted])
    assert confirmed.state is PracticeState.counted
    assert verbs(confirmed) == ["counted"] and verbs(counted) == []
    with pytest.raises(MovedOn):
        services.count([practice.record(trainee, learning_set)])
