"""Whether the values of a portfolio are what its sheets say, before a row is made of any of them.

Everything that came in is looked at: names of keys, kinds and lengths of values, references, shapes of lists and
objects. A portfolio is a file that anybody can write, so it is believed in nothing (threat 43 of the security notes).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache, partial
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from flask_babel import gettext as _
from sqlalchemy import String, Text

from assessments.portfolios import shapes
from assessments.portfolios.sheets import BY_NAME, HISTORIES, PERSON, SCHEMA, SHEET_OF, SHEETS, Sheet
from core.db import UtcDateTime
from training.awards import checks
from training.enrolments import uln

MOST_FAULTS = 50
LONGEST_TEXT = 500_000  # characters: more than a text that is read from a file of 20 MB
MOST_ROWS = 20_000  # of one sheet
LARGEST_NUMBER = 2_147_483_647
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 1, 1)
HEAD = {"setwright_portfolio", "exported_at", "source", "brought", "person", "awards", "history"}
CODED = {"award_version": 0, "unit": 1, "assessment_criterion": 2}  # how many slashes its name has


@dataclass(frozen=True)
class Fault:
    """One thing that keeps a portfolio out. `row` counts from 1 in its sheet; 0: the sheet as a whole."""

    sheet: str
    row: int
    reason: str

    def __str__(self) -> str:
        return (
            f"{self.sheet}, {_('row %(n)s', n=self.row)}: {self.reason}" if self.row else f"{self.sheet}: {self.reason}"
        )


class Wrong(ValueError):
    """A value is not what it should be; `str()` says why."""


def faults(document: Any) -> list[Fault]:
    """What is wrong with a portfolio, the first fifty; empty when a row can be made of everything."""
    found: list[Fault] = []
    for fault in _faults(document):
        found.append(fault)
        if len(found) == MOST_FAULTS:
            break
    return found


def _faults(document: Any) -> Iterator[Fault]:
    if not isinstance(document, dict) or document.get("setwright_portfolio") != SCHEMA:
        yield Fault("portfolio.json", 0, _("This is not a portfolio that this Setwright can read."))
        return
    missing = (HEAD | BY_NAME.keys()) ^ document.keys()
    if missing:
        yield Fault("portfolio.json", 0, _("These parts are missing or unknown: %(names)s.", names=_listed(missing)))
        return
    head = list(_head_faults(document))
    yield from head
    lists = [name for name in (*BY_NAME, "awards", "history", "brought") if not _is_list(document[name])]
    yield from (Fault(name, 0, _("This is not a list, or it is too long.")) for name in lists)
    if head or lists:
        return
    names = _Names(document)
    yield from names.faults
    for sheet in SHEETS:
        for position, row in enumerate(document[sheet.name], 1):
            yield from _row_faults(sheet, position, row, names)
    for position, entry in enumerate(document["history"], 1):
        yield from _caught("history", position, partial(_check_entry, entry, names))


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST_ROWS and all(isinstance(row, dict) for row in value)


def _head_faults(document: dict[str, Any]) -> Iterator[Fault]:
    yield from _caught("portfolio.json", 0, partial(_instant, document["exported_at"]))
    yield from _caught("source", 0, partial(shapes.source, document["source"]))
    if isinstance(document["brought"], list):
        for position, row in enumerate(document["brought"], 1):
            yield from _caught("brought", position, partial(_check_earlier, row))
    person = document["person"]
    if not isinstance(person, dict):
        yield Fault("person", 0, _("This is not an object."))
        return
    yield from _row_faults(PERSON, 0, person, None)
    if person.get("uln") is not None and (not isinstance(person["uln"], str) or uln.refusal(person["uln"])):
        yield Fault("person", 0, _("The learner number is not one."))
    for key in ("given_name", "family_name"):
        if not str(person.get(key, "")).strip():
            yield Fault("person", 0, _("The person has no name."))
            return


class _Names:
    """What a reference may name: the public ids of each sheet, and the codes of awards, units and criteria."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.faults: list[Fault] = []
        self.trainee = document["person"].get("id")
        self.ids: dict[str, set[str]] = {}
        self.codes: dict[str, set[str]] = {table: set() for table in CODED}
        seen = {self.trainee}
        for sheet in SHEETS:
            ids = [row.get("id") for row in document[sheet.name]]
            self.ids[sheet.name] = {each for each in ids if isinstance(each, str)}
            for position, each in enumerate(ids, 1):
                if not isinstance(each, str) or each in seen:
                    self.faults.append(Fault(sheet.name, position, _("Its id is missing, or stands here twice.")))
                else:
                    seen.add(each)
        for position, row in enumerate(document["awards"], 1):
            self._read_award(position, row)

    def _read_award(self, position: int, row: dict[str, Any]) -> None:
        values = row.get("specification")
        if row.keys() != {"id", "specification"} or not isinstance(values, dict):
            self.faults.append(Fault("awards", position, _("An award holds an id and a specification.")))
            return
        if wrong := checks.faults(values):
            self.faults.append(Fault("awards", position, wrong[0].message))
            return
        code = f"{values['code']}@{values['version']}"
        if row["id"] != code or code in self.codes["award_version"]:
            self.faults.append(
                Fault("awards", position, _("Its id is not its code and version, or stands here twice."))
            )
        self.codes["award_version"].add(code)
        for unit in values["units"]:
            self.codes["unit"].add(f"{code}/{unit['code']}")
            for outcome in unit["learning_outcomes"]:
                self.codes["assessment_criterion"] |= {f"{code}/{unit['code']}/{c['id']}" for c in outcome["criteria"]}

    def check(self, table: str, value: Any) -> None:
        """Raises Wrong when no row goes by this name."""
        if not isinstance(value, str):
            raise Wrong(_("it names nothing"))
        if table in self.codes:
            known = value in self.codes[table]
        else:
            known = value in self.ids[SHEET_OF[table]] or (table == "person" and value == self.trainee)
        if not known:
            raise Wrong(_("it names something that is not in the portfolio"))


def _row_faults(sheet: Sheet, position: int, row: dict[str, Any], names: _Names | None) -> Iterator[Fault]:
    wanted = {"id", *sheet.keys} | ({"file"} if sheet.file else set())
    if row.keys() != wanted:
        parts = _listed(wanted ^ row.keys())
        yield Fault(sheet.name, position, _("These values are missing or unknown: %(names)s.", names=parts))
        return
    yield from _caught(sheet.name, position, partial(_public_id, row["id"]))
    for key, name in sheet.keys.items():
        yield from _caught(sheet.name, position, partial(_check_value, sheet, name, row[key], names), key=key)
    if sheet.file and row["file"] is not None and not isinstance(row["file"], str):
        yield Fault(sheet.name, position, _("%(key)s: %(why)s.", key="file", why=_("it is not a path")))


def _caught(sheet: str, position: int, check: Callable[[], Any], key: str = "") -> Iterator[Fault]:
    try:
        check()
    except Wrong as wrong:
        yield Fault(sheet, position, _("%(key)s: %(why)s.", key=key, why=wrong) if key else f"{wrong}.")
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        yield Fault(sheet, position, _("%(key)s: it cannot be read.", key=key or sheet))


def _check_value(sheet: Sheet, name: str, value: Any, names: _Names | None) -> None:
    column = sheet.column(name)
    if value is None:
        if not column.nullable:
            raise Wrong(_("it is missing"))
        return
    if table := sheet.refers_to(name):
        assert names is not None  # noqa: S101  # only the trainee is read without them, and has no reference
        names.check(table, value)
    elif name in shapes.SHAPES:
        shapes.SHAPES[name](value)
    else:
        read(column.type, name, value)


def read(kind: Any, name: str, value: Any) -> Any:
    """The value of a column out of its plain value. Raises Wrong."""
    if isinstance(kind, UtcDateTime):
        return _instant(value)
    wanted = kind.python_type
    if issubclass(wanted, StrEnum):
        if not isinstance(value, str) or value not in set(wanted):
            raise Wrong(_("it is none of the known values"))
        return wanted(value)
    if wanted is date:
        return _day(value)
    if wanted is str:
        return _text(kind, name, value)
    if wanted in (bool, int) and (type(value) is not wanted or not 0 <= value <= LARGEST_NUMBER):
        raise Wrong(_("it is not the number, or the yes or no, that stands here"))
    return value


def _text(kind: Any, name: str, value: Any) -> str:
    longest = kind.length if isinstance(kind, String) and kind.length else LONGEST_TEXT
    if not isinstance(value, str) or len(value) > (longest if not isinstance(kind, Text) else LONGEST_TEXT):
        raise Wrong(_("it is not a text, or it is too long"))
    # Other signs of control do come with what people paste, and what went out has to come in again.
    if any(c == "\0" or unicodedata.category(c) == "Cs" for c in value):
        raise Wrong(_("it holds characters that no text has"))
    if name == "zone" and value not in _zones():
        raise Wrong(_("it is no time zone"))
    if name in {"sha256", "bundle_hash", "pdf_sha256"} and not re.fullmatch(r"[0-9a-f]{64}", value):
        raise Wrong(_("it is no SHA-256"))
    return value


@cache
def _zones() -> set[str]:
    """The time zones that can be opened here; looking for them takes long."""
    return available_timezones()


def _instant(value: Any) -> datetime:
    instant = datetime.fromisoformat(value) if isinstance(value, str) else None
    if instant is None or instant.tzinfo is None or not FIRST_DAY < instant.date() < LAST_DAY:
        raise Wrong(_("it is no moment with a time zone"))
    return instant


def _day(value: Any) -> date:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise Wrong(_("it is no date"))
    day = date.fromisoformat(value)
    if not FIRST_DAY < day < LAST_DAY:
        raise Wrong(_("it is no date"))
    return day


def _public_id(value: Any) -> UUID:
    if not isinstance(value, str) or str(UUID(value)) != value:
        raise Wrong(_("the id is no id"))
    return UUID(value)


def _check_entry(entry: dict[str, Any], names: _Names) -> None:
    if entry.keys() != {"at", "who", "verb", "about", "id", "facts"}:
        raise Wrong(_("an entry holds at, who, verb, about, id and facts"))
    _instant(entry["at"])
    shapes.line(entry["who"], 200)
    if not re.fullmatch(r"[a-z_]{1,60}", entry["verb"]):
        raise Wrong(_("the verb is no verb"))
    if entry["about"] not in HISTORIES.values() or entry["id"] not in names.ids[entry["about"]]:
        raise Wrong(_("it is about something that is not in the portfolio"))
    shapes.entry_facts(entry["facts"])


def _check_earlier(row: dict[str, Any]) -> None:
    if row.keys() != {"source", "exported_at", "brought_at"}:
        raise Wrong(_("it says source, exported_at and brought_at"))
    shapes.source(row["source"])
    _instant(row["exported_at"])
    _instant(row["brought_at"])


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(str(name)[:40] for name in names)[:8])
