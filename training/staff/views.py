"""The pages of staff: whose credentials hold, and CPD."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import clock, history
from core.db import db
from core.forms import number_in
from core.pagination import paged
from core.policy import allows
from core.web import limiter
from people import centre_clock
from training.staff import policy, queries, services
from training.staff.forms import CpdForm
from training.staff.models import CpdEntry
from training.staff.wording import TOPICS

blueprint = Blueprint("staff", __name__)


@blueprint.get("/staff")
@allows(policy.can_list_staff)
def staff() -> ResponseReturnValue:
    """Who assesses and checks, whose credentials hold, and how much CPD they have; none of its words."""
    today = centre_clock.today()
    page = paged(queries.staff(today))
    return render_template(
        "training/staff/staff.html", page=page, today=today, minutes=queries.minutes_of(page.rows, today)
    )


@blueprint.get("/cpd")
@allows(policy.can_keep)
def cpd() -> ResponseReturnValue:
    """One's own CPD, and what others asked one to verify."""
    return render_template(
        "training/staff/cpd.html",
        page=paged(queries.entries_of(g.person)),
        waiting=queries.to_verify(g.person),
        topics=TOPICS,
    )


@blueprint.route("/cpd/new", methods=["GET", "POST"])
@allows(policy.can_keep)
@limiter.limit("60/hour", methods=["POST"])
def new() -> ResponseReturnValue:
    """Write down what one did."""
    form = CpdForm(held_on=clock.today(g.person.zone))
    form.offer(queries.verifiers(g.person))
    if form.validate_on_submit():
        with form.rule_errors(), form.making(CpdEntry, lambda _made: url_for("staff.cpd")) as public_id:
            services.log(g.person, **_typed(form), public_id=public_id)
            db.session.commit()
            flash(_("Saved."), "ok")
            return redirect(url_for("staff.cpd"), 303)
    return render_template("training/staff/write.html", form=form, entry=None), 422 if form.is_submitted() else 200


@blueprint.route("/cpd/<uuid:public_id>/edit", methods=["GET", "POST"])
@allows(policy.can_change, CpdEntry, sees=policy.owns)
@limiter.limit("60/hour", methods=["POST"])
def edit(entry: CpdEntry) -> ResponseReturnValue:
    """Change an entry that is not verified yet."""
    form = CpdForm(
        held_on=entry.held_on,
        minutes=entry.minutes,
        topic=entry.topic,
        learned=entry.learned,
        verifier=str(entry.verifier.public_id),
    )
    form.offer(queries.verifiers(g.person))
    if form.validate_on_submit():
        with form.rule_errors():
            services.change(entry, **_typed(form), by=g.person)
            db.session.commit()
            flash(_("Saved."), "ok")
            return redirect(url_for("staff.entry", public_id=entry.public_id), 303)
    return render_template("training/staff/write.html", form=form, entry=entry), 422 if form.is_submitted() else 200


@blueprint.get("/cpd/<uuid:public_id>")
@allows(policy.can_read, CpdEntry)
def entry(entry: CpdEntry) -> ResponseReturnValue:
    """One entry, for its owner and whoever verifies it."""
    own = policy.owns(g.person, entry)
    page = render_template(
        "training/staff/entry.html",
        entry=entry,
        own=own,
        topics=TOPICS,
        may_change=bool(policy.can_change(g.person, entry)),
        may_verify=bool(policy.can_verify(g.person, entry)),
        entries=history.timeline(entry),
    )
    if not own:
        history.note_read(entry, by=g.person, reason="named as verifier")
    return page


@blueprint.post("/cpd/<uuid:public_id>/verify")
@allows(policy.can_verify, CpdEntry, sees=policy.can_read)
def verify(entry: CpdEntry) -> ResponseReturnValue:
    """Say that it was so."""
    services.verify(entry, version=number_in(request.form.get("version")), by=g.person)
    db.session.commit()
    flash(_("Verified."), "ok")
    return redirect(url_for("staff.entry", public_id=entry.public_id), 303)


def _typed(form: CpdForm) -> dict[str, Any]:
    values = form.values()
    chosen = [each for each in queries.verifiers(g.person) if str(each.public_id) == values["verifier"]]
    return values | {"verifier": chosen[0] if chosen else None}
