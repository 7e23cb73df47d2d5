"""The timeline of a portfolio in sentences: those of the pages, made of entries that may have come from elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import render_template
from flask_babel import gettext as _
from jinja2.exceptions import UndefinedError
from markupsafe import Markup

from assessments.portfolios.outlined_practice import meeting_title
from assessments.portfolios.sheets import HISTORIES
from core.filters import day, moment
from training.practice.wording import REASONS

_TABLES = {sheet: table for table, sheet in HISTORIES.items()}


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a sentence of templates/timeline is made of."""

    verb: str
    actor_name: str
    facts: Mapping[str, Any]
    result: str = ""


def sentences(document: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """When, about what, and what happened; entries that no sentence fits are left out."""
    titles, told = _titles(document), []
    for entry in document["history"]:
        said = _sentence(entry)
        if said:
            told.append((moment(datetime.fromisoformat(entry["at"])), titles.get(entry["id"], ""), said))
    return told


def _sentence(entry: Mapping[str, Any]) -> str:
    values = _Entry(entry["verb"], entry["who"], entry["facts"])
    try:
        page = render_template(f"timeline/{_TABLES[entry['about']]}.html", entry=values, reasons=REASONS)
    except (UndefinedError, TypeError, ValueError):  # an entry of elsewhere without a fact that its sentence names
        return ""
    return " ".join(str(Markup(page).striptags()).split())  # noqa: S704  # only its text is kept


def _titles(document: Mapping[str, Any]) -> dict[str, str]:
    """What each thing is called, by its id."""
    rows = {name: {row["id"]: row for row in document[name]} for name in (*_TABLES, "sets")}
    awards = {row["id"]: row["specification"]["title"] for row in document["awards"]}
    titles = {each["id"]: awards[each["award_version"]] for each in rows["enrolments"].values()}
    for each in rows["registrations"].values():
        titles[each["id"]] = titles[each["enrolment"]]
    for each in rows["meetings"].values():
        titles[each["id"]] = meeting_title(each, rows["sets"])
    for each in rows["practice_records"].values():
        titles[each["id"]] = titles[each["meeting"]]
    for each in rows["observations"].values():
        titles[each["id"]] = _("Observation, %(what)s", what=titles[each["practice_record"]])
    for each in rows["supervision"].values():
        titles[each["id"]] = _("Supervision, %(what)s", what=day(date.fromisoformat(each["held_on"])))
    for each in rows["feedback"].values():
        titles[each["id"]] = _("Member feedback, %(what)s", what=rows["sets"][each["learning_set"]]["name"])
    for each in rows["testimonies"].values():
        titles[each["id"]] = _("Testimony, %(what)s", what=each["witness_name"])
    for each in rows["discussions"].values():
        titles[each["id"]] = _("Discussion, %(what)s", what=day(date.fromisoformat(each["held_on"])))
    for each in rows["evidence"].values():
        titles[each["id"]] = each["title"]
    for each in rows["earlier_learning"].values():
        titles[each["id"]] = titles[each["evidence_item"]]
    for each in rows["submissions"].values():
        unit = each["unit"].rsplit("/", 1)[-1]
        titles[each["id"]] = _("Unit %(code)s, attempt %(n)s", code=unit, n=each["attempt"])
    for each in rows["certificates"].values():
        titles[each["id"]] = _("Certificate %(number)s", number=each["number"])
    return titles
