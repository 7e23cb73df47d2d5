"""Awards, from the files that ship with Setwright."""

from pathlib import Path

from sqlalchemy import select

from core.db import db, tenant_of
from tests.factories import people
from training.awards import services
from training.awards.models import AwardStatus, AwardVersion, Unit

AWARDS = Path(__file__).parents[2] / "awards"


def award_file(code: str = "ALF-CERT-L5") -> str:
    """The text of a shipped award file."""
    return (AWARDS / f"{code}.yaml").read_text(encoding="utf-8")


def award_version(code: str = "ALF-CERT-L5", *, published: bool = True) -> AwardVersion:
    """A shipped award in the centre that was entered; the same one each time. Makes a centre if needed."""
    if tenant_of(db.session) is None:
        people.centre()
    version = services.import_award(award_file(code), f"{code}.yaml", by=None)
    if published and version.status is AwardStatus.draft:
        services.publish(version, by=None)
    db.session.flush()
    return version


def unit(version: AwardVersion, code: str) -> Unit:
    """A unit of an award version."""
    return db.session.scalars(select(Unit).where(Unit.award_version_id == version.id, Unit.code == code)).one()
