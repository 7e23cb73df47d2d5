"""The pages of those who run a project at the centre: two hands, the one with the key and the one with the texts."""

from flask import Response, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import history
from core.db import db
from core.pagination import paged
from core.policy import allows
from core.web import limiter
from people import centre_clock
from training.research import extracts, policy, queries, services
from training.research.blueprint import blueprint
from training.research.forms import CloseForm, ExtractForm, InterviewForm, KeyForm, OpenProjectForm
from training.research.models import ResearchInterview, ResearchProject
from training.research.wording import FOUND, INTERVIEW_KINDS, standing


@blueprint.get("/research")
@allows(policy.can_list)
def projects() -> ResponseReturnValue:
    """All projects."""
    page = paged(queries.projects())
    return render_template(
        "training/research/projects.html",
        page=page,
        agreed=queries.numbers_agreed(page.rows),
        standing=standing,
        today=centre_clock.today(),
        may_open=policy.can_open(g.person),
    )


@blueprint.route("/research/new", methods=["GET", "POST"])
@allows(policy.can_open)
def new() -> ResponseReturnValue:
    """Open a project."""
    form = OpenProjectForm()
    if form.validate_on_submit():
        with form.rule_errors():
            project = services.open_project(**form.values(), by=g.person)
            db.session.commit()
            flash(_("Project opened."), "ok")
            return redirect(url_for("research.project", public_id=project.public_id), 303)
    return render_template("training/research/new.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/research/<uuid:public_id>")
@allows(policy.can_see, ResearchProject)
def project(project: ResearchProject) -> ResponseReturnValue:
    """A project: what trainees agree to, how many did, the extracts, the interviews."""
    return _page_of(project, InterviewForm(formdata=None))


def _page_of(project: ResearchProject, form: InterviewForm) -> str:
    project = queries.for_page(project)
    consents = queries.standing_consents(project)
    return render_template(
        "training/research/project.html",
        project=project,
        form=form,
        agreed=len(consents),
        covered=sum(len(consent.accounts) for consent in consents),
        left=queries.number_withdrawn_since(project),
        codes=extracts.codes_held_back(project) if policy.can_make_extract(g.person, project) else {},
        kinds=INTERVIEW_KINDS,
        found=FOUND,
        look=standing(project, centre_clock.today()),
        is_open=project.is_open(centre_clock.today()),
        entries=history.timeline(project),
        ask_at=current_app.config["PUBLIC_URL"] + url_for("research.own"),
        may_extract=policy.can_make_extract(g.person, project),
        may_take_key=policy.can_take_key(g.person, project),
        may_close=policy.can_close(g.person, project) and project.closed_at is None,
        may_keep=policy.can_keep_interviews(g.person, project) and project.closed_at is None,
    )


@blueprint.route("/research/<uuid:public_id>/extract", methods=["GET", "POST"])
@allows(policy.can_make_extract, ResearchProject, sees=policy.can_see)
@limiter.limit("10/hour", methods=["POST"])
def extract(project: ResearchProject) -> ResponseReturnValue:
    """Sign, and take the extract away. It is not kept here."""
    form = ExtractForm()
    if form.validate_on_submit():
        with form.rule_errors():
            run, content = services.make_extract(project, by=g.person)
            db.session.commit()
            return _download(content, f"extract-{run.made_at:%Y-%m-%d}.zip", "application/zip")
    page = render_template(
        "training/research/extract.html",
        form=form,
        project=project,
        agreed=len(queries.standing_consents(project)),
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/research/<uuid:public_id>/key", methods=["GET", "POST"])
@allows(policy.can_take_key, ResearchProject, sees=policy.can_see)
@limiter.limit("10/hour", methods=["POST"])
def key(project: ResearchProject) -> ResponseReturnValue:
    """Sign, and take the list of codes and names away."""
    form = KeyForm()
    if form.validate_on_submit():
        with form.rule_errors():
            content = services.take_key(project, by=g.person)
            db.session.commit()
            return _download(content, "key.csv", "text/csv")
    page = render_template("training/research/key.html", form=form, project=project)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/research/<uuid:public_id>/close", methods=["GET", "POST"])
@allows(policy.can_close, ResearchProject, sees=policy.can_see)
def close(project: ResearchProject) -> ResponseReturnValue:
    """Sign the end of a project; its key is destroyed."""
    form = CloseForm()
    if form.validate_on_submit():
        with form.rule_errors():
            services.close_project(project, by=g.person)
            db.session.commit()
            flash(_("Project closed. Its key is destroyed."), "ok")
            return redirect(url_for("research.project", public_id=project.public_id), 303)
    page = render_template("training/research/close.html", form=form, project=project)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/research/<uuid:public_id>/interviews")
@allows(policy.can_keep_interviews, ResearchProject, sees=policy.can_see)
def add_interview(project: ResearchProject) -> ResponseReturnValue:
    """Write down that an interview was held."""
    form = InterviewForm()
    if form.validate_on_submit():
        with form.rule_errors():
            services.add_interview(project, **form.values(), by=g.person)
            db.session.commit()
            flash(_("Interview saved."), "ok")
            return redirect(url_for("research.project", public_id=project.public_id), 303)
    return _page_of(project, form), 422


@blueprint.post("/research/interviews/<uuid:public_id>/remove")
@allows(policy.can_take_out_interview, ResearchInterview)
def remove_interview(interview: ResearchInterview) -> ResponseReturnValue:
    """Take out an interview that was written down by mistake."""
    project = interview.project
    services.take_out_interview(interview, by=g.person)
    db.session.commit()
    flash(_("Interview taken out."), "ok")
    return redirect(url_for("research.project", public_id=project.public_id), 303)


def _download(content: bytes, name: str, media_type: str) -> Response:
    """Bytes that a browser saves and never shows."""
    response = Response(content, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
