"""Practice in the outline of a portfolio: meetings by their counts, observations, supervision, members' answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from assessments.grading.document import paragraphs
from core import clock
from core.filters import day, minutes, number
from training.practice.behaviours import BEHAVIOURS, RATINGS, Rating
from training.practice.models import (
    FacilitationRole,
    ObservationOutcome,
    ObservationState,
    ObserverKind,
    PracticeState,
    SupervisionFormat,
    SupervisionState,
)
from training.practice.observation_wording import KINDS, OUTCOMES
from training.practice.observation_wording import STATES as OBSERVATION_STATES
from training.practice.statements import STATEMENTS, from_plain
from training.practice.supervision_wording import FORMATS
from training.practice.supervision_wording import STATES as SUPERVISION_STATES
from training.practice.topics import TOPICS
from training.practice.wording import CONFIRMED_AS, ROLES, STATES

Rows = Mapping[str, Mapping[str, Any]]
Row = list[str]
"""The cells of one line of a table."""


@dataclass(frozen=True, slots=True)
class Observed:
    """One observation."""

    title: str
    state: str
    facts: list[tuple[str, str]]
    narrative: list[str]
    ratings: list[tuple[str, str]]
    comment: list[str]


@dataclass(frozen=True, slots=True)
class Answers:
    """What members answered, by statement: the statement, its mean, how many chose each step."""

    title: str
    summary: str
    lines: list[tuple[str, str, list[int]]]


def taught(rows: dict[str, Rows]) -> list[Row]:
    """Day, what it was, programme, its length, and how long the trainee was there."""
    found = []
    for each in rows["attendance"].values():
        held = rows["taught_days"][each["event"]]
        cohort = rows["cohorts"][held["cohort"]]
        programme = rows["programmes"][cohort["programme"]]["name"]
        cells = [held["title"], programme, minutes(held["minutes"]), minutes(each["present_minutes"])]
        found.append((held["held_on"], cells))
    return [[day(date.fromisoformat(on)), *cells] for on, cells in sorted(found)]


def meetings(rows: dict[str, Rows], names: Mapping[str, str]) -> list[Row]:
    """Day, set, role, minutes, members there, turns, state and who confirmed it: counts, and nobody of the set."""
    turns: dict[str, int] = {}
    for turn in rows["presenter_turns"].values():
        turns[turn["meeting"]] = turns.get(turn["meeting"], 0) + 1
    found = []
    for record in rows["practice_records"].values():
        meeting = rows["meetings"][record["meeting"]]
        confirmed = names.get(record["confirmed_by"] or "", "")
        if record["confirmed_as"]:
            confirmed = f"{confirmed} {CONFIRMED_AS[record['confirmed_as']]}".strip()
        cells = [
            rows["sets"][meeting["learning_set"]]["name"],
            str(ROLES[FacilitationRole(record["role"])]),
            number(length_of(meeting)),
            number(meeting["present"]),
            number(turns.get(meeting["id"], 0)),
            str(STATES[PracticeState(record["state"])][1]),
            confirmed,
        ]
        found.append((meeting["starts_at"], meeting["id"], [day(_held_on(meeting)), *cells]))
    return [cells for _at, _id, cells in sorted(found)]


def length_of(meeting: Mapping[str, Any]) -> int:
    """Whole minutes of a meeting without its breaks."""
    span = datetime.fromisoformat(meeting["ends_at"]) - datetime.fromisoformat(meeting["starts_at"])
    return max(0, int(span.total_seconds() // 60) - int(meeting["break_minutes"]))


def meeting_line(rows: dict[str, Rows], record_id: str) -> str:
    """Set 07, 3 Dec 2026"""
    return meeting_title(rows["meetings"][rows["practice_records"][record_id]["meeting"]], rows["sets"])


def meeting_title(meeting: Mapping[str, Any], sets: Rows) -> str:
    """The same, of the row of a meeting."""
    return _("%(name)s, %(day)s", name=sets[meeting["learning_set"]]["name"], day=day(_held_on(meeting)))


def record_line(rows: dict[str, Rows], item: Mapping[str, Any]) -> str:
    """What a piece of evidence stands for, where it is a record; empty for what was written or uploaded."""
    if item["practice_record"]:
        return meeting_line(rows, item["practice_record"])
    if item["observed_practice"]:
        return meeting_line(rows, rows["observations"][item["observed_practice"]]["practice_record"])
    if item["supervision_meeting"]:
        return day(date.fromisoformat(rows["supervision"][item["supervision_meeting"]]["held_on"]))
    if item["feedback_request"]:
        return str(rows["sets"][rows["feedback"][item["feedback_request"]]["learning_set"]]["name"])
    if item["witness_testimony"]:
        row = rows["testimonies"][item["witness_testimony"]]
        said = _("%(name)s, %(day)s", name=row["signed_name"], day=day(date.fromisoformat(row["held_on"])))
        return f"{said}. {row['statement']}"
    if item["discussion"]:
        row = rows["discussions"][item["discussion"]]
        held = _(
            "%(name)s, %(day)s", name=row["signatures"][0]["signed_as"], day=day(date.fromisoformat(row["held_on"]))
        )
        return " ".join([f"{held}.", *filter(None, (row["questions"], row["answers"], row["remarks"]))])
    for claim in rows["earlier_learning"].values():
        if claim["evidence_item"] == item["id"]:
            said = [claim["title"], claim["provider"], day(date.fromisoformat(claim["completed_on"])), claim["learned"]]
            return ", ".join(said)
    return ""


def observations(rows: dict[str, Rows], names: Mapping[str, str]) -> list[Observed]:
    """The observations, oldest first."""
    return [_observed(rows, names, each) for each in rows["observations"].values()]


def _observed(rows: dict[str, Rows], names: Mapping[str, str], each: Mapping[str, Any]) -> Observed:
    observer = _(
        "%(name)s, %(as_what)s", name=names[each["observer"]], as_what=KINDS[ObserverKind(each["observer_kind"])]
    )
    outcome = str(OUTCOMES[ObservationOutcome(each["outcome"])][1]) if each["outcome"] else ""
    return Observed(
        title=meeting_line(rows, each["practice_record"]),
        state=str(OBSERVATION_STATES[ObservationState(each["state"])][1]),
        facts=[
            (_("Observer"), observer),
            (_("Outcome"), outcome),
            (_("Watched"), minutes(each["present_minutes"])),
            (_("Signed by the observer"), _on(each["observer_signed_at"])),
            (_("Signed by the trainee"), _on(each["trainee_signed_at"])),
        ],
        narrative=paragraphs(each["narrative"]),
        ratings=[
            (str(BEHAVIOURS.get(code, code)), f"{rating} {RATINGS[Rating(rating)]}" if rating else _("Not seen"))
            for code, rating in each["ratings"].items()
        ],
        comment=paragraphs(each["trainee_comment"]),
    )


def supervision(rows: dict[str, Rows], names: Mapping[str, str]) -> list[Row]:
    """Day, minutes, how, supervisor, topics, state."""
    found = []
    for each in rows["supervision"].values():
        cells = [
            number(each["minutes"]),
            str(FORMATS[SupervisionFormat(each["format"])]),
            names.get(each["supervisor"] or "", "") or each["supervisor_name"],
            ", ".join(str(TOPICS.get(code, code)) for code in each["topics"]),
            str(SUPERVISION_STATES[SupervisionState(each["state"])][1]),
        ]
        found.append((each["held_on"], each["id"], [day(date.fromisoformat(each["held_on"])), *cells]))
    return [cells for _on, _id, cells in sorted(found)]


def feedback(rows: dict[str, Rows]) -> list[Answers]:
    """What members answered, from three answers on."""
    found = []
    for each in rows["feedback"].values():
        results = from_plain(each["brought_results"])
        asked = day(date.fromisoformat(each["asked_on"]))
        lines = [
            (
                str(STATEMENTS.get(line.code, line.code)),
                number(round(float(line.average), 1)),
                list(line.counts.values()),
            )
            for line in results.lines
        ]
        found.append(
            Answers(
                title=_("%(name)s, %(day)s", name=rows["sets"][each["learning_set"]]["name"], day=asked),
                summary=ngettext("%(num)s answer", "%(num)s answers", results.answers)
                + ("" if lines else _(". Shown from 3 answers on.")),
                lines=lines,
            )
        )
    return found


def _held_on(meeting: Mapping[str, Any]) -> date:
    return clock.in_zone(datetime.fromisoformat(meeting["starts_at"]), meeting["zone"]).date()


def _on(instant: str | None) -> str:
    return day(datetime.fromisoformat(instant)) if instant else ""
