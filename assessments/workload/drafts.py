"""Drafts that an assessor or a tutor was asked to read: handed over together with the units, or alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select
from wtforms import SelectField

from core.db import db
from core.errors import MovedOn, RuleBroken
from core.forms import choices
from people.models import Person, Role, RoleGrant
from people.working_time.models import Absence
from training.sharing import queries, review_services
from training.sharing.models import DraftReview

FIELD = "draft_"


@dataclass(frozen=True, slots=True)
class Offer:
    """One review that is open, and who may be asked instead: the other assessors of the trainee, then the tutor."""

    review: DraftReview
    people: Sequence[Person]

    @property
    def name(self) -> str:
        """The name of its field."""
        return FIELD + self.review.public_id.hex


@dataclass(frozen=True, slots=True)
class Reading:
    """One row: a review, and who is asked to read from now on."""

    review: DraftReview
    reader: Person


def offers_for(person: Person, today: date, absences: Mapping[int, Sequence[Absence]]) -> list[Offer]:
    """What this person was asked to read and has not returned, each with who could read it; nobody who is away.

    `absences` are those from today on, by the person's id.
    """
    reviews = db.session.scalars(queries.to_read(person).options(*queries.with_readers())).unique().all()
    away = {key for key, found in absences.items() if any(each.covers(today) for each in found)}
    return [
        Offer(review, _others(queries.readers_for(review.enrolment, review.unit), person, away)) for review in reviews
    ]


def number_open(person: Person) -> int:
    """How many reviews this person has to return."""
    return queries.number_to_read(person)


def tutors_with_some() -> list[Person]:
    """Who never assessed and was asked to read drafts: they have no row among the assessors."""
    query = (
        select(Person)
        .where(
            Person.id.in_(select(DraftReview.reader_id).where(DraftReview.state.in_(queries.OPEN))),
            ~Person.grants.any(RoleGrant.role == Role.assessor),
        )
        .order_by(Person.family_name, Person.given_name, Person.id)
    )
    return list(db.session.scalars(query))


def _others(people: Sequence[Person], person: Person, away: Collection[int]) -> list[Person]:
    return [each for each in people if each.id != person.id and each.id not in away]


def field(offer: Offer) -> SelectField:
    """Who reads the drafts: the first who may is chosen; nobody, when nobody else works with the trainee."""
    label = _(
        "Who reads the drafts of %(unit)s of %(name)s?",
        unit=offer.review.unit.code,
        name=offer.review.enrolment.person.full_name,
    )
    named = {str(each.public_id): each.full_name for each in offer.people}
    return SelectField(label, choices=choices({"": _("Leave it for now")} | named), default=next(iter(named), ""))


def hand_over(readings: Sequence[Reading], *, before: Person, by: Person) -> None:
    """Ask others to read what `before` was asked to read. Raises MovedOn, RuleBroken."""
    for each in readings:
        if each.review.reader_id != before.id:
            raise MovedOn(_("Somebody else has been asked to read these drafts already."))
        try:
            review_services.hand_over(each.review, each.reader, by=by)
        except RuleBroken as broken:
            raise RuleBroken(broken.message, FIELD + each.review.public_id.hex) from None
