"""The pages of supervision: the trainee's log, the supervisor's trainees, and one meeting with its signature."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import clock, history
from core.db import db
from core.pagination import paged
from core.policy import allows
from training.practice import policy
from training.practice import supervision_queries as queries
from training.practice import supervision_services as services
from training.practice.blueprint import blueprint
from training.practice.models import SupervisionMeeting, SupervisionState
from training.practice.supervision_forms import (
    QuerySupervisionForm,
    SignSupervisionForm,
    SupervisionForm,
    stored,
)
from training.practice.supervision_wording import FORMATS, STATES
from training.practice.topics import TOPICS, WRONG


@blueprint.get("/supervision")
@allows(policy.can_list_supervision)
def supervision() -> ResponseReturnValue:
    """The trainee's own supervision."""
    return render_template(
        "training/practice/supervision.html",
        page=paged(queries.supervision_of(g.person)),
        signed_minutes=queries.signed_minutes_of(g.person),
        credit_of=queries.credit_of,
        states=STATES,
    )


@blueprint.route("/supervision/log", methods=["GET", "POST"])
@allows(policy.can_list_supervision)
def log_supervision() -> ResponseReturnValue:
    """Log a talk with a supervisor."""
    supervisors = queries.supervisors_of(g.person)
    form = SupervisionForm()
    form.offer(supervisors)
    if form.validate_on_submit():
        with form.rule_errors():
            meeting = services.log_supervision(g.person, **form.facts(supervisors), by=g.person)
            db.session.commit()
            flash(_("Logged. %(name)s has been asked by mail to sign.", name=_supervisor(meeting)), "ok")
            return redirect(url_for("practice.supervision"), 303)
    return _form_page(form)


@blueprint.route("/supervision/<uuid:public_id>/change", methods=["GET", "POST"])
@allows(policy.can_change_supervision, SupervisionMeeting, sees=policy.can_see_supervision)
def change_supervision(meeting: SupervisionMeeting) -> ResponseReturnValue:
    """Correct what was logged while it is not signed."""
    supervisors = queries.supervisors_of(g.person)
    form = SupervisionForm(data=stored(meeting))
    form.offer(supervisors)
    if form.validate_on_submit():
        with form.rule_errors():
            services.change_supervision(meeting, form.talk(supervisors), by=g.person, version=form.seen())
            db.session.commit()
            flash(_("Changed. %(name)s has been asked by mail to sign.", name=_supervisor(meeting)), "ok")
            return redirect(url_for("practice.supervision_meeting", public_id=meeting.public_id), 303)
    if not form.is_submitted() and meeting.state is SupervisionState.signed:
        return redirect(url_for("practice.supervision_meeting", public_id=meeting.public_id), 303)
    return _form_page(form, meeting)


@blueprint.post("/supervision/<uuid:public_id>/link")
@allows(policy.can_change_supervision, SupervisionMeeting, sees=policy.can_see_supervision)
def send_supervision_link(meeting: SupervisionMeeting) -> ResponseReturnValue:
    """Mail the supervisor without an account a new link."""
    services.send_link_again(meeting, by=g.person)
    db.session.commit()
    flash(_("A new link is on its way to %(name)s. The old one no longer works.", name=_supervisor(meeting)), "ok")
    return redirect(url_for("practice.supervision_meeting", public_id=meeting.public_id), 303)


@blueprint.get("/supervising")
@allows(policy.can_supervise)
def supervising() -> ResponseReturnValue:
    """The supervisor's trainees, what waits for a signature, and the meetings held."""
    return render_template(
        "training/practice/supervising.html",
        waiting=queries.how_many_wait_for(g.person),
        page=paged(queries.waiting_first(queries.supervised_by(g.person))),
        supervisees=queries.supervisees_of(g.person),
        states=STATES,
    )


@blueprint.get("/supervision/<uuid:public_id>")
@allows(policy.can_see_supervision, SupervisionMeeting)
def supervision_meeting(meeting: SupervisionMeeting) -> ResponseReturnValue:
    """One supervision meeting. The supervisor signs it here, or says what is not right."""
    return _page(meeting)


@blueprint.post("/supervision/<uuid:public_id>/sign")
@allows(policy.can_sign_supervision, SupervisionMeeting, sees=policy.can_see_supervision)
def sign_supervision(meeting: SupervisionMeeting) -> ResponseReturnValue:
    """The supervisor signs."""
    form = SignSupervisionForm()
    if form.validate_on_submit():
        with form.rule_errors():
            services.sign_supervision(meeting, by=g.person, version=form.seen())
            db.session.commit()
            flash(_("Signed."), "ok")
            return redirect(url_for("practice.supervision_meeting", public_id=meeting.public_id), 303)
    return _page(meeting, signing=form)


@blueprint.post("/supervision/<uuid:public_id>/question")
@allows(policy.can_sign_supervision, SupervisionMeeting, sees=policy.can_see_supervision)
def query_supervision(meeting: SupervisionMeeting) -> ResponseReturnValue:
    """The supervisor says what is not right."""
    form = QuerySupervisionForm()
    if form.validate_on_submit():
        with form.rule_errors():
            services.query_supervision(meeting, form.wrong.data or [], by=g.person, version=form.seen())
            db.session.commit()
            flash(_("%(name)s has been asked to look at it again.", name=meeting.trainee.full_name), "ok")
            return redirect(url_for("practice.supervising"), 303)
    return _page(meeting, querying=form)


def _form_page(form: SupervisionForm, meeting: SupervisionMeeting | None = None) -> ResponseReturnValue:
    return render_template(
        "training/practice/supervision_log.html", form=form, meeting=meeting, today=clock.today(g.person.zone)
    ), (422 if form.is_submitted() else 200)


def _page(
    meeting: SupervisionMeeting,
    *,
    signing: SignSupervisionForm | None = None,
    querying: QuerySupervisionForm | None = None,
) -> ResponseReturnValue:
    waits = meeting.state is SupervisionState.logged
    signs = bool(policy.can_sign_supervision(g.person, meeting)) and waits
    sent = signing or querying
    return render_template(
        "training/practice/supervision_meeting.html",
        meeting=meeting,
        is_own=meeting.trainee_id == g.person.id,
        signs=signs,
        form=sent,
        signing=signing or SignSupervisionForm(formdata=None, version=meeting.version),
        querying=querying or QuerySupervisionForm(formdata=None, version=meeting.version),
        supervisor=_supervisor(meeting),
        credit=queries.credit_of(meeting),
        entries=history.timeline(meeting),
        states=STATES,
        formats=FORMATS,
        topics=TOPICS,
        wrong=WRONG,
    ), (422 if sent else 200)


def _supervisor(meeting: SupervisionMeeting) -> str:
    return meeting.supervisor.full_name if meeting.supervisor else meeting.supervisor_name
