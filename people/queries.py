"""What is read about people, organisations and sign-ins. All of it is in order, and of the centre that was entered."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from core import clock
from core.db import db
from core.history import HistoryEntry
from core.mail import Mail
from people import centre_clock
from people.auth import IDLE, LONGEST
from people.models import (
    Centre,
    ConflictDeclaration,
    FirstRunLink,
    Login,
    Organisation,
    OrganisationUnit,
    Person,
    Role,
    RoleGrant,
    SignIn,
    Site,
)


def people(*, search: str = "", organisation: Organisation | None = None, role: Role | None = None) -> Select[Any]:
    """People by family name; narrowed by a piece of name, address or number, by organisation, by a role held today."""
    query = select(Person).options(joinedload(Person.organisation), selectinload(Person.grants))
    for word in search.split():
        query = query.where(
            or_(
                *(
                    column.icontains(word, autoescape=True)
                    for column in (Person.given_name, Person.family_name, Person.email, Person.staff_number)
                )
            )
        )
    if organisation is not None:
        query = query.where(Person.organisation_id == organisation.id)
    if role is not None:
        query = query.where(
            exists().where(
                RoleGrant.tenant_id == Person.tenant_id,
                RoleGrant.person_id == Person.id,
                RoleGrant.role == role,
                held_on(centre_clock.today()),
            )
        )
    return query.order_by(Person.family_name, Person.given_name, Person.id)


def held_on(day: date) -> ColumnElement[bool]:
    """The condition that a role grant holds on a day, as `RoleGrant.is_current` says it."""
    last = RoleGrant.ends_on
    by_hand = RoleGrant.ended_at.is_not(None)
    return and_(RoleGrant.starts_on <= day, or_(last.is_(None), last > day, and_(last == day, ~by_hand)))


def number_of_people() -> int:
    """How many people are on record."""
    return db.session.scalar(select(func.count(Person.id))) or 0


def person_named(text: str) -> list[Person]:
    """The people whose address or staff number this is; more than one when two organisations use the same number."""
    text = text.strip()
    query = select(Person).where(or_(func.lower(Person.email) == text.lower(), Person.staff_number == text))
    return list(db.session.scalars(query.order_by(Person.id))) if text else []


def people_with_address(address: str) -> list[Person]:
    """The people on record with this e-mail address."""
    query = select(Person).where(func.lower(Person.email) == address.lower())
    return list(db.session.scalars(query.order_by(Person.id)))


def in_full(person: Person) -> Person:
    """The same person with their place, line manager, roles and credentials loaded."""
    query = select(Person).where(Person.id == person.id).execution_options(populate_existing=True)
    return db.session.scalars(
        query.options(
            joinedload(Person.organisation),
            joinedload(Person.unit),
            joinedload(Person.site),
            joinedload(Person.line_manager),
            selectinload(Person.grants),
            selectinload(Person.credentials),
        )
    ).one()


def login_of(person: Person) -> Login | None:
    """How a person signs in, if they can."""
    return db.session.scalar(select(Login).where(Login.person_id == person.id, Login.tenant_id == person.tenant_id))


def login_with_address(address: str) -> Login | None:
    """Who signs in with this address, in any centre of the installation."""
    return db.session.scalar(select(Login).where(func.lower(Login.email) == address.lower()))


def has_logins() -> bool:
    """Whether anybody can sign in to this installation yet."""
    return db.session.scalar(select(exists().where(Login.id.is_not(None)))) or False


def first_run_link(token_hash: str) -> FirstRunLink | None:
    """The unused first-run link with this hash, held until the transaction ends."""
    query = select(FirstRunLink).where(FirstRunLink.token_hash == token_hash, FirstRunLink.used_at.is_(None))
    return db.session.scalar(query.with_for_update())


def live_sign_ins(login: Login) -> list[SignIn]:
    """The browsers in which a login is signed in now, last seen first."""
    now = clock.now()
    query = select(SignIn).where(
        SignIn.login_id == login.id,
        SignIn.ended_at.is_(None),
        SignIn.seen_at >= now - IDLE,
        SignIn.created_at >= now - LONGEST,
    )
    return list(db.session.scalars(query.order_by(SignIn.seen_at.desc(), SignIn.id)))


def conflicts_of(person: Person) -> list[ConflictDeclaration]:
    """Conflicts of interest that somebody declared or is named in, newest first."""
    query = (
        select(ConflictDeclaration)
        .where(or_(ConflictDeclaration.person_id == person.id, ConflictDeclaration.about_id == person.id))
        .options(joinedload(ConflictDeclaration.person), joinedload(ConflictDeclaration.about))
        .order_by(ConflictDeclaration.declared_on.desc(), ConflictDeclaration.id.desc())
    )
    return list(db.session.scalars(query))


def person_history(person: Person, *related: Any) -> list[HistoryEntry]:
    """What happened to a person, their roles and `related` things, newest first."""
    things = (person, *person.grants, *related)
    about = or_(
        *(and_(HistoryEntry.object_kind == one.__tablename__, HistoryEntry.object_id == one.id) for one in things)
    )
    return list(db.session.scalars(select(HistoryEntry).where(about).order_by(HistoryEntry.id.desc()).limit(100)))


def other_administrators(grant: RoleGrant) -> int:
    """How many grants of the same role, besides this one, hold today."""
    query = select(func.count(RoleGrant.id)).where(RoleGrant.role == grant.role, RoleGrant.id != grant.id)
    return db.session.scalar(query.where(held_on(centre_clock.today()))) or 0


def organisations() -> list[Organisation]:
    """The organisations of the centre by name."""
    return list(db.session.scalars(select(Organisation).order_by(Organisation.name)))


def organisation_named(name: str) -> Organisation | None:
    """The organisation of that name."""
    return db.session.scalar(select(Organisation).where(func.lower(Organisation.name) == name.lower()))


def people_by_organisation() -> dict[int | None, int]:
    """Organisation id -> how many people work there."""
    rows = db.session.execute(select(Person.organisation_id, func.count(Person.id)).group_by(Person.organisation_id))
    return dict(rows.all())


def units(organisation: Organisation | None = None) -> list[OrganisationUnit]:
    """The units of one or all organisations by name."""
    query = select(OrganisationUnit).options(joinedload(OrganisationUnit.organisation))
    if organisation is not None:
        query = query.where(OrganisationUnit.organisation_id == organisation.id)
    return list(db.session.scalars(query.order_by(OrganisationUnit.name, OrganisationUnit.id)))


def sites(organisation: Organisation | None = None) -> list[Site]:
    """The sites of one or all organisations by name."""
    query = select(Site).options(joinedload(Site.organisation))
    if organisation is not None:
        query = query.where(Site.organisation_id == organisation.id)
    return list(db.session.scalars(query.order_by(Site.name, Site.id)))


@dataclass
class Branch:
    """A unit with the units under it; `people` counts those of the unit itself."""

    unit: OrganisationUnit
    people: int
    branches: list["Branch"] = field(default_factory=list)


def unit_tree(organisation: Organisation) -> list[Branch]:
    """The units of an organisation as a tree, each level by name."""
    count = select(Person.unit_id, func.count(Person.id)).where(Person.organisation_id == organisation.id)
    people_in = dict(db.session.execute(count.group_by(Person.unit_id)).all())
    branches = {unit.id: Branch(unit, people_in.get(unit.id, 0)) for unit in units(organisation)}
    roots: list[Branch] = []
    for branch in branches.values():
        above = branches.get(branch.unit.parent_id) if branch.unit.parent_id else None
        (above.branches if above else roots).append(branch)
    return roots


def people_by_site(organisation: Organisation) -> dict[int | None, int]:
    """Site id -> how many people of the organisation work there."""
    count = select(Person.site_id, func.count(Person.id)).where(Person.organisation_id == organisation.id)
    return dict(db.session.execute(count.group_by(Person.site_id)).all())


def mails() -> Select[Any]:
    """The mails of the centre, newest first."""
    return select(Mail).order_by(Mail.at.desc(), Mail.id.desc())


def centres() -> list[Centre]:
    """Every centre of the installation by name; for commands."""
    return list(db.session.scalars(select(Centre).order_by(Centre.name)))


def of_public_id(kind: Any, public_id: str | None) -> Any:
    """The row of `kind` in this centre that an answer of a form names; None when there is none."""
    try:
        wanted = UUID(public_id or "")
    except ValueError:
        return None
    return db.session.scalar(select(kind).where(kind.public_id == wanted))
