"""From rows to findings: the golden cases of the field's reference, and what a trainee reads of them."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask, get_template_attribute
from sqlalchemy.orm import Session

from core import clock
from core.db import db
from people.models import Person, Role
from tests import london
from tests.factories import awards, enrolments, people, portfolio, practice, sets
from tests.sql_count import count_sql
from training.awards import wording
from training.awards.models import EvidenceKind
from training.awards.requirements import Finding, Requirement
from training.enrolments.models import Enrolment
from training.enrolments.progress import day_and_month, explained, findings, practice_file, progress_of
from training.portfolio.models import EvidenceItem, EvidenceMeeting, EvidenceState
from training.practice.models import (
    DiaryEntry,
    FacilitationRole,
    ObservationOutcome,
    ObservationState,
    ObserverKind,
    PracticeRecord,
    PracticeState,
    PracticeTurn,
    SupervisionFormat,
    SupervisionState,
)
from training.programmes.models import Cohort, EventAttendance, Programme, TaughtEvent
from training.sets.models import LearningSet, MeetingState, SetKind, SetMeeting

LEAD, CO = FacilitationRole.lead, FacilitationRole.co
CONFIRMED, LOGGED = PracticeState.confirmed, PracticeState.logged
ZONE = ZoneInfo(clock.DEFAULT_ZONE)
_days = count(1)
_circles = count(1)


@pytest.fixture
def place(session: Session) -> Enrolment:
    """A trainee of ALF-CERT-L5, registered 400 days ago, with nothing else yet."""
    return enrolments.enrolment(people.person())


def days_ago(days: int) -> date:
    return london.today() - timedelta(days=days)


def at_ten(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=ZONE)


def a_set(place: Enrolment, **fields: Any) -> LearningSet:
    """A set that the trainee facilitates, under a name that no other factory gives."""
    return sets.learning_set(place.person, **{"name": f"Circle {next(_circles)}"} | fields)


def held(
    place: Enrolment,
    minutes: int = 120,
    *,
    on: date | None = None,
    learning_set: LearningSet | None = None,
    **fields: Any,
) -> PracticeRecord:
    """A confirmed meeting that the trainee led, each on a day of its own in the last 200 days."""
    starts_at = at_ten(on or days_ago(next(_days) % 200 + 1))
    usual: dict[str, Any] = {"state": CONFIRMED, "starts_at": starts_at}
    return practice.record(place.person, learning_set or a_set(place), minutes=minutes, **usual | fields)


def found(place: Enrolment, code: str, today: date | None = None) -> Finding:
    return next(each for each in findings(place, today) if each.requirement.id == code)


def numbers(finding: Finding) -> dict[str, tuple[int, int]]:
    return {part.parameter: (part.have, part.need) for part in finding.parts}


def codes(finding: Finding) -> list[str]:
    return [reason.code for reason in finding.reasons]


def test_the_findings_come_in_the_order_of_the_award(place: Enrolment):
    assert [each.requirement.id for each in findings(place)] == [f"R{number}" for number in range(1, 13)]
    assert not any(each.met for each in findings(place))


def test_case_1_seven_led_and_four_co_led_meetings_of_two_hours_are_just_enough(place: Enrolment):
    for role in [LEAD] * 7 + [CO] * 4:
        held(place, role=role)
    r2, r3 = found(place, "R2"), found(place, "R3")
    assert (r2.met, numbers(r2)) == (True, {"min": (11, 9), "lead_min": (7, 6)})
    assert (r3.met, r3.have, r3.need) == (True, 1080, 1080)


def test_case_2_nine_led_meetings_of_110_minutes_are_90_short(place: Enrolment):
    for _ in range(9):
        held(place, 110)
    r3 = found(place, "R3")
    assert (r3.met, r3.have, r3.headline.missing) == (False, 990, 90)


def test_case_3_five_led_meetings_are_one_too_few_whatever_the_time(place: Enrolment):
    for role in [LEAD] * 5 + [CO] * 6:
        held(place, 150, role=role)
    r2, r3 = found(place, "R2"), found(place, "R3")
    assert (r2.met, numbers(r2), codes(r2)) == (False, {"min": (11, 9), "lead_min": (5, 6)}, ["lead_min"])
    assert (r3.met, r3.have) == (True, 1200)


SATISFACTORY, NOT_YET = ObservationOutcome.satisfactory, ObservationOutcome.not_yet
ASSESSOR, OBSERVER = ObserverKind.assessor, ObserverKind.approved_observer


def observed(place: Enrolment, on: date, outcome: ObservationOutcome = SATISFACTORY, **fields: Any):
    return portfolio.observation(
        place.person, practice_record=held(place, on=on), outcome=outcome, **{"observer_kind": OBSERVER} | fields
    )


@pytest.mark.parametrize(
    ("seen", "short"),
    [
        pytest.param(
            [(SATISFACTORY, ASSESSOR), (SATISFACTORY, OBSERVER), (NOT_YET, OBSERVER)],
            "last_must_be_satisfactory",
            id="4",
        ),
        pytest.param(
            [(NOT_YET, OBSERVER), (SATISFACTORY, OBSERVER), (SATISFACTORY, OBSERVER)], "by_assessor_min", id="5"
        ),
    ],
)
def test_cases_4_and_5_three_observations_are_not_enough_by_number_alone(place: Enrolment, seen: list, short: str):
    for days, (outcome, kind) in zip((90, 60, 30), seen, strict=True):
        observed(place, days_ago(days), outcome, observer_kind=kind)
    r7 = found(place, "R7")
    assert not r7.met
    assert codes(r7)[0] == short
    assert codes(r7)[-1] == "not_yet_satisfactory"


def test_case_6_2000_minutes_of_practice_need_200_of_supervision(place: Enrolment):
    for _ in range(5):
        held(place, 400)
    for minutes in (90, 90):
        portfolio.supervision(place.person, minutes=minutes)
    r9 = found(place, "R9")
    assert (r9.met, wording.in_short(r9)) == (False, "Supervision ratio: 11.1 to 1")
    portfolio.supervision(place.person, minutes=20)
    assert found(place, "R9").met


def account(
    place: Enrolment, words: int, *meetings: PracticeRecord, state: EvidenceState = EvidenceState.ready
) -> EvidenceItem:
    item = EvidenceItem(
        enrolment=place,
        kind=EvidenceKind.reflective_account,
        state=state,
        title=f"Account of {words} words",
        words=words,
        written_at=clock.now(),
        meeting_links=[EvidenceMeeting(practice_record=each) for each in meetings],
    )
    db.session.add(item)
    db.session.flush()
    return item


@pytest.mark.parametrize(
    ("words", "reasons"),
    [(899, ["too_few_words"]), (900, []), (1650, []), (1651, ["too_many_words"])],
)
def test_case_7_an_account_counts_from_900_to_1650_words(place: Enrolment, words: int, reasons: list[str]):
    account(place, words, held(place))
    r10 = found(place, "R10")
    assert r10.have == (0 if reasons else 1)
    assert [reason.code for reason in r10.not_counted] == reasons


def test_case_8_two_accounts_on_the_same_meeting_count_once(place: Enrolment):
    shared = held(place)
    for meeting in (shared, shared, held(place)):
        account(place, 1200, meeting)
    r10 = found(place, "R10")
    assert (r10.met, r10.have) == (False, 2)
    assert [reason.code for reason in r10.not_counted] == ["meeting_already_used"]


def test_case_14_practice_of_more_than_twelve_months_ago_is_not_recent(place: Enrolment):
    for days in (370, 380, 390):
        held(place, 400, on=days_ago(days))
    for days in (10, 20):
        held(place, 100, on=days_ago(days))
    r6 = found(place, "R6")
    assert (r6.met, r6.have, r6.need) == (False, 200, 240)
    assert [reason.code for reason in r6.not_counted] == ["too_old"] * 3
    assert found(place, "R3").met


def test_the_time_that_is_missing_is_told_with_the_reason_why_a_meeting_does_not_count(place: Enrolment):
    set_07 = a_set(place, name="Set 07")
    for _ in range(9):
        held(place, 110, learning_set=set_07)
    waiting = held(place, 60, on=days_ago(5), learning_set=set_07, state=LOGGED)
    progress = progress_of(place)
    (row,) = [each for each in explained(progress.findings, progress.describe) if each.name == "Time facilitated"]
    assert (row.met, row.have_text, row.need_text, row.pending) == (False, "990", "1,080 minutes", 60)
    assert row.why == "990 of 1,080 minutes counted so far. 90 more as lead. Waiting to be confirmed: 60."
    on = f"{days_ago(5).day} {days_ago(5):%B}" + (
        "" if days_ago(5).year == london.today().year else f" {days_ago(5).year}"
    )
    assert row.not_counted == (f"The meeting on {on} with Set 07 does not count because nobody has confirmed it.",)
    assert progress.items[str(waiting.public_id)].asked == set_07.organiser.full_name


def test_four_practice_sets_one_of_them_short_are_three_for_the_development_award(session: Session):
    place = enrolments.enrolment(people.person(), awards.award_version("ALF-DA-L5"))
    practice_set = a_set(place, kind=SetKind.practice)
    for minutes in (120, 120, 120, 110):
        held(place, minutes, learning_set=practice_set, role=FacilitationRole.member)
    for _ in range(3):
        held(place)
    r2, r3, r4 = found(place, "R2"), found(place, "R3"), found(place, "R4")
    assert (r2.met, r2.have, r2.need) == (False, 3, 4)
    assert [reason.code for reason in r2.not_counted] == ["too_short"]
    assert (r3.met, r3.have, r3.need) == (True, 3, 3)
    assert (r4.met, r4.have, r4.need) == (True, 360, 360)
    assert r3.not_counted == r4.not_counted == ()


def test_observed_turns_in_practice_sets_count_for_the_level_3_award(session: Session):
    place = enrolments.enrolment(people.person(), awards.award_version("ALF-DA-L3"))
    practice_set = a_set(place, kind=SetKind.practice)
    record = held(place, learning_set=practice_set, role=FacilitationRole.practice)
    record.turns = [PracticeTurn(minutes=30, observer_id=people.person().id), PracticeTurn(minutes=30)]
    db.session.flush()
    turns = found(place, "R2")
    assert (turns.have, [reason.code for reason in turns.not_counted]) == (1, ["no_observer"])
    assert [each.requirement.id for each in findings(place) if not each.shown] == ["R4", "R5"]


def cohort_of(place: Enrolment, name: str = "Spring") -> Cohort:
    programme = Programme(name=f"Programme {name}", starts_on=days_ago(400))
    cohort = Cohort(programme=programme, award_version=place.award_version, name=name, starts_on=days_ago(400))
    db.session.add(cohort)
    db.session.flush()
    return cohort


def taught(cohort: Cohort, on: date, person: Person | None = None, present: int = 420) -> None:
    event = TaughtEvent(cohort=cohort, title="Day", held_on=on, minutes=420)
    if person is not None:
        event.attendances.append(EventAttendance(person=person, present_minutes=present))
    db.session.add(event)
    db.session.flush()


def test_taught_days_count_by_the_minutes_attended_also_those_made_up_with_another_cohort(place: Enrolment):
    place.cohort = cohort_of(place)
    taught(place.cohort, days_ago(300), place.person)
    taught(place.cohort, days_ago(270), place.person, present=300)
    taught(place.cohort, days_ago(240), people.person())
    taught(cohort_of(place, "Summer"), days_ago(200), place.person)
    taught(place.cohort, days_ago(-30))
    r1 = found(place, "R1")
    assert (r1.have, [reason.code for reason in r1.not_counted]) == (2, ["attended_too_little"])
    assert progress_of(place).taught_next == days_ago(-30)


def test_what_somebody_else_logged_counts_for_nobody_but_them(place: Enrolment):
    other = enrolments.enrolment(people.person())
    meeting = held(other)
    portfolio.supervision(other.person)
    account(other, 1200, meeting)
    assert [each.have for each in findings(place)] == [0] * 12
    assert progress_of(place).items == {}


def test_of_a_meeting_that_two_facilitated_each_keeps_their_own_role_state_and_diary(place: Enrolment):
    other = enrolments.enrolment(people.person())
    theirs = held(other)
    mine = practice.record(place.person, meeting=theirs.meeting, state=LOGGED, role=CO)
    diary(other, theirs)
    assert [(each.id, each.role, each.state) for each in practice_file(place).meetings] == [
        (str(mine.public_id), "co", "logged")
    ]
    assert practice_file(place).diary_entries == ()
    assert [each.meeting_id for each in practice_file(other).diary_entries] == [str(theirs.public_id)]


def test_with_two_leads_in_one_meeting_both_are_told_and_count_as_co_led(place: Enrolment):
    mine = held(place)
    practice.record(people.person(), meeting=mine.meeting, state=LOGGED, role=LEAD)
    r3 = found(place, "R3")
    assert (r3.have, codes(r3)) == (60, ["min", "two_leads"])


def test_a_lead_whose_record_was_rejected_is_no_second_lead(place: Enrolment):
    mine = held(place)
    practice.record(people.person(), meeting=mine.meeting, state=PracticeState.rejected, role=LEAD)
    assert found(place, "R3").have == 120


def test_a_meeting_with_too_few_members_or_before_registration_does_not_count(place: Enrolment):
    held(place, present=2)
    held(place, on=days_ago(401))
    assert [reason.code for reason in found(place, "R2").not_counted] == ["outside_window", "not_quorate"]


def test_nothing_counts_before_the_trainee_is_registered(session: Session):
    place = enrolments.place(people.person())
    held(place)
    assert practice_file(place).window is None
    assert [reason.code for reason in found(place, "R2").not_counted] == ["not_registered"]


def test_a_day_is_told_with_its_year_when_it_is_not_this_year():
    assert day_and_month(date(2026, 3, 3), date(2026, 12, 1)) == "3 March"
    assert day_and_month(date(2025, 3, 3), date(2026, 12, 1)) == "3 March 2025"


def test_a_planned_observation_waits_and_is_not_blamed_on_the_observer(place: Enrolment):
    portfolio.observation(
        place.person,
        practice_record=held(place),
        state=ObservationState.planned,
        present_minutes=None,
        outcome=None,
        observer_signed_at=None,
        trainee_signed_at=None,
    )
    observed(place, days_ago(3), state=ObservationState.cancelled)
    r7 = found(place, "R7")
    assert (r7.have, r7.pending) == (0, 1)
    assert [(reason.code, reason.waiting) for reason in r7.not_counted] == [("observer_not_signed", True)]


def test_an_observer_must_have_seen_four_fifths_of_the_meeting(place: Enrolment):
    observed(place, days_ago(3), present_minutes=95)
    observed(place, days_ago(2), present_minutes=96)
    r7 = found(place, "R7")
    assert (r7.have, [reason.code for reason in r7.not_counted]) == (1, ["observer_absent"])


def test_supervision_waits_for_its_signature_and_large_groups_share_it(place: Enrolment):
    portfolio.supervision(place.person, minutes=90, format=SupervisionFormat.group, attendees=9)
    portfolio.supervision(place.person, state=SupervisionState.logged, signed_at=None)
    r8 = found(place, "R8")
    assert (r8.have, r8.pending) == (60, 60)


def test_answers_are_summed_by_set_and_hidden_while_a_set_has_given_few(place: Enrolment):
    first, second = a_set(place), a_set(place)
    portfolio.feedback(place.person, 2, learning_set=first)
    portfolio.feedback(place.person, 2, learning_set=first)
    portfolio.feedback(place.person, 2, learning_set=second)
    portfolio.feedback(people.person(), 5, learning_set=second)
    assert numbers(found(place, "R11")) == {"min_responses": (6, 6), "distinct_sets": (2, 2)}
    third = enrolments.enrolment(people.person())
    portfolio.feedback(third.person, 2, learning_set=first)
    assert found(third, "R11").have == 0


SECRET = "what nobody but its writer reads"


def diary(place: Enrolment, record: PracticeRecord) -> None:
    entry = DiaryEntry(
        person_id=place.person_id, meeting=record.meeting, held_on=days_ago(1), text=SECRET, written_at=clock.now()
    )
    db.session.add(entry)
    db.session.flush()


def test_each_meeting_that_counts_needs_its_own_diary_entry(place: Enrolment):
    first, second = held(place), held(place)
    diary(place, first)
    diary(place, first)
    r12 = found(place, "R12")
    assert (r12.have, r12.need) == (1, 2)
    assert [(reason.code, reason.item_id) for reason in r12.not_counted] == [("no_diary_entry", str(second.public_id))]


def test_no_text_that_anybody_wrote_is_read_and_six_statements_do_whatever_there_is(place: Enrolment):
    practice_set = a_set(place, kind=SetKind.practice)
    for _ in range(20):
        record = held(place)
        diary(place, record)
        observed(place, days_ago(next(_days) % 200 + 1))
        portfolio.supervision(place.person)
        account(place, 1200, record)
        held(place, learning_set=practice_set, role=FacilitationRole.practice).turns = [PracticeTurn(minutes=20)]
    db.session.flush()
    person = place.person
    db.session.expire_all()
    assert place.person is person and place.registration and place.award_version.code
    with count_sql() as sent:
        assert found(place, "R3").met
    assert len(sent) <= 6
    for column in ("diary_entry.text", "narrative", "trainee_comment", "evidence_item.text", "evidence_item.parts"):
        assert not any(column in statement for statement in sent), column


def test_a_meeting_used_in_accepted_evidence_of_another_award_is_shown_and_does_not_count_again(place: Enrolment):
    other = enrolments.enrolment(place.person, awards.award_version("ALF-DA-L5"))
    used, also_used, free = held(place), held(place), held(place)
    account(other, 1600, used, state=EvidenceState.accepted)
    account(other, 1600, free, state=EvidenceState.ready)
    evidence = EvidenceItem(
        enrolment=other,
        kind=EvidenceKind.meeting_log,
        state=EvidenceState.accepted,
        title="Log",
        practice_record_id=also_used.id,
        written_at=clock.now(),
    )
    db.session.add(evidence)
    db.session.flush()
    r2 = found(place, "R2")
    assert r2.counted_ids == (str(free.public_id),)
    assert {(reason.code, reason.values["awards"]) for reason in r2.not_counted} == {
        ("used_for_other_award", ("ALF-DA-L5",))
    }
    assert found(other, "R3").have == 3


def test_a_planned_meeting_is_told_and_counts_for_nothing(place: Enrolment):
    learning_set = a_set(place, name="Leeds")
    for days in (9, 2):
        starts_at = at_ten(days_ago(-days))
        meeting = SetMeeting(
            learning_set=learning_set,
            number=days,
            state=MeetingState.planned,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            zone=clock.DEFAULT_ZONE,
            mode=learning_set.mode,
        )
        db.session.add(meeting)
    db.session.flush()
    progress = progress_of(place)
    assert [(each.on, each.learning_set) for each in progress.planned] == [
        (days_ago(-2), "Leeds"),
        (days_ago(-9), "Leeds"),
    ]
    assert progress.practice_file.meetings == ()
    assert progress_of(enrolments.enrolment(people.person())).planned == ()


def test_staff_do_not_read_the_title_of_an_account_before_it_is_sent(place: Enrolment):
    draft = account(place, 10, state=EvidenceState.draft)
    sent = account(place, 10, held(place), state=EvidenceState.locked)
    progress = progress_of(place)
    assert progress.describe(str(draft.public_id)) == "The account “Account of 10 words”"
    assert "Account of" not in progress.describe_to_staff(str(draft.public_id))
    assert progress.describe_to_staff(str(sent.public_id)) == "The account “Account of 10 words”"


def test_staff_see_the_same_findings_with_their_reasons_in_a_table(app: Flask, place: Enrolment):
    leeds = a_set(place, name="Leeds")
    held(place, learning_set=leeds, state=LOGGED)
    held(place, learning_set=leeds, present=1)
    progress = progress_of(place)
    with app.test_request_context():
        findings_table = get_template_attribute("training/enrolments/progress.html", "findings_table")
        page = str(findings_table(explained(progress.findings, progress.describe_to_staff)))
    assert page.count("<tr>") == 13
    assert "What does not count, and why (2)" in page
    assert "with Leeds does not count because nobody has confirmed it." in page
    assert "does not count because 1 member was there and 3 are needed." in page
    assert "Waiting to be confirmed: 120." in page


def test_what_asks_for_nothing_is_not_shown(session: Session):
    place = enrolments.enrolment(people.person(Role.trainee), awards.award_version("ALF-DA-L3"))
    progress = progress_of(place)
    shown = explained(progress.findings, progress.describe)
    assert [row.name for row in shown] == ["Taught days", "Practice turns", "Reflective accounts"]
    assert Requirement.from_row(place.award_version.content["requirements"][3]).type == "facilitated_meetings"
