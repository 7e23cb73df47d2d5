"""What is read of awards."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from core.db import db
from training.awards.models import Award, AwardStatus, AwardVersion, LearningOutcome, Unit


def award_versions(*, drafts: bool = True) -> Select[AwardVersion]:
    """The versions, by title, the newest first, for a paged list; drafts among them or not."""
    query = (
        select(AwardVersion)
        .join(AwardVersion.award)
        .options(contains_eager(AwardVersion.award))
        .order_by(AwardVersion.title, Award.code, AwardVersion.id.desc())
    )
    return query if drafts else query.where(AwardVersion.status == AwardStatus.published)


def published_versions() -> list[AwardVersion]:
    """The versions that a cohort may start on, by title."""
    return list(db.session.scalars(award_versions(drafts=False)))


def version_by_code(code: str, number: str) -> AwardVersion | None:
    """The version with this award code and version number."""
    return db.session.scalar(award_versions().where(Award.code == code, AwardVersion.number == number))


def version_for_page(version: AwardVersion) -> AwardVersion:
    """The version with its units, outcomes, criteria and requirements, in a fixed number of statements."""
    query = (
        select(AwardVersion)
        .where(AwardVersion.id == version.id)
        .options(
            joinedload(AwardVersion.award),
            selectinload(AwardVersion.requirements),
            selectinload(AwardVersion.units).selectinload(Unit.outcomes).selectinload(LearningOutcome.criteria),
        )
    )
    return db.session.scalars(query).one()


def count() -> int:
    """How many versions there are."""
    return db.session.scalar(select(func.count(AwardVersion.id))) or 0
