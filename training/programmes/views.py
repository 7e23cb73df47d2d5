"""The pages of programmes, cohorts and taught days."""

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import history
from core.db import db
from core.errors import RuleBroken
from core.pagination import paged
from core.policy import allows
from people import centre_clock
from training.awards import queries as awards
from training.enrolments import policy as enrolment_policy
from training.enrolments import queries as enrolments
from training.enrolments.wording import REGISTRATION_STATES
from training.programmes import policy, queries, services
from training.programmes.forms import (
    ChangeCohortForm,
    OpenCohortForm,
    PlanTaughtDayForm,
    RegisterForm,
    StartProgrammeForm,
    chosen,
    register_form,
)
from training.programmes.models import Cohort, Programme, TaughtEvent

blueprint = Blueprint("programmes", __name__)


@blueprint.get("/programmes")
@allows(policy.can_list)
def programmes() -> ResponseReturnValue:
    """All programmes."""
    page = paged(queries.programmes())
    taken = queries.places_taken(cohort for programme in page.rows for cohort in programme.cohorts)
    return render_template(
        "training/programmes/programmes.html", page=page, taken=taken, may_start=policy.can_start(g.person)
    )


@blueprint.route("/programmes/new", methods=["GET", "POST"])
@allows(policy.can_start)
def new() -> ResponseReturnValue:
    """Start a programme."""
    form = StartProgrammeForm()
    organisations = queries.organisations()
    form.offer(organisations)
    if form.validate_on_submit():
        with form.rule_errors():
            values = form.values() | {"organisation": chosen(organisations, form.organisation.data)}
            programme = services.start_programme(**values, by=g.person)
            db.session.commit()
            flash(_("Programme started."), "ok")
            return redirect(url_for("programmes.programme", public_id=programme.public_id), 303)
    return render_template("training/programmes/new.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/programmes/<uuid:public_id>")
@allows(policy.can_see, Programme)
def programme(programme: Programme) -> ResponseReturnValue:
    """A programme with its cohorts."""
    programme = queries.programme_for_page(programme)
    return render_template(
        "training/programmes/programme.html",
        programme=programme,
        taken=queries.places_taken(programme.cohorts),
        entries=history.timeline(programme),
        may_open=policy.can_open_cohort(g.person, programme),
    )


@blueprint.route("/programmes/<uuid:public_id>/cohorts/new", methods=["GET", "POST"])
@allows(policy.can_open_cohort, Programme, sees=policy.can_see)
def new_cohort(programme: Programme) -> ResponseReturnValue:
    """Open a cohort."""
    form = OpenCohortForm()
    versions, tutors = awards.published_versions(), queries.tutors(centre_clock.today())
    form.offer(versions=versions, tutors=tutors)
    if form.validate_on_submit():
        with form.rule_errors():
            version = chosen(versions, form.award_version.data)
            if version is None:
                raise RuleBroken(_("Choose an award."), "award_version")
            values = form.values() | {"award_version": version, "tutor": chosen(tutors, form.tutor.data)}
            cohort = services.open_cohort(programme, **values, by=g.person)
            db.session.commit()
            flash(_("Cohort opened."), "ok")
            return redirect(url_for("programmes.cohort", public_id=cohort.public_id), 303)
    page = render_template("training/programmes/new_cohort.html", form=form, programme=programme, versions=versions)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/cohorts/<uuid:public_id>")
@allows(policy.can_see_cohort, Cohort)
def cohort(cohort: Cohort) -> ResponseReturnValue:
    """A cohort: its award, its taught days, its trainees."""
    return cohort_page(cohort, PlanTaughtDayForm())


@blueprint.post("/cohorts/<uuid:public_id>/taught-days")
@allows(policy.can_plan, Cohort, sees=policy.can_see_cohort)
def plan_taught_day(cohort: Cohort) -> ResponseReturnValue:
    """Add a taught day to the plan."""
    form = PlanTaughtDayForm()
    if form.validate_on_submit():
        with form.rule_errors():
            services.plan_taught_day(cohort, **form.values(), by=g.person)
            db.session.commit()
            flash(_("Taught day planned."), "ok")
            return redirect(url_for("programmes.cohort", public_id=cohort.public_id), 303)
    return cohort_page(cohort, form), 422


def cohort_page(cohort: Cohort, form: PlanTaughtDayForm) -> str:
    """The page of a cohort, with the form for another taught day."""
    cohort = queries.cohort_for_page(cohort)
    return render_template(
        "training/programmes/cohort.html",
        cohort=cohort,
        form=form,
        trainees=paged(enrolments.trainees(g.person, cohort=cohort)),
        taken=queries.places_taken([cohort]).get(cohort.id, 0),
        registers=queries.registers_taken(cohort.events),
        entries=history.timeline(cohort),
        states=REGISTRATION_STATES,
        today=centre_clock.today(),
        may_plan=policy.can_plan(g.person, cohort),
        may_change=policy.can_change_cohort(g.person, cohort),
        may_enrol=enrolment_policy.can_enrol_in(g.person, cohort),
    )


@blueprint.route("/cohorts/<uuid:public_id>/change", methods=["GET", "POST"])
@allows(policy.can_change_cohort, Cohort, sees=policy.can_see_cohort)
def change_cohort(cohort: Cohort) -> ResponseReturnValue:
    """Name another tutor, or change the places."""
    tutors = queries.tutors(centre_clock.today())
    now = str(cohort.tutor.public_id) if cohort.tutor else ""
    form = ChangeCohortForm(tutor=now, min_places=cohort.min_places, max_places=cohort.max_places)
    form.offer_tutors(tutors if cohort.tutor in tutors or cohort.tutor is None else [*tutors, cohort.tutor])
    if form.validate_on_submit():
        with form.rule_errors():
            tutor = cohort.tutor if form.tutor.data == now else chosen(tutors, form.tutor.data)
            services.change_cohort(cohort, **(form.values() | {"tutor": tutor}), by=g.person)
            db.session.commit()
            flash(_("Cohort changed."), "ok")
            return redirect(url_for("programmes.cohort", public_id=cohort.public_id), 303)
    page = render_template("training/programmes/change_cohort.html", form=form, cohort=cohort)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/taught-days")
@allows(policy.can_list_taught_days)
def taught_days() -> ResponseReturnValue:
    """The tutor's own taught days."""
    page = paged(queries.taught_days_of(g.person))
    return render_template(
        "training/programmes/taught_days.html",
        page=page,
        registers=queries.registers_taken(page.rows),
        today=centre_clock.today(),
    )


@blueprint.get("/taught-days/<uuid:public_id>/register")
@allows(policy.can_see_register, TaughtEvent)
def register(event: TaughtEvent) -> ResponseReturnValue:
    """Who came to a taught day."""
    present = queries.attendances_of(event)
    return register_page(event, register_form(queries.people_of(event), present, event.minutes), taken=bool(present))


@blueprint.post("/taught-days/<uuid:public_id>/register")
@allows(policy.can_take_register, TaughtEvent, sees=policy.can_see_register)
def take_register(event: TaughtEvent) -> ResponseReturnValue:
    """Write who came to a taught day."""
    present = queries.attendances_of(event)
    form = register_form(queries.people_of(event), present, event.minutes)
    if form.validate_on_submit():
        with form.rule_errors():
            services.take_register(event, form.minutes_present(), by=g.person)
            db.session.commit()
            flash(_("Register saved."), "ok")
            return redirect(url_for("programmes.register", public_id=event.public_id), 303)
    return register_page(event, form, taken=bool(present)), 422


def register_page(event: TaughtEvent, form: RegisterForm, *, taken: bool) -> str:
    """The register of a taught day, to read or to fill in."""
    return render_template(
        "training/programmes/register.html",
        event=event,
        form=form,
        taken=taken,
        entries=history.timeline(event),
        may_take=policy.can_take_register(g.person, event),
        is_future=event.held_on > centre_clock.today(),
    )


@blueprint.post("/taught-days/<uuid:public_id>/remove")
@allows(policy.can_take_register, TaughtEvent, sees=policy.can_see_register)
def remove_taught_day(event: TaughtEvent) -> ResponseReturnValue:
    """Take a day out of the plan."""
    cohort = event.cohort
    form = PlanTaughtDayForm(formdata=None)
    with form.rule_errors():
        services.remove_taught_day(event, by=g.person)
        db.session.commit()
        flash(_("Taught day removed."), "ok")
        return redirect(url_for("programmes.cohort", public_id=cohort.public_id), 303)
    return cohort_page(cohort, form), 422
