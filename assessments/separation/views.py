"""The page of what has to be settled: people who have come too close to a trainee, and conflicts of interest."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from assessments.separation import policy, queries
from core.pagination import paged
from core.policy import allows
from people import centre_clock
from people.policy import can_decide_conflict
from training.enrolments.wording import ALLOCATION_ROLES, OBJECTIONS

blueprint = Blueprint("separation", __name__)


@blueprint.get("/to-settle")
@allows(policy.can_see)
def to_settle() -> ResponseReturnValue:
    """Parts that are held and could not be given today, and the conflicts of interest on record."""
    return render_template(
        "assessments/separation/to_settle.html",
        clashes=queries.clashes(centre_clock.today()),
        conflicts=paged(queries.declared()),
        may_decide=can_decide_conflict,
        roles=ALLOCATION_ROLES,
        objections=OBJECTIONS,
    )
