"""What to read of visits."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from assessments.claims import queries as claims
from assessments.iqa import queries as iqa
from assessments.iqa.models import EqaVisit
from assessments.iqa.reading import reason_of_visit
from assessments.visits.policy import can_plan
from core.db import db
from core.history import ReadEntry
from people.models import Person, Role, RoleGrant
from training.awards.models import AwardVersion


def visits(person: Person) -> Select[EqaVisit]:
    """The visits that a person may know of, the latest first, for a paged list."""
    query = (
        select(EqaVisit)
        .options(joinedload(EqaVisit.eqa), joinedload(EqaVisit.award_version).joinedload(AwardVersion.award))
        .order_by(EqaVisit.starts_on.desc(), EqaVisit.id.desc())
    )
    return query if can_plan(person) else query.where(EqaVisit.eqa_id == person.id)


def external_quality_assurers() -> list[Person]:
    """Everyone with a grant as external quality assurer, by name."""
    query = (
        select(Person)
        .where(Person.id.in_(select(RoleGrant.person_id).where(RoleGrant.role == Role.eqa)))
        .order_by(Person.family_name, Person.given_name, Person.id)
    )
    return list(db.session.scalars(query))


def reads_in(visit: EqaVisit) -> Select[ReadEntry]:
    """What was read in a visit, the latest first."""
    return (
        select(ReadEntry)
        .where(ReadEntry.reader_id == visit.eqa_id, ReadEntry.reason == reason_of_visit(visit))
        .order_by(ReadEntry.id.desc())
    )


def counts(visit: EqaVisit) -> dict[str, int]:
    """How much is in scope, in one statement: nothing is counted that may not be read."""
    lists = {
        "samples": iqa.closed_samples(visit.award_version).order_by(None),
        "claims": claims.awaiting_release(visit.award_version).order_by(None),
        "reads": reads_in(visit).order_by(None),
    }
    numbers = [
        select(func.count())
        .select_from(query.with_only_columns(query.selected_columns.id).subquery())
        .scalar_subquery()
        for query in lists.values()
    ]
    return dict(zip(lists, db.session.execute(select(*numbers)).one(), strict=True))
