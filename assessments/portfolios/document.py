"""A portfolio as plain values: the JSON that another Setwright reads back, and of which its pages are made."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask import current_app

from assessments.portfolios import told
from assessments.portfolios.queries import Gathered, answers, gather
from assessments.portfolios.sheets import HISTORIES, PERSON, SCHEMA, SHEET_OF, SHEETS, Sharing, Sheet
from core import clock
from people.models import Person
from training.awards.services import specification_of
from training.awards.specification import to_values
from training.discussions.document import signatures_of
from training.enrolments.models import Enrolment
from training.portfolio.notes import opened_note
from training.practice.feedback_services import SHOWN_FROM
from training.practice.statements import results, to_plain

Document = dict[str, Any]
"""What `portfolio.json` holds; docs/portfolio.md says what each part means."""

_CODED = {"award_version", "unit", "assessment_criterion"}


def document_of(person: Person) -> tuple[Document, dict[str, str]]:
    """The portfolio of a person, and where its files lie: path in the archive -> key in the file store."""
    found = gather(person)
    files: dict[str, str] = {}
    sheets = {sheet.name: _rows(found, sheet, files) for sheet in SHEETS}
    document = {
        "setwright_portfolio": SCHEMA,
        "exported_at": clock.now().isoformat(),
        "source": _source(person),
        "brought": [
            earlier
            for each in found.brought
            for earlier in [
                *each.earlier,
                {
                    "source": each.source,
                    "exported_at": _plain(each.exported_at),
                    "brought_at": _plain(each.brought_at),
                },
            ]
        ],
        "person": _values(found, PERSON, person),
        "awards": [
            {
                "id": found.codes["award_version", version.id],
                "specification": to_values(specification_of(version)) | {"status": "published"},
            }
            for version in found.versions
        ],
        **sheets,
        "history": _history(found),
    }
    return document, files


def _source(person: Person) -> dict[str, str]:
    """Where the portfolio comes from, and who employed the trainee there: for reading, nothing is made of it."""
    centre = person.centre
    return {
        "centre": centre.name,
        "centre_number": centre.number,
        "address": current_app.config["PUBLIC_URL"],
        "employer": person.organisation.name if person.organisation else "",
    }


def _rows(found: Gathered, sheet: Sheet, files: dict[str, str]) -> list[dict[str, Any]]:
    rows = [_values(found, sheet, row) for row in found.rows[sheet.name]]
    if sheet.name == "submissions":
        rows = list(map(told.submission, rows))
    elif sheet.name == "observations":
        rows = list(map(told.observation, rows))
    elif sheet.name == "enrolments":
        _tell_states(rows, found.rows[sheet.name])
    elif sheet.name == "feedback":
        _tell_answers(rows, found.rows[sheet.name])
    elif sheet.name == "discussions":
        for values, discussion in zip(rows, found.rows[sheet.name], strict=True):
            values["signatures"] = signatures_of(discussion)
    elif sheet.name == "notes":
        for values, note in zip(rows, found.rows["notes"], strict=True):
            values["text"] = opened_note(note)
    elif sheet.name == "decisions":
        for values, decision in zip(rows, found.rows[sheet.name], strict=True):
            values["due_back_on"] = _plain(decision.send_by)
    if sheet.file:
        for position, (values, row) in enumerate(zip(rows, found.rows[sheet.name], strict=True), 1):
            values["file"] = _path(sheet, position, row) if getattr(row, sheet.file[0]) else None
            if values["file"]:
                files[values["file"]] = getattr(row, sheet.file[0])
    # Rows that several portfolios name were made in whatever order these came in: their ids give one that stays.
    return rows if sheet.sharing is Sharing.own else sorted(rows, key=lambda values: str(values["id"]))


def _values(found: Gathered, sheet: Sheet, row: Any) -> dict[str, Any]:
    values: dict[str, Any] = {"id": str(row.public_id)}
    for key, column in sheet.keys.items():
        value = getattr(row, column)
        table = sheet.refers_to(column)
        values[key] = _plain(value) if table is None else _name_of(found, table, value)
    return values


def _name_of(found: Gathered, table: str, row_id: int | None) -> str | None:
    """What a row goes by in the file: a code, or its public id; None for one that does not travel."""
    if row_id is None:
        return None
    if table in _CODED:
        return found.codes[table, row_id]
    if table == "person" and row_id == found.person.id:
        return str(found.person.public_id)
    return _index(found, SHEET_OF[table]).get(row_id)


def _index(found: Gathered, sheet: str) -> dict[int, str]:
    """The public ids of a sheet's rows by their keys, made once."""
    made: dict[str, dict[int, str]] = found.__dict__.setdefault("_indexes", {})
    if sheet not in made:
        made[sheet] = {row.id: str(row.public_id) for row in found.rows[sheet]}
    return made[sheet]


def _plain(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case UUID():
            return str(value)
    return value


def _tell_states(rows: list[dict[str, Any]], enrolments: list[Enrolment]) -> None:
    """A place that was brought in goes on as it stood where it was worked on."""
    for values, enrolment in zip(rows, enrolments, strict=True):
        values["state"] = (enrolment.state_there or enrolment.state).value


def _tell_answers(rows: list[dict[str, Any]], requests: list[Any]) -> None:
    """Numbers of answers, in full groups only: never one member's (domain §9)."""
    given = answers(requests)
    for values, request in zip(rows, requests, strict=True):
        values["brought_results"] = request.brought_results or to_plain(
            results(given.get(request.id, []), at_least=SHOWN_FROM)
        )


def _path(sheet: Sheet, position: int, row: Any) -> str:
    """A path that every system takes: a number that keeps it apart, then the name in plain letters."""
    if sheet.name == "certificates":
        return f"certificates/{position:03}-{_safe(row.number)}.pdf"
    return f"originals/{position:03}-{_safe(row.name)}"


def _safe(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "_", name)[-80:].lstrip(".") or "file"


def _history(found: Gathered) -> list[dict[str, Any]]:
    """What happened to the trainee's own things, at the centres before this one and here; oldest first."""
    entries = [entry for each in found.brought for entry in each.told]
    for row in found.history:
        entries.append(
            {
                "at": _plain(row.at),
                "who": row.actor_name,
                "verb": row.verb,
                "about": HISTORIES[row.object_kind],
                "id": str(row.object_public_id),
                "facts": told.facts(row.facts),
            }
        )
    return entries
