"""The pages of progress reviews: planned, written, shared, signed; and the one page of a line manager or mentor."""

from datetime import date

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import history
from core.db import db
from core.errors import MovedOn, NotAllowed
from core.filters import day
from core.pagination import paged
from core.policy import allows, public
from core.web import each_person, limiter, unlisted
from people import centre_clock
from people.models import Centre
from people.signatures import services as signatures
from people.signatures.models import Signature
from people.signatures.pages import to_receipt
from people.signatures.services import SignedAlready
from training.enrolments import queries as enrolments
from training.enrolments.models import Enrolment
from training.practice.addresses import address_of
from training.reviews import policy, queries, services, wording
from training.reviews.document import as_shared
from training.reviews.forms import AnswerForm, MoveForm, PlanForm, ShareForm, SignForm, WriteForm
from training.reviews.models import CounterpartKind, Figure, Part, ProgressReview, ReviewState
from training.reviews.signed import statement

blueprint = Blueprint("reviews", __name__)


@blueprint.app_template_filter()
def iso_day(value: str) -> str:
    """3 Dec 2026, from a day as figures keep it: 2026-12-03."""
    return day(date.fromisoformat(value))


@blueprint.app_template_global()
def next_review(enrolment: Enrolment) -> tuple[date, ProgressReview | None] | None:
    """When the next review of a place is, with the open one if there is one."""
    return queries.next_days([enrolment]).get(enrolment.id)


@blueprint.app_template_global()
def may_plan_review(enrolment: Enrolment) -> bool:
    """Whether the page of a trainee leads its reader to planning a review."""
    return policy.can_plan(g.person, enrolment)


@blueprint.get("/progress-reviews")
@allows(policy.can_list)
def reviews() -> ResponseReturnValue:
    """One's own reviews, those held with others, and for whom one is to be planned."""
    places = enrolments.assessed_or_taught_by(g.person)
    days = queries.next_days(places)
    to_plan = [(place, days[place.id][0]) for place in places if place.id in days and days[place.id][1] is None]
    return render_template(
        "training/reviews/reviews.html",
        own=queries.own(g.person),
        page=paged(queries.held_by(g.person)),
        to_plan=sorted(to_plan, key=lambda row: row[1]),
        today=centre_clock.today(),
        states=wording.STATES,
    )


@blueprint.route("/progress-reviews/plan/<uuid:public_id>", methods=["GET", "POST"])
@allows(policy.can_plan, Enrolment)
def plan(enrolment: Enrolment) -> ResponseReturnValue:
    """Plan the next review of a trainee."""
    manager = enrolment.person.line_manager
    suggested = queries.next_days([enrolment]).get(enrolment.id)
    form = PlanForm(
        data={
            "planned_on": max(suggested[0], centre_clock.today()) if suggested else None,
            "kind": CounterpartKind.line_manager.value,
            "name": manager.full_name if manager else "",
            "email": manager.email if manager else "",
        }
    )
    if form.validate_on_submit():
        with form.rule_errors(), form.making(ProgressReview, _address_of) as public_id:
            review = services.plan(enrolment, form.day(), form.third(), public_id=public_id, by=g.person)
            db.session.commit()
            flash(_("Review planned."), "ok")
            return redirect(_address_of(review), 303)
    return render_template("training/reviews/plan.html", form=form, enrolment=enrolment), (
        422 if form.is_submitted() else 200
    )


def _address_of(review: ProgressReview) -> str:
    return url_for("reviews.review", public_id=review.public_id)


@blueprint.get("/progress-reviews/<uuid:public_id>")
@allows(policy.can_see, ProgressReview)
def review(review: ProgressReview) -> ResponseReturnValue:
    """A review, for those who hold it or work with the trainee."""
    return _page_of(review)


@blueprint.post("/progress-reviews/<uuid:public_id>/begin")
@allows(policy.can_hold, ProgressReview, sees=policy.can_see)
def begin(review: ProgressReview) -> ResponseReturnValue:
    """Begin to write; the figures are filled in."""
    services.begin(review, by=g.person)
    db.session.commit()
    return redirect(url_for("reviews.write", public_id=review.public_id), 303)


@blueprint.post("/progress-reviews/<uuid:public_id>/move")
@allows(policy.can_hold, ProgressReview, sees=policy.can_see)
def move(review: ProgressReview) -> ResponseReturnValue:
    """Give a review another day."""
    form = MoveForm()
    if form.validate_on_submit():
        with form.rule_errors():
            services.move(review, form.day(), by=g.person)
            db.session.commit()
            flash(_("Moved."), "ok")
            return redirect(url_for("reviews.review", public_id=review.public_id), 303)
    return _page_of(review, moving=form), 422


@blueprint.post("/progress-reviews/<uuid:public_id>/fill")
@allows(policy.can_hold, ProgressReview, sees=policy.can_see)
def fill(review: ProgressReview) -> ResponseReturnValue:
    """Fill the figures in again."""
    services.fill_again(review, by=g.person)
    db.session.commit()
    flash(_("Figures filled in as they are now."), "ok")
    return redirect(url_for("reviews.write", public_id=review.public_id), 303)


@blueprint.route("/progress-reviews/<uuid:public_id>/write", methods=["GET", "POST"])
@allows(policy.can_hold, ProgressReview, sees=policy.can_see)
def write(review: ProgressReview) -> ResponseReturnValue:
    """One's own part, and what is agreed."""
    review = queries.for_page(review)
    if review.state is not ReviewState.preparing:
        raise MovedOn(_("This review is not being written now."))
    part = policy.part_of(g.person, review)
    form = WriteForm.of(review, review.trainee_text if part is Part.trainee else review.reviewer_text)
    if form.validate_on_submit():
        with form.rule_errors():
            services.write(review, form.text.data or "", form.agreed(), version=form.seen(), by=g.person)
            db.session.commit()
            flash(_("Saved."), "ok")
            return redirect(url_for("reviews.review", public_id=review.public_id), 303)
        review = queries.for_page(review)
        form.version.data = str(review.version)  # what stands there now is beside what was typed
    return render_template("training/reviews/write.html", form=form, review=review, part=part, wording=wording), (
        422 if form.is_submitted() else 200
    )


@blueprint.route("/progress-reviews/<uuid:public_id>/share", methods=["GET", "POST"])
@allows(policy.can_share, ProgressReview, sees=policy.can_see)
@limiter.limit("20/hour", methods=["POST"], key_func=each_person)
def share(review: ProgressReview) -> ResponseReturnValue:
    """The trainee sees what a line manager or mentor will read, and lets them read it."""
    review = queries.for_page(review)
    if review.state is not ReviewState.preparing:
        raise MovedOn(_("This review is not being written now."))
    form = ShareForm(
        data={
            "version": str(review.version),
            "kind": review.counterpart_kind.value,
            "name": review.counterpart_name,
            "email": review.counterpart_email,
            "shows": [Figure.requirements.value, Figure.dates.value],
        }
    )
    looks = "look" in request.form
    if form.validate_on_submit() and not looks:
        with form.rule_errors():
            token = services.share(review, form.third(), form.figures(), version=form.seen(), by=g.person)
            db.session.commit()
            return _page_of(review, address=address_of("reviews.link", token=token)), 200
        review = queries.for_page(review)
    return render_template(
        "training/reviews/share.html",
        form=form,
        review=review,
        preview=as_shared(review, [each.value for each in form.figures()] if not form.shows.errors else []),
        wording=wording,
    ), (422 if form.is_submitted() and not looks else 200)


@blueprint.post("/progress-reviews/<uuid:public_id>/link")
@allows(policy.can_share, ProgressReview, sees=policy.can_see)
@limiter.limit("20/hour", key_func=each_person)
def link_again(review: ProgressReview) -> ResponseReturnValue:
    """Make a new link; the one before stops working."""
    token = services.link_again(review, by=g.person)
    db.session.commit()
    return _page_of(review, address=address_of("reviews.link", token=token)), 200


@blueprint.route("/progress-reviews/<uuid:public_id>/sign", methods=["GET", "POST"])
@allows(policy.can_hold, ProgressReview, sees=policy.can_see)
def sign(review: ProgressReview) -> ResponseReturnValue:
    """Sign as trainee or as who holds it with them."""
    review = queries.for_page(review)
    part = policy.part_of(g.person, review) or Part.reviewer
    if (row := review.signed_by(part)) and row.signature:
        raise SignedAlready(row.signature)
    if review.state is not ReviewState.to_sign:
        raise MovedOn(_("This review does not wait to be signed."))
    form = SignForm(data={"version": str(review.version), "content": review.content_hash})
    if form.validate_on_submit():
        with form.rule_errors(), signatures.once(lambda: _signature_of(review, part)):
            signature = services.sign(
                review,
                version=form.seen(),
                shown_hash=form.content.data,
                proved_by=form.given_proof(),
                by=g.person,
            )
            db.session.commit()
            flash(_("Signed."), "ok")
            return to_receipt(signature)
    return render_template(
        "training/reviews/sign.html",
        form=form,
        review=review,
        preview=as_shared(review),
        says=statement(review, part, by=g.person),
        wording=wording,
    ), (422 if form.is_submitted() else 200)


def _signature_of(review: ProgressReview, part: Part) -> Signature | None:
    """The signature of this part, read anew; None when the other one signed at this moment."""
    row = queries.for_page(review).signed_by(part)
    return row.signature if row else None


@blueprint.post("/progress-reviews/<uuid:public_id>/reopen")
@allows(policy.can_hold, ProgressReview, sees=policy.can_see)
def reopen(review: ProgressReview) -> ResponseReturnValue:
    """Open it for writing again; signatures under the old text no longer count."""
    services.reopen(review, by=g.person)
    db.session.commit()
    flash(_("Open for writing again. The link no longer works, and everybody signs anew."), "ok")
    return redirect(url_for("reviews.write", public_id=review.public_id), 303)


@blueprint.post("/progress-reviews/<uuid:public_id>/cancel")
@allows(policy.can_hold, ProgressReview, sees=policy.can_see)
def cancel(review: ProgressReview) -> ResponseReturnValue:
    """The review is not held."""
    services.cancel(review, by=g.person)
    db.session.commit()
    flash(_("Cancelled."), "ok")
    return redirect(url_for("reviews.reviews"), 303)


@blueprint.post("/progress-reviews/<uuid:public_id>/correct")
@allows(policy.can_hold, ProgressReview, sees=policy.can_see)
def correct(review: ProgressReview) -> ResponseReturnValue:
    """Write a review that takes the place of a signed one."""
    made = services.correct(review, by=g.person)
    db.session.commit()
    flash(_("The signed review stays as it is. This one takes its place once all three have signed it."), "ok")
    return redirect(url_for("reviews.write", public_id=made.public_id), 303)


# ---- The third party ----


@blueprint.route("/progress-reviews/<uuid:public_id>/third", methods=["GET", "POST"])
@allows(policy.can_answer, ProgressReview)
def third(review: ProgressReview) -> ResponseReturnValue:
    """The one page of a line manager or mentor with an account: what the trainee shares, and their part."""
    review = queries.for_page(review)
    form = AnswerForm(data={"version": str(review.version), "name": g.person.full_name})
    if form.is_submitted() and review.state is not ReviewState.shared:
        raise MovedOn(_("This review was signed already."))
    if form.validate_on_submit():
        with form.rule_errors():
            services.answer(review, form.text.data or "", form.name.data or "", version=form.seen(), by=g.person)
            db.session.commit()
            flash(_("Signed."), "ok")
            return redirect(url_for("reviews.third", public_id=review.public_id), 303)
    return render_template(
        "training/reviews/third.html", form=form, review=review, shared=as_shared(review), wording=wording
    ), (422 if form.is_submitted() else 200)


@blueprint.route("/review/<token>", methods=["GET", "POST"])
@public
@limiter.limit("30/minute")
def link(token: str) -> ResponseReturnValue:
    """The same for whoever holds the link. One that is unknown, used or taken back gives the same page."""
    review = services.open_link(token, to_answer=request.method == "POST")
    if review is None:
        return unlisted(render_template("training/reviews/link_gone.html"), 404)
    review = queries.for_page(review)
    if g.person is not None and g.person.id in {review.enrolment.person_id, review.reviewer_id}:
        raise NotAllowed(_("This link is for somebody else: three different people hold a review."))
    form = AnswerForm(data={"version": str(review.version), "name": review.counterpart_name})
    if form.validate_on_submit():
        with form.rule_errors():
            services.answer(review, form.text.data or "", form.name.data or "", version=form.seen(), by=None)
            db.session.commit()
            return redirect(url_for("reviews.thanks"), 303)
    page = render_template(
        "training/reviews/link.html",
        form=form,
        shared=as_shared(review),
        wording=wording,
        centre=db.session.get(Centre, review.tenant_id),
    )
    return unlisted(page, 422 if form.is_submitted() else 200)


@blueprint.get("/review/thank-you")
@public
def thanks() -> ResponseReturnValue:
    """The part has arrived. The address of this page holds no secret."""
    return render_template("training/reviews/thanks.html")


def _page_of(review: ProgressReview, *, address: str = "", moving: MoveForm | None = None) -> str:
    review = queries.for_page(review)
    part = policy.part_of(g.person, review)
    return render_template(
        "training/reviews/review.html",
        review=review,
        part=part,
        address=address,
        form=moving,
        moving=moving or MoveForm(formdata=None, planned_on=review.planned_on),
        correction=queries.correction_of(review) if review.state is ReviewState.signed else None,
        entries=history.timeline(review),
        today=centre_clock.today(),
        parts=Part,
        wording=wording,
    )
