"""The order of what a trainee does next."""

from datetime import date
from typing import Any

import pytest

from training.enrolments.next_step import Do, Situation, Step, Subject, next_step, shown, steps

SOMETHING = (Subject("a"),)

# From the most urgent on: with all of these at once, the first is the next step; without it, the second; and so on.
ORDER = [
    ("questions", Do.answer_question),
    ("referrals", Do.look_again),
    ("returned", Do.send_again),
    ("to_sign", Do.sign_observation),
    ("drafts", Do.finish_account),
    ("ready_units", Do.send_unit),
    ("unlogged", Do.log_meeting),
    ("undescribed", Do.write_diary),
    ("missing", Do.begin),
    ("bare_units", Do.gather_evidence),
    ("waiting", Do.wait),
]


@pytest.mark.parametrize(("position", "expected"), list(enumerate(do for _facts, do in ORDER)))
def test_the_most_urgent_of_all_there_is_comes_first(position: int, expected: Do):
    facts: dict[str, Any] = {facts: SOMETHING for facts, _do in ORDER[position:]}
    situation = Situation(**facts)
    assert next_step(situation).do is expected
    assert [step.do for step in steps(situation)] == [do for _facts, do in ORDER[position:]]


def test_logging_comes_as_soon_as_practice_is_needed_even_when_nothing_was_planned():
    assert steps(Situation(may_log=True, waiting=SOMETHING)) == [Step(Do.log_meeting), Step(Do.wait, SOMETHING[0])]
    assert [step.do for step in steps(Situation(may_log=True, unlogged=SOMETHING))] == [Do.log_meeting]


def test_of_several_questions_the_oldest_is_named_and_the_others_are_counted():
    older, newer, dateless = Subject("b", on=date(2026, 3, 1)), Subject("a", on=date(2026, 4, 1)), Subject("c")
    assert steps(Situation(questions=(dateless, newer, older))) == [Step(Do.answer_question, older, more=2)]


def test_every_referral_is_named_the_first_that_is_due_first():
    later, sooner = Subject("C5-1", on=date(2027, 1, 5)), Subject("C5-4", on=date(2026, 12, 5))
    assert [step.subject for step in steps(Situation(referrals=(later, sooner)))] == [sooner, later]


def test_there_is_always_a_step_and_when_all_is_done_it_says_so():
    assert steps(Situation()) == [Step(Do.nothing)]
    assert next_step(Situation(done=True, waiting=SOMETHING)).subject.kind == "done"


def test_of_what_is_shown_the_last_line_is_kept_for_what_others_do():
    both = Situation(referrals=SOMETHING * 4, waiting=SOMETHING)
    assert [step.do for step in shown(both, 3)] == [Do.look_again, Do.look_again, Do.wait]
    assert [step.do for step in shown(Situation(referrals=SOMETHING * 4), 3)] == [Do.look_again] * 3
    assert [step.do for step in shown(Situation(waiting=SOMETHING * 4), 3)] == [Do.wait] * 3
    assert len(shown(both, 9)) == 5
