"""Plain facts for tests: a bare call is valid and boring, a test states only what it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from training.awards.requirements import Account, DiaryEntry, Feedback, PracticeFile, Requirement, TaughtDay
from training.practice.ledger import Meeting, Observation, SupervisionMeeting, Window

AWARDS = Path(__file__).parents[3] / "awards"
FIRST_DAY = date(2026, 1, 12)
TODAY = date(2026, 12, 1)
WINDOW = Window(FIRST_DAY, date(2029, 1, 11))

_number = count(1)


@cache
def requirements_of(code: str) -> Mapping[str, Requirement]:
    """The requirements of a shipped award file by their id."""
    rows = YAML(typ="safe").load(AWARDS / f"{code}.yaml")["requirements"]
    return {row["id"]: Requirement.from_row(row) for row in rows}


def meeting(minutes: int = 120, **facts: Any) -> Meeting:
    """A confirmed meeting at ten in the morning, led, with six members; the next one is a week later."""
    number = next(_number)
    day = facts.pop("day", FIRST_DAY + timedelta(days=7 * (number % 40)))
    starts_at = facts.pop("starts_at", datetime(day.year, day.month, day.day, 10, tzinfo=UTC))
    facts = {
        "id": f"meeting-{number}",
        "state": "confirmed",
        "role": "lead",
        "present": 6,
        "learning_set_id": "set-07",
        "learning_set_name": "Set 07",
        "ends_at": starts_at + timedelta(minutes=minutes),
    } | facts
    return Meeting(starts_at=starts_at, **facts)


def meetings(*groups: tuple[int, str, int], state: str = "confirmed", every_days: int = 14) -> tuple[Meeting, ...]:
    """Groups of (how many, role, minutes), a fortnight apart from the first day on, in two sets by turns."""
    kinds = [(role, minutes) for number, role, minutes in groups for _ in range(number)]
    return tuple(
        meeting(
            minutes,
            role=role,
            state=state,
            day=FIRST_DAY + timedelta(days=every_days * position),
            learning_set_id=f"set-{position % 2}",
        )
        for position, (role, minutes) in enumerate(kinds)
    )


def observation(outcome: str = "satisfactory", **facts: Any) -> Observation:
    """A signed observation of the whole of the meeting `m`, by an approved observer; the next one is a day later."""
    number = next(_number)
    usual: dict[str, Any] = {
        "id": f"observation-{number}",
        "record_id": "m",
        "observed_on": FIRST_DAY + timedelta(days=number),
        "observer_kind": "approved_observer",
        "present_minutes": 120,
    }
    return Observation(outcome=outcome, **usual | facts)


def supervision(minutes: int = 60, **facts: Any) -> SupervisionMeeting:
    """A signed, individual supervision meeting."""
    usual: dict[str, Any] = {"id": f"supervision-{next(_number)}", "held_on": TODAY}
    return SupervisionMeeting(minutes=minutes, **usual | facts)


def account(words: int = 1200, meeting_ids: Iterable[str] = (), **facts: Any) -> Account:
    """A ready account."""
    facts = {"id": f"account-{next(_number)}", "state": "ready"} | facts
    return Account(words=words, meeting_ids=frozenset(meeting_ids), **facts)


def practice_file(**facts: Any) -> PracticeFile:
    """An enrolment that has nothing yet but its registration."""
    return PracticeFile(today=facts.pop("today", TODAY), window=facts.pop("window", WINDOW), **facts)


def finished_certificate(**changes: Any) -> PracticeFile:
    """Everything that ALF-CERT-L5 requires, each with a little to spare; `changes` replace parts of it."""
    held = meetings((10, "lead", 120))
    by_day = [replace(observation(), record_id=each.id, observed_on=each.held_on) for each in held[:3]]
    return practice_file(
        **{
            "meetings": held,
            "taught_days": tuple(TaughtDay(f"day-{n}", FIRST_DAY, 420, 420) for n in range(5)),
            "observations": (*by_day[:2], replace(by_day[2], observer_kind="assessor")),
            "supervision_meetings": tuple(supervision() for _ in range(4)),
            "accounts": tuple(account(meeting_ids=[each.id]) for each in held[:3]),
            "feedback": (Feedback("set-0", 3), Feedback("set-1", 3)),
            "diary_entries": tuple(DiaryEntry(each.id, each.held_on) for each in held),
        }
        | changes
    )
