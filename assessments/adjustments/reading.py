"""Every read of an adjustment is written down with what entitles to it (invariant 31); one's own is not."""

from flask import Response, g

from assessments.adjustments import policy
from assessments.adjustments.models import Adjustment
from assessments.iqa.models import SampleState
from assessments.iqa.policy import open_visit
from core import history
from people.models import Person, Role
from people.policy import holds

DECIDES = "deciding this request"


def note_later(adjustment: Adjustment, reason: str) -> None:
    """Write down that the signed-in person reads an adjustment, once the page is drawn: see `write_down`."""
    g.setdefault("adjustments_read", {})[adjustment.id] = reason


def write_down(response: Response) -> Response:
    """Keep what was noted while the page was drawn. A page that could not be shown was not read."""
    noted = g.pop("adjustments_read", None)
    if (noted and response.status_code < 400) or (noted and response.status_code == 422):
        history.note_reads(Adjustment.__tablename__, noted, by=g.person)
    return response


def entitles(person: Person, adjustment: Adjustment) -> str:
    """What lets somebody read the need just now; empty where they have to say why."""
    if adjustment.is_open and policy.can_decide(person, adjustment):
        return DECIDES
    opened = [each for each in adjustment.samples if each.iqa_id == person.id]
    live = [each for each in opened if each.state is not SampleState.cancelled]
    if live and policy.samples(person, adjustment):
        return f"sample {live[0].public_id}"
    return ""


def entitles_to_state(person: Person, adjustment: Adjustment) -> str:
    """What lets somebody read how an adjustment stands."""
    if holds(person, Role.centre_administrator):
        return "states of adjustments: centre administrator"
    if policy.leads(person, adjustment):
        return "states of adjustments: lead quality assurer"
    visit = open_visit(person, adjustment.enrolment.award_version)
    return f"visit {visit.public_id}" if visit else ""
