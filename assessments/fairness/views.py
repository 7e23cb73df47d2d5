"""An assessor's own record beside the pool."""

from datetime import timedelta

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from assessments.fairness import policy, queries
from assessments.fairness.figures import FEWEST_DECISIONS, FEWEST_OTHERS, figures
from assessments.fairness.wording import PERIODS, shown
from core import clock
from core.policy import allows

blueprint = Blueprint("fairness", __name__)


@blueprint.get("/me/assessor")
@allows(policy.can_see_own_record)
def record() -> ResponseReturnValue:
    """One's own decisions beside those of the other assessors of the centre, who are not named."""
    awards = queries.awards_of(g.person)
    period, wanted = request.args.get("period", "12"), request.args.get("award", "")
    award = next((each for each in awards if str(each.public_id) == wanted), None)
    if period not in PERIODS or (wanted and award is None):
        abort(404)
    days = PERIODS[period][1]
    made = queries.decisions(
        since=clock.now() - timedelta(days=days) if days else None, award=award.public_id if award else None
    )
    return render_template(
        "assessments/fairness/record.html",
        figures=[shown(each) for each in figures(made, g.person.id)],
        own=sum(each.assessor == g.person.id for each in made),
        awards=awards,
        award=award,
        periods=PERIODS,
        period=period,
        fewest_decisions=FEWEST_DECISIONS,
        fewest_others=FEWEST_OTHERS,
    )
