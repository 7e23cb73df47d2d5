"""What happens to awards: a file comes in as a draft, is published, and goes out again."""

from dataclasses import replace

from flask_babel import gettext as _
from sqlalchemy import select

from core import history
from core.db import db
from core.errors import RuleBroken
from core.history import Actor
from training.awards import exchange
from training.awards.models import (
    AssessmentCriterion,
    Award,
    AwardKind,
    AwardStatus,
    AwardVersion,
    LearningOutcome,
    Requirement,
    Unit,
)
from training.awards.specification import (
    AwardSpecification,
    OutcomeSpecification,
    UnitSpecification,
    content_hash,
    from_values,
    to_values,
)
from training.awards.workflow import AWARD_VERSION, AwardVersionAction


def import_award(text: str | bytes, filename: str, *, by: Actor | None) -> AwardVersion:
    """Keep the award of a file as a draft. The same content again: the stored version, and nothing happens.

    Raises SpecificationErrors when the file is not an award, and RuleBroken when other content stands under the same
    code and version already (architecture: an award file imports as draft).
    """
    return take_in(exchange.read(text, filename), by=by)


def take_in(specification: AwardSpecification, *, by: Actor | None) -> AwardVersion:
    """Keep a sound specification as a draft, as `import_award` does. Raises RuleBroken."""
    award = db.session.scalar(select(Award).where(Award.code == specification.code))
    if award is None:
        award = Award(code=specification.code)
        db.session.add(award)
        db.session.flush()
    stored = db.session.scalar(
        select(AwardVersion).where(AwardVersion.award_id == award.id, AwardVersion.number == specification.version)
    )
    if stored is not None:
        if stored.content_hash == content_hash(specification):
            return stored
        message = _(
            "%(code)s version %(version)s is here already, with other content. Give the file a new version number.",
            code=specification.code,
            version=specification.version,
        )
        raise RuleBroken(message, "file")
    version = _stored(award, specification)
    history.record(version, "imported", by=by, result=version.status)
    return version


def publish(version: AwardVersion, *, by: Actor | None) -> None:
    """Make a draft final: from here on the database refuses every change to it (invariant 1)."""
    version.status = AWARD_VERSION.next_state(version.status, AwardVersionAction.publish)
    db.session.flush()
    history.record(version, "published", by=by, result=version.status)


def export(version: AwardVersion) -> str:
    """The award file of a version, the same text for the same version, always. Its status is the one held here."""
    return exchange.write(specification_of(version))


def specification_of(version: AwardVersion) -> AwardSpecification:
    """The specification of a stored version, with the status held here."""
    return replace(from_values(version.content), status=version.status.value)


def _stored(award: Award, specification: AwardSpecification) -> AwardVersion:
    version = AwardVersion(
        award=award,
        number=specification.version,
        kind=AwardKind(specification.kind),
        title=specification.title,
        awarding_organisation=specification.awarding_organisation,
        qualification_number=specification.qualification_number,
        level=specification.level,
        credits=specification.credits,
        glh_hours=specification.guided_learning_hours,
        tqt_hours=specification.total_learning_hours,
        registration_months=specification.registration_months,
        uln_required=specification.uln_required,
        illustrative=specification.illustrative,
        status=AwardStatus.draft,
        content=to_values(specification),
        content_hash=content_hash(specification),
    )
    version.units = [_unit(position, unit) for position, unit in enumerate(specification.units, 1)]
    version.requirements = [
        Requirement(position=position, code=row["id"], type=row["type"], parameters=_parameters(row))
        for position, row in enumerate(version.content["requirements"], 1)
    ]
    db.session.add(version)
    db.session.flush()
    return version


def _unit(position: int, unit: UnitSpecification) -> Unit:
    row = Unit(
        position=position,
        code=unit.code,
        title=unit.title,
        level=unit.level,
        credits=unit.credits,
        glh_hours=unit.glh,
        tqt_hours=unit.tqt,
    )
    _add_criteria(row, unit.learning_outcomes)
    return row


def _add_criteria(unit: Unit, outcomes: tuple[OutcomeSpecification, ...]) -> None:
    """Criteria are numbered through the whole unit, so that their order is that of the file."""
    for position, outcome in enumerate(outcomes, 1):
        row = LearningOutcome(position=position, code=outcome.id, text=outcome.text)
        unit.outcomes.append(row)
        for criterion in outcome.criteria:
            unit.criteria.append(
                AssessmentCriterion(
                    outcome=row,
                    position=len(unit.criteria) + 1,
                    code=criterion.id,
                    text=criterion.text,
                    evidence_kinds=list(criterion.evidence),
                )
            )


def _parameters(row: dict[str, object]) -> dict[str, object]:
    """What the requirement's rule reads; what the row says of its source stays in the content."""
    return {name: value for name, value in row.items() if name not in {"id", "type", "source"}}
