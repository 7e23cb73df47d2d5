"""Programmes, cohorts and taught days."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from core.db import db, tenant_of
from people.models import Person, Role
from tests import london
from tests.factories import awards, people
from training.awards.models import AwardVersion
from training.programmes import services
from training.programmes.models import Cohort, Programme, TaughtEvent

_numbers = count(1)


def programme(**fields: Any) -> Programme:
    """A programme for several organisations, since 500 days ago. Makes a centre if needed."""
    if tenant_of(db.session) is None:
        people.centre()
    given: dict[str, Any] = {
        "name": f"Programme {next(_numbers)}",
        "organisation": None,
        "starts_on": london.today() - timedelta(days=500),
    } | fields
    return _stored(services.start_programme(**given, by=None))


def cohort(version: AwardVersion | None = None, **fields: Any) -> Cohort:
    """A cohort on a published award, with 12 places and no tutor, since 400 days ago."""
    given: dict[str, Any] = {
        "programme": fields.pop("programme", None) or programme(),
        "award_version": version or awards.award_version(),
        "name": f"Cohort {next(_numbers)}",
        "starts_on": london.today() - timedelta(days=400),
        "max_places": 12,
    } | fields
    return _stored(services.open_cohort(**given, by=None))


def taught_day(row: Cohort | None = None, *, held_on: date | None = None, minutes: int = 360) -> TaughtEvent:
    """A taught day of six hours, a week ago."""
    held_on = held_on or london.today() - timedelta(days=7)
    return _stored(services.plan_taught_day(row or cohort(), f"Day {next(_numbers)}", held_on, minutes, by=None))


def tutor_of(row: Cohort) -> Person:
    """A tutor who teaches the cohort from now on."""
    tutor = people.person(Role.tutor)
    services.change_cohort(row, tutor=tutor, min_places=row.min_places, max_places=row.max_places, by=None)
    db.session.flush()
    return tutor


def _stored(row: Any) -> Any:
    db.session.flush()
    return row
