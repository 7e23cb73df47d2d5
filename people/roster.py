"""Reads a list of people as an organisation keeps it: CSV or XLSX, in the headings of its own HR system.

Nothing is stored here. Every problem is listed with its line, so that a list can be put right in one go; whoever
stores a roster stores all of it or, when it has errors, nothing.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import BinaryIO

from flask_babel import gettext as _

from people.tables import Unreadable, table

ROLES = ("manager", "facilitator")
"""What a person is in the programme. A list of people never grants a role of the service."""

HEADINGS: dict[str, tuple[str, ...]] = {
    "person_id": ("person id", "employee id"),
    "name": ("name",),
    "given_name": ("first name", "given name"),
    "family_name": ("last name", "family name"),
    "email": ("email", "e mail"),
    "job_title": ("job title",),
    "site": ("site",),
    "unit": ("department", "unit"),
    "region": ("region",),
    "phase": ("phase",),
    "role": ("role",),
    "line_manager_id": ("line manager id", "manager id"),
    "line_manager_name": ("line manager name",),  # known, not read: the id says it
    "started_on": ("start date",),
    "left_on": ("leaver date",),
}
"""Field -> headings it goes by, compared without case, and with hyphen, underscore and space alike."""

LONGEST = {
    "person_id": 60,
    "name": 200,
    "given_name": 100,
    "family_name": 100,
    "email": 254,
    "job_title": 200,
    "site": 200,
    "unit": 200,
    "region": 100,
    "phase": 20,
    "line_manager_id": 60,
}
"""Field -> the most characters that can be stored."""

# The rule of an <input type="email"> (HTML Living Standard, "valid e-mail address"), with a dot in the domain.
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABEL}(?:\.{_LABEL})+")
_DATE = re.compile(r"(\d{1,2})([/. -])(\d{1,2}|[A-Za-z]{3,9})\2(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")  # \s matches the no-break space too
_CHAIN_SHOWN = 10


class Problem(StrEnum):
    """What may be wrong with a list or one of its rows."""

    unreadable = "unreadable"
    empty = "empty"
    missing_column = "missing_column"
    repeated_column = "repeated_column"
    too_many_values = "too_many_values"
    too_long = "too_long"
    missing_person_id = "missing_person_id"
    duplicate_person_id = "duplicate_person_id"
    missing_name = "missing_name"
    malformed_email = "malformed_email"
    duplicate_email = "duplicate_email"
    unknown_role = "unknown_role"
    malformed_date = "malformed_date"
    left_before_start = "left_before_start"
    unknown_manager = "unknown_manager"
    own_manager = "own_manager"
    manager_cycle = "manager_cycle"
    region_differs = "region_differs"


@dataclass(frozen=True)
class RosterRow:
    """One person as the list gives them, cleaned. `line` is the line of the CSV file or the row of the sheet."""

    line: int
    person_id: str
    given_name: str
    family_name: str
    email: str | None
    job_title: str
    site: str
    unit: str | None
    region: str | None
    phase: str | None
    role: str | None
    line_manager_id: str | None
    started_on: date | None
    left_on: date | None


@dataclass(frozen=True)
class RowError:
    """One thing to put right. `column` is the heading as the file has it, None when the whole file is meant."""

    line: int
    column: str | None
    value: str
    reason: str
    problem: Problem


@dataclass(frozen=True)
class Roster:
    """All readable rows, all errors in line order, and the headings that were not understood (not an error)."""

    rows: list[RosterRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    unread_columns: list[str] = field(default_factory=list)


def read(source: bytes | BinaryIO, filename: str, *, known_ids: Collection[str] = ()) -> Roster:
    """Reads a CSV (UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab) or XLSX list; what is wrong is in `errors`.

    `known_ids` are people already on record, who may be named as line managers without being in the list.
    """
    content = source if isinstance(source, bytes) else source.read()
    try:
        rows = table(content, is_heading=lambda text: _field_of(text) is not None)
        header_line, headings = next(rows, (1, []))
        if not headings:
            reason = _("The file is empty. Its first row must hold the headings.")
            return Roster(errors=[RowError(1, None, filename, reason, Problem.empty)])
        columns, unread, errors = _columns(header_line, headings)
        if errors:
            return Roster(errors=errors, unread_columns=unread)
        reader = _Reader(columns, width=len(headings))
        for line, cells in rows:
            reader.add(line, cells)
    except Unreadable as problem:
        return Roster(errors=[RowError(problem.line, None, filename, problem.reason, Problem.unreadable)])
    if not reader.rows:
        reason = _("The file has headings but no people.")
        return Roster(errors=[RowError(header_line, None, filename, reason, Problem.empty)], unread_columns=unread)
    reader.check_managers(known_ids)
    return Roster(reader.rows, sorted(reader.errors, key=lambda error: error.line), unread)


def clean(text: str) -> str:
    """The text without unseen characters and stray spaces; one plain space for each no-break space or line break."""
    return _SPACES.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", text))).strip()


def _field_of(heading: str) -> str | None:
    words = re.sub(r"[\s_-]+", " ", clean(heading)).casefold()
    return next((name for name, headings in HEADINGS.items() if words in headings), None)


def _columns(line: int, headings: list[str]) -> tuple[dict[str, tuple[int, str]], list[str], list[RowError]]:
    """Field -> position and heading; the headings not understood; what stops the reading."""
    columns: dict[str, tuple[int, str]] = {}
    unread: list[str] = []
    errors: list[RowError] = []
    for position, heading in enumerate(map(clean, headings)):
        name = _field_of(heading)
        if name is None:
            unread.extend([heading] if heading else [])
        elif name in columns:
            reason = _("Two columns say the same: %(first)s and %(second)s.", first=columns[name][1], second=heading)
            errors.append(RowError(line, heading, heading, reason, Problem.repeated_column))
        else:
            columns[name] = (position, heading)
    missing = [] if "person_id" in columns else ["person_id"]
    if "name" not in columns and not {"given_name", "family_name"} <= columns.keys():
        missing.append(_("name (or first_name and last_name)"))
    if missing:
        reason = _("Columns are missing: %(names)s. The first row must hold the headings.", names=", ".join(missing))
        errors.append(RowError(line, None, "", reason, Problem.missing_column))
    return columns, unread, errors


def _date(text: str) -> date | None:
    """A day written 2026-03-05, 05/03/2026, 5.3.2026 or 05 Mar 2026; None when it is none of these."""
    try:
        if match := _DATE.fullmatch(text):
            day, month, year = match[1], match[3].casefold()[:3], match[4]
            number = int(month) if month.isdecimal() else _MONTHS.index(month) + 1
            return date(int(year), number, int(day))
        return date.fromisoformat(text)
    except ValueError:
        return None


def _loops(managers: dict[str, str | None]) -> Iterable[list[str]]:
    """The circles in a chain of command, each once, as ids from report to manager."""
    done: set[str] = set()
    for start in managers:
        chain: dict[str, int] = {}
        person: str | None = start
        while person is not None and person in managers and person not in done and person not in chain:
            chain[person] = len(chain)
            person = managers[person]
        if person is not None and person in chain:
            yield list(chain)[chain[person] :]
        done.update(chain)


def _chain(loop: list[str], start: str) -> str:
    """The circle as it reads from `start`, cut when it is long."""
    at = loop.index(start)
    people = [*loop[at:], *loop[:at], start]
    if len(people) > _CHAIN_SHOWN:
        people = [*people[: _CHAIN_SHOWN - 1], "…", start]
    return " → ".join(people)


class _Reader:
    """Gathers rows and errors; remembers what it has seen, since ids and addresses must differ."""

    def __init__(self, columns: dict[str, tuple[int, str]], *, width: int) -> None:
        self.columns = columns
        self.width = width
        self.rows: list[RosterRow] = []
        self.errors: list[RowError] = []
        self.line_of_id: dict[str, int] = {}
        self.line_of_email: dict[str, int] = {}

    def add(self, line: int, cells: list[str]) -> None:
        """Takes one row of the table."""
        cells = [clean(cell) for cell in cells]
        values = dict.fromkeys(HEADINGS, "")
        values |= {name: cells[at] for name, (at, _heading) in self.columns.items() if at < len(cells)}
        self._check_size(line, cells, values)
        given_name, family_name = self._names(line, values)
        started_on, left_on = self._period(line, values)
        self.rows.append(
            RosterRow(
                line=line,
                person_id=self._person_id(line, values["person_id"]),
                given_name=given_name,
                family_name=family_name,
                email=self._email(line, values["email"].lower()) or None,
                job_title=values["job_title"],
                site=values["site"],
                unit=values["unit"] or None,
                region=values["region"] or None,
                phase=values["phase"] or None,
                role=self._role(line, values["role"].lower()) or None,
                line_manager_id=values["line_manager_id"] or None,
                started_on=started_on,
                left_on=left_on,
            )
        )

    def check_managers(self, known_ids: Collection[str]) -> None:
        """What can only be said when every row has been read: who manages whom."""
        managers = {row.person_id: row.line_manager_id for row in reversed(self.rows)}  # a repeated id: its first row
        circle_of = {person: loop for loop in _loops(managers) for person in loop if len(loop) > 1}
        for row in self.rows:
            manager = row.line_manager_id
            if manager is None:
                continue
            if manager == row.person_id:
                reason = _("Nobody can be their own line manager.")
                self._report(row.line, "line_manager_id", manager, Problem.own_manager, reason)
            elif manager not in managers and manager not in known_ids:
                reason = _("Nobody in this list or on record has this number.")
                self._report(row.line, "line_manager_id", manager, Problem.unknown_manager, reason)
            elif row.person_id in circle_of:
                chain = _chain(circle_of[row.person_id], row.person_id)
                reason = _("These people manage each other in a circle: %(chain)s.", chain=chain)
                self._report(row.line, "line_manager_id", manager, Problem.manager_cycle, reason)

    def _report(self, line: int, name: str, value: str, problem: Problem, reason: str) -> None:
        heading = self.columns[name][1] if name in self.columns else None
        self.errors.append(RowError(line, heading, value, reason, problem))

    def _check_size(self, line: int, cells: list[str], values: dict[str, str]) -> None:
        beyond = [cell for cell in cells[self.width :] if cell]
        if beyond:
            reason = _("This row has more values than there are headings. Put a value that holds a comma in quotes.")
            self.errors.append(RowError(line, None, beyond[0], reason, Problem.too_many_values))
        for name, longest in LONGEST.items():
            if len(values[name]) > longest:
                reason = _("This is longer than %(longest)s characters.", longest=longest)
                self._report(line, name, values[name][:longest], Problem.too_long, reason)

    def _person_id(self, line: int, person_id: str) -> str:
        if not person_id:
            self._report(line, "person_id", "", Problem.missing_person_id, _("Give each person a number of their own."))
        elif (first := self.line_of_id.setdefault(person_id, line)) != line:
            reason = _("Line %(first)s has this number too. Give each person a number of their own.", first=first)
            self._report(line, "person_id", person_id, Problem.duplicate_person_id, reason)
        return person_id

    def _names(self, line: int, values: dict[str, str]) -> tuple[str, str]:
        """Given and family name. Of a full name the last word is the family name, unless a comma says otherwise."""
        given, family, column = values["given_name"], values["family_name"], "given_name"
        if "given_name" not in self.columns or "family_name" not in self.columns:
            column, full = "name", values["name"]
            if "," in full:
                family, given = (part.strip() for part in full.split(",", 1))
            else:
                given, _space, family = full.rpartition(" ")
        if not given or not family:
            reason = _("Give both a first name and a last name.")
            column = "family_name" if given and column != "name" else column
            self._report(line, column, f"{given} {family}".strip(), Problem.missing_name, reason)
        return given, family

    def _email(self, line: int, email: str) -> str:
        if not email:
            return email
        if len(email) > LONGEST["email"] or not _EMAIL.fullmatch(email):
            reason = _("This is not an e-mail address, such as name@example.org. Leave it empty if there is none.")
            self._report(line, "email", email, Problem.malformed_email, reason)
        elif (first := self.line_of_email.setdefault(email, line)) != line:
            reason = _("Line %(first)s has this e-mail address too. Give each person their own, or none.", first=first)
            self._report(line, "email", email, Problem.duplicate_email, reason)
        return email

    def _role(self, line: int, role: str) -> str:
        if role and role not in ROLES:
            reason = _("This role is not known. Write %(roles)s, or leave it empty.", roles=_(" or ").join(ROLES))
            self._report(line, "role", role, Problem.unknown_role, reason)
        return role

    def _period(self, line: int, values: dict[str, str]) -> tuple[date | None, date | None]:
        """First and last day at the organisation, where given. A last day before the first is no last day."""
        days = []
        for name in ("started_on", "left_on"):
            days.append(_date(values[name]))
            if values[name] and days[-1] is None:
                reason = _("This is not a date. Write it as 05/03/2026 (day, month, year) or 2026-03-05.")
                self._report(line, name, values[name], Problem.malformed_date, reason)
        started_on, left_on = days
        if started_on and left_on and left_on < started_on:
            reason = _("This day is before the start date.")
            self._report(line, "left_on", values["left_on"], Problem.left_before_start, reason)
            left_on = None
        return started_on, left_on
