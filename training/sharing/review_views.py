"""The pages of reviews: the trainee asks, the assessor or tutor reads and gives guidance."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import history
from core.db import db
from core.errors import MovedOn
from core.once import OnceForm
from core.policy import allows
from core.web import each_person, limiter
from training.awards.models import Unit
from training.portfolio import queries as portfolio
from training.portfolio.sending import prepare
from training.portfolio.wording import KINDS
from training.sharing import policy, queries
from training.sharing import review_services as services
from training.sharing.blueprint import blueprint
from training.sharing.document import as_read
from training.sharing.forms import guidance_form
from training.sharing.models import DraftReview, ReviewState
from training.sharing.wording import OBSTACLES, STAFF

READ_AS_REVIEWER = "asked by the author to read the drafts of this unit"


@blueprint.route("/units/<uuid:public_id>/review", methods=["GET", "POST"])
@allows(policy.can_ask, Unit)
@limiter.limit("20/hour", methods=["POST"], key_func=each_person)
def ask(unit: Unit) -> ResponseReturnValue:
    """Ask the assessor or tutor to read the drafts of a unit: what goes, to whom, and how often that is possible."""
    place = portfolio.own_enrolment(g.person, unit) or abort(404)
    form, page = OnceForm(), url_for("portfolio.unit", public_id=unit.public_id)
    if form.validate_on_submit():
        with form.rule_errors(), form.making(DraftReview, lambda _made: page) as public_id:
            review = services.ask(place, unit, public_id=public_id, by=g.person)
            db.session.commit()
            flash(_("%(name)s has been asked to read your drafts.", name=review.reader.full_name), "ok")
            return redirect(page, 303)
    parcel = prepare(place, unit)
    standing = services.standing_of(parcel)
    return render_template(
        "training/sharing/ask.html",
        form=form,
        parcel=parcel,
        standing=standing,
        obstacle=OBSTACLES[standing.obstacle] if standing.obstacle else None,
        is_tutor=standing.reader is not None and policy.is_tutor(standing.reader, place),
        kinds=KINDS,
    ), (422 if form.is_submitted() else 200)


@blueprint.post("/reviews/<uuid:public_id>/take-back")
@allows(policy.can_take_back, DraftReview, sees=policy.owns_review)
def take_back(review: DraftReview) -> ResponseReturnValue:
    """Take a request back before anybody began to read."""
    services.take_back(review, by=g.person)
    db.session.commit()
    flash(_("Taken back. The review is not used up."), "ok")
    return redirect(url_for("portfolio.unit", public_id=review.unit.public_id), 303)


@blueprint.route("/drafts/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_review, DraftReview)
def review(review: DraftReview) -> ResponseReturnValue:
    """What was asked; while the drafts are being read, they stand beside the guidance."""
    review = queries.review_for_page(review)
    form = guidance_form(review.unit.criteria, review.overall, review.by_criterion, review.version)
    if form.is_submitted():
        if review.state is not ReviewState.reading:
            raise MovedOn(_("These drafts are not being read now."))
        if form.validate():
            with form.rule_errors():
                if form.version.data != str(review.version):
                    raise MovedOn(_("The guidance was saved in another tab since you opened this page."))
                later = "save" in request.form
                verb = services.keep_guidance if later else services.return_guidance
                verb(review, form.overall.data or "", form.by_criterion(), by=g.person)
                db.session.commit()
                flash(
                    _("Saved. It waits in your drafts.") if later else _("Returned. The trainee has been told."), "ok"
                )
                return redirect(url_for("sharing.drafts"), 303)
    is_reading = review.state is ReviewState.reading
    page = render_template(
        "training/sharing/review.html",
        form=form,
        review=review,
        status=STAFF[review.state],
        is_tutor=policy.is_tutor(g.person, review.enrolment),
        pieces=[(item, as_read(item.account_version)) for item in review.items] if is_reading else [],
        kinds=KINDS,
        entries=history.timeline(review),
    )
    if is_reading:
        history.note_read(review, by=g.person, reason=READ_AS_REVIEWER)
    return page, (422 if form.is_submitted() else 200)


@blueprint.post("/drafts/<uuid:public_id>/begin")
@allows(policy.can_review, DraftReview)
def begin(review: DraftReview) -> ResponseReturnValue:
    """Begin to read; from now on the trainee cannot take the request back."""
    services.begin(review, by=g.person)
    db.session.commit()
    return redirect(url_for("sharing.review", public_id=review.public_id), 303)
