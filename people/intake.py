"""The people import: a list that was read and checked becomes people on record, all of them or none."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func, select

from core import history, mail
from core.db import db
from people import centre_clock, roster
from people.auth import end_sign_ins
from people.centre import add_organisation
from people.models import Login, Organisation, OrganisationUnit, Person, Site
from people.policy import can_change_sign_in
from people.roster import Problem, Roster, RosterRow, RowError


@dataclass(frozen=True)
class Intake:
    """What an import did, or what keeps it from doing anything."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: tuple[RowError, ...] = ()
    unread_columns: tuple[str, ...] = ()


def import_people(
    content: bytes, filename: str, *, organisation: Organisation | None, new_name: str = "", by: Person | None
) -> Intake:
    """Read a list into one organisation: sites, units, people, their line managers and phases.

    People already on record are known by their staff number. What a list leaves empty is kept as it is. Any error,
    and nothing is loaded. Without `organisation` one of `new_name` is made. `by` None: a command.
    """
    on_record = {} if organisation is None else _people_of(organisation)
    known = roster.read(content, filename, known_ids=on_record.keys())
    logins = _logins_of(on_record)
    errors = [*known.errors, *_addresses_taken(known, on_record, logins, by), *_regions_that_differ(known)]
    errors += _circles_with(on_record, known)
    if errors:
        ordered = tuple(sorted(errors, key=lambda error: error.line))
        return Intake(errors=ordered, unread_columns=tuple(known.unread_columns))
    if organisation is None:
        organisation = add_organisation(new_name, by=by)
    sites = _sites(organisation, known.rows)
    units = _units(organisation, known.rows)
    added, changed = _store(organisation, known.rows, on_record, logins, sites, units)
    moved = _set_line_managers(known.rows, on_record)
    changed += [person for person in moved if person not in added and person not in changed]
    db.session.flush()
    _write_history(added, "imported", by)
    _write_history(changed, "changed_by_list", by)
    history.record(organisation, "people_imported", by=by, added=len(added), changed=len(changed))
    return Intake(
        len(added), len(changed), len(known.rows) - len(added) - len(changed), (), tuple(known.unread_columns)
    )


def _people_of(organisation: Organisation) -> dict[str, Person]:
    query = select(Person).where(Person.organisation_id == organisation.id, Person.staff_number.is_not(None))
    return {person.staff_number: person for person in db.session.scalars(query) if person.staff_number}


def _logins_of(on_record: dict[str, Person]) -> dict[int, Login]:
    """Person id -> login, of these people."""
    if not on_record:
        return {}
    tenant_id = next(iter(on_record.values())).tenant_id
    ids = {person.id for person in on_record.values()}
    query = select(Login).where(Login.tenant_id == tenant_id)
    return {login.person_id: login for login in db.session.scalars(query) if login.person_id in ids}


def _addresses_taken(
    known: Roster, on_record: dict[str, Person], logins: dict[int, Login], by: Person | None
) -> list[RowError]:
    """Rows whose address belongs to somebody else, or would change how somebody signs in who is out of reach."""
    with_address = select(Person).where(Person.email.is_not(None))
    people = {(person.email or "").lower(): person for person in db.session.scalars(with_address)}
    addresses = select(func.lower(Login.email), Login.person_id)
    signing_in: dict[str, int] = dict(db.session.execute(addresses).all())
    errors = []
    for row in known.rows:
        person = on_record.get(row.person_id)
        if row.email is None:
            continue
        other = people.get(row.email)
        if other is not None and other is not person:
            reason = _("Somebody else on record has this address: %(name)s.", name=other.full_name)
            if other.organisation_id is None:
                reason += " " + _("If this is the same person, give them this staff number on their page first.")
            errors.append(RowError(row.line, "email", row.email, reason, Problem.duplicate_email))
        elif person is not None and person.id in logins and row.email != logins[person.id].email:
            taken = signing_in.get(row.email)
            allowed = by is None or can_change_sign_in(by, person)
            if (taken is not None and taken != person.id) or not allowed:
                reason = _("This person signs in with another address. Change it on their page.")
                errors.append(RowError(row.line, "email", row.email, reason, Problem.duplicate_email))
    return errors


def _regions_that_differ(known: Roster) -> list[RowError]:
    """Rows that put a site in another region than an earlier row does."""
    first: dict[str, RosterRow] = {}
    errors = []
    for row in known.rows:
        if row.site and row.region:
            earlier = first.setdefault(row.site, row)
            if earlier.region != row.region:
                reason = _(
                    "Line %(line)s says that %(site)s is in %(region)s. A site is in one region.",
                    line=earlier.line,
                    site=row.site,
                    region=earlier.region,
                )
                errors.append(RowError(row.line, "region", row.region, reason, Problem.region_differs))
    return errors


def _circles_with(on_record: dict[str, Person], known: Roster) -> list[RowError]:
    """Rows that close a circle of managers through people who are on record and not in the list."""
    if any(error.problem is Problem.manager_cycle for error in known.errors):
        return []
    number_of = {person.id: number for number, person in on_record.items()}
    managers = {number: number_of.get(person.line_manager_id or 0) for number, person in on_record.items()}
    managers |= {row.person_id: row.line_manager_id for row in known.rows if row.line_manager_id}
    errors = []
    for row in known.rows:
        above, seen = row.line_manager_id, set()
        while above is not None and above not in seen and above != row.person_id:
            seen.add(above)
            above = managers.get(above)
        if above is not None and above == row.person_id:
            reason = _("With the people on record, these people would manage each other in a circle.")
            errors.append(RowError(row.line, "line_manager_id", above, reason, Problem.manager_cycle))
    return errors


def _sites(organisation: Organisation, rows: list[RosterRow]) -> dict[str, Site]:
    query = select(Site).where(Site.organisation_id == organisation.id)
    sites = {site.name: site for site in db.session.scalars(query)}
    for row in rows:
        if not row.site:
            continue
        if row.site not in sites:
            sites[row.site] = Site(organisation_id=organisation.id, name=row.site)
            db.session.add(sites[row.site])
        if row.region and sites[row.site].region != row.region:
            sites[row.site].region = row.region
    db.session.flush()
    return sites


def _units(organisation: Organisation, rows: list[RosterRow]) -> dict[str, OrganisationUnit]:
    """Units by name: one that stands in the tree already, wherever it is; a new one at its top."""
    query = select(OrganisationUnit).where(OrganisationUnit.organisation_id == organisation.id)
    found = sorted(db.session.scalars(query), key=lambda unit: (unit.parent_id is not None, unit.id), reverse=True)
    units = {unit.name: unit for unit in found}
    for row in rows:
        if row.unit and row.unit not in units:
            units[row.unit] = OrganisationUnit(organisation_id=organisation.id, name=row.unit)
            db.session.add(units[row.unit])
    db.session.flush()
    return units


def _store(
    organisation: Organisation,
    rows: list[RosterRow],
    on_record: dict[str, Person],
    logins: dict[int, Login],
    sites: dict[str, Site],
    units: dict[str, OrganisationUnit],
) -> tuple[list[Person], list[Person]]:
    """Add or change a person for each row; who was added, who was changed. `on_record` then holds all of them."""
    added, changed, zone = [], [], centre_clock.zone()
    for row in rows:
        values = {
            "given_name": row.given_name,
            "family_name": row.family_name,
            "email": row.email,
            "job_title": row.job_title,
            "phase": row.phase,
            "listed_as": row.role,
            "unit_id": units[row.unit].id if row.unit else None,
            "site_id": sites[row.site].id if row.site else None,
            "left_on": row.left_on,
        }
        told = {name: value for name, value in values.items() if value not in (None, "")}
        person = on_record.get(row.person_id)
        if person is None:
            person = Person(organisation_id=organisation.id, staff_number=row.person_id, zone=zone, **told)
            on_record[row.person_id] = person
            added.append(person)
            db.session.add(person)
        elif different := {name: value for name, value in told.items() if getattr(person, name) != value}:
            if "email" in different and person.id in logins:
                _move_login(person, logins[person.id], str(different["email"]))
            for name, value in different.items():
                setattr(person, name, value)
            changed.append(person)
    db.session.flush()
    return added, changed


def _move_login(person: Person, login: Login, address: str) -> None:
    """The address of the list is also the one they sign in with from now on; the old one is told."""
    old, login.email = login.email, address
    end_sign_ins(login)
    mail.write(old, _("Your Setwright address was changed"), "people/address_changed", centre=person.centre)


def _set_line_managers(rows: list[RosterRow], on_record: dict[str, Person]) -> list[Person]:
    """Set who manages whom, now that everybody has an id; the people whose manager that changed."""
    moved = []
    for row in rows:
        if row.line_manager_id is None:
            continue
        person, manager = on_record[row.person_id], on_record[row.line_manager_id]
        if person.line_manager_id != manager.id:
            person.line_manager_id = manager.id
            moved.append(person)
    return moved


def _write_history(people: list[Person], verb: str, by: Person | None) -> None:
    for person in people:
        history.record(person, verb, by=by)
