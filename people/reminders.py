"""Letters that the passing of days asks for: a credential that runs out soon."""

from datetime import date, timedelta

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import exists, or_, select
from sqlalchemy.orm import aliased, joinedload

from core import clock, history, mail
from core.db import db
from core.filters import day
from people.models import Person, StaffCredential
from people.rounds import in_every_centre

WARNED_DAYS = 60
"""How many days before its last one a person is told of a credential."""


def running_out(today: date) -> list[StaffCredential]:
    """Credentials that run out within the days of warning, that nobody was told of and that no later one replaces."""
    later = aliased(StaffCredential)
    replaced = exists().where(
        later.tenant_id == StaffCredential.tenant_id,
        later.person_id == StaffCredential.person_id,
        later.kind == StaffCredential.kind,
        or_(later.expires_on.is_(None), later.expires_on > StaffCredential.expires_on),
    )
    query = (
        select(StaffCredential)
        .join(StaffCredential.person)
        .where(
            StaffCredential.expires_on.between(today, today + timedelta(days=WARNED_DAYS)),
            StaffCredential.warned_at.is_(None),
            Person.left_on.is_(None),
            ~replaced,
        )
        .options(joinedload(StaffCredential.person))
        .order_by(StaffCredential.expires_on, StaffCredential.id)
    )
    return list(db.session.scalars(query))


def warn(today: date) -> int:
    """Tell everybody once whose credential runs out soon; how many were told."""
    found = running_out(today)
    for credential in found:
        credential.warned_at = clock.now()
        history.record(credential, "warned", by=None, result=credential.kind.value)
        mail.write(
            credential.person.email,
            _("A credential of yours runs out on %(day)s", day=day(credential.expires_on)),
            "people/credential_runs_out",
            url=f"{current_app.config['PUBLIC_URL']}/me",
            until=credential.expires_on,
        )
    db.session.flush()
    return len(found)


def warn_all() -> int:
    """The same in every centre, each by its own calendar day. Commits."""
    return sum(in_every_centre(warn))
