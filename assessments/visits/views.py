"""The pages of visits: opened by the centre, read by an external quality assurer."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TypeVar

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments.claims import queries as claims
from assessments.credentials import queries as credentials
from assessments.iqa import queries as iqa
from assessments.iqa import reading, wording
from assessments.iqa.models import EqaVisit
from assessments.visits import policy, queries, services
from assessments.visits.forms import PlanVisitForm
from core import history
from core.db import Tenanted, db
from core.errors import RuleBroken
from core.pagination import paged
from core.policy import allows
from people import centre_clock
from training.awards import queries as awards

blueprint = Blueprint("visits", __name__)

Row = TypeVar("Row", bound=Tenanted)

USUAL_DAYS = 5


@blueprint.get("/visits")
@allows(policy.can_list)
def visits() -> ResponseReturnValue:
    """The visits: one's own, or all for those who plan them."""
    return render_template(
        "assessments/visits/visits.html",
        page=paged(queries.visits(g.person)),
        today=centre_clock.today(),
        may_plan=policy.can_plan(g.person),
    )


@blueprint.route("/visits/new", methods=["GET", "POST"])
@allows(policy.can_plan)
def new() -> ResponseReturnValue:
    """Open a window."""
    today = centre_clock.today()
    form = PlanVisitForm(starts_on=today, ends_on=today + timedelta(days=USUAL_DAYS))
    people = [person for person in queries.external_quality_assurers() if person.id != g.person.id]
    versions = awards.published_versions()
    form.offer(people, versions)
    if form.validate_on_submit():
        with form.rule_errors(), form.making(EqaVisit, lambda _made: url_for("visits.visits")) as public_id:
            eqa, version = chosen(people, form.eqa.data), chosen(versions, form.award_version.data)
            first, last = form.starts_on.data, form.ends_on.data
            if eqa is None or version is None or first is None or last is None:
                raise RuleBroken(_("Choose who visits, an award and two days."), "eqa")
            services.plan_visit(eqa, version, starts_on=first, ends_on=last, public_id=public_id, by=g.person)
            db.session.commit()
            flash(_("Visit opened."), "ok")
            return redirect(url_for("visits.visits"), 303)
    page = render_template("assessments/visits/new.html", form=form, people=people)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/visit/<uuid:public_id>")
@allows(policy.can_visit, EqaVisit)
def visit(visit: EqaVisit) -> ResponseReturnValue:
    """What is in scope: closed samples of the award, claims that wait for a release, what was read so far."""
    version = visit.award_version
    page = render_template(
        "assessments/visits/visit.html",
        visit=visit,
        version=version,
        counts=queries.counts(visit),
        page=paged(iqa.closed_samples(version)),
        claims=db.session.scalars(claims.awaiting_release(version)).all(),
        reads=db.session.scalars(queries.reads_in(visit).limit(25)).all(),
        entries=history.timeline(visit),
        credentials=credentials.of_judges(version, centre_clock.today()),
        today=centre_clock.today(),
        wording=wording,
    )
    history.note_read(visit, by=g.person, reason=reading.reason_of_visit(visit))
    return page


def chosen(rows: Iterable[Row], public_id: str | None) -> Row | None:
    """The row of these that was chosen in a form; nothing that was not offered can be."""
    return next((row for row in rows if str(row.public_id) == public_id), None)
