"""What an assessor's answers come to: the outcome of a unit, what a referral opens, and who may act on one decision."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations


class Scale(StrEnum):
    """How an award's criteria are decided: met or not, or marks for each."""

    pass_refer = "pass_refer"
    marks = "marks"


@dataclass(frozen=True, slots=True)
class Answer:
    """An assessor's answer on one criterion: `met`, or `marks` out of `out_of`; None where nothing is decided yet."""

    met: bool | None = None
    marks: int | None = None
    out_of: int | None = None


@dataclass(frozen=True, slots=True)
class UnitOutcome:
    """`outcome`: "pass", "refer", or None while criteria are `undecided`. A referral opens those `not_met`."""

    outcome: str | None
    not_met: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Credential:
    """A qualification of a member of staff; `expires_on` is its last day, None if it does not expire."""

    kind: str
    obtained_on: date
    expires_on: date | None = None


# TAQA, CAVA, or the older A1 (domain §2.2). Occupational competence is needed beside them and replaces none.
ASSESSOR_CREDENTIALS = frozenset({"taqa", "cava", "a1"})

EVIDENCE_TESTS = ("valid", "authentic", "current", "sufficient", "reliable")


def is_overtaken(*, met_before: bool, met_now: bool, later_refers: bool) -> bool:
    """Whether an earlier attempt, decided anew, has just met what a later one still refers.

    `met_before` and `met_now`: whether every criterion of the unit was met before this decision, and is with it.
    Nothing is left to send then, and only a decision on the later attempt, made again, passes the unit.
    """
    return met_now and not met_before and later_refers


def is_met(scale: Scale, answer: Answer) -> bool | None:
    """Whether a criterion is met; None if undecided. With marks: at least half of its own marks.

    Raises ValueError for marks below zero or above their maximum. Source: ILM Assessment Guidance, by domain §2.1.
    """
    if scale == Scale.pass_refer:
        return answer.met
    if answer.marks is None or answer.out_of is None:
        return None
    if not 0 <= answer.marks <= answer.out_of or answer.out_of == 0:
        raise ValueError(f"{answer.marks} marks of {answer.out_of} cannot be given.")
    return 2 * answer.marks >= answer.out_of


def unit_outcome(scale: Scale, answers: Mapping[str, Answer], criteria: Collection[str]) -> UnitOutcome:
    """Pass if and only if every criterion of the unit is met; one that is not refers the unit, whatever the total.

    `criteria` are all criteria of the unit; those carried forward are answered as met. Until each has an answer there
    is no outcome. Raises ValueError for an answer on a criterion that the unit does not have. Source: invariant 17.
    """
    strangers = answers.keys() - set(criteria)
    if strangers:
        raise ValueError(f"The unit has no criterion {', '.join(sorted(strangers))}.")
    verdicts = {code: is_met(scale, answers.get(code, Answer())) for code in criteria}
    undecided = tuple(code for code, met in verdicts.items() if met is None)
    not_met = tuple(code for code, met in verdicts.items() if met is False)
    if undecided or not verdicts:
        return UnitOutcome(None, not_met, undecided)
    return UnitOutcome("refer" if not_met else "pass", not_met)


def open_criteria(scale: Scale, previous: Mapping[str, Answer], reopened: Collection[str] = ()) -> frozenset[str]:
    """The criteria that the next attempt is about: those not met in the last one, and those an IQA `reopened`.

    All others are carried forward as met. Source: invariant 18.
    """
    return frozenset(code for code, answer in previous.items() if not is_met(scale, answer) or code in reopened)


def attempt_allowed(
    attempt: int, max_attempts: int, *, exceptional_by_lead_iqa: bool = False, reason: str = ""
) -> bool:
    """Whether an attempt of this number, counted from 1, may be made. Source: invariant 19.

    One more than `max_attempts` is exceptional: the lead IQA allows it and says why.
    """
    if 1 <= attempt <= max_attempts:
        return True
    return attempt == max_attempts + 1 and exceptional_by_lead_iqa and bool(reason.strip())


def people_clash(
    *,
    trainee: int,
    assessor: int,
    countersigner: int | None = None,
    iqa: int | None = None,
    observers: Iterable[int] = (),
    tutors: Iterable[int] = (),
) -> list[str]:
    """Why these people may not act together on one decision, as codes; an empty list if they may.

    Trainee, assessor, countersigner and IQA are four different people (`trainee_is_assessor`, `assessor_is_iqa`, …; the
    last two may be absent); the IQA neither observed nor taught the trainee (`iqa_observed_trainee`,
    `iqa_taught_trainee`). People are named by their ids. Source: invariant 20.
    """
    parts = {"trainee": trainee, "assessor": assessor, "countersigner": countersigner, "iqa": iqa}
    clashes = [
        f"{one}_is_{other}"
        for (one, person), (other, same) in combinations(parts.items(), 2)
        if person is not None and person == same
    ]
    if iqa is not None and iqa in set(observers):
        clashes.append("iqa_observed_trainee")
    if iqa is not None and iqa in set(tutors):
        clashes.append("iqa_taught_trainee")
    return clashes


def needs_countersignature(credentials: Iterable[Credential], on: date) -> bool:
    """Whether a decision made on that day waits for a qualified assessor to confirm it. Source: invariant 21.

    It does unless one assessor's credential had been obtained and had not run out; both days count.
    """
    return not any(
        credential.kind.lower() in ASSESSOR_CREDENTIALS
        and credential.obtained_on <= on
        and (credential.expires_on is None or on <= credential.expires_on)
        for credential in credentials
    )


def evidence_test_gaps(answers: Mapping[str, bool | None], comment: str) -> list[str]:
    """What is missing from the five tests of evidence: the unanswered ones, and `comment` where a "no" has none.

    Source: VACSR, domain §2.2; a decision is made with five answers (domain §5).
    """
    gaps = [test for test in EVIDENCE_TESTS if answers.get(test) is None]
    if any(answers.get(test) is False for test in EVIDENCE_TESTS) and not comment.strip():
        gaps.append("comment")
    return gaps
