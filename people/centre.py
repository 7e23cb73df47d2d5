"""What happens to a centre as a whole, and to the organisations that it serves. Callers commit."""

import secrets
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete, update

from core import clock, history
from core.db import db, enter_tenant
from core.errors import RuleBroken
from people import centre_clock, passwords, queries
from people.auth import hashed
from people.models import (
    Centre,
    FirstRunLink,
    Organisation,
    OrganisationUnit,
    Person,
    Role,
    RoleGrant,
    ScopeKind,
    Site,
)
from people.roster import clean
from people.services import add_person, create_login

FIRST_RUN_WITHIN = timedelta(hours=24)


def make_first_run_link() -> str | None:
    """The secret of a new link that makes the first administrator; None once anybody can sign in.

    Only its hash is stored, and it takes the place of every link before it.
    """
    if queries.has_logins():
        return None
    db.session.execute(delete(FirstRunLink).where(FirstRunLink.used_at.is_(None)))
    token = secrets.token_urlsafe(32)
    db.session.add(FirstRunLink(token_hash=hashed(token), created_at=clock.now()))
    return token


def live_first_run_link(token: str) -> FirstRunLink | None:
    """The link of this secret, while nobody can sign in, it is unused, and less than a day old."""
    link = queries.first_run_link(hashed(token))
    if link is None or link.created_at < clock.now() - FIRST_RUN_WITHIN or queries.has_logins():
        return None
    return link


def set_up_centre(
    link: FirstRunLink,
    *,
    centre_name: str,
    head_name: str,
    given_name: str,
    family_name: str,
    email: str,
    password: str,
) -> Person:
    """Make the centre and its first person, who is both administrators. The link is used up.

    Raises RuleBroken when the address or the password cannot be taken.
    """
    words = [centre_name, given_name, family_name, email]
    if objection := passwords.objection(passwords.normalised(password), words=words):
        raise RuleBroken(objection, "password")
    centre = Centre(name=clean(centre_name), head_name=clean(head_name))
    db.session.add(centre)
    db.session.flush()
    enter_tenant(centre.id)
    person = add_person(by=None, given_name=given_name, family_name=family_name, email=email)
    create_login(person, password=password)
    today = centre_clock.today()
    for role in (Role.centre_administrator, Role.system_administrator):
        grant = RoleGrant(person=person, role=role, scope_kind=ScopeKind.centre, starts_on=today)
        db.session.add(grant)
        history.record(grant, "granted", by=None, result=role.value)
    link.used_at = clock.now()
    return person


def change_settings(centre: Centre, *, by: Person, **settings: Any) -> None:
    """Change what holds for the whole centre. With its zone goes everybody who has not chosen another one."""
    for name in ("name", "number", "head_name"):
        settings[name] = clean(settings[name] or "")
    changed = [name for name, value in settings.items() if getattr(centre, name) != value]
    if "zone" in changed:
        going_along = update(Person).where(Person.tenant_id == centre.id, Person.zone == centre.zone)
        db.session.execute(going_along.values(zone=settings["zone"]))
    for name in changed:
        setattr(centre, name, settings[name])
    if changed:
        history.record(by, "changed_settings", by=by, fields=changed)


# ---- Organisations ----


def add_organisation(name: str, *, by: Person | None) -> Organisation:
    """Put an organisation on record. Raises RuleBroken when there is one of that name."""
    name = clean(name)
    if not name:
        raise RuleBroken(_("Type a name."), "name")
    if queries.organisation_named(name):
        raise RuleBroken(_("There is an organisation of this name already."), "name")
    organisation = Organisation(name=name)
    db.session.add(organisation)
    db.session.flush()
    history.record(organisation, "added", by=by)
    return organisation


def add_unit(
    organisation: Organisation, name: str, *, parent: OrganisationUnit | None = None, by: Person
) -> OrganisationUnit:
    """Add a unit, on its own or as part of another of the same organisation.

    Raises RuleBroken when there is one of that name in the same place.
    """
    name = clean(name)
    if parent is not None and parent.organisation_id != organisation.id:
        raise RuleBroken(_("Choose a unit of this organisation."), "parent")
    parent_id = parent.id if parent else None
    if any(unit.name.lower() == name.lower() and unit.parent_id == parent_id for unit in queries.units(organisation)):
        raise RuleBroken(_("There is a unit of this name here already."), "name")
    unit = OrganisationUnit(organisation_id=organisation.id, parent_id=parent_id, name=name)
    db.session.add(unit)
    db.session.flush()
    history.record(organisation, "unit_added", by=by, unit=unit.id)
    return unit


def add_site(organisation: Organisation, name: str, *, region: str = "", by: Person) -> Site:
    """Add a place where an organisation works. Raises RuleBroken on a second of a name."""
    site = Site(organisation_id=organisation.id, name="")
    site.name = _free_site_name(organisation, site, name)
    site.region = clean(region)
    db.session.add(site)
    db.session.flush()
    history.record(organisation, "site_added", by=by, site=site.id)
    return site


def change_site(site: Site, name: str, *, region: str = "", by: Person) -> None:
    """Set the name and the region of a site. Raises RuleBroken on a second of a name."""
    site.name = _free_site_name(site.organisation, site, name)
    site.region = clean(region)
    history.record(site.organisation, "site_changed", by=by, site=site.id)


def _free_site_name(organisation: Organisation, site: Site, name: str) -> str:
    name = clean(name)
    with db.session.no_autoflush:
        taken = {other.name.lower() for other in queries.sites(organisation) if other is not site}
    if name.lower() in taken:
        raise RuleBroken(_("There is a site of this name already."), "name")
    return name
