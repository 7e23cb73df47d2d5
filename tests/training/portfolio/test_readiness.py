"""The gates before sending, as tables."""

from dataclasses import replace

import pytest

from training.portfolio.models import SubmissionState
from training.portfolio.readiness import AccountRule, ItemFacts, LinkedMeeting, UnitFacts, item_checks, unit_checks
from training.portfolio.sending import next_attempt

RULE = AccountRule.of(
    {
        "min": 3,
        "words_min": 1000,
        "words_max": 1500,
        "word_tolerance_percent": 10,
        "linked_meetings_min": 1,
        "distinct_meetings": True,
    }
)
CONFIRMED = LinkedMeeting("Meeting of Set 07 on 5 Nov 2026", confirmed=True)
ACCOUNT = ItemFacts(words=1200, criteria=2, identifies_nobody=True, rule=RULE, meetings=[CONFIRMED])
UNIT = UnitFacts(open_criteria=["1.1", "1.2"], uncovered=[], registered=True, attempt=1, max_attempts=2)


def missing(facts):
    checks = item_checks(facts) if isinstance(facts, ItemFacts) else unit_checks(facts)
    return [check.text for check in checks if not check.ok]


def test_an_account_with_all_that_is_asked_for_is_ready():
    assert missing(ACCOUNT) == []
    assert [check.text for check in item_checks(ACCOUNT)] == [
        "Length is accepted",
        "1 confirmed meeting is linked",
        "2 criteria are chosen",
        "Each phrase that might identify someone is decided",
        "You have said that nobody can be recognised",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (899, ["1 more word is needed."]),
        (900, []),
        (1650, []),
        (1651, ["it is 1 word too long."]),
        (1700, ["it is 50 words too long."]),
    ],
)
def test_the_length_is_accepted_with_the_tolerance_rounded_inwards(words, said):
    assert missing(replace(ACCOUNT, words=words)) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"meetings": []}, "1 more meeting must be linked."),
        (
            {"meetings": [replace(CONFIRMED, confirmed=False)]},
            "Meeting of Set 07 on 5 Nov 2026 has not been confirmed.",
        ),
        (
            {"meetings": [replace(CONFIRMED, used_elsewhere=True)]},
            "Meeting of Set 07 on 5 Nov 2026 serves another account of yours.",
        ),
        ({"criteria": 0}, "no criterion is chosen."),
        ({"open_flags": 1}, "1 phrase needs a decision."),
        ({"open_flags": 2}, "2 phrases need a decision."),
        ({"identifies_nobody": False}, "you have not said that nobody can be recognised."),
    ],
)
def test_whatever_is_missing_is_named(change, said):
    assert missing(replace(ACCOUNT, **change)) == [said]


def test_a_meeting_may_serve_two_accounts_where_the_award_does_not_mind():
    rule = replace(RULE, distinct_meetings=False)
    assert missing(replace(ACCOUNT, rule=rule, meetings=[replace(CONFIRMED, used_elsewhere=True)])) == []


def test_other_evidence_needs_text_but_no_length_and_no_meeting():
    task = ItemFacts(words=1, criteria=1, identifies_nobody=True)
    assert missing(task) == []
    assert missing(replace(task, words=0)) == ["there is no text."]


def test_a_record_needs_criteria_and_nothing_else():
    record = ItemFacts(words=0, criteria=1, identifies_nobody=False, from_record=True)
    assert missing(record) == []
    assert missing(replace(record, criteria=0)) == ["no criterion is chosen."]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, []),
        ({"uncovered": ["1.2"]}, ["1.2 has no evidence that is ready."]),
        ({"uncovered": ["1.1", "1.2"]}, ["1.1, 1.2 have no evidence that is ready."]),
        ({"registered": False}, ["your registration is not active. Ask your centre."]),
        ({"attempt": 2}, []),
        (
            {"attempt": 3},
            ["you have used all 2 attempts. Only the lead quality assurer can allow another."],
        ),
        ({"attempt": 3, "attempt_granted": True}, []),
        (
            {"broken_items": [("Account 3", "no criterion is chosen.")]},
            ["“Account 3” needs a change: no criterion is chosen."],
        ),
    ],
)
def test_a_unit_says_what_stands_in_its_way(change, said):
    assert missing(replace(UNIT, **change)) == said


@pytest.mark.parametrize(
    ("sent", "numbers"),
    [
        ([], (1, 1)),
        ([(1, "returned_admin")], (1, 2)),
        ([(1, "returned_admin"), (1, "returned_admin")], (1, 3)),
        ([(1, "final_refer")], (2, 1)),
        ([(1, "confirmed_refer"), (2, "returned_admin")], (2, 2)),
        ([(1, "returned_admin"), (1, "final_refer"), (2, "final_refer")], (3, 1)),
    ],
)
def test_an_administrators_return_uses_up_no_attempt(sent, numbers):
    assert next_attempt([(number, SubmissionState(state)) for number, state in sent]) == numbers


def test_where_every_criterion_is_met_there_is_nothing_to_send():
    assert missing(replace(UNIT, open_criteria=[])) == ["every criterion is met already, so there is nothing to send."]


def test_a_unit_that_is_still_referred_with_every_criterion_met_says_what_happens_next():
    [text] = missing(replace(UNIT, open_criteria=[], still_referred=True))
    assert text.startswith("the last decision still refers this unit") and "lead quality assurer" in text
    assert "sampl" not in text  # the trainee does not read of that (ux §5)
    assert missing(replace(UNIT, still_referred=True)) == []
