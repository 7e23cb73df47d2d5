"""Requirements and findings as people read them."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from flask_babel import Babel

from tests.training.awards.facts import (
    FIRST_DAY,
    account,
    finished_certificate,
    meeting,
    meetings,
    observation,
    practice_file,
    requirements_of,
    supervision,
)
from training.awards import wording
from training.awards.parameters import PARAMETERS, Kind, ParameterFault, parameter_faults
from training.awards.plain_words import PLAIN_WORDS
from training.awards.reason_wording import FORMATS, KINDS, NOT_COUNTED, PARAMETER_FAULTS, ROLES
from training.awards.requirements import Exclusion, Feedback, PracticeFile, Requirement, evaluate, evaluate_all
from training.practice.ledger import Cause, FacilitationRole, Reason

NEVER_SAID = re.compile(r"\b(fail\w*|submit\w*|invalid\w*|users?|sessions?|learners?|students?|candidates?)\b", re.I)


@pytest.fixture(autouse=True)
def english():
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


def describe(item_id: str) -> str:
    return f"The meeting {item_id}"


def find(requirement: str, file: PracticeFile, award: str = "ALF-CERT-L5"):
    return evaluate(requirements_of(award)[requirement], file)


def test_there_are_words_for_everything_that_can_be_found():
    assert set(NOT_COUNTED) == {*Cause, *Exclusion}
    assert set(PARAMETER_FAULTS) == set(ParameterFault)
    assert set(wording.NAMES) == set(PLAIN_WORDS) == set(PARAMETERS)
    assert set(KINDS) == set(Kind)
    assert set(ROLES) == set(FacilitationRole)
    assert set(FORMATS) == set(PARAMETERS["supervision_minutes"]["formats"].choices)
    assert {parameter for _kind, parameter in wording.SHORTFALLS} | set(wording.NARROWED) <= {
        name for parameters in PARAMETERS.values() for name in parameters
    }


def test_the_time_that_is_missing_is_told_as_lead_with_the_reason_why_a_meeting_does_not_count():
    held = (*meetings((9, "lead", 110)), meeting(60, id="on 3 March", state="logged"))
    assert wording.explanation(find("R3", practice_file(meetings=held)), describe) == [
        "990 of 1,080 minutes counted so far. 90 more as lead. Waiting to be confirmed: 60.",
        "The meeting on 3 March does not count because nobody has confirmed it.",
    ]


def test_the_one_meeting_that_would_complete_a_requirement_is_named():
    held = (*meetings((8, "lead", 120)), meeting(id="on 18 November", state="logged"))
    r2 = find("R2", practice_file(meetings=held))
    beginning = "8 of 9 meetings counted so far. 1 more needed. "
    assert wording.shortfall(r2, describe) == beginning + (
        "The meeting on 18 November will complete this once it is confirmed."
    )
    assert wording.shortfall(r2) == beginning + "What is waiting to be confirmed will complete this."


def test_nothing_is_said_to_complete_a_requirement_that_lacks_something_else_too():
    held = (*meetings((5, "lead", 120), (3, "co", 120)), meeting(state="logged", role="co"))
    assert wording.shortfall(find("R2", practice_file(meetings=held)), describe) == (
        "8 of 9 meetings counted so far. 1 more needed. 5 of 6 meetings as lead counted so far. 1 more needed. "
        "Waiting to be confirmed: 1."
    )


def test_the_number_shown_is_the_one_that_holds_a_requirement_back():
    r2 = find("R2", practice_file(meetings=meetings((5, "lead", 150), (6, "co", 150))))
    shown = (wording.have_text(r2), wording.need_text(r2), wording.unit_text(r2))
    assert shown == ("5", "6", "meetings as lead")
    r3 = find("R3", practice_file(meetings=meetings((9, "lead", 110))))
    assert (wording.have_text(r3), wording.need_text(r3), wording.unit_text(r3)) == ("990", "1,080", "minutes")


def observed(*outcomes: str) -> PracticeFile:
    (held,) = meetings((1, "lead", 120))
    seen = [
        observation(outcome, record_id=held.id, observer_kind="assessor", observed_on=FIRST_DAY + timedelta(days=at))
        for at, outcome in enumerate(outcomes)
    ]
    return practice_file(meetings=(held,), observations=tuple(seen))


@pytest.mark.parametrize(
    ("requirement", "file", "sentence"),
    [
        ("R1", practice_file(), "0 of 5 days counted so far. 5 more needed."),
        ("R2", practice_file(), "0 of 9 meetings counted so far. 9 more needed."),
        (
            "R5",
            practice_file(meetings=meetings((2, "lead", 60), every_days=40)),
            "40 of 120 days lie between the first meeting and the last. 80 more needed.",
        ),
        (
            "R6",
            practice_file(meetings=meetings((2, "lead", 100))),
            "200 of 240 minutes in the last 12 months counted so far. 40 more as lead.",
        ),
        (
            "R7",
            observed("satisfactory", "not_yet"),
            "2 of 3 observations done so far. 1 more needed. 1 of 2 satisfactory observations counted so far. "
            "1 more needed. The last observation must be satisfactory.",
        ),
        ("R7", observed("satisfactory", "satisfactory", "not_yet"), "the last observation must be satisfactory."),
        (
            "R8",
            practice_file(supervision_meetings=(supervision(180, format="group"),)),
            "0 of 60 minutes of individual supervision counted so far. 60 more needed.",
        ),
        (
            "R9",
            practice_file(meetings=meetings((8, "co", 250)), supervision_meetings=(supervision(180),)),
            "11.1 minutes of practice fall to each minute of supervision. 10 is the most. "
            "20 more minutes of supervision.",
        ),
        (
            "R9",
            practice_file(meetings=meetings((5, "lead", 400)), supervision_meetings=(supervision(199),)),
            "10.1 minutes of practice fall to each minute of supervision. 10 is the most. "
            "1 more minute of supervision.",
        ),
        ("R9", practice_file(), "no supervision counts so far."),
        ("R10", practice_file(), "0 of 3 accounts counted so far. 3 more needed."),
        (
            "R11",
            practice_file(feedback=(Feedback("a", 5), Feedback("b", 0))),
            "5 of 6 answers counted so far. Answers of a set are shown once it has given enough. "
            "1 of 2 sets has given enough answers.",
        ),
        ("R12", practice_file(meetings=(meeting(),)), "0 of 1 diary entry counted so far. 1 more needed."),
    ],
)
def test_what_is_missing_reads_after_not_yet_because(requirement, file, sentence):
    assert wording.shortfall(find(requirement, file)) == sentence


def test_co_led_time_alone_is_not_asked_for_as_lead():
    asked = Requirement("R", "facilitated_minutes", {"min": 90, "roles": ["co"], "co_factor": 1})
    finding = evaluate(asked, practice_file(meetings=meetings((1, "co", 60))))
    assert wording.shortfall(finding) == "60 of 90 minutes counted so far. 30 more needed."


def test_a_met_requirement_has_nothing_missing_and_fits_one_line():
    findings = evaluate_all(requirements_of("ALF-CERT-L5").values(), finished_certificate())
    assert [wording.shortfall(finding, describe) for finding in findings] == [""] * 12
    assert [wording.in_short(finding) for finding in findings] == [
        "Taught days: 5 of 5 days",
        "Meetings facilitated: 10 of 9 meetings",
        "Time facilitated: 1,200 of 1,080 minutes",
        "Different sets: 2 of 2 sets",
        "Run of practice: 126 of 120 days",
        "Recent practice: 1,200 of 240 minutes",
        "Observed practice: 3 of 3 observations",
        "Supervision: 240 of 180 minutes",
        "Supervision ratio: 5 to 1",
        "Reflective accounts: 3 of 3 accounts",
        "Member feedback: 6 of 6 answers",
        "Learning diary: 10 of 10 diary entries",
    ]


@pytest.mark.parametrize(
    ("award", "sentences"),
    [
        (
            "ALF-CERT-L5",
            [
                "At least 5 taught days; a day counts when at least 90% of it was attended.",
                "At least 9 meetings as lead or co-lead; at least 6 of them as lead.",
                "At least 1,080 minutes as lead or co-lead; co-led time counts at half.",
                "Meetings with at least 2 different sets.",
                "At least 120 days from the first meeting to the last.",
                "At least 240 minutes as lead or co-lead, in the last 12 months; co-led time counts at half.",
                "At least 3 observations by an assessor or an approved observer; at least 2 of them satisfactory; "
                "at least 1 satisfactory one by an assessor; the last one satisfactory.",
                "At least 180 minutes of individual or group supervision; at least 60 of them individual.",
                "At most 10 minutes of practice for each minute of supervision.",
                "At least 3 accounts of 1,000 to 1,500 words each; 900 to 1,650 are accepted; "
                "each is linked to at least 1 confirmed meeting; no meeting serves two accounts.",
                "At least 6 answers from set members; from at least 2 different sets.",
                "1 diary entry for each meeting that counts; only its owner reads what it says.",
            ],
        ),
        (
            "ALF-DA-L3",
            [
                "At least 3 taught days; a day counts when all of it was attended.",
                "At least 2 turns as facilitator in a practice set; somebody observes each.",
                "At least 1 account of 500 to 1,000 words; 450 to 1,100 are accepted.",
                "Nothing is asked for here.",
                "Nothing is asked for here.",
            ],
        ),
        (
            "ALF-DA-L5",
            [
                "At least 3 taught days; a day counts when at least 90% of it was attended.",
                "At least 4 practice set meetings, as member or facilitator; each lasts at least 120 minutes.",
                "At least 3 meetings as lead or co-lead.",
                "At least 360 minutes as lead or co-lead; co-led time counts at half.",
                "At least 1 observation by an assessor or an approved observer; at least 1 of them satisfactory.",
                "At least 120 minutes of individual or group supervision.",
                "At least 1 account of 1,500 to 2,000 words; 1,350 to 2,200 are accepted; "
                "each is linked to at least 1 confirmed meeting.",
            ],
        ),
    ],
)
def test_an_award_reads_in_plain_words(award, sentences):
    assert [wording.in_plain_words(requirement) for requirement in requirements_of(award).values()] == sentences


@pytest.mark.parametrize(
    ("kind", "parameters", "sentence"),
    [
        ("taught_days", {"min": 1}, "At least 1 taught day; a day counts when all of it was attended."),
        ("practice_turns", {"min": 1}, "At least 1 turn as facilitator in a practice set."),
        ("facilitated_meetings", {"min": 1, "roles": ["co"]}, "At least 1 meeting as co-lead."),
        (
            "facilitated_minutes",
            {"min": 60, "roles": ["lead"], "co_factor": 0.5},
            "At least 60 minutes as lead.",
        ),
        (
            "facilitated_minutes",
            {"min": 60, "co_factor": 0.75},
            "At least 60 minutes as lead or co-lead; co-led time counts at 75%.",
        ),
        ("facilitated_minutes", {"min": 60}, "At least 60 minutes as lead or co-lead."),
        (
            "recent_minutes",
            {"min": 60, "within_months": 1},
            "At least 60 minutes as lead or co-lead, in the last month.",
        ),
        ("observed_practice", {"min": 1, "by": ["assessor"]}, "At least 1 observation by an assessor."),
        ("supervision_minutes", {"min": 60, "formats": ["group"]}, "At least 60 minutes of group supervision."),
        ("member_feedback", {"min_responses": 1}, "At least 1 answer from set members."),
    ],
)
def test_plain_words_agree_in_number_and_say_only_what_is_asked(kind, parameters, sentence):
    assert wording.in_plain_words(Requirement("R", kind, parameters)) == sentence


BECAUSE = "The meeting on 3 March does not count because "


@pytest.mark.parametrize(
    ("code", "values", "sentence"),
    [
        (Cause.not_confirmed, {}, BECAUSE + "nobody has confirmed it."),
        (Cause.queried, {}, BECAUSE + "a question about it is waiting for an answer."),
        (Cause.rejected, {}, BECAUSE + "the person who was asked did not confirm it."),
        (Cause.void, {}, BECAUSE + "the assessor or the quality assurer took it out."),
        (Cause.not_registered, {}, BECAUSE + "there is no registration yet."),
        (
            Cause.outside_window,
            {"opens_on": date(2026, 1, 12), "closes_on": date(2029, 1, 11)},
            BECAUSE + "it was not held between 12 Jan 2026 and 11 Jan 2029, while the registration is open.",
        ),
        (
            Cause.outside_window,
            {"opens_on": date(2026, 1, 12), "closes_on": None},
            BECAUSE + "the registration began later, on 12 Jan 2026.",
        ),
        (Cause.not_quorate, {"present": 1, "quorum": 3}, BECAUSE + "1 member was there and 3 are needed."),
        (Cause.not_quorate, {"present": 2, "quorum": 3}, BECAUSE + "2 members were there and 3 are needed."),
        (Cause.used_for_other_award, {"awards": ("ALF-DA-L5", "X")}, BECAUSE + "it was used for ALF-DA-L5, X."),
        (Cause.counted_once, {}, "The meeting on 3 March is here twice and counts once."),
        (
            Cause.two_leads,
            {},
            "The meeting on 3 March counts as co-led because somebody else logged it as lead too.",
        ),
        (
            Cause.previously_used,
            {"awards": ("ALF-DA-L5",)},
            "The meeting on 3 March was used for ALF-DA-L5 before and may be used here too.",
        ),
        (Cause.no_record, {}, BECAUSE + "it does not say which meeting was observed."),
        (
            Cause.record_not_counted,
            {"cause": Cause.not_confirmed},
            BECAUSE + "nobody has confirmed the meeting that was observed.",
        ),
        (Cause.record_not_counted, {"cause": Cause.void}, BECAUSE + "the meeting that was observed does not count."),
        (
            Cause.observer_absent,
            {"present": 60, "minutes": 120, "percent": 80},
            BECAUSE + "the observer saw 60 of 120 minutes. At least 80% are needed.",
        ),
        (Cause.observer_not_signed, {}, BECAUSE + "the observer has not signed it."),
        (
            Cause.trainee_not_signed,
            {},
            "The meeting on 3 March does not count until observer and trainee have both signed it.",
        ),
        (Cause.supervisor_not_signed, {}, BECAUSE + "the supervisor has not signed it."),
        (
            Exclusion.attended_too_little,
            {"present": 300, "minutes": 420, "percent": 90},
            BECAUSE + "300 of 420 minutes were attended. At least 90% are needed.",
        ),
        (Exclusion.no_observer, {}, BECAUSE + "nobody observed it."),
        (Exclusion.too_short, {"minutes": 110, "need": 120}, BECAUSE + "it lasted 110 minutes and 120 are needed."),
        (Exclusion.role_not_counted, {"role": "co"}, BECAUSE + "the role “co-lead” is not asked for here."),
        (Exclusion.too_old, {"since": date(2025, 12, 1)}, BECAUSE + "it was held before 1 Dec 2025."),
        (Exclusion.observer_not_approved, {"kind": "peer"}, BECAUSE + "this award asks for other observers."),
        (Exclusion.not_yet_satisfactory, {}, "The meeting on 3 March was not yet satisfactory."),
        (Exclusion.format_not_counted, {"format": "group"}, BECAUSE + "group supervision is not asked for here."),
        (Exclusion.not_ready, {}, BECAUSE + "it is not ready yet."),
        (Exclusion.not_accepted, {}, BECAUSE + "the assessor did not accept it."),
        (
            Exclusion.too_few_words,
            {"words": 899, "fewest": 900, "most": 1650},
            BECAUSE + "it has 899 words. At least 900 are needed.",
        ),
        (
            Exclusion.too_many_words,
            {"words": 1651, "fewest": 900, "most": 1650},
            BECAUSE + "it has 1,651 words. At most 1,650 are accepted.",
        ),
        (Exclusion.too_few_linked, {"need": 1}, BECAUSE + "it needs a link to at least 1 confirmed meeting."),
        (Exclusion.too_few_linked, {"need": 2}, BECAUSE + "it needs links to at least 2 confirmed meetings."),
        (Exclusion.linked_not_confirmed, {}, BECAUSE + "nobody has confirmed the meeting it is linked to."),
        (Exclusion.meeting_already_used, {}, BECAUSE + "another account is linked to the same meeting."),
        (Exclusion.no_diary_entry, {}, "The meeting on 3 March has no diary entry yet."),
    ],
)
def test_each_reason_says_why_in_one_breath(code, values, sentence):
    said = wording.not_counted(Reason(code, values, "on 3 March"), describe)
    assert said == sentence
    assert not NEVER_SAID.search(said)


def test_the_words_of_a_reason_take_the_values_that_the_rules_give():
    held = (
        *(meeting(state=state) for state in ("logged", "queried", "rejected", "void")),
        meeting(present=1),
        meeting(day=date(2020, 1, 1)),
        meeting(role="observer"),
        meeting(other_leads=1),
        meeting(used_for_award=frozenset({"X"})),
    )
    seen = (
        observation(record_id=None),
        observation(record_id=held[0].id),
        observation(record_id=held[3].id),
        observation(record_id=held[7].id, present_minutes=1),
        observation(record_id=held[7].id, observer_kind="peer"),
        observation("not_yet", record_id=held[7].id),
    )
    written = (account(1), account(9999), account(meeting_ids=[held[0].id]), account(state="not_accepted"), account())
    file = finished_certificate(meetings=held, observations=seen, accounts=written)
    for requirement in requirements_of("ALF-CERT-L5").values():
        for each in (file, replace(file, window=None)):
            said = wording.explanation(evaluate(requirement, each), describe)
            assert all(sentence.endswith(".") and "%" not in sentence.replace("80%", "") for sentence in said)
            assert not NEVER_SAID.search(" ".join(said))


@pytest.mark.parametrize(
    ("kind", "parameters", "sentence"),
    [
        ("hours", {}, "“hours” is not a type of requirement. The types are: taught_days, practice_turns,"),
        ("taught_days", {}, "taught_days needs “min”."),
        (
            "taught_days",
            {"min": 1, "max": 2},
            "taught_days does not take “max”. It takes: min, min_attendance_percent.",
        ),
        ("taught_days", {"min": -1}, "“min” must be a whole number from 0, not -1."),
        ("practice_sets", {"min": 1, "role": "guest"}, "“role” may be member_or_facilitator, not guest."),
        ("facilitated_meetings", {"min": 5, "lead_min": 6}, "“lead_min” is 6, more than “min”, which is 5."),
    ],
)
def test_a_fault_in_an_award_file_is_told_with_its_name(kind, parameters, sentence):
    (fault,) = parameter_faults(kind, parameters)
    assert wording.parameter_fault(fault).startswith(sentence)
