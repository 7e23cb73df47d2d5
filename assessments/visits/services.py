"""What happens to visits: a window is opened."""

from datetime import date
from uuid import UUID

from flask_babel import gettext as _

from assessments.iqa.models import EqaVisit
from core import history
from core.db import db
from core.errors import NotAllowed, RuleBroken
from people import centre_clock
from people.models import Person, Role
from training.awards.models import AwardVersion

LONGEST_DAYS = 60
"""A window is short: longer than any visit found, shorter than a standing access."""


def plan_visit(
    eqa: Person,
    version: AwardVersion,
    *,
    starts_on: date,
    ends_on: date,
    public_id: UUID | None = None,
    by: Person,
) -> EqaVisit:
    """Open a window for an external quality assurer on one award; both days belong to it. Raises RuleBroken."""
    if eqa.id == by.id:
        raise NotAllowed(_("Nobody opens a visit for themselves."))
    if not any(grant.role is Role.eqa and grant.is_current(starts_on) for grant in eqa.grants):
        raise RuleBroken(_("%(name)s is not an external quality assurer on that day.", name=eqa.full_name), "eqa")
    if ends_on < starts_on:
        raise RuleBroken(_("The last day must not be before the first."), "ends_on")
    if ends_on < centre_clock.today():
        raise RuleBroken(_("Choose a last day that is still to come."), "ends_on")
    if (ends_on - starts_on).days >= LONGEST_DAYS:
        raise RuleBroken(_("A visit lasts at most %(n)s days.", n=LONGEST_DAYS), "ends_on")
    visit = EqaVisit(public_id=public_id, eqa=eqa, award_version=version, starts_on=starts_on, ends_on=ends_on)
    db.session.add(visit)
    db.session.flush()
    history.record(visit, "planned", by=by, starts_on=starts_on.isoformat(), ends_on=ends_on.isoformat())
    return visit
