"""The pages of an assessor's own phrases."""

from flask import Blueprint, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from assessments.phrases import policy, queries, services
from assessments.phrases.forms import PhraseForm
from assessments.phrases.models import MOST, FeedbackPhrase
from core.db import db
from core.errors import RuleBroken
from core.policy import allows

blueprint = Blueprint("phrases", __name__)


@blueprint.route("/me/phrases", methods=["GET", "POST"])
@allows(policy.can_keep)
def phrases() -> ResponseReturnValue:
    """One's own phrases: search, and keep another. `?part=1` gives the list for the panel of the marking page."""
    search = request.args.get("q", "").strip()
    form = PhraseForm()
    if form.validate_on_submit():
        with form.rule_errors():
            services.add(form.text.data or "", by=g.person)
            db.session.commit()
            flash(_("Phrase kept."), "ok")
            return redirect(url_for("phrases.phrases"), 303)
    found = queries.phrases_of(g.person, search)
    template = "assessments/phrases/panel.html" if "part" in request.args else "assessments/phrases/phrases.html"
    return render_template(template, form=form, phrases=found, search=search, most=MOST), (
        422 if form.is_submitted() else 200
    )


@blueprint.post("/me/phrases/kept")
@allows(policy.can_keep)
def keep() -> ResponseReturnValue:
    """Keep words of the marking page as a phrase, without leaving it."""
    try:
        services.add(request.form.get("text", ""), by=g.person)
    except RuleBroken as broken:
        db.session.rollback()
        return jsonify(message=broken.message), 422
    db.session.commit()
    return jsonify(
        said=_("Kept among your phrases."),
        panel=render_template("assessments/phrases/panel.html", phrases=queries.phrases_of(g.person), search=""),
    )


@blueprint.route("/me/phrases/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_change, FeedbackPhrase)
def phrase(phrase: FeedbackPhrase) -> ResponseReturnValue:
    """One phrase, to word otherwise."""
    form = PhraseForm(obj=phrase)
    if form.validate_on_submit():
        with form.rule_errors():
            services.change(phrase, form.text.data or "", by=g.person)
            db.session.commit()
            flash(_("Phrase saved."), "ok")
            return redirect(url_for("phrases.phrases"), 303)
    return render_template("assessments/phrases/phrase.html", form=form, phrase=phrase), (
        422 if form.is_submitted() else 200
    )


@blueprint.post("/me/phrases/<uuid:public_id>/delete")
@allows(policy.can_change, FeedbackPhrase)
def delete(phrase: FeedbackPhrase) -> ResponseReturnValue:
    """Delete a phrase."""
    services.delete(phrase, by=g.person)
    db.session.commit()
    flash(_("Phrase deleted."), "ok")
    return redirect(url_for("phrases.phrases"), 303)
