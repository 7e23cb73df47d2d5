"""The marking workspace without page loads: what is typed is kept, and words are commented on, as the assessor goes."""

from uuid import uuid4

from flask import Blueprint, g, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm.exc import StaleDataError

from assessments.authenticity import document as shared
from assessments.comments import queries
from assessments.comments.forms import comment_form
from assessments.comments.page import Done, carry_out, form_for, panels, reading_while_marking, sheet_of
from assessments.grading import policy, services
from assessments.grading import queries as grading
from assessments.grading.forms import MarkingForm
from assessments.grading.models import MarkSheet
from assessments.grading.wording import not_marked
from core import clock
from core.db import db
from core.errors import MovedOn, RuleBroken
from core.filters import clock_time
from core.policy import allows
from training.portfolio.models import Submission
from training.sharing import queries as sharing
from training.similarity import queries as similarity

blueprint = Blueprint("comments", __name__)


@blueprint.route("/marking/<uuid:public_id>/kept", methods=["GET", "POST"])
@allows(policy.can_mark, Submission, sees=policy.can_see_work, load=grading.WITH_PLACE)
def keep(submission: Submission) -> ResponseReturnValue:
    """Keep what is typed on a mark sheet, and do what a button about a comment says; asked only, a token for that.

    Answers in JSON: 409 when the sheet was changed in another window or is closed, 422 for what cannot be kept.
    """
    if request.method == "GET":
        return jsonify(csrf_token=generate_csrf())
    submission = grading.submission_for_page(submission)
    sheet = sheet_of(submission)
    try:
        if sheet is None:
            raise MovedOn(not_marked(submission))
        form, done = form_for(sheet), None
        if not form.validate():
            return _refused(form)
        with db.session.begin_nested():
            services.save_draft(sheet, form.answers(), version=form.seen(), page=form.page.data or "", by=g.person)
            if "do" in request.form:
                criteria = grading.open_criteria(submission)
                done = carry_out(sheet, request.form["do"], comment_form(criteria), criteria, by=g.person)
        answer = _answer(submission, sheet, done)
        db.session.commit()
    except RuleBroken as broken:
        db.session.rollback()
        return jsonify(message=broken.message, field=broken.field), 422
    except (MovedOn, StaleDataError) as moved:
        db.session.rollback()
        changed = _("This mark sheet was changed in another window. What you typed here is still on this page.")
        return jsonify(message=str(moved) if type(moved) is MovedOn and str(moved) else changed), 409
    return jsonify(answer)


def _refused(form: MarkingForm) -> ResponseReturnValue:
    field = next((field for field in form if field.errors), None)
    if field is None:
        return jsonify(message=form.form_errors[0], field=None), 422
    message = _("Not saved. %(box)s: %(trouble)s", box=field.label.text, trouble=field.errors[0])
    return jsonify(message=message, field=field.name), 422


def _answer(submission: Submission, sheet: MarkSheet, done: Done | None) -> dict[str, object]:
    """What the page is told, before the commit: afterwards all would be read again.

    The work in it is that of the page that asks, whose reading is in the log.
    """
    told: dict[str, object] = {
        "version": sheet.version,
        "saved": _("Saved at %(time)s", time=clock_time(clock.now())),
    }
    if done is None:
        return told
    if done.is_phrase:
        return told | {"said": _("Kept among your phrases.")}
    reading = reading_while_marking(sheet, queries.before(submission))
    address = url_for("grading.mark", public_id=submission.public_id)
    parts = panels(reading, lambda position: f"{address}/files/{position}", grading.open_criteria(submission))
    return told | {"panels": parts, "goto": done.anchor, "key": uuid4().hex}


@blueprint.get("/marking/<uuid:public_id>/beside")
@allows(policy.can_mark, Submission, sees=policy.can_see_work, load=grading.WITH_PLACE)
def beside(submission: Submission) -> ResponseReturnValue:
    """What stands beside the marking: passages shared with other accounts, and what was said of the drafts.

    The marking page fetches it after it is drawn (`?part=1`), because comparing takes longer than reading.
    """
    submission = grading.submission_for_page(submission)
    part = "part" in request.args
    return render_template(
        "assessments/comments/beside_part.html" if part else "assessments/comments/beside.html",
        submission=submission,
        shared={"lines": shared.lines(similarity.compared(submission)), "checked_on": clock.now()},
        compare=url_for("authenticity.passages", public_id=submission.public_id),
        guided=sharing.guidance_by(g.person, submission.enrolment_id, submission.unit),
    )
