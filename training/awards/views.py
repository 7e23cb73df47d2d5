"""The pages of awards."""

from flask import Blueprint, Response, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import history
from core.db import db
from core.pagination import paged
from core.policy import allows
from core.uploads import safe_name
from training.awards import document, exchange, policy, queries, services
from training.awards.forms import ImportAwardForm, PublishForm
from training.awards.models import AwardStatus, AwardVersion
from training.awards.workflow import AWARD_VERSION, AwardVersionAction
from training.portfolio.wording import KINDS

blueprint = Blueprint("awards", __name__)


@blueprint.get("/awards")
@allows(policy.can_list)
def awards() -> ResponseReturnValue:
    """The awards of the centre."""
    return render_template(
        "training/awards/awards.html",
        page=paged(queries.award_versions(drafts=policy.can_see_drafts(g.person))),
        may_import=policy.can_import(g.person),
    )


@blueprint.route("/awards/import", methods=["GET", "POST"])
@allows(policy.can_import)
def import_award() -> ResponseReturnValue:
    """Bring in an award file as a draft; a file with anything to put right is left out whole."""
    form, errors = ImportAwardForm(), []
    if form.validate_on_submit():
        name = safe_name(form.file.data.filename)
        known = queries.count()
        with form.rule_errors():
            try:
                version = services.import_award(form.file.data.read(exchange.MAX_BYTES + 1), name, by=g.person)
            except exchange.SpecificationErrors as refused:
                db.session.rollback()
                errors = refused.errors
            else:
                db.session.commit()
                if queries.count() > known:
                    flash(_("Award imported as a draft. Read it through, then publish it."), "ok")
                else:
                    flash(_("This version is here already, with the same content. Nothing was changed."), "info")
                return redirect(url_for("awards.award", public_id=version.public_id), 303)
    page = render_template("training/awards/import.html", form=form, errors=errors)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/awards/<uuid:public_id>")
@allows(policy.can_see, AwardVersion)
def award(version: AwardVersion) -> ResponseReturnValue:
    """One version of an award, to read."""
    version = queries.version_for_page(version)
    return render_template(
        "training/awards/award.html",
        version=version,
        kind=document.kind_of(version),
        combination=document.combination_of(version),
        requirements=document.requirements_of(version),
        assessment=document.assessment_of(version),
        renewal=document.renewal_of(version),
        evidence_kinds={kind.value: words for kind, words in KINDS.items()},
        entries=history.timeline(version),
        may_publish=policy.can_publish(g.person, version) and version.status is AwardStatus.draft,
    )


@blueprint.route("/awards/<uuid:public_id>/publish", methods=["GET", "POST"])
@allows(policy.can_publish, AwardVersion, sees=policy.can_see)
def publish(version: AwardVersion) -> ResponseReturnValue:
    """Check, then make a draft final."""
    AWARD_VERSION.next_state(version.status, AwardVersionAction.publish)
    form = PublishForm()
    if form.validate_on_submit():
        services.publish(version, by=g.person)
        db.session.commit()
        flash(_("Award published."), "ok")
        return redirect(url_for("awards.award", public_id=version.public_id), 303)
    page = render_template("training/awards/publish.html", form=form, version=version, kind=document.kind_of(version))
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/awards/<uuid:public_id>/export")
@allows(policy.can_see, AwardVersion)
def export(version: AwardVersion) -> ResponseReturnValue:
    """The award file of a version, as a download."""
    response = Response(services.export(version), mimetype="application/yaml")
    response.headers.set(
        "Content-Disposition", "attachment", filename=f"{version.code}-{version.number}.yaml".replace("/", "-")
    )
    return response
