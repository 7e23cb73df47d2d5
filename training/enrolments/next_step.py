"""What a trainee does next: one ordered table of rules over plain facts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Do(StrEnum):
    """What there is to do, the most urgent first: what others ask for, then what is begun, then what is new."""

    answer_question = "answer_question"
    look_again = "look_again"
    send_again = "send_again"
    sign_observation = "sign_observation"
    sign_discussion = "sign_discussion"
    finish_account = "finish_account"
    send_unit = "send_unit"
    log_meeting = "log_meeting"
    write_diary = "write_diary"
    begin = "begin"
    gather_evidence = "gather_evidence"
    wait = "wait"
    nothing = "nothing"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a step is about. `id` is a public id; `codes` are criteria; `on` is the day that makes it urgent.

    `name` is a set, a unit, a title, or the person who is waited for.
    """

    id: str = ""
    name: str = ""
    on: date | None = None
    codes: tuple[str, ...] = ()
    number: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """All that the rules look at. `missing` is asked for and not begun, by the type of its requirement.

    `may_log`: registered, with practice to come. `done`: nothing at all is left.
    """

    questions: Sequence[Subject] = ()
    referrals: Sequence[Subject] = ()
    returned: Sequence[Subject] = ()
    to_sign: Sequence[Subject] = ()
    discussions: Sequence[Subject] = ()
    drafts: Sequence[Subject] = ()
    ready_units: Sequence[Subject] = ()
    unlogged: Sequence[Subject] = ()
    undescribed: Sequence[Subject] = ()
    missing: Sequence[Subject] = ()
    bare_units: Sequence[Subject] = ()
    waiting: Sequence[Subject] = ()
    may_log: bool = False
    done: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; `more` counts others of the same sort that can follow it."""

    do: Do
    subject: Subject = field(default_factory=Subject)
    more: int = 0


Rule = Callable[[Situation], list[Step]]


def _first(do: Do, facts: str) -> Rule:
    """One step for the most urgent of these, without which the others are only counted."""

    def rule(situation: Situation) -> list[Step]:
        subjects = soonest_first(getattr(situation, facts))
        return [Step(do, subjects[0], len(subjects) - 1)] if subjects else []

    return rule


def _each(do: Do, facts: str) -> Rule:
    def rule(situation: Situation) -> list[Step]:
        return [Step(do, subject) for subject in soonest_first(getattr(situation, facts))]

    return rule


def _log(situation: Situation) -> list[Step]:
    """A planned meeting that is over; without one, the next meeting, while practice is needed."""
    planned = _first(Do.log_meeting, "unlogged")(situation)
    return planned or ([Step(Do.log_meeting)] if situation.may_log else [])


RULES: tuple[Rule, ...] = (
    _first(Do.answer_question, "questions"),
    _each(Do.look_again, "referrals"),
    _each(Do.send_again, "returned"),
    _first(Do.sign_observation, "to_sign"),
    _first(Do.sign_discussion, "discussions"),
    _first(Do.finish_account, "drafts"),
    _each(Do.send_unit, "ready_units"),
    _log,
    _first(Do.write_diary, "undescribed"),
    _each(Do.begin, "missing"),
    _first(Do.gather_evidence, "bare_units"),
    _each(Do.wait, "waiting"),
)


def steps(situation: Situation) -> list[Step]:
    """Everything there is to do, the most urgent first; never empty: `nothing` says that all is done or quiet."""
    if situation.done:
        return [Step(Do.nothing, Subject(kind="done"))]
    return [step for rule in RULES for step in rule(situation)] or [Step(Do.nothing)]


def next_step(situation: Situation) -> Step:
    """The one thing to do now."""
    return steps(situation)[0]


def shown(situation: Situation, most: int) -> list[Step]:
    """The first of the steps; when others are waited for the last line says so, even if more could be done."""
    found = steps(situation)
    waits = [step for step in found[most:] if step.do is Do.wait]
    if len(found) <= most or not waits or any(step.do is Do.wait for step in found[:most]):
        return found[:most]
    return [*found[: most - 1], waits[0]]


def soonest_first(subjects: Sequence[Subject]) -> list[Subject]:
    """By the day that makes them urgent; those without a day come last, in the order given."""
    return sorted(subjects, key=lambda subject: (subject.on is None, subject.on or date.max))
