"""Trainees' places: the trainee's home, and the pages of those who work with them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from core import history
from core.db import db
from core.errors import MovedOn, RuleBroken
from core.filters import day
from core.forms import Form
from core.pagination import paged
from core.policy import allows
from people import centre_clock
from people.wording import ROLE_LABELS
from training.enrolments import lists, pasted, policy, queries, services
from training.enrolments.forms import (
    ActivateForm,
    AllocateForm,
    ChooseUnitsForm,
    EnrolForm,
    ExtendForm,
    FilterTraineesForm,
    RegisterCohortForm,
    RequestForm,
    WithdrawForm,
)
from training.enrolments.home import Tab, home_of, places_of
from training.enrolments.models import Allocation, Enrolment, Registration
from training.enrolments.wording import (
    ALLOCATION_ROLES,
    ENROLMENT_STATES,
    REGISTRATION_STATES,
    WITHDRAWAL_REASONS,
)
from training.enrolments.workflow import REGISTRATION, RegistrationAction
from training.portfolio import policy as portfolio_policy
from training.portfolio import queries as portfolio
from training.portfolio.models import Submission
from training.portfolio.wording import outcome_status, staff_status, submission_status
from training.programmes import policy as programme_policy
from training.programmes import queries as programmes
from training.programmes.forms import chosen
from training.programmes.models import Cohort

blueprint = Blueprint("enrolments", __name__)


def home() -> ResponseReturnValue:
    """What is left, why, and what to do next, for one of the trainee's own places."""
    places = places_of(g.person)
    if not places:
        return render_template("training/enrolments/home.html", home=None, places=[])
    asked = request.args.get("enrolment", str(places[0].public_id))
    shown = next((place for place in places if str(place.public_id) == asked), None)
    if shown is None:
        abort(404)
    tabs = [
        Tab(place.award_version.title, url_for("pages.home", enrolment=place.public_id), place is shown)
        for place in places
    ]
    return render_template("training/enrolments/home.html", home=home_of(shown), places=tabs)


@blueprint.get("/trainees")
@allows(policy.can_list)
def trainees() -> ResponseReturnValue:
    """The trainees whom this person may see."""
    cohorts = queries.cohorts_of_listed(g.person)
    form = FilterTraineesForm(request.args)
    form.offer(cohorts)
    asked = form.asked(cohorts)
    return render_template(
        "training/enrolments/trainees.html",
        page=paged(queries.trainees(g.person, **asked)),
        filters=form,
        is_filtered=any(asked.values()),
        states=REGISTRATION_STATES,
    )


@blueprint.get("/trainees/<uuid:public_id>")
@allows(policy.can_see, Enrolment)
def trainee(enrolment: Enrolment) -> ResponseReturnValue:
    """The page of a trainee, for those who work with them. What a role may not read is not on it."""
    enrolment = queries.enrolment_for_page(enrolment)
    registration = enrolment.registration
    sees_registration = policy.can_see_registration(g.person, enrolment)
    entries = history.timeline(enrolment, *(enrolment.registrations if sees_registration else ()))
    may_register = policy.can_register(g.person, enrolment)
    asked = [entry for entry in entries if entry.verb == "requested"]
    return render_template(
        "training/enrolments/trainee.html",
        enrolment=enrolment,
        registration=registration,
        entries=entries,
        sees_registration=sees_registration,
        sees_uln=policy.can_see_uln(g.person, enrolment),
        sees_conflicts=policy.can_see_conflicts(g.person, enrolment),
        submissions=portfolio.latest_submissions(enrolment) if sees_registration else {},
        may_grant_attempt=lambda submission: (
            portfolio_policy.is_at_last_attempt(submission) and portfolio_policy.can_grant_attempt(g.person, submission)
        ),
        attempts_url=_attempts_url if policy.reads_attempts(g.person, enrolment) else lambda submission: None,
        may_list=policy.can_list(g.person),
        may_register=may_register,
        may_extend=policy.can_extend(g.person, enrolment),
        may_withdraw=policy.can_withdraw(g.person, enrolment),
        may_allocate=policy.can_allocate(g.person, enrolment),
        may_choose_units=policy.can_choose_units(g.person, enrolment),
        undeclared=may_register
        and bool(asked and asked[-1].facts.get("conflict"))
        and not queries.has_declared_conflict(enrolment.person),
        can=lambda action: registration is not None and REGISTRATION.allows(registration.state, action),
        states=REGISTRATION_STATES,
        place_states=ENROLMENT_STATES,
        roles=ALLOCATION_ROLES,
        reasons=WITHDRAWAL_REASONS,
        # A trainee does not read that the work is sampled or countersigned, on this page either (ux §5).
        status_of=submission_status
        if policy.is_own(g.person, enrolment)
        else staff_status
        if portfolio_policy.knows_of_appeals(g.person)
        else outcome_status,
        today=centre_clock.today(),
    )


@blueprint.route("/cohorts/<uuid:public_id>/enrol", methods=["GET", "POST"])
@allows(policy.can_enrol_in, Cohort, sees=programme_policy.can_see_cohort)
def enrol(cohort: Cohort) -> ResponseReturnValue:
    """Give people a place in a cohort: ticked, pasted, or both."""
    cohort = programmes.cohort_for_page(cohort)
    sought = request.args.get("find", "").strip()[:100]
    page = paged(queries.people_found(sought))
    placed = queries.placed_on(cohort.award_version, page.rows)
    free = [person for person in page.rows if person.id not in placed and person.id != g.person.id]
    form = EnrolForm()
    form.offer(free)
    if form.validate_on_submit():
        ticked = [person for person in free if str(person.public_id) in (form.people.data or [])]
        lines = pasted.lines(form.pasted.data or "")
        if not ticked and not lines:
            form.add_error(_("Choose or paste at least one person."), "people")
        with form.rule_errors(), list_errors(form, "pasted"):
            if not form.errors:
                enrolled = lists.enrol_all(ticked, cohort, lines=lines, by=g.person)
                db.session.commit()
                flash(ngettext("%(num)s person enrolled.", "%(num)s people enrolled.", len(enrolled)), "ok")
                return redirect(url_for("programmes.cohort", public_id=cohort.public_id), 303)
    return render_template(
        "training/enrolments/enrol.html",
        form=form,
        cohort=cohort,
        page=page,
        placed=placed,
        sought=sought,
        left=queries.places_left(cohort),
    ), 422 if form.is_submitted() else 200


@blueprint.route("/cohorts/<uuid:public_id>/register", methods=["GET", "POST"])
@allows(policy.can_enrol_in, Cohort, sees=programme_policy.can_see_cohort)
def register_cohort(cohort: Cohort) -> ResponseReturnValue:
    """Enter the registrations of many trainees from a pasted list."""
    form = RegisterCohortForm()
    if form.validate_on_submit():
        with form.rule_errors(), list_errors(form, "lines"):
            count = lists.activate_all(
                pasted.lines(form.lines.data or ""),
                cohort,
                registered_on=form.values()["registered_on"],
                questions_asked=form.questions_asked.data,
                by=g.person,
            )
            db.session.commit()
            flash(ngettext("%(num)s trainee registered.", "%(num)s trainees registered.", count), "ok")
            return redirect(url_for("programmes.cohort", public_id=cohort.public_id), 303)
    page = render_template("training/enrolments/register_cohort.html", form=form, cohort=cohort)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/trainees/<uuid:public_id>/request", methods=["GET", "POST"])
@allows(policy.can_register, Enrolment, sees=policy.can_see)
def request_registration(enrolment: Enrolment) -> ResponseReturnValue:
    """Ask the two questions, then ask the awarding organisation to register the trainee."""
    form = RequestForm()
    if form.validate_on_submit():
        with form.rule_errors():
            services.register(enrolment, conflict=form.conflict.data == "yes", by=g.person)
            db.session.commit()
            flash(_("Registration requested."), "ok")
            if form.conflict.data == "yes":
                flash(_("Declare the conflict of interest on the person’s page, before anyone is allocated."), "warn")
            if form.adjustment.data == "yes":
                flash(_("Agree the adjustment with the lead quality assurer before any work is assessed."), "warn")
            return to_trainee(enrolment)
    return answer("request", form, enrolment)


@blueprint.route("/trainees/<uuid:public_id>/activate", methods=["GET", "POST"])
@allows(policy.can_register, Enrolment, sees=policy.can_see)
def activate(enrolment: Enrolment) -> ResponseReturnValue:
    """Enter what the awarding organisation confirmed."""
    registration = ready_for(enrolment, RegistrationAction.activate)
    form = ActivateForm(uln=enrolment.person.uln)
    if form.validate_on_submit():
        with form.rule_errors():
            services.activate(registration, **form.values(), by=g.person)
            db.session.commit()
            flash(_("Registration saved."), "ok")
            return to_trainee(enrolment)
    return answer("activate", form, enrolment)


@blueprint.post("/trainees/<uuid:public_id>/suspend")
@allows(policy.can_register, Enrolment, sees=policy.can_see)
def suspend(enrolment: Enrolment) -> ResponseReturnValue:
    """Note a break in learning."""
    services.suspend(ready_for(enrolment, RegistrationAction.suspend), by=g.person)
    db.session.commit()
    flash(_("Break noted. The last day of the registration stays as it is."), "ok")
    return to_trainee(enrolment)


@blueprint.post("/trainees/<uuid:public_id>/resume")
@allows(policy.can_register, Enrolment, sees=policy.can_see)
def resume(enrolment: Enrolment) -> ResponseReturnValue:
    """End a break in learning."""
    registration = ready_for(enrolment, RegistrationAction.resume)
    try:
        services.resume(registration, by=g.person)
    except RuleBroken as broken:
        db.session.rollback()
        flash(broken.message, "bad")
    else:
        db.session.commit()
        flash(_("The trainee is back."), "ok")
    return to_trainee(enrolment)


@blueprint.route("/trainees/<uuid:public_id>/extend", methods=["GET", "POST"])
@allows(policy.can_extend, Enrolment, sees=policy.can_see)
def extend(enrolment: Enrolment) -> ResponseReturnValue:
    """Note a later last day."""
    registration = ready_for(enrolment, RegistrationAction.extend)
    form = ExtendForm()
    if form.validate_on_submit():
        with form.rule_errors():
            services.extend(registration, **form.values(), by=g.person)
            db.session.commit()
            flash(_("More time noted."), "ok")
            return to_trainee(enrolment)
    return answer("extend", form, enrolment)


@blueprint.route("/trainees/<uuid:public_id>/withdraw", methods=["GET", "POST"])
@allows(policy.can_withdraw, Enrolment, sees=policy.can_see)
def withdraw(enrolment: Enrolment) -> ResponseReturnValue:
    """End the place."""
    registration = ready_for(enrolment, RegistrationAction.withdraw)
    form = WithdrawForm()
    if form.validate_on_submit():
        services.withdraw(registration, reason=form.reason.data, by=g.person)
        db.session.commit()
        flash(_("The place has ended."), "ok")
        return to_trainee(enrolment)
    return answer("withdraw", form, enrolment)


@blueprint.route("/trainees/<uuid:public_id>/units", methods=["GET", "POST"])
@allows(policy.can_choose_units, Enrolment, sees=policy.can_see)
def choose_units(enrolment: Enrolment) -> ResponseReturnValue:
    """Choose the optional units."""
    form = ChooseUnitsForm(codes=enrolment.optional_units)
    form.offer(enrolment.award_version)
    if form.validate_on_submit():
        with form.rule_errors():
            services.choose_units(enrolment, form.codes.data or [], by=g.person)
            db.session.commit()
            flash(_("Units saved."), "ok")
            return to_trainee(enrolment)
    return answer("units", form, enrolment)


@blueprint.route("/trainees/<uuid:public_id>/allocate", methods=["GET", "POST"])
@allows(policy.can_allocate, Enrolment, sees=policy.can_see)
def allocate(enrolment: Enrolment) -> ResponseReturnValue:
    """Let a member of staff work with the trainee."""
    staff = queries.staff_for(enrolment.person)
    taken = set(enrolment.unit_codes)
    units = [unit for unit in enrolment.award_version.units if unit.code in taken]
    form = AllocateForm()
    form.offer(
        people=[(person, ", ".join(str(ROLE_LABELS[role]) for role in roles)) for person, roles in staff], units=units
    )
    if form.validate_on_submit():
        member = chosen([person for person, _roles in staff], form.person.data)
        with form.rule_errors():
            if member is None:
                raise RuleBroken(_("Choose a person."), "person")
            services.allocate(enrolment, member, form.chosen_role, unit=chosen(units, form.unit.data), by=g.person)
            db.session.commit()
            flash(_("%(name)s now works with this trainee.", name=member.full_name), "ok")
            return to_trainee(enrolment)
    return answer("allocate", form, enrolment)


@blueprint.post("/allocations/<uuid:public_id>/end")
@allows(policy.can_end_allocation, Allocation)
def end_allocation(allocation: Allocation) -> ResponseReturnValue:
    """End an allocation at once."""
    enrolment = allocation.enrolment
    try:
        services.end_allocation(allocation, by=g.person)
    except RuleBroken as broken:
        db.session.rollback()
        flash(broken.message, "bad")
    else:
        db.session.commit()
        flash(_("Allocation ended."), "ok")
    return to_trainee(enrolment)


def answer(page: str, form: Form, enrolment: Enrolment) -> ResponseReturnValue:
    """A page with one form about a trainee; 422 when what came with it cannot be taken."""
    template = f"training/enrolments/{page}.html"
    return render_template(template, form=form, enrolment=enrolment), 422 if form.is_submitted() else 200


def to_trainee(enrolment: Enrolment) -> ResponseReturnValue:
    """Back to the page of the trainee."""
    return redirect(url_for("enrolments.trainee", public_id=enrolment.public_id), 303)


def ready_for(enrolment: Enrolment, action: RegistrationAction) -> Registration:
    """The latest registration, from which `action` starts now; otherwise the page has moved on (409)."""
    registration = enrolment.registration
    if registration is None:
        raise MovedOn(_("There is no registration yet."))
    REGISTRATION.next_state(registration.state, action)
    return registration


@contextmanager
def list_errors(form: Form, field: str) -> Iterator[None]:
    """Put each problem of a refused list beside the field that it was pasted into; the session is rolled back."""
    try:
        yield
    except lists.ListRefused as refused:
        db.session.rollback()
        for problem in refused.problems:
            form.add_error(problem, field)


@blueprint.app_template_filter("iso_day")
def iso_day(text: str) -> str:
    """A day that history holds as a fact, as people read it: 3 Dec 2026."""
    return day(date.fromisoformat(text))


def _attempts_url(submission: Submission) -> str | None:
    """Where all attempts at a unit are read; the page belongs to a package above this one."""
    if "attempts.record" not in current_app.view_functions:
        return None
    return url_for("attempts.record", public_id=submission.public_id)
