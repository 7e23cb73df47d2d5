"""What is missing at a unit that was referred, as its trainee reads it beside each criterion."""

from collections.abc import Mapping

from flask import Response, after_this_request, g
from sqlalchemy import or_, select

from assessments.grading.models import Countersignature, CriterionDecision, UnitDecision
from assessments.grading.reading import READ_AS_TRAINEE
from core import history
from core.db import db
from core.history import ReadEntry
from training.portfolio.models import CriterionStanding


def missing_at(standings: Mapping[int, CriterionStanding]) -> dict[int, str]:
    """The last final comment on each criterion that is not met, by its id; `standings` are by that id, too.

    Only for a page of the trainee whose they are. Who reads it here first has read the decision, which is noted.
    """
    referred = {criterion_id: each.submission_id for criterion_id, each in standings.items() if not each.met}
    if not referred:
        return {}
    was_read = select(ReadEntry.id).where(
        ReadEntry.object_kind == UnitDecision.__tablename__,
        ReadEntry.object_id == UnitDecision.id,
        ReadEntry.reader_id == g.person.id,
    )
    query = (
        select(
            CriterionDecision.criterion_id,
            CriterionDecision.comment,
            UnitDecision.submission_id,
            UnitDecision.id.label("decision_id"),
            was_read.exists().label("was_read"),
        )
        .join(UnitDecision, UnitDecision.mark_sheet_id == CriterionDecision.mark_sheet_id)
        .outerjoin(Countersignature, Countersignature.decision_id == UnitDecision.id)
        .where(
            UnitDecision.submission_id.in_(set(referred.values())),
            CriterionDecision.criterion_id.in_(referred),
            CriterionDecision.met.is_(False),
            or_(UnitDecision.needs_countersignature.is_(False), Countersignature.agreed.is_(True)),
        )
        .order_by(UnitDecision.id)
    )
    found = {
        row.criterion_id: row for row in db.session.execute(query) if referred[row.criterion_id] == row.submission_id
    }
    _note_read({row.decision_id for row in found.values() if not row.was_read})
    return {criterion_id: row.comment for criterion_id, row in found.items()}


def _note_read(decisions: set[int]) -> None:
    """Once the page is drawn: the read log writes for itself, and drops what the request has open."""
    if not decisions:
        return

    @after_this_request
    def write_down(response: Response) -> Response:
        if response.status_code < 400:
            reasons = dict.fromkeys(decisions, READ_AS_TRAINEE)
            history.note_reads(UnitDecision.__tablename__, reasons, by=g.person)
        return response
