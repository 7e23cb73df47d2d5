"""The pages of units: what each still needs, sending it, and what came of it."""

from datetime import date
from typing import Any

from flask import abort, current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import history
from core.db import db
from core.errors import MovedOn
from core.policy import allows
from core.web import limiter
from training.allowances import allowed
from training.awards import wording as requirement_wording
from training.awards.ai_wording import AI_PERMISSIONS
from training.awards.models import Unit
from training.enrolments import progress
from training.enrolments import services as enrolments
from training.enrolments.models import Enrolment, EnrolmentState
from training.portfolio import policy, queries, services
from training.portfolio.blueprint import blueprint
from training.portfolio.declarations import RETURN_REASONS
from training.portfolio.forms import ChooseUnitsForm, SendUnitForm
from training.portfolio.models import AiUse, Submission
from training.portfolio.queries import CriterionState
from training.portfolio.sending import Parcel, day_passed, prepare
from training.portfolio.wording import EVIDENCE, KINDS, TILES, TOLD_HERE, submission_status
from training.portfolio.workflow import PASSED, REFERRED, UNDER_APPEAL


@blueprint.get("/units")
@allows(policy.can_write)
def units() -> ResponseReturnValue:
    """The trainee's units, how each criterion stands, and the optional units to choose."""
    return _page_of_units()


@blueprint.post("/enrolments/<uuid:public_id>/units")
@allows(policy.can_choose_units, Enrolment)
def choose_units(enrolment: Enrolment) -> ResponseReturnValue:
    """Choose the optional units of a place."""
    form = _choice(enrolment)
    if form.validate_on_submit():
        with form.rule_errors():
            enrolments.choose_units(enrolment, form.codes.data or [], by=g.person)
            db.session.commit()
            flash(_("Units chosen."), "ok")
            return redirect(url_for("portfolio.units"), 303)
    return _page_of_units(enrolment, form), 422


@blueprint.get("/units/<uuid:public_id>")
@allows(policy.takes_units, Unit)
def unit(unit: Unit) -> ResponseReturnValue:
    """One unit: its criteria with the evidence for each, what is missing, and how the last attempt stands."""
    parcel = prepare(_own_place(unit), unit)
    latest, states = parcel.latest, {each.id: parcel.state_of(each) for each in unit.criteria}
    referred = [each.code for each in unit.criteria if states[each.id] is CriterionState.referred]
    return render_template(
        "training/portfolio/unit.html",
        parcel=parcel,
        states=states,
        status=submission_status(latest.state if latest else None, referred),
        referred=referred,
        back_by=_back_by(parcel),
        day_passed=day_passed(latest),
        tiles=TILES,
        evidence=EVIDENCE,
        kinds=KINDS,
        return_reason=RETURN_REASONS[latest.return_reason] if latest and latest.return_reason else None,
        feedback_url=_feedback_url(latest),
        attempts_url=_attempts_url(latest),
        entries=[each for each in history.timeline(latest) if each.verb in TOLD_HERE] if latest else [],
    )


@blueprint.route("/units/<uuid:public_id>/send", methods=["GET", "POST"])
@allows(policy.takes_units, Unit)
@limiter.limit("10/minute", methods=["POST"])
def send(unit: Unit) -> ResponseReturnValue:
    """Check what is sent and what will be locked, declare, sign, send."""
    place = _own_place(unit)
    parcel = prepare(place, unit)
    if parcel.is_with_assessor or parcel.is_passed:
        raise MovedOn(_("Unit %(code)s was sent already.", code=unit.code))
    permission = place.award_version.ai_permission(unit.code)
    form = SendUnitForm()
    form.mark_above(permission)
    if form.validate_on_submit():
        with form.rule_errors():
            submission = services.submit(
                place,
                unit,
                ai_use=AiUse(form.ai_use.data),
                ai_text=form.ai_text.data or "",
                statement_signed=form.statement_signed.data,
                by=g.person,
            )
            db.session.commit()
            flash(_("Unit %(code)s sent, attempt %(n)s.", code=unit.code, n=submission.attempt), "ok")
            return redirect(url_for("portfolio.unit", public_id=unit.public_id), 303)
        parcel = prepare(place, unit)
    return render_template(
        "training/portfolio/send.html",
        form=form,
        parcel=parcel,
        max_attempts=allowed.attempts_at(place, unit),
        allowed=AI_PERMISSIONS[permission],
        requirements=[
            (finding.met, requirement_wording.in_short(finding))
            for finding in progress.findings(place)
            if finding.shown
        ],
    ), (422 if form.is_submitted() else 200)


def _own_place(unit: Unit) -> Enrolment:
    return queries.own_enrolment(g.person, unit) or abort(404)


def _page_of_units(chosen_for: Enrolment | None = None, typed: ChooseUnitsForm | None = None) -> str:
    places = queries.own_enrolments(g.person)
    states, latest = queries.criteria_states(places), queries.latest_submissions(*places)

    def row(place: Enrolment, unit: Unit) -> dict[str, Any]:
        sent = latest.get((place.id, unit.id))
        of_unit = states[place.id]
        referred = [each.code for each in unit.criteria if of_unit[each.id] is CriterionState.referred]
        return {
            "unit": unit,
            "status": submission_status(sent.state if sent else None, referred),
            "tiles": [{"number": each.code, "state": TILES[of_unit[each.id]]} for each in unit.criteria],
            "missing": [each.code for each in unit.criteria if of_unit[each.id] in _MISSING],
            "open": sent is None or sent.state not in PASSED,
        }

    return render_template(
        "training/portfolio/units.html",
        places=[
            {
                "enrolment": place,
                "rows": [row(place, unit) for unit in queries.units_of(place)],
                "form": typed if typed and place is chosen_for else _choice(place),
                "optional": place.award_version.rules_of_combination["optional"],
                "least_credits": place.award_version.rules_of_combination["optional_min_credits"],
                "in_use": place.state is EnrolmentState.active,
            }
            for place in places
        ],
        form=typed,
    )


_MISSING = {CriterionState.nothing, CriterionState.started, CriterionState.referred}


def _choice(place: Enrolment) -> ChooseUnitsForm:
    form = ChooseUnitsForm()
    optional = place.award_version.rules_of_combination["optional"]
    form.codes.offer({u.code: f"{u.code} {u.title}" for u in place.award_version.units if u.code in optional})
    if not form.is_submitted():
        form.codes.data = list(place.optional_units)
    return form


def _back_by(parcel: Parcel) -> date | None:
    """By when a referred unit comes back; None when no attempt is left."""
    return parcel.latest.send_by if parcel.latest and parcel.latest.state in REFERRED else None


def _feedback_url(submission: Submission | None) -> str | None:
    """Where the assessor's feedback is read; the page belongs to a package above this one."""
    if submission is None or submission.state not in PASSED | REFERRED | UNDER_APPEAL:
        return None
    if "grading.outcome" not in current_app.view_functions:
        return None
    return url_for("grading.outcome", public_id=submission.public_id)


def _attempts_url(submission: Submission | None) -> str | None:
    """Where all attempts are read; the page belongs to a package above this one."""
    if submission is None or "attempts.record" not in current_app.view_functions:
        return None
    return url_for("attempts.record", public_id=submission.public_id)
