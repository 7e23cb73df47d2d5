"""What to read of sets: never a member's name, for none is kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from core.db import db
from people import centre_clock
from people.models import Organisation, Person, Role, RoleGrant, ScopeKind
from people.policy import grants_of, is_centre_administrator
from people.queries import held_on
from training.programmes.models import Programme
from training.sets import policy
from training.sets.models import LearningSet, SetFacilitator, SetMeeting
from training.sets.workflow import OVER

MAY_FACILITATE = (Role.trainee, Role.tutor, Role.supervisor, Role.observer, Role.assessor, Role.set_organiser)


def within_scope(person: Person) -> ColumnElement[bool]:
    """The condition on LearningSet that says that the person's organiser role reaches it."""
    reached: list[ColumnElement[bool]] = []
    for grant in grants_of(person, Role.set_organiser):
        if grant.scope_kind is ScopeKind.centre:
            return true()
        column = LearningSet.programme_id if grant.scope_kind is ScopeKind.programme else LearningSet.organisation_id
        reached.append(column == grant.scope_id)
    return or_(false(), *reached)


def organised_by(person: Person) -> ColumnElement[bool]:
    """The condition on LearningSet that says that the person organises it."""
    return (LearningSet.organiser_id == person.id) & within_scope(person)


def visible_to(person: Person, *, over: bool | None = None) -> Select[LearningSet]:
    """The sets of a person's list, by name; `over`: only those ended or cancelled, or only the others."""
    query = (
        select(LearningSet)
        .options(
            joinedload(LearningSet.organisation),
            joinedload(LearningSet.organiser),
            selectinload(LearningSet.facilitators).joinedload(SetFacilitator.person),
        )
        .order_by(LearningSet.name, LearningSet.id)
    )
    if not policy.sees_all(person):
        query = query.where(organised_by(person))
    if over is not None:
        query = query.where(LearningSet.state.in_(OVER) if over else LearningSet.state.not_in(OVER))
    return query


@dataclass(frozen=True, slots=True)
class Held:
    """How many meetings of a set are on record, and the number of the last one."""

    meetings: int = 0
    last_number: int = 0


def meetings_held(sets: Iterable[LearningSet]) -> dict[int, Held]:
    """How many meetings each of these sets has had, by its id; sets without any are left out."""
    rows = db.session.execute(
        select(SetMeeting.learning_set_id, func.count(), func.max(SetMeeting.number))
        .where(SetMeeting.learning_set_id.in_([learning_set.id for learning_set in sets]))
        .group_by(SetMeeting.learning_set_id)
    )
    return {set_id: Held(held, last) for set_id, held, last in rows}


def for_page(learning_set: LearningSet) -> LearningSet:
    """The same set with everything that its page names, in one go."""
    query = (
        select(LearningSet)
        .where(LearningSet.id == learning_set.id)
        .options(
            joinedload(LearningSet.organisation),
            joinedload(LearningSet.programme),
            joinedload(LearningSet.organiser),
            selectinload(LearningSet.facilitators).joinedload(SetFacilitator.person),
        )
    )
    return db.session.scalars(query).unique().one()


def meetings_of(learning_set: LearningSet) -> Select[SetMeeting]:
    """The meetings of a set, the latest first, with what was logged of them and by whom."""
    records = SetMeeting.practice_records  # type: ignore[attr-defined]  # a backref of training.practice.models
    return (
        select(SetMeeting)
        .where(SetMeeting.learning_set_id == learning_set.id)
        .options(selectinload(records).joinedload(records.entity.class_.person))
        .order_by(SetMeeting.starts_at.desc(), SetMeeting.id.desc())
    )


def facilitated_by(person: Person) -> list[LearningSet]:
    """The sets that a person facilitates or takes part in, or did, by name: those of which a meeting may be logged."""
    query = (
        select(LearningSet)
        .join(SetFacilitator, SetFacilitator.learning_set_id == LearningSet.id)
        .where(
            SetFacilitator.person_id == person.id,
            SetFacilitator.starts_on <= centre_clock.today(),
            LearningSet.brought_from == "",
        )
        .options(contains_eager(LearningSet.facilitators))
        .order_by(LearningSet.name, LearningSet.id)
    )
    return list(db.session.scalars(query).unique())


def people_to_choose(person: Person) -> list[Person]:
    """Who may be named as facilitator by this person, by name: of the whole centre or of the organisations reached."""
    holders = select(RoleGrant.person_id).where(RoleGrant.role.in_(MAY_FACILITATE), held_on(centre_clock.today()))
    query = (
        select(Person)
        .where(Person.id.in_(holders), Person.left_on.is_(None), _of_reached_organisations(person))
        .order_by(Person.family_name, Person.given_name, Person.id)
    )
    return list(db.session.scalars(query))


def organisers_to_choose(person: Person) -> list[Person]:
    """Who may organise a set that this person forms: themself, or for the centre administrator every organiser."""
    if not is_centre_administrator(person):
        return [person]
    holders = select(RoleGrant.person_id).where(RoleGrant.role == Role.set_organiser, held_on(centre_clock.today()))
    query = (
        select(Person)
        .where(Person.id.in_(holders), Person.left_on.is_(None))
        .options(selectinload(Person.grants))
        .order_by(Person.family_name, Person.given_name, Person.id)
    )
    return list(db.session.scalars(query))


def organisations_to_choose(person: Person) -> list[Organisation]:
    """The organisations that a set formed by this person may belong to, by name."""
    query = select(Organisation).order_by(Organisation.name)
    if (reached := _reached_organisations(person)) is not None:
        query = query.where(Organisation.id.in_(reached))
    return list(db.session.scalars(query))


def programmes_to_choose(person: Person) -> list[Programme]:
    """The programmes that a set formed by this person may belong to, by name."""
    query = select(Programme).order_by(Programme.name)
    if (reached := _reached_organisations(person)) is not None:
        own = [grant.scope_id for grant in _scoped(person, ScopeKind.programme)]
        query = query.where(or_(Programme.organisation_id.in_(reached), Programme.id.in_(own)))
    return list(db.session.scalars(query))


def _scoped(person: Person, kind: ScopeKind) -> list[RoleGrant]:
    return [grant for grant in grants_of(person, Role.set_organiser) if grant.scope_kind is kind]


def _reached_organisations(person: Person) -> list[int | None] | None:
    """The ids of the organisations that the person forms sets for; None: all of the centre."""
    if is_centre_administrator(person) or _scoped(person, ScopeKind.centre):
        return None
    return [grant.scope_id for grant in _scoped(person, ScopeKind.organisation)]


def _of_reached_organisations(person: Person) -> ColumnElement[bool]:
    reached = _reached_organisations(person)
    if reached is None or _scoped(person, ScopeKind.programme):
        return true()  # a programme may bring several organisations together
    return Person.organisation_id.in_(reached)
