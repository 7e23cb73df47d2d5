"""Bringing in a portfolio from another Setwright: all of it or nothing, and never as work of this centre.

Rows are made as they stood: the rules that made them ran at the other centre. What comes in gives nobody a right but to
read their own: no sign-in, no role but trainee; those who signed there become names without a way in.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast
from uuid import UUID, uuid4

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.exc import DataError, IntegrityError

from assessments.portfolios import rules, schema
from assessments.portfolios.models import BroughtPortfolio
from assessments.portfolios.reading import Arrived, Refused, refused
from assessments.portfolios.sheets import HISTORIES, PERSON, SHEETS, Sharing, Sheet
from core import clock, documents, history, uploads
from core.db import Tenanted, db
from core.documents import UnreadableDocument
from core.errors import RuleBroken
from people import centre_clock
from people.auth import hashed
from people.models import Person
from training.awards import services as awards
from training.awards.models import AwardVersion
from training.awards.specification import from_values
from training.enrolments.models import EnrolmentState
from training.enrolments.services import make_trainee
from training.portfolio.models import EvidenceItem, ScanState, SubmissionItem
from training.portfolio.notes import sealed_for

ACROSS = {"across_tenants": True}
NAME_LENGTH = 100  # of a set, the shortest of the names that must not stand twice


@dataclass
class Bringing:
    """A portfolio on its way in. `known` leads from a table and a name in the file to the key of the row made of it."""

    arrived: Arrived
    by: Person | None
    centre: str
    stores: bool
    known: dict[tuple[str, str], int] = field(default_factory=dict)
    made: dict[str, list[Any]] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)  # of files that were stored


def check(arrived: Arrived) -> None:
    """Look at every value, how they fit together, and whether it is here already. Raises Refused with what is wrong."""
    found = schema.faults(arrived.document) or rules.faults(arrived.document, arrived.files)
    if found:
        raise Refused(found)
    _refuse_what_is_here(arrived)


def bring_in(arrived: Arrived, *, by: Person | None, dry_run: bool = False) -> BroughtPortfolio:
    """Make the rows of a portfolio, in the centre that was entered. Raises Refused, and then nothing may be committed.

    With `dry_run` files are checked but not stored; the caller rolls back.
    """
    check(arrived)
    document = arrived.document
    bringing = Bringing(arrived, by, document["source"]["centre"].strip(), stores=not dry_run)
    try:
        _take_awards(bringing)
        person = _take_person(bringing)
        for sheet in SHEETS:
            _take_sheet(bringing, sheet)
            if sheet.name == "submissions":
                _take_items(bringing)
        return _write_down(bringing, person)
    except BaseException:
        discard(bringing.keys)
        raise


def discard(keys: Iterable[str]) -> None:
    """Remove files that were stored for rows that were not kept."""
    for key in keys:
        uploads.discard(current_app.config["FILES"], key)


def _refuse_what_is_here(arrived: Arrived) -> None:
    """Told before anybody is asked to confirm: once brought in, a portfolio is not brought in again."""
    public_id, known = UUID(arrived.document["person"]["id"]), owner(arrived.document)
    here = BroughtPortfolio.document_sha256 == arrived.document_sha256
    if known is not None:
        here |= BroughtPortfolio.person_id == known.id
    queries = select(BroughtPortfolio.id).where(here), select(Person.id).where(Person.public_id == public_id)
    if any(db.session.scalar(query.limit(1)) for query in queries):
        raise refused("person", _("This person’s portfolio is here already."))


def owner(document: dict[str, Any]) -> Person | None:
    """Whose portfolio it is, by the e-mail address; None: nobody's on record in this centre."""
    email = (document["person"]["email"] or "").strip().casefold()
    if not email:
        return None
    query = select(Person).where(func.lower(Person.email) == email, Person.left_on.is_(None), Person.brought_from == "")
    return db.session.scalars(query.order_by(Person.id).limit(1)).first()


def _take_awards(bringing: Bringing) -> None:
    """Award versions that are here already are used as they are; others come in as drafts."""
    for position, row in enumerate(bringing.arrived.document["awards"], 1):
        try:
            version = awards.take_in(from_values(row["specification"]), by=bringing.by)
        except RuleBroken as broken:
            raise refused("awards", broken.message, position) from None
        _know_award(bringing, row["id"], version)


def _know_award(bringing: Bringing, code: str, version: AwardVersion) -> None:
    bringing.known["award_version", code] = version.id
    for unit in version.units:
        bringing.known["unit", f"{code}/{unit.code}"] = unit.id
        for criterion in unit.criteria:
            bringing.known["assessment_criterion", f"{code}/{unit.code}/{criterion.code}"] = criterion.id


def _take_person(bringing: Bringing) -> Person:
    document = bringing.arrived.document
    values, public_id = document["person"], UUID(document["person"]["id"])
    person = owner(document)
    if person is None:
        made = {
            column: schema.read(PERSON.column(column).type, column, values[key])
            for key, column in PERSON.keys.items()
            if values[key] is not None
        }
        number = made.get("uln")
        if number and db.session.scalar(select(Person.id).where(Person.uln == number).limit(1)):
            raise refused("person", _("Another person has this learner number."))
        person = Person(public_id=public_id if public_id not in _taken(Person, {public_id}) else uuid4(), **made)
        db.session.add(person)
        db.session.flush()
    elif bringing.by is not None and person.id == bringing.by.id:
        raise refused("person", _("This is your own portfolio. Another administrator brings it in."))
    make_trainee(person, by=bringing.by, on=centre_clock.today())
    bringing.known["person", values["id"]] = person.id
    return person


def _take_sheet(bringing: Bringing, sheet: Sheet) -> None:
    rows = bringing.arrived.document[sheet.name]
    wanted = {UUID(row["id"]) for row in rows}
    standing = {} if sheet.sharing is Sharing.own else _standing(sheet, wanted)
    taken = _taken(sheet.model, wanted)
    fresh: list[tuple[int, Tenanted]] = []
    for position, row in enumerate(rows, 1):
        values = _values(bringing, sheet, position, row)
        public_id = UUID(row["id"])
        found = standing.get(public_id)
        if found is not None and _is_same(sheet, found, values, bringing.centre):
            bringing.known[sheet.model.__tablename__, row["id"]] = found.id
            continue
        made = sheet.model(public_id=uuid4() if public_id in taken else public_id, **values)
        fresh.append((position, made))
    _store(sheet, fresh)
    bringing.made[sheet.name] = [row for _position, row in fresh]
    for position, made in fresh:
        bringing.known[sheet.model.__tablename__, rows[position - 1]["id"]] = made.id


def _values(bringing: Bringing, sheet: Sheet, position: int, row: dict[str, Any]) -> dict[str, Any]:
    """The columns of a row out of its plain values, with what every row of this sheet gets here."""
    values: dict[str, Any] = dict(sheet.constants)
    for key, column in sheet.keys.items():
        table, value = sheet.refers_to(column), row[key]
        if value is not None and table:
            value = bringing.known[table, value]
        elif value is not None:
            value = schema.read(sheet.column(column).type, column, value)
        values[column] = value
    if sheet.owner:
        values[sheet.owner] = bringing.known["person", bringing.arrived.document["person"]["id"]]
    if "brought_from" in sheet.model.__table__.columns:
        values["brought_from"] = bringing.centre
    if sheet.name == "enrolments":
        values["state_there"], values["state"] = values["state"], EnrolmentState.brought_in
    elif sheet.name == "feedback":
        values["token_hash"] = hashed(secrets.token_urlsafe(32))  # nobody holds it: the members answered elsewhere
    elif sheet.name == "notes":
        item = db.session.get_one(EvidenceItem, values["evidence_item_id"])
        values["key_name"], values["sealed"] = sealed_for(item, values["sealed"]) if bringing.stores else ("", b"")
    elif sheet.name == "attachments":
        values["scan"] = ScanState.held if current_app.config["CLAMD"] else ScanState.not_scanned
    elif sheet.name in {"sets", "programmes"}:
        values["name"] = _free_name(sheet, values["name"], UUID(row["id"]), bringing.centre)
    if sheet.file:
        values[sheet.file[0]] = _stored(bringing, sheet, position, row)
    return values


def _standing(sheet: Sheet, wanted: set[UUID]) -> dict[UUID, Any]:
    rows = db.session.scalars(select(sheet.model).where(sheet.model.public_id.in_(wanted)))
    return {row.public_id: row for row in rows}


def _taken(model: type[Tenanted], wanted: set[UUID]) -> set[UUID]:
    """Which of these public ids stand in the installation already, in whatever centre."""
    query = select(model.public_id).where(model.public_id.in_(wanted))
    return set(db.session.scalars(query.execution_options(**ACROSS)))


def _is_same(sheet: Sheet, found: Any, values: dict[str, Any], centre: str) -> bool:
    """Whether a row that stands here came with a colleague's portfolio of the same centre.

    A row of this centre's own is never taken, or a forged file could put a local name under a decision.
    """
    if sheet.sharing is Sharing.root:
        return bool(found.brought_from == centre)
    parent = next(name for name in sheet.columns if sheet.refers_to(name))
    return bool(getattr(found, parent) == values[parent])


def _free_name(sheet: Sheet, name: str, public_id: UUID, centre: str) -> str:
    """The name, or, where a set or programme of this centre has it, the name with where it comes from."""
    model: Any = sheet.model
    query = select(func.count(model.id)).where(model.public_id != public_id)
    for number in range(100):
        tail = f" ({centre})" if number == 1 else f" ({centre} {number})" if number else ""
        longest = NAME_LENGTH if sheet.name == "sets" else 2 * NAME_LENGTH
        tried = name[: max(0, longest - len(tail))] + tail[:longest]
        if not db.session.scalar(query.where(model.name == tried)):
            return tried
    return uuid4().hex


def _store(sheet: Sheet, fresh: list[tuple[int, Tenanted]]) -> None:
    """Add the rows; the database has the last word, and which row it refused is found by adding them one by one."""
    try:
        with db.session.begin_nested():
            db.session.add_all([row for _position, row in fresh])
    except (IntegrityError, DataError):
        for position, row in fresh:
            try:
                with db.session.begin_nested():
                    db.session.add(row)
            except (IntegrityError, DataError):
                raise refused(sheet.name, _("The database does not take it."), position) from None
        raise refused(sheet.name, _("The database does not take these rows together.")) from None


def _stored(bringing: Bringing, sheet: Sheet, position: int, row: dict[str, Any]) -> str | None:
    """The key of a row's file in our store. Originals pass the same door as an upload."""
    path = row["file"]
    if path is None:
        return None if sheet.column(sheet.file[0]).nullable else secrets.token_hex(16)  # type: ignore[index]
    root = Path(current_app.config["FILES"])
    with bringing.arrived.open(path) as file:
        content = file.read(documents.SOUND_CAP + 1)
    if len(content) > documents.SOUND_CAP:
        raise refused(sheet.name, _("Its file is larger than 60 MB."), position)
    if sheet.name == "certificates":
        if not content.startswith(b"%PDF-"):
            raise refused(sheet.name, _("Its file is no PDF."), position)
    elif len(content) != row["size"]:
        raise refused(sheet.name, _("Its file is not in the archive as it says."), position)
    else:
        try:
            documents.examine(content, row["name"])
        except UnreadableDocument as unreadable:
            raise refused(sheet.name, str(unreadable), position) from None
    if not bringing.stores:
        return secrets.token_hex(16)
    with bringing.arrived.open(path) as file:
        key = uploads.store(cast(BinaryIO, file), root, documents.SOUND_CAP).key
    bringing.keys.append(key)
    return key


def _take_items(bringing: Bringing) -> None:
    """What was sent is in the sealed list of each submission; the rows beside it are made of that."""
    for row in bringing.arrived.document["submissions"]:
        for position, frozen in enumerate(row["manifest"]["items"], 1):
            db.session.add(
                SubmissionItem(
                    submission_id=bringing.known["submission", row["id"]],
                    evidence_item_id=bringing.known["evidence_item", frozen["evidence"]],
                    position=position,
                    frozen=frozen,
                )
            )
    db.session.flush()


def _write_down(bringing: Bringing, person: Person) -> BroughtPortfolio:
    """Say of each thing that it was brought in, and keep where from, with its own timeline."""
    document = bringing.arrived.document
    brought = BroughtPortfolio(
        person=person,
        brought_at=clock.now(),
        brought_by_id=bringing.by.id if bringing.by else None,
        exported_at=datetime.fromisoformat(document["exported_at"]),
        source=document["source"],
        earlier=document["brought"],
        told=document["history"],
        document_sha256=bringing.arrived.document_sha256,
    )
    db.session.add(brought)
    db.session.flush()
    day = document["exported_at"][:10]
    marked = {*HISTORIES.values(), "people", "decisions", "sets", "programmes"} - {"meetings", "certificates"}
    for thing in [person, *(row for name in sorted(marked) for row in bringing.made[name])]:
        history.record(thing, "brought_in", by=bringing.by, centre=bringing.centre, exported_on=day)
    db.session.flush()
    return brought


def counts(document: dict[str, Any]) -> dict[str, int]:
    """How many rows of each sheet a portfolio holds; empty sheets are left out."""
    return {sheet.name: len(document[sheet.name]) for sheet in SHEETS if document[sheet.name]}


def exported_at(document: dict[str, Any]) -> datetime:
    """When the portfolio was made."""
    return datetime.fromisoformat(document["exported_at"])
