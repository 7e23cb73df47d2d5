"""The pages that belong to no package: home by role, help, health."""

from flask import Blueprint, current_app, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

import menus
from core import health
from core.policy import allows, public, signed_in
from core.web import limiter
from people.models import Role
from training.enrolments import views as enrolments

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
@allows(signed_in)
def home() -> ResponseReturnValue:
    """The home of the role in use. A trainee's is shown here; other roles start at their first page."""
    if g.role is None:
        return render_template("pages/no_role.html")
    if g.role is Role.trainee:
        return enrolments.home()
    return redirect(url_for(menus.home_of(g.role)), 303)


@blueprint.get("/help")
@public
def help() -> ResponseReturnValue:
    """What the words mean and how results are worked out."""
    return render_template("pages/help.html")


@blueprint.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    return render_template("pages/accessibility.html")


@blueprint.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    """Who can read what."""
    return render_template("pages/privacy.html")


@blueprint.get("/healthz")
@public
@limiter.exempt
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
@public
@limiter.exempt
def readyz() -> ResponseReturnValue:
    """The service can do its work; 503 and what stands in the way otherwise."""
    found = health.problems(current_app)
    return {"status": "not ready" if found else "ok", "problems": found}, 503 if found else 200
