"""The settings of working days and holidays, for the centre's administrator."""

from datetime import date

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import history
from core.db import db
from core.policy import allows
from people import centre_clock
from people.policy import can_change_settings
from people.working_time import queries, services, wording
from people.working_time.forms import HolidayForm, PasteForm, PublicHolidaysForm, WorkingTimeForm
from people.working_time.models import Holiday
from people.working_time.pasted import Reading, read
from people.working_time.policy import can_remove
from people.working_time.public_holidays import public_holidays, regions

blueprint = Blueprint("working_time", __name__)

YEARS_PROPOSED = 2
SET = ("weekdays", "assessor_days", "target", "minutes_each", "region")


@blueprint.app_context_processor
def words() -> dict[str, object]:
    """The words for codes of this package, for its timeline."""
    return {"working_time_labels": wording.SETTINGS}


@blueprint.route("/settings/working-days", methods=["GET", "POST"])
@allows(can_change_settings)
def settings() -> ResponseReturnValue:
    """Which days are worked, how long an assessor has, and the holidays."""
    time = queries.working_time()
    form = WorkingTimeForm(data={name: getattr(time, name) for name in SET} | {"version": str(time.version)})
    if form.validate_on_submit():
        with form.rule_errors():
            services.change(**form.settings(), version=form.seen(), by=g.person)
            db.session.commit()
            flash(_("Saved. It holds for work that is given out from now on."), "ok")
            return redirect(url_for("working_time.settings"), 303)
        time = queries.working_time()
    return render_template(
        "people/working_time/settings.html",
        form=form,
        coming=[each for each in time.holidays if each.day >= _today()],
        gone=[each for each in time.holidays if each.day < _today()][::-1],
        proposed=len(_proposal(time.region, {each.day for each in time.holidays})),
        region=regions().get(time.region, ""),
        weekdays=wording.WEEKDAYS,
        worked=set(time.weekdays),
        entries=history.timeline(time)[::-1] if time.id else [],
    ), 422 if form.is_submitted() else 200


@blueprint.route("/settings/working-days/add", methods=["GET", "POST"])
@allows(can_change_settings)
def add() -> ResponseReturnValue:
    """Put one day on the list of holidays."""
    form = HolidayForm()
    if form.validate_on_submit():
        with form.rule_errors():
            assert form.day.data is not None  # noqa: S101  # the field is required
            number = services.add_holidays({form.day.data: form.name.data or ""}, by=g.person)
            db.session.commit()
            return _back(number)
    return render_template("people/working_time/add.html", form=form), 422 if form.is_submitted() else 200


@blueprint.route("/settings/working-days/paste", methods=["GET", "POST"])
@allows(can_change_settings)
def paste() -> ResponseReturnValue:
    """Put a pasted list of days on the list of holidays: all of it, or nothing."""
    form, reading = PasteForm(), Reading({}, [])
    if form.validate_on_submit():
        known = {each.day for each in queries.working_time().holidays}
        reading = read(form.lines.data or "", today=_today(), known=known)
        if not reading.wrong:
            with form.rule_errors():
                number = services.add_holidays(reading.days, by=g.person)
                db.session.commit()
                return _back(number)
    return render_template("people/working_time/paste.html", form=form, wrong=reading.wrong, reasons=wording.WRONG), (
        422 if form.is_submitted() else 200
    )


@blueprint.route("/settings/working-days/public", methods=["GET", "POST"])
@allows(can_change_settings)
def public() -> ResponseReturnValue:
    """Take public holidays of the centre's country that are not on the list yet."""
    time = queries.working_time()
    proposal = _proposal(time.region, {each.day for each in time.holidays})
    form = PublicHolidaysForm()
    form.offer(proposal)
    if form.validate_on_submit():
        with form.rule_errors():
            chosen = [date.fromisoformat(day) for day in form.days.data or []]
            number = services.add_holidays({day: proposal[day] for day in chosen}, by=g.person)
            db.session.commit()
            return _back(number)
    return render_template(
        "people/working_time/public.html", form=form, region=regions().get(time.region, ""), any_left=bool(proposal)
    ), 422 if form.is_submitted() else 200


@blueprint.post("/settings/holidays/<uuid:public_id>/remove")
@allows(can_remove, Holiday)
def remove(holiday: Holiday) -> ResponseReturnValue:
    """Take a day off the list."""
    services.remove_holiday(holiday, by=g.person)
    db.session.commit()
    flash(_("Taken off the list."), "ok")
    return redirect(url_for("working_time.settings"), 303)


def _back(number: int) -> ResponseReturnValue:
    flash(services.taken(number), "ok")
    return redirect(url_for("working_time.settings"), 303)


def _proposal(region: str, known: set[date]) -> dict[date, str]:
    """Public holidays from today to the end of next year that are not on the list."""
    today = _today()
    if region not in regions():
        return {}
    found = public_holidays(region, range(today.year, today.year + YEARS_PROPOSED))
    return {day: name for day, name in found.items() if day >= today and day not in known}


def _today() -> date:
    return centre_clock.today()
